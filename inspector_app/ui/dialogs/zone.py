"""Who heads a 责任区 and who is its 联络人, from which day on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.lenient import Lean
from inspector_app.ui.widgets.dates import DateField
from inspector_app.ui.widgets.open_picker import OpenPicker
from inspector_app.ui.widgets.rows import FormRow

if TYPE_CHECKING:
    from inspector_app.services.zones import ZoneCard
    from inspector_app.ui.widgets.picker import Find


class ZoneAnswer(NamedTuple):
    """What was filled in."""

    head: str
    liaison: str
    on: date


class _ZoneQuestion(Question):
    """Two people and a day; it can be answered once the day and the head are there."""

    def __init__(self, parent: QWidget, card: ZoneCard, *, people: Find, today: date) -> None:
        text = "从那天起另记一版；以前的组长和联络人连同日期都留着。"
        super().__init__(parent, f"{card.zone}：组长和联络人", text, yes="登记")
        hint = "姓名；按 ↓ 选名册里的督学"
        self.head = OpenPicker("组长", people, hint=hint)
        self.liaison = OpenPicker("联络人", people, hint=hint)
        self.on = DateField("从哪天起", lambda: today, lean=Lean.FUTURE)
        self.head.show_value(card.head)
        self.liaison.show_value(card.liaison)
        self.on.show_value(today)
        for title, field in (
            ("组长", self.head), ("联络人", self.liaison), ("从哪天起", self.on),
        ):  # fmt: skip
            self.body.addWidget(FormRow(title, field))
        self.finish()
        self.head.textChanged.connect(self._check)
        self.on.edited.connect(self._check)
        self.head.setFocus()
        self._check()

    def _check(self, *_what: object) -> None:
        self.yes.setEnabled(self.answer() is not None)

    def answer(self) -> ZoneAnswer | None:
        """Return what was filled in, ``None`` while the head or the day is missing."""
        head, on = self.head.text().strip(), self.on.value()
        if not head or on is None:
            return None
        return ZoneAnswer(head, self.liaison.text().strip(), on)


def ask_zone(
    parent: QWidget, card: ZoneCard, *, people: Find, today: date
) -> ZoneAnswer | None:  # fmt: skip
    """Ask; ``None`` when given up."""
    question = _ZoneQuestion(parent, card, people=people, today=today)
    return question.answer() if run(question) else None
