"""Tables about single issues and single schools, as trees."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from inspector_app.domain.issue_event import (
    EventDetails,
    IssueEvent,
    IssueEventKind,
    Measure,
)
from inspector_app.domain.issue_rounds import rounds_of
from inspector_app.domain.letter_kind import LetterTerms
from inspector_app.domain.photo import PhotoRole
from inspector_app.domain.school import Assignment
from inspector_app.domain.views import LedgerRow, SchoolCard, VisitSummary
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.reports.check_sheet_report import check_sheet_report
from inspector_app.reports.closed_loop_report import LoopPhotos, closed_loop_report
from inspector_app.reports.consultation_letter_report import (
    Consulted,
    consultation_letter_report,
)
from inspector_app.reports.document import (
    CheckBoxes,
    Document,
    Field,
    FieldGrid,
    LongText,
    PhotoRows,
    Table,
)
from inspector_app.reports.hazard_slip_report import hazard_slip_report
from inspector_app.reports.photo_blocks import PrintedPhoto
from inspector_app.reports.reply_form_report import reply_form_report
from inspector_app.reports.school_handover_report import school_handover_report
from tests.unit.builders import make_event, make_inspector, make_issue, make_photo, make_school

_K = IssueEventKind
DAY = date(2026, 11, 22)


def row(**values: Any) -> LedgerRow:
    return LedgerRow(
        issue=make_issue(**values),
        visit_uid="v",
        visit_number="210304-2026-DX001-0001",
        school_code="2121000003",
        school_name="示范区第3小学",
        lead_id="DX001",
        lead_name="督学01",
        found_on=date(2022, 9, 5),
    )


def fields(tree: Document) -> Iterator[Field]:
    for block in tree.blocks:
        if isinstance(block, FieldGrid):
            for each in block.rows:
                yield from each.fields


def contents(tree: Document, label: str) -> list[object]:
    found = [field.content for field in fields(tree) if field.label.replace("\n", "") == label]
    return [each.text if isinstance(each, LongText) else each for each in found]


def ticked(tree: Document) -> list[list[str]]:
    boxes = [field.content for field in fields(tree) if isinstance(field.content, CheckBoxes)]
    return [[choice.label for choice in each.choices if choice.ticked] for each in boxes]


def sheet(*events: IssueEvent, visits: tuple[VisitSummary, ...] = ()) -> Document:
    one = row(requirement="清理通道")
    rounds = rounds_of(one.issue, events, found_on=one.found_on)
    return check_sheet_report(one, rounds, follow_ups={visit.uid: visit for visit in visits})


REJECTED = make_event(
    kind=_K.NOT_ACCEPTED, effective_on=date(2022, 9, 14), note="又堆放", until=date(2022, 9, 30)
)
ANSWERED = make_event(effective_on=date(2022, 9, 12), note="已清理")


def test_each_round_of_a_sheet_has_its_demand_its_answer_and_its_verdict() -> None:
    closed = make_event(
        kind=_K.CLOSED, effective_on=date(2022, 9, 20), note="通道畅通",
        details=EventDetails(documents=("整改报告",)),
    )  # fmt: skip
    tree = sheet(ANSWERED, REJECTED, closed)
    assert contents(tree, "督学整改意见") == ["清理通道", "又堆放"]
    assert contents(tree, "学校整改情况")[0] == "2022年9月12日学校报送：已清理"
    assert contents(tree, "回访时间") == ["2022年9月14日", "2022年9月20日"]
    assert ticked(tree) == [["整改不到位，需要继续整改"], ["整改措施到位"]]
    assert contents(tree, "督学后续建议") == ["又堆放\n整改时限：2022年9月30日。", "通道畅通"]
    assert contents(tree, "核查依据")[1] == "整改报告"


def test_a_check_on_another_visit_bears_its_day_and_number() -> None:
    visit = VisitSummary(
        uid="v2", number="210304-2026-DX001-0009", school_code="x", school_name="示范区第3小学",
        visited_on=date(2022, 9, 19), session=None, type=None, lead_id="DX001", lead_name="督学01",
        peer_names=(), status=VisitStatus.FILED, online=False, revision=1, issues=0, open_issues=0,
        lessons=0, photos=0,
    )  # fmt: skip
    closed = make_event(
        kind=_K.CLOSED, effective_on=date(2022, 9, 20), details=EventDetails(visit_uid="v2")
    )
    tree = sheet(closed, visits=(visit,))
    assert contents(tree, "回访时间") == ["2022年9月19日"]
    assert contents(tree, "核查依据") == ["记录 210304-2026-\nDX001-0009"]


def test_a_round_that_is_not_checked_yet_is_left_for_a_pen() -> None:
    tree = sheet()
    assert ticked(tree) == [[]]
    assert contents(tree, "回访时间") == [""]
    assert contents(tree, "督学后续建议")[0].count("\n") >= 2  # type: ignore[attr-defined]


def picture(role: PhotoRole) -> PrintedPhoto:
    return PrintedPhoto(facts=make_photo(role=role), image=b"")


def pairs(before: int, after: int) -> list[list[str]]:
    one = row()
    photos = LoopPhotos(
        before=[picture(PhotoRole.BEFORE)] * before, after=[picture(PhotoRole.AFTER)] * after
    )
    tree = closed_loop_report(one, rounds_of(one.issue, (), found_on=None), photos=photos)
    rows = [r for block in tree.blocks if isinstance(block, PhotoRows) for r in block.rows]
    return [[photo.number for photo in each] for each in rows]


def test_what_was_put_right_stands_beside_what_was_wrong() -> None:
    assert pairs(2, 2) == [["整改前1", "整改后1"], ["整改前2", "整改后2"]]
    assert pairs(1, 2) == [["整改前1", "整改后1"], ["整改后2"]]
    assert pairs(0, 0) == []


def test_pictures_that_are_held_back_are_told() -> None:
    one = row()
    rounds = rounds_of(one.issue, (), found_on=None)
    tree = closed_loop_report(one, rounds, photos=LoopPhotos(held_back=2))
    assert "另有2张含未成年人面部的照片，没有印出。" in list(tree.texts())


def test_a_closed_loop_tells_the_notice_and_every_round() -> None:
    one = row()
    notice = make_event(
        kind=_K.NOTICE_ISSUED, effective_on=date(2022, 9, 6),
        details=EventDetails(reference="示教督〔2022〕3号"),
    )  # fmt: skip
    events = (notice, ANSWERED, REJECTED)
    rounds = rounds_of(one.issue, events, found_on=one.found_on)
    tree = closed_loop_report(one, rounds, photos=LoopPhotos())
    assert contents(tree, "整改通知") == ["2022年9月6日下达，示教督〔2022〕3号"]
    (table,) = (block for block in tree.blocks if isinstance(block, Table))
    assert [each.cells[0] for each in table.rows] == ["第1轮", "第2轮"]
    assert table.rows[0].cells[3] == "2022-09-14 整改不到位，需要继续整改\n又堆放"


def test_a_slip_says_whom_was_told_and_when_and_leaves_room_for_what_nobody_recorded() -> None:
    told = make_event(
        kind=_K.SCHOOL_TOLD, effective_on=date(2022, 9, 5),
        details=EventDetails(person="副校长", at="09:20"),
    )  # fmt: skip
    planned = make_event(
        kind=_K.PLANNED, details=EventDetails(measures=(Measure(text="清空通道"),))
    )
    tree = hazard_slip_report(row(requirement="立即清理"), [told, planned], address="示范路1号")
    assert contents(tree, "告知学校") == ["2022年9月5日09:20，副校长"]
    assert contents(tree, "电话报督导室") == ["　　　　年　　月　　日　　时　　分"]
    assert contents(tree, "措施") == ["督学要求：立即清理\n学校措施：清空通道"]
    assert contents(tree, "地址") == ["示范路1号"]


def test_a_consultation_goes_to_the_department_and_says_what_it_is_asked_for() -> None:
    event = make_event(kind=_K.CONSULTED, note="请增设减速带。")
    asked = [Consulted(row(description="门外没有减速带。"), event)]
    letter = consultation_letter_report(asked, department="安全管理科", terms=LetterTerms())
    assert letter.addressee == "安全管理科"
    text = "\n".join(letter.texts())
    assert "1.门外没有减速带。\n建议：请增设减速带。" in text
    assert "我室责任督学督学01于2022年9月5日对示范区第3小学" in text


def test_a_reply_form_numbers_the_issues_and_leaves_the_columns_of_the_school_empty() -> None:
    tree = reply_form_report([row(), row()], school="示范区第3小学", on=DAY)
    table = tree.blocks[0]
    assert isinstance(table, Table)
    heads = [cell.text for cell in table.head[0]]
    assert heads[5:] == ["整改措施", "完成情况", "责任人", "照片"]
    assert [each.cells[0] for each in table.rows] == ["1", "2"]
    assert [cell.strip() for each in table.rows for cell in each.cells[5:]] == [""] * 8


def test_a_handover_names_who_answers_when_the_last_visits_and_what_is_open() -> None:
    person = make_inspector(id="DX001", name="督学01")
    card = SchoolCard(
        school=make_school(name="示范区第3小学", head="校长", phone="12345"),
        inspectors=(person,),
        assignments=(
            Assignment(inspector_id="DX001", school_code="x", start=date(2025, 9, 1), end=DAY),
            Assignment(inspector_id="DX009", school_code="x", start=date(2026, 11, 23)),
        ),
        visits=(),
        open_issues=(row(description="通道堆放课桌。"),),
    )
    tree = school_handover_report(card, inspector_names={"DX001": "督学01"}, on=DAY)
    assigned, _, issues = (block for block in tree.blocks if isinstance(block, Table))
    assert [each.cells for each in assigned.rows] == [
        ("督学01", "2025-09-01", "2026-11-22"), ("DX009", "2026-11-23", ""),
    ]  # fmt: skip
    assert issues.rows[0].cells[1] == "通道堆放课桌。"
    assert contents(tree, "电话") == ["12345"]
    bare = school_handover_report(card._replace(open_issues=()), inspector_names={}, on=DAY)
    assert "没有未销号的问题。" in list(bare.texts())
