"""回避: declared, ended, and asked before anybody goes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import NotFoundError, Problem, RefusedError
from inspector_app.base.ids import new_uid
from inspector_app.domain.recusal import Recusal, Relation, conflicts, declaration_fault
from inspector_app.domain.recusal_words import conflict_words, visit_warnings
from inspector_app.domain.school import Assignment
from inspector_app.domain.visit import Visit
from inspector_app.services.context import Context


class RecusalLine(NamedTuple):
    """A declaration with names.

    Attributes:
        in_force: whether the person must keep away today.
        last_day: the last day that it holds on, ``None`` where it has no end yet.
    """

    recusal: Recusal
    name: str
    school_name: str
    in_force: bool
    last_day: date | None


class RecusalService:
    """Keeps declarations."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def list(self) -> tuple[RecusalLine, ...]:
        """Return every declaration, ended ones too, by school and person."""
        today = self._context.today()
        with self._context.database.snapshot():
            rules, names = self._context.rules(), self._context.names()
            schools = {s.code: s.name for s in self._context.stores.schools.all()}
            found = self._context.stores.recusals.all()
        return tuple(
            RecusalLine(
                each,
                names[each.inspector_id],
                schools[each.school_code],
                each.in_force(on=today, rules=rules),
                each.lasts_until(rules),
            )
            for each in found
        )

    def team_conflicts(
        self, teams: Iterable[tuple[Iterable[str], str]], *, on: date
    ) -> tuple[tuple[str, str], ...]:
        """Return, for people who are to go to a school each, which school and why not.

        All declarations are read once, however many schools there are.
        """
        with self._context.database.snapshot():
            known = self._context.stores.recusals.all()
            if not known:
                return ()
            rules, names = self._context.rules(), self._context.names()
        return tuple(
            (code, conflict_words(conflict, names))
            for people, code in teams
            for conflict in conflicts(known, people=people, school_code=code, on=on, rules=rules)
        )

    def add(
        self,
        inspector_id: str,
        school_code: str,
        relation: Relation,
        *,
        left_on: date | None = None,
        note: str = "",
    ) -> Changes:
        """Declare a relation; it holds from today on.

        Raises:
            NotFoundError: there is no such inspector or school.
            RefusedError: it cannot be declared so; nothing was changed.
        """
        wanted = Recusal(
            uid=new_uid(),
            inspector_id=inspector_id,
            school_code=school_code,
            relation=relation,
            declared_on=self._context.today(),
            left_on=left_on,
            note=" ".join(note.split()),
        )
        with self._context.database.transaction():
            stores = self._context.stores
            stores.schools.get(school_code)
            if inspector_id not in self._context.names():
                raise NotFoundError(
                    f"名册里没有督学编号“{inspector_id}”，没有申报；请核对编号，或先导入名册。"
                )
            known = stores.recusals.at_school(school_code)
            if fault := declaration_fault(wanted, known, rules=self._context.rules()):
                raise RefusedError(f"回避没有申报：{fault}。")
            stores.recusals.put(wanted, origin=self._context.identity.device)
            self._context.note("recusal", wanted.uid, {"add": _plain(wanted)})
        return Changes(recusals=True)

    def end(self, uid: str, *, on: date | None = None) -> Changes:
        """Let a declaration hold no more, from a day on (today without one).

        Raises:
            NotFoundError: no declaration, or more than one, begins so.
            RefusedError: it is ended already, or the day cannot be.
        """
        today = self._context.today()
        day = on or today
        with self._context.database.transaction():
            before = self._context.stores.recusals.get(uid)
            if before.ended_on is not None:
                raise RefusedError(f"这条回避已经在 {before.ended_on} 解除，没有改动。")
            if not before.declared_on <= day <= today:
                raise RefusedError(
                    f"解除日期 {day} 要在申报日期 {before.declared_on} 和今天之间，没有改动；"
                    "请核对日期。"
                )
            after = replace(before, ended_on=day)
            self._context.stores.recusals.put(after, origin=self._context.identity.device)
            self._context.note("recusal", before.uid, {"set": [_plain(before), _plain(after)]})
        return Changes(recusals=True)


def record_warnings(context: Context, visit: Visit) -> tuple[Problem, ...]:
    """Return which of a record's people must keep away from its school, in the read under way."""
    known = context.stores.recusals.at_school(visit.school_code)
    if not known:
        return ()
    return visit_warnings(visit, known, rules=context.rules(), names=context.names())


def assignment_warnings(
    context: Context, assignments: Iterable[Assignment], schools: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield which assignments give a school to somebody who must keep away from it.

    Args:
        context: the data folder.
        assignments: those that are made; one that is over is passed by.
        schools: the name of each school by code.
    """
    today, rules, names = context.today(), context.rules(), context.names()
    known = context.stores.recusals.all()
    for each in assignments:
        if each.end is not None and each.end < today:
            continue
        for conflict in conflicts(
            known,
            people=(each.inspector_id,),
            school_code=each.school_code,
            on=max(each.start, today),
            rules=rules,
        ):
            school = schools.get(each.school_code, each.school_code)
            name = names.get(each.inspector_id, each.inspector_id)
            yield Problem(
                where=f"责任分配 {name}—{school}",
                what=conflict_words(conflict, names),
                remedy="请改派别的督学",
            )


def _plain(recusal: Recusal) -> dict[str, Any]:
    """Return a declaration as the history keeps it."""
    return {
        "inspector": recusal.inspector_id,
        "school": recusal.school_code,
        "relation": recusal.relation.value,
        "declared_on": recusal.declared_on.isoformat(),
        "left_on": recusal.left_on and recusal.left_on.isoformat(),
        "ended_on": recusal.ended_on and recusal.ended_on.isoformat(),
        "note": recusal.note,
    }
