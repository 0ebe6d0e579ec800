"""Builds a record from a file of fields, as the command line and the frozen revisions hold it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from inspector_app.base.errors import InputError
from inspector_app.domain.filled_checklist import FilledChecklist, shape_faults
from inspector_app.domain.form_record import FormRecord, answer_faults, trimmed
from inspector_app.domain.interview import Interview
from inspector_app.domain.issue import Issue, IssueDates
from inspector_app.domain.lesson import Lesson
from inspector_app.domain.lesson_draw import DrawClass, LessonDraw, draw_fault, is_true
from inspector_app.domain.questionnaire import Questionnaire
from inspector_app.domain.visit import Merit, Visit
from inspector_app.domain.visit_json import GIVEN_TO_ISSUES
from inspector_app.services.value_readers import Lookup, uid_in
from inspector_app.services.visit_fields import find_field, read_value

# Shown with a record and derived from it, or decided by the program: read without being obeyed.
_DERIVED: Final = frozenset(
    {"uuid", "no", "rec_no", "revision", "status", "reason", "school_name", "school_kind",
     "school_ownership", "disposition", "source", "created_at", "filed_at", "origin", "photos",
     "merits", "issues", "lessons", "interviews", "questionnaires", "draws", "prefilled", "signed",
     "lead_name", "peer_names", "gaps", "sign_inspector", "sign_school", "checklist", "checklists",
     "forms", "joint", "digest"}
)  # fmt: skip
_CLASS: Final = ("class", "subject", "teacher", "period")
_ISSUE_DERIVED: Final = frozenset({"uuid", *GIVEN_TO_ISSUES})


def read_visit(data: Mapping[str, Any], lookup: Lookup, *, into: Visit) -> Visit:
    """Return ``into`` with every field that ``data`` holds.

    Raises:
        InputError: a field is unknown or its value cannot be read; the sentence names it.
    """
    values = _values("visit", data, lookup, skip=_DERIVED)
    return replace(
        into,
        **values,
        merits=tuple(_merit(entry, lookup) for entry in _list(data, "merits")),
        issues=tuple(read_issue(entry, lookup) for entry in _list(data, "issues")),
        lessons=tuple(read_lesson(entry, lookup) for entry in _list(data, "lessons")),
        interviews=tuple(read_interview(entry, lookup) for entry in _list(data, "interviews")),
        questionnaires=tuple(
            read_questionnaire(entry, lookup) for entry in _list(data, "questionnaires")
        ),
        draws=tuple(_draw(entry) for entry in _list(data, "draws")),
        checklists=_checklists(data),
        forms=_forms(data),
    )


def read_issue(data: Any, lookup: Lookup) -> Issue:
    """Return the issue that ``data`` describes (errors as above)."""
    entry = _object(data, "问题")
    values = _values("issue", entry, lookup, skip=_ISSUE_DERIVED)
    return Issue(uid=uid_in(entry), number=str(entry.get("no") or ""), **values)


def read_issue_dates(data: Mapping[str, Any], lookup: Lookup) -> IssueDates:
    """Return what the events of a frozen issue had led to."""
    deadline = find_field("issue", "deadline")
    return IssueDates(
        **{name: read_value(deadline, data.get(name), lookup) for name in IssueDates.__slots__}
    )


def read_lesson(data: Any, lookup: Lookup) -> Lesson:
    """Return the lesson that ``data`` describes (errors as above)."""
    entry = _object(data, "听课")
    values = _values("lesson", entry, lookup, skip=frozenset({"uuid", "paper_pages"}))
    return Lesson(uid=uid_in(entry), **{"listener_id": "", **values})


def read_interview(data: Any, lookup: Lookup) -> Interview:
    """Return the talk that ``data`` describes (errors as above)."""
    entry = _object(data, "访谈")
    values = _values("interview", entry, lookup, skip=frozenset({"uuid"}))
    return Interview(uid=uid_in(entry), **values)


def read_questionnaire(data: Any, lookup: Lookup) -> Questionnaire:
    """Return the questionnaire that ``data`` describes (errors as above)."""
    entry = _object(data, "问卷")
    values = _values("questionnaire", entry, lookup, skip=frozenset({"uuid"}))
    return Questionnaire(uid=uid_in(entry), **values)


def _draw(data: Any) -> LessonDraw:
    """Return a draw; list and seed must give the places that it names."""
    entry = _object(data, "抽签")
    try:
        draw = LessonDraw(
            uid=uid_in(entry),
            seed=str(entry["seed"]),
            classes=tuple(
                DrawClass(*(str(row.get(name) or "") for name in _CLASS))
                for row in entry["classes"]
            ),
            picked=tuple(int(place) for place in entry["picked"]),
            drawn_at=str(entry["drawn_at"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError("抽签记录的写法不符，没有保存任何内容。") from error
    if draw_fault(draw.classes, len(draw.picked)) or not is_true(draw):
        raise InputError("抽签记录里抽中的班级与名单和种子算出的不同，没有保存任何内容。")
    return draw


def _checklists(data: Mapping[str, Any]) -> tuple[FilledChecklist, ...]:
    """Return the filled checklists of a record, each form once."""
    found = tuple(_filled(entry) for entry in _list(data, "checklists"))
    if len({filled.form for filled in found}) < len(found):
        raise InputError("同一张检查表在文件里有两份，没有保存任何内容；请只留一份。")
    return found


def _filled(data: Any) -> FilledChecklist:
    """Return a filled checklist, whether or not its version is known here."""
    entry, answers, told = _published(data, "检查表", shape_faults)
    return FilledChecklist(uid=uid_in(entry), **told, answers=dict(answers))


def _forms(data: Mapping[str, Any]) -> tuple[FormRecord, ...]:
    """Return the filled forms of a record, each form once."""
    found = tuple(_form(entry) for entry in _list(data, "forms"))
    if len({record.form for record in found}) < len(found):
        raise InputError("同一张表单在文件里有两份，没有保存任何内容；请只留一份。")
    return found


def _form(data: Any) -> FormRecord:
    """Return a filled form, whether or not its version is known here."""
    entry, answers, told = _published(data, "表单", answer_faults)
    return FormRecord(uid=uid_in(entry), **told, answers=trimmed(answers))


def _published(
    data: Any, label: str, faults_of: Callable[[object], Iterable[str]]
) -> tuple[Mapping[str, Any], Mapping[str, Any], dict[str, str]]:
    entry = _object(data, label)
    answers = entry.get("answers") or {}
    names = ("form", "version", "digest", "title")
    told = {name: str(entry.get(name) or "") for name in names}
    faults = [f"没有写 {name}" for name, value in told.items() if not value]
    faults += faults_of(answers)
    if faults:
        raise InputError(f"{label}没有读入，没有保存任何内容：{'；'.join(faults[:5])}。")
    return entry, answers, told


def _merit(data: Any, lookup: Lookup) -> Merit:
    entry = {"text": data} if isinstance(data, str) else _object(data, "亮点")
    values = _values("merit", entry, lookup, skip=frozenset({"uuid"}))
    return Merit(uid=uid_in(entry), **{"text": "", **values})


def _values(
    noun: str, data: Mapping[str, Any], lookup: Lookup, *, skip: frozenset[str]
) -> dict[str, Any]:
    specs = [(find_field(noun, name), value) for name, value in data.items() if name not in skip]
    return {spec.attribute: read_value(spec, value, lookup) for spec, value in specs}


def _list(data: Mapping[str, Any], name: str) -> list[Any]:
    value = data.get(name) or []
    if not isinstance(value, list):
        raise InputError(f"“{name}”要写成列表，没有保存任何内容。")
    return value


def _object(data: Any, label: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise InputError(f"每条{label}要写成一组字段，没有保存任何内容。")
    return data
