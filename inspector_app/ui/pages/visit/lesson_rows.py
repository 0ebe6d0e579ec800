"""四、听课: the lessons heard during the visit, each a record of its own."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspector_app.base.override import override
from inspector_app.domain.labels.lessons import (
    LESSON_GRADE_LABEL,
    LESSON_KIND_LABEL,
    LESSON_MANNER_LABEL,
)
from inspector_app.domain.lesson import LAST_PERIOD, Lesson, LessonScores
from inspector_app.domain.text_line import first_line
from inspector_app.ui.clock_key import Now, clock_button
from inspector_app.ui.photo_panel import PhotoPanel
from inspector_app.ui.theme import button
from inspector_app.ui.widgets.chips import ChoiceChips, SwitchChip
from inspector_app.ui.widgets.counts import CountField, CountsGrid
from inspector_app.ui.widgets.fields import LineField, LongText
from inspector_app.ui.widgets.picker import Find, Picker
from inspector_app.ui.widgets.row_list import RowBody, RowList
from inspector_app.ui.widgets.rows import FormRow

_SCORES: Final = (
    ("aims", "目标"),
    ("content", "内容"),
    ("methods", "方法"),
    ("participation", "学生参与"),
    ("effect", "效果"),
    ("technology", "信息化"),
)
_PERIODS: Final = [(number, str(number)) for number in range(1, LAST_PERIOD + 1)]


class LessonBody(RowBody):
    """The fields of one 听课记录.

    Signals:
        print_wanted(): its 听课记录表 is to be seen and printed.
    """

    print_wanted = Signal()

    def __init__(
        self,
        place: int,
        *,
        people: Find,
        names: Callable[[], Mapping[str, str]],
        panel: PhotoPanel,
        now: Now,
    ) -> None:
        super().__init__(noun="lesson")
        self._now = now
        self.panel = panel
        self._which = f"听课{place + 1}"
        self._names = names
        self._people = people
        self._scores: CountsGrid
        self.print = button(
            "打印本节…",
            kind="link",
            tip="Ctrl+Shift+L：先预览本节的听课记录表，再打印或存为 PDF、Word",
            name=f"{self._which}：打印本节听课记录",
        )
        self.print.clicked.connect(self.print_wanted)
        self.beside = (self.print,)
        self._add_what()
        self._add_how()
        self._add_words()
        self.box.addWidget(FormRow("听课本照片", panel, hint="放了照片，教学过程可以不写"))

    def _line(self, name: str, title: str, *, hint: str = "") -> None:
        field = LineField(f"{self._which}：{title}", hint=hint)
        self.box.addWidget(self.form.add(name, title, field))

    def _text(self, name: str, title: str, *, lines: int, hint: str = "") -> None:
        field = LongText(f"{self._which}：{title}", lines=lines, hint=hint)
        self.box.addWidget(self.form.add(name, title, field))

    def _put(self, name: str, title: str, field: QWidget) -> None:
        self.box.addWidget(self.form.add(name, title, field))

    def _add_what(self) -> None:
        self._put("period_no", "节次", ChoiceChips(f"{self._which}：节次", _PERIODS))
        self._line("class_name", "班级", hint="如 三年级2班")
        self._line("subject", "学科")
        self._line("topic", "课题")
        self._line("teacher", "授课教师", hint="默认写代称，如 教师A")
        listener = Picker(f"{self._which}：听课督学", self._people)
        show = self._show_listener
        self.box.addWidget(self.form.add("listener_id", "听课督学", listener, show=show))

    def _show_listener(self, lesson: Lesson) -> None:
        field = self.form.input("listener_id")
        if isinstance(field, Picker):
            field.show_choice(self._names().get(lesson.listener_id, lesson.listener_id))

    def _add_how(self) -> None:
        which = self._which
        self._put("kind", "课型", ChoiceChips(f"{which}：课型", list(LESSON_KIND_LABEL.items())))
        self._put(
            "manner",
            "听课方式",
            ChoiceChips(f"{which}：听课方式", list(LESSON_MANNER_LABEL.items())),
        )
        self._put(
            "whole", "是否整节", SwitchChip(f"{which}：是否整节", "完整听了一节（才计 1 节）")
        )
        self._put("expected", "应到人数", CountField(f"{which}：应到人数"))
        self._put("present", "实到人数", CountField(f"{which}：实到人数"))
        plan = ChoiceChips(f"{which}：教案", [(True, "有教案"), (False, "无教案")])
        self._put("has_plan", "教案", plan)

    def _add_words(self) -> None:
        which = self._which
        self._text("process", "教学过程", lines=3, hint="也可以不写，放一张纸质听课本的照片")
        process = self.form.input("process")
        assert isinstance(process, LongText)
        self.clock = clock_button(process, self._now)
        self._clock_row = FormRow("", self.clock)
        self.box.addWidget(self._clock_row)
        self._text("strengths", "优点", lines=2)
        self._text("weaknesses", "不足", lines=2)
        self._text("advice", "建议", lines=2)
        self._line("homework", "作业布置")
        self._put("grade", "等级", ChoiceChips(f"{which}：等级", list(LESSON_GRADE_LABEL.items())))
        self._scores = CountsGrid(f"{which}：分项评分（0–20）", list(_SCORES))
        self.box.addWidget(
            self.form.add("scores", "分项评分", self._scores, show=self._show_scores)
        )
        views = SwitchChip(f"{which}：交换意见", "已与教师交换意见")
        self._put("exchanged_views", "交换意见", views)

    def _show_scores(self, lesson: Lesson) -> None:
        self._scores.show_values([getattr(lesson.scores, name) or 0 for name, _ in _SCORES])

    @override
    def lock(self, *, locked: bool) -> None:
        super().lock(locked=locked)
        self._clock_row.setVisible(not locked)

    @override
    def show_row(self, row: object, *, busy: QWidget | None) -> None:
        if isinstance(row, Lesson):
            super().show_row(row, busy=busy)


def typed_value(name: str, value: object) -> object:
    """Return a field's value as the record holds it."""
    if name == "scores" and isinstance(value, tuple):
        given = {key: (n or None) for (key, _), n in zip(_SCORES, value, strict=True)}
        return replace(LessonScores(), **given)
    if name in {"expected", "present"}:
        return value or None
    return value


def lesson_list(
    people: Find,
    names: Callable[[], Mapping[str, str]],
    make_panel: Callable[[str, int], PhotoPanel],
    print_one: Callable[[str], None],
    now: Now,
) -> RowList:
    """Return the editor of 听课记录.

    Args:
        people: finds who listened.
        names: names of inspectors by number.
        make_panel: makes the pictures of the lesson of a uid.
        print_one: called with the uid of a lesson whose form is to be printed alone.
        now: tells the time of day.
    """

    def make(uid: str, place: int) -> LessonBody:
        body = LessonBody(place, people=people, names=names, panel=make_panel(uid, place), now=now)
        body.print_wanted.connect(lambda: print_one(uid))
        return body

    return RowList("听课", make, _lesson_line, tip="Ctrl+L")


def _lesson_line(place: int, row: object) -> str:
    if not isinstance(row, Lesson):
        return ""
    period = f"第{row.period_no}节" if row.period_no else ""
    topic = f"《{first_line(row.topic, most=14)}》" if row.topic else ""
    grade = LESSON_GRADE_LABEL[row.grade] if row.grade else ""
    half = "" if row.whole else "不足一节"
    parts = [period, row.class_name, row.subject, topic, grade, half]
    return f"{place + 1}. {'　'.join(p for p in parts if p) or '（未写）'}"
