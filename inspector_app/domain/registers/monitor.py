"""行风监督员: who watches for the district, from where; how to reach them is kept apart."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.domain.registers.gaps import in_order
from inspector_app.domain.registers.kind import Entry, Facts, RegisterKind, Values, leaks_of
from inspector_app.domain.registers.shapes import Day, Field, Line


def monitors_on(entries: Iterable[Entry], day: date) -> tuple[Entry, ...]:
    """Return those whose term a day lies in."""
    return tuple(
        entry
        for entry in entries
        if (entry.day("start") or date.max) <= day <= (entry.day("end") or date.max)
    )


def _checks(entry: Entry, facts: Facts) -> Iterator[Problem]:
    yield from in_order(entry, "start", "end", what="聘期止早于聘期起")
    yield from leaks_of(MONITOR, facts)


def _hints(entry: Entry, facts: Facts) -> Iterator[Problem]:
    if "phone" not in facts.sealed.filled:
        yield Problem(where="note", what="还没有联系电话", remedy="填在“联系方式”里，另存")
    end = entry.day("end")
    if end is not None and end < facts.today:
        yield Problem(where="end", what=f"聘期已于 {end} 结束")


def _title(values: Values) -> str:
    return str(values["name"]).strip()


_CONTACT: Final = (
    Field(id="phone", label="联系电话", shape=Line(limit=50), aliases=("电话",)),
    Field(id="mail", label="电子邮箱", shape=Line(limit=100), aliases=("邮箱",)),
    Field(id="address", label="联系地址", shape=Line(limit=200), aliases=("地址",)),
)


def _fields() -> Iterator[Field]:
    hint = "姓名，或约定的代称"
    yield Field(id="name", label="姓名或代称", shape=Line(limit=50), needed=True, hint=hint)
    yield Field(id="unit", label="所在单位", shape=Line(limit=100), needed=True)
    yield Field(id="identity", label="身份", shape=Line(limit=50), hint="如 人大代表、家长代表")
    yield Field(id="start", label="聘期起", shape=Day(), needed=True)
    yield Field(id="end", label="聘期止", shape=Day(ahead=True), later=True, hint="最后一天")
    yield Field(id="note", label="备注", shape=Line())


MONITOR: Final[RegisterKind] = RegisterKind(
    id="monitor",
    name="行风监督员",
    prefix="JD",
    purpose="聘请的行风监督员，从哪天到哪天；联系方式另存，列表、打印和上报都不带",
    paper="行风监督员登记表",
    fields=tuple(_fields()),
    sealed=_CONTACT,
    sealed_after="note",
    sealed_name="联系方式（另存，不随登记外传）",
    sealed_about="监督员的联系方式",
    sealed_remedy="从这里删去",
    title=_title,
    named_by="姓名或代称",
    listed=("unit", "start", "end"),
    day="start",
    checks=_checks,
    hints=_hints,
)
