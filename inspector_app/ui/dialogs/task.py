"""Asking for a task, and for what was done about one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.labels.tasks import (
    TASK_KIND_LABEL,
    TASK_NEED_LABEL,
    TASK_SOURCE_LABEL,
)
from inspector_app.domain.task import (
    MOST_ANSWER,
    MOST_REFERENCE,
    MOST_TEXT,
    MOST_TITLE,
    TaskKind,
    TaskNeed,
    TaskSource,
)
from inspector_app.services.tasks import TaskWish
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.lenient import Lean
from inspector_app.ui.theme import GRID, scaled
from inspector_app.ui.widgets.chips import ChoiceChips
from inspector_app.ui.widgets.dates import DateField
from inspector_app.ui.widgets.fields import LineField, LongText
from inspector_app.ui.widgets.picker import Choice, Find, PeoplePicker
from inspector_app.ui.widgets.rows import FormRow

if TYPE_CHECKING:
    from inspector_app.domain.task import Task

_WIDTH: Final = 680
# What stands above and below the rows, in pixels at 100 %.
_AROUND: Final = 170
_LEAST_HEIGHT: Final = 160
_OF_RECORDS: Final = frozenset({TaskKind.VISIT, TaskKind.CAMPAIGN})


@dataclass(frozen=True, kw_only=True)
class TaskForm:
    """What the question begins with.

    Attributes:
        task: the one that is changed; None for another one.
        begun: what is known already of another one.
        people, schools: those of the task.
        own: whether it is a person's own, which names nobody.
    """

    today: date
    task: Task | None = None
    begun: TaskWish | None = None
    people: tuple[Choice, ...] = ()
    schools: tuple[Choice, ...] = ()
    own: bool = False


@dataclass(frozen=True)
class TaskFinders:
    """How people and schools are found."""

    people: Find
    schools: Find


class _TaskQuestion(Question):
    """What, by when, for whom, and what is asked to be seen of it."""

    def __init__(self, parent: QWidget, form: TaskForm, finders: TaskFinders) -> None:
        title = "改任务" if form.task else "给自己布置任务" if form.own else "布置任务"
        super().__init__(parent, title, _TEXT_OWN if form.own else _TEXT, yes="保存", width=_WIDTH)
        self._form = form
        self._window_height = parent.window().height()
        self.title = LineField("任务", hint="要做什么，如 冬季取暖安全检查")
        self.title.setMaxLength(MOST_TITLE)
        self.due = DateField("期限", lambda: form.today, lean=Lean.FUTURE)
        self.people = PeoplePicker("交给谁", finders.people, hint="姓名、编号；不写就按学校分")
        self.schools = PeoplePicker("学校", finders.schools, hint="校名、简称或首字母；可以不写")
        self.kind = ChoiceChips("类别", tuple(TASK_KIND_LABEL.items()))
        self.needs = ChoiceChips("要什么", tuple(TASK_NEED_LABEL.items()))
        self.source = ChoiceChips("来源", tuple(TASK_SOURCE_LABEL.items()))
        self.reference = LineField("文号", hint="文号，会议或投诉的编号")
        self.reference.setMaxLength(MOST_REFERENCE)
        self.text = LongText("要求", lines=3, limit=MOST_TEXT)
        self.hint = self.words("", kind="small")
        self._lay_out()
        self._show(form.task or form.begun or TaskWish())
        self._connect()
        self._fit()
        self._check()

    def _lay_out(self) -> None:
        self._inner = QWidget()
        rows = QVBoxLayout(self._inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GRID)
        rows.addWidget(FormRow("任务", self.title))
        rows.addLayout(_beside(FormRow("期限", self.due), FormRow("要什么", self.needs)))
        rows.addWidget(FormRow("类别", self.kind))
        self._people_row = FormRow("交给谁", self.people)
        rows.addWidget(self._people_row)
        self._people_row.setVisible(not self._form.own)
        rows.addWidget(FormRow("学校", self.schools))
        rows.addWidget(FormRow("要求", self.text))
        rows.addWidget(FormRow("来源", self.source))
        rows.addWidget(FormRow("文号", self.reference))
        self._view = QScrollArea()
        self._view.setWidget(self._inner)
        self.body.addWidget(self._view)
        self.body.addWidget(self.hint)
        self.finish()
        self.yes.setDefault(True)
        self.title.setFocus()

    def _fit(self) -> None:
        """Show the rows as high as they are; where there is no room they are scrolled."""
        width = self._width - self._view.verticalScrollBar().sizeHint().width()
        self._inner.setFixedSize(width, self._inner.heightForWidth(width))
        room = max(_LEAST_HEIGHT, self._window_height - scaled(_AROUND))
        self._view.setFixedHeight(min(self._inner.height(), room))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only now it is known how high chips and texts are.
        self._fit()

    def _show(self, known: Task | TaskWish) -> None:
        self.kind.show_value(known.kind or TaskKind.OTHER)
        self.needs.show_value(known.needs or TaskNeed.ANSWER)
        self.source.show_value(known.source or TaskSource.OTHER)
        self.people.show_choices(self._form.people)
        self.schools.show_choices(self._form.schools)
        self.title.show_value(known.title or "")
        self.due.show_value(known.due)
        self.reference.show_value(known.reference or "")
        self.text.show_value(known.text or "")

    def _connect(self) -> None:
        self.title.textChanged.connect(lambda _text: self._check())
        self.due.edited.connect(lambda _day: self._check())
        self.due.refused.connect(self._refuse)
        self.kind.chosen.connect(self._on_kind)
        for several in (self.people, self.schools):
            several.changed.connect(lambda _values: self._on_several())

    def _on_kind(self, kind: object) -> None:
        self.needs.show_value(TaskNeed.RECORD if kind in _OF_RECORDS else TaskNeed.ANSWER)

    def _on_several(self) -> None:
        self._fit()
        self._check()

    def _refuse(self, sentence: str) -> None:
        self.hint.setText(sentence)
        self.yes.setEnabled(False)

    def _check(self) -> None:
        lacking = self._lacking()
        self.hint.setText(lacking)
        self.yes.setEnabled(not lacking)

    def _lacking(self) -> str:
        if not self.title.text().strip():
            return "写明任务，如“冬季取暖安全检查”。"
        if self.due.value() is None:
            return "写明期限，只写月和日也可以。"
        named = self._form.own or self.people.choices or self.schools.choices
        return "" if named else "写明交给谁；只写学校的，由各校的责任督学办。"

    def wish(self) -> TaskWish:
        """Return what is filled in."""
        kind, needs, source = self.kind.value(), self.needs.value(), self.source.value()
        return TaskWish(
            title=self.title.text(), text=self.text.toPlainText(), due=self.due.value(),
            kind=TaskKind(str(kind)) if kind is not None else TaskKind.OTHER,
            needs=TaskNeed(str(needs)) if needs is not None else TaskNeed.ANSWER,
            source=TaskSource(str(source)) if source is not None else TaskSource.OTHER,
            reference=self.reference.text(),
            people=None if self._form.own else tuple(x.value for x in self.people.choices),
            schools=tuple(x.value for x in self.schools.choices),
        )  # fmt: skip


_TEXT: Final = "几位督学一起办的，各人得到自己负责的学校。保存以后再下发，督学才看得到。"
_TEXT_OWN: Final = "只记在这台电脑上，不上报；按它写的督导记录照样上报。"


def _beside(*rows: FormRow) -> QHBoxLayout:
    line = QHBoxLayout()
    for row in rows:
        line.addWidget(row, 1)
    return line


@dataclass(frozen=True)
class AnswerGiven:
    """What was done, and on which day."""

    text: str
    on: date


class _AnswerQuestion(Question):
    """A text and a day."""

    def __init__(self, parent: QWidget, title: str, text: str, *, today: date) -> None:
        super().__init__(parent, title, text, yes="答复")
        self.text = LongText("答复", lines=4, limit=MOST_ANSWER, hint="办了什么、结果怎样")
        self.on = DateField("完成日期", lambda: today)
        self.on.show_value(today)
        self.body.addWidget(FormRow("答复", self.text))
        self.body.addWidget(FormRow("完成日期", self.on))
        self.finish()
        self.yes.setEnabled(False)
        self.text.textChanged.connect(self._check)
        self.on.edited.connect(lambda _day: self._check())
        self.text.setFocus()

    def _check(self) -> None:
        said = bool(self.text.toPlainText().strip())
        self.yes.setEnabled(said and self.on.value() is not None)


def ask_task(parent: QWidget, form: TaskForm, finders: TaskFinders) -> TaskWish | None:
    """Ask for a task, or for what changes of one; ``None`` when given up."""
    question = _TaskQuestion(parent, form, finders)
    return question.wish() if run(question) else None


def ask_answer(parent: QWidget, title: str, text: str, *, today: date) -> AnswerGiven | None:
    """Ask what was done about a task; ``None`` when given up."""
    question = _AnswerQuestion(parent, title, text, today=today)
    if not run(question):
        return None
    on = question.on.value()
    return None if on is None else AnswerGiven(question.text.toPlainText(), on)
