"""Handing over by commands: as things come, at the end of the month, and what became of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.cli.main import run
from inspector_app.exchange.age_keys import AgeKey
from tests.sealed import OFFICE_AGE, join_office, outside_tools_accept
from tests.stories.conftest import Command

RECOVERY = AgeKey.generate()


@pytest.fixture
def joined(number: str, tmp_path: Path, clock: FixedClock) -> str:
    """The number of a filed record in a folder that has joined an office."""
    with bootstrap.open_workbench(tmp_path / "data", clock=clock) as bench:
        join_office(bench)
    return number


def made_by(command: Command, *what: object) -> Any:
    code, out, err = command("bundle", "export", "--inspector", "DX001", *what, "--json")
    assert code == 0, err
    return json.loads(out)


def test_records_leave_as_they_come_and_the_month_closes(
    command: Command, joined: str, tmp_path: Path
) -> None:
    assert "没有设恢复密钥" in command("bundle", "recovery")[1]
    assert (
        RECOVERY.recipient.text
        in command("bundle", "recovery", "--key", RECOVERY.recipient.text)[1]
    )
    news = made_by(command, "--news", "--to", tmp_path / "共享")
    month = made_by(command, "--month", "2026-11", "--to", tmp_path / "共享")

    assert (news["visits"], news["sealed"], month["seq"]) == (1, True, 2)
    rows = json.loads(command("bundle", "list", "--json")[1])
    assert [(row["seq"], row["type"], row["state_label"]) for row in rows] == [
        (2, "monthly", "已另存"), (1, "visits", "已另存")
    ]  # fmt: skip
    assert "已另存" in command("bundle", "list")[1]
    for number, key in enumerate((OFFICE_AGE, RECOVERY)):
        outside_tools_accept(Path(month["file"]), key, tmp_path / f"checked{number}")
    (tmp_path / "U盘").mkdir()
    assert command("bundle", "save", 1, 2, "--to", tmp_path / "U盘")[0] == 0
    assert {path.name for path in (tmp_path / "U盘").iterdir()} == {
        Path(each["file"]).name for each in (news, month)
    }
    code, _, err = command("bundle", "save", 9, "--to", tmp_path / "U盘")
    assert (code, "没有第 9 包" in err) == (1, True)
    assert "没有设恢复密钥" in command("bundle", "recovery", "--remove")[1]


def test_a_sealed_bundle_is_verified_with_the_roster_and_says_whose_laptop(
    command: Command, joined: str, tmp_path: Path
) -> None:
    file = made_by(command, "--news", "--to", tmp_path / "共享")["file"]
    code, out, _ = command("bundle", "verify", file, "--json")
    told = json.loads(out)

    assert (code, told["device"], told["to"]) == (0, "笔记本01", "220303-dds")
    assert "这是督学01的电脑“笔记本01”" in told["sentence"]
    assert not (tmp_path / "data" / "checking").exists()
    data = bytearray(Path(file).read_bytes())
    data[-1] ^= 1
    Path(file).write_bytes(data)
    code, out, _ = command("bundle", "verify", file, "--json")
    assert (code, json.loads(out)["code"]) == (1, "E02")


def test_of_a_folder_every_bundle_is_verified_and_each_that_fails_is_named(
    command: Command, joined: str, tmp_path: Path
) -> None:
    share = tmp_path / "共享"
    first = Path(made_by(command, "--news", "--to", share)["file"])
    second = Path(made_by(command, "--month", "2026-11", "--to", share)["file"])
    (share / "别的.zip").write_bytes(b"PK")
    (share / "下级").mkdir()
    second = second.rename(share / "下级" / second.name)

    code, said, _ = command("bundle", "verify", share)
    assert (code, said.count("这是督学01的电脑")) == (0, 2)
    assert "共 2 个上报包，0 个没有通过核验，另有 1 个不是上报包的压缩文件没有核验。" in said

    second.write_bytes(second.read_bytes()[:-1])
    code, said, _ = command("bundle", "verify", share, "--json")
    told = json.loads(said)
    assert (code, told["ok"], told["others"]) == (1, False, 1)
    assert {x["file"]: x["code"] for x in told["bundles"]} == {first.name: None, second.name: "E02"}
    code, said, _ = command("bundle", "verify", share)
    assert f"▲ {second.name}　" in said

    first.unlink()
    second.unlink()
    code, _, wrong = command("bundle", "verify", share)
    assert (code, "是文件夹，里面没有上报包" in wrong) == (1, True)


def test_a_folder_of_bundles_that_are_not_encrypted_needs_no_data_folder(
    command: Command, number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = made_by(command, "--month", "2026-11", "--to", tmp_path / "共享")
    file = Path(made["file"])
    asked = ["bundle", "verify", str(file.parent)]
    nowhere = tmp_path / "没有"
    assert run(asked, default_folder=nowhere, opener=_no_folder, init=_no_folder) == 0
    assert "共 1 个上报包，0 个没有通过核验。" in capsys.readouterr().out


def _no_folder(*_given: object, **_more: object) -> Any:
    raise AssertionError


def test_a_bundle_made_before_joining_is_verified_and_its_laptop_named(
    command: Command, number: str, tmp_path: Path, clock: FixedClock
) -> None:
    plain = made_by(command, "--month", "2026-11", "--to", tmp_path / "共享")
    assert plain["sealed"] is False
    with bootstrap.open_workbench(tmp_path / "data", clock=clock) as bench:
        join_office(bench)
    told = json.loads(command("bundle", "verify", plain["file"], "--json")[1])

    assert told["device"] == "笔记本01"


def test_nobody_without_the_keys_opens_a_sealed_bundle(
    command: Command, joined: str, tmp_path: Path, clock: FixedClock
) -> None:
    file = made_by(command, "--news", "--to", tmp_path / "共享")["file"]
    with bootstrap.open_workbench(tmp_path / "data", clock=clock) as bench:
        with bench.context.database.transaction():
            bench.context.database.execute("DELETE FROM age_key")
        with pytest.raises(Exception, match="E21"):
            bench.bundles.check(Path(file))
        with bench.context.database.transaction():
            bench.context.database.execute("DELETE FROM key_roster")
        with pytest.raises(Exception, match="加入督导室"):
            bench.bundles.check(Path(file))
