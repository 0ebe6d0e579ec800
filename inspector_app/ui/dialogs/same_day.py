"""What two people answered of one school and day: the office writes it down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QComboBox, QWidget

from inspector_app.office.labels import SAME_DAY_LABEL
from inspector_app.office.same_day import SameDay
from inspector_app.ui.dialogs.ask import Question as Asked
from inspector_app.ui.dialogs.ask import run
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.rows import FormRow

if TYPE_CHECKING:
    from inspector_app.services.office_questions import Question


# Of a number and of the words of an issue, as much as stands in one line.
_TAIL: Final = 12
_WORDS: Final = 24


class SharedIssueAnswer(NamedTuple):
    """Two issues that are one: the first counts."""

    counted: str
    other: str
    by: str


class SameDayAnswer(NamedTuple):
    """What was filled in."""

    answer: SameDay
    by: str
    kept: str


class _SameDayQuestion(Asked):
    """Their answer, who gave it, and of 重复登记 which record counts."""

    def __init__(self, parent: QWidget, question: Question) -> None:
        super().__init__(parent, "登记两位督学的答复", question.text, yes="登记")
        self.answer = QComboBox()
        self.answer.setAccessibleName("答复")
        alone = len({record.lead_id for record in question.records}) == 1
        for each in SameDay:
            if alone and each is SameDay.JOINT:
                continue
            self.answer.addItem(SAME_DAY_LABEL[each], each)
        self.kept = QComboBox()
        self.kept.setAccessibleName("以哪一份为准")
        for record in question.records:
            self.kept.addItem(f"{record.number}（{record.lead_name}）", record.number)
        self.by = LineField("谁答复的", hint="两位督学的姓名；督导室不代为判断")
        for title, field in (
            ("答复", self.answer), ("以哪一份为准", self.kept), ("谁答复的", self.by),
        ):  # fmt: skip
            self.body.addWidget(FormRow(title, field))
        self.finish()
        self.answer.currentIndexChanged.connect(self._check)
        self.by.textChanged.connect(self._check)
        self.answer.setFocus()
        self._check()

    def _check(self, *_what: object) -> None:
        self.kept.setEnabled(self.answer.currentData() is SameDay.DUPLICATE)
        self.yes.setEnabled(bool(self.by.text().strip()))

    def filled(self) -> SameDayAnswer:
        """Return what was filled in."""
        answer = SameDay(self.answer.currentData())
        kept = str(self.kept.currentData()) if answer is SameDay.DUPLICATE else ""
        return SameDayAnswer(answer, self.by.text().strip(), kept)


def ask_same_day(parent: QWidget, question: Question) -> SameDayAnswer | None:
    """Ask; ``None`` when given up."""
    asked = _SameDayQuestion(parent, question)
    return asked.filled() if run(asked) else None


class _SharedIssueQuestion(Asked):
    """Which two issues are one, and who says so."""

    def __init__(self, parent: QWidget, issues: Sequence[tuple[str, str]]) -> None:
        text = "两条只计一次，两位发现人都保留。由两位督学说定，督导室登记。"
        super().__init__(parent, "同一问题", text, yes="登记")
        self.counted, self.other = QComboBox(), QComboBox()
        for name, box in (("计入这一条", self.counted), ("并入的一条", self.other)):
            box.setAccessibleName(name)
            for number, words in issues:
                box.addItem(f"{number[-_TAIL:]}　{words[:_WORDS]}", number)
        self.other.setCurrentIndex(len(issues) - 1)
        self.by = LineField("谁说的", hint="两位督学的姓名")
        for title, field in (
            ("计入这一条", self.counted), ("并入的一条", self.other), ("谁说的", self.by),
        ):  # fmt: skip
            self.body.addWidget(FormRow(title, field))
        self.finish()
        for box in (self.counted, self.other):
            box.currentIndexChanged.connect(self._check)
        self.by.textChanged.connect(self._check)
        self.counted.setFocus()
        self._check()

    def _check(self, *_what: object) -> None:
        apart = self.counted.currentData() != self.other.currentData()
        self.yes.setEnabled(apart and bool(self.by.text().strip()))

    def filled(self) -> SharedIssueAnswer:
        """Return what was filled in."""
        counted, other = str(self.counted.currentData()), str(self.other.currentData())
        return SharedIssueAnswer(counted, other, self.by.text().strip())


def ask_shared_issue(
    parent: QWidget, issues: Sequence[tuple[str, str]]
) -> SharedIssueAnswer | None:
    """Ask; ``None`` when given up."""
    asked = _SharedIssueQuestion(parent, issues)
    return asked.filled() if run(asked) else None
