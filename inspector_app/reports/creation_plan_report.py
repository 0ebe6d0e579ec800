"""优质均衡创建计划 on A4 landscape: the steps, and first those that are overdue."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from inspector_app.domain.indicators.creation import CreationStep, plan_counts
from inspector_app.reports.balance_rows import step_row
from inspector_app.reports.document import Align, Block, Document, Heading, Note, Orientation
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by, day

TITLE: Final = "优质均衡创建计划"
_COLUMNS: Final = (
    ListColumn("序\n号", 0.55),
    ListColumn("学校", 2.0, Align.LEFT),
    ListColumn("事项", 2.2, Align.LEFT),
    ListColumn("目标", 2.4, Align.LEFT),
    ListColumn("责任部门", 1.5),
    ListColumn("责任人", 1.1),
    ListColumn("完成时限", 1.15),
    ListColumn("现在", 1.3),
    ListColumn("完成情况", 2.0, Align.LEFT),
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
    late = [(n, step) for n, step in placed if step.days_over(on=on)]
    if late:
        yield Heading(text=f"一、逾期的 {len(late)} 项")
        late.sort(key=lambda pair: -pair[1].days_over(on=on))
        yield list_table(_COLUMNS, (step_row(n, s, s.state_words(on=on)) for n, s in late))
        yield Heading(text="二、全部")
    yield list_table(_COLUMNS, (step_row(n, s, s.state_words(on=on)) for n, s in placed))
    yield Note(text=f"{day(on)}：{plan_counts(steps, on=on).sentence}。")
    yield compiled_by()
