"""The rows of a 履职考核表: duties to be judged, and what the person says of the year."""

from collections.abc import Iterable, Iterator

from inspector_app.domain.numerals import in_characters
from inspector_app.domain.summary_facts import SummaryFacts
from inspector_app.reports.document import Align, LongText, Table, TableRow
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.summary_rows import duties


def judged_duties(facts: SummaryFacts) -> Table:
    """Return the duties with their numbers, and room for what whoever judges makes of each."""
    before = (ListColumn(facts.before_name, 1.2),) if facts.before_name else ()
    columns = (
        ListColumn("序号", 0.5), ListColumn("履职项目", 2.2, Align.LEFT),
        ListColumn(facts.name, 1.4), *before, ListColumn("核定", 1.0),
    )  # fmt: skip
    rows = (
        TableRow(cells=(str(n), each.label, each.text, *((each.before,) if before else ()), ""))
        for n, each in enumerate(duties(facts), start=1)
    )
    return list_table(columns, rows)


def own_words(sections: Iterable[tuple[str, str]]) -> Iterator[LongText]:
    """Yield the sections of the summary, numbered below one heading."""
    place = 0
    for heading, text in sections:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if lines and heading:
            place += 1
            lines.insert(0, f"（{in_characters(place)}）{heading}")
        if lines:
            yield LongText(text="\n".join(lines))
