"""The main window: a rail of places, one page at a time, and a line that says what is saved."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector_app.base.errors import UserError
from inspector_app.base.override import override
from inspector_app.ui.events import AppEvents
from inspector_app.ui.jobs import SHOW_AFTER_MS, Ticket
from inspector_app.ui.navigator import (
    PLACE_TITLE,
    GoTo,
    Navigator,
    OpenSearch,
    Place,
    ShowShortcuts,
    StartVisit,
    WriteNote,
)
from inspector_app.ui.page import Page
from inspector_app.ui.theme import GRID, button, label, look
from inspector_app.ui.widgets.fields import LineField

RAIL_WIDTH: Final = 112
SIZE: Final = (1093, 544)
# A number of Qt, whose names would load all its enumerations at the start (see the ADR on starts).
_CENTRED: Final = 0x84


class Shell(QMainWindow):
    """The window around the pages.

    Signals:
        painted(): the window is on the screen for the first time.
        closing(): the person closes the window; what is typed is sent out before.
    """

    painted = Signal()
    closing = Signal()

    def __init__(self, navigator: Navigator, events: AppEvents) -> None:
        super().__init__()
        self._navigator = navigator
        self._was_painted = False
        self.setWindowTitle("入校督导工作台")
        self.resize(*SIZE)
        self.rail = Rail()
        self.bar = TopBar()
        self.line = StatusLine()
        self._pages = QStackedWidget()
        self._pages.addWidget(_waiting())
        self.setCentralWidget(self._arranged())
        self._connect(events)

    def _arranged(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._pages, 1)
        column.addWidget(self.line)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        return whole

    def _connect(self, events: AppEvents) -> None:
        events.saved.connect(self.line.show_saved)
        events.not_saved.connect(self.line.show_not_saved)
        events.said.connect(self.line.say)
        self.rail.chosen.connect(self._on_place)
        self.bar.new_visit.clicked.connect(self._on_new_visit)
        self.bar.note.clicked.connect(self._on_note)
        self.bar.keys.clicked.connect(self._on_keys)
        self.bar.search.searched.connect(self._on_search)
        for keys, slot in (
            (("Ctrl+N",), self._on_new),
            (("Ctrl+J",), self._on_note),
            (("F1", "Ctrl+/"), self._on_keys),
            (("Ctrl+F",), self.bar.search.start),
        ):
            for key in keys:
                self.shortcut(key, slot)
        # The tenth place has the key 0.
        for number, place in enumerate(Place, start=1):
            self.shortcut(f"Alt+{number % 10}", partial(self._on_place, place))

    def shortcut(self, key: str, slot: Callable[[], object]) -> None:
        """Let a key do something anywhere in the window."""
        made = QShortcut(QKeySequence(key), self)
        made.activated.connect(slot)

    @property
    def page(self) -> Page | None:
        """The page shown now, ``None`` before the data is open."""
        shown = self._pages.currentWidget()
        return shown if isinstance(shown, Page) else None

    def show_page(self, page: Page, place: Place) -> None:
        """Show a page, and where it belongs in the rail."""
        shown = self.page
        if shown is not None and shown is not page:
            shown.leave()
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.rail.mark(place)
        self.bar.tell_new(page)
        if not page.isAncestorOf(QApplication.focusWidget() or self):
            page.setFocus()

    def show_failure(self, error: UserError) -> None:
        """Say, in place of the pages, why the data cannot be opened."""
        failed = _centred("打不开数据", error.sentence)
        self._pages.addWidget(failed)
        self._pages.setCurrentWidget(failed)

    def drop_page(self, page: Page) -> None:
        """Forget a page that is not needed any more."""
        self._pages.removeWidget(page)
        page.deleteLater()

    def ready(self, *, ready: bool) -> None:
        """Let the rail and the bar be used, or not yet."""
        self.rail.setEnabled(ready)
        self.bar.setEnabled(ready)

    def _on_place(self, place: Place) -> None:
        self._navigator.open(GoTo(place=place))

    def _on_new(self) -> None:
        if self.page is None or not self.page.on_new():
            self._on_new_visit()

    def _on_new_visit(self) -> None:
        if self.bar.isEnabled():
            self._navigator.open(StartVisit() if self.page is None else self.page.start())

    def _on_note(self) -> None:
        if self.bar.isEnabled():
            self._navigator.open(WriteNote())

    def _on_keys(self) -> None:
        if self.bar.isEnabled():
            self._navigator.open(ShowShortcuts())

    def _on_search(self, text: str) -> None:
        self._navigator.open(OpenSearch(text=text))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        from inspector_app.ui.export import list_menu, table_of

        page, table = self.page, table_of(self.childAt(event.pos()))
        if page is not None and table is not None:
            list_menu(page, table).popup(event.globalPos())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.page is not None:
            self.page.leave()
        self.closing.emit()
        super().closeEvent(event)


class Rail(QFrame):
    """The places, one below the other.

    Signals:
        chosen(Place): a place was pressed.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "rail")
        self.setMinimumWidth(RAIL_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._group = QButtonGroup(self)
        self._buttons: dict[Place, QPushButton] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, GRID, 0, GRID)
        box.setSpacing(2)
        # The tenth place has the key 0.
        for number, place in enumerate(Place, start=1):
            if place is Place.SETTINGS:
                box.addStretch()
            each = button(PLACE_TITLE[place], kind="rail", tip=f"Alt+{number % 10}")
            each.setCheckable(True)
            # In large type they give up their margins before the window outgrows the screen.
            each.setMinimumHeight(1)
            each.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
            each.clicked.connect(lambda _=None, place=place: self.chosen.emit(place))
            self._group.addButton(each)
            self._buttons[place] = each
            box.addWidget(each)

    def mark(self, place: Place) -> None:
        """Show where one is."""
        self._buttons[place].setChecked(True)

    @property
    def marked(self) -> Place:
        """Where one is."""
        return next(
            (place for place, each in self._buttons.items() if each.isChecked()), Place.TODAY
        )

    def button(self, place: Place) -> QPushButton:
        """Return the button of a place."""
        return self._buttons[place]


class SearchLine(LineField):
    """The search box of the bar.

    Signals:
        searched(str): Enter was pressed on a text.
    """

    searched = Signal(str)

    def __init__(self) -> None:
        super().__init__("搜索全部记录", hint="搜索（Ctrl+F）：学校、编号、问题、过程中的任何词")
        self.textChanged.disconnect()
        self.returnPressed.connect(self._on_return)

    def start(self) -> None:
        """Go there, with what stands in it selected."""
        from PySide6.QtCore import Qt

        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    @override
    def flush(self) -> None:
        """A search is sent by Enter only."""

    @override
    def focusNextChild(self) -> bool:
        self._on_return()
        return True

    def _on_return(self) -> None:
        text = self.text().strip()
        if text:
            self.searched.emit(text)


class TopBar(QFrame):
    """What is at hand everywhere: search, a new record, a quick note, the keys."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        self.search = SearchLine()
        self.search.setMaximumWidth(460)
        self.new_visit = button("＋ 新建记录", kind="primary", tip="Ctrl+N")
        self.note = button("随手记", tip="Ctrl+J：先记下来，以后再归到记录或学校")
        self.keys = button("快捷键 F1", tip="F1 或 Ctrl+/")
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 2, 6, GRID * 2, 6)
        row.setSpacing(GRID)
        row.addWidget(self.search, 1)
        row.addStretch()
        for widget in (self.new_visit, self.note, self.keys):
            row.addWidget(widget)

    def tell_new(self, page: Page) -> None:
        """Say what a new record begins with on a page, and whether Ctrl+N begins it."""
        what = "到这所学校写一份记录" if page.start().school_code else "写一份新记录"
        key = f"（这一页的 Ctrl+N 是{page.made_here}）" if page.made_here else "，Ctrl+N"
        self.new_visit.setToolTip(f"{what}{key}")


class StatusLine(QFrame):
    """The lowest line: what is saved, what is under way, and a way to stop it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        self._saved = _told_whole(_InOneLine())
        self._saved.setProperty("look", "good")
        self._saved.setAccessibleName("保存状态")
        self._said = _told_whole(label("", kind="small"))
        self._busy = label("", kind="small")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName("进度")
        self._stop = button("停下", kind="link")
        self._ticket: Ticket | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SHOW_AFTER_MS - 300)
        self._later.timeout.connect(self._show_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 2, 2, GRID * 2, 2)
        row.addWidget(self._saved)
        row.addWidget(self._said, 1)
        for widget in (self._busy, self._bar, self._stop):
            row.addWidget(widget)
        self._stop.clicked.connect(self._on_stop)
        self.show_idle()

    @property
    def saved_text(self) -> str:
        """What the line says of saving."""
        return self._saved.text()

    @property
    def said_text(self) -> str:
        """What the line says besides."""
        return self._said.text()

    def show_saved(self, at: str) -> None:
        """Say when a value was stored last."""
        look(self._saved, "good")
        self._saved.setText(f"✓ 已保存 {at}")

    def show_not_saved(self, sentence: str) -> None:
        """Say that a value could not be stored, and why."""
        look(self._saved, "bad")
        self._saved.setText(f"! 没有保存：{sentence}")

    def say(self, text: str) -> None:
        """Tell something in passing."""
        self._said.setText(text)

    def show_busy(self, ticket: Ticket | None) -> None:
        """Say what is under way; after a second also how far it is."""
        if ticket is not None and ticket is self._ticket:
            return
        self._ticket = ticket
        self._busy.setText(ticket.label if ticket is not None else "正在处理……")
        self._busy.show()
        self._later.start()
        if ticket is not None:
            ticket.progressed.connect(self._on_progress)

    def show_idle(self) -> None:
        """Nothing is under way."""
        self._later.stop()
        self._ticket = None
        for widget in (self._busy, self._bar, self._stop):
            widget.hide()

    def _show_bar(self) -> None:
        self._bar.setRange(0, 0)
        self._bar.show()
        self._stop.setVisible(self._ticket is not None)

    def _on_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_stop(self) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
            self._busy.setText("正在停下……")


class _InOneLine(QLabel):
    """A text that takes one line where there is room: a higher one would move the whole page."""

    @override
    def sizeHint(self) -> QSize:
        wanted = self.fontMetrics().horizontalAdvance(self.text()) + GRID
        return QSize(wanted, self.heightForWidth(wanted))


def _told_whole(text: QLabel) -> QLabel:
    """Let a text take more lines: one that does not wrap would make the window wider."""
    text.setWordWrap(True)
    text.setMinimumWidth(1)
    return text


def _waiting() -> QWidget:
    return _centred("入校督导工作台", "正在打开数据……")


def _centred(title: str, text: str) -> QWidget:
    whole = QWidget()
    box = QVBoxLayout(whole)
    box.addStretch()
    for words, kind in ((title, "title"), (text, "soft")):
        line: QLabel = label(words, kind=kind)
        line.setProperty("alignment", _CENTRED)
        line.setWordWrap(True)
        box.addWidget(line)
    box.addStretch()
    return whole
