"""退回 by commands, with real files both ways: marked, mended, closed, remembered on both ends."""

import errno
import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from tests.district.office.district import District, written
from tests.stories.at_the_district import done, on
from tests.stories.conftest import Command


@pytest.fixture
def district(enrolled: District) -> District:
    written(enrolled.laptops["DX001"])
    enrolled.hand_over("DX001")
    enrolled.scan()
    return enrolled


def record_of(laptop: Command) -> str:
    (line,) = json.loads(done(laptop("visits", "--json")))
    return str(line["no"])


def shown(answer: tuple[int | None, str, str]) -> Any:
    return json.loads(done(answer))


def give_back(office: Command, no: str) -> str:
    return done(
        office(
            "office", "return", no, "--field", "督导过程", "--comment", "写清看了哪些教室",
            "--field", "issues[0].deadline", "--comment", "时限太长", "--comment-all", "请改",
            "--by", "管理员",
        )
    )  # fmt: skip


def mend(laptop: Command, no: str, share: Path) -> None:
    done(laptop("visit", "correct", no, "--reason", "督导室退回：写清看了哪些教室"))
    done(laptop("visit", "set", no, "narrative", "上午看了一年级三间教室。"))
    done(laptop("visit", "file", no))
    news = share / "inbox"
    done(laptop("bundle", "export", "--inspector", "DX001", "--news", "--to", news))


def test_the_office_marks_places_and_the_laptop_reads_and_answers_them(
    district: District, clock: FixedClock
) -> None:
    office, laptop = on(district, "office", clock), on(district, "DX001", clock)
    no = record_of(laptop)
    assert "issues[0].deadline" in done(office("office", "return", "fields", no))
    said = give_back(office, no)
    assert said.startswith(f"已退回 {no}（督学01），3 处意见")
    (pack,) = district.share.rglob("op1-*.zip.age")
    assert str(pack) in said
    assert [x["state"] for x in shown(office("office", "return", "list", "--json"))] == ["sent"]
    assert "退回的记录：退回的经过 1 条　1 台电脑" in done(office("office", "sent"))

    assert f"{no} 第 1 版退回，3 处意见" in done(laptop("pack", "take", pack))
    done(laptop("pack", "take", pack, "--yes"))
    assert "督学已收到，未改" in done(laptop("returned", "list"))
    assert "0　总的意见：请改" in done(laptop("returned", "show", no))
    wrong = laptop("returned", "answer", no, "2", "不改")
    assert (wrong[0], "不改的要写明理由" in wrong[2]) == (1, True)
    done(laptop("returned", "answer", no, "2", "不改", "--text", "学校要招标"))
    assert "→ 不改，学校要招标" in done(laptop("returned", "show", no))


def test_a_record_goes_back_is_mended_and_closed_and_both_ends_tell_one_history(
    district: District, clock: FixedClock
) -> None:
    office, laptop = on(district, "office", clock), on(district, "DX001", clock)
    no, board = record_of(laptop), ("office", "gaps", "--month", "2026-11", "--json")
    give_back(office, no)
    assert shown(office(*board))["returned"] == 1
    done(laptop("pack", "take", district.share, "--yes"))
    mend(laptop, no, district.share)
    assert "收下" in done(office("office", "scan", district.share))
    (mended,) = shown(office("office", "return", "list", "--json"))
    assert (mended["state"], mended["words"]) == ("mended", "督学已改（第 2 版）")
    assert [mark["answer"] for mark in mended["marks"]] == ["mended"] * 3
    done(office("office", "return", "close", no, "--by", "主任"))
    assert shown(office(*board))["returned"] == 0

    done(laptop("pack", "take", district.share, "--yes"))
    for command in (office, laptop):
        listing = ("office", "return", "list") if command is office else ("returned", "list")
        assert "没有还没办完的退回；已核、已撤回的 1 份用 --all 列出" in command(*listing)[2]
        assert shown(command(*listing, "--json")) == []
        assert "已核" in done(command(*listing, "--all"))
    (there,) = shown(office("office", "return", "show", no, "--json"))
    here = shown(laptop("returned", "show", no, "--json"))
    assert here["history"] == there["history"]
    assert [line["what"] for line in here["history"]] == [
        "退回第 1 版，3 处意见", "督学收到退回（本机第 1 版）", "改后定稿第 2 版", "核过",
    ]  # fmt: skip


def test_a_return_is_withdrawn_and_given_out_again_by_hand(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    office, laptop = on(district, "office", clock), on(district, "DX001", clock)
    no, stick = record_of(laptop), tmp_path / "U盘"
    stick.mkdir()
    for wrong, said in (
        (("office", "return", no), "请标出要改的地方"),
        (("office", "return", no, "--field", "narrative"), "要一样多"),
        (("office", "return", "close"), "请写明记录编号"),
        (("office", "return", "closed", no), "没有“closed”这个动作"),
        (("office", "return", no, "--field", "天气", "--comment", "x"), "没有“天气”"),
        (("office", "return", "close", no), "没有在退回中"),
    ):
        code, _, complaint = office(*wrong)
        assert (code, said in complaint) == (1, True), complaint
    assert "没有还没送出的退回" in done(office("office", "return", "send"))
    assert "没有找到退回" in office("office", "return", "show", no)[2]
    assert "没有找到退回" in office("office", "return", "list")[2]
    places = shown(office("office", "return", "fields", no, "--json"))
    assert {"field": "date", "label": "督导日期", "value": "2026-11-20"} in places

    done(office("office", "return", no, "--comment-all", "请补照片", "--folder", stick))
    assert len(list(stick.iterdir())) == 1
    done(office("office", "return", "withdraw", no, "--reason", "看错了"))
    again = tmp_path / "微信"
    again.mkdir()
    assert done(office("office", "return", "send", "--folder", again)).count("下发包：") == 2
    done(laptop("pack", "take", again, "--yes"))
    assert "已撤回" in done(laptop("returned", "list", "--all"))
    assert laptop("returned", "list", "--json")[1] == "[]\n"
    unknown = laptop("returned", "answer", no, "0", "也许")
    assert (unknown[0], "请写已改、不改之一" in unknown[2]) == (1, True)
    refused = laptop("office", "return", no, "--comment-all", "x")
    assert (refused[0], "这里是督学的电脑" in refused[2]) == (1, True)
    missing = laptop("returned", "show", "210304-2026-DX001-9999")
    assert (missing[0], "没有被退回过" in missing[2]) == (1, True)


def test_the_list_tells_the_day_of_a_return_as_a_calendar_in_china_does(
    district: District, clock: FixedClock
) -> None:
    clock.advance(timedelta(hours=12, minutes=52))
    office, laptop = on(district, "office", clock), on(district, "DX001", clock)
    give_back(office, record_of(laptop))
    listed = done(office("office", "return", "list"))
    assert "2026-11-23  督学01" in listed


def test_a_full_stick_is_told_once_with_what_to_do_and_the_return_is_not_lost(
    district: District, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, laptop = on(district, "office", clock), on(district, "DX001", clock)
    give_back(office, record_of(laptop))
    stick = tmp_path / "U盘"
    stick.mkdir()
    sync = os.fsync

    def full(descriptor: int) -> None:
        if stick in Path(f"/proc/self/fd/{descriptor}").readlink().parents:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        code, said, complaint = office("office", "return", "send", "--folder", stick)
    assert (code, complaint) == (1, "")
    assert said.count("磁盘已满") == 1
    assert "请腾出空间，或换一个地方，再写一次" in said
    assert list(stick.iterdir()) == []
    assert "下发包：" in done(office("office", "return", "send", "--folder", stick))
    assert len(list(stick.iterdir())) == 1
