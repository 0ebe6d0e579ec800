"""Asking about 文号: which 机关代字 is kept, how many go to whom, what a number was used for."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QSpinBox, QWidget

from inspector_app.domain.labels.letters import LETTER_KIND_LABEL
from inspector_app.domain.letter_kind import NUMBERED, LetterKind
from inspector_app.domain.letter_number import HIGHEST, code_fault, read_number, spelling_fault
from inspector_app.services.pack_sending import Laptop
from inspector_app.ui.dialogs.ask import CheckedQuestion, run
from inspector_app.ui.lenient import Lean
from inspector_app.ui.widgets.chips import MultiChips
from inspector_app.ui.widgets.combo import Combo
from inspector_app.ui.widgets.dates import DateField
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.rows import FormRow

_KINDS = tuple(kind for kind in LetterKind if kind in NUMBERED)
_MOST = 100


class SeriesOrder(NamedTuple):
    """A 机关代字 to be kept; ``first`` is None where what is known stays."""

    code: str
    kinds: tuple[LetterKind, ...]
    first: int | None


class ReservationOrder(NamedTuple):
    """So many numbers for a laptop."""

    many: int
    laptop: Laptop


class UseOrder(NamedTuple):
    """A paper that was made elsewhere."""

    number: str
    title: str
    addressee: str
    day: date | None


class _SeriesQuestion(CheckedQuestion):
    """The 机关代字, the letters it is for, and with which number this year begins."""

    def __init__(self, parent: QWidget, *, code: str, kinds: Sequence[LetterKind]) -> None:
        text = "打印这些文书时，提议它的下一个号；哪一种都不选，就停用。"
        super().__init__(parent, "机关代字", text, yes="登记")
        self.code = LineField("机关代字", hint="如 示教督")
        self.code.setText(code)
        self.kinds = MultiChips("用于", [(k, LETTER_KIND_LABEL[k]) for k in _KINDS], columns=3)
        self.kinds.show_value(tuple(kinds) if code else _KINDS)
        self.first = _spin("今年起始号", HIGHEST)
        self.first.setMinimum(0 if code else 1)
        self.first.setSpecialValueText("照旧" if code else "")
        self.first.setValue(self.first.minimum())
        self.body.addWidget(FormRow("机关代字", self.code))
        self.body.addWidget(FormRow("用于", self.kinds))
        self.body.addWidget(FormRow("今年起始号", self.first, hint="以前发过文的，写下一个号"))
        self.body.addWidget(self.hint)
        self.finish()
        self.code.textChanged.connect(lambda _text: self._check())
        self.yes.setDefault(True)
        self._check()

    def _check(self) -> None:
        fault = code_fault(self.code.text().strip())
        if fault:
            self.say(f"{fault}。", kind="soft")
        else:
            self.say("年份和序号由程序写：代字〔年份〕序号号，每年从 1 号起。", kind="soft")
            self.yes.setEnabled(True)

    def order(self) -> SeriesOrder:
        kinds = tuple(kind for kind in self.kinds.values() if isinstance(kind, LetterKind))
        return SeriesOrder(self.code.text().strip(), kinds, self.first.value() or None)


class _ReservationQuestion(CheckedQuestion):
    """How many, and to which laptop."""

    def __init__(
        self, parent: QWidget, code: str, *, first: str, laptops: Sequence[Laptop]
    ) -> None:
        text = f"从 {first} 起，接下去的号归这一台电脑用，别的电脑不用；签名、加密以后下发。"
        super().__init__(parent, f"预留“{code}”的文号", text, yes="预留并下发")
        self.laptop = Combo("给谁")
        for each in laptops:
            self.laptop.addItem(each.words, each)
        self.many = _spin("几个", _MOST)
        self.many.setValue(5)
        self.many.setSuffix(" 个")
        self.body.addWidget(FormRow("给谁", self.laptop))
        self.body.addWidget(FormRow("几个", self.many))
        self.finish()
        self.yes.setDefault(True)
        self.yes.setEnabled(bool(laptops))

    def order(self) -> ReservationOrder | None:
        chosen = self.laptop.currentData()
        return ReservationOrder(self.many.value(), chosen) if isinstance(chosen, Laptop) else None


class _UseQuestion(CheckedQuestion):
    """The number, what the paper is called, to whom it went, and its day."""

    def __init__(self, parent: QWidget, number: str, *, today: date) -> None:
        text = "程序以外制发的文件（Word、盖章的通知）用了号，登记在这里；程序打印的自己会记。"
        super().__init__(parent, "登记使用", text, yes="登记")
        self.number = LineField("文号", hint="示教督〔2026〕3号")
        self.number.setText(number)
        self.title = LineField("标题", hint="关于……的通知")
        self.addressee = LineField("主送", hint="可以不写")
        self.day = DateField("成文日期", lambda: today, lean=Lean.PAST)
        self.day.show_value(today)
        self.body.addWidget(FormRow("文号", self.number))
        self.body.addWidget(FormRow("标题", self.title))
        self.body.addWidget(FormRow("主送", self.addressee))
        self.body.addWidget(FormRow("成文日期", self.day))
        self.body.addWidget(self.hint)
        self.finish()
        for field in (self.number, self.title):
            field.textChanged.connect(lambda _text: self._check())
        self.yes.setDefault(True)
        self._check()
        self.title.setFocus()

    def _check(self) -> None:
        text = self.number.text().strip()
        meant = read_number(text)
        if meant is None:
            self.say("文号写成 示教督〔2026〕3号 这样。", kind="soft")
        elif not self.title.text().strip():
            self.say("写文件标题。", kind="soft")
        else:
            fault = spelling_fault(text)
            self.say(f"{fault}，登记为 {meant}。" if fault else f"登记 {meant}。", kind="soft")
            self.yes.setEnabled(True)

    def order(self) -> UseOrder:
        return UseOrder(
            self.number.text().strip(), self.title.text().strip(),
            self.addressee.text().strip(), self.day.value(),
        )  # fmt: skip


def _spin(name: str, most: int) -> QSpinBox:
    made = QSpinBox()
    made.setAccessibleName(name)
    made.setRange(1, most)
    return made


def ask_series(
    parent: QWidget, *, code: str = "", kinds: Sequence[LetterKind] = ()
) -> SeriesOrder | None:
    """Ask which 机关代字 is kept, or what a known one is for; ``None`` when given up."""
    question = _SeriesQuestion(parent, code=code, kinds=kinds)
    return question.order() if run(question) else None


def ask_reservation(
    parent: QWidget, code: str, *, first: str, laptops: Sequence[Laptop]
) -> ReservationOrder | None:
    """Ask how many numbers from ``first`` on go to which laptop; ``None`` when given up."""
    question = _ReservationQuestion(parent, code, first=first, laptops=laptops)
    return question.order() if run(question) else None


def ask_use(parent: QWidget, number: str, *, today: date) -> UseOrder | None:
    """Ask what a number was used for; ``None`` when given up."""
    question = _UseQuestion(parent, number, today=today)
    return question.order() if run(question) else None
