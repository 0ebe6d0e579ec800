"""Asking on which printer, which pages and how many."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QCheckBox, QGridLayout, QSpinBox, QWidget

from inspector_app.base.errors import UserError
from inspector_app.base.override import override
from inspector_app.domain.page_range import parse_pages
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.printer import Order, PrinterFacts
from inspector_app.ui.theme import GRID, label, look
from inspector_app.ui.widgets.combo import Combo
from inspector_app.ui.widgets.fields import LineField

MOST_COPIES: Final = 99


class _PrintQuestion(Question):
    """A printer, a range of pages, and how they come out."""

    def __init__(self, parent: QWidget, printers: Sequence[PrinterFacts], count: int) -> None:
        super().__init__(parent, "打印", f"共 {count} 页，按纸的原大打印，不缩放。", yes="打印")
        self._printers, self._count = printers, count
        self.printer = Combo("打印机")
        self.printer.addItems([each.name for each in printers])
        self.pages = LineField("页码范围", hint=f"全部（1-{count}），或写 1-3,5")
        self.copies = QSpinBox()
        self.copies.setAccessibleName("份数")
        self.copies.setRange(1, MOST_COPIES)
        self.both_sides = QCheckBox("双面")
        self.grey = QCheckBox("黑白")
        self.hint = self.words("", kind="small")
        self._lay_out()
        self.printer.currentIndexChanged.connect(self._on_printer)
        self.pages.textChanged.connect(self._on_pages)
        self._on_printer()
        self._on_pages()
        self.yes.setDefault(True)
        self.printer.setFocus()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID)
        rows = (("打印机", self.printer), ("页码", self.pages), ("份数", self.copies))
        for row, (name, widget) in enumerate(rows):
            grid.addWidget(label(name), row, 0)
            grid.addWidget(widget, row, 1, 1, 2)
        grid.addWidget(self.both_sides, len(rows), 1)
        grid.addWidget(self.grey, len(rows), 2)
        grid.setColumnStretch(2, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.hint)
        self.finish()

    def _on_printer(self) -> None:
        able = self._printers[self.printer.currentIndex()].both_sides
        self.both_sides.setEnabled(able)
        self.both_sides.setChecked(self.both_sides.isChecked() and able)
        self.both_sides.setText("双面" if able else "双面（这台打印机不支持）")

    def _on_pages(self) -> None:
        try:
            chosen = parse_pages(self.pages.text(), count=self._count)
        except UserError as error:
            self._say(error.sentence, kind="bad")
        else:
            self._say(f"打印 {len(chosen)} 页。", kind="small")

    def _say(self, text: str, *, kind: str) -> None:
        self.hint.setText(text)
        look(self.hint, kind)
        self.yes.setEnabled(kind != "bad")

    @override
    def accept(self) -> None:
        if self.yes.isEnabled():
            super().accept()

    def order(self) -> Order:
        """Return what was chosen."""
        return Order(
            printer=self._printers[self.printer.currentIndex()].name,
            pages=parse_pages(self.pages.text(), count=self._count),
            copies=self.copies.value(),
            both_sides=self.both_sides.isChecked(),
            grey=self.grey.isChecked(),
        )


def ask_print(parent: QWidget, printers: Sequence[PrinterFacts], *, count: int) -> Order | None:
    """Ask how to print ``count`` pages on one of ``printers``; ``None`` when given up."""
    question = _PrintQuestion(parent, printers, count)
    return question.order() if run(question) else None
