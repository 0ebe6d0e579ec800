"""督学个人年度履职考核表: the duties of one person with their numbers, and places to judge them."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.base.errors import RefusedError
from inspector_app.domain.figured_text import as_written
from inspector_app.domain.labels.schools import INSPECTOR_KIND_LABEL
from inspector_app.domain.labels.summaries import BODY, printed_headings
from inspector_app.domain.registers.kind import Values
from inspector_app.domain.registers.summary import genre_of, is_duty
from inspector_app.domain.summary_facts import SummaryFacts
from inspector_app.services.context import Context

if TYPE_CHECKING:
    from inspector_app.reports.document import Document


class ToldSummary(NamedTuple):
    """A summary as it is printed: a draft with the numbers of now, or a filed revision.

    Attributes:
        dated: the day of 定稿, ``None`` of a draft.
        mark: 草稿, 作废, or nothing.
    """

    number: str
    values: Values
    facts: SummaryFacts
    dated: date | None
    mark: str

    def sections(self) -> Iterator[tuple[str, str]]:
        """Yield heading and text of each section."""
        for section, heading in printed_headings(genre_of(self.values)).items():
            yield heading, as_written(self.values[section])

    def body(self) -> str:
        """Return the text that goes by an old Word file, with headings of its own."""
        return as_written(self.values.get(BODY) or "")


def duty_assessment(context: Context, told: ToldSummary) -> "Document":
    """Return the 考核表 of a summary; the caller holds the read.

    Raises:
        RefusedError: the summary is not one person's.
    """
    from inspector_app.reports.duty_assessment_report import DutyAssessment, duty_assessment_report
    from inspector_app.reports.words import day

    values, facts = told.values, told.facts
    if not is_duty(values):
        raise RefusedError(
            f"{told.number} 不是个人的履职总结，没有生成考核表；请先起草这位督学个人的总结。"
        )
    people = context.people_on(facts.period.end)
    person = next(each for each in people if each.id == values["inspector"])
    return duty_assessment_report(
        DutyAssessment(
            name=person.name,
            inspector_id=person.id,
            kind=INSPECTOR_KIND_LABEL[person.kind],
            zone=person.zone,
            period=f"{facts.name}（{day(facts.period.start)}至{day(facts.period.end)}）",
            sections=(*told.sections(), ("", told.body())),
            facts=facts,
            number=told.number,
            dated=day(told.dated),
            mark=told.mark,
        )
    )
