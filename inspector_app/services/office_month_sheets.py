"""全区月表核对表 as a print and as an Excel file: the same rows in both."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app.office.dunning import remarks
from inspector_app.office.labels import CAUSE_LABEL, reason_text, state_of, why_text
from inspector_app.office.reconciliation import Cause
from inspector_app.services.office_month_views import DistrictMonth, PersonMonth

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.reports.document import Document
    from inspector_app.reports.reconciliation_report import FigureRow, PersonRow
    from inspector_app.sheets.writer import TableValue

_PEOPLE: Final = (
    "序号", "督学编号", "督学", "责任区", "月报", "月报列出的记录", "其中收到", "版次不同",
    "报后作废", "月报以后交来", "代录", "导入", "不同的数字", "说明",
)  # fmt: skip


def printed(found: DistrictMonth, *, unit: str) -> "Document":
    """Return the table as it prints."""
    from inspector_app.reports.reconciliation_report import reconciliation_report

    return reconciliation_report(
        month=found.month.title,
        unit=unit,
        as_of=found.as_of,
        people=[_person(each) for each in found.people],
        figures=list(figure_rows(found)),
        notes=found.notes,
    )


def _person(each: PersonMonth) -> "PersonRow":
    from inspector_app.reports.reconciliation_report import PersonRow

    named, arrived, revised, voided, late, differing = counts_of(each)
    changed = None if revised is None or voided is None else revised + voided
    line = each.line
    return PersonRow(
        name=line.name, state=state_of(line), named=_text(named), arrived=_text(arrived),
        changed=_text(changed), late=_text(late), typed=line.typed, imported=line.imported,
        differing=_text(differing), said=said_of(each),
    )  # fmt: skip


def _text(count: int | None) -> str:
    return "" if count is None else str(count)


def counts_of(each: PersonMonth) -> tuple[int | None, ...]:
    """Return the counts of a closing statement, in the order of the columns."""
    if each.named is None:
        return (None,) * 6
    return (
        each.named, each.named - each.count(Cause.MISSING), each.count(Cause.REVISION),
        each.count(Cause.VOIDED), each.count(Cause.LATE), len(each.figures),
    )  # fmt: skip


def said_of(each: PersonMonth) -> str:
    """Return what stands beside a person: what is to be known, and the records that are missing."""
    missing = [reason_text(r) for r in each.reasons if r.cause is Cause.MISSING and not r.past]
    return "；".join((*remarks(each.line), *missing))


def figure_rows(found: DistrictMonth) -> "Iterator[FigureRow]":
    """Yield every figure that was reported otherwise, in words."""
    from inspector_app.reports.reconciliation_report import FigureRow

    schools = found.table.school_names
    for person, figure in found.differing:
        cell = figure.difference.named({}, schools)
        yield FigureRow(person.line.name, cell.label, cell.before, cell.after, why_text(figure))


def written(found: DistrictMonth, path: Path) -> "WrittenFile":
    """Write the table (EnvironmentProblem where it could not be written)."""
    from inspector_app.sheets.writer import TableSheet, write_table

    people: list[list[TableValue]] = [
        [n, x.line.id, x.line.name, x.line.zone, state_of(x.line), *counts_of(x)[:5],
         x.line.typed, x.line.imported, counts_of(x)[5], said_of(x)]
        for n, x in enumerate(found.people, start=1)
    ]  # fmt: skip
    reasons: list[list[TableValue]] = [
        [x.line.name, r.number, CAUSE_LABEL[r.cause], r.named or None, r.here or None]
        for x in found.people for r in x.reasons
    ]  # fmt: skip
    as_of = f"{found.month.title}　截至 {found.as_of}"
    return write_table(
        path,
        [
            TableSheet(
                title="核对表", heading=f"全区月表核对表　{as_of}", head=_PEOPLE, rows=people,
                notes=found.notes, leading=3,
            ),
            TableSheet(
                title="不同的数字", heading=f"月报与记录合计不同的数字　{as_of}",
                head=("督学", "列", "月报", "记录合计", "说明"),
                rows=[
                    [x.name, x.figure, _value(x.reported), _value(x.counted), x.why]
                    for x in figure_rows(found)
                ],
            ),
            TableSheet(
                title="有出入的记录", heading=f"与月报有出入的记录　{as_of}",
                head=("督学", "记录编号", "怎么了", "月报第几版", "现在第几版"), rows=reasons,
            ),
        ],
    )  # fmt: skip


def _value(text: str) -> "TableValue":
    return int(text) if text.isdecimal() else text
