"""Where a case comes from: the merits of filed records, and the names that stand in them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.alias import aliases_of, mask_of
from inspector_app.domain.month import school_year_start
from inspector_app.domain.names import names_in
from inspector_app.domain.registers.case import CASE
from inspector_app.domain.text_line import first_line
from inspector_app.domain.visit_options import COUNTED_STATUSES
from inspector_app.services.context import Context
from inspector_app.storage.conditions import FILED

if TYPE_CHECKING:
    from inspector_app.domain.visit import Visit
    from inspector_app.services.register_edit import NewEntry, RegisterEditService

_NEWEST = f"""
SELECT m.uid, m.text, v.number, v.school_name, v.visited_on FROM merit m
  JOIN visit v ON v.id = m.visit_id
 WHERE {FILED} AND m.text <> ''
 ORDER BY v.visited_on DESC, v.id DESC, m.ordinal LIMIT ?"""  # noqa: S608 - a condition of ours


class MeritLine(NamedTuple):
    """A merit that a case may be made from."""

    uid: str
    text: str
    number: str
    school_name: str
    visited_on: str


class CaseSources:
    """Begins cases from merits."""

    def __init__(self, context: Context, edit: "RegisterEditService") -> None:
        self._context = context
        self._edit = edit

    def merits(self, *, limit: int = 50) -> tuple[MeritLine, ...]:
        """Return the merits of filed records, the newest first."""
        return tuple(MeritLine(*row) for row in self._context.database.rows(_NEWEST, limit))

    def begin(self, merit_uid: str) -> "NewEntry":
        """Begin a case with what the record of a merit says.

        Raises:
            NotFoundError: no filed record has such a merit.
        """
        found = self._context.stores.visits.merits.get(merit_uid)
        visit = None if found is None else self._context.stores.visits.find(found.visit_uid)
        if found is None or visit is None or visit.status not in COUNTED_STATUSES:
            raise NotFoundError(
                "没有这条亮点，或它所在的记录还没有定稿，没有新建；"
                "可用 case merits 列出可用的亮点。"
            )
        # A case leaves the laptop: its teachers are 代称 from the first draft on.
        text = mask_of(visit)(found.value.text)
        values = {
            "title": first_line(text, most=25),
            "school": visit.school_code,
            "inspector": visit.lead_id,
            "term": _school_year(visit),
            "record": visit.number,
            "campaign": visit.campaign,
            "background": text,
        }
        return self._edit.new_from_json(CASE.id, values)


def names_of_record(context: Context, number: str) -> tuple[str, ...]:
    """Return the names of teachers and pupils in the record of a number, none where there is none.

    The teachers of its lessons are named in a field; others are told by the words around them.
    """
    row = context.database.row("SELECT uid FROM visit WHERE number = ?", number.strip())
    if row is None:
        return ()
    visit = context.stores.visits.get(row[0])
    teachers = {lesson.teacher.strip() for lesson in visit.lessons} - {""}
    return tuple(sorted(teachers | set(aliases_of(visit)) | names_in(_texts(visit))))


def _texts(visit: "Visit") -> Iterator[str]:
    yield from (visit.narrative, visit.advice, visit.plan_text, visit.host, visit.others)
    yield from (merit.text for merit in visit.merits)
    yield from (f"{issue.description}\n{issue.requirement}" for issue in visit.issues)
    for lesson in visit.lessons:
        yield "\n".join((lesson.process, lesson.strengths, lesson.weaknesses, lesson.advice))
    for talk in visit.interviews:
        yield "\n".join((talk.name, talk.outline, talk.points, talk.problems))


def _school_year(visit: "Visit") -> str:
    if visit.visited_on is None:
        return ""
    year = school_year_start(visit.visited_on).year
    return f"{year}-{year + 1} 学年"
