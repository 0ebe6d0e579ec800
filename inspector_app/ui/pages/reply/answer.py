"""What a school says of one issue, and the verdict, as a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.domain.labels.replies import VERDICT_LABEL
from inspector_app.domain.reply import Answer, Verdict
from inspector_app.ui.lenient import Lean
from inspector_app.ui.theme import label
from inspector_app.ui.widgets.chips import ChoiceChips
from inspector_app.ui.widgets.dates import DateField
from inspector_app.ui.widgets.fields import LineField, LongText, name_field
from inspector_app.ui.widgets.rows import FormRow

if TYPE_CHECKING:
    from inspector_app.domain.views import LedgerRow, VisitSummary

_MOST_FOLLOW_UPS: Final = 4
_REMARK: Final = {Verdict.ACCEPTED: "核查情况", Verdict.REJECTED: "哪里不到位"}


class AnswerForm(QWidget):
    """The answer to one issue; made anew for each that is chosen.

    Signals:
        edited(Answer): what it says now; at most a second after the typing.
        undo_wanted(), redo_wanted(): from any field.
    """

    edited = Signal(object)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(
        self,
        row: LedgerRow,
        answer: Answer,
        *,
        visits: Sequence[VisitSummary],
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self.answer = answer
        self._make_school_fields(row, answer)
        self._make_verdict_fields(answer, visits, today)
        for name in ("measures", "done", "responsible", "remark", "documents"):
            name_field(getattr(self, name), "reply", name)
        self._connect()
        self._show_rows()

    def _make_school_fields(self, row: LedgerRow, answer: Answer) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        self._box = box
        said = label(f"{row.issue.number}　{row.issue.description}", kind="small")
        said.setWordWrap(True)
        box.addWidget(said)
        self.measures = LongText("整改措施", lines=2, hint="一行一条")
        self.measures.show_value(answer.measures)
        self.done = LongText("完成情况", lines=2, limit=2_000)
        self.done.show_value(answer.done)
        self.responsible = LineField("责任人")
        self.responsible.show_value(answer.responsible)
        for title, field in (
            ("整改措施", self.measures), ("完成情况", self.done), ("责任人", self.responsible),
        ):  # fmt: skip
            box.addWidget(FormRow(title, field))

    def _make_verdict_fields(
        self, answer: Answer, visits: Sequence[VisitSummary], today: Callable[[], date]
    ) -> None:
        self.verdict = ChoiceChips("结论", list(VERDICT_LABEL.items()))
        self.verdict.show_value(answer.verdict)
        self.remark = LongText("核查情况", lines=2, limit=1_000)
        self.remark.show_value(answer.remark)
        self.until = DateField("新的时限", today, lean=Lean.FUTURE)
        self.until.show_value(answer.until)
        self.documents = LineField("佐证材料", hint="看了哪些材料，用、隔开")
        self.documents.show_value("、".join(answer.documents))
        shown = [(v.uid, f"{v.visited_on} {v.number}") for v in visits[:_MOST_FOLLOW_UPS]]
        self.visit = ChoiceChips("回访记录", shown)
        self.visit.show_value(answer.visit_uid)
        self._rows = {
            "remark": FormRow("核查情况", self.remark),
            "until": FormRow("新的时限", self.until),
            "visit": FormRow("回访记录", self.visit),
            "documents": FormRow("佐证材料", self.documents),
        }
        self._has_visits = bool(shown)
        for widget in (FormRow("结论", self.verdict), *self._rows.values()):
            self._box.addWidget(widget)

    def _connect(self) -> None:
        self.measures.edited.connect(lambda text: self._set(measures=text))
        self.done.edited.connect(lambda text: self._set(done=text))
        self.responsible.edited.connect(lambda text: self._set(responsible=text))
        self.remark.edited.connect(lambda text: self._set(remark=text))
        self.until.edited.connect(lambda day: self._set(until=day))
        self.documents.edited.connect(lambda text: self._set(documents=_listed(text)))
        self.visit.chosen.connect(lambda uid: self._set(visit_uid=uid or ""))
        self.verdict.chosen.connect(self._on_verdict)
        for field in (self.measures, self.done, self.remark, self.responsible, self.documents,
                      self.until):  # fmt: skip
            field.undo_wanted.connect(self.undo_wanted)
            field.redo_wanted.connect(self.redo_wanted)

    def _set(self, **values: Any) -> None:
        self.answer = replace(self.answer, **values)
        self.edited.emit(self.answer)

    def _on_verdict(self, verdict: object) -> None:
        # To choose none is to leave the check for later.
        chosen = verdict if isinstance(verdict, Verdict) else Verdict.TO_CHECK
        self.verdict.show_value(chosen)
        self._set(verdict=chosen)
        self._show_rows()

    def _show_rows(self) -> None:
        verdict = self.answer.verdict
        checked = verdict is not Verdict.TO_CHECK
        accepted = verdict is Verdict.ACCEPTED
        self._rows["remark"].setVisible(checked)
        self.remark.setPlaceholderText(_REMARK.get(verdict, ""))
        self._rows["until"].setVisible(verdict is Verdict.REJECTED)
        self._rows["visit"].setVisible(accepted and self._has_visits)
        self._rows["documents"].setVisible(accepted)

    def flush(self) -> None:
        """Send out what was typed and not sent yet."""
        for text in (self.measures, self.done, self.remark):
            text.flush()
        for line in (self.responsible, self.documents):
            line.flush()
        self.until.flush()

    def lock(self) -> None:
        """Let it be seen but not changed."""
        for text in (self.measures, self.done, self.remark):
            text.setReadOnly(True)
        for line in (self.responsible, self.documents):
            line.setReadOnly(True)
        self.until.lock(locked=True)
        self.verdict.lock(locked=True)
        self.visit.lock(locked=True)


def _listed(text: str) -> tuple[str, ...]:
    parts = text.replace("，", "、").split("、")
    return tuple(part.strip() for part in parts if part.strip())
