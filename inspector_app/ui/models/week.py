"""A week of plans as a model: days beside each other, mornings above afternoons."""

from datetime import date
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from inspector_app.base.override import override
from inspector_app.domain.calendar_words import weekday
from inspector_app.domain.labels.plan import PLAN_STATE_LABEL
from inspector_app.domain.labels.visits import SESSION_LABEL
from inspector_app.domain.plan import PlanState
from inspector_app.domain.visit_options import Session
from inspector_app.services.plan_views import PlannedView, WeekPlan
from inspector_app.ui.theme import colours_now

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_HALVES: Final = (Session.MORNING, Session.AFTERNOON)
_WORKDAYS: Final = 5
_SHAPE: Final = {PlanState.PLANNED: "○", PlanState.DONE: "✓", PlanState.CANCELLED: "×"}


class Half(NamedTuple):
    """One cell: a half of a day and what is planned in it."""

    day: date
    session: Session
    visits: tuple[PlannedView, ...]


class WeekModel(QAbstractTableModel):
    """Monday to Friday; a weekend day where something is planned or it is worked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.days: tuple[date, ...] = ()
        self._week: WeekPlan | None = None
        self._today: date | None = None

    def show(self, week: WeekPlan, *, today: date) -> None:
        """Show a week."""
        self.beginResetModel()
        self._week, self._today = week, today
        planned = {view.planned.day for view in week.visits}
        self.days = tuple(
            day
            for day in week.period.days()
            if day.weekday() < _WORKDAYS or day in planned or day not in week.days_off
        )
        self.endResetModel()

    def half(self, index: _Index) -> Half:
        """Return the half-day of a cell."""
        assert self._week is not None
        day, session = self.days[index.column()], _HALVES[index.row()]
        visits = tuple(
            view
            for view in self._week.visits
            if view.planned.day == day and session in view.planned.half_days
        )
        return Half(day, session, visits)

    def place_of(self, day: date) -> QModelIndex:
        """Return the morning of a day, the first of all where the day is not shown."""
        column = self.days.index(day) if day in self.days else 0
        return self.index(0, column)

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HALVES)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.days)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        visits = self.half(index).visits
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(map(_line, visits))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(map(_tip, visits))
        if role == Qt.ItemDataRole.ForegroundRole and any(view.warnings for view in visits):
            return QColor(colours_now().bad)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return SESSION_LABEL[_HALVES[section]]
        day = self.days[section]
        return f"周{weekday(day)[-1]}{self._note(day)}\n{day:%m-%d}"

    def _note(self, day: date) -> str:
        assert self._week is not None
        if day == self._today:
            return " 今天"
        return " 休" if day in self._week.days_off else ""


def _line(view: PlannedView) -> str:
    """Return a planned visit in a cell: its state by a shape, the school, who goes."""
    mark = "▲" if view.warnings else _SHAPE[view.state]
    whole = "（全天）" if view.planned.session is Session.FULL_DAY else ""
    return f"{mark} {view.school_name}{whole}"


def _tip(view: PlannedView) -> str:
    people = "、".join((view.lead_name, *view.peer_names))
    told = [f"{view.school_name}　{people}　{PLAN_STATE_LABEL[view.state]}"]
    if view.planned.cancelled:
        told.append(f"取消：{view.planned.cancelled}")
    return "\n".join([*told, *view.warnings])
