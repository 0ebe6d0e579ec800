"""督导工作总结 as a letter: sections, the duties of one person, the table of figures, charts."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from inspector_app.domain import chart as charts
from inspector_app.domain.letter_headings import heading_in
from inspector_app.domain.summary_facts import SummaryFacts
from inspector_app.reports.document import Chart, LongText, PageBreak
from inspector_app.reports.letter import Attachment, Letter, LetterBlock, Section
from inspector_app.reports.summary_rows import duty_table, figure_table, school_table, unit_table

_CHART_HEIGHT: Final = 165.0


class SummaryPaper(NamedTuple):
    """What is printed of a summary.

    Attributes:
        sections: headings with what stands below them, figures as they hold.
        body: running text that has headings of its own, with figures as they hold.
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
    body: str
    facts: SummaryFacts
    charts: tuple[charts.Chart, ...]
    personal: bool


def summary_report(paper: SummaryPaper) -> Letter:
    """Return the letter; its table holds every figure of which there is something to say."""
    return Letter(
        title=paper.title,
        reference=paper.document_no,
        body=tuple(_body(paper)),
        attachments=tuple(_attachments(paper)),
        signed_by=(paper.unit,) if paper.unit else (),
        dated=paper.dated,
        record_no=paper.number,
        mark=paper.mark,
    )


def _attachments(paper: SummaryPaper) -> Iterator[Attachment]:
    yield Attachment(title="主要数字", body=tuple(_figures(paper)))
    if paper.facts.schools:
        yield Attachment(title="各校情况", body=(school_table(paper.facts),))
    if paper.facts.units:
        notes = (LongText(text=note) for note in paper.facts.notes)
        yield Attachment(title="各单位情况", body=(unit_table(paper.facts), *notes))


def _body(paper: SummaryPaper) -> Iterator[LetterBlock]:
    if paper.personal:
        yield duty_table(paper.facts)
    for heading, text in paper.sections:
        lines = _lines(text)
        if lines:
            yield Section(text=heading)
            yield LongText(text="\n".join(lines))
    yield from _with_headings(_lines(paper.body))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _with_headings(lines: Iterable[str]) -> Iterator[LetterBlock]:
    """Yield a text that has headings of its own; they are numbered anew."""
    for line in lines:
        heading = heading_in(line)
        if heading is None:
            yield LongText(text=line)
        else:
            yield Section(text=heading.text, level=heading.level)


def _counted_from(facts: SummaryFacts) -> str:
    return "下级督导室报来的月统计和本级的登记" if facts.units else "已定稿的记录和登记"


def _figures(paper: SummaryPaper) -> Iterator[LetterBlock]:
    facts, first, last = paper.facts, paper.facts.period.start, paper.facts.period.end
    yield LongText(
        text=f"数字由{first.year}年{first.month}月{first.day}日至"
        f"{last.year}年{last.month}月{last.day}日{_counted_from(facts)}得出。"
    )
    yield figure_table(facts)
    yield PageBreak()
    yield from (Chart(value=chart, height=_CHART_HEIGHT) for chart in paper.charts)
