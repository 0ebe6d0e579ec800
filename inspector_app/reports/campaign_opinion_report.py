"""总体反馈意见 of a 专项督导: the text as it was edited, and every issue behind its numbers."""

import re
from collections.abc import Iterator
from typing import Final

from inspector_app.domain.campaign_findings import CampaignFindings
from inspector_app.domain.labels.topics import TOPIC_SHORT_LABEL
from inspector_app.domain.letter_kind import LetterTerms
from inspector_app.reports.document import Align, LongText, TableRow
from inspector_app.reports.letter import Attachment, Letter, LetterBlock, Section
from inspector_app.reports.letter_findings import BASIS
from inspector_app.reports.letter_phrases import OFFICE, reference_of
from inspector_app.reports.list_tables import ListColumn, list_table

_SEVERAL: Final = "各有关学校（园）"
_LIST: Final = "问题清单"
_NUMBER: Final = "[一二三四五六七八九十]{1,3}"
# The numbers are printed where the headings stand, whatever numbers were typed.
_HEADINGS: Final = (re.compile(rf"{_NUMBER}、(.+)"), re.compile(rf"（{_NUMBER}）(.+)"))
_COLUMNS: Final = (
    ListColumn("序号", 0.5),
    ListColumn("类别", 0.9),
    ListColumn("问题", 2.2, Align.LEFT),
    ListColumn("学校（园）", 1.4),
    ListColumn("问题编号", 2.7),
)


def campaign_opinion_report(found: CampaignFindings, text: str, *, terms: LetterTerms) -> Letter:
    """Return the letter.

    Args:
        found: what the counted records of the campaign say now.
        text: 总体反馈意见 as it was written; lines that begin with 一、 or （一） are headings.
        terms: 文号 and day.
    """
    return Letter(
        title=f"关于“{found.name}”的\n总体反馈意见",
        reference=reference_of(terms.reference),
        addressee=_SEVERAL,
        body=(
            LongText(text=f"根据{BASIS}，现将“{found.name}”的情况和意见反馈如下："),
            *_blocks(text),
        ),
        attachments=(Attachment(title=_LIST, body=(_issues(found),)),) if found.issues else (),
        signed_by=(OFFICE,),
        dated=terms.dated,
    )


def _blocks(text: str) -> Iterator[LetterBlock]:
    """Yield the sections of a text; paragraphs between two headings stay together."""
    waiting: list[str] = []
    for line in filter(None, (each.strip() for each in text.splitlines())):
        heading = _heading(line)
        if heading is None:
            waiting.append(line)
            continue
        yield from _running(waiting)
        waiting = []
        yield heading
    yield from _running(waiting)


def _running(lines: list[str]) -> Iterator[LetterBlock]:
    if lines:
        yield LongText(text="\n".join(lines))


def _heading(line: str) -> Section | None:
    for level, heading in enumerate(_HEADINGS, 1):
        if match := heading.fullmatch(line):
            return Section(text=match[1].strip(), level=level)
    return None


def _issues(found: CampaignFindings) -> LetterBlock:
    issues = (
        (TOPIC_SHORT_LABEL.get(cluster.category, cluster.label), issue)
        for cluster in found.clusters
        for issue in cluster.issues
    )
    return list_table(
        _COLUMNS,
        (
            TableRow(cells=(str(n), label, " ".join(issue.description.split()),
                            issue.school_name, issue.number))
            for n, (label, issue) in enumerate(issues, 1)
        ),
    )  # fmt: skip
