"""The two tables of a self-assessment: every item, then those that are to be put right."""

from collections.abc import Iterator, Sequence
from typing import Final

from inspector_app.domain.labels.standards import ITEM_GRADE_LABEL
from inspector_app.domain.selfcheck_sheet import ItemLine, ItemProblem, SelfCheckSheet
from inspector_app.reports.document import Align, Emphasis, Table, TableRow
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import plain_day, stacked

_ITEMS: Final = (
    ListColumn("序\n号", 26),
    ListColumn("指标", 130, Align.LEFT),
    ListColumn("数值", 74),
    ListColumn("评定", 52),
    ListColumn("自评说明", 180, Align.LEFT),
    ListColumn("佐证材料", 130, Align.LEFT),
    ListColumn("备注", 70, Align.LEFT),
)
_PROBLEMS: Final = (
    ListColumn("序\n号", 26),
    ListColumn("指标", 110, Align.LEFT),
    ListColumn("评定", 52),
    ListColumn("问题", 160, Align.LEFT),
    ListColumn("责任部门\n责任人", 80),
    ListColumn("措施", 170, Align.LEFT),
    ListColumn("时限", 64),
)


def item_table(sheet: SelfCheckSheet) -> Table:
    """Return the table of every item, the counts of each part above its items."""
    return list_table(_ITEMS, _item_rows(sheet))


def problem_table(problems: Sequence[ItemProblem]) -> Table:
    """Return the table of what is to be put right."""
    return list_table(_PROBLEMS, map(_problem_row, problems))


def _item_rows(sheet: SelfCheckSheet) -> Iterator[TableRow]:
    for group in sheet.standard.groups():
        words = sheet.group_counts(group).words()
        yield TableRow(cells=("", group, "", "", words, "", ""), emphasis=Emphasis.SUBTOTAL)
        for line in sheet.lines:
            if line.item.group == group:
                yield _item_row(line)


def _item_row(line: ItemLine) -> TableRow:
    row, found = line.row, line.found
    figure = stacked(found.figure, found.short_flag or found.fault)
    files = "、".join(file["name"] for file in row["files"])
    return TableRow(
        cells=(
            str(line.item.no),
            line.item.text,
            figure,
            found.word or "未评",
            row["explanation"].strip(),
            stacked(row["evidence"].strip(), files and f"附件：{files}"),
            row["note"],
        )
    )


def _problem_row(problem: ItemProblem) -> TableRow:
    return TableRow(
        cells=(
            str(problem.item_no),
            problem.item,
            ITEM_GRADE_LABEL[problem.grade],
            problem.text,
            stacked(problem.unit, problem.person),
            problem.measures,
            plain_day(problem.due),
        )
    )
