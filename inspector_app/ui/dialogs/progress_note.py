"""What happened to an issue, asked in one small form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from inspector_app.domain.issue import IssueEventKind
from inspector_app.domain.labels.issues import ISSUE_EVENT_LABEL, ISSUE_STATE_LABEL
from inspector_app.services.issues import NEEDS_NOTE
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.lenient import Lean
from inspector_app.ui.widgets.chips import ChoiceChips
from inspector_app.ui.widgets.dates import DateField
from inspector_app.ui.widgets.fields import LongText
from inspector_app.ui.widgets.rows import FormRow

if TYPE_CHECKING:
    from inspector_app.domain.views import LedgerRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What the person says happened."""

    kind: IssueEventKind
    on: date
    note: str
    until: date | None


class _ProgressQuestion(Question):
    """Kind, day and note; an extension also asks until when.

    A settled issue can only be taken back: then nothing is left to choose.
    """

    def __init__(self, parent: QWidget, row: LedgerRow, *, today: date) -> None:
        dates, kinds = row.issue.dates, row.issue.dates.next_kinds()
        title, text = "记整改进展", row.issue.description
        if not dates.is_open:
            title = "恢复这个问题"
            text += (
                f"\n{dates.settled_on} {ISSUE_STATE_LABEL[dates.state]}。恢复后重新列为未销号，"
                "以前记下的经过都留着。"
            )
        super().__init__(parent, title, text, yes="记下" if dates.is_open else "恢复")
        self._today, self._since = today, dates.settled_on or row.found_on
        self.kind = ChoiceChips("发生了什么", [(k, ISSUE_EVENT_LABEL[k]) for k in kinds])
        self.on = DateField("发生日期", lambda: today)
        self.on.show_value(today)
        self.until = DateField("延期至", lambda: today, lean=Lean.FUTURE)
        hint = "销号要写凭据：看了什么、哪次入校核查的" if dates.is_open else "为什么恢复"
        name = "说明或凭据" if dates.is_open else "恢复的理由"
        self.note = LongText(name, lines=3, limit=1_000, hint=hint)
        self._kind_row = FormRow("发生了什么", self.kind)
        self._until_row = FormRow("延期至", self.until)
        self.hint = self.words("", kind="small")
        title = "说明/凭据" if dates.is_open else "理由"
        for widget in (
            self._kind_row, FormRow("日期", self.on), FormRow(title, self.note), self._until_row,
            self.hint,
        ):  # fmt: skip
            self.body.addWidget(widget)
        self._until_row.hide()
        self.finish()
        self._start(kinds)

    def _start(self, kinds: tuple[IssueEventKind, ...]) -> None:
        if len(kinds) == 1:
            self.kind.show_value(kinds[0])
            self._kind_row.hide()
            self.note.setFocus()
        self.kind.chosen.connect(self._on_kind)
        self.note.textChanged.connect(self._check)
        self.until.edited.connect(self._check)
        self.on.edited.connect(self._check)
        self._check()

    def _on_kind(self, kind: object) -> None:
        self._until_row.setVisible(kind is IssueEventKind.EXTENDED)
        self._check()

    def _check(self) -> None:
        missing = self._missing()
        self.hint.setText(missing)
        self.yes.setEnabled(not missing)

    def _missing(self) -> str:
        """Return what is still wrong: a form that is refused after it is closed is typed twice."""
        kind, on = self.kind.value(), self.on.value()
        if not isinstance(kind, IssueEventKind):
            return "先选发生了什么。"
        if wrong := self._wrong_day(on):
            return wrong
        if kind in NEEDS_NOTE and not self.note.toPlainText().strip():
            return NEEDS_NOTE[kind]
        until = self.until.value()
        if kind is IssueEventKind.EXTENDED and (until is None or on is None or until < on):
            return "延期要写到哪一天，不早于上面的日期。"
        return ""

    def _wrong_day(self, on: date | None) -> str:
        if on is None:
            return "写明发生日期。"
        if on > self._today:
            return "日期在今天之后，请核对。"
        early = self._since is not None and on < self._since
        return f"日期早于 {self._since}，请核对。" if early else ""

    def answer(self) -> Progress | None:
        """Return what was filled in."""
        kind, on = self.kind.value(), self.on.value()
        if not isinstance(kind, IssueEventKind) or on is None:
            return None
        until = self.until.value() if kind is IssueEventKind.EXTENDED else None
        return Progress(kind=kind, on=on, note=self.note.toPlainText().strip(), until=until)


def ask_progress(parent: QWidget, row: LedgerRow, *, today: date) -> Progress | None:
    """Ask what happened to an issue; ``None`` when given up."""
    question = _ProgressQuestion(parent, row, today=today)
    return question.answer() if run(question) else None
