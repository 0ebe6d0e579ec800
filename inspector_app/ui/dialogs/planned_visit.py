"""Asking for a visit to be planned: where, when, who, and what is to be looked at."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.labels.visits import SESSION_LABEL
from inspector_app.domain.plan import MOST_TEXT
from inspector_app.domain.visit_options import Session
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.lenient import Lean
from inspector_app.ui.theme import GRID, button, look, scaled
from inspector_app.ui.widgets.chips import ChoiceChips, MultiChips
from inspector_app.ui.widgets.dates import DateField
from inspector_app.ui.widgets.fields import LongText
from inspector_app.ui.widgets.flow import FlowLayout
from inspector_app.ui.widgets.picker import Choice, Find, PeoplePicker, Picker
from inspector_app.ui.widgets.rows import FormRow

_WIDTH: Final = 680
# What stands above and below the rows, in pixels at 100 %.
_AROUND: Final = 150
_LEAST_HEIGHT: Final = 160
_NOBODY: Final = Choice("", "")


class PlannedForm(NamedTuple):
    """What the question begins with and what it gives back.

    Attributes:
        topics: codes of 督导事项.
        text: 督导重点.
    """

    day: date
    session: Session
    school: Choice = _NOBODY
    lead: Choice = _NOBODY
    peers: tuple[Choice, ...] = ()
    topics: tuple[str, ...] = ()
    text: str = ""


class Finders(NamedTuple):
    """How schools and people are found."""

    schools: Find
    people: Find


class _PlannedQuestion(Question):
    """A form of seven rows; schools that need a visit are one press away."""

    def __init__(
        self,
        parent: QWidget,
        form: PlannedForm,
        finders: Finders,
        *,
        today: date,
        proposed: Sequence[Choice],
        refused: str,
    ) -> None:
        title = "改计划入校" if form.school.value else "安排入校"
        super().__init__(
            parent, title, "时段按半天排；日期只写月和日也可以。", yes="安排", width=_WIDTH
        )
        self._form = form
        self._window_height = parent.window().height()
        self.school = Picker("学校", finders.schools, hint="校名、简称或拼音首字母")
        self.day = DateField("日期", lambda: today, lean=Lean.FUTURE)
        self.session = ChoiceChips("时段", tuple(SESSION_LABEL.items()))
        self.lead = Picker("责任督学", finders.people, hint="姓名、编号或拼音首字母")
        self.peers = PeoplePicker("同行督学", finders.people, hint="可选多人")
        self.topics = MultiChips("督导事项", [(code, _short(code)) for code in TOPIC_LABEL])
        self.text = LongText("督导重点", lines=2, limit=MOST_TEXT)
        self.hint = self.words(refused, kind="bad")
        self._lay_out(proposed)
        self._show(form)
        self._connect()
        self._fit()
        self._check()

    def _lay_out(self, proposed: Sequence[Choice]) -> None:
        self._inner = QWidget()
        rows = QVBoxLayout(self._inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID)
        rows.addWidget(FormRow("学校", self.school))
        if proposed:
            rows.addWidget(FormRow("最需要去", self._offered(proposed)))
        for pair in (
            (FormRow("日期", self.day), FormRow("时段", self.session)),
            (FormRow("责任督学", self.lead), FormRow("同行督学", self.peers)),
        ):
            line = QHBoxLayout()
            for each in pair:
                line.addWidget(each, 1)
            rows.addLayout(line)
        rows.addWidget(FormRow("督导事项", self.topics))
        rows.addWidget(FormRow("督导重点", self.text))
        self._view = QScrollArea()
        self._view.setWidget(self._inner)
        self.body.addWidget(self._view)
        self.body.addWidget(self.hint)
        self.finish()
        self.yes.setDefault(True)
        self.school.setFocus()

    def _fit(self) -> None:
        """Show the rows as high as they are; where text is large they are scrolled."""
        width = self._width - self._view.verticalScrollBar().sizeHint().width()
        # Not left to the layout: rows that break into lines ask for room as if they were narrow.
        self._inner.setFixedSize(width, self._inner.heightForWidth(width))
        room = max(_LEAST_HEIGHT, self._window_height - scaled(_AROUND))
        self._view.setFixedHeight(min(self._inner.height(), room))

    def _offered(self, proposed: Sequence[Choice]) -> QWidget:
        whole = QWidget()
        flow = FlowLayout(whole)
        for choice in proposed:
            made = button(f"{choice.title}（{choice.detail}）", kind="chip")
            made.clicked.connect(lambda _=None, choice=choice: self._take_school(choice))
            flow.addWidget(made)
        return whole

    def _show(self, form: PlannedForm) -> None:
        self._school, self._lead = form.school, form.lead
        self.school.show_choice(form.school.title)
        self.lead.show_choice(form.lead.title)
        self.peers.show_choices(form.peers)
        self.day.show_value(form.day)
        self.session.show_value(form.session)
        self.topics.show_value(form.topics)
        self.text.show_value(form.text)

    def _connect(self) -> None:
        self.school.picked.connect(lambda value: self._take_school(_picked(self.school, value)))
        self.lead.picked.connect(lambda value: self._take_lead(_picked(self.lead, value)))
        self.peers.changed.connect(lambda _values: self._fit())
        self.day.edited.connect(self._check)
        self.day.refused.connect(self._refuse)
        self.session.chosen.connect(self._check)

    def _take_school(self, choice: Choice) -> None:
        self._school = choice
        self.school.show_choice(choice.title)
        self._check()

    def _take_lead(self, choice: Choice) -> None:
        self._lead = choice
        self._check()

    def _check(self) -> None:
        ready = bool(self._school.value and self.day.value() and self.session.value())
        self.yes.setEnabled(ready)
        if not ready:
            self._say("写明学校、日期和时段。", kind="soft")
        elif self.hint.property("look") == "soft":
            self._say("", kind="soft")

    def _refuse(self, sentence: str) -> None:
        self._say(sentence, kind="bad")
        self.yes.setEnabled(False)

    def _say(self, sentence: str, *, kind: str) -> None:
        self.hint.setText(sentence)
        look(self.hint, kind)

    def form(self) -> PlannedForm:
        """Return what is filled in."""
        session = self.session.value()
        return PlannedForm(
            day=self.day.value() or self._form.day,
            session=session if isinstance(session, Session) else self._form.session,
            school=self._school,
            lead=self._lead,
            peers=self.peers.choices,
            topics=tuple(map(str, self.topics.values())),
            text=self.text.toPlainText().strip(),
        )


def _picked(picker: Picker, value: str) -> Choice:
    return next(choice for choice in picker.shown_choices if choice.value == value)


def _short(code: str) -> str:
    """Return a matter with the first of its words: all twelve stand in three lines."""
    return f"{code} {TOPIC_LABEL[code].split('、')[0].split('和')[0]}"


def ask_planned(
    parent: QWidget,
    form: PlannedForm,
    finders: Finders,
    *,
    today: date,
    proposed: Sequence[Choice] = (),
    refused: str = "",
) -> PlannedForm | None:
    """Ask for a visit to be planned.

    Args:
        parent: the page that asks.
        form: what it begins with.
        finders: how schools and people are found.
        today: the day in China.
        proposed: the schools that most need a visit, with the reason as detail.
        refused: why it was not taken the time before, or nothing.

    Returns:
        what is filled in, ``None`` when given up.
    """
    question = _PlannedQuestion(
        parent, form, finders, today=today, proposed=proposed, refused=refused
    )
    return question.form() if run(question) else None
