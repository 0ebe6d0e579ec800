"""What 今日 of an office above districts says of them: who is late, what was not taken in."""

from typing import Final, NamedTuple

from inspector_app.domain.month import Month
from inspector_app.domain.office_codes import is_below, lower_word
from inspector_app.services.context import Context
from inspector_app.services.district_gaps import district_gaps
from inspector_app.services.district_held import HeldDistricts

_REFUSED: Final = "refused"


class DistrictLineToday(NamedTuple):
    """One thing that has to be done: what is wrong, and how it is mended."""

    text: str
    remedy: str


class DistrictsToday(NamedTuple):
    """How the last month that is over stands.

    Attributes:
        month: which.
        word: what the offices below are called: 区, 市.
        below: how many there are; ``have`` of how many that month has come.
        lines: what is missing of them.
        refused: files of theirs that were not taken in, and why.
    """

    month: Month
    word: str
    below: int
    have: int
    lines: tuple[DistrictLineToday, ...]
    refused: tuple[DistrictLineToday, ...]

    @property
    def title(self) -> str:
        """What stands above the lines."""
        return f"各{self.word}　{self.month.title} {self.have}/{self.below} {self.word}已报"


def districts_today(context: Context) -> DistrictsToday | None:
    """Return how the offices below stand; ``None`` where there are none."""
    lower = HeldDistricts(context).lower()
    if not lower:
        return None
    month = context.closing_days().month_of(context.today()).shifted(-1)
    came = {line.by for line in context.stores.district_months.of_month(month)}
    return DistrictsToday(
        month=month,
        word=lower_word(context.identity.district),
        below=len(lower),
        have=len(came & lower.keys()),
        lines=tuple(DistrictLineToday(x.what, x.remedy) for x in district_gaps(context, month)),
        refused=_refused(context),
    )


def _refused(context: Context) -> tuple[DistrictLineToday, ...]:
    """Return the files that were not taken in and are not known to be of a laptop."""
    office, names = context.stores.office, context.names()
    own = context.identity.district
    found = []
    for held in office.all_held():
        known = office.chain(held.chain) if held.chain else None
        who = "" if known is None else known.inspector_id
        if held.state == _REFUSED and (not who or is_below(who, own)):
            name = f"{names.get(who, who)}报来的" if who else ""
            found.append(
                DistrictLineToday(f"没有收下{name}{held.file_name}（{held.code}）", held.sentence)
            )
    return tuple(found)
