"""Editions of 全区月表, the lock of its month, and its files."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import RefusedError
from inspector_app.domain.table_period import TableSpan
from inspector_app.reports.document import Document, Note
from inspector_app.services.wishes import MonthPrint, PeriodPrint
from tests.district.office.district import (
    NOVEMBER,
    District,
)
from tests.district.office.reporting import send_news
from tests.unit.services.conftest import COMPLETE

Write = Callable[..., str]


def test_an_edition_says_who_is_not_in_and_what_the_office_wrote_and_prints_so_for_good(
    district: District, write: Write, reported: str, clock: FixedClock
) -> None:
    office = district.office
    first = office.month_editions.issue(NOVEMBER)
    assert first.title == "第1版　1/3 人　未齐"
    assert first.face.endswith("尚缺：督学02、督学03（还没有交月报；收到的记录已计入）")
    write("DX002", date="2026-11-19")
    district.hand_over("DX002")
    district.scan()
    typed = {**COMPLETE, "lead": "DX003", "date": "2026-11-17"}
    office.visits.file(office.visit_edit.new_from_json(typed).uid)
    second = office.month_editions.issue(NOVEMBER)
    assert (second.number, second.have, second.missing) == (2, 2, ("督学03",))
    assert ("合计", "入校校次", "1", "3") in [
        (each.row, each.label, each.before, each.after) for each in second.differences
    ]
    clock.advance(timedelta(hours=3))
    for number, said in ((1, "1/3 人已交齐"), (2, "督学03 1 份")):
        texts = printed_month(district, number)
        assert any("编制说明" in text and said in text for text in texts)
        assert not any("19:00" in text for text in texts)
    assert any("19:00" in text for text in printed_month(district, 0))


def printed_month(district: District, edition: int) -> list[str]:
    wish = MonthPrint(month=NOVEMBER, edition=edition)
    (tree,) = district.office.document_trees.of(wish)
    return list(tree.texts())


def test_a_month_that_is_locked_with_people_missing_says_who_and_tells_them_as_late(
    district: District, write: Write, reported: str, clock: FixedClock
) -> None:
    office = district.office
    write("DX002", date="2026-11-19")
    clock.advance(timedelta(days=10))
    assert office.month_life.life(NOVEMBER).absent == ("督学02", "督学03")
    office.month_life.lock(NOVEMBER)
    life = office.month_life.life(NOVEMBER)
    assert "还有 2 人没有交齐（督学02、督学03）" in life.steps[-1].reason
    with pytest.raises(RefusedError, match="不再出新版"):
        office.month_editions.issue(NOVEMBER)
    district.hand_over("DX002")
    district.scan()
    assert kept_row(district)["visits"] == 1
    (late,) = office.months.late(NOVEMBER.shifted(1))
    assert {each.item.word for each in late.entries} == {"补报"}
    assert "督学02" not in office.office_gaps.board(NOVEMBER).text


def kept_row(district: District) -> dict[str, Any]:
    row: dict[str, Any] = district.office.months.as_json(NOVEMBER)["district"]
    return row


# -- as files --------------------------------------------------------------------------------------


def test_the_table_is_one_document_and_one_workbook_of_the_same_rows(
    district: District, write: Write, reported: str, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    write("DX001", date="2026-11-16", issues=[], no_issues_found=True)
    send_news(district, "DX001")
    district.scan()
    texts = list(district.office.office_month.document(NOVEMBER, unit="督导室").texts())
    assert {"全区月表核对表", "编制说明", "督导室已收", "没有收到"} <= set(texts)
    path = district.office.office_month.xlsx(NOVEMBER, tmp_path / "核对.xlsx").path
    book = load_workbook(path)
    assert book.sheetnames == ["核对表", "不同的数字", "有出入的记录"]
    figure = next(r for r in book["不同的数字"].values if r[1] == "入校校次")
    assert figure[:4] == ("督学01", "入校校次", 1, 2)
    board = load_workbook(district.office.office_gaps.xlsx(NOVEMBER, tmp_path / "催报.xlsx").path)
    assert board.sheetnames == ["催报名单", "缺的和要定的"]


def period_notes(district: District, span: TableSpan, text: str) -> list[str]:
    """Return what the printed tables of a period say of how they were compiled."""
    office = district.office
    period = office.period_tables.of_kind(span, text)
    (tree,) = office.document_trees.of(PeriodPrint(period=period))
    assert isinstance(tree, Document)
    return [
        block.text for block in tree.blocks
        if isinstance(block, Note) and block.text.startswith("编制说明：")
    ]  # fmt: skip


def test_the_tables_of_a_period_print_how_they_were_compiled_as_the_month_does(
    district: District, write: Write, tmp_path: Path
) -> None:
    write("DX001")
    district.hand_over("DX001")
    district.scan()
    month = "".join(district.office.office_month.month(NOVEMBER).notes[:2])
    assert period_notes(district, TableSpan.MONTH, "2026-11") == [f"编制说明：{month}"]
    (term,) = period_notes(district, TableSpan.TERM, "2026-2027-1")
    assert "2026年11月 1/3 人已交齐，缺督学02、督学03" in term
    found = district.office.period_tables.of_kind(TableSpan.TERM, "2026-2027-1")
    assert district.office.period_tables.of(found).notes[0] in term
    book = tmp_path / "学期.xlsx"
    district.office.period_workbooks.xlsx(book, found)
    first = load_workbook(book).worksheets[0]
    said = [str(cell.value) for row in first.iter_rows() for cell in row if cell.value]
    assert any("2026年11月 1/3 人已交齐" in text for text in said)


def test_a_laptops_own_tables_say_nothing_of_others(district: District, write: Write) -> None:
    write("DX001")
    laptop = district.laptops["DX001"]
    found = laptop.period_tables.of_kind(TableSpan.TERM, "2026-2027-1")
    assert laptop.period_tables.of(found).notes == ()
