"""入校覆盖: the board of a month, and 配备测算."""

from collections.abc import Mapping

from inspector_app.base.errors import InputError, NotFoundError, Problem
from inspector_app.domain.month import Month, Period
from inspector_app.domain.registry_share import Share, claim_fault, shares
from inspector_app.domain.staffing import Staffing, staffing
from inspector_app.domain.views import SchoolBoard
from inspector_app.services.context import Context
from inspector_app.services.school_board import read_board


class CoverageService:
    """Answers how schools and people stand against the rules; changes nothing."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def board(self, month: Month | None = None, *, inspector_id: str = "") -> SchoolBoard:
        """Return how each school stands.

        Raises:
            InputError: the month is still to come.
            NotFoundError: there is no such inspector.
        """
        if inspector_id and inspector_id not in self._context.names():
            raise NotFoundError(f"名册里没有督学编号“{inspector_id}”；请核对编号，或先导入名册。")
        return read_board(self._context, month=month, inspector_id=inspector_id)

    def staffing(self) -> Staffing:
        """Return how the district is staffed today."""
        today = self._context.today()
        with self._context.database.snapshot():
            stores = self._context.stores
            schools = [s.code for s in stores.schools.all() if s.in_operation(on=today)]
            answering: dict[str, set[str]] = {}
            for each in stores.schools.assignments():
                if each.in_force(on=today):
                    answering.setdefault(each.school_code, set()).add(each.inspector_id)
            people, rules = self._context.inspectors(), self._context.rules()
        return staffing(schools, people, answering, rules)

    def shares(
        self, period: Period, *, claims: Mapping[str, int] | None = None
    ) -> tuple[Share, ...]:
        """Return how many schools of the roster were visited in a span of days, by group.

        Args:
            period: the days; the roster is that of the last of them.
            claims: numbers that a report is to say, by group.

        Raises:
            InputError: the span lies ahead, or the records do not bear a number out.
        """
        today = self._context.today()
        if period.start > today:
            raise InputError(f"{period.start} 在今天之后，还没有可数的；请核对日期。")
        with self._context.database.snapshot():
            schools = self._context.stores.schools.all()
            days = self._context.stores.coverage.visit_days(period)
        visited = {code for code, found in days.items() if found.days}
        found = shares(schools, visited, on=min(period.end, today))
        wrong = [
            Problem(where=group, what=fault, remedy="请按名册和记录改")
            for group, number in (claims or {}).items()
            if (fault := claim_fault(found, group, number))
        ]
        if wrong:
            raise InputError(f"有 {len(wrong)} 个数字与名册或记录不符。", problems=wrong)
        return found
