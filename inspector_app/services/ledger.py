"""Lists of the 问题整改台账, what they add up to, and what comes back at many schools."""

from dataclasses import replace
from typing import NamedTuple

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.ledger_filter import CommonProblem, LedgerCount, LedgerFilter
from inspector_app.domain.views import LedgerRow
from inspector_app.services.context import Context, Role

LEAST_SCHOOLS = 2


class LedgerPage(NamedTuple):
    """One page of a list and what the whole list adds up to."""

    rows: tuple[LedgerRow, ...]
    sums: LedgerCount
    sentence: str


class LedgerService:
    """Answers lists; what is recorded of an issue goes through ``IssueService``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def everything(self) -> LedgerFilter:
        """Return the filter that leaves nothing out, as of today."""
        return LedgerFilter(on=self._context.today())

    def page(self, wanted: LedgerFilter) -> LedgerPage:
        """Return a page of a list, with the line that says how many of it are still open."""
        lists = self._context.stores.ledger_lists
        with self._context.database.snapshot():
            count = lists.count(wanted)
            return LedgerPage(lists.rows(wanted), count, self._sentence(wanted, count))

    def still_open_at(self, school_code: str) -> str:
        """Return in one line how many issues of a school are still open today."""
        wanted = replace(self.everything(), school_code=school_code)
        return self._sentence(wanted, self.count(wanted))

    def _sentence(self, wanted: LedgerFilter, count: LedgerCount) -> str:
        whole = self._context.identity.role is Role.OFFICE
        return count.sentence(on=wanted.on, whole_district=whole)

    def count(self, wanted: LedgerFilter) -> LedgerCount:
        """Return what a list adds up to."""
        return self._context.stores.ledger_lists.count(wanted)

    def common(
        self, wanted: LedgerFilter, *, least_schools: int = LEAST_SCHOOLS
    ) -> tuple[CommonProblem, ...]:
        """Return 共性问题: the topics found at so many schools or more."""
        return self._context.stores.ledger_lists.common(wanted, least_schools=least_schools)

    def untold_hazards(self) -> tuple[LedgerRow, ...]:
        """Return the open 安全隐患 that the school or the 督导室 was not told of yet."""
        person = self._context.identity.inspector_id or None
        return self._context.stores.issues.untold_hazards(person_id=person)

    def row(self, number: str) -> LedgerRow:
        """Return the issue of a 问题编号.

        Raises:
            NotFoundError: there is none.
        """
        row = self._context.stores.issues.row_of(number)
        if row is None:
            raise NotFoundError(f"台账里没有编号为“{number}”的问题；请核对问题编号。")
        return row
