"""成员单位 of the 教育督导委员会: what each answers for, and whom to call, from when until when."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from inspector_app.base.errors import Problem
from inspector_app.domain.registers.gaps import in_order
from inspector_app.domain.registers.kind import Entry, Facts, RegisterKind, Values, day_in
from inspector_app.domain.registers.shapes import Day, Field, Line, Paragraphs, Rows


class Contact(NamedTuple):
    """A 联络人 of a unit."""

    name: str
    post: str
    phone: str


class Unit(NamedTuple):
    """A unit as it stands on a day.

    Attributes:
        short: what people call it for short, empty where it is not said.
        contacts: the 联络人 of that day.
    """

    number: str
    name: str
    short: str
    duties: str
    contacts: tuple[Contact, ...]


def units_on(entries: Iterable[Entry], day: date) -> tuple[Unit, ...]:
    """Return the units that belong to the 委员会 on a day, in the order of their numbers."""
    members = sorted((e for e in entries if _holds(e.values, day)), key=lambda e: e.number)
    return tuple(
        Unit(
            number=entry.number,
            name=entry.values["name"].strip(),
            short=entry.values["short"].strip(),
            duties=entry.values["duties"].strip(),
            contacts=tuple(
                Contact(row["name"], row["post"], row["phone"])
                for row in entry.values["contacts"]
                if _holds(row, day)
            ),
        )
        for entry in members
    )


def _holds(values: Values, day: date) -> bool:
    """Say whether a day lies between the two of a unit or a row; one left open bounds nothing."""
    start, end = day_in(values, "start"), day_in(values, "end")
    return (start is None or start <= day) and (end is None or day <= end)


def _checks(entry: Entry, facts: Facts) -> Iterator[Problem]:
    yield from in_order(entry, "start", "end", what="退出日期早于加入日期")
    for place, row in enumerate(entry.values["contacts"]):
        start, end = day_in(row, "start"), day_in(row, "end")
        if start is not None and end is not None and end < start:
            what = f"联络人 {place + 1} 的截止日期早于开始日期"
            yield Problem(where=f"contacts[{place}].end", what=what, remedy="请核对两个日期")
    twins = [each.number for each in facts.others if _meet(each, entry)]
    if twins:
        what = f"这个单位已经登记过（{'、'.join(twins)}）"
        yield Problem(where="name", what=what, remedy="请接着改那一条；重新加入的写清起止日期")


def _meet(one: Entry, other: Entry) -> bool:
    """Say whether two entries of one unit hold on a common day."""
    first, last = max(_start_of(one), _start_of(other)), min(_end_of(one), _end_of(other))
    return first <= last


def _start_of(entry: Entry) -> date:
    return entry.day("start") or date.min


def _end_of(entry: Entry) -> date:
    return entry.day("end") or date.max


def _hints(entry: Entry, facts: Facts) -> Iterator[Problem]:
    if not _holds(entry.values, facts.today):
        return
    if not any(_holds(row, facts.today) for row in entry.values["contacts"]):
        yield Problem(where="contacts", what="现在没有联络人", remedy="加一位，写明从哪天起")


def _title(values: Values) -> str:
    return str(values["name"]).strip()


_CONTACT: Final = (
    Field(id="name", label="姓名", shape=Line(limit=50), needed=True, later=True),
    Field(id="post", label="职务", shape=Line(limit=50), later=True),
    Field(id="phone", label="电话", shape=Line(limit=50), later=True, hint="单位的办公电话"),
    Field(id="start", label="从", shape=Day(), later=True, hint="不写就是一直"),
    Field(id="end", label="到", shape=Day(ahead=True), later=True, hint="换人时写，旧的留着"),
)


def _fields() -> Iterator[Field]:
    yield Field(id="name", label="单位名称", shape=Line(), needed=True, aliases=("名称",))
    yield Field(id="short", label="简称", shape=Line(limit=40), hint="如 市场监管局")
    duties = Paragraphs(limit=2_000, lines=3)
    yield Field(id="duties", label="职责分工", shape=duties, hint="在教育督导里负责什么")
    contacts = Rows(noun="联络人", fields=_CONTACT)
    yield Field(id="contacts", label="联络人", shape=contacts, later=True)
    yield Field(id="start", label="加入日期", shape=Day(), needed=True)
    left = "不再是成员单位时写"
    yield Field(id="end", label="退出日期", shape=Day(ahead=True), later=True, hint=left)
    yield Field(id="note", label="备注", shape=Line())


UNIT: Final[RegisterKind] = RegisterKind(
    id="unit",
    name="成员单位",
    prefix="DW",
    purpose="教育督导委员会各成员单位：职责分工、联络人，从哪天到哪天",
    paper="教育督导委员会成员单位登记表",
    fields=tuple(_fields()),
    title=_title,
    named_by="单位名称",
    listed=("short", "start", "end"),
    day="start",
    kin="name",
    checks=_checks,
    hints=_hints,
)
