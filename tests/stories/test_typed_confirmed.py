"""代录 for a person with a laptop: he looks at it, confirms it or objects, and the office knows."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench, open_workbench
from tests.district.office.district import District
from tests.scanned import pdf
from tests.stories.at_the_district import done, on, read
from tests.stories.conftest import Command
from tests.unit.services.conftest import (
    COMPLETE,
)

PAPER: dict[str, Any] = {**COMPLETE, "issues": [], "no_issues_found": True}
MONTH = "2026-11"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


@pytest.fixture
def typed(district: District, clock: FixedClock, tmp_path: Path) -> tuple[Command, str]:
    """The office, with a record of 督学01 that was typed from a scan and filed."""
    office = on(district, "office", clock)
    paper = tmp_path / "记录.json"
    paper.write_text(json.dumps(PAPER), encoding="utf-8")
    scan = pdf(tmp_path / "督学01.pdf", [1])
    said = read(
        office("office", "enter", "--for", "督学01", "--scan", scan, "--from", paper, "--json")
    )
    (number,) = said["records"]
    done(office("visit", "file", number))
    return office, number


def send(office: Command, laptop: Command, stick: Path) -> None:
    done(office("office", "send", "typed", "--into", stick))
    done(laptop("pack", "take", stick, "--yes"))


def hand_over(laptop: Command, office: Command, district: District) -> None:
    inbox = district.share / "inbox"
    done(laptop("bundle", "export", "--inspector", "DX001", "--news", "--to", inbox))
    done(office("office", "scan", district.share))


def statuses(office: Command) -> dict[str | None, str]:
    """Return the status of the typed record and of the person's own one."""
    return {each["source"]: each["status"] for each in read(office("visits", "--json"))}


def led(office: Command) -> int:
    count: int = read(office("month", MONTH, "--json"))["inspectors"]["DX001"]["led_visits"]
    return count


def test_a_record_typed_for_somebody_with_a_laptop_counts_and_says_that_he_has_not_confirmed_it(
    typed: tuple[Command, str],
) -> None:
    office, number = typed
    assert "代录（扫描件第1页，待本人确认）" in done(office("visits", "--month", MONTH))
    assert led(office) == 1
    (line,) = read(office("office", "enter", "list", "--json"))
    assert (line["no"], line["words"]) == (number, "待本人确认，还没有下发")


def test_he_looks_at_it_on_his_laptop_confirms_it_and_the_office_knows_with_his_next_bundle(
    district: District, typed: tuple[Command, str], clock: FixedClock, stick: Path, tmp_path: Path
) -> None:
    office, number = typed
    laptop, other = on(district, "DX001", clock), on(district, "DX002", clock)
    send(office, laptop, stick)
    (view,) = read(laptop("typed", "list", "--json"))
    assert (view["no"], view["words"], view["source"]) == (
        number, "待您确认", "代录（扫描件第1页）",
    )  # fmt: skip
    assert read(other("typed", "list", "--json")) == []
    shown = tmp_path / "看.pdf"
    done(laptop("typed", "show", number, "--pdf", shown))
    assert shown.read_bytes().startswith(b"%PDF")
    assert read(laptop("visits", "--month", MONTH, "--json")) == []
    done(laptop("typed", "confirm", number))
    assert "还没有送到督导室" in done(laptop("typed", "list"))
    hand_over(laptop, office, district)
    (line,) = read(office("office", "enter", "list", "--json"))
    assert (line["state"], line["words"]) == ("confirmed", "本人已确认")
    assert "代录（扫描件第1页，本人已确认）" in done(office("visits", "--month", MONTH))
    assert read(laptop("typed", "list", "--json"))[0]["words"] == "本人已确认"
    assert led(office) == 1


def test_an_objection_is_read_beside_the_record_and_what_the_office_mends_is_asked_again(
    district: District, typed: tuple[Command, str], clock: FixedClock, stick: Path
) -> None:
    office, number = typed
    laptop = on(district, "DX001", clock)
    send(office, laptop, stick)
    code, _, wrong = laptop("typed", "object", number, "--text", " ")
    assert (code, "有异议要写明哪里不对" in wrong) == (1, True)
    done(laptop("typed", "object", number, "--text", "那天是下午去的。"))
    hand_over(laptop, office, district)
    said = done(office("office", "enter", "list"))
    assert "本人有异议" in said
    assert "那天是下午去的。" in said
    assert led(office) == 1
    checked = done(office("month", "check", MONTH))
    assert f"[代录有异议] {number}：" in checked
    assert "office enter list" in checked
    done(office("visit", "correct", number, "--reason", "本人说是下午"))
    done(office("visit", "set", number, "session", "下午"))
    done(office("visit", "file", number))
    assert read(office("office", "enter", "list", "--json"))[0]["state"] == "awaiting"
    assert "[代录有异议]" not in done(office("month", "check", MONTH))
    done(office("office", "send", "typed", "--into", stick))
    assert "是第 2 版，请再看一遍" in done(laptop("pack", "take", stick))
    done(laptop("pack", "take", stick, "--yes"))
    (view,) = read(laptop("typed", "list", "--json"))
    assert (view["revision"], view["words"]) == (2, "待您确认")


def test_his_own_record_of_the_same_school_and_day_counts_and_the_typed_one_waits_for_his_word(
    district: District, typed: tuple[Command, str], clock: FixedClock, stick: Path, tmp_path: Path
) -> None:
    office, number = typed
    laptop = on(district, "DX001", clock)
    paper = tmp_path / "自己.json"
    paper.write_text(json.dumps(PAPER), encoding="utf-8")
    own = done(laptop("visit", "new", "--from", paper)).split()[0]
    done(laptop("visit", "file", own))
    send(office, laptop, stick)
    assert f"同校同日的记录 {own}" in done(laptop("typed", "show", number))
    hand_over(laptop, office, district)
    assert led(office) == 1
    assert "同校同日待确认，暂不计" in done(office("visits", "--month", MONTH))
    (question,) = read(office("office", "questions", "--json"))
    assert "现在只计您上报的" in question["text"]
    code, _, wrong = office("office", "answer", question["id"], "joint", "--by", "督学01")
    assert (code, "不是联合督导" in wrong) == (1, True)
    done(office("office", "answer", question["id"], "separate", "--by", "督学01"))
    assert statuses(office) == {"代录": "定稿", None: "已上报"}
    done(
        office("office", "answer", question["id"], "duplicate", "--by", "督学01", "--keep", number)
    )
    assert statuses(office) == {"代录": "定稿", None: "作废"}


def test_a_typed_record_counts_again_when_his_own_one_is_made_void(
    district: District, typed: tuple[Command, str], clock: FixedClock, tmp_path: Path
) -> None:
    office, _ = typed
    laptop = on(district, "DX001", clock)
    paper = tmp_path / "自己.json"
    paper.write_text(json.dumps(PAPER), encoding="utf-8")
    own = done(laptop("visit", "new", "--from", paper)).split()[0]
    done(laptop("visit", "file", own))
    hand_over(laptop, office, district)
    done(laptop("visit", "void", own, "--reason", "督导室已代录"))
    hand_over(laptop, office, district)
    assert statuses(office) == {"代录": "定稿", None: "作废"}
    assert read(office("office", "questions", "--json")) == []
    assert led(office) == 1


SPOILT = [
    ("DELETE FROM journal WHERE noun = 'typed'", "历史里没有这一条"),
    ("DELETE FROM typed_answer", "历史里写着答复过，答复没有了"),
    ("UPDATE typed_answer SET answer = 'confirmed'", "与历史里的不同"),
    ("UPDATE typed_answer SET text = '都对。'", "与历史里的不同"),
    ("UPDATE typed_answer SET revision = 2", "与历史里的不同"),
    ("UPDATE typed_answer SET text = ''", "却没有写明内容"),
]


def test_an_answer_that_was_taken_out_or_changed_is_missed_on_both_ends(
    district: District, typed: tuple[Command, str], clock: FixedClock, stick: Path
) -> None:
    office, number = typed
    laptop = on(district, "DX001", clock)
    send(office, laptop, stick)
    done(laptop("typed", "object", number, "--text", "那天是下午去的。"))
    hand_over(laptop, office, district)
    for end in (district.office, district.laptops["DX001"]):
        with open_workbench(end.context.folder.root, clock=clock) as bench:
            assert bench.checks.run().sound
            assert [sql for sql, said in SPOILT if not _is_missed(bench, sql, number, said)] == []


def _is_missed(bench: Workbench, sql: str, number: str, said: str) -> bool:
    """Say whether 检查 tells what a statement spoils; nothing of it stays."""
    database, told = bench.context.database, list[str]()
    with suppress(_TakenBackError), database.transaction():
        for trigger in ("typed_answer_stays", "typed_answer_kept"):
            database.execute(f"DROP TRIGGER {trigger}")
        assert database.execute(sql), sql
        found = {each.name: each.faults for each in bench.checks.run().checks}
        told += found["代录的答复与历史一致"]
        raise _TakenBackError
    return any(number in each and said in each for each in told)


class _TakenBackError(Exception):
    """Ends a transaction of which nothing is to stay."""
