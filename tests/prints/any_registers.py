"""Entries of registers of any content, and the trees that the program makes of them."""

from dataclasses import replace
from datetime import date
from functools import singledispatch
from typing import Any

from hypothesis import strategies as st

from inspector_app.domain.duty_sheet import duty_sheet
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.case import CASE, PARTS
from inspector_app.domain.registers.complaint import COMPLAINT
from inspector_app.domain.registers.duty import DUTY
from inspector_app.domain.registers.kind import Entry, RegisterKind
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.selfcheck import SELFCHECK
from inspector_app.domain.registers.shapes import (
    CampaignName,
    Day,
    Field,
    Figure,
    Files,
    Line,
    OneOf,
    Paragraphs,
    PersonId,
    PersonIds,
    Rows,
    SchoolCode,
    SchoolCodes,
    Somebody,
    Statement,
    TimeOfDay,
    UnitName,
    UnitNames,
    WholeNumber,
)
from inspector_app.domain.registers.words import Names
from inspector_app.domain.selfcheck_sheet import selfcheck_sheet
from inspector_app.reports.call_note_report import call_note_report
from inspector_app.reports.case_report import case_report
from inspector_app.reports.complaint_handling_report import complaint_handling_report
from inspector_app.reports.complaint_review_report import complaint_review_report
from inspector_app.reports.complaint_rows import ComplaintPaper
from inspector_app.reports.duty_matrix_report import duty_matrix_report
from inspector_app.reports.register_list_report import ListedEntry, register_list_report
from inspector_app.reports.register_report import register_report
from inspector_app.reports.responsibilities_report import responsibilities_report
from inspector_app.reports.selfcheck_report import selfcheck_report
from inspector_app.reports.tasks_report import tasks_report
from inspector_app.services.standards import shipped
from tests.prints.any_records import LINE, several, text

_NAMES = Names(
    schools={"S1": "示范区第1小学", "S2": "示范区阳光双语实验学校附属第2幼儿园"},
    people={"D01": "督学01", "D02": "王㛃", "D03": "阿不都热合曼·买买提"},
)
_PEOPLE = st.sampled_from((*_NAMES.people, "D99"))


def _cut(strategy: st.SearchStrategy[str], limit: int) -> st.SearchStrategy[str]:
    return strategy.map(lambda said: said[:limit])


@singledispatch
def _values(shape: object) -> st.SearchStrategy[Any]:
    """Return stored values of a shape."""
    raise TypeError(type(shape))


@_values.register
def _(shape: Line) -> st.SearchStrategy[Any]:
    return _cut(LINE, shape.limit)


@_values.register
def _(_shape: Figure) -> st.SearchStrategy[Any]:
    return st.sampled_from(["", "0", "1", "84996", "100000", "12.345678"])


@_values.register
def _(shape: CampaignName | UnitName | UnitNames) -> st.SearchStrategy[Any]:
    return _cut(LINE, shape.limit)


@_values.register
def _(shape: Somebody) -> st.SearchStrategy[Any]:
    return _PEOPLE | _cut(LINE, shape.limit)


@_values.register
def _(_shape: SchoolCodes) -> st.SearchStrategy[Any]:
    return st.lists(st.sampled_from((*_NAMES.schools, "S99")), max_size=60)


@_values.register
def _(shape: Paragraphs) -> st.SearchStrategy[Any]:
    return st.sampled_from([40, 600, 3_000]).flatmap(lambda n: _cut(text(n), shape.limit))


@_values.register
def _(_shape: Day) -> st.SearchStrategy[Any]:
    return st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(date.isoformat)


@_values.register
def _(_shape: TimeOfDay) -> st.SearchStrategy[Any]:
    return st.sampled_from(["", "08:05", "23:59"])


@_values.register
def _(shape: WholeNumber) -> st.SearchStrategy[Any]:
    return st.none() | st.integers(0, shape.most)


@_values.register
def _(shape: OneOf) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(list(shape.words))


@_values.register
def _(_shape: SchoolCode) -> st.SearchStrategy[Any]:
    return st.sampled_from(("", *_NAMES.schools))


@_values.register
def _(_shape: PersonId) -> st.SearchStrategy[Any]:
    return st.just("") | _PEOPLE


@_values.register
def _(_shape: PersonIds) -> st.SearchStrategy[Any]:
    return st.lists(_PEOPLE, max_size=30)


@_values.register
def _(_shape: Statement) -> st.SearchStrategy[Any]:
    return st.booleans()


@_values.register
def _(_shape: Files) -> st.SearchStrategy[Any]:
    return st.lists(st.builds(dict, name=LINE, size=st.integers(1, 10**7)), max_size=4)


@_values.register
def _(shape: Rows) -> st.SearchStrategy[Any]:
    return st.lists(_record(shape.fields), max_size=6)


def _record(fields: tuple[Field, ...]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({field.id: _values(field.shape) for field in fields})


def entries_of(kind: RegisterKind) -> st.SearchStrategy[Entry]:
    """Return entries of a kind in which anything may stand."""
    return st.builds(
        Entry,
        uid=st.just("e"),
        kind=st.just(kind.id),
        number=st.just(f"{kind.prefix}-2026-DX001-0007"),
        values=_record(kind.fields),
        state=st.sampled_from(EntryState),
        reason=LINE,
    )


ENTRY_TREES = (
    st.sampled_from([kind.id for kind in KINDS.values() if not kind.written_by_items])
    .flatmap(lambda kind: entries_of(KINDS[kind]))
    .map(lambda entry: register_report(KINDS[entry.kind], entry, _NAMES))
)


STANDARD = shipped()[0]


def _by_items(entry: Entry, field: str) -> Entry:
    """Return an entry whose rows stand for the first items of the set."""
    rows = [
        {**row, "uuid": f"r{n}", "item": n} for n, row in enumerate(entry.values[field], start=1)
    ]
    return replace(entry, values={**entry.values, field: rows})


SELFCHECK_TREES = entries_of(SELFCHECK).map(
    lambda entry: selfcheck_report(selfcheck_sheet(STANDARD, _by_items(entry, "items")))
)
DUTY_TREES = st.builds(
    lambda entry, report: report(
        duty_sheet(STANDARD, _by_items(entry, "duties"), on=date(2026, 11, 22))
    ),
    entries_of(DUTY),
    st.sampled_from([responsibilities_report, tasks_report, duty_matrix_report]),
)


_SEALED = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("name", "phone", "mail", "address"), LINE)
).map(lambda sealed: {name: told for name, told in sealed.items() if told})
COMPLAINT_TREES = st.builds(
    lambda entry, sealed, report: report(ComplaintPaper(entry, _NAMES, sealed)),
    entries_of(COMPLAINT),
    _SEALED,
    st.sampled_from([call_note_report, complaint_handling_report, complaint_review_report]),
)


@st.composite
def listed_trees(draw: st.DrawFn) -> Any:
    kind = KINDS[draw(st.sampled_from(list(KINDS)))]
    cell = LINE.map(lambda said: said[:120])
    entry = st.builds(
        ListedEntry,
        number=st.just(f"{kind.prefix}-2026-DX001-0007"),
        title=cell,
        cells=st.tuples(*[cell] * len(kind.listed)),
        state=st.sampled_from(["草稿", "定稿", "作废"]),
        hint=cell,
    )
    lines = draw(several(entry, 14))
    return register_list_report(
        kind, lines, heading=f"{kind.name}一览表", unit="区划 210304", title="2026年"
    )


def _case_tree(case: Entry) -> Any:
    # Nothing else is filed, and a booklet holds filed cases alone.
    needed = {name: case.values[name].strip() or "有做法。" for name in ("title", *PARTS)}
    whole = replace(case, values={**case.values, **needed})
    return case_report(whole, _NAMES, place=12)


CASE_TREES = entries_of(CASE).map(_case_tree)
