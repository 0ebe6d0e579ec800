"""Asking of which period and whose work a summary is to be."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from inspector_app.domain.labels.summaries import SUMMARY_GENRE_LABEL, SUMMARY_SCOPE_LABEL
from inspector_app.domain.register_options import SummaryGenre, SummaryScope
from inspector_app.domain.school import Inspector
from inspector_app.domain.summary_period import NamedPeriod
from inspector_app.services.summaries import SummaryOrder
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.chips import ChoiceChips
from inspector_app.ui.widgets.rows import FormRow


class _SummaryQuestion(Question):
    """What it is, of which period, in an office whose work, and by which old file."""

    def __init__(
        self, parent: QWidget, periods: Sequence[NamedPeriod], people: Sequence[Inspector]
    ) -> None:
        text = "从已定稿的记录和登记起草，数字跟着记录变；改好再定稿，那时数字和来源一起固定。"
        super().__init__(parent, "起草总结", text, yes="起草")
        self._periods = periods
        self.period = ChoiceChips("期间", [(n, each.name) for n, each in enumerate(periods)])
        self.period.show_value(0)
        self.genre = ChoiceChips("文种", list(SUMMARY_GENRE_LABEL.items()))
        self.genre.show_value(SummaryGenre.WORK)
        self.skeleton: Path | None = None
        self.choose = button("照去年的 Word…", tip="标题和文字照旧，数字换成现在的，认不准的请补充")
        self.chosen = label("不选就由程序按记录起草", kind="soft")
        self.choose.clicked.connect(self._on_choose)
        self.scope = ChoiceChips("范围", list(SUMMARY_SCOPE_LABEL.items()))
        self.zone, self.person = QComboBox(), QComboBox()
        self._scope_row = FormRow("范围", self.scope)
        self._zone_row = FormRow("责任区", self.zone)
        self._person_row = FormRow("督学", self.person)
        self._fill(people)
        self.body.addWidget(FormRow("文种", self.genre))
        self.body.addWidget(FormRow("期间", self.period))
        for row in (self._scope_row, self._zone_row, self._person_row):
            self.body.addWidget(row)
        self.body.addWidget(FormRow("旧稿", self._old_file()))
        self.finish()
        self.scope.chosen.connect(lambda _scope: self._on_scope())
        self.period.chosen.connect(lambda _period: self._on_scope())
        self._on_scope()
        self.yes.setDefault(True)
        self.period.setFocus()

    def _old_file(self) -> QWidget:
        held = QWidget()
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.choose)
        line.addWidget(self.chosen, 1)
        return held

    def _on_choose(self) -> None:
        path = ask.open_file(self, "去年的总结是哪个文件", ask.WORD_IN)
        if path is not None:
            self.skeleton = path
            self.chosen.setText(path.name)

    def _fill(self, people: Sequence[Inspector]) -> None:
        self.zone.setAccessibleName("责任区")
        self.person.setAccessibleName("督学")
        self.zone.addItems(sorted({person.zone for person in people if person.zone}))
        for person in people:
            self.person.addItem(person.name, person.id)
        self._alone = not people
        self.scope.show_value(SummaryScope.PERSON if self._alone else SummaryScope.DISTRICT)

    def _on_scope(self) -> None:
        scope = self.scope.value()
        self._scope_row.setVisible(not self._alone)
        self._zone_row.setVisible(scope is SummaryScope.ZONE)
        self._person_row.setVisible(scope is SummaryScope.PERSON and not self._alone)
        self.yes.setEnabled(scope is not None and self.period.value() is not None)

    def order(self) -> SummaryOrder | None:
        """Return what was chosen."""
        place, scope = self.period.value(), self.scope.value()
        if place is None or not isinstance(scope, SummaryScope):
            return None
        chosen = self._periods[int(str(place))]
        return SummaryOrder(
            span=chosen.span,
            on=chosen.days.start,
            scope=scope,
            zone=self.zone.currentText() if scope is SummaryScope.ZONE else "",
            inspector=self._whom() if scope is SummaryScope.PERSON else "",
            genre=SummaryGenre(str(self.genre.value())),
            skeleton=self.skeleton,
        )

    def _whom(self) -> str:
        return "" if self._alone else str(self.person.currentData())


def ask_summary(
    parent: QWidget, periods: Sequence[NamedPeriod], people: Sequence[Inspector]
) -> SummaryOrder | None:
    """Ask for a period and a scope.

    Args:
        parent: the window.
        periods: those that one may write about, at least one.
        people: who may be written about; nobody where it is one's own summary alone.

    Returns:
        what was chosen, ``None`` when given up.
    """
    question = _SummaryQuestion(parent, periods, people)
    return question.order() if run(question) else None
