"""职务: who is 督导室主任, 督管员, 总督学, from when until when, and by which document."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from inspector_app.base.errors import Problem
from inspector_app.domain.labels.posts import NAMED_WORDS, POST_LABEL
from inspector_app.domain.register_options import Post
from inspector_app.domain.registers.appointment import Appointment
from inspector_app.domain.registers.gaps import in_order
from inspector_app.domain.registers.kind import Entry, Facts, RegisterKind, Values
from inspector_app.domain.registers.shapes import Day, Field, Line, OneOf, Somebody
from inspector_app.domain.registers.zone import ZoneVersion
from inspector_app.domain.school import InspectorKind

# Of these there is one at a time.
_ALONE: Final = frozenset({Post.CHIEF, Post.DIRECTOR})
_BY_TENURE: Final = {
    InspectorKind.FULL_TIME: Post.FULL_TIME,
    InspectorKind.PART_TIME: Post.PART_TIME,
}


class Holding(NamedTuple):
    """Somebody is something, from a day on.

    Attributes:
        person: a 督学编号, or a name of somebody who is not in the roster.
        end: the last day, ``None`` where none is set.
        of: the zone that a 责任区组长 heads, empty for the others.
        basis: the document that says so, or the number of the entry.
    """

    post: Post
    person: str
    start: date
    end: date | None
    of: str = ""
    basis: str = ""

    def in_force(self, *, on: date) -> bool:
        """Say whether it holds on a day; both its first and its last day count."""
        return self.start <= on and (self.end is None or on <= self.end)


def holdings_in(entries: Iterable[Entry]) -> Iterator[Holding]:
    """Yield what the register of posts says."""
    for entry in entries:
        values, start = entry.values, entry.day("start")
        if values["post"] and values["person"] and start is not None:
            post, basis = Post(values["post"]), values["document_no"] or entry.number
            yield Holding(post, values["person"], start, entry.day("end"), basis=basis)


def appointed(appointments: Iterable[Appointment]) -> Iterator[Holding]:
    """Yield what appointments say: 总督学 and 副总督学, 专职 and 兼职责任督学."""
    for each in appointments:
        post = each.post or _BY_TENURE[each.kind]
        yield Holding(post, each.inspector_id, each.start, each.end, basis=each.document_no)


def heading(versions: Iterable[ZoneVersion]) -> Iterator[Holding]:
    """Yield who heads a 责任区."""
    for each in versions:
        if each.head:
            yield Holding(
                Post.ZONE_HEAD, each.head, each.start, each.end, each.zone, each.number
            )  # fmt: skip


def holders_on(holdings: Iterable[Holding], day: date) -> tuple[Holding, ...]:
    """Return what is held on a day, in the order of the posts, the one begun first before."""
    order = {post: place for place, post in enumerate(POST_LABEL)}
    found = dict.fromkeys(each for each in holdings if each.in_force(on=day))
    return tuple(sorted(found, key=lambda each: (order[each.post], each.of, each.start)))


def director_on(holdings: Iterable[Holding], day: date) -> str:
    """Return who is 督导室主任 on a day, the one begun last; empty where nobody is known to be."""
    found = [h for h in holders_on(holdings, day) if h.post is Post.DIRECTOR]
    return found[-1].person if found else ""


def _checks(entry: Entry, _facts: Facts) -> Iterator[Problem]:
    yield from in_order(entry, "start", "end", what="免职日期早于任职日期")


def _hints(entry: Entry, facts: Facts) -> Iterator[Problem]:
    mine = next(holdings_in((entry,)), None)
    if mine is None or mine.post not in _ALONE:
        return
    meet = [
        other.number
        for other in facts.others
        if any(_meet(each, mine) for each in holdings_in((other,)) if each.person != mine.person)
    ]
    if meet:
        yield Problem(
            where="start",
            what=f"同一时间还有别人任{POST_LABEL[mine.post]}（{'、'.join(meet)}）",
            remedy="前任的请补记免职日期",
        )


def _meet(one: Holding, other: Holding) -> bool:
    last = min(one.end or date.max, other.end or date.max)
    return max(one.start, other.start) <= last


def _title(values: Values) -> str:
    post = NAMED_WORDS[values["post"]] if values["post"] else ""
    return " ".join(filter(None, (post, values["document_no"])))


def _fields() -> Iterator[Field]:
    yield Field(id="post", label="职务", shape=OneOf(words=NAMED_WORDS), needed=True)
    hint = "名册里的督学，或直接写姓名"
    yield Field(id="person", label="人员", shape=Somebody(), needed=True, hint=hint)
    yield Field(id="document_no", label="任命文号", shape=Line(limit=100))
    yield Field(id="start", label="任职日期", shape=Day(), needed=True)
    hint = "最后一天；还在任的不写"
    yield Field(id="end", label="免职日期", shape=Day(ahead=True), later=True, hint=hint)
    yield Field(id="note", label="备注", shape=Line())


POST: Final[RegisterKind] = RegisterKind(
    id="post",
    name="职务",
    prefix="ZW",
    purpose="谁是督导室主任、督管员、评估组长、总督学，从哪天到哪天；文书的签发人从这里来",
    paper="督导职务登记表",
    fields=tuple(_fields()),
    title=_title,
    named_by="职务",
    listed=("person", "start", "end"),
    day="start",
    kin="post",
    checks=_checks,
    hints=_hints,
)
