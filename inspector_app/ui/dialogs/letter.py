"""Asking which letter of the ledger is printed, under which 文号, with how many days."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from PySide6.QtWidgets import QSpinBox, QWidget

from inspector_app.domain.labels.letters import LETTER_KIND_LABEL
from inspector_app.domain.letter_kind import (
    ASKS_FOR_DAYS,
    LEAST_DAYS,
    LONGEST_REFERENCE,
    MOST_DAYS,
    NUMBERED,
    USUAL_DAYS,
    LetterKind,
)
from inspector_app.domain.letter_number import read_number, spelling_fault
from inspector_app.services.numbers import SeriesView
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.widgets.chips import ChoiceChips
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.rows import FormRow

Proposals = Mapping[LetterKind, SeriesView]
_NONE: Final[Proposals] = MappingProxyType({})


class LetterOrder(NamedTuple):
    """What is to be printed of what was chosen."""

    kind: LetterKind
    reference: str
    days: int


class _LetterQuestion(Question):
    """A kind, a 文号 that may stay empty, and the days for the answer where the letter has any."""

    def __init__(
        self, parent: QWidget, kinds: Sequence[LetterKind], about: str, numbers: Proposals
    ) -> None:
        text = f"{about}。打印不记入台账：下达、送达请另记。"
        super().__init__(parent, "打印文书", text, yes="预览")
        self._numbers = numbers
        self.kind = ChoiceChips("文书", [(kind, LETTER_KIND_LABEL[kind]) for kind in kinds])
        self.kind.show_value(kinds[0])
        self.reference = LineField("文号", hint="可以空着，用笔填；如 示教督〔2026〕3号")
        self.reference.setMaxLength(LONGEST_REFERENCE)
        self.days = QSpinBox()
        self.days.setAccessibleName("几日内书面报告")
        self.days.setRange(LEAST_DAYS, MOST_DAYS)
        self.days.setValue(USUAL_DAYS)
        self.days.setSuffix(" 日")
        self.said = self.words("", kind="remark")
        self._reference_row = FormRow("文号", self.reference, hint="写了文号的留底，重印照原样")
        self._days_row = FormRow("书面报告", self.days, hint="送达之日起几日内")
        self.body.addWidget(FormRow("文书", self.kind))
        self.body.addWidget(self._reference_row)
        self.body.addWidget(self.said)
        self.body.addWidget(self._days_row)
        self.finish()
        self._proposed = ""
        self.kind.chosen.connect(lambda _kind: self._on_kind())
        self.reference.textChanged.connect(lambda _text: self._on_reference())
        self._on_kind()
        self.yes.setDefault(True)
        self.kind.setFocus()

    def _on_kind(self) -> None:
        kind = self.kind.value()
        self.yes.setEnabled(kind is not None)
        self._reference_row.setVisible(kind in NUMBERED)
        self._days_row.setVisible(kind in ASKS_FOR_DAYS)
        self._propose(kind if isinstance(kind, LetterKind) else None)

    def _propose(self, kind: LetterKind | None) -> None:
        """Put the next number of the kind in, where nothing else was typed."""
        found = self._numbers.get(kind) if kind else None
        if self.reference.text() == self._proposed:
            self._proposed = found.next if found else ""
            self.reference.setText(self._proposed)
        self._on_reference()

    def _on_reference(self) -> None:
        """Say what the number is, or what of it is not as the standard has it."""
        text = self.reference.text().strip()
        fault, kind = spelling_fault(text), self.kind.value()
        found = self._numbers.get(kind) if isinstance(kind, LetterKind) else None
        if fault:
            said = f"{fault}；应写成 {read_number(text)}"
        else:
            said = "" if found is None else _words_of(found, text)
        self.said.setText(said)
        self.said.setVisible(bool(said) and kind in NUMBERED)

    def order(self) -> LetterOrder | None:
        """Return what was chosen; what the letter does not have is left out."""
        kind = self.kind.value()
        if not isinstance(kind, LetterKind):
            return None
        return LetterOrder(
            kind=kind,
            reference=self.reference.text().strip() if kind in NUMBERED else "",
            days=self.days.value() if kind in ASKS_FOR_DAYS else USUAL_DAYS,
        )


def _words_of(found: SeriesView, text: str) -> str:
    if not found.next:
        return found.few or f"“{found.code}”已停用；可以自己写文号，也可以空着"
    if text != found.next:
        return f"下一个号是 {found.next}；空着就不用号"
    if found.kept_here:
        return "下一个号，印出时登记为已用；清空就不用号"
    many = "" if found.few else f"，还有 {found.left} 个"
    return f"预留的下一个号{many}，印出时登记为已用；清空就不用号。{found.few}"


def ask_letter(
    parent: QWidget, kinds: Sequence[LetterKind], *, about: str, numbers: Proposals = _NONE
) -> LetterOrder | None:
    """Ask which of ``kinds``, at least one, is printed of what ``about`` names.

    Args:
        parent: over which it stands.
        kinds: the letters that fit.
        about: what is chosen, in words.
        numbers: of each kind the series whose next number is proposed.

    Returns:
        what was chosen, ``None`` when given up.
    """
    question = _LetterQuestion(parent, kinds, about, numbers)
    return question.order() if run(question) else None
