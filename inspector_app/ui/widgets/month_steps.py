"""How far a month has come, as a line of steps with one button for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector_app.domain.labels.months import MONTH_STATE_LABEL
from inspector_app.domain.month_steps import MonthState, MonthStep
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from inspector_app.domain.month_life import MonthLife

_NEXT: Final = {
    MonthStep.CHECKED: ("核对", "Ctrl+Return：列出要补的、要核对的，逐条打开"),
    MonthStep.COMPILED: ("汇总", "Ctrl+Return：认定这些数字；以后记录有改动，要重新核对"),
    MonthStep.HANDED_OVER: ("去上报…", "Ctrl+Return：打开这个月的上报"),
    MonthStep.LOCKED: ("锁定…", "Ctrl+Return：固定这个月的数字"),
}


class MonthSteps(QWidget):
    """记录 › 核对 › 汇总 › 上报 › 锁定, and what else a month offers at its right.

    Signals:
        stepped(MonthStep): the next step is wanted.
    """

    stepped = Signal(object)

    def __init__(self, *offers: QWidget) -> None:
        super().__init__()
        # One that changes its look would keep the room of the other: there are two of each.
        self._words = {
            state: (label(word, kind="pill"), label(word, kind="small"))
            for state, word in MONTH_STATE_LABEL.items()
        }
        self._next: MonthStep | None = None
        self.act = button("核对", kind="primary")
        for at, _ in self._words.values():
            at.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        for place, words in enumerate(self._words.values()):
            if place:
                row.addWidget(label("›", kind="small"))
            for each in words:
                row.addWidget(each)
        right = QWidget()
        line = FlowLayout(right, gap=GRID // 2, to_the_right=True)
        for offer in (*offers, self.act):
            line.addWidget(offer)
        row.addWidget(right, 1)
        self.act.clicked.connect(self.step)

    def show_life(self, life: MonthLife, *, reports: bool) -> None:
        """Show how far a month has come.

        Args:
            life: what is known of it.
            reports: whether it is handed over from here; the office locks what it has compiled.
        """
        come = list(MONTH_STATE_LABEL).index(life.state)
        for place, (state, (at, beside)) in enumerate(self._words.items()):
            done = place < come or life.state is MonthState.LOCKED
            for each in (at, beside):
                each.setText(f"✓ {MONTH_STATE_LABEL[state]}" if done else MONTH_STATE_LABEL[state])
            at.setVisible(place == come)
            beside.setVisible(place != come)
        self.setAccessibleName(f"{life.month.title}：{MONTH_STATE_LABEL[life.state]}")
        wanted = life.next_step
        if wanted is MonthStep.HANDED_OVER and not reports:
            wanted = MonthStep.LOCKED
        self._next = wanted
        self.act.setVisible(wanted is not None)
        if wanted is not None:
            text, tip = _NEXT[wanted]
            self.act.setText(text)
            self.act.setAccessibleName(text)
            self.act.setToolTip(tip)

    def step(self) -> None:
        """Ask for the next step, where there is one."""
        if self._next is not None:
            self.stepped.emit(self._next)
