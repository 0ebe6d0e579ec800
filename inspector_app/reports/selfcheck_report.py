"""自评表 on A4 landscape: every item with its grade, the counts, then the problems."""

from collections.abc import Iterator
from typing import Final

from inspector_app.domain.labels.registers import ENTRY_STATE_LABEL
from inspector_app.domain.registers.selfcheck import SELFCHECK
from inspector_app.domain.selfcheck_sheet import ItemProblem, SelfCheckSheet
from inspector_app.reports.document import (
    Block,
    Document,
    FieldGrid,
    FieldRow,
    Heading,
    LongText,
    Note,
    Orientation,
)
from inspector_app.reports.duty_rows import reason_of
from inspector_app.reports.letter_phrases import places_to_sign
from inspector_app.reports.selfcheck_rows import item_table, problem_table
from inspector_app.reports.words import day, one, pair

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
            item_table(sheet),
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
    yield one("县域等级", "　".join(filter(None, (standing.grade or "尚无", lacking))))
    if values["people"]:
        yield one("参加人员", values["people"])
    if sheet.entry.reason:
        yield one(*reason_of(sheet.entry))


def _problems(problems: tuple[ItemProblem, ...]) -> Iterator[Block]:
    if not problems:
        return
    yield Heading(text=f"需要整改的项目（{len(problems)} 项）")
    yield problem_table(problems)


def _summary(text: str) -> Iterator[Block]:
    if text.strip():
        yield Heading(text="自评结论")
        yield LongText(text=text)
