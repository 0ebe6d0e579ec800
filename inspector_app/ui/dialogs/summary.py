"""Asking of which period and whose work a summary is to be."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from inspector_app.domain.labels.summaries import SUMMARY_SCOPE_LABEL
from inspector_app.domain.register_options import SummaryScope
from inspector_app.domain.school import Inspector
from inspector_app.domain.summary_period import NamedPeriod
from inspector_app.services.summaries import SummaryOrder
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.widgets.chips import ChoiceChips
from inspector_app.ui.widgets.rows import FormRow


class _SummaryQuestion(Question):
    """A period, and in an office whose work it is."""

    def __init__(
        self, parent: QWidget, periods: Sequence[NamedPeriod], people: Sequence[Inspector]
    ) -> None:
        text = "从已定稿的记录和登记起草，数字跟着记录变；改好再定稿，那时数字和来源一起固定。"
        super().__init__(parent, "起草总结", text, yes="起草")
        self._periods = periods
        self.period = ChoiceChips("期间", [(n, each.name) for n, each in enumerate(periods)])
        self.period.show_value(0)
        self.scope = ChoiceChips("范围", list(SUMMARY_SCOPE_LABEL.items()))
        self.zone, self.person = QComboBox(), QComboBox()
        self._scope_row = FormRow("范围", self.scope)
        self._zone_row = FormRow("责任区", self.zone)
        self._person_row = FormRow("督学", self.person)
        self._fill(people)
        self.body.addWidget(FormRow("期间", self.period))
        for row in (self._scope_row, self._zone_row, self._person_row):
            self.body.addWidget(row)
        self.finish()
        self.scope.chosen.connect(lambda _scope: self._on_scope())
        self.period.chosen.connect(lambda _period: self._on_scope())
        self._on_scope()
        self.yes.setDefault(True)
        self.period.setFocus()

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
