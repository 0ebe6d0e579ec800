"""Forms of many offices, filled in: LibreOffice opens each and shows what was filled in."""

from pathlib import Path

from inspector_app.bootstrap import Workbench
from inspector_app.domain.layout import Layout, LayoutKind
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.visit_options import COUNTED_STATUSES
from inspector_app.services.layout_fillings import FilledForm
from inspector_app.services.wishes import LetterPrint
from tests import blank_layouts, blank_months, blank_records
from tests.office.peer import pages_of, print_all, squeezed
from tests.papers import SEPTEMBER, YOUNG, demonstration

_MONTHS = (
    (blank_months.one_figure_a_row, "xlsx"), (blank_months.people_across, "xlsx"),
    (blank_months.two_blocks, "xlsx"), (blank_months.this_month_and_year, "xlsx"),
    (blank_months.zones_down, "xlsx"), (blank_months.sentences, "docx"),
    (blank_months.nameless_columns, "docx"), (blank_layouts.month_book, "xlsx"),
    (blank_layouts.month_paper, "docx"),
)  # fmt: skip
_RECORDS = (
    (blank_records.items_book, "xlsx"), (blank_records.printed_items, "docx"),
    (blank_records.lessons_and_issues, "docx"), (blank_records.labels_above, "xlsx"),
    (blank_layouts.visit_paper, "docx"),
)  # fmt: skip
_NOTICES = (
    (blank_records.notice_with_table, "xlsx"), (blank_records.notice_in_lines, "docx"),
    (blank_layouts.notice_paper, "docx"), (blank_layouts.notice_book, "xlsx"),
)  # fmt: skip


def test_libreoffice_opens_every_filled_form_and_shows_what_was_filled_in(tmp_path: Path) -> None:
    forms: dict[Path, FilledForm] = {}
    with demonstration(tmp_path / "data", at=YOUNG) as bench:
        filed = (v for v in bench.visits.list(month=SEPTEMBER) if v.status in COUNTED_STATUSES)
        record = next(visit for visit in filed if visit.issues)
        issues = tuple(issue.uid for issue in bench.visits.get(record.uid).issues)
        wish = LetterPrint(kind=LetterKind.RECTIFICATION_NOTICE, subjects=issues, days=15)
        for makers in (_MONTHS, _RECORDS, _NOTICES):
            for make, ending in makers:
                blank = make(tmp_path / f"{make.__name__}.{ending}")
                layout = bench.layouts.publish(blank).layout
                form = _filled(bench, layout, record.uid, wish)
                path = tmp_path / f"{make.__name__}-filled.{ending}"
                path.write_bytes(form.file.content())
                forms[path] = form
    (tmp_path / "office").mkdir()
    printed = print_all(list(forms), tmp_path / "office")
    for path, form in forms.items():
        shown = "".join(pages_of(printed[path]))
        missing = [cell for cell in form.cells if squeezed(_digits(cell.text)) not in shown]
        assert missing == [], path.name
        assert form.cells or form.placed, path.name


def _filled(bench: Workbench, layout: Layout, uid: str, wish: LetterPrint) -> FilledForm:
    if layout.kind is LayoutKind.MONTH:
        return bench.layout_fillings.month_form(layout, SEPTEMBER, sources=False)
    if layout.kind is LayoutKind.VISIT:
        return bench.layout_fillings.visit_form(layout, uid)
    return bench.layout_fillings.letter_form(layout, wish)


def _digits(text: str) -> str:
    """Return what of a figure any way of writing it shows: 2/3（66.7%） is 66.7% in Excel."""
    return text.partition("（")[2].rstrip("）") if "（" in text else text
