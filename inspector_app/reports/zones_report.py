"""责任区一览: each zone with 组长, 联络人, inspectors and schools on a day, on A4 landscape."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from inspector_app.reports.document import Align, Document, Note, Orientation, TableRow
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by

TITLE: Final = "督学责任区一览表"
_COLUMNS: Final = (
    ListColumn("序\n号", 24),
    ListColumn("责任区", 80),
    ListColumn("组长", 56),
    ListColumn("联络人", 56),
    ListColumn("版本日期", 62),
    ListColumn("督学", 130, Align.LEFT),
    ListColumn("学校（园）", 300, Align.LEFT),
)


class ShownZone(NamedTuple):
    """A zone as it is printed; people and schools by name."""

    zone: str
    head: str
    liaison: str
    since: str
    inspectors: Sequence[str]
    schools: Sequence[str]


def zones_report(zones: Iterable[ShownZone], *, unit: str, on: str) -> Document:
    """Return the list of a district's zones on a day."""
    shown = tuple(zones)
    rows = (_row(place, zone) for place, zone in enumerate(shown, start=1))
    people = sum(len(zone.inspectors) for zone in shown)
    schools = len({school for zone in shown for school in zone.schools})
    told = f"{len(shown)} 个责任区，督学 {people} 人，学校（园） {schools} 所。"
    why = "版本日期是组长、联络人从哪天起；督学和学校按名册当日的归属和责任分配。"
    return Document(
        title=TITLE,
        subtitle=f"{unit}　{on}",
        orientation=Orientation.LANDSCAPE,
        blocks=(list_table(_COLUMNS, rows), Note(text=told + why), compiled_by()),
    )


def _row(place: int, zone: ShownZone) -> TableRow:
    people, schools = zone.inspectors, zone.schools
    return TableRow(
        cells=(
            str(place), zone.zone, zone.head, zone.liaison, zone.since,
            f"{len(people)} 人：{'、'.join(people)}" if people else "",
            f"{len(schools)} 所：{'、'.join(schools)}" if schools else "",
        )
    )  # fmt: skip
