"""优质均衡创建计划 on A4 landscape: first the steps that are overdue, then the others."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from inspector_app.domain.indicators.creation import CreationStep, plan_counts
from inspector_app.reports.balance_rows import step_row
from inspector_app.reports.document import (
    Align,
    Block,
    Document,
    Heading,
    Note,
    Orientation,
    Table,
)
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by, day

TITLE: Final = "优质均衡创建计划"
_COLUMNS: Final = (
    ListColumn("序\n号", 0.5),
    ListColumn("学校", 2.3, Align.LEFT),
    ListColumn("事项", 2.6, Align.LEFT),
    ListColumn("目标", 2.7, Align.LEFT),
    ListColumn("责任部门", 1.15),
    ListColumn("责任人", 0.9),
    ListColumn("完成时限", 1.25),
    ListColumn("现在", 1.3),
    ListColumn("完成情况", 1.8, Align.LEFT),
)


def creation_plan_report(
    steps: Sequence[CreationStep], *, on: date, unit: str, title: str
) -> Document:
    """Return the plan as it stands on a day; it belongs to the assessment called ``title``."""
    return Document(
        title=TITLE,
        subtitle=f"{unit}　{title}",
        orientation=Orientation.LANDSCAPE,
        blocks=tuple(_blocks(steps, on)),
    )


def _blocks(steps: Sequence[CreationStep], on: date) -> Iterator[Block]:
    placed = tuple(enumerate(steps, start=1))
    late = [pair for pair in placed if pair[1].days_over(on=on)]
    rest = [pair for pair in placed if pair not in late]
    late.sort(key=lambda pair: -pair[1].days_over(on=on))
    if late:
        yield Heading(text=f"一、逾期的 {len(late)} 项")
        yield _table(late, on)
    if late and rest:
        yield Heading(text=f"二、其余 {len(rest)} 项")
    if rest:
        yield _table(rest, on)
    yield Note(text=f"{day(on)}：{plan_counts(steps, on=on).sentence}。")
    yield compiled_by()


def _table(rows: Sequence[tuple[int, CreationStep]], on: date) -> Table:
    return list_table(_COLUMNS, (step_row(n, step, step.state_words(on=on)) for n, step in rows))
