"""The cells of a month's form as they are filled in, one figure each, with its records behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from inspector_app.domain.figures import Ratio
from inspector_app.domain.item_words import folded
from inspector_app.domain.layout_map import LayoutMap
from inspector_app.domain.month_grid import Grid, called
from inspector_app.domain.month_heads import EMPTY, FIELD_LABEL
from inspector_app.domain.month_items import DISTRICT_WORDS, ItemTable, heads_over, takes_number
from inspector_app.domain.month_values import shown
from inspector_app.domain.monthly_table import Row
from inspector_app.domain.paper_places import Place, Where
from inspector_app.domain.summary_grid import GridCell, Value
from inspector_app.services.layout_files import LayoutFile

_SUBTOTALS: Final = frozenset({"小计", "合计", "责任区小计", "区小计"})
_DISTRICT: Final = "合计"
_FEW: Final = 4


class FilledCell(NamedTuple):
    """A cell that was filled in, and the records behind it.

    Attributes:
        row, head: whose figure it is, and what stands over it.
        text: the figure in full.
    """

    address: str
    row: str
    head: str
    field: str
    text: str
    uids: tuple[str, ...]


@dataclass(slots=True)
class MonthFilling:
    """What filling a month table came to.

    Attributes:
        moved: sheet, row, and how often it was repeated below itself.
    """

    file: LayoutFile
    cells: list[FilledCell] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    moved: list[tuple[int, int, int]] = field(default_factory=list)

    def now_at(self, where: Where) -> Where:
        """Return where a place stands now that rows were repeated above it."""
        row = where.row
        for sheet, last, many in self.moved:
            if sheet == where.sheet and row > last:
                row += many
        return where._replace(row=row)


class Owners(NamedTuple):
    """Whose figures there are.

    Attributes:
        called: 督学编号 by what a form may call a person.
        names: of people, by 督学编号.
    """

    district: Row
    zones: Mapping[str, Row]
    people: Mapping[str, Row]
    called: Mapping[str, str]
    names: Mapping[str, str]

    def of(self, heads: Sequence[str]) -> tuple[str, Row] | None:
        """Return whose figures stand under heads: the lowest says it, or the zone above 小计."""
        if not heads:
            return _DISTRICT, self.district
        lowest = folded(heads[-1]).strip("()")
        zones = {folded(zone): zone for zone in self.zones}
        if lowest in _SUBTOTALS and len(heads) > 1:
            zone = zones.get(folded(heads[-2]))
            if zone is not None:
                return zone, self.zones[zone]
        if lowest in DISTRICT_WORDS:
            return _DISTRICT, self.district
        if lowest in zones:
            return zones[lowest], self.zones[zones[lowest]]
        person = self.called.get(called(heads[-1]), "")
        figures = self.people.get(person)
        return None if figures is None else (self.names[person], figures)


class FigureFiller:
    """Fills tables that have a figure a row, and single figures."""

    def __init__(self, owners: Owners, schools: Mapping[str, str], *, exact: bool) -> None:
        self._owners, self._schools, self._exact = owners, schools, exact

    def fill(self, made: MonthFilling, found: LayoutMap) -> None:
        """Fill in everything that is no row of a person."""
        single = {made.now_at(place.where)[:3] for place in found.places if place.how == "cell"}
        for table in found.items:
            self._fill_items(made, table, single)
        for place in found.places:
            if place.field in FIELD_LABEL and place.field != EMPTY:
                self._fill_place(made, place)

    def _fill_place(self, made: MonthFilling, place: Place) -> None:
        owner = self._owners.of([place.whose] if place.whose else ())
        where = made.now_at(place.where)
        address = (
            made.file.address(where.sheet, where.row, where.column)
            if (where.sheet >= 0)
            else f"第{where.line + 1}段"
        )
        if owner is None:
            made.notes.append(f"{address} 要填“{place.whose}”的数，没有这个人或责任区，没有填")
            return
        told = shown(owner[1], place.field, self._schools)
        done = True
        if place.how == "cell":
            cell = self._cell(made, where)
            done = self._put(made, where, cell, place.field, told.value)
        elif told.value is not None:
            done = made.file.fill(where, place.at, _text_of(told.value))
        if done:
            head = place.said or FIELD_LABEL[place.field]
            made.cells.append(
                FilledCell(address, owner[0], head, place.field, told.text, told.uids)
            )

    def _cell(self, made: MonthFilling, where: Where) -> GridCell | None:
        cells = made.file.cells(where.sheet)
        return next((c for c in cells if (c.row, c.column) == (where.row, where.column)), None)

    # -- a figure a row --------------------------------------------------------------------------

    def _fill_items(
        self, made: MonthFilling, table: ItemTable, single: set[tuple[int, int, int]]
    ) -> None:
        grid = Grid(made.file.cells(table.sheet))
        owners = self._columns(made, table, grid)
        computed: list[str] = []
        for item in table.items:
            if not item.field or item.field == EMPTY:
                continue
            for column, (name, figures) in owners.items():
                cell = grid.at(item.column, column)
                where = Where(table.sheet, item.column, column, 0)
                if cell is None or cell.column != column or where[:3] in single:
                    continue
                told = shown(figures, item.field, self._schools)
                address = made.file.address(table.sheet, item.column, column)
                if self._put(made, where, cell, item.field, told.value):
                    made.cells.append(
                        FilledCell(address, name, item.text, item.field, told.text, told.uids)
                    )
                elif not cell.text:
                    computed.append(address)
                else:
                    made.notes.append(f"{address} 已有“{cell.text}”，没有改动")
        if computed:
            made.notes.append(f"{few(computed)} 是公式，没有改动，不列数字来源")

    def _columns(
        self, made: MonthFilling, table: ItemTable, grid: Grid
    ) -> dict[int, tuple[str, Row]]:
        """Return whose figures each column takes; people without a head of theirs fill the rest."""
        found: dict[int, tuple[str, Row]] = {}
        free, unknown, named = [], [], set[str]()
        for column in table.columns:
            over = heads_over(grid, table.row, column) if table.row >= 0 else ()
            head = grid.at(table.row, column) if table.row >= 0 else None
            if table.by_person and head is not None and head.free:
                free.append((column, head))
                continue
            owner = self._owners.of(over)
            if owner is None:
                unknown.append(over[-1])
            else:
                found[column] = owner
                named.add(owner[0])
        left = [key for key in self._owners.people if self._owners.names[key] not in named]
        for (column, head), key in zip(free, left, strict=False):
            found[column] = (self._owners.names[key], self._owners.people[key])
            made.file.put(table.sheet, head.row, head.column, self._owners.names[key])
        self._tell_columns(made, table, [*left[len(free) :]], unknown)
        return found

    def _tell_columns(
        self, made: MonthFilling, table: ItemTable, left: Sequence[str], unknown: Sequence[str]
    ) -> None:
        if table.by_person and left:
            names = "、".join(self._owners.names[key] for key in left)
            made.notes.append(f"表里没有 {names} 的列，也没有空列，没有填；请在表样里加列。")
        if unknown:
            made.notes.append(f"没有认出这些列是谁的，没有填：{'、'.join(unknown)}")

    def _put(
        self, made: MonthFilling, where: Where, cell: GridCell | None, field: str,
        value: Value | None,
    ) -> bool:  # fmt: skip
        """Write a figure into an empty cell, or before the unit that stands there."""
        if cell is None or value is None:
            return False
        if cell.free:
            if isinstance(value, Ratio) and not self._exact and field.endswith("/rate"):
                value = value.percent_text
            made.file.put(where.sheet, cell.row, cell.column, value)
            return True
        if not cell.text or not takes_number(cell):
            return False
        return made.file.fill(where, 0, _text_of(value))


def few(addresses: Sequence[str]) -> str:
    """Return the first of several cells, and how many there are."""
    more = f" 等 {len(addresses)} 格" if len(addresses) > _FEW else ""
    return "、".join(addresses[:_FEW]) + more


def _text_of(value: Value) -> str:
    return value.percent_text if isinstance(value, Ratio) else str(value)
