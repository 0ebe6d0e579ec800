"""What every page has in common."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector_app.base.changes import Changes
from inspector_app.base.errors import UserError
from inspector_app.base.override import override
from inspector_app.base.written import WrittenFile
from inspector_app.ui.events import AppEvents
from inspector_app.ui.jobs import Jobs, OnError, Ticket
from inspector_app.ui.navigator import Navigator, StartVisit
from inspector_app.ui.theme import GRID, button, label, look
from inspector_app.ui.viewer import show_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector_app.ui.widgets.table_content import Value

_T = TypeVar("_T")

# Numbers of Qt, whose names would load all its enumerations at the start (see the ADR on starts).
_STRONG_FOCUS: Final = 11


class ListWriter(Protocol):
    """What writes a list as an Excel file."""

    def list_xlsx(
        self, path: Path, *, title: str, head: "Sequence[str]", rows: "Sequence[Sequence[Value]]"
    ) -> WrittenFile:
        """Write a list as it is shown."""
        ...


class Kit(NamedTuple):
    """What a page is handed besides its services.

    Attributes:
        lists: gives what writes lists as files, which is loaded when it is first asked for.
    """

    jobs: Jobs
    events: AppEvents
    navigator: Navigator
    lists: Callable[[], ListWriter]


class Page(QWidget):
    """A place of the window.

    It loads when it is first shown, and again when something it shows has changed: at once while it
    is visible, else when it is shown next.

    Attributes:
        made_here: what Ctrl+N makes on the page, in Chinese, where that is no record.
    """

    made_here = ""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("look", "page")
        # The keyboard has somewhere to be as soon as the page is shown; Tab goes on from here.
        self.setProperty("focusPolicy", _STRONG_FOCUS)
        self.kit = kit
        self._stale, self._at_the_top = True, False
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        self.box.setSpacing(GRID)
        self.notice = Notice()
        self._offered: Path | None = None
        self.notice.acted.connect(self._on_acted)
        kit.events.changed.connect(self._on_changed)

    def affected_by(self, changes: Changes) -> bool:
        """Say whether what the page shows may differ now."""
        return bool(changes)

    def refresh(self) -> None:
        """Ask for the data again."""

    def on_new(self) -> bool:
        """Make something new of the page's own on Ctrl+N, and say so; else a record is begun."""
        return False

    def start(self) -> StartVisit:
        """Return with what a new record begins that is asked for on the page."""
        return StartVisit()

    def leave(self) -> None:
        """Send out what is typed and not saved; called before another place is shown."""

    def begin_step(self) -> None:
        """Let what is written from now on be a change of its own, which undo takes back alone."""

    def key(self, keys: str, slot: Callable[[], object]) -> None:
        """Let a key do something while the page is shown."""
        made = QShortcut(QKeySequence(keys), self)
        made.activated.connect(slot)

    def _on_changed(self, changes: Changes) -> None:
        if not self.affected_by(changes):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._at_the_top:
            self._at_the_top = True
            self._keep_at_the_top()
        if self._stale:
            self._stale = False
            self.refresh()

    def _keep_at_the_top(self) -> None:
        """Let the title stay where it is while what fills the page is hidden, as with nothing yet.

        It takes no room beside what stretches.
        """
        if any(self.box.stretch(at) for at in range(self.box.count())):
            self.box.addStretch()

    def read(
        self, work: Callable[[], _T], on_done: Callable[[_T], None], *, ticket: Ticket | None = None
    ) -> None:
        """Ask the data; what goes wrong is shown on the page."""
        self.kit.jobs.read(self, work, on_done=on_done, on_error=self.show_error, ticket=ticket)

    def write(
        self,
        work: Callable[[], _T],
        on_done: Callable[[_T], None] | None = None,
        *,
        on_error: OnError | None = None,
        ticket: Ticket | None = None,
    ) -> None:
        """Change the data; what goes wrong is shown on the page."""
        self.kit.jobs.write(
            self, work, on_done=on_done, on_error=on_error or self.show_error, ticket=ticket
        )

    def tell_written(self, written: WrittenFile) -> None:
        """Say where a file was written, and offer to open it."""
        self.tell_file(written.sentence or f"已存为 {written.path}。", written.path)

    def tell_file(self, text: str, path: Path, *, action: str = "打开") -> None:
        """Say ``text`` and offer to open ``path``."""
        self._offered = path
        self.notice.tell(text, action=action)

    def _on_acted(self) -> None:
        if self._offered is not None:
            show_file(self._offered)

    def show_error(self, error: UserError) -> None:
        """Tell what went wrong, on the page and without a dialog."""
        problems = getattr(error, "problems", ())
        lines = [problem.sentence() for problem in problems][:8]
        more = [f"……另有 {len(problems) - 8} 处"] if len(problems) > 8 else []
        self.notice.tell("\n".join([error.sentence, *lines, *more]), kind="bad")


class Notice(QFrame):
    """What the page has to say: stands at its top until it is read.

    Signals:
        acted(): its action button was pressed.
    """

    acted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._words = label("")
        self._words.setWordWrap(True)
        self._act = button("", kind="primary")
        self._act.hide()
        self._close = button("知道了", kind="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, 4, GRID, 4)
        row.addWidget(self._words, 1)
        row.addWidget(self._act)
        row.addWidget(self._close)
        self._close.clicked.connect(self.hide)
        self._act.clicked.connect(self.acted)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now, empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def tell(self, text: str, *, kind: str = "", action: str = "") -> None:
        """Say ``text``; ``kind`` is "bad", "warn" or nothing."""
        self._words.setText(text)
        look(self, {"bad": "badcard", "warn": "warncard"}.get(kind, "card"))
        self._act.setText(action)
        self._act.setAccessibleName(action)
        self._act.setVisible(bool(action))
        self.setAccessibleName(text)
        self.show()


def header(title: str, *right: QWidget) -> QHBoxLayout:
    """Return a line with the page's title at its left and what can be done at its right."""
    row = QHBoxLayout()
    row.setSpacing(GRID)
    row.addWidget(label(title, kind="title"))
    row.addStretch()
    if len(right) > 1:
        row.addWidget(wrapped(*right))
    for widget in right if len(right) == 1 else ():
        row.addWidget(widget)
    return row


def named_line(name: QLabel, *acts: QWidget) -> QHBoxLayout:
    """Return a line like a header's under a name that may be long: it breaks before the acts do."""
    name.setWordWrap(True)
    row = QHBoxLayout()
    row.setSpacing(GRID)
    row.addWidget(name, 1)
    row.addWidget(wrapped(*acts))
    return row


def wrapped(*acts: QWidget) -> QWidget:
    """Return acts beside each other that end at the right, in more lines where they must."""
    # 今日 has but one thing there: what breaks lines is not loaded for it.
    from inspector_app.ui.widgets.flow import FlowLayout

    made = QWidget()
    line = FlowLayout(made, gap=GRID, to_the_right=True)
    for act in acts:
        line.addWidget(act)
    return made


def fill_tab(tab: QWidget, told: QLabel, table: QWidget, *acts: QWidget) -> None:
    """Lay a tab out: what is to be said with what can be done beside it, and the table below."""
    told.setWordWrap(True)
    line = QHBoxLayout()
    line.setSpacing(GRID)
    line.addWidget(told, 1)
    for act in acts:
        line.addWidget(act)
    column = QVBoxLayout(tab)
    column.setContentsMargins(0, GRID, 0, 0)
    column.setSpacing(GRID)
    column.addLayout(line)
    column.addWidget(table, 1)
    column.addStretch()


def card(title: str = "", *content: QWidget) -> QFrame:
    """Return a framed part of a page."""
    frame = QFrame()
    frame.setProperty("look", "card")
    box = QVBoxLayout(frame)
    box.setContentsMargins(GRID + 4, GRID, GRID + 4, GRID)
    box.setSpacing(4)
    if title:
        box.addWidget(label(title, kind="head"))
    for widget in content:
        if isinstance(widget, QPushButton) and widget.property("look") != "row":
            line = QHBoxLayout()
            line.addWidget(widget)
            line.addStretch()
            box.addLayout(line)
        else:
            box.addWidget(widget)
    box.addStretch()
    return frame


def clear(box: QLayout) -> None:
    """Take everything out of a layout."""
    while box.count():
        item = box.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
