"""基本情况, 督导事项与方式, 督导过程, 意见与反馈: the fields of the record itself."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.base.errors import Problem
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.labels.visits import (
    ANNOUNCEMENT_LABEL,
    FEEDBACK_WAY_LABEL,
    METHOD_LABEL,
    SESSION_LABEL,
    VISIT_TYPE_LABEL,
)
from inspector_app.domain.school import SchoolKind
from inspector_app.domain.visit import NARRATIVE_LIMIT, Visit
from inspector_app.domain.visit_options import MethodCounts
from inspector_app.ui.clock_key import Now, clock_button
from inspector_app.ui.lenient import Lean
from inspector_app.ui.phrase_button import phrase_button
from inspector_app.ui.theme import label
from inspector_app.ui.widgets.binding import Form
from inspector_app.ui.widgets.chips import ChoiceChips, MultiChips, SwitchChip
from inspector_app.ui.widgets.counts import CountsGrid
from inspector_app.ui.widgets.dates import DateField, TimeField
from inspector_app.ui.widgets.fields import LineField, LongText
from inspector_app.ui.widgets.open_picker import NamesField, OpenPicker
from inspector_app.ui.widgets.picker import Find, PeoplePicker, Picker
from inspector_app.ui.widgets.rows import FormRow, Section

# The order of the form on paper; the numbers follow the order of the tuple itself.
_METHODS: Final = (
    "campus_walks",
    "documents_read",
    "meetings_attended",
    "panels",
    "panel_people",
    "teachers_interviewed",
    "students_interviewed",
    "parents_interviewed",
    "questionnaires_sent",
    "questionnaires_returned",
    "briefings_heard",
    "site_checks",
)
_KINDERGARTEN_KINDS: Final = {SchoolKind.KINDERGARTEN.value, SchoolKind.ATTACHED_KINDERGARTEN.value}


class Finders(NamedTuple):
    """How each thing that a record names is found."""

    schools: Find
    people: Find
    campaigns: Find
    units: Find
    tasks: Find


class BasicsSection(Section):
    """Where, when, who and of which kind."""

    def __init__(self, form: Form, *, today: Callable[[], date], find: Finders) -> None:
        super().__init__("一、基本情况")
        self.school = Picker(
            "被督导学校", find.schools, hint="输入校名、简称或拼音首字母，如 第三小学、三小、dsxx"
        )
        self.lead = Picker("责任督学", find.people, hint="输入姓名或督学编号")
        self.peers = PeoplePicker("同行督学", find.people, hint="可选多人")
        self.day_hint = label("", kind="warn")
        self.day_hint.setWordWrap(True)
        self._day_hint = FormRow("", self.day_hint)
        self.people_hint = label("", kind="bad")
        self.people_hint.setWordWrap(True)
        self._people_hint = FormRow("", self.people_hint)
        self._add_where(form, today)
        self._add_kind(form, today, find.campaigns)
        self._add_task(form, find.tasks)
        self._add_people(form, find.units)

    def _add_where(self, form: Form, today: Callable[[], date]) -> None:
        form.add("school_code", "被督导学校", self.school, to=self, show=self._show_school)
        form.add("visited_on", "督导日期", DateField("督导日期", today), to=self)
        self.add(self._day_hint)
        form.add("session", "时段", ChoiceChips("时段", tuple(SESSION_LABEL.items())), to=self)
        form.add("arrived_at", "到校时间", TimeField("到校时间"), to=self)
        form.add("left_at", "离校时间", TimeField("离校时间"), to=self)

    def _add_kind(self, form: Form, today: Callable[[], date], campaigns: Find) -> None:
        kinds = ChoiceChips("督导类型", tuple(VISIT_TYPE_LABEL.items()))
        form.add("type", "督导类型", kinds, to=self)
        campaign = OpenPicker("所属专项", campaigns, hint="专项督导时填；按 ↓ 选进行中的专项")
        form.add("campaign", "所属专项", campaign, to=self)
        told = ChoiceChips("是否事先通知", tuple(ANNOUNCEMENT_LABEL.items()))
        form.add("announcement", "事先通知", told, to=self)
        form.add("announced_on", "通知日期", DateField("通知日期", today), to=self)
        form.add("showed_id", "督学证", SwitchChip("督学证", "已出示督学证"), to=self)
        form.add("online", "线上", SwitchChip("线上督导", "线上督导（不计入校次数）"), to=self)

    def _add_task(self, form: Form, tasks: Find) -> None:
        basis = OpenPicker("指派依据", tasks, hint="按 ↓ 选没办完的任务；也可以写文件和文号")
        self._basis = form.add("basis", "指派依据", basis, to=self)

    def _add_people(self, form: Form, units: Find) -> None:
        form.add("lead_id", "责任督学", self.lead, to=self, show=_nothing)
        form.add("peer_ids", "同行督学", self.peers, to=self, show=_nothing)
        self.add(self._people_hint)
        hint = "联合检查时填；按 ↓ 选成员单位，几个用、隔开"
        departments = NamesField("参加部门", units, hint=hint)
        form.add("departments", "参加部门", departments, to=self, show=_departments(departments))
        form.add("others", "其他参加", LineField("其他参加人员", hint="科室、专家"), to=self)
        form.add(
            "host", "学校接待人", LineField("学校接待人和职务", hint="如 校长、教导主任"), to=self
        )

    def offer_tasks(self, *, shown: bool) -> None:
        """Ask for 指派依据 only where there is a task that the record could be made for."""
        self._basis.setVisible(shown)

    def show_day_hint(self, hint: str) -> None:
        """Say below the day what is odd about it, if anything is."""
        self.day_hint.setText(hint)
        self._day_hint.setVisible(bool(hint))

    def show_people_hint(self, warnings: Sequence[Problem]) -> None:
        """Say below the people who of them must keep away from the school, and by which rule."""
        self.people_hint.setText("\n".join(f"▲ {each.what}；{each.remedy}。" for each in warnings))
        self._people_hint.setVisible(bool(warnings))

    def _show_school(self, visit: Visit) -> None:
        self.school.show_choice(visit.school.name if visit.school else "")


def _departments(field: NamesField) -> Callable[[Visit], None]:
    return lambda visit: field.show_names(visit.departments)


class TopicsField(QWidget):
    """督导事项: the eight of schools, or the four of kindergartens, as the school asks for.

    Signals:
        chosen(object): the codes chosen now.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._schools = MultiChips("督导事项", _numbered("T"))
        self._gardens = MultiChips("督导事项", _numbered("K"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for chips in (self._schools, self._gardens):
            box.addWidget(chips)
            chips.chosen.connect(self.chosen)
        self._gardens.hide()
        self.setFocusProxy(self._schools)

    def show_visit(self, visit: Visit) -> None:
        """Show the topics of a record."""
        kindergarten = bool(visit.school and visit.school.kind in _KINDERGARTEN_KINDS)
        shown, hidden = self._schools, self._gardens
        if kindergarten:
            shown, hidden = hidden, shown
        shown.show()
        hidden.hide()
        self.setFocusProxy(shown)
        shown.show_value(visit.topics)

    def lock(self, *, locked: bool) -> None:
        """Let the topics be seen but not changed."""
        self._schools.lock(locked=locked)
        self._gardens.lock(locked=locked)


class MattersSection(Section):
    """What was looked at, and by which methods."""

    def __init__(self, form: Form) -> None:
        super().__init__("二、事项和方式")
        topics = TopicsField()
        self._methods = CountsGrid("督导方式", [(name, METHOD_LABEL[name]) for name in _METHODS])
        form.add("topics", "督导事项", topics, to=self, show=topics.show_visit)
        form.add("month_theme", "月主题", LineField("月主题", hint="有月主题时填"), to=self)
        form.join("methods", self._methods, show=self._show_methods)
        words = label("督导方式及数量（输入首字母跳到该项，如 x 到校园巡视）", kind="small")
        words.setWordWrap(True)
        self.add(words)
        self.add(self._methods)
        self._lessons = label("", kind="small")
        self._lessons.setWordWrap(True)
        self.add(self._lessons)
        plan = LongText("督导重点", lines=2, limit=1_000)
        form.add("plan_text", "督导重点", plan, to=self)

    def _show_methods(self, visit: Visit) -> None:
        self._methods.show_values([getattr(visit.methods, name) for name in _METHODS])
        heard = sum(lesson.whole for lesson in visit.lessons)
        self._lessons.setText(f"随机听课 {heard} 节（按“四、听课与访谈”自动计数）{_counted(visit)}")

    def methods(self) -> MethodCounts:
        """Return the numbers as the record holds them."""
        return MethodCounts(**dict(zip(_METHODS, self._methods.values(), strict=True)))


class NarrativeSection(Section):
    """督导过程（纪实）."""

    def __init__(self, form: Form, *, now: Now) -> None:
        super().__init__("三、督导过程（纪实）")
        text = LongText(
            "督导过程",
            lines=7,
            limit=NARRATIVE_LIMIT,
            hint="看了什么、听了什么、谈了什么。回车换段，Tab 或 Ctrl+回车到下一处。",
        )
        form.add("narrative", "督导过程", text, to=self)
        self._text = text
        self.clock, self.phrases = clock_button(text, now), phrase_button(kind="link")
        self._clock_row = FormRow("", _side_by_side(self.clock, self.phrases))
        self.add(self._clock_row)
        self.phrases.clicked.connect(self._go_in)

    def _go_in(self) -> None:
        """Let a phrase go where the cursor is, and here where it is in no text."""
        if not isinstance(QApplication.focusWidget(), LineField | LongText):
            self._text.setFocus()

    def lock(self, *, locked: bool) -> None:
        """Offer the time of day only where it can be put in."""
        self._clock_row.setVisible(not locked)


class AdviceSection(Section):
    """意见、反馈和回访."""

    def __init__(self, form: Form, *, today: Callable[[], date]) -> None:
        super().__init__("七、意见与反馈")
        form.add("advice", "督导意见和建议", LongText("督导意见和建议", lines=4), to=self)
        ways = MultiChips("反馈方式", tuple(FEEDBACK_WAY_LABEL.items()))
        form.add("feedback_ways", "反馈方式", ways, to=self)
        form.add("feedback_to", "反馈对象", LineField("反馈对象"), to=self)
        next_visit = DateField("拟回访日期", today, lean=Lean.FUTURE)
        form.add("next_visit", "拟回访日期", next_visit, to=self)
        self.disposition = label("")
        self.disposition.setAccessibleName("处理意见")
        self.add(self.disposition)


def _numbered(family: str) -> list[tuple[str, str]]:
    codes = [code for code in TOPIC_LABEL if code.startswith(family)]
    return [(code, f"{code[1:]} {TOPIC_LABEL[code]}") for code in codes]


def _counted(visit: Visit) -> str:
    """Return which numbers the talks and questionnaires of a record raise."""
    pairs = zip(visit.methods._asdict().items(), visit.methods_counted, strict=True)
    raised = [f"{METHOD_LABEL[name]} {count}" for (name, typed), count in pairs if count > typed]
    return f"；按访谈和问卷计入：{'、'.join(raised)}" if raised else ""


def _nothing(_visit: Visit) -> None:
    """Names come with the record, not with the visit: the page shows them itself."""


def _side_by_side(*pressed: QWidget) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    for each in pressed:
        row.addWidget(each)
    row.addStretch()
    return whole
