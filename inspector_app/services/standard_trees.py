"""What papers of an indicator set say, gathered for every format."""

from typing import TYPE_CHECKING

from inspector_app.base.errors import RefusedError
from inspector_app.domain.registers.selfcheck import SELFCHECK
from inspector_app.domain.standard_options import StandardForm
from inspector_app.services.duties import DutyService
from inspector_app.services.selfchecks import SelfCheckService
from inspector_app.services.wishes import StandardPrint

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.base.written import WrittenFile
    from inspector_app.reports.document import Document


class StandardTrees:
    """Gathers self-assessments, lists and matrices."""

    def __init__(self, selfchecks: SelfCheckService, duties: DutyService) -> None:
        self._selfchecks = selfchecks
        self._duties = duties

    def of(self, wish: StandardPrint) -> "Document":
        """Return a paper of an entry.

        Raises:
            NotFoundError: there is no such entry, or its indicator set is gone.
            RefusedError: the matrix has no unit yet.
        """
        if wish.form is StandardForm.SELFCHECK:
            from inspector_app.reports.selfcheck_report import selfcheck_report

            return selfcheck_report(self._selfchecks.sheet(wish.uid))
        from inspector_app.reports.duty_matrix_report import duty_matrix_report
        from inspector_app.reports.responsibilities_report import responsibilities_report
        from inspector_app.reports.tasks_report import tasks_report

        sheet = self._duties.sheet(wish.uid)
        if wish.form is StandardForm.MATRIX and not sheet.units():
            raise RefusedError("还没有一项写了牵头部门，没有生成责任矩阵；写好部门后再印。")
        return {
            StandardForm.RESPONSIBILITIES: responsibilities_report,
            StandardForm.TASKS: tasks_report,
            StandardForm.MATRIX: duty_matrix_report,
        }[wish.form](sheet)

    def excel(self, wish: StandardPrint, path: "Path") -> "WrittenFile":
        """Write a paper as an Excel file (EnvironmentProblem: it could not be written)."""
        if wish.form is StandardForm.SELFCHECK:
            return self._selfchecks.write_xlsx(wish.uid, path)
        return self._duties.write_xlsx(wish.uid, wish.form, path)


def first_form(kind_id: str) -> StandardForm:
    """Return the paper that stands for a whole entry."""
    own = kind_id == SELFCHECK.id
    return StandardForm.SELFCHECK if own else StandardForm.RESPONSIBILITIES
