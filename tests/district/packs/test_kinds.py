"""Kinds of packs: what the office keeps is what a laptop holds after it was told to take it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.calendar_kinds import DayKind, TermNumber
from inspector_app.domain.month import Month, Period
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.school import Assignment, Inspector, InspectorKind, School, SchoolKind
from inspector_app.domain.term import Term
from inspector_app.services.pack_lines import Mark
from inspector_app.services.pack_offers import PackState
from inspector_app.services.trust_keys import renew_keys
from tests.district.office.district import District, written
from tests.district.packs.passing import (
    folder_of,
    journal,
    marked,
    marks,
    offered,
    send,
    take,
)
from tests.unit.services.conftest import SCHOOL

NEW_SCHOOL = School(
    code="2121000099", name="示范区第99小学", kind=SchoolKind.PRIMARY, former_names=("新建小学",)
)


def put(bench: Workbench, *, schools: tuple[School, ...] = (), people: tuple[Inspector, ...] = (),
        assignments: tuple[Assignment, ...] = ()) -> None:  # fmt: skip
    stores = bench.context.stores
    with bench.context.database.transaction():
        for school in schools:
            stores.schools.put(school, initials="", origin="test")
        for person in people:
            stores.people.put(person, origin="test")
            stores.people.set_zone(person.id, person.zone, start=date(2026, 9, 1), origin="test")
        for assignment in assignments:
            stores.schools.put_assignment(assignment, origin="test")


def roster(bench: Workbench) -> object:
    stores = bench.context.stores
    return stores.schools.all(), bench.context.inspectors(), stores.schools.assignments()


# -- schools ---------------------------------------------------------------------------------------


def test_a_laptop_holds_the_roster_of_the_office_after_it_took_it(district: District) -> None:
    known = district.office.schools.get(SCHOOL)
    put(
        district.office,
        schools=(NEW_SCHOOL, replace(known, name="示范区实验小学", former_names=(known.name,))),
        people=(Inspector(id="DX004", name="督学04", kind=InspectorKind.FULL_TIME, zone="第二"),),
        assignments=(
            Assignment(inspector_id="DX001", school_code=SCHOOL, start=date(1, 1, 1),
                       end=date(2026, 11, 30)),
            Assignment(inspector_id="DX004", school_code=NEW_SCHOOL.code, start=date(2026, 12, 1)),
        ),
    )  # fmt: skip
    send(district, "schools")
    offer = offered(district)
    assert marked(offer, Mark.NEW) == [
        "学校 示范区第99小学（2121000099）", "督学 督学04（DX004）",
        "责任分配 督学04—示范区第99小学，2026-12-01 起",
    ]  # fmt: skip
    assert marked(offer, Mark.CHANGED) == [
        "学校 示范区实验小学（2121000003）：原名示范区第3小学",
        "责任分配 督学01—示范区实验小学，0001-01-01 到 2026-11-30",
    ]
    changes = take(district)
    assert (changes.schools, changes.inspectors) == (True, True)
    assert roster(district.laptops["DX001"]) == roster(district.office)
    assert "接收督导室下发：学校、督学和责任分配" in journal(district.laptops["DX001"])[0]


def test_a_roster_that_says_nothing_new_changes_nothing(district: District) -> None:
    send(district, "schools")
    assert marks(offered(district).lines) == {Mark.SAME}
    changes = take(district)
    assert (changes.schools, changes.inspectors) == (False, False)


def test_a_school_that_the_pack_does_not_name_stays(district: District) -> None:
    bench = district.laptops["DX001"]
    put(bench, schools=(NEW_SCHOOL,))
    send(district, "schools")
    take(district)
    assert bench.schools.get(NEW_SCHOOL.code) == NEW_SCHOOL


def test_an_assignment_of_an_unknown_school_is_left_out_by_name(district: District) -> None:
    rows = district.office.pack_desk._kind("schools").gather((), to=())
    stray = {"inspector_id": "DX001", "school_code": "9", "start": "2026-09-01", "end": None}
    line = district.office.packs.send(
        "schools", {**rows, "assignments": [stray, *rows["assignments"]]}, to=None
    )
    district.office.packs.write(folder_of(district), packs=[line])
    (refused,) = marked(offered(district), Mark.REFUSED)
    assert "督学01—9" in refused
    take(district)
    assert roster(district.laptops["DX001"]) == roster(district.office)


@pytest.mark.parametrize(
    "school",
    [{"code": 5}, {"code": "1"}, {"code": "1", "name": "学校", "kind": "palace"}, {"pupils": True}],
)
def test_a_school_that_is_none_is_refused_with_its_whole_pack(
    district: District, school: dict[str, object]
) -> None:
    rows = {"schools": [school], "inspectors": [], "assignments": []}
    line = district.office.packs.send("schools", rows, to=None)
    district.office.packs.write(folder_of(district), packs=[line])
    bench = district.laptops["DX001"]
    before = roster(bench)
    (offer,) = bench.pack_taking.take([folder_of(district)]).offers
    assert (offer.state, offer.code) == (PackState.REFUSED, "E100")
    assert roster(bench) == before


# -- forms -----------------------------------------------------------------------------------------


def test_a_form_that_the_office_published_can_be_filled_in_on_a_laptop(district: District) -> None:
    shipped = district.office.shipped_forms.offered()[0].form
    made = district.office.shipped_forms.publish(shipped)
    send(district, "forms")
    bench = district.laptops["DX001"]
    (new,) = marked(offered(district), Mark.NEW)
    assert made.title in new
    assert bench.form_versions.offered() == ()
    take(district)
    (form,) = bench.form_versions.offered()
    assert (form.form, form.version) == (made.form, made.version)
    assert bench.context.stores.forms.package(made.form, made.version) == (
        district.office.context.stores.forms.package(made.form, made.version)
    )
    send(district, "forms", made.title)
    assert marks(offered(district).lines) == {Mark.SAME}


def test_an_office_that_published_no_form_has_none_to_send(district: District) -> None:
    with pytest.raises(RefusedError, match="没有可以下发的表单"):
        send(district, "forms")
    with pytest.raises(NotFoundError, match="没有表单"):
        send(district, "forms", "别的")


# -- calendar --------------------------------------------------------------------------------------

FIRST = Term(
    school_year=2026, number=TermNumber.FIRST, first=date(2026, 8, 31), last=date(2027, 1, 15)
)
DAY = Period(date(2026, 12, 4), date(2026, 12, 4))


def test_a_laptop_counts_by_the_calendar_of_the_office(district: District) -> None:
    district.office.calendar.set_term(FIRST)
    district.office.calendar.set_days(DAY, kind=DayKind.OFF, reason="运动会")
    bench = district.laptops["DX001"]
    bench.calendar.set_term(replace(FIRST, first=date(2026, 9, 1)))
    send(district, "calendar")
    offer = offered(district)
    assert marked(offer, Mark.NEW) == ["2026-12-04 放假 运动会"]
    assert marked(offer, Mark.CHANGED) == [
        "2026-2027学年第一学期 2026-08-31 到 2027-01-15，原来 2026-09-01 到 2027-01-15"
    ]
    assert take(district).calendar
    assert bench.context.calendar() == district.office.context.calendar()


def test_two_terms_that_move_together_are_set_though_each_would_meet_the_other_as_it_was(
    district: District,
) -> None:
    bench = district.laptops["DX001"]
    second = Term(
        school_year=2026, number=TermNumber.SECOND, first=date(2027, 1, 20), last=date(2027, 6, 30)
    )
    bench.calendar.set_term(FIRST)
    bench.calendar.set_term(second)
    district.office.calendar.set_term(replace(FIRST, last=date(2027, 1, 29)))
    district.office.calendar.set_term(replace(second, first=date(2027, 2, 20)))
    send(district, "calendar")
    take(district)
    assert bench.context.calendar() == district.office.context.calendar()


# -- rules -----------------------------------------------------------------------------------------


def test_a_laptop_is_judged_by_the_rules_of_the_office(district: District) -> None:
    rules = district.office.rules
    rules.set_values(RuleId.LESSONS_PER_YEAR, {"lessons": 40}, basis="示范教督〔2026〕3号")
    rules.switch_off(RuleId.CASELOAD)
    send(district, "rules")
    lines = marked(offered(district), Mark.NEW)
    assert any("每学年听课节数" in line and "40" in line for line in lines)
    assert any("每名督学学校数：停用" in line for line in lines)
    assert take(district).rules
    bench = district.laptops["DX001"]
    for rule in (RuleId.LESSONS_PER_YEAR, RuleId.CASELOAD):
        ours, theirs = bench.rules.get(rule), rules.get(rule)
        assert (ours.on, ours.numbers) == (theirs.on, theirs.numbers)
    send(district, "rules")
    assert marks(offered(district).lines) == {Mark.SAME}


def test_a_closing_day_is_not_changed_under_a_month_that_was_handed_over(
    district: District,
) -> None:
    written(district.laptops["DX001"])
    district.hand_over("DX001")
    district.office.rules.set_values(RuleId.MONTH_CLOSING, {"day": 25, "since": 202611})
    send(district, "rules")
    (refused,) = marked(offered(district), Mark.REFUSED)
    assert "已上报或锁定" in refused
    bench = district.laptops["DX001"]
    before = bench.context.span(Month(2026, 11))
    take(district)
    assert bench.context.span(Month(2026, 11)) == before
    take(district, "DX002")
    laptop = district.laptops["DX002"]
    assert laptop.context.span(Month(2026, 11)) == (district.office.context.span(Month(2026, 11)))


# -- the desk --------------------------------------------------------------------------------------


def test_what_would_be_sent_is_told_before_it_is(district: District) -> None:
    (part,) = district.office.pack_desk.look("学校、督学和责任分配", to=["DX001"])
    assert part.counts == "学校 2 所，督学 3 名，责任分配 1 条"
    assert [laptop.words for laptop in part.laptops] == ["督学01的“DX001”"]
    assert district.office.packs.sent() == ()


def test_the_office_learns_with_the_next_bundle_who_has_taken_what(district: District) -> None:
    send(district, "schools", to=["DX001", "DX002"])
    send(district, "schools", to=["DX002"])
    take(district)
    assert [pack.taken_words for pack in district.office.pack_desk.sent()] == ["0/1", "0/2"]
    written(district.laptops["DX001"])
    district.hand_over("DX001")
    district.scan()
    newest, first = district.office.pack_desk.sent()
    assert (newest.waiting, first.waiting) == (("DX002",), ("DX002",))
    assert (first.people, first.taken_words) == (("DX001", "DX002"), "1/2")


def test_a_laptop_that_renewed_its_keys_still_answers_for_its_inspector(
    district: District,
) -> None:
    send(district, "schools", to=["DX001"])
    take(district)
    bench = district.laptops["DX001"]
    renew_keys(bench.context)
    district.sign_roster()
    written(bench)
    district.hand_over("DX001")
    district.scan()
    (pack,) = district.office.pack_desk.sent()
    assert (pack.people, pack.waiting) == (("DX001",), ())


def test_what_did_not_get_into_the_shared_folder_gets_there_with_the_next_look(
    district: District, tmp_path: Path, clock: FixedClock
) -> None:
    office, share = district.office, tmp_path / "共享文件夹"
    share.mkdir()
    office.share.make(share)
    away = share.rename(tmp_path / "断开了")
    done = office.pack_desk.send("schools")
    assert (done.placed, "现在不在，下发包没有放进去" in done.problem) == ((), True)
    share.mkdir()
    assert "现在不在" in office.pack_desk.send("schools").problem
    share.rmdir()
    away.rename(share)
    office.office_desk.scan([share])
    assert len(list((share / "packs").iterdir())) == 2
    for file in (share / "packs").iterdir():
        file.unlink()
    clock.advance(timedelta(days=61))
    # What somebody has cleared away after so long stays away.
    office.office_desk.scan([share])
    assert list((share / "packs").iterdir()) == []


def test_an_unknown_kind_is_answered_with_those_that_there_are(district: District) -> None:
    with pytest.raises(InputError, match="可以下发的有：schools（学校、督学和责任分配）"):
        send(district, "weather")


def test_a_kind_that_goes_whole_takes_no_single_things(district: District) -> None:
    with pytest.raises(InputError, match="总是整份下发，不能只发“示范区第3小学”"):
        send(district, "schools", "示范区第3小学")


def test_without_a_shared_folder_what_was_sent_is_kept_and_said_so(district: District) -> None:
    done = district.office.pack_desk.send("schools")
    assert done.placed == ()
    assert "另存下发包" in done.problem
    assert [line.n for line in district.office.packs.sent()] == [1]
    assert len(district.office.packs.write(folder_of(district))) == 1
