"""Record tables about single schools: 整改回复表, 交接单."""

from datetime import date
from typing import TYPE_CHECKING, Final

from inspector_app.base.errors import RefusedError
from inspector_app.domain.visit_options import COUNTED_STATUSES
from inspector_app.services.context import Context
from inspector_app.services.issues import IssueService
from inspector_app.services.schools import SchoolService
from inspector_app.services.wishes import LetterPrint

if TYPE_CHECKING:
    from inspector_app.reports.letter import Printable

_LAST_VISITS: Final = 6


class SchoolSheets:
    """Gathers what these tables say, one for each school of a wish."""

    def __init__(self, context: Context, *, issues: IssueService, schools: SchoolService) -> None:
        self._context = context
        self._issues = issues
        self._schools = schools

    def reply_forms(self, wish: LetterPrint, on: date) -> "tuple[Printable, ...]":
        """Return 整改回复表 (RefusedError where a school has nothing to answer)."""
        from inspector_app.reports.reply_form_report import reply_form_report

        made = []
        for code in wish.subjects:
            school, rows = self._schools.get(code), self._issues.open_at(code)
            if not rows:
                raise RefusedError(
                    f"{school.name}没有未销号的问题，没有打印整改回复表；请核对学校。"
                )
            rows = tuple(sorted(rows, key=lambda row: row.issue.number))
            made.append(reply_form_report(rows, school=school.name, on=on))
        return tuple(made)

    def handovers(self, wish: LetterPrint, on: date) -> "tuple[Printable, ...]":
        """Return 交接单."""
        from inspector_app.reports.school_handover_report import school_handover_report

        names = self._context.names()
        made = []
        for code in wish.subjects:
            card = self._schools.card(code)
            filed = [visit for visit in card.visits if visit.status in COUNTED_STATUSES]
            shown = card._replace(visits=tuple(filed[:_LAST_VISITS]))
            made.append(school_handover_report(shown, inspector_names=names, on=on))
        return tuple(made)
