"""Asking which of two of one record stands: the office writes down who decided."""

from typing import Final, NamedTuple

from PySide6.QtWidgets import QComboBox, QWidget

from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.rows import FormRow

_AS_IT_IS: Final = "照现在计入的"
_RECEIVED: Final = "改用督学上报的，代替督导室写的"


class Settled(NamedTuple):
    """What was decided of a record that is here twice, and by whom."""

    by: str
    take_received: bool


class _SettlingQuestion(Question):
    """Which one stands, and who says so."""

    def __init__(self, parent: QWidget, said: str, *, choices: tuple[str, ...]) -> None:
        super().__init__(parent, "两份已核实", f"{said}。", yes="登记")
        self.which = QComboBox()
        self.which.setAccessibleName("以哪一份为准")
        for each in choices:
            self.which.addItem(each, each == _RECEIVED)
        self.by = LineField("谁定的", hint="问过哪位督学，或哪位负责人定的")
        self.body.addWidget(FormRow("以哪一份为准", self.which))
        self.body.addWidget(FormRow("谁定的", self.by))
        self.finish()
        self.by.textChanged.connect(self._check)
        self.which.setFocus()
        self._check()

    def _check(self, *_what: object) -> None:
        self.yes.setEnabled(bool(self.by.text().strip()))

    def filled(self) -> Settled:
        """Return what was filled in."""
        return Settled(self.by.text().strip(), bool(self.which.currentData()))


def ask_settled(parent: QWidget, said: str, *, own: bool) -> Settled | None:
    """Ask; ``None`` when given up.

    Args:
        parent: the page that asks.
        said: what is to be decided.
        own: whether the office has written one of the two itself.
    """
    choices = (_AS_IT_IS, _RECEIVED) if own else (_AS_IT_IS,)
    asked = _SettlingQuestion(parent, said, choices=choices)
    return asked.filled() if run(asked) else None
