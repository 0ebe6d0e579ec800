"""The draws of a record, one line each: pressed, they are computed again and shown."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.base.clock import local_datetime_text, parse_instant
from inspector_app.domain.lesson_draw import LessonDraw
from inspector_app.ui.page import clear
from inspector_app.ui.widgets.row_button import RowButton


class DrawLines(QWidget):
    """The draws, oldest first.

    Signals:
        shown(object): a ``LessonDraw`` is to be shown.
    """

    shown = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._draws: tuple[LessonDraw, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.hide()

    def show_draws(self, draws: Sequence[LessonDraw]) -> None:
        """Show the draws of a record; the same are left alone."""
        if tuple(draws) == self._draws:
            return
        self._draws = tuple(draws)
        clear(self._box)
        for draw in draws:
            line = RowButton(_words(draw), tip="按一下：看名单和种子，重算核对")
            line.clicked.connect(lambda _=None, draw=draw: self.shown.emit(draw))
            self._box.addWidget(line)
        self.setVisible(bool(draws))


def _words(draw: LessonDraw) -> str:
    at = local_datetime_text(parse_instant(draw.drawn_at))[-5:]
    drawn = "、".join(each.class_name for each in draw.drawn)
    return f"抽签 {at}　名单 {len(draw.classes)} 个　种子 {draw.seed}　抽中 {drawn}"
