"""Zones by day, cards of inspectors, who signs, what waits for the office."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import IncompleteError, InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.awaiting import Awaited
from inspector_app.domain.issue_event import EventDetails, IssueEventKind
from inspector_app.domain.issue_rules import NextStep
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.plates import ReportChannels
from inspector_app.domain.register_options import Post
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.school import Education
from inspector_app.services.context import Role
from inspector_app.services.wishes import PlatePrint, RosterPrint, ZonesPrint
from tests.small_xlsx import write_xlsx
from tests.unit.services.conftest import SCHOOL
from tests.unit.services.registers.conftest import COMPLETE

TODAY = date(2026, 11, 22)
ZONE = "第一督学责任区"
CARD = ("专长", "学段", "学历", "教育工作起始年", "职务")


@pytest.fixture
def entry(workbench: Workbench) -> Callable[..., str]:
    """File an entry of a register; keywords replace its fields."""

    def make(kind: str, **values: Any) -> str:
        uid = workbench.register_edit.new_from_json(kind, {**COMPLETE[kind], **values}).uid
        workbench.registers.file(uid)
        return uid

    return make


def step(kind: IssueEventKind, **named: Any) -> NextStep:
    return NextStep(kind=kind, on=TODAY, note="请协调住建部门", **named)


# -- zones -----------------------------------------------------------------------------------------


def test_a_zone_has_the_people_and_schools_of_the_roster_and_the_head_of_its_version(
    workbench: Workbench, entry: Callable[..., str]
) -> None:
    entry("zone")
    (card,) = workbench.zones.cards()
    assert (card.zone, card.head, card.liaison) == (ZONE, "督学02", "联络员03")
    assert [person.id for person in card.inspectors] == ["DX001", "DX002", "DX003"]
    assert card.schools == ((SCHOOL, "示范区第3小学"),)
    (before,) = workbench.zones.cards(date(2026, 8, 31))
    assert (before.head, before.since) == ("", None)


def test_another_head_is_another_version_and_who_is_not_named_stays(
    workbench: Workbench, entry: Callable[..., str]
) -> None:
    entry("zone")
    workbench.zones.set(ZONE, head="督学03", liaison=None, on=date(2026, 11, 1))
    told = [(v.head, v.liaison, v.start, v.end) for v in workbench.zones.versions(ZONE)]
    assert told == [
        ("督学02", "联络员03", date(2026, 9, 1), date(2026, 10, 31)),
        ("督学03", "联络员03", date(2026, 11, 1), None),
    ]
    assert workbench.zones.card(ZONE, date(2026, 10, 31)).head == "督学02"


def test_what_changes_nothing_or_names_nobody_or_no_zone_is_refused_and_leaves_nothing(
    workbench: Workbench, entry: Callable[..., str]
) -> None:
    entry("zone")
    with pytest.raises(RefusedError, match="本来就是这样"):
        workbench.zones.set(ZONE, head="督学02", liaison=None)
    with pytest.raises(InputError, match="至少写一项"):
        workbench.zones.set(ZONE, head=None, liaison=None)
    with pytest.raises(NotFoundError, match="没有叫“第九区”的责任区；现有的：第一督学责任区"):
        workbench.zones.set("第九区", head="督学02", liaison=None)
    with pytest.raises(IncompleteError):
        workbench.zones.set(ZONE, head="督学03", liaison=None, on=date(2026, 9, 1))
    assert len(workbench.zones.versions(ZONE)) == 1


def test_the_list_of_zones_prints_who_heads_each_and_its_schools(
    workbench: Workbench, entry: Callable[..., str]
) -> None:
    entry("zone")
    (tree,) = workbench.document_trees.of(ZonesPrint(on=TODAY))
    said = "\n".join(tree.texts())
    for word in (ZONE, "督学02", "联络员03", "3 人：督学01、督学02、督学03", "1 所：示范区第3小学"):
        assert word in said


# -- cards -----------------------------------------------------------------------------------------


def test_a_roster_may_carry_the_cards_and_one_without_them_keeps_what_is_known(
    workbench: Workbench, tmp_path: Path
) -> None:
    head = ("督学编号", "姓名", "专兼职", "责任区", *CARD)
    row = ("DX001", "督学01", "兼职", ZONE, "语文，德育", "小学", "大学本科", "1998-07", "校长")
    full = write_xlsx(tmp_path / "名册.xlsx", {"督学": [head, row]})
    assert workbench.imports.import_roster(full).changed == 1
    person = workbench.people.inspector("DX001")
    assert (person.subjects, person.stages, person.education, person.teaching_since) == (
        "语文、德育", "小学", Education.BACHELOR, 1998,
    )  # fmt: skip
    assert not workbench.imports.import_roster(full).changes
    bare = write_xlsx(tmp_path / "名册2.xlsx", {"督学": [head[:4], row[:4]]})
    assert not workbench.imports.import_roster(bare).changes
    assert workbench.people.inspector("DX001") == person


def test_a_cell_of_a_card_that_cannot_be_read_is_named(
    workbench: Workbench, tmp_path: Path
) -> None:
    head = ("督学编号", "姓名", "专兼职", "责任区", "学历", "教育工作起始年")
    row = ("DX001", "督学01", "兼职", ZONE, "很高", "九八年")
    book = write_xlsx(tmp_path / "名册.xlsx", {"督学": [head, row]})
    with pytest.raises(InputError) as refused:
        workbench.imports.import_roster(book)
    assert [problem.where for problem in refused.value.problems] == ["督学!E2", "督学!F2"]


def test_a_card_is_written_field_by_field_and_kept_in_the_history(workbench: Workbench) -> None:
    assert workbench.people_cards.set("督学02", "学历", "大专").inspectors
    assert not workbench.people_cards.set("DX002", "education", "大专")
    card = workbench.people_cards.all()[1]
    assert (card.person.education, card.hint) == (Education.COLLEGE, "学历大专")
    for name, value in (("学历", "很高"), ("教育工作起始年", "98"), ("姓名", "督学99")):
        with pytest.raises(InputError):
            workbench.people_cards.set("督学02", name, value)
    kept = workbench.context.stores.journal.of_visit("")
    assert any(each.noun == "inspector" and each.uid == "DX002" for each in kept)


def test_the_printed_roster_says_what_is_known_of_each_and_what_speaks_against_him(
    workbench: Workbench, entry: Callable[..., str]
) -> None:
    entry("appointment", post="副总督学")
    for name, value in zip(CARD, ("语文", "小学", "大专", "2020", "教研员"), strict=True):
        workbench.people_cards.set("督学01", name, value)
    (tree,) = workbench.document_trees.of(RosterPrint(on=TODAY))
    said = "\n".join(tree.texts())
    for word in ("副总督学", "语文", "大专", "2020", "教研员", "学历大专；教育工作 6 年", ZONE):
        assert word in said


# -- posts -----------------------------------------------------------------------------------------


def test_posts_are_told_from_every_register_that_says_so(
    workbench: Workbench, entry: Callable[..., str]
) -> None:
    entry("post")
    entry("zone")
    entry("appointment", post="总督学")
    assert [(h.post, h.person) for h in workbench.posts.holders()] == [
        (Post.CHIEF, "督学01"), (Post.DIRECTOR, "督学03"), (Post.ZONE_HEAD, "督学02"),
    ]  # fmt: skip
    assert [card.posts for card in workbench.people_cards.all()] == [
        ("总督学",), ("责任区组长（第一督学责任区）",), ("督导室主任",),
    ]  # fmt: skip


def test_whoever_is_director_on_the_day_of_a_letter_signs_it_off_and_nobody_is_made_up(
    workbench: Workbench, filed: Callable[..., str], entry: Callable[..., str]
) -> None:
    visit = workbench.visits.get(filed())

    def said(kind: LetterKind) -> list[str]:
        wish = workbench.letters.wish(kind, [visit.number])
        return ["\n".join(tree.texts()) for tree in workbench.document_trees.of(wish)]

    notice, opinion = LetterKind.RECTIFICATION_NOTICE, LetterKind.OPINION_LETTER
    assert not any("签发" in text for kind in (notice, opinion) for text in said(kind))
    entry("post")
    assert ["拟稿：督学01　　签发：督学03" in text for text in said(notice)] == [True, False, False]
    assert "拟稿：督学01　　签发：督学03" in said(opinion)[0]


# -- what waits ------------------------------------------------------------------------------------


def test_what_waits_for_the_office_is_counted_as_the_corner_lists_it(
    workbench: Workbench, filed: Callable[..., str], entry: Callable[..., str], clock: FixedClock
) -> None:
    issues = [workbench.visits.get(filed(session=each)).issues[0] for each in ("上午", "下午")]
    workbench.issues.record(issues[0].uid, step(IssueEventKind.ESCALATED))
    workbench.issues.record(
        issues[1].uid, step(IssueEventKind.EXTENSION_ASKED, until=date(2026, 12, 20))
    )
    workbench.register_edit.new_from_json("complaint", COMPLETE["complaint"])
    entry("complaint", received_on="2026-08-18", accepted_on="2026-08-18")
    corner = workbench.director.corner()
    assert [(w.matter, w.number, w.late) for w in corner.waiting[:2]] == [
        (Awaited.ESCALATED, issues[0].number, False), (Awaited.EXTENSION, issues[1].number, False),
    ]  # fmt: skip
    assert "延到 2026-12-20　请协调住建部门" in corner.waiting[1].text
    assert [w.late for w in corner.waiting[2:]] == [True, False]
    workbench.settings.set_identity(role=Role.OFFICE, district="210304", inspector_id="")
    found = workbench.today.page().awaiting
    assert found is not None
    assert tuple(found) == (1, 1, 1, 1, 0)
    clock.advance(timedelta(days=1))
    answer = NextStep(kind=IssueEventKind.ESCALATION_ANSWERED, on=date(2026, 11, 23), note="已协调")
    granted = NextStep(
        kind=IssueEventKind.EXTENDED, on=date(2026, 11, 23), note="同意", until=date(2026, 12, 20),
        details=EventDetails(person="主任01"),
    )  # fmt: skip
    workbench.issues.record(issues[0].uid, answer)
    workbench.issues.record(issues[1].uid, granted)
    matters = {w.matter for w in workbench.director.corner().waiting}
    assert matters == {Awaited.COMPLAINT}


def test_missing_reports_wait_only_where_the_district_asks_for_them(
    workbench: Workbench, entry: Callable[..., str]
) -> None:
    workbench.settings.set_identity(role=Role.OFFICE, district="210304", inspector_id="")
    assert workbench.director.corner().waiting == ()
    workbench.rules.switch_on(RuleId.WEEKLY_REPORT)
    entry("weekly", monday="2026-11-09")
    (waiting,) = workbench.director.corner().waiting
    assert (waiting.matter, waiting.text) == (Awaited.REPORTS, "还差 2 人：督学02、督学03")
    page = workbench.today.page()
    assert page.awaiting is not None
    assert page.awaiting.unreported == 2


def test_the_counts_of_today_are_found_by_the_index_of_what_is_asked(workbench: Workbench) -> None:
    from inspector_app.storage import awaiting

    plan = workbench.context.database.rows(
        f"EXPLAIN QUERY PLAN {awaiting._COUNTS}", "2026-11-22", "2026-11-09"
    )
    said = "\n".join(str(row[-1]) for row in plan)
    assert "SCAN i USING INDEX issue_asked" in said.replace("COVERING ", "")
    assert "SCAN e" not in said
    assert "SCAN register_entry" not in said


# -- channels, departments, 建言 -------------------------------------------------------------------


def test_channels_stand_on_plates_as_far_as_they_are_given(workbench: Workbench) -> None:
    def said() -> str:
        (tree,) = workbench.document_trees.of(PlatePrint(school_code=SCHOOL))
        return "\n".join(tree.texts())

    assert "举报渠道" not in said()
    assert workbench.plates.set_channels(ReportChannels(phone="0412-12345")).settings
    assert "电话：0412-12345" in said()
    assert "信箱" not in said()
    with pytest.raises(InputError, match="不是电子邮箱"):
        workbench.plates.set_channels(ReportChannels(email="jubao"))
    with pytest.raises(InputError, match="最多 100 字"):
        workbench.plates.set_channels(ReportChannels(mailbox="信" * 101))
    assert workbench.plates.channels() == ReportChannels(phone="0412-12345")


def test_departments_of_a_record_are_shown_read_printed_and_found(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    uid = filed(departments="市场监管局、公安分局；公安分局", type="联合督导")
    visit = workbench.visits.get(uid)
    assert visit.departments == ("市场监管局", "公安分局")
    shown = workbench.visits.as_json(uid)
    assert shown["departments"] == ["市场监管局", "公安分局"]
    assert [hit.number for hit in workbench.search.find("公安分局")] == [visit.number]
    plain = workbench.visits.as_json(filed(session="下午"))
    assert "departments" not in plain


def test_departments_of_a_correction_that_is_given_up_are_gone_again(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    uid = filed()
    workbench.visits.correct(uid, reason="补记")
    workbench.visit_edit.set_json(uid, "参加部门", "公安分局")
    workbench.visits.abandon_correction(uid)
    assert workbench.visits.get(uid).departments == ()


def test_meetings_cases_and_suggestions_of_a_campaign_are_counted_on_its_progress(
    workbench: Workbench, entry: Callable[..., str]
) -> None:
    uid, name = entry("campaign"), COMPLETE["campaign"]["name"]
    entry("meeting", campaign=name)
    entry("suggestion", campaign=workbench.registers.as_json(uid)["no"], answer="采纳",
          answered_on="2026-11-20")  # fmt: skip
    entry("suggestion", campaign=name)
    entry("suggestion")
    kept = workbench.campaigns.view(uid).progress.kept
    assert tuple(kept) == (1, 0, 2, 1)


# -- 检查 ------------------------------------------------------------------------------------------


def test_the_check_finds_a_unit_that_is_written_down_twice(
    workbench: Workbench, entry: Callable[..., str]
) -> None:
    entry("unit")
    assert workbench.checks.run().sound
    uid = entry("unit", name="示范区公安分局")
    values = {**workbench.registers.record(uid).entry.values, "name": COMPLETE["unit"]["name"]}
    with workbench.context.database.transaction():
        workbench.context.stores.registers.write_values(uid, values)
    (faults,) = [check.faults for check in workbench.checks.run().checks if check.faults]
    assert all("已经登记过" in fault for fault in faults)
