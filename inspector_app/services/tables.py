"""The month's table, the 台账 and lists as Excel files: real numbers and dates, no formula."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app.domain.alias import Mask, mask_of
from inspector_app.domain.counting_rules import COUNTING_RULES
from inspector_app.domain.figures import Count, Ratio
from inspector_app.domain.form_statistics import FormFigure
from inspector_app.domain.issue import handling_of
from inspector_app.domain.labels.issues import HANDLING_LABEL, ISSUE_STATE_LABEL, SEVERITY_LABEL
from inspector_app.domain.labels.sources import MATTER_LABEL
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.ledger import LedgerEntry
from inspector_app.domain.month import Month
from inspector_app.domain.stat_people import figures_table
from inspector_app.domain.views import RecordLine
from inspector_app.services.context import Context
from inspector_app.services.form_figures import FormFigures, MonthForms
from inspector_app.services.issues import IssueService
from inspector_app.services.late_sheets import late_sheets
from inspector_app.services.ledger_entries import ledger_day, ledger_entries
from inspector_app.services.month_editions import MonthEditions
from inspector_app.services.months import MonthService, recounted
from inspector_app.services.office_people import notes_of
from inspector_app.services.record_lines import LESSONS_BEHIND
from inspector_app.services.stat_sheets import source_sheets, stat_sheet
from inspector_app.services.summary_sources import lines_of
from inspector_app.services.unit_sheets import unit_figures

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.sheets.writer import TableSheet, TableValue

_LEDGER_HEAD: Final = (
    "序号", "问题编号", "来源", "事项", "被督导单位", "学段", "责任区", "类别", "问题描述", "程度",
    "处理方式", "发现日期", "发现督学", "关联记录或文号", "整改要求", "责任单位", "配合单位",
    "责任人", "整改时限", "延期至",
    "通知书日期", "学校报送日期", "进展", "状态", "销号日期", "撤销日期", "是否逾期", "逾期天数",
)  # fmt: skip


class TableService:
    """Writes Excel files."""

    def __init__(
        self, context: Context, *, months: MonthService, issues: IssueService, forms: FormFigures
    ) -> None:
        self._forms = forms
        self._context = context
        self._months = months
        self._issues = issues

    def month_xlsx(
        self,
        path: Path,
        month: Month,
        *,
        sources_of: str | None = None,
        now: bool = False,
        edition: int = 0,
    ) -> "WrittenFile":
        """Write the month's table; two more sheets say which records stand behind each number.

        With ``sources_of`` only that person's numbers are explained; with ``now`` a month whose
        figures were kept is counted anew; ``edition`` is the office's of that number.

        Raises:
            EnvironmentProblem: the file could not be written; nothing has changed.
        """
        from inspector_app.sheets.writer import write_table

        table = MonthEditions(self._context, months=self._months).asked_for(
            month, now=now, edition=edition
        )
        names = {person.id: person.name for person in table.inspectors}
        notes = (
            *(f"{n}. {rule}" for n, rule in enumerate(COUNTING_RULES, 1)),
            f"由 {table.table.record_count} 条记录汇总　数字校验码 {table.check_code}",
            *((table.edition.face,) if table.edition else ()),
            *notes_of(self._context, table),
            *(each.words(names) for each in table.deviations),
            *(("本月上报后记录有改动，此表按现有记录重算",) if recounted(table) else ()),
        )
        stat = (
            figures_table(table.table, table.inspectors, title="月统计表")
            if table.made_of is None else unit_figures(table.table, table.inspectors)
        )  # fmt: skip
        return write_table(
            path,
            [
                stat_sheet(
                    stat,
                    table.school_names,
                    heading=f"入校督导月统计表　{month.title}",
                    notes=notes,
                ),
                *source_sheets(
                    [stat],
                    lambda uids: lines_of(self._context, uids, month=month),
                    only=None if sources_of is None else {sources_of},
                ),
                *late_sheets(table),
                *self._form_sheets(self._forms.seen(month, now=now, edition=edition), month),
            ],
        )

    def _form_sheets(self, forms: MonthForms, month: Month) -> "Iterator[TableSheet]":
        """Yield 专项与量表, where a form of the month's records contributes to it."""
        from inspector_app.sheets.writer import TableSheet

        if forms.figures:
            told = "（固定本月数字时没有固定，按现有记录统计）" if forms.counted_anew else ""
            yield TableSheet(
                title="专项与量表",
                heading=f"专项与量表　{month.title}{told}",
                head=("表单", "题", "统计", "结果", "数", "总数", "比率", "满分"),
                rows=list(_form_rows(forms.figures)),
                leading=2,
            )

    def ledger_xlsx(
        self, path: Path, *, month: Month | None = None, inspector_id: str | None = None
    ) -> "WrittenFile":
        """Write the 台账: one month's, or every open issue (errors as above)."""
        from inspector_app.sheets.writer import TableSheet, write_table

        if month is None:
            rows, title = self._issues.open_ledger(inspector_id=inspector_id), "未销号"
        else:
            rows, title = self._issues.ledger(month, inspector_id=inspector_id), month.title
        on = ledger_day(self._context, month)
        entries = ledger_entries(self._context, rows)
        sheet = TableSheet(
            title="问题整改台账",
            heading=f"问题整改台账　{title}",
            head=_LEDGER_HEAD,
            rows=[_ledger_cells(n, entry, on=on) for n, entry in enumerate(entries, 1)],
            leading=2,
        )
        return write_table(path, [sheet])

    def list_xlsx(
        self,
        path: Path,
        *,
        title: str,
        head: Sequence[str],
        rows: Sequence[Sequence["TableValue"]],
    ) -> "WrittenFile":
        """Write a list as it is shown: its heads, and its rows in their order.

        Raises:
            EnvironmentProblem: as above.
        """
        from inspector_app.sheets.writer import TableSheet, write_table

        return write_table(path, [TableSheet(title=title, heading=title, head=head, rows=rows)])

    def without_names(self, line: RecordLine, masks: dict[str, Mask]) -> str:
        """Return the text of a line as it leaves; a class may be called after its teacher."""
        if line.kind != LESSONS_BEHIND:
            return line.text
        if line.visit_uid not in masks:
            masks[line.visit_uid] = mask_of(self._context.stores.visits.get(line.visit_uid))
        return masks[line.visit_uid](line.text)


def _form_rows(figures: Sequence[FormFigure]) -> Iterator[tuple["TableValue", ...]]:
    from inspector_app.sheets.writer import Percent

    for each in figures:
        full = float(each.full) if each.full.replace(".", "", 1).isdecimal() else each.full or None
        for word, cell in each.lines:
            head = (each.form, each.column.label, each.role.value, word)
            if isinstance(cell, Ratio):
                share = Percent(cell.n / cell.of) if cell.of else "—"
                yield (*head, cell.n, cell.of, share, full)
            elif isinstance(cell, Count):
                yield (*head, cell.value, None, None, full)
            else:
                # As printed: two decimals.
                yield (*head, None if cell.value is None else float(str(cell)), cell.of, None, full)


def _ledger_cells(number: int, entry: LedgerEntry, *, on: date) -> tuple["TableValue", ...]:
    row, issue, late = entry.row, entry.row.issue, entry.days_overdue(on=on)
    return (
        number,
        issue.number,
        entry.source,
        MATTER_LABEL[row.matter],
        row.school_name,
        entry.school_kind,
        entry.zone,
        TOPIC_LABEL.get(issue.category, issue.category),
        issue.description,
        SEVERITY_LABEL[issue.severity] if issue.severity else "",
        HANDLING_LABEL[way] if (way := handling_of(issue)) else "",
        row.found_on,
        row.lead_name,
        row.origin,
        issue.requirement,
        issue.responsible_unit,
        issue.assisting_units,
        issue.responsible,
        issue.deadline,
        issue.dates.extended_to,
        issue.dates.noticed_on,
        issue.dates.answered_on,
        "\n".join(entry.progress),
        ISSUE_STATE_LABEL[row.state],
        issue.dates.closed_on,
        issue.dates.voided_on,
        "逾期" if late else "",
        late or None,
    )
