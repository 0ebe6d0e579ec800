"""The command line: every main job, exit codes, sentences instead of tracebacks."""

import json
import os
import re
import subprocess
import sys
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from inspector_app import bootstrap
from inspector_app.__main__ import main
from inspector_app.base.clock import FixedClock
from inspector_app.cli.main import run
from tests.stories.conftest import ISSUE, LESSON, RECORD, Command, command_on

_SCREENS = frozenset({"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})


def test_the_whole_story_runs_without_a_window(
    command: Command, number: str, tmp_path: Path
) -> None:
    code, out, _ = command("month", "2026-11", "--json")
    district = json.loads(out)["district"]
    assert (code, district["visits"], district["inspector_visits"]) == (0, 1, 2)
    assert (district["lessons"], district["issues_found"]) == (1, 1)
    files = ("--pdf", tmp_path / "m.pdf", "--xlsx", tmp_path / "m.xlsx")
    assert command("month", "2026-11", *files)[0] == 0
    shared = tmp_path / "out"
    shared.mkdir()
    code, out, _ = command(
        "bundle", "export", "--inspector", "DX001", "--month", "2026-11", "--to", shared, "--json"
    )
    made = json.loads(out)
    assert (code, made["visits"], made["seq"]) == (0, 1, 1)
    assert json.loads(command("bundle", "verify", made["file"], "--json")[1])["ok"]
    assert json.loads(command("search", "消防", "--json")[1])[0]["number"] == number
    assert command("check")[0] == 0


def test_a_damaged_bundle_is_refused_with_its_code(
    command: Command, number: str, tmp_path: Path
) -> None:
    command("bundle", "export", "--inspector", "DX001", "--month", "2026-11", "--to", tmp_path)
    (bundle,) = tmp_path.glob("dd1-*.zip")
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(data)
    code, out, err = command("bundle", "verify", bundle, "--json")
    assert code == 1
    assert json.loads(out)["code"] == "E02"
    assert number not in err


def test_every_field_of_a_record_stands_in_its_pdf(
    command: Command, number: str, tmp_path: Path
) -> None:
    assert command("visit", "pdf", number, "--out", tmp_path / "v.pdf")[0] == 0
    text = _text_of(tmp_path / "v.pdf")
    shown = list(_leaves({**RECORD, "lessons": [LESSON], "issues": [ISSUE]}))
    missing = [value for value in shown if _squeezed(value) not in text]
    assert missing == []


def _text_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", pdf, "-"], capture_output=True, check=True)
    pages = done.stdout.decode().split("\f")
    furniture = re.compile(
        r"记录编号\S*|第\d+版|校验码[0-9A-F-]+|第\d+页共\d+页|^定稿$|续表", re.MULTILINE
    )
    lines = [_squeezed(line) for page in pages for line in page.splitlines()]
    return "".join(furniture.sub("", line) for line in lines)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def _leaves(value: Any, key: str = "") -> list[str]:
    """The texts of a record that print as they are; codes and dates print in their own words."""
    if isinstance(value, dict):
        return [leaf for name, part in value.items() for leaf in _leaves(part, name)]
    if isinstance(value, list):
        return [leaf for part in value for leaf in _leaves(part, key)]
    if not isinstance(value, str) or key in {"topics", "category", "listener"}:
        return []
    day = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value)
    return [f"{int(day[1])}年{int(day[2])}月{int(day[3])}日" if day else value]


def test_a_record_shown_as_json_has_the_ids_of_the_form(command: Command, number: str) -> None:
    shown = json.loads(command("visit", "show", number, "--json")[1])
    assert {**RECORD, "lead": "DX001", "peers": ["DX002"]}.keys() <= shown.keys()
    assert (shown["no"], shown["status"], shown["disposition"]) == (number, "定稿", "上报督导室")


def test_a_filed_record_is_not_set_but_corrected(command: Command, number: str) -> None:
    code, _, err = command("visit", "set", number, "advice", "改")
    assert (code, "更正" in err) == (1, True)
    assert command("visit", "correct", number, "--reason", "错字")[0] == 0
    assert command("visit", "set", number, "advice", "改")[0] == 0
    assert command("visit", "file", number)[0] == 0
    assert json.loads(command("visit", "show", number, "--json")[1])["revision"] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("visit", "show", "no-such"),
        ("visit", "file", "no-such"),
        ("visit", "new", "--from", "no-such.json"),
        ("month", "2026-13"),
        ("import", "roster", "no-such.xlsx"),
        ("bundle", "verify", "no-such.zip"),
        ("bundle", "export", "--inspector", "DX009", "--month", "2026-11", "--to", "."),
        ("visits", "--inspector", "DX009"),
        ("demo", "--years", "0"),
        ("demo", "--years", "1000"),
        ("init", "--district", "２１０３０４"),
        ("init", "--district", "21030"),
        ("init", "--inspector", "DX 1"),
        ("init", "--number-block", "0"),
        ("ledger", "--inspector", "DX009", "--pdf", "no-such.pdf"),
        ("visits", "pdf", "--month", "2026-11", "--inspector", "DX009", "--out", "no-such.pdf"),
        ("bundle", "materials", "--month", "2026-11", "--inspector", "DX009", "--to", "."),
    ],
)
def test_a_mistake_is_a_sentence_and_exit_1(command: Command, arguments: tuple[str, ...]) -> None:
    code, _, err = command(*arguments)
    assert code == 1
    assert re.search(r"[一-鿿]", err)
    assert "Traceback" not in err


def test_who_is_not_known_is_named_rather_than_shown_as_one_without_records(
    command: Command, number: str
) -> None:
    assert number in command("visits", "--inspector", "督学01")[1]
    code, out, err = command("visits", "--inspector", "DX009")
    assert (code, out) == (1, "")
    assert "DX009" in err


@pytest.mark.parametrize("shown", [(), ("--preview",)])
def test_an_import_says_which_columns_it_did_not_read(
    command: Command, number: str, tmp_path: Path, shown: tuple[str, ...]
) -> None:
    path = tmp_path / "督学.csv"
    path.write_text(
        "督学编号,姓名,专兼职,责任区,备注\nDX003,督学03,兼职,第一督学责任区,新\n", "utf-8"
    )
    code, _, told = command("import", "roster", path, *shown)
    assert (code, "督学：这些列没有读：备注" in told) == (0, True)


def test_a_search_without_hits_says_so_beside_the_empty_list(command: Command, number: str) -> None:
    code, out, err = command("search", "滤芯", "--json")
    assert (code, json.loads(out), "没有找到“滤芯”" in err) == (0, [], True)
    assert command("search", "消防")[2] == ""
    assert "没有找到" in command("visits", "--month", "2020-01")[2]


def test_wrong_use_is_exit_2_in_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(
            ["visit", "dance"],
            default_folder=tmp_path,
            opener=bootstrap.open_workbench,
            init=bootstrap.init_folder,
        )
    assert stopped.value.code == 2
    assert "写法不对" in capsys.readouterr().err


def test_an_empty_folder_is_made_with_defaults_by_the_first_command(command: Command) -> None:
    assert command("schools")[0] == 0
    assert command("check")[0] == 0


def test_a_folder_of_other_files_becomes_no_data_folder_unless_told_to(
    command: Command, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "家庭照片.txt").write_text("别的文件", encoding="utf-8")
    code, _, err = command("schools")
    assert (code, "家庭照片.txt" in err) == (1, True)
    assert [path.name for path in folder.iterdir()] == ["家庭照片.txt"]
    assert command("init")[0] == 0
    assert command("schools")[0] == 0


def test_a_command_that_is_stopped_says_so_and_leaves_sound_data(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    command("init")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("inspector_app.cli.setup._progress", stopped)
    code, out, err = command("demo")
    assert (code, out, "已停下" in err) == (1, "", True)
    assert command("check")[0] == 0


def test_a_command_that_is_stopped_while_the_program_is_read_says_so_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(_arguments: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("inspector_app.__main__._command", stopped)
    monkeypatch.setattr("sys.argv", ["inspector-app", "visits"])
    assert main() == 1
    assert capsys.readouterr().err == "已停下，没有做任何事。\n"


def test_a_folder_is_not_made_twice(command: Command) -> None:
    assert command("init")[0] == 0
    code, _, err = command("init")
    assert (code, "没有改动" in err) == (1, True)
    assert "“设置”里改" in err, "a look at a folder makes it a laptop's, and then?"


def test_demonstration_data_are_a_function_of_the_seed(tmp_path: Path) -> None:
    # The first days of a school year: a district with few records.
    clock = FixedClock(datetime(2026, 9, 8, 8, tzinfo=UTC))
    one, other = (command_on(tmp_path / name, clock) for name in ("one", "other"))
    listed = []
    for command in (one, other):
        assert command("demo", "--years", "1", "--seed", "4")[0] == 0
        listed.append(command("visits", "--month", "2026-09", "--json")[1])
    assert listed[0] == listed[1]
    assert len(json.loads(listed[0])) > 10
    assert not re.search(r"[张王李赵刘]老师", listed[0])
    assert one("demo")[0] == 1


def test_without_a_screen_the_window_says_so_and_makes_nothing(tmp_path: Path) -> None:
    bare = {k: v for k, v in os.environ.items() if k not in _SCREENS}
    command = [sys.executable, "-m", "inspector_app", "--data", str(tmp_path / "data")]
    done = subprocess.run(command, env=bare, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert "没有图形界面" in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_a_picture_without_a_time_is_given_one_by_hand(
    command: Command, number: str, tmp_path: Path
) -> None:
    command("visit", "correct", number, "--reason", "补照片")
    Image.effect_noise((320, 240), 60).save(tmp_path / "校门.png")
    for wrong in ("昨天下午", "2026-11-22 16:01"):
        code, _, err = command(
            "visit", "add-photo", number, tmp_path / "校门.png", "--taken", wrong
        )
        assert (code, "照片没有放入" in err) == (1, True)
    assert json.loads(command("visit", "show", number, "--json")[1])["photos"] == []
    code, _, _ = command(
        "visit", "add-photo", number, tmp_path / "校门.png", "--taken", "2026-11-20 10:15"
    )
    (photo,) = json.loads(command("visit", "show", number, "--json")[1])["photos"]
    assert (code, photo["taken_at"], photo["time_source"]) == (0, "2026-11-20T10:15:00", "手填")


def test_a_folder_to_hand_over_into_is_made_unless_more_than_it_is_missing(
    command: Command, number: str, tmp_path: Path
) -> None:
    assert number
    wish = ("bundle", "export", "--inspector", "DX001", "--month", "2026-11", "--to")
    code, _, err = command(*wish, tmp_path / "没有插上的盘" / "上报")
    assert (code, "不存在" in err) == (1, True)
    assert command(*wish, tmp_path / "上报")[0] == 0
    assert len(list((tmp_path / "上报").glob("dd1-*.zip"))) == 1


def test_a_command_that_begins_a_folder_says_so_since_its_path_may_be_mistyped(
    tmp_path: Path, clock: FixedClock
) -> None:
    folder = tmp_path / "写错了"
    call = command_on(folder, clock)
    code, said, told = call("share", "state", "--json")
    assert (code, json.loads(said)["path"]) == (0, "")
    assert told == (
        f"“{folder}”里原来没有本程序的数据，已按默认设置新建；"
        "路径写错了的，删掉这个文件夹，改 --data 再来。\n"
    )
    assert "已按默认设置新建" not in call("share", "state", "--json")[2]
