"""One case study as people read it: title, whose it is, four parts; a page of a booklet."""

from collections.abc import Iterator

from inspector_app.domain.registers.case import CASE, PARTS
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.words import Names, said
from inspector_app.reports.document import Block, Document, Heading, LongText

_ABOUT = ("school", "inspector", "term", "category")


def case_report(case: Entry, names: Names, *, place: int) -> Document:
    """Return the printed case.

    Args:
        case: one with all four parts.
        names: of schools and inspectors; a code without a name is printed as it is.
        place: which of the booklet it is, printed at the head of every page of it.
    """
    about = (said(CASE.by_id[name], case.values[name], names) for name in _ABOUT)
    return Document(
        title=case.values["title"],
        subtitle="　".join(filter(None, about)),
        record_no=case.number,
        revision=f"第{case.revision}版",
        mark=f"第 {place} 篇",
        blocks=tuple(_parts(case)),
    )


def _parts(case: Entry) -> Iterator[Block]:
    for name in PARTS:
        yield Heading(text=CASE.by_id[name].label)
        yield LongText(text=case.values[name])
