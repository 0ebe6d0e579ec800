"""What happened to an issue, asked in one small form."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from inspector_app.domain.issue import IssueEventKind
from inspector_app.domain.labels import ISSUE_EVENT_LABEL
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.lenient import Lean
from inspector_app.ui.theme import label
from inspector_app.ui.widgets.chips import ChoiceChips
from inspector_app.ui.widgets.dates import DateField
from inspector_app.ui.widgets.fields import LongText
from inspector_app.ui.widgets.rows import FormRow

_KINDS: Final = (
    IssueEventKind.NOTICE_ISSUED,
    IssueEventKind.ANSWERED,
    IssueEventKind.NOT_ACCEPTED,
    IssueEventKind.EXTENDED,
    IssueEventKind.CLOSED,
    IssueEventKind.VOIDED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What the person says happened."""

    kind: IssueEventKind
    on: date
    note: str
    until: date | None


class _ProgressQuestion(Question):
    """Kind, day and note; an extension also asks until when."""

    def __init__(self, parent: QWidget, description: str, *, today: date) -> None:
        super().__init__(parent, "记整改进展", description, yes="记下")
        self.kind = ChoiceChips("发生了什么", [(k, ISSUE_EVENT_LABEL[k]) for k in _KINDS])
        self.on = DateField("发生日期", lambda: today)
        self.on.show_value(today)
        self.until = DateField("延期至", lambda: today, lean=Lean.FUTURE)
        self.note = LongText(
            "说明或凭据", lines=3, limit=1_000, hint="销号要写凭据：看了什么、哪次入校核查的"
        )
        for title, field in (
            ("发生了什么", self.kind),
            ("日期", self.on),
            ("说明/凭据", self.note),
        ):
            self.body.addWidget(FormRow(title, field))
        self._until_row = FormRow("延期至", self.until)
        self.body.addWidget(self._until_row)
        self._until_row.hide()
        self.hint = label("", kind="small")
        self.body.addWidget(self.hint)
        self.finish()
        self.kind.chosen.connect(self._on_kind)
        self.note.textChanged.connect(self._check)
        self.until.edited.connect(self._check)
        self.on.edited.connect(self._check)
        self._check()

    def _on_kind(self, kind: object) -> None:
        self._until_row.setVisible(kind is IssueEventKind.EXTENDED)
        self._check()

    def _check(self) -> None:
        kind, note = self.kind.value(), self.note.toPlainText().strip()
        missing = ""
        if kind is None:
            missing = "先选发生了什么。"
        elif kind in {IssueEventKind.CLOSED, IssueEventKind.VOIDED} and not note:
            missing = "销号要有凭据，撤销要有理由。"
        elif kind is IssueEventKind.EXTENDED and self.until.value() is None:
            missing = "延期要写到哪一天。"
        elif self.on.value() is None:
            missing = "写明发生日期。"
        self.hint.setText(missing)
        self.yes.setEnabled(not missing)

    def answer(self) -> Progress | None:
        """Return what was filled in."""
        kind, on = self.kind.value(), self.on.value()
        if not isinstance(kind, IssueEventKind) or on is None:
            return None
        until = self.until.value() if kind is IssueEventKind.EXTENDED else None
        return Progress(kind=kind, on=on, note=self.note.toPlainText().strip(), until=until)


def ask_progress(parent: QWidget, description: str, *, today: date) -> Progress | None:
    """Ask what happened to an issue; ``None`` when given up."""
    question = _ProgressQuestion(parent, description, today=today)
    return question.answer() if run(question) else None
