"""Asking who must keep away from which school."""

from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from inspector_app.domain.labels.recusal import RELATION_LABEL
from inspector_app.domain.recusal import MOST_LETTERS, Relation
from inspector_app.ui.dialogs.ask import CheckedQuestion, run
from inspector_app.ui.theme import look
from inspector_app.ui.widgets.chips import ChoiceChips
from inspector_app.ui.widgets.dates import DateField
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.picker import Choice, Find, Picker
from inspector_app.ui.widgets.rows import FormRow

_NOBODY = Choice("", "")


class RecusalForm(NamedTuple):
    """What the question begins with and what it gives back."""

    person: Choice = _NOBODY
    school: Choice = _NOBODY
    relation: Relation | None = None
    left_on: date | None = None
    note: str = ""


class _RecusalQuestion(CheckedQuestion):
    """Person, school, relation; the day of leaving belongs to a former post alone."""

    def __init__(
        self,
        parent: QWidget,
        form: RecusalForm,
        *,
        schools: Find,
        people: Find,
        today: date,
    ) -> None:
        text = "从今天起，安排入校时不能选这位督学，已写的记录会提醒。说明里不要写姓名。"
        super().__init__(parent, "申报回避", text, yes="申报")
        self._person, self._school = form.person, form.school
        self.person = Picker("督学", people, hint="姓名或督学编号")
        self.school = Picker("学校", schools, hint="校名、简称或拼音首字母")
        self.relation = ChoiceChips("关系", tuple(RELATION_LABEL.items()))
        self.left = DateField("离职日期", lambda: today)
        self.note = LineField("说明")
        self.note.setMaxLength(MOST_LETTERS)
        self._lay_out(form)
        self.person.picked.connect(self._on_person)
        self.school.picked.connect(self._on_school)
        self.relation.chosen.connect(lambda _value: self._check())
        self.left.edited.connect(lambda _day: self._check())
        self.left.refused.connect(lambda sentence: self.say(sentence, kind="bad"))
        self._check()
        self.yes.setDefault(True)
        self.person.setFocus()

    def _lay_out(self, form: RecusalForm) -> None:
        self.person.show_choice(form.person.title)
        self.school.show_choice(form.school.title)
        self.relation.show_value(form.relation)
        self.left.show_value(form.left_on)
        self.note.show_value(form.note)
        self.body.addWidget(FormRow("督学", self.person))
        self.body.addWidget(FormRow("学校", self.school))
        self.body.addWidget(FormRow("关系", self.relation))
        self.body.addWidget(FormRow("离职日期", self.left, hint="只有曾在该校工作的才写"))
        self.body.addWidget(FormRow("说明", self.note))
        self.body.addWidget(self.hint)
        self.finish()

    def _on_person(self, value: str) -> None:
        self._person = next(c for c in self.person.shown_choices if c.value == value)
        self._check()

    def _on_school(self, value: str) -> None:
        self._school = next(c for c in self.school.shown_choices if c.value == value)
        self._check()

    def _check(self) -> None:
        form = self.form()
        if not form.person.value or not form.school.value or form.relation is None:
            self.say("写明督学、学校和关系。", kind="soft")
        elif form.relation is Relation.FORMER_POST and form.left_on is None:
            self.say("曾在该校工作的要写离职日期。", kind="soft")
        else:
            self.say("", kind="soft")
            self.yes.setEnabled(True)

    def refuse(self, sentence: str) -> None:
        """Say what spoke against it the time before."""
        if sentence:
            self.hint.setText(sentence)
            look(self.hint, "bad")

    def form(self) -> RecusalForm:
        """Return what is filled in."""
        relation = self.relation.value()
        return RecusalForm(
            person=self._person,
            school=self._school,
            relation=relation if isinstance(relation, Relation) else None,
            left_on=self.left.value(),
            note=self.note.text().strip(),
        )


def ask_recusal(
    parent: QWidget,
    form: RecusalForm,
    *,
    schools: Find,
    people: Find,
    today: date,
    refused: str = "",
) -> RecusalForm | None:
    """Ask for a declaration.

    Args:
        parent: the page that asks.
        form: what it begins with.
        schools: finds schools.
        people: finds inspectors.
        today: the day in China.
        refused: why it was not taken the time before, or nothing.

    Returns:
        what is filled in, with a relation; ``None`` when given up.
    """
    question = _RecusalQuestion(parent, form, schools=schools, people=people, today=today)
    question.refuse(refused)
    return question.form() if run(question) else None
