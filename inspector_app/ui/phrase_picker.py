"""常用语 at the cursor: a line that filters, phrases below it, and the whole of the chosen one."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inspector_app.base.override import override
from inspector_app.domain.labels.phrases import PHRASE_PLACE_LABEL, PHRASE_SOURCE_LABEL
from inspector_app.domain.phrase_offer import OfferedPhrase
from inspector_app.domain.phrase_options import PhraseSource
from inspector_app.domain.text_line import first_line, one_line
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.theme import GRID, button, label, scaled
from inspector_app.ui.typed_search import TypedSearch, found_by
from inspector_app.ui.word_index import WordIndex

_WIDTH: Final = 560
_ROWS: Final = 8
_FEWEST: Final = 4
_SHOWN: Final = 120
# Nobody walks through more: another letter is sooner typed.
_MOST: Final = 60
_PAGE: Final = 7
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_PageUp: -_PAGE,
}


def _whose(found: OfferedPhrase) -> str:
    phrase = found.phrase
    place = PHRASE_PLACE_LABEL[phrase.place]
    own = phrase.source is PhraseSource.OWN
    return place if own else f"{place}·{PHRASE_SOURCE_LABEL[phrase.source]}"


_COLUMNS: tuple[Column[OfferedPhrase], ...] = (
    Column(title="常用语", text=lambda found: first_line(found.phrase.text, most=_SHOWN)),
    Column(title="用在哪里", text=_whose, ink=lambda _found: "soft"),
)


class PhraseSearch(TypedSearch):
    """The line that filters and walks.

    Signals:
        walked(int): go so many lines down.
        taken(): Enter.
        given_up(): Esc.
        strayed(): somebody went elsewhere.
    """

    walked = Signal(int)
    taken = Signal()
    given_up = Signal()
    strayed = Signal()

    def __init__(self) -> None:
        super().__init__("找常用语")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.walked.emit(_STEPS[Qt.Key(event.key())])
        elif event.key() in _ENTER:
            if not self.composing:
                self.taken.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() != Qt.Key.Key_Tab:
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return False

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.strayed.emit()


class PhrasePicker(QFrame):
    """Phrases to choose one from.

    A child of the window, not a window of its own: a popup would take the input method away.

    Signals:
        chosen(object): an ``OfferedPhrase`` was taken.
        closed(): nothing was.
        save_wanted(): what is selected in the text is to be kept as a phrase.
    """

    chosen = Signal(object)
    closed = Signal()
    save_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("look", "card")
        self.setAccessibleName("常用语")
        self.setAutoFillBackground(True)
        self._offered: tuple[OfferedPhrase, ...] = ()
        self._index = WordIndex(())
        self.search = PhraseSearch()
        self.model = RowsModel(_COLUMNS)
        self.table = self._made_table()
        self.nothing = label("", kind="soft")
        self.whole = label("", kind="small")
        self.whole.setWordWrap(True)
        self.whole.setAccessibleName("整条常用语")
        self.save = button("把选中的字存为常用语", kind="link", tip="Ctrl+Shift+Q")
        self.save.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._build()
        self._connect()
        self.hide()

    def _made_table(self) -> QTableView:
        made = QTableView()
        made.setAccessibleName("常用语列表")
        made.setModel(self.model)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setShowGrid(False)
        made.setWordWrap(False)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.horizontalHeader().hide()
        # Of a long list the rows that are seen say how wide a column is.
        made.horizontalHeader().setResizeContentsPrecision(0)
        made.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        made.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        made.verticalHeader().hide()
        made.verticalHeader().setDefaultSectionSize(made.fontMetrics().lineSpacing() + 8)
        return made

    def _build(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(label("Enter 插入　Esc 关闭　↑ ↓ 选", kind="small"))
        foot.addStretch()
        foot.addWidget(self.save)
        box = QVBoxLayout(self)
        box.setContentsMargins(GRID, GRID, GRID, 4)
        box.setSpacing(4)
        for widget in (self.search, self.table, self.nothing, self.whole):
            box.addWidget(widget)
        box.addLayout(foot)

    def _connect(self) -> None:
        self.search.typed.connect(self._filter)
        self.search.walked.connect(self._walk)
        self.search.taken.connect(self._take)
        self.search.given_up.connect(self.give_up)
        self.search.strayed.connect(self.hide)
        self.save.clicked.connect(self.save_wanted)
        self.table.clicked.connect(lambda _index: self._take())
        self.table.selectionModel().currentRowChanged.connect(self._show_whole)

    def open_at(self, cursor: QRect, offered: Sequence[OfferedPhrase], *, selected: bool) -> None:
        """Show phrases below a cursor, or above it where there is more room.

        Args:
            cursor: where it is in the window.
            offered: the phrases, in their order.
            selected: whether something is selected in the text that can be kept.
        """
        self._offered = tuple(offered)
        self._index = WordIndex([one_line(each.phrase.text) for each in offered])
        self.save.setVisible(selected)
        self.search.clear()
        self._filter("")
        self._put_at(cursor)
        self.show()
        self.raise_()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _put_at(self, cursor: QRect) -> None:
        window, line = self.window(), self.table.verticalHeader().defaultSectionSize()
        width = min(scaled(_WIDTH), window.width() - 4 * GRID)
        self.setFixedWidth(width)
        self.whole.setFixedHeight(2 * self.whole.fontMetrics().lineSpacing() + 4)
        self.table.setFixedHeight(_FEWEST * line + 4)
        self.adjustSize()
        below, above = window.height() - cursor.bottom() - 2 * GRID, cursor.top() - 2 * GRID
        is_below = self.height() <= below or below >= above
        more = ((below if is_below else above) - self.height()) // line
        self.table.setFixedHeight((_FEWEST + max(0, min(more, _ROWS - _FEWEST))) * line + 4)
        self.adjustSize()
        top = cursor.bottom() + 4 if is_below else cursor.top() - self.height() - 4
        left = min(cursor.left(), window.width() - width - GRID)
        self.move(max(GRID, left), max(GRID, min(top, window.height() - self.height() - GRID)))

    def _filter(self, text: str) -> None:
        places = found_by(self._index, text)
        self.model.show([self._offered[place] for place in places[:_MOST]])
        self.table.setVisible(bool(places))
        self.whole.setVisible(bool(places))
        self.nothing.setVisible(not places)
        told = f"没有找到“{text.strip()}”，请换个写法。" if self._offered else _EMPTY
        self.nothing.setText(told)
        if places:
            self.table.selectRow(0)

    def _walk(self, by: int) -> None:
        last = len(self.model.rows) - 1
        if last >= 0:
            row = max(0, min(last, self.table.currentIndex().row() + by))
            self.table.selectRow(row)

    def _show_whole(self, current: QModelIndex) -> None:
        row = current.row()
        text = self.model.rows[row].phrase.text if 0 <= row < len(self.model.rows) else ""
        self.whole.setText(text)

    def _take(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.rows):
            taken = self.model.rows[row]
            self.hide()
            self.chosen.emit(taken)

    def give_up(self) -> None:
        """Take nothing, and let the text have its cursor back."""
        self.hide()
        self.closed.emit()


_EMPTY: Final = "还没有常用语；可以选中文字按 Ctrl+Shift+Q 存一条，或在“更多 › 常用语”里写。"
