"""What goes with the figures of a filled form: as of when they are, and what was noted of them."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench
from inspector_app.domain.layout import Medium
from inspector_app.domain.month import Month
from inspector_app.services.context import Role
from tests.blank_layouts import month_book

NOVEMBER = Month(2026, 11)
REMARK = "本月上报后记录有改动，此表按现有记录重算"
File = Callable[..., str]


@pytest.fixture
def clock() -> FixedClock:
    """The first day of December: November is over."""
    return FixedClock(datetime(2026, 12, 1, 8, tzinfo=UTC))


@pytest.fixture
def form(workbench: Workbench, tmp_path: Path) -> Callable[..., tuple[str, tuple[str, ...]]]:
    """Fill the month in; return how many visits the first person has, and the notes."""
    workbench.layouts.publish(month_book(tmp_path / "月报.xlsx"))
    workbench.layouts.template(tmp_path / "列.xlsx")
    workbench.layouts.publish(tmp_path / "列.xlsx", name="列")

    def fill(name: str, *, now: bool = False, edition: int = 0) -> tuple[str, tuple[str, ...]]:
        made = workbench.layout_fillings.month(
            name, NOVEMBER, tmp_path / "填好.xlsx", medium=Medium.EXCEL, now=now, edition=edition
        )
        told = {cell.field: cell.text for cell in made.cells if cell.row.startswith("督学01")}
        return told["visits"], made.notes

    return fill


@pytest.mark.parametrize("name", ["月报", "列"])
def test_a_form_takes_the_kept_figures_or_those_of_now_and_says_which(
    name: str, workbench: Workbench, filed: File, form: Callable[..., tuple[str, tuple[str, ...]]]
) -> None:
    uid = filed()
    workbench.month_life.lock(NOVEMBER)
    workbench.visits.void(uid, reason="重复")
    visits, notes = form(name)
    assert (visits, REMARK in notes) == ("1", False)
    visits, notes = form(name, now=True)
    assert (visits, REMARK in notes) == ("0", True)


@pytest.mark.parametrize("name", ["月报", "列"])
def test_a_form_of_an_edition_tells_what_the_office_noted_beside_its_figures(
    name: str, workbench: Workbench, filed: File, form: Callable[..., tuple[str, tuple[str, ...]]]
) -> None:
    uid = filed()
    workbench.settings.set_identity(role=Role.OFFICE, district="210304", inspector_id="")
    workbench.month_editions.issue(NOVEMBER)
    workbench.month_editions.deviate(
        NOVEMBER, row="合计", figure="入校校次", value="99", reason="区教研室同行一次"
    )
    workbench.visits.void(uid, reason="重复")
    visits, notes = form(name, edition=1)
    assert visits == "1"
    assert any("督导室注明 99，区教研室同行一次" in note for note in notes)
    assert any("第1版" in note for note in notes)
    assert form(name)[0] == "0"


def test_a_form_tells_of_entries_of_an_earlier_month(
    workbench: Workbench, filed: File, tmp_path: Path
) -> None:
    workbench.month_life.lock(NOVEMBER)
    filed()
    workbench.layouts.publish(month_book(tmp_path / "月报.xlsx"))
    out = tmp_path / "填好.xlsx"
    made = workbench.layout_fillings.month("月报", Month(2026, 12), out, medium=Medium.EXCEL)
    assert any("属于2026年11月的补报、更正 " in note for note in made.notes)


def test_the_records_behind_a_form_are_printed_on_a4_with_counts_as_numbers(
    workbench: Workbench, filed: File, form: Callable[..., tuple[str, tuple[str, ...]]],
    tmp_path: Path,
) -> None:  # fmt: skip
    filed()
    form("月报")
    page: Any = load_workbook(tmp_path / "填好.xlsx")["数字来源"]
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToHeight) == (True, 0)
    assert page.print_title_rows == "$1:$1"
    counts = {row[3].value for row in page.iter_rows(min_row=2) if row[0].value == "月报!D6"}
    assert counts == {1}
