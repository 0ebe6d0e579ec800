"""A date and a time of day, typed the way people write them."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QPushButton, QWidget

from inspector_app.base.override import override
from inspector_app.ui.lenient import Lean, read_date, read_time
from inspector_app.ui.theme import button, scaled
from inspector_app.ui.widgets.fields import LineField

_WEEKDAYS: Final = "一二三四五六日"


class DateField(QWidget):
    """A day: typed as 5.2, 2022-5-2 or 今天, or taken from the calendar.

    Signals:
        edited(object): the new day, or ``None`` where the field was emptied.
        refused(str): what was typed is no day; the text stays to be put right.
        left(): the field lost the focus.
        undo_wanted(), redo_wanted(): as in ``LineField``.
    """

    edited = Signal(object)
    refused = Signal(str)
    left = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, name: str, today: Callable[[], date], *, lean: Lean = Lean.PAST) -> None:
        super().__init__()
        self._today, self._lean = today, lean
        self._value: date | None = None
        self._line = _QuietLine(
            name, hint="如 5.2 或 今天" if lean is Lean.PAST else "如 5.20 或 +7"
        )
        # Room for a day with its weekday, from the first digit on.
        self._line.setMinimumWidth(scaled(126) + 20)
        self._line.setMaximumWidth(scaled(170))
        self._open = button("日历", tip="打开日历（Alt+↓）", name=f"{name}：打开日历")
        self._open.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._line)
        row.addWidget(self._open)
        row.addStretch()
        self.setFocusProxy(self._line)
        self._calendar: _Calendar | None = None
        self._connect()

    def _connect(self) -> None:
        self._line.edited.connect(self._on_typed)
        self._line.left.connect(self._on_left)
        self._line.calendar_wanted.connect(self._show_calendar)
        self._line.undo_wanted.connect(self.undo_wanted)
        self._line.redo_wanted.connect(self.redo_wanted)
        self._open.clicked.connect(self._show_calendar)

    @property
    def line(self) -> LineField:
        """The text input inside."""
        return self._line

    def value(self) -> date | None:
        """Return the day shown."""
        return self._value

    def show_value(self, value: object) -> None:
        """Show what is stored."""
        self._value = value if isinstance(value, date) else None
        self._line.show_value(_spelled(self._value))

    def flush(self) -> None:
        """Send out what was typed and not sent yet."""
        self._line.flush()

    def lock(self, *, locked: bool) -> None:
        """Let the day be seen but not changed."""
        self._line.setReadOnly(locked)
        self._open.setVisible(not locked)

    def _on_typed(self, text: str) -> None:
        cleaned = text.split("（", maxsplit=1)[0].strip()
        if not cleaned:
            self._take(None)
            return
        found = read_date(cleaned, today=self._today(), lean=self._lean)
        if found is None:
            self.refused.emit(
                f"“{text}”不是日期，没有保存；请写成 5.2、2022-5-2 或 今天 这样的写法。"
            )
        else:
            self._take(found)

    def _take(self, day: date | None) -> None:
        if day != self._value:
            self._value = day
            self.edited.emit(day)

    def _on_left(self) -> None:
        if read_date(self._line.text().split("（")[0], today=self._today(), lean=self._lean):
            self._line.show_value(_spelled(self._value))
        self.left.emit()

    def _show_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = _Calendar(self)
            self._calendar.clicked.connect(self._on_day)
            self._calendar.activated.connect(self._on_day)
        day = self._value or self._today()
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        self._calendar.show()
        self._calendar.setFocus()

    def _on_day(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.close()
        self._take(date(day.year(), day.month(), day.day()))
        self._line.show_value(_spelled(self._value))
        self._line.setFocus()


class TimeField(LineField):
    """A time of day: typed as 8:30, 0830 or 8点30."""

    refused = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(name, hint="如 8:30")
        self.setMaximumWidth(scaled(96))

    @override
    def flush(self) -> None:
        self._wait.stop()
        text = self.text()
        if text == self._shown or self.isReadOnly() or (text and self.hasFocus() and len(text) < 3):
            return
        spelled = read_time(text) if text else ""
        if spelled is None:
            if not self.hasFocus():
                self.refused.emit(f"“{text}”不是钟点，没有保存；请写成 8:30 这样的写法。")
            return
        self._shown = text
        if not self.hasFocus():
            self.show_value(spelled)
        self.edited.emit(spelled)


class _QuietLine(LineField):
    """A line that is read only when it is left: half a date is no date."""

    calendar_wanted = Signal()

    def __init__(self, name: str, *, hint: str) -> None:
        super().__init__(name, hint=hint)
        self.textChanged.disconnect()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() == Qt.Key.Key_Down:
            self.calendar_wanted.emit()
            return
        super().keyPressEvent(event)


class _Calendar(QCalendarWidget):
    """The calendar that opens under a date."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setAccessibleName("日历")
        for arrow in self.findChildren(QPushButton):
            arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)


def _spelled(day: date | None) -> str:
    return f"{day.isoformat()}（周{_WEEKDAYS[day.weekday()]}）" if day else ""
