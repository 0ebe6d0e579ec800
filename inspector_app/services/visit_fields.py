"""The fields of a record, its issues and its lessons: id, label, and how a value is read.

One table serves the command line, files of records and the page: a field is named by its id (as the
printed form's field list has it) or by its Chinese label, and a value by its code or its label.
"""

from collections.abc import Mapping
from typing import Any, Final

from inspector_app.base.errors import InputError
from inspector_app.domain.labels.issues import HANDLING_LABEL, SEVERITY_LABEL
from inspector_app.domain.labels.lessons import (
    LESSON_GRADE_LABEL,
    LESSON_KIND_LABEL,
    LESSON_MANNER_LABEL,
)
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.labels.visits import (
    ANNOUNCEMENT_LABEL,
    FEEDBACK_WAY_LABEL,
    METHOD_LABEL,
    SESSION_LABEL,
    VISIT_TYPE_LABEL,
)
from inspector_app.domain.lesson import LAST_PERIOD, LessonScores
from inspector_app.domain.visit import NARRATIVE_LIMIT
from inspector_app.domain.visit_options import MethodCounts
from inspector_app.services.field_spec import FieldSpec
from inspector_app.services.field_spec import spec as _spec
from inspector_app.services.talk_fields import INTERVIEW_FIELDS, QUESTIONNAIRE_FIELDS
from inspector_app.services.value_readers import (
    Lookup,
    basis_reader,
    campaign_reader,
    many_of,
    name_reader,
    one_of,
    parts_of,
    read_day,
    read_flag,
    read_maybe_flag,
    read_number,
    read_people,
    read_person,
    read_school,
    read_time,
    text_reader,
    whole_number,
)
from inspector_app.sheets.text import plain


def _topics(value: Any, _lookup: Lookup) -> tuple[str, ...]:
    by_label = {label: code for code, label in TOPIC_LABEL.items()}
    return tuple(dict.fromkeys(by_label.get(str(part), str(part)) for part in _topic_parts(value)))


def _topic_parts(value: Any) -> list[Any]:
    # Labels of topics hold 、 themselves: a text that is one label is not cut.
    if isinstance(value, str) and value in TOPIC_LABEL.values():
        return [value]
    return parts_of(value)


def _topic(value: Any, lookup: Lookup) -> str:
    topics = _topics([] if value in (None, "") else [value], lookup)
    return topics[0] if topics else ""


def _period_no(value: Any, _lookup: Lookup) -> int | None:
    if value in (None, ""):
        return None
    number = whole_number(value)
    if not 1 <= number <= LAST_PERIOD:
        msg = f"“{value}”不是节次；请填 1 到 {LAST_PERIOD}"
        raise ValueError(msg)
    return number


def _methods(value: Any, _lookup: Lookup) -> MethodCounts:
    if not isinstance(value, Mapping):
        msg = "要写成“方式: 数量”的对照"
        raise ValueError(msg)  # noqa: TRY004 - a value of the wrong form is what ValueError means here
    names = {_method_key(label): name for name, label in METHOD_LABEL.items()}
    counts: dict[str, int] = {}
    for key, count in value.items():
        name = key if key in MethodCounts._fields else names.get(_method_key(str(key)))
        if name is None:
            msg = f"没有“{key}”这种督导方式"
            raise ValueError(msg)
        counts[name] = whole_number(count)
    return MethodCounts(**counts)


def _method_key(label: str) -> str:
    return plain(label).split("(")[0]


def _scores(value: Any, _lookup: Lookup) -> LessonScores:
    if value is None:
        return LessonScores()
    if not isinstance(value, Mapping) or not set(value) <= set(LessonScores.__slots__):
        msg = f"分项评分只有 {'、'.join(LessonScores.__slots__)}"
        raise ValueError(msg)
    return LessonScores(
        **{k: None if v in (None, "") else whole_number(v, most=20) for k, v in value.items()}
    )


VISIT_FIELDS: Final = (
    _spec("school", "被督导学校（园）", "school", read_school, "学校", "school_code", "学校标识码"),
    _spec("date", "督导日期", "visited_on", read_day, "日期"),
    _spec("session", "时段", "session", one_of(SESSION_LABEL)),
    _spec("arrived", "到校时间", "arrived_at", read_time),
    _spec("left", "离校时间", "left_at", read_time),
    _spec("type", "督导类型", "type", one_of(VISIT_TYPE_LABEL), "类型"),
    _spec("campaign", "所属专项/计划", "campaign", campaign_reader(), "所属专项"),
    _spec("basis", "指派依据", "basis", basis_reader(), "任务", "督导依据"),
    _spec("notice", "是否事先通知", "announcement", one_of(ANNOUNCEMENT_LABEL)),
    _spec("notice_date", "通知日期", "announced_on", read_day),
    _spec("lead", "责任督学（主）", "lead_id", read_person, "责任督学"),
    _spec("peers", "同行督学", "peer_ids", read_people),
    _spec("others", "其他参加人员", "others", text_reader()),
    _spec("departments", "参加部门", "departments", name_reader(), "联合检查部门", "参加单位"),
    _spec("host", "学校接待人·职务", "host", text_reader(200), "学校接待人"),
    _spec("showed_id", "已出示督学证", "showed_id", read_flag),
    _spec("topics", "督导事项", "topics", _topics),
    _spec("month_theme", "月主题", "month_theme", text_reader(200)),
    _spec("methods", "督导方式及数量", "methods", _methods, "methods+counts", "督导方式"),
    _spec("plan_text", "督导重点", "plan_text", text_reader()),
    _spec("narrative", "督导过程（纪实）", "narrative", text_reader(NARRATIVE_LIMIT), "督导过程"),
    _spec("no_issues_found", "未发现问题", "no_issues_found", read_flag),
    _spec("advice", "督导意见和建议", "advice", text_reader(10_000), "意见建议"),
    _spec("feedback_way", "反馈方式", "feedback_ways", many_of(FEEDBACK_WAY_LABEL)),
    _spec("feedback_to", "反馈对象", "feedback_to", text_reader(200)),
    _spec("next_visit", "拟回访日期", "next_visit", read_day),
    _spec("online", "是否线上", "online", read_flag),
)
ISSUE_FIELDS: Final = (
    _spec("category", "类别", "category", _topic),
    _spec("description", "问题描述", "description", text_reader(4_000), "text", "问题"),
    _spec("severity", "程度", "severity", one_of(SEVERITY_LABEL), "严重程度"),
    _spec("handling", "处理方式", "handling", one_of(HANDLING_LABEL)),
    _spec("fixed_on_the_spot", "当场整改", "fixed_on_the_spot", read_flag, "立行立改"),
    _spec("witness", "见证人", "witness", text_reader(100)),
    _spec("requirement", "整改要求", "requirement", text_reader(4_000)),
    _spec("responsible_unit", "责任单位", "responsible_unit", text_reader(200)),
    _spec("assisting_units", "配合单位", "assisting_units", text_reader(200)),
    _spec("responsible", "责任人", "responsible", text_reader(200)),
    _spec("deadline", "整改时限", "deadline", read_day, "时限"),
)
LESSON_FIELDS: Final = (
    _spec("listener", "听课督学", "listener_id", read_person, "inspector"),
    _spec("period", "节次", "period_no", _period_no),
    _spec("class", "班级", "class_name", text_reader(50), "class_name"),
    _spec("subject", "学科", "subject", text_reader(50)),
    _spec("teacher", "授课教师", "teacher", text_reader(50)),
    _spec("topic", "课题", "topic", text_reader(200)),
    _spec("kind", "课型", "kind", one_of(LESSON_KIND_LABEL), "lesson_type"),
    _spec("manner", "听课方式", "manner", one_of(LESSON_MANNER_LABEL)),
    _spec("expected", "应到人数", "expected", read_number, "应到"),
    _spec("present", "实到人数", "present", read_number, "实到"),
    _spec("has_plan", "教案", "has_plan", read_maybe_flag),
    _spec("homework", "作业布置情况", "homework", text_reader()),
    _spec("process", "教学过程", "process", text_reader(4_000)),
    _spec("strengths", "优点", "strengths", text_reader(4_000)),
    _spec("weaknesses", "不足", "weaknesses", text_reader(4_000)),
    _spec("advice", "建议", "advice", text_reader(4_000)),
    _spec("grade", "等级", "grade", one_of(LESSON_GRADE_LABEL)),
    _spec("scores", "分项评分", "scores", _scores),
    _spec("exchanged_views", "是否与教师交换意见", "exchanged_views", read_flag),
    _spec("whole", "是否整节", "whole", read_flag, "整节"),
)
MERIT_FIELDS: Final = (_spec("text", "亮点与经验", "text", text_reader(4_000), "亮点"),)
FIELDS_OF: Final = {
    "visit": VISIT_FIELDS,
    "issue": ISSUE_FIELDS,
    "lesson": LESSON_FIELDS,
    "merit": MERIT_FIELDS,
    "interview": INTERVIEW_FIELDS,
    "questionnaire": QUESTIONNAIRE_FIELDS,
}


# Shown with a record, but no fields that a person writes.
_DERIVED: Final = frozenset({"no", "uuid", "status", "revision", "disposition"})
_ROWS: Final = {
    "issues": "deadline",
    "lessons": "topic",
    "merits": "text",
    "interviews": "points",
    "questionnaires": "counts",
}


def find_field(noun: str, name: str) -> FieldSpec:
    """Return the field that ``name`` means, by id, label or another usual name.

    Raises:
        InputError: there is none.
    """
    for spec in FIELDS_OF[noun]:
        if name in {spec.id, spec.label, spec.attribute, *spec.aliases}:
            return spec
    if noun == "visit" and name in _DERIVED:
        raise InputError(f"“{name}”由程序得出，没有改动；不能直接写。")
    if noun == "visit" and name in _ROWS:
        raise InputError(
            f"“{name}”有几行，没有改动；请写明改第几行的什么，如 {name}[0].{_ROWS[name]}。"
        )
    known = "、".join(f"{spec.id}（{spec.label}）" for spec in FIELDS_OF[noun])
    raise InputError(f"没有“{name}”这个字段；可用的有：{known}。")


def read_value(spec: FieldSpec, value: Any, lookup: Lookup) -> Any:
    """Return the typed value.

    Raises:
        InputError: it cannot be read as what the field is.
    """
    try:
        return spec.parse(value, lookup)
    except ValueError as error:
        raise InputError(f"“{spec.label}”没有改：{error}。") from error


def field_label(noun: str, attribute: str) -> str:
    """Return the label of an attribute, the attribute itself where it is no field of the form."""
    return next((s.label for s in FIELDS_OF[noun] if s.attribute == attribute), attribute)
