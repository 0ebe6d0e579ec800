"""The month's table as a model: a snapshot whose every cell knows the records behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from inspector_app.base.override import override
from inspector_app.domain.figures import Breakdown, Cell, CodeList, Count, Ratio
from inspector_app.domain.labels.schools import INSPECTOR_KIND_LABEL
from inspector_app.domain.monthly_table import Row
from inspector_app.domain.table_difference import DISTRICT
from inspector_app.domain.table_groups import GROUPS
from inspector_app.domain.table_labels import FIGURE_LABEL
from inspector_app.services.months import MonthTable
from inspector_app.ui.widgets.table_content import VALUE_ROLE

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_PEOPLE: Final = "责任督学"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """One column: figure, part of a breakdown (or nothing), and title."""

    figure: str
    part: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One row with its name; totals are shown in bold. ``key`` is its name in the data."""

    key: str
    name: str
    figures: Row
    total: bool


class CellPlace(NamedTuple):
    """A figure of the table with the row and the column that it stands in.

    Attributes:
        row: the name of the row in the data; ``figure`` and ``part`` those of the column.
        title: row, column and figure in words.
    """

    row: str
    figure: str
    part: str
    title: str
    cell: Cell

    @property
    def column(self) -> str:
        """The column as a command names it."""
        return f"{self.figure}·{self.part}" if self.part else self.figure

    @property
    def noted_as(self) -> tuple[str, str]:
        """The row and the figure as what is noted beside a figure names them."""
        return self.row, f"{self.figure}/{self.part}" if self.part else self.figure


class MonthModel(QAbstractTableModel):
    """Rows: district, zones, persons. The first column is the name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads: tuple[_Head, ...] = ()
        self._lines: tuple[_Line, ...] = ()
        self._schools: dict[str, str] = {}
        self._noted: frozenset[tuple[str, str]] = frozenset()
        self._first = _PEOPLE

    def show(self, found: MonthTable, *, group: int) -> None:
        """Show one group of columns of a table."""
        self.beginResetModel()
        self._schools = found.school_names
        self._first = _PEOPLE if found.made_of is None else "单位"
        self._noted = frozenset(each.cell for each in found.deviations)
        self._heads = tuple(_heads(found.table.district, GROUPS[group][1]))
        self._lines = tuple(_lines(found))
        self.endResetModel()

    def behind(self, index: _Index) -> tuple[str, tuple[str, ...]]:
        """Return what a cell is called and the uids behind it."""
        place = self.place(index)
        if place is None:
            return self._lines[index.row()].name, ()
        return place.title, _uids(place.cell)

    def place(self, index: _Index) -> CellPlace | None:
        """Return the figure of a cell with its place, ``None`` of the column of names."""
        if not index.isValid() or index.column() == 0:
            return None
        line, head = self._lines[index.row()], self._heads[index.column() - 1]
        title = f"{line.name}　{head.title.replace(chr(10), '·')}　{self._text(line, head)}"
        # A person's row may lack a rare part that the district's row has.
        cell = _cell(line.figures, head) or Count(0)
        return CellPlace(line.key, head.figure, head.part, title, cell)

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads) + 1

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == 0:
                return line.name
            return self._text(line, self._heads[index.column() - 1])
        if role == VALUE_ROLE and index.column():
            cell = _cell(line.figures, self._heads[index.column() - 1])
            return cell.value if isinstance(cell, Count) else None
        return _look(line, index.column(), role)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._first if section == 0 else self._heads[section - 1].title

    def _text(self, line: _Line, head: _Head) -> str:
        cell = _cell(line.figures, head)
        if isinstance(cell, CodeList):
            return "、".join(self._schools.get(code, code) for code in cell.codes) or "—"
        place = f"{head.figure}/{head.part}" if head.part else head.figure
        star = "*" if (line.key, place) in self._noted else ""
        return f"{'0' if cell is None else cell}{star}"


def _look(line: _Line, column: int, role: int) -> Any:
    if role == Qt.ItemDataRole.FontRole and line.total:
        bold = QFont()
        bold.setBold(True)
        return bold
    if role == Qt.ItemDataRole.TextAlignmentRole and column:
        return Qt.AlignmentFlag.AlignCenter
    return None


def _heads(figures: Row, wanted: tuple[str, ...]) -> Iterator[_Head]:
    for name in wanted:
        cell = figures[name]
        if isinstance(cell, Breakdown):
            for part, _ in cell.counts:
                yield _Head(figure=name, part=part, title=f"{FIGURE_LABEL[name]}\n{part}")
        else:
            yield _Head(figure=name, part="", title=FIGURE_LABEL[name])


def _lines(found: MonthTable) -> Iterator[_Line]:
    yield _Line(key=DISTRICT, name=DISTRICT, figures=found.table.district, total=True)
    for zone, figures in found.table.zones.items():
        # Where no person stands below, as at a city, the rows of units are no totals.
        yield _Line(key=zone, name=zone, figures=figures, total=bool(found.inspectors))
    for person in found.inspectors:
        name = f"{person.name}（{INSPECTOR_KIND_LABEL[person.kind]}）"
        figures = found.table.inspectors[person.id]
        yield _Line(key=person.id, name=name, figures=figures, total=False)


def _cell(figures: Row, head: _Head) -> Cell | None:
    cell = figures[head.figure]
    if isinstance(cell, Breakdown):
        return dict(cell.counts).get(head.part)
    return cell


def _uids(cell: Cell | None) -> tuple[str, ...]:
    match cell:
        case Count(_, uids) | Ratio(_, _, uids):
            return uids
        case CodeList(codes):
            return codes
    return ()
