"""A district joins by commands: a root on a stick, two laptops, one lost, another root."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.vault import passphrase
from tests.district.trust.districts import PASSPHRASE, last_groups, verified_by_ssh_keygen
from tests.stories.conftest import Command, command_on, roster_book

NEW_PASSPHRASE = "另一句更长的口令"


@pytest.fixture(autouse=True)
def _passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 8 * 1024)
    monkeypatch.setattr(passphrase, "ROUNDS", 1)
    monkeypatch.setenv("INSPECTOR_APP_ROOT_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("INSPECTOR_APP_NEW_ROOT_PASSPHRASE", NEW_PASSPHRASE)


@pytest.fixture
def folder_of(tmp_path: Path, clock: FixedClock) -> Callable[..., Command]:
    """Make a data folder that knows the roster of people."""
    book = roster_book(tmp_path / "名册.xlsx")

    def make(name: str, *options: str) -> Command:
        command = command_on(tmp_path / name, clock)
        assert command("init", "--district", "210304", *options)[0] == 0
        assert command("import", "roster", book)[0] == 0
        return command

    return make


def answered(command: Command, *arguments: object) -> Any:
    code, out, err = command(*arguments, "--json")
    assert code == 0, err
    return json.loads(out)


def refused(command: Command, *arguments: object) -> str:
    code, _, err = command(*arguments)
    assert code == 1
    return err


def public(root: str) -> str:
    return str(json.loads(Path(root).read_text())["public"])


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """The stick of the director, and the folder that everybody sees."""
    for name in ("U盘", "共享"):
        (tmp_path / name).mkdir()
    return tmp_path / "U盘", tmp_path / "共享"


def test_a_district_joins_loses_a_laptop_and_changes_its_root(
    folder_of: Callable[..., Command], places: tuple[Path, Path], clock: FixedClock
) -> None:
    stick, share = places
    office = folder_of("office", "--role", "office")
    laptops = [folder_of(each, "--inspector", each) for each in ("DX001", "DX002")]
    root = answered(office, "root", "new", "--to", stick)

    asked = [
        answered(each, "enrol", "request", "--to", share, "--device", f"笔记本{number:02}")
        for number, each in enumerate(laptops, start=1)
    ]
    heard = [part for each in asked for part in ("--check", last_groups(each["digits"]))]
    enrolled = answered(office, "enrol", "accept", share, *heard)
    assert [each["name"] for each in enrolled["laptops"]] == ["督学01", "督学02"]
    signed = answered(office, "root", "sign-roster", "--root", root["file"], "--out", share)
    assert (signed["version"], signed["laptops"]) == (1, 2)

    for each in laptops:
        assert "还没有核对过" in refused(each, "trust", "take", share)
        assert "不符" in refused(each, "trust", "pin", share, "--check", "12345 67890")
        pinned = answered(each, "trust", "pin", share, "--check", last_groups(root["digits"]))
        assert pinned["version"] == 1
        assert answered(each, "trust", "show")["standing"] == "enrolled"

    lost = answered(office, "enrol", "revoke", "督学02", "--reason", "丢失")
    assert lost["laptop"]["revoked_from"] == 1
    answered(office, "root", "sign-roster", "--root", root["file"], "--out", share)
    rotated = answered(
        office, "root", "rotate", "--root", root["file"], "--to", stick, "--out", share
    )
    assert rotated["version"] == 3
    for each, standing in zip(laptops, ("enrolled", "revoked"), strict=True):
        taken = answered(each, "trust", "take", share)
        assert (taken["taken"], taken["new_root"]) == ([2, 3], True)
        shown = answered(each, "trust", "show")
        assert (shown["standing"], shown["root_digits"]) == (standing, [rotated["digits"]])
        assert answered(each, "check")["ok"]

    first, second, third = sorted((share / "trust").glob("*.json"))
    old, new = public(root["file"]), public(rotated["root"])
    assert [verified_by_ssh_keygen(each, old) for each in (first, second, third)] == [True] * 3
    assert verified_by_ssh_keygen(third, new, suffix=".sig2")
    assert not verified_by_ssh_keygen(second, new)


def test_two_roots_are_kept_and_one_that_is_lost_is_replaced(
    folder_of: Callable[..., Command],
    places: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stick, share = places
    office = folder_of("office", "--role", "office")
    assert "请先用 root new" in refused(office, "root", "sign-roster", "--root", stick / "x")
    first = answered(office, "root", "new", "--to", stick)
    assert "本区已有登记优盘" in refused(office, "root", "new", "--to", stick)
    assert "--root" in refused(office, "root", "new", "--second", "--to", stick)
    second = answered(
        office, "root", "new", "--second", "--to", stick, "--root", first["file"], "--out", share
    )
    monkeypatch.setenv("INSPECTOR_APP_ROOT_PASSPHRASE", NEW_PASSPHRASE)
    done = answered(
        office, "root", "rotate", "--lost", "--root", second["root"], "--to", stick, "--out", share
    )
    assert set(answered(office, "trust", "show")["root_digits"]) == {
        second["digits"], done["digits"],
    }  # fmt: skip
    code, _, err = office("root", "new", "--lost", "--root", second["root"], "--to", stick)
    assert (code, "还在手里" in err) == (1, True)
    code, out, _ = office("root", "new", "--lost", "--to", stick)
    assert (code, "核对号" in out) == (0, True)


def test_requests_are_read_listed_refused_and_ended(
    folder_of: Callable[..., Command], places: tuple[Path, Path], tmp_path: Path
) -> None:
    _stick, share = places
    office = folder_of("office", "--role", "office")
    first = folder_of("DX001", "--inspector", "DX001")
    stranger = folder_of("DX009", "--inspector", "DX009")
    assert office("enrol", "list") == (0, "", "没有找到申请登记的电脑。\n")
    code, out, _ = first("enrol", "request", "--to", share, "--code", tmp_path / "本机.png")
    assert (code, "核对号" in out) == (0, True)
    assert (tmp_path / "本机.png").read_bytes().startswith(b"\x89PNG")
    stranger("enrol", "request", "--to", share)
    code, out, err = office("enrol", "read", share)
    assert (code, "待核对" in out) == (1, True)
    assert "督学名册里没有编号 DX009" in err
    assert office("enrol", "refuse", "DX001", "--reason", "核对号不符")[0] == 0
    assert "没有登记：核对号不符" in office("enrol", "list")[1]

    photo = tmp_path / "本机.png"
    assert "已登记：督学01" in office("enrol", "accept", share, "--picture", photo)[1]
    listed = office("enrol", "read", share)[1]
    assert "已经登记过，没有重复登记" in listed
    assert "核对号" not in listed
    second = folder_of("DX002", "--inspector", "DX002")
    digits = answered(second, "enrol", "request", "--to", share)["digits"]
    said = office("enrol", "accept", share, "--check", last_groups(digits))
    assert "已登记：督学02" in said[1]
    assert "已经登记过的 1 台，没有列出。" in said[1]
    assert "督学01" not in said[1] + said[2]
    assert "不是日期" in refused(office, "enrol", "end", "DX001", "--on", "明天")
    code, out, _ = office("enrol", "end", "DX001", "--on", "2026-12-31")
    assert (code, "到 2026-12-31 为止" in out) == (0, True)
    shown = answered(office, "enrol", "list")
    assert [each["until"] for each in shown] == ["2026-12-31", ""]


def test_a_laptop_shows_where_it_stands_and_carries_rosters_on(
    folder_of: Callable[..., Command], places: tuple[Path, Path], tmp_path: Path
) -> None:
    stick, share = places
    office = folder_of("office", "--role", "office")
    laptop = folder_of("DX001", "--inspector", "DX001")
    assert "没有加入" in laptop("trust", "show")[1]
    assert "没有二维码可存" in refused(office, "trust", "show", "--code", tmp_path / "x.png")
    root = answered(office, "root", "new", "--to", stick)
    laptop("enrol", "request", "--to", share)
    office("enrol", "accept", share, "--check", last_groups(
        answered(laptop, "trust", "show")["digits"]
    ))  # fmt: skip
    code, out, _ = office(
        "root", "sign-roster", "--root", root["file"], "--office-name", "示范区督导室"
    )
    assert (code, "还没有写出" in out) == (0, True)
    assert len(answered(office, "trust", "write", "--to", share)["files"]) == 1
    office("trust", "show", "--code", tmp_path / "根.png")
    code, out, _ = laptop("trust", "pin", share, "--picture", tmp_path / "根.png")
    assert (code, "已采用登记名册第 1 版" in out) == (0, True)
    code, out, _ = laptop("trust", "show")
    assert "已登记：督学01" in out
    assert laptop("trust", "take", share)[1] == "登记名册第 1 版本机已有，没有变化。\n"
    assert laptop("trust", "write", "--to", tmp_path / "带走")[0] == 0
    assert laptop("trust", "signers", "--out", tmp_path / "signers")[0] == 0
    assert "dudao-bundle-v1" in (tmp_path / "signers").read_text()


def test_a_passphrase_is_typed_unseen_and_a_new_one_twice(
    folder_of: Callable[..., Command],
    places: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stick, _share = places
    office = folder_of("office", "--role", "office")
    for name in ("INSPECTOR_APP_ROOT_PASSPHRASE", "INSPECTOR_APP_NEW_ROOT_PASSPHRASE"):
        monkeypatch.delenv(name)
    typed = iter([PASSPHRASE, "打错了的一句话", PASSPHRASE, PASSPHRASE, PASSPHRASE])
    asked: list[str] = []

    def unseen(question: str) -> str:
        asked.append(question)
        return next(typed)

    monkeypatch.setattr("getpass.getpass", unseen)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    assert "两次输入的口令不一样" in refused(office, "root", "new", "--to", stick)
    assert list(stick.iterdir()) == []
    root = answered(office, "root", "new", "--to", stick)
    assert answered(office, "root", "sign-roster", "--root", root["file"])["version"] == 1
    assert len(asked) == 5
    assert asked[-1] == "登记优盘的口令："


def test_another_program_sends_the_passphrase_in_a_line(
    folder_of: Callable[..., Command],
    places: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stick, _share = places
    office = folder_of("office", "--role", "office")
    root = answered(office, "root", "new", "--to", stick)
    monkeypatch.delenv("INSPECTOR_APP_ROOT_PASSPHRASE")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n别的\n"))
    assert answered(office, "root", "sign-roster", "--root", root["file"])["version"] == 1
    monkeypatch.setattr("sys.stdin", io.StringIO("不对的口令八个字\n"))
    assert "口令不对" in refused(office, "root", "sign-roster", "--root", root["file"])
