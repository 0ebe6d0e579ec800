"""自评表 on A4 landscape: every item with its grade, the counts, then the problems."""

from collections.abc import Iterator
from typing import Final

from inspector_app.domain.labels.registers import ENTRY_STATE_LABEL
from inspector_app.domain.labels.standards import ITEM_GRADE_LABEL
from inspector_app.domain.registers.selfcheck import SELFCHECK
from inspector_app.domain.selfcheck_sheet import ItemLine, ItemProblem, SelfCheckSheet
from inspector_app.reports.document import (
    Align,
    Block,
    Document,
    Emphasis,
    FieldGrid,
    FieldRow,
    Heading,
    LongText,
    Note,
    Orientation,
    TableRow,
)
from inspector_app.reports.letter_phrases import places_to_sign
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import day, one, pair, plain_day, stacked

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
_RULE: Final = (
    "各项合格数由上表逐项数出。按数值判定的项用未取舍的原值比较合格线；"
    "取舍以后判定会不同的，在数值栏注明。"
)


def selfcheck_report(sheet: SelfCheckSheet) -> Document:
    """Return the printed sheet."""
    entry = sheet.entry
    return Document(
        title=f"{sheet.standard.name}自评表",
        subtitle=f"{entry.values['county']}　{entry.values['year'] or ''}年",
        reference=f"编号：{entry.number}",
        orientation=Orientation.LANDSCAPE,
        record_no=entry.number,
        revision=f"第{entry.revision}版",
        mark=ENTRY_STATE_LABEL[entry.state],
        blocks=(
            FieldGrid(rows=(*_head(sheet),)),
            list_table(_ITEMS, _item_rows(sheet)),
            Note(text=f"指标来源：{sheet.standard.source}（{sheet.standard.edition}）。{_RULE}"),
            *_problems(sheet.problems()),
            *_summary(entry.values["summary"]),
            places_to_sign("填表人：", "审核人：", f"{SELFCHECK.by_id['county'].label}（盖章）："),
        ),
    )


def _head(sheet: SelfCheckSheet) -> Iterator[FieldRow]:
    values, standing = sheet.entry.values, sheet.standing
    yield pair("指标体系", sheet.standard.title, "自评日期", day(sheet.entry.day("checked_on")))
    yield one("各项评定", sheet.counts.words())
    lacking = "；".join(standing.missing)
    yield one("县域等级", "　".join(filter(None, (standing.grade or "—", lacking))))
    if values["people"]:
        yield one("参加人员", values["people"])


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


def _problems(problems: tuple[ItemProblem, ...]) -> Iterator[Block]:
    if not problems:
        return
    yield Heading(text=f"需要整改的项目（{len(problems)} 项）")
    yield list_table(_PROBLEMS, map(_problem_row, problems))


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


def _summary(text: str) -> Iterator[Block]:
    if text.strip():
        yield Heading(text="自评结论")
        yield LongText(text=text)
