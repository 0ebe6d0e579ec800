"""Reads an issue of another source from a file of fields, as the command line takes it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from inspector_app.base.errors import InputError
from inspector_app.domain.issue_event import Measure
from inspector_app.domain.issue_source import Matter, OutsideSource
from inspector_app.domain.labels.sources import MATTER_LABEL
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.measure_text import measures_of
from inspector_app.domain.sourced_issue import SourcedIssue
from inspector_app.services.value_readers import (
    Lookup,
    one_of,
    read_day,
    read_school,
    text_reader,
)
from inspector_app.services.visit_reader import read_issue

_CATEGORY_LIMIT: Final = 60
_ON_A_VISIT_ALONE: Final = {"fixed_on_the_spot": "当场整改", "witness": "见证人"}


def read_sourced(data: Mapping[str, Any], lookup: Lookup, *, source: OutsideSource) -> SourcedIssue:
    """Return the issue that ``data`` describes: the fields of an issue, and those of its source.

    Raises:
        InputError: a field is unknown or its value cannot be read; the sentence names it.
    """
    # What is told of a row of the ledger beside the issue is read without being obeyed.
    own = {name: value for name, value in data.items() if name not in {*_OWN, *_DERIVED}}
    issue = read_issue(own, lookup)
    for name, word in _ON_A_VISIT_ALONE.items():
        if getattr(issue, name):
            raise InputError(f"“{word}”只有督导记录里的问题才有，没有列入台账；请去掉它。")
    school = _read(data, "school", read_school, lookup)
    return SourcedIssue(
        source=source,
        reference=_text(data, "ref", lookup),
        item=_text(data, "item", lookup),
        school_code=school.code if school else "",
        unit=_text(data, "unit", lookup),
        matter=_read(data, "matter", one_of(MATTER_LABEL), lookup) or Matter.SCHOOLS,
        category=_category(_text(data, "category", lookup)),
        found_on=_read(data, "found_on", read_day, lookup),
        measures=_measures(data.get("measures"), lookup),
        description=issue.description,
        severity=issue.severity,
        handling=issue.handling,
        requirement=issue.requirement,
        responsible_unit=issue.responsible_unit,
        assisting_units=issue.assisting_units,
        responsible=issue.responsible,
        deadline=issue.deadline,
    )


_OWN: Final = {
    "ref": "来源文号、指标或编号",
    "item": "第几条",
    "school": "学校",
    "unit": "责任单位（部门）",
    "matter": "事项",
    "category": "类别",
    "found_on": "发现日期",
    "measures": "整改措施",
}
_DERIVED: Final = frozenset({"source", "school_name", "visit", "lead", "entry"})


def _read(
    data: Mapping[str, Any], name: str, parse: Callable[[Any, Lookup], Any], lookup: Lookup
) -> Any:
    try:
        return parse(data.get(name), lookup)
    except ValueError as error:
        raise InputError(f"“{_OWN[name]}”没有读入：{error}。") from error


def _text(data: Mapping[str, Any], name: str, lookup: Lookup) -> str:
    limit = _CATEGORY_LIMIT if name == "category" else 200
    text: str = _read(data, name, text_reader(limit), lookup)
    return " ".join(text.split())


def _category(text: str) -> str:
    """Return the code of a 督导事项; what a source sorts by otherwise stays as it is."""
    return next((code for code, label in TOPIC_LABEL.items() if text in {code, label}), text)


def _measures(value: Any, lookup: Lookup) -> tuple[Measure, ...]:
    """Return 整改措施 of a text, a line each, or of a list of such lines."""
    lines = value if isinstance(value, list) else [value]
    read = text_reader(4_000)
    return measures_of(
        "\n".join(_read({"measures": line}, "measures", read, lookup) for line in lines)
    )
