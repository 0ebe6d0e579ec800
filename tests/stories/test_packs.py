"""下发 by commands: an office sends, laptops look, take over, and decline."""

import errno
import os
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.exchange import share_publish
from tests.district.office.district import District
from tests.stories.at_the_district import done, on, read


def test_an_office_sends_through_its_shared_folder_and_a_laptop_takes_it_when_told(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    office, laptop = on(district, "office", clock), on(district, "DX002", clock)
    share = tmp_path / "共享文件夹"
    share.mkdir()
    done(office("office", "share", share))
    done(laptop("share", "join", share))
    listed = done(office("office", "send"))
    assert "schools　学校、督学和责任分配：" in listed
    looked = done(office("office", "send", "schools", "--preview"))
    assert looked.startswith("学校、督学和责任分配：学校 2 所，督学 3 名，责任分配 1 条；发给 ")
    assert not list((share / "packs").iterdir())
    said = done(office("office", "send", "schools"))
    assert said.startswith("下发学校、督学和责任分配，第 1 号：学校 2 所")
    (file,) = (share / "packs").iterdir()
    assert str(file) in said

    look = done(laptop("pack", "take"))
    assert "待接收　第 1 号　学校、督学和责任分配" in look
    assert "已有 6" in look
    assert "加 --yes 接收" in look
    assert read(laptop("pack", "list", "--json")) == []
    assert "已接收　第 1 号" in done(laptop("pack", "take", "--yes"))
    again = read(laptop("pack", "take", file, "--yes", "--json"))
    assert [each["state"] for each in again["packs"]] == ["taken"]
    assert "已接收　第 1 号" in done(laptop("pack", "list"))
    assert "3 台电脑" in done(office("office", "sent"))


def test_what_was_to_be_taken_and_was_not_ends_with_a_code(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    office, laptop = on(district, "office", clock), on(district, "DX001", clock)
    stick = tmp_path / "U盘"
    stick.mkdir()
    done(office("office", "send", "schools", "--into", stick))
    (file,) = stick.iterdir()
    code, _, told = laptop("pack", "take", stick, "--only", "7", "--yes")
    assert (code, "这里没有第 7 号下发" in told) == (1, True)
    whole = file.read_bytes()
    file.write_bytes(whole[:-9])
    code, said, _ = laptop("pack", "take", stick, "--yes")
    assert (code, "没有传完" in said) == (1, True)
    assert laptop("pack", "take", file)[0] == 0
    file.write_bytes(whole)
    assert "已接收　第 1 号" in done(laptop("pack", "take", stick, "--yes"))

    done(office("office", "send", "schools", "--into", stick))
    owed = read(office("office", "sent", "--missing", "--json"))
    assert [each["n"] for each in owed["packs"]] == [2, 1]
    chosen = read(office("office", "sent", "--only", "1", "--json"))
    assert [each["n"] for each in chosen["packs"]] == [1]
    assert office("office", "sent", "--only", "9")[0] == 1
    other = tmp_path / "另一个"
    other.mkdir()
    done(office("office", "sent", "--to", "DX001", "--only", "2", "--into", other))
    assert len(list(other.iterdir())) == 1


def test_a_pack_by_hand_is_declined_and_taken_after_all(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    office, laptop = on(district, "office", clock), on(district, "DX001", clock)
    stick = tmp_path / "U盘"
    stick.mkdir()
    done(office("theme", "set", "2026-12", "冬季安全"))
    sent = read(office("office", "send", "plans", "--to", "DX001", "--into", stick, "--json"))
    assert [each["n"] for each in sent["packs"]] == [1]
    (file,) = map(Path, sent["placed"])
    offer = read(laptop("pack", "take", stick, "--json"))["packs"][0]
    assert (offer["state"], offer["kind"]) == ("offered", "plans")
    assert {"mark": "new", "text": "2026年12月主题：冬季安全"} in offer["lines"]
    done(laptop("pack", "decline", "1", stick))
    assert "不接收　第 1 号" in done(laptop("pack", "take", file))
    wrong = laptop("pack", "decline", "1", stick)
    assert (wrong[0], "没有等着接收的第 1 号" in wrong[2]) == (1, True)
    assert "已接收" in done(laptop("pack", "take", stick, "--only", "1", "--yes"))
    assert "冬季安全" in done(laptop("theme", "list"))
    written = read(office("office", "sent", "--into", tmp_path / "U盘", "--json"))
    assert written["written"] == []


def test_what_is_no_pack_for_this_computer_is_refused_with_its_code(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    office, laptop = on(district, "office", clock), on(district, "DX001", clock)
    done(office("office", "send", "schools", "--to", "DX002", "--into", tmp_path))
    (file,) = tmp_path.glob("op1-*.zip.age")
    refused = read(laptop("pack", "take", file, "--json"))
    assert refused["ok"] is False
    assert [each["code"] for each in refused["packs"]] == ["E21"]
    other = tmp_path / "别的.txt"
    other.write_text("x")
    assert "不是下发包" in laptop("pack", "take", other)[2]
    assert "没有加入共享文件夹" in laptop("pack", "take")[2]
    assert "只在督导室的电脑上做" in laptop("office", "send", "schools")[2]
    assert "没有“天气”这一种下发" in office("office", "send", "天气")[2]


def test_a_stick_that_is_full_ends_with_a_code_and_the_pack_is_written_again(
    district: District, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, stick = on(district, "office", clock), tmp_path / "U盘"
    stick.mkdir()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(share_publish, "place", full)
        code, said, _ = office("office", "send", "schools", "--into", stick)
    assert (code, "磁盘已满" in said, list(stick.iterdir())) == (1, True, [])
    done(office("office", "sent", "--only", "1", "--into", stick))
    assert len(list(stick.iterdir())) == 1
