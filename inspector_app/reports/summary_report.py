"""督导工作总结 as a letter: sections, the duties of one person, the table of figures, charts."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from inspector_app.domain import chart as charts
from inspector_app.domain.summary_facts import Figure, SummaryFacts
from inspector_app.reports.document import Align, Chart, Emphasis, LongText, PageBreak, TableRow
from inspector_app.reports.letter import Attachment, Letter, LetterBlock, Section
from inspector_app.reports.list_tables import ListColumn, list_table

_CHART_HEIGHT: Final = 165.0
_BESIDE: Final = 2
_DUTIES: Final = (
    "days", "half_days", "visits", "led_visits", "visited_schools", "coverage", "lessons",
    "lesson_target", "issues_found", "closed", "notice_documents", "on_time", "follow_up_visits",
    "complaints_received", "cases", "suggestions", "training_hours", "meetings", "weekly_reports",
    "weekly_due",
)  # fmt: skip
_DUTY_COLUMNS: Final = (
    ListColumn("履职项目", 1.5, Align.LEFT), ListColumn("数", 1.3),
    ListColumn("履职项目", 1.5, Align.LEFT), ListColumn("数", 1.3),
)  # fmt: skip


class SummaryPaper(NamedTuple):
    """What is printed of a summary.

    Attributes:
        sections: headings with what stands below them, figures as they hold.
        personal: whether it is one person's, with a table of duties at its head.
        dated: 成文日期 in words; empty on a draft.
    """

    title: str
    document_no: str
    unit: str
    number: str
    dated: str
    mark: str
    sections: tuple[tuple[str, str], ...]
    facts: SummaryFacts
    charts: tuple[charts.Chart, ...]
    personal: bool


def summary_report(paper: SummaryPaper) -> Letter:
    """Return the letter; its table holds every figure of which there is something to say."""
    return Letter(
        title=paper.title,
        reference=paper.document_no,
        body=tuple(_body(paper)),
        attachments=(Attachment(title="主要数字", body=tuple(_figures(paper))),),
        signed_by=(paper.unit,) if paper.unit else (),
        dated=paper.dated,
        record_no=paper.number,
        mark=paper.mark,
    )


def _body(paper: SummaryPaper) -> Iterator[LetterBlock]:
    if paper.personal:
        yield _duties(paper.facts)
    for heading, text in paper.sections:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if lines:
            yield Section(text=heading)
            yield LongText(text="\n".join(lines))


def _duties(facts: SummaryFacts) -> LetterBlock:
    known = facts.by_id()
    cells = [(known[i].label, known[i].text) for i in _DUTIES if i in known]
    if len(cells) % _BESIDE:
        cells.append(("", ""))
    halves = zip(cells[::_BESIDE], cells[1::_BESIDE], strict=True)
    return list_table(_DUTY_COLUMNS, (TableRow(cells=(*left, *right)) for left, right in halves))


def _figures(paper: SummaryPaper) -> Iterator[LetterBlock]:
    facts, first, last = paper.facts, paper.facts.period.start, paper.facts.period.end
    yield LongText(
        text=f"数字由{first.year}年{first.month}月{first.day}日至"
        f"{last.year}年{last.month}月{last.day}日已定稿的记录和登记得出。"
    )
    before = facts.before_name or "上期"
    columns = (
        ListColumn("项目", 2.4, Align.LEFT), ListColumn(facts.name, 1.6), ListColumn(before, 1.6)
    )  # fmt: skip
    yield list_table(columns, _rows([f for f in facts.figures if _is_told(f)]))
    yield PageBreak()
    yield from (Chart(value=chart, height=_CHART_HEIGHT) for chart in paper.charts)


def _is_told(figure: Figure) -> bool:
    """Say whether there is anything to a figure, and it is no other one in other words."""
    said_twice = figure.id.endswith("_change") or figure.id[:6] in {f"topic{n}" for n in range(10)}
    return not said_twice and (bool(figure.n or figure.of) or figure.before not in {"", "0", "—"})


def _rows(figures: Sequence[Figure]) -> Iterator[TableRow]:
    group = ""
    for figure in figures:
        if figure.group != group:
            group = figure.group
            yield TableRow(cells=(group, "", ""), emphasis=Emphasis.SUBTOTAL)
        yield TableRow(cells=(figure.label, figure.text, figure.before))
