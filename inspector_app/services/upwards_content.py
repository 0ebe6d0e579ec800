"""What an office hands to the office above it: its own locked month, or those it was handed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from inspector_app.base.errors import RefusedError
from inspector_app.base.stable_json import stable_digest
from inspector_app.domain.district_json import district_json
from inspector_app.domain.district_month import LEAVES, STAYS, DistrictMonth, SchoolLine
from inspector_app.domain.facts import ComplaintFact
from inspector_app.domain.month import Month, Period
from inspector_app.domain.table_difference import Difference
from inspector_app.services.context import Context, Role
from inspector_app.services.districts import DistrictsService
from inspector_app.services.months import MonthService, check_code_of

LEAVING: Final = LEAVES
STAYING: Final = STAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingDistrict:
    """A district's month as it would leave.

    Attributes:
        unlike: what its records add up to otherwise by now; the city is shown the same.
    """

    code: str
    name: str
    check: str
    records: int
    lessons: int
    issues: int
    complaints: int
    schools: Mapping[str, int]
    unlike: tuple[Difference, ...]
    content: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upwards:
    """What would leave of a month.

    Attributes:
        missing: names of offices below that have not handed over.
    """

    month: Month
    districts: tuple[LeavingDistrict, ...]
    missing: tuple[str, ...] = ()


class UpwardsContent:
    """Gathers what leaves an office upwards; nothing is written."""

    def __init__(
        self, context: Context, *, months: MonthService, districts: DistrictsService
    ) -> None:
        self._context = context
        self._months, self._districts = months, districts

    def folder(self) -> Path:
        """Return the folder in which this office faces upwards, whether it is there or not."""
        return self._context.folder.upwards

    def own_code(self) -> str:
        """Return the district of this office (RefusedError: it is no office)."""
        self._refuse_laptop()
        return self._context.identity.district

    def _refuse_laptop(self) -> None:
        if self._context.identity.role is not Role.OFFICE:
            raise RefusedError("向上级上报由督导室做，这里是督学的电脑；没有改动，也没有写出文件。")

    def of(self, month: Month, *, name: str) -> Upwards:
        """Return what would leave.

        Args:
            month: which; an office above districts hands on what it was handed of it.
            name: what this office is called, where the month is its own.

        Raises:
            RefusedError: this is no office, or its month is not locked.
        """
        self._refuse_laptop()
        held = self._districts.held(month)
        if held:
            missing = self._districts.table(month).missing
            return Upwards(month=month, districts=tuple(map(_leaving, held)), missing=missing)
        with self._context.database.snapshot():
            own = self._own(month, name)
        return Upwards(month=month, districts=(_leaving(own),))

    def _own(self, month: Month, name: str) -> DistrictMonth:
        stores = self._context.stores
        locked = stores.bundles.locked(str(month), self._context.scope)
        if locked is None:
            raise RefusedError(
                f"{month.title}还没有锁定，没有向上级上报；请先核对、锁定（month lock {month}）。",
                code="not-locked",
            )
        editions = stores.months.editions(month, self._context.scope)
        kept = self._months.table(month)
        span = kept.table.period
        facts = stores.facts.facts_for(span, stores.people.all(on=span.end))
        first = min((span.start, *(issue.found_on for issue in facts.issues)))
        complaints = [c for c in facts.complaints if _is_of(c, span)]
        return DistrictMonth(
            code=self._context.identity.district,
            name=name,
            month=month,
            span=span,
            locked_on=locked["locked_at"],
            edition=max((e.number for e in editions), default=0),
            table=locked["content"],
            facts=replace(facts, complaints=complaints),
            names={p.id: p.name for p in kept.inspectors} | self._context.names(),
            schools=[
                SchoolLine(code=s.code, name=s.name, kind=s.kind.value)
                for s in stores.schools.all()
            ],
            numbers=stores.fact_rows.numbers(span),
            categories=stores.fact_rows.categories(Period(first, span.end)),
        )


def _is_of(complaint: ComplaintFact, span: Period) -> bool:
    return complaint.received_on in span or complaint.closed_on in span


def _leaving(found: DistrictMonth) -> LeavingDistrict:
    facts = found.facts
    return LeavingDistrict(
        code=found.code, name=found.name, check=check_code_of(stable_digest(found.table)),
        records=len(facts.visits), lessons=len(facts.lessons), issues=len(facts.issues),
        complaints=len(facts.complaints), schools=found.schools_by_kind(),
        unlike=found.recounted(), content=district_json(found),
    )  # fmt: skip
