"""退回 on the page of a record: what the office says, beside the fields and above them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.labels.returned import MARK_ANSWER_LABEL, standing_words
from inspector_app.domain.returned import OVERALL, UNMENDED, Mark, Returned, ReturnState
from inspector_app.services.context import Role
from inspector_app.services.return_events import history
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.returned import ask_answer, ask_return
from inspector_app.ui.page import clear, wrapped
from inspector_app.ui.pages.visit.gaps import attribute_of
from inspector_app.ui.returned_words import sent_words
from inspector_app.ui.theme import GRID, button, label, look, scaled
from inspector_app.ui.widgets.row_button import RowButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector_app.services.office_returns import Delivery
    from inspector_app.services.return_events import ReturnView
    from inspector_app.services.return_places import ReturnPlace
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.pages.visit.sheet import Sheet
    from inspector_app.ui.pages.visit.surface import WrittenSurface

_LINE: Final = 30
_LINES: Final = 4
_TALL: Final = 640
_SECTION_OF: Final = {"lessons": 3, "interviews": 3, "questionnaires": 3, "merits": 4, "photos": 7}


class ReturnedCard(QFrame):
    """What was returned, point by point, and what can be done about it.

    Signals:
        wanted(str): the place of the mark of this id is to be shown.
        answer_wanted(str): the mark of this id is to be answered.
    """

    wanted = Signal(str)
    answer_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", kind="head")
        self.title.setWordWrap(True)
        self.correct = button("按意见更正…", kind="primary", tip="开出新的一版，理由已写好，可以改")
        self.next = button("下一处意见 F7", tip="F7 或 Ctrl+B")
        self.close_it = button("核过", kind="primary", tip="督学改的或答复的没有问题了")
        self.withdraw = button("撤回…", tip="不再要求改，写明理由")
        self.told = button("经过…", kind="link", tip="退回、收到、答复、改后定稿、核过，两边一样")
        self.fold = button("收起", kind="link", tip="收起或展开意见")
        self.buttons: dict[str, QLabel | RowButton] = {}
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(
            wrapped(self.correct, self.close_it, self.next, self.withdraw, self.told, self.fold)
        )
        self._inner = QWidget()
        self._lines = QVBoxLayout(self._inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.view = QScrollArea()
        self.view.setWidgetResizable(True)
        self.view.setWidget(self._inner)
        for ground in (self._inner, self.view.viewport()):
            ground.setAutoFillBackground(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(GRID + 4, 4, GRID + 4, 4)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self.view)
        self.fold.clicked.connect(lambda: self.open(shown=self.view.isHidden()))
        self.hide()

    def open(self, *, shown: bool) -> None:
        """Show the points or only the title."""
        self.view.setVisible(shown)
        self.fold.setText("收起" if shown else "展开")

    def show_points(self, found: Returned, *, answerable: bool) -> None:
        """Show what is said, each with its answer."""
        clear(self._lines)
        self.buttons = {}
        for point in found.points:
            row = self._point(found, point, answerable=answerable)
            self._lines.addWidget(row)
            # What is not shown yet would measure nothing.
            row.show()
        # On the smallest screen the record itself needs the room.
        most = _LINES if self.window().height() >= scaled(_TALL) else _LINES // 2
        shown = min(len(found.points), most)
        self.view.setFixedHeight(shown * scaled(_LINE) + 4)
        self._fit()

    def _fit(self) -> None:
        """Give the points the height that they need at this width: what has no room is scrolled to.

        The view measures them while nothing is shown yet, and would press them together.
        """
        needed = self._lines.heightForWidth(self.view.viewport().width())
        self._inner.setMinimumHeight(max(0, needed))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _point(self, found: Returned, point: Mark, *, answerable: bool) -> QWidget:
        whole = QWidget()
        whole.setMinimumHeight(scaled(_LINE))
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        text = f"{'●' if point.id in found.answers else '○'} {point_words(found, point)}"
        line = self._line(text, point)
        self.buttons[point.id] = line
        row.addWidget(line, 1)
        if answerable:
            told = button("答复…", kind="link", name=f"答复：{point.label}")
            told.clicked.connect(lambda: self.answer_wanted.emit(point.id))
            row.addWidget(told)
        return whole

    def _line(self, text: str, point: Mark) -> QLabel | RowButton:
        if point.id == OVERALL:
            # It stands nowhere else on the page: all of its words are shown.
            words = label(text)
            words.setContentsMargins(GRID, 4, GRID, 4)
            return words
        line = RowButton(text, tip="按一下到这个地方")
        line.clicked.connect(lambda: self.wanted.emit(point.id))
        return line


def point_words(found: Returned, point: Mark) -> str:
    """Return one mark with its answer, in words."""
    return f"{point.label}：{point.comment}{_answer_words(found, point)}"


def _answer_words(found: Returned, point: Mark) -> str:
    answer = found.answers.get(point.id)
    if answer is None:
        return ""
    text = f"：{answer.text}" if answer.text else ""
    return f"　→ {MARK_ANSWER_LABEL[answer.answer]}{text}"


class ReturnSteps(QObject):
    """Joins what was returned with the fields of the record, and with what can be done."""

    def __init__(self, page: WrittenSurface, widget: QWidget, desk: Desk) -> None:
        super().__init__(widget)
        self._page, self._widget, self._desk = page, widget, desk
        self._office = desk.settings.identity().role is Role.OFFICE
        self._found: Returned | None = None
        self._at = -1
        self.card = ReturnedCard()
        for pressed, step in (
            (self.card.correct, page.head.correct.click), (self.card.next, self.go_on),
            (self.card.close_it, self.close), (self.card.withdraw, self.withdraw),
            (self.card.told, self.tell), (page.head.give_back, self.give_back),
        ):  # fmt: skip
            pressed.clicked.connect(step)
        self.card.wanted.connect(self.go_to)
        self.card.answer_wanted.connect(self.answer)

    # -- showing ---------------------------------------------------------------------------------

    def look(self) -> None:
        """Show what is returned of the record, if anything is."""
        self._page.read(lambda: self._desk.returned.of_visit(self._page.uid), self._show)
        if self._office:
            self._page.read(
                lambda: self._desk.office_returns.can_be_returned(self._page.uid),
                self._page.head.give_back.setVisible,
            )

    def _show(self, view: ReturnView | None) -> None:
        before, found = self._found, view.returned if view else None
        self._found = found
        self.card.setVisible(found is not None)
        if found is None or view is None:
            if before is not None:
                show_remarks(self._page.sheet, None, {})
            return
        waits = found.state in UNMENDED
        loud = waits if not self._office else not waits
        look(self.card, "warncard" if loud else "card")
        self.card.title.setText(self._title(view))
        self.card.show_points(found, answerable=not self._office)
        if before is None or before.state is not found.state:
            self.card.open(shown=loud)
        filed = self._page.record is not None and not self._page.record.visit.is_editable
        self.card.correct.setVisible(waits and filed and not self._office)
        self.card.close_it.setVisible(self._office and not waits)
        self.card.withdraw.setVisible(self._office)
        show_remarks(self._page.sheet, found if waits or self._office else None, {})
        if self._office and not waits:
            self._page.read(
                lambda: self._desk.office_returns.said_before(self._page.uid),
                lambda before: show_remarks(self._page.sheet, found, before),
            )

    def _title(self, view: ReturnView) -> str:
        found = view.returned
        if self._office:
            return f"已退回（第 {found.revision} 版）　{standing_words(found)}"
        after = "已上报，等督导室核" if view.told else "随下一次上报送到督导室"
        if found.state is ReturnState.MENDED:
            return f"督导室的退回意见已改（第 {found.mended} 版），{after}"
        if found.state is ReturnState.ANSWERED:
            return f"督导室的退回意见已答复，{after}"
        later = f"，本机已是第 {found.seen_at} 版" if found.seen_at > found.revision else ""
        open_ones = sum(point.id not in found.answers for point in found.points)
        return f"督导室退回（第 {found.revision} 版{later}）：意见 {open_ones} 处"

    # -- going -----------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Go to the next mark, from the last to the first again."""
        if self._found is None or not self._found.marks:
            return
        self._at = (self._at + 1) % len(self._found.marks)
        self.go_to(self._found.marks[self._at].id)

    def go_to(self, mark: str) -> None:
        """Go to the place of a mark."""
        found = self._found
        point = next((p for p in found.marks if p.id == mark), None) if found else None
        if found is None or point is None:
            return
        self._at = list(found.marks).index(point)
        self._page.kit.events.said.emit(point_words(found, point))
        if not go_to_place(self._page.sheet, point):
            self._page.kit.events.said.emit(f"{point.label}已经删去了。")

    # -- doing -----------------------------------------------------------------------------------

    def answer(self, mark: str) -> None:
        """Say what was done about a mark, or why it stays."""
        found = self._found
        point = next((p for p in found.points if p.id == mark), None) if found else None
        if found is None or point is None:
            return
        said = ask_answer(self._widget, point, found.answers.get(mark))
        if said is None:
            return
        self._page.write(
            lambda: self._desk.returned.answer(found.uid, mark, answer=said.answer, text=said.text),
            lambda _changes: self.look(),
        )

    def tell(self) -> None:
        """Show what has happened so far."""
        found = self._found
        if found is None:
            return

        def show(names: Mapping[str, str]) -> None:
            lines = [f"{x.at}　{x.who}　{x.what}" for x in history(found, names=names)]
            ask.confirm(self._widget, "退回的经过", "\n".join(lines), yes="知道了")

        people = self._desk.people
        self._page.read(lambda: {each.id: each.name for each in people.inspectors()}, show)

    def give_back(self) -> None:
        """Return the record: which places, and why."""
        uid = self._page.uid
        self._page.read(lambda: self._desk.office_returns.places(uid), self._ask_return)

    def _ask_return(self, places: Sequence[ReturnPlace]) -> None:
        wish = ask_return(self._widget, places)
        if wish is None:
            return
        uid, office = self._page.uid, self._desk.office_returns

        def work() -> Delivery:
            office.give_back(uid, marks=wish.marks, comment=wish.comment, by=wish.by)
            return office.deliver()

        self._page.write(work, lambda sent: self._sent("已退回", sent))

    def close(self) -> None:
        """Accept what the inspector has mended or answered."""
        self._end("已核，不再要求改", lambda uid: self._desk.office_returns.close(uid, by=""))

    def withdraw(self) -> None:
        """Ask no more."""
        text = "督学那边不再显示这些意见；经过两边都留着。"
        reason = ask.reason(self._widget, "撤回这次退回", text, yes="撤回")
        if reason is not None:
            self._end(
                "已撤回",
                lambda uid: self._desk.office_returns.withdraw(uid, by="", reason=reason),
            )

    def _end(self, said: str, act: Callable[[str], object]) -> None:
        found = self._found
        if found is None:
            return

        def work() -> Delivery:
            act(found.uid)
            return self._desk.office_returns.deliver()

        self._page.write(work, lambda sent: self._sent(said, sent))

    def _sent(self, said: str, sent: Delivery) -> None:
        self._page.notice.tell(f"{said}。{sent_words(sent)}", kind="warn" if sent.remarks else "")
        self.look()


# -- places ----------------------------------------------------------------------------------------


def show_remarks(sheet: Sheet, found: Returned | None, before: Mapping[str, str]) -> None:
    """Show each mark beside its field, or none at all; ``before`` is what stood there."""
    own: dict[str, str] = {}
    rows: dict[str, dict[str, dict[str, str]]] = {}
    for point in found.marks if found else ():
        into = rows.setdefault(point.rows, {}).setdefault(point.row, {}) if point.rows else own
        said = f"督导室：{point.comment}{_answer_words(found, point) if found else ''}"
        if before.get(point.id):
            said = f"{said}\n原来写的：{before[point.id]}"
        field = attribute_of(point.field)
        into[field] = f"{into[field]}\n{said}" if field in into else said
    sheet.form.show_remarks(own)
    for name, listed in sheet.rows.items():
        listed.show_remarks(rows.get(name, {}))


def go_to_place(sheet: Sheet, point: Mark) -> bool:
    """Go to the place of a mark, and say whether it is still there."""
    field = attribute_of(point.field)
    if point.rows:
        listed = sheet.rows.get(point.rows)
        if listed is None or point.row not in listed.cards:
            return False
        listed.open_row(point.row, field=field)
    elif field in sheet.form.names():
        sheet.go_to(field)
    elif point.id != OVERALL:
        sheet.go_to_section(_SECTION_OF.get(point.field, 0))
    return True
