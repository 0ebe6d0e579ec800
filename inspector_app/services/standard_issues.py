"""What falls short of a standard, in the 台账: items of a 自评表, and of a kept 达标测算."""

from collections.abc import Iterator

from inspector_app.base.errors import RefusedError
from inspector_app.domain.issue_source import OutsideSource
from inspector_app.domain.measure_text import measures_of
from inspector_app.domain.selfcheck_sheet import ItemProblem
from inspector_app.domain.sourced_issue import SourcedIssue
from inspector_app.services.assessments import AssessmentService, Measured
from inspector_app.services.context import Context
from inspector_app.services.ledger_sources import LedgerSourcesService, TakenIn
from inspector_app.services.selfchecks import SelfCheckService


class StandardIssues:
    """Takes in what falls short; however often it is told, an item is one issue."""

    def __init__(
        self,
        context: Context,
        *,
        selfchecks: SelfCheckService,
        assessments: AssessmentService,
        sources: LedgerSourcesService,
    ) -> None:
        self._context = context
        self._selfchecks = selfchecks
        self._assessments = assessments
        self._sources = sources

    def of_selfcheck(self, uid: str) -> TakenIn:
        """Take in each item of a filed 自评表 that is not 合格.

        Raises:
            RefusedError: it is not filed, or every item is 合格.
            IncompleteError: an item cannot be taken in; nothing was changed.
        """
        problems = self._selfchecks.problems(uid)
        if not problems:
            raise RefusedError("这份自评表各项都合格，没有要列入台账的。")
        return self._sources.take_in(_of_item(problem) for problem in problems)

    def of_assessment(self, uid: str) -> TakenIn:
        """Take in what each school of a kept 达标测算 falls short of; ``uid`` may be its number.

        A year's assessment states anew what an earlier one told of the same item of a school.

        Raises:
            NotFoundError: there is no such assessment.
            RefusedError: nothing falls short.
            IncompleteError: an item cannot be taken in; nothing was changed.
        """
        measured = self._assessments.open(uid)
        issues = tuple(self._of_schools(measured))
        if not issues:
            raise RefusedError("各校各项都达标，没有要列入台账的。")
        return self._sources.take_in(issues)

    def _of_schools(self, measured: Measured) -> Iterator[SourcedIssue]:
        kept = measured.kept
        assert kept is not None
        known = {school.code for school in self._context.stores.schools.all()}
        for item in measured.ledger_items():
            # A county's workbook may name schools that are not on the roster here.
            here = item.school_code in known
            yield SourcedIssue(
                source=OutsideSource.SELF_CHECK,
                reference=f"达标测算 {kept.number}",
                item=item.key,
                key=item.key,
                record=kept.number,
                school_code=item.school_code if here else "",
                unit="" if here else item.school_name,
                description=item.description,
                requirement=item.requirement,
                responsible_unit=item.responsible_unit,
                deadline=item.deadline,
            )


def _of_item(problem: ItemProblem) -> SourcedIssue:
    return SourcedIssue(
        source=OutsideSource.SELF_CHECK,
        reference=f"{problem.standard} {problem.year or ''}".rstrip(),
        item=str(problem.item_no),
        key=problem.row_uid,
        record=problem.number,
        unit=problem.unit,
        description=problem.text or problem.item,
        category=f"指标{problem.item_no}",
        responsible_unit=problem.unit,
        responsible=problem.person,
        deadline=problem.due,
        measures=measures_of(problem.measures),
    )
