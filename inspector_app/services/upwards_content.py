"""What an office hands to the office above it: its own locked month, or those it was handed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from inspector_app.base.errors import RefusedError
from inspector_app.base.stable_json import stable_digest
from inspector_app.domain.district_json import district_json
from inspector_app.domain.district_month import LEAVES, STAYS, DistrictMonth
from inspector_app.domain.month import Month
from inspector_app.domain.table_difference import Difference
from inspector_app.services.context import Context, Role
from inspector_app.services.district_held import HeldDistricts, made_of, own_month
from inspector_app.services.districts import DistrictsService
from inspector_app.services.month_standing import Standing, standing
from inspector_app.services.months import check_code_of

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
        later: names of those of which more has come since the lock; it does not leave.
    """

    month: Month
    districts: tuple[LeavingDistrict, ...]
    missing: tuple[str, ...] = ()
    later: tuple[str, ...] = ()


class UpwardsContent:
    """Gathers what leaves an office upwards; nothing is written."""

    def __init__(self, context: Context, *, districts: DistrictsService) -> None:
        self._context = context
        self._districts = districts

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
        """Return what would leave: figures that are kept, never those of the moment.

        An office above others hands on the months that its own was made of, each as it came,
        and beside them its own table, so that the one above can hold it against them.

        Args:
            month: which.
            name: what this office is called.

        Raises:
            RefusedError: this is no office, or its month is not locked.
        """
        self._refuse_laptop()
        context = self._context
        with context.database.snapshot():
            locked = standing(context, month)
            if locked is None:
                raise RefusedError(
                    f"{month.title}还没有锁定，没有向上级上报；"
                    f"请先核对、锁定（month lock {month}）。",
                    code="not-locked",
                )
            own = self._own(month, name, locked)
            made = made_of(locked.body or {})
            held = HeldDistricts(context).of(month, sources=made and made.sources)
            if held is None:
                return Upwards(month=month, districts=(_leaving(own),))
            found = self._districts.table(month)
        whole = replace(own, units=(made or held.made_of).units)
        return Upwards(
            month=month,
            districts=(_leaving(whole, held.districts), *map(_leaving, held.districts)),
            missing=found.missing,
            later=found.later,
        )

    def _own(self, month: Month, name: str, locked: Standing) -> DistrictMonth:
        editions = self._context.stores.months.editions(month, self._context.scope)
        own = own_month(self._context, month, name=name, table=locked.content)
        return replace(
            own, locked_on=locked.at, edition=max((e.number for e in editions), default=0)
        )


def _leaving(found: DistrictMonth, others: Sequence[DistrictMonth] = ()) -> LeavingDistrict:
    facts, people = found.facts, dict(found.names)
    schools = {school.code: school.name for school in found.schools}
    return LeavingDistrict(
        code=found.code, name=found.name, check=check_code_of(stable_digest(found.table)),
        records=len(facts.visits), lessons=len(facts.lessons), issues=len(facts.issues),
        complaints=len(facts.complaints), schools=found.schools_by_kind(),
        unlike=tuple(x.named(people, schools) for x in found.recounted(others)),
        content=district_json(found),
    )  # fmt: skip
