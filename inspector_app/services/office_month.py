"""全区月表 at the office: what each inspector reported beside what the records add up to."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.base import clock as clocks
from inspector_app.domain.month import Month, Period
from inspector_app.domain.month_edition import Edition
from inspector_app.domain.monthly_table import MonthlyTable, compile_table
from inspector_app.domain.views import RecordLine
from inspector_app.office.compiling import compiling_notes
from inspector_app.office.dunning import PersonLine
from inspector_app.office.labels import reason_text
from inspector_app.office.reconciliation import (
    FigureLine,
    Reason,
    Reported,
    reconcile,
)
from inspector_app.services.context import Context
from inspector_app.services.month_editions import MonthEditions
from inspector_app.services.months import MonthService
from inspector_app.services.office_month_views import DistrictMonth, PersonMonth, RecordBehind
from inspector_app.services.office_people import OfficePeople
from inspector_app.services.office_statements import OfficeStatements, named
from inspector_app.services.return_events import unmended

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.domain.facts import TableFacts
    from inspector_app.reports.document import Document
from inspector_app.storage.office_month import StatementRow


class OfficeMonth:
    """Looks at a month of the district; reading only."""

    def __init__(self, context: Context, months: MonthService) -> None:
        self._context = context
        self._months = months
        self._people = OfficePeople(context)

    def month(self, month: Month | None = None) -> DistrictMonth:
        """Return a month of the district, the one under way unless another is named."""
        wanted = month or self._months.under_way()
        with self._context.database.snapshot():
            editions = MonthEditions(self._context, months=self._months).all(wanted)
            people = self.people(wanted)
            as_of = clocks.local_datetime_text(self._context.clock.now())
            edition = editions[-1] if editions else None
            return DistrictMonth(
                month=wanted, as_of=as_of, edition=edition, table=self._months.table(wanted),
                people=people,
                notes=(
                    *compiling_notes(
                        self._people.lines(wanted), as_of=as_of,
                        returned=len(unmended(self._context, self._context.span(wanted))),
                    ),
                    *_told_of_edition(edition),
                    *_told_of_figures(people),
                ),
            )  # fmt: skip

    def people(self, month: Month) -> tuple[PersonMonth, ...]:
        """Return how each inspector's month compares with what was reported."""
        with self._context.database.snapshot():
            statements = self._context.stores.office_month.statements(str(month))
            # What an office below hands over is its district's month, told with the districts.
            lines = [line for line in self._people.lines(month) if not line.office]
            if not statements:
                return tuple(_untold(line) for line in lines)
            look = _Look(self._context, self._context.span(month))
            return tuple(
                look.person(line, *statements[line.id]) if line.id in statements else _untold(line)
                for line in lines
            )

    def behind(
        self, reasons: Iterable[Reason], uids: Iterable[str] = ()
    ) -> tuple[RecordBehind, ...]:
        """Return records with what is to be said of each, those that are not here too.

        Args:
            reasons: records that count otherwise than they were reported.
            uids: of other records, issues and lessons behind a figure.
        """
        told = {reason.uid: reason for reason in reasons}
        lines = self._months.behind((*uids, *told))
        here = {line.uid for line in lines}
        absent = [each for uid, each in told.items() if uid not in here]
        return (
            *(RecordBehind(x.number, "", "", _about(x), "") for x in absent),
            *(_behind(line, told.get(line.uid)) for line in lines),
        )

    # -- as files --------------------------------------------------------------------------------

    def document(self, month: Month, *, unit: str) -> "Document":
        """Return 全区月表核对表 as it prints."""
        from inspector_app.services.office_month_sheets import printed

        return printed(self.month(month), unit=unit)

    def xlsx(self, month: Month, path: Path) -> "WrittenFile":
        """Write 全区月表核对表; a second sheet has every figure, a third every record.

        Raises:
            EnvironmentProblem: the file could not be written; nothing has changed.
        """
        from inspector_app.services.office_month_sheets import written

        return written(self.month(month), path)


class _Look:
    """The facts of one month, read once for all people."""

    def __init__(self, context: Context, span: Period) -> None:
        self._span = span
        people = context.stores.people.all(on=span.end)
        self._facts: TableFacts = context.stores.facts.facts_for(span, people)
        self._table: MonthlyTable = compile_table(span, self._facts)
        days = span.looks_back_to.isoformat(), span.end.isoformat()
        records = context.stores.office_month.records(*days)
        self._statements = OfficeStatements(context, span=span, records=records)

    def person(
        self, line: PersonLine, statement: "StatementRow", *others: "StatementRow"
    ) -> PersonMonth:
        reported: Reported = self._statements.reported(statement, *others)
        counted = self._table.inspectors.get(line.id)
        figures: tuple[FigureLine, ...] = ()
        if counted is not None and reported.figures:
            figures = reconcile(reported, self._facts, counted, person=line.id, period=self._span)
        return PersonMonth(
            line=line,
            named=sum(not each.void for each in named(statement)),
            reasons=tuple(sorted(reported.reasons, key=lambda each: each.number)),
            figures=figures,
        )


def _behind(line: RecordLine, reason: Reason | None) -> RecordBehind:
    said = _about(reason) if reason else line.text
    day = line.day.isoformat() if line.day else ""
    return RecordBehind(line.number, day, line.school_name, said, line.visit_uid)


def _about(reason: Reason) -> str:
    return reason_text(reason).removeprefix(reason.number).strip()


def _untold(line: PersonLine) -> PersonMonth:
    return PersonMonth(line=line, named=None, reasons=(), figures=())


def _told_of_edition(edition: Edition | None) -> Iterator[str]:
    if edition is not None:
        at = clocks.local_datetime_text(clocks.parse_instant(edition.at))
        yield f"已出第 {edition.number} 版（{at}，数字校验码 {edition.check_code}）。"


def _told_of_figures(people: Iterable[PersonMonth]) -> Iterator[str]:
    told = list(people)
    reported = [each for each in told if each.named is not None]
    if not reported:
        return
    differing = sum(bool(each.figures) for each in reported)
    figures = sum(len(each.figures) for each in reported)
    unexplained = sum(len(each.unexplained) for each in reported)
    if not figures:
        yield f"已收的 {len(reported)} 人月报，各项数字与记录合计一致。"
        return
    more = f"，其中 {unexplained} 处记录说明不了" if unexplained else "，都有记录说明"
    yield f"{differing} 人的月报与记录合计有 {figures} 处不同{more}；合计一律按记录。"
