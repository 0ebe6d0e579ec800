"""催报 and 编制说明: who is awaited, who is in, and what days count as silence."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.month import Period
from inspector_app.domain.month_edition import Edition, Offices
from inspector_app.office.compiling import arrived, compiling_notes, notes_over, offices_in
from inspector_app.office.dunning import Arrival, PersonLine, dunning_text, quiet_days, remarks
from inspector_app.office.labels import ARRIVAL_LABEL, state_of
from tests.unit.calendars import make_calendar


def person(name: str, **more: Any) -> PersonLine:
    made: dict[str, Any] = {
        "id": name, "name": name, "zone": "", "received": 0, "typed": 0, "imported": 0,
        "closed_at": "", "last_at": "", "quiet_days": None, "has_laptop": True, "waits": (),
    }  # fmt: skip
    return PersonLine(**made | more)


LINES = st.lists(
    st.builds(
        person, st.sampled_from(["督学01", "督学02", "督学03"]), received=st.integers(0, 2),
        typed=st.integers(0, 2), closed_at=st.sampled_from(["", "x"]), has_laptop=st.booleans(),
        waits=st.sampled_from([(), (2,)]), no_computer=st.booleans(), answers=st.booleans(),
        no_visits=st.booleans(), away=st.sampled_from(["", "2026-11-01 起"]),
    ),
    max_size=6,
)  # fmt: skip


@given(LINES)
def test_everybody_is_in_or_missing_or_excused_and_nobody_who_is_in_is_asked(
    lines: list[PersonLine],
) -> None:
    told = arrived(lines)
    assert told.of + len(told.excused) == len(lines)
    assert told.have + len(told.missing) == told.of
    assert not any(line.is_late for line in (*told.excused, *(x for x in lines if x.is_in)))
    asked = {line.name for line in lines if line.is_late}
    text = dunning_text(month="11", as_of="", lines=lines)
    assert all(name in text for name in asked)
    assert bool(text) == bool(asked)
    assert compiling_notes(lines, as_of="x")[0] == f"截至 x：{told.have}/{told.of} 人已交齐。"


def test_the_text_tells_a_computer_that_is_not_known_from_a_report_that_is_late() -> None:
    text = dunning_text(month="11", as_of="", lines=[person("督学04", has_laptop=False)])
    assert "还没有登记电脑，请带电脑来登记：督学04。" in text
    assert "上报”页" not in text


OFFICES = [
    person("210304督导室", closed_at="x", office="区"), person("210305督导室", office="区"),
]  # fmt: skip


def test_offices_below_are_counted_apart_from_people_and_asked_in_words_of_their_own() -> None:
    lines = [*OFFICES, person("督学01")]
    told = offices_in(lines)
    assert (told.have, told.of, told.word) == (1, 2, "区")
    assert [line.name for line in told.missing] == ["210305督导室"]
    assert (arrived(lines).of, arrived(OFFICES).of) == (1, 0)
    assert compiling_notes(lines, as_of="x")[:3] == (
        "截至 x：1/2 区已报。", "还没有报来的：210305督导室。", "截至 x：0/1 人已交齐。",
    )  # fmt: skip
    assert compiling_notes(OFFICES, as_of="x") == compiling_notes(lines, as_of="x")[:2]
    text = dunning_text(month="11", as_of="x", lines=lines)
    assert "还没有收到：督学01。" in text
    assert "还没有收到下级督导室的：210305督导室。" in text
    alone = dunning_text(month="11", as_of="x", lines=OFFICES)
    assert alone.startswith("【催报】11月月统计，截至 x：\n还没有收到下级督导室的：210305督导室。")
    assert "上报”页上报" not in alone


def test_an_edition_says_how_many_offices_have_reported_and_whether_it_follows_the_lock() -> None:
    offices = Offices(2, 3, "区", ("210306督导室",))
    made = Edition(1, 0, 0, (), "", "", "", (), offices=offices)
    assert made.face == "第1版　2/3 区已报　未齐，尚缺：210306督导室（还没有报来）"
    whole = made._replace(offices=Offices(3, 3, "区"), since_lock=True)
    assert whole.face == "第1版（锁定以后）　3/3 区已报"
    both = whole._replace(have=1, of=2, missing=("督学01",), since_lock=False)
    assert both.title == "第1版　3/3 区已报　1/2 人　未齐"
    assert "督学01（没有记录" in both.face


def test_the_foot_names_who_is_missing_and_sums_up_where_there_are_many() -> None:
    lines = [
        person("督学01", closed_at="x"), person("督学02"), person("督学03", received=1),
        person("督学04", typed=2, has_laptop=False), person("督学05", away="2026-11-01 起"),
    ]  # fmt: skip
    assert compiling_notes(lines, as_of="今天")[1:] == (
        "还没有交的：督学02。",
        "收到了记录、还没有月报的：督学03；收到的记录已计入。",
        "请假的：督学05。",
        "督导室代录的记录（计入本人）：督学04 2 份。",
    )
    many = [person(f"督学{n:02d}", imported=2) for n in range(12)]
    assert compiling_notes(many, as_of="今天")[-1].endswith("12 人，共 24 份。")


def test_what_stands_beside_a_person_says_why_nothing_is_asked() -> None:
    line = person("督学01", no_computer=True, away="2026-11-01 起", quiet_days=40, old_roster=2)
    assert remarks(line)[:2] == ["请假（2026-11-01 起）", "不用电脑，由督导室代录"]
    assert any("第 2 版" in each for each in remarks(line))
    assert state_of(person("督学01", closed_at="x")) == ARRIVAL_LABEL[Arrival.CLOSED]
    assert state_of(person("督学01", has_laptop=False, answers=False)) == "没有责任校"


def test_days_of_a_vacation_a_holiday_or_a_leave_are_no_silence() -> None:
    calendar = make_calendar()
    last = date(2026, 9, 20)
    today = date(2026, 10, 20)
    every = (today - last).days
    off = sum(
        (mark := calendar.mark(last + timedelta(days=n))) is not None and mark.kind.value == "off"
        for n in range(1, every + 1)
    )
    assert off
    assert quiet_days(last, today, calendar) == every - off
    leave = Period(date(2026, 10, 12), date(2026, 10, 16))
    assert quiet_days(last, today, calendar, away=[leave]) == every - off - 5
    assert quiet_days(date(2027, 1, 25), date(2027, 2, 20), calendar) == 0


def test_records_that_were_sent_back_and_not_mended_are_told_and_count() -> None:
    assert "退回" not in "".join(compiling_notes([], as_of="x"))
    assert compiling_notes([], as_of="x", returned=2)[-1] == (
        "已退回、还没有改的记录：2 份，照现在的计入。"
    )


def test_over_several_months_complete_ones_are_together_and_the_others_name_who_is_missing() -> (
    None
):
    here, gone = person("督学01", closed_at="x"), person("督学02")
    typed = person("督学03", typed=2, has_laptop=False)
    months = [("9月", [here]), ("10月", [here, typed]), ("11月", [here, gone, typed])]
    assert notes_over(months, as_of="x", returned=1) == (
        "截至 x：9月、10月已交齐；11月 2/3 人已交齐，缺督学02。",
        "督导室代录的记录（计入本人）：督学03 4 份。",
        "已退回、还没有改的记录：1 份，照现在的计入。",
    )


def test_over_several_months_many_who_are_missing_are_counted() -> None:
    lines = [person(f"督学{n:02d}") for n in range(1, 13)]
    assert notes_over([("9月", lines)], as_of="x") == ("截至 x：9月 0/12 人已交齐。",)
