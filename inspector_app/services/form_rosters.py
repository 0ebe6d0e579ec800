"""Lists from outside that forms ask for: schools.csv and zones.csv, from the tables here."""

from collections.abc import Iterable, Mapping
from typing import Final

from inspector_app.domain.form_lists import Rosters, Rows
from inspector_app.domain.labels.schools import SCHOOL_KIND_LABEL
from inspector_app.domain.school import School, SchoolKind
from inspector_app.services.context import Context
from inspector_app.services.zones import zone_cards

_SCHOOLS: Final = "schools.csv"
_ZONES: Final = "zones.csv"
# The stage of a school as forms speak of it.
_STAGE = {
    SchoolKind.PRIMARY: "primary",
    SchoolKind.TEACHING_POINT: "primary",
    SchoolKind.JUNIOR: "junior",
    SchoolKind.NINE_YEAR: "nine",
    SchoolKind.TWELVE_YEAR: "twelve",
    SchoolKind.COMPLETE_SECONDARY: "complete",
    SchoolKind.SENIOR: "senior",
    SchoolKind.VOCATIONAL: "vocational",
    SchoolKind.SPECIAL: "special",
    SchoolKind.REFORM: "special",
    SchoolKind.KINDERGARTEN: "kindergarten",
    SchoolKind.ATTACHED_KINDERGARTEN: "kindergarten",
}


def rosters_of(context: Context, sources: Iterable[str] | None = None) -> Rosters:
    """Return the lists that a form asks for, as they are today: a change needs no new form.

    Args:
        context: where they are read.
        sources: where the lists of the form come from, ``jr://file-csv/schools.csv``; all lists
            that there are where it is not said.
    """
    asked = {_SCHOOLS, _ZONES}
    if sources is not None:
        asked &= {source.rpartition("/")[2] for source in sources}
    if not asked:
        return {}
    today = context.today()
    cards = zone_cards(context, today)
    found: dict[str, Rows] = {
        _ZONES: [{"name": card.zone, "label": card.zone} for card in cards],
    }
    if _SCHOOLS in asked:
        zone_of = {code: card.zone for card in cards for code, _ in card.schools}
        schools = [s for s in context.stores.schools.all() if s.in_operation(on=today)]
        found[_SCHOOLS] = [_row(school, zone_of.get(school.code, "")) for school in schools]
    return found


def _row(school: School, zone: str) -> Mapping[str, str]:
    return {
        "name": school.code,
        "label": school.name,
        "zone": zone,
        "stage": _STAGE[school.kind],
        "kind": SCHOOL_KIND_LABEL[school.kind],
        "ownership": school.ownership,
        "urban_rural": school.urban_rural,
    }
