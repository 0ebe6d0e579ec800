"""督导工作计划: plans, planned visits, and the records that they were done by."""

from datetime import date
from typing import Any, Final

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.month import Period
from inspector_app.domain.plan import FiledVisit, Plan, PlanLevel, PlannedVisit
from inspector_app.domain.visit_options import Session
from inspector_app.storage.codec import DATE, PLAIN, TEXTS, Codec, decode, encode, member
from inspector_app.storage.conditions import FILED_ON_SITE
from inspector_app.storage.database import Database

_PLANNED_CODECS: Final[dict[str, Codec]] = {
    "uid": PLAIN,
    "plan_uid": PLAIN,
    "day": DATE,
    "session": member(Session),
    "school_code": PLAIN,
    "lead_id": PLAIN,
    "peer_ids": TEXTS,
    "topics": TEXTS,
    "text": PLAIN,
    "cancelled": PLAIN,
    "begun_uid": PLAIN,
}
_PLANNED: Final = f"SELECT {', '.join(_PLANNED_CODECS)} FROM planned_visit"  # noqa: S608 - columns of ours
_ORDER: Final = " ORDER BY day, CASE session WHEN 'afternoon' THEN 1 ELSE 0 END, lead_id, uid"
_OF_PERSON: Final = (
    " AND (lead_id = ? OR EXISTS (SELECT 1 FROM json_each(peer_ids) WHERE value = ?))"
)
_PLAN: Final = "SELECT uid, level, inspector_id, first_day, last_day, title, aims, basis FROM plan"
_FILED: Final = f"""
SELECT DISTINCT v.uid, v.number, v.school_code, v.visited_on, v.session, v.lead_id,
       (SELECT group_concat(p.inspector_id, char(31)) FROM visit_peer p WHERE p.visit_id = v.id)
FROM planned_visit n JOIN visit v ON v.school_code = n.school_code AND v.visited_on = n.day
WHERE n.day BETWEEN ? AND ? AND {FILED_ON_SITE}"""  # noqa: S608 - a condition of ours
_SESSION: Final = member(Session)


class PlanStore:
    """Reads and writes plans; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- plans -----------------------------------------------------------------------------------

    def plans(self, period: Period) -> tuple[Plan, ...]:
        """Return the plans that share a day with a period, the longest first."""
        rows = self._database.rows(
            f"{_PLAN} WHERE last_day >= ? AND first_day <= ?",
            period.start.isoformat(),
            period.end.isoformat(),
        )
        order = tuple(PlanLevel)
        found = map(_plan, rows)
        return tuple(
            sorted(found, key=lambda p: (order.index(p.level), p.period.start, p.inspector_id))
        )

    def plan(self, uid: str) -> Plan:
        """Return one plan (NotFoundError where there is none)."""
        row = self._database.row(f"{_PLAN} WHERE uid = ?", uid)
        if row is None:
            raise NotFoundError("找不到这份计划；请用 plan list 核对编号。")
        return _plan(row)

    def has_plan(self, uid: str) -> bool:
        """Say whether there is a plan of that uid."""
        return self._database.row("SELECT 1 FROM plan WHERE uid = ?", uid) is not None

    def put_plan(self, plan: Plan, *, origin: str, at: str) -> None:
        """Add a plan, or change title, aims and basis of the one with the uid."""
        from inspector_app.storage.tables import PlanRow

        PlanRow.insert(
            uid=plan.uid, level=plan.level.value, inspector_id=plan.inspector_id,
            first_day=plan.period.start.isoformat(), last_day=plan.period.end.isoformat(),
            title=plan.title, aims=plan.aims, basis=plan.basis, origin=origin, created_at=at,
        ).on_conflict(
            conflict_target=[PlanRow.uid],
            update={"title": plan.title, "aims": plan.aims, "basis": plan.basis},
        ).execute(self._database.peewee)  # fmt: skip

    # -- planned visits --------------------------------------------------------------------------

    def planned(self, period: Period, *, person_id: str | None = None) -> tuple[PlannedVisit, ...]:
        """Return what is planned in a period, of one person (as lead or peer) or of all."""
        values = [period.start.isoformat(), period.end.isoformat()]
        where = " WHERE day BETWEEN ? AND ?"
        if person_id is not None:
            where += _OF_PERSON
            values += [person_id, person_id]
        rows = self._database.rows(f"{_PLANNED}{where}{_ORDER}", *values)
        return tuple(map(_planned, rows))

    def of_school(self, code: str, *, since: date) -> tuple[PlannedVisit, ...]:
        """Return what is planned at a school from a day on."""
        where = " WHERE school_code = ? AND day >= ?"
        rows = self._database.rows(f"{_PLANNED}{where}{_ORDER}", code, since.isoformat())
        return tuple(map(_planned, rows))

    def of_plan(self, uid: str) -> tuple[PlannedVisit, ...]:
        """Return the visits of one plan."""
        rows = self._database.rows(f"{_PLANNED} WHERE plan_uid = ?{_ORDER}", uid)
        return tuple(map(_planned, rows))

    def planned_visit(self, uid: str) -> PlannedVisit:
        """Return one planned visit (NotFoundError where there is none)."""
        row = self._database.row(f"{_PLANNED} WHERE uid = ?", uid)
        if row is None:
            raise NotFoundError("找不到这次计划的入校；请用 plan list 核对编号。")
        return _planned(row)

    def put_planned(self, planned: PlannedVisit, *, origin: str, at: str) -> None:
        """Add a planned visit, or replace what the one with the uid says."""
        from inspector_app.storage.tables import PlannedVisitRow

        columns = encode(_PLANNED_CODECS, {n: getattr(planned, n) for n in _PLANNED_CODECS})
        kept = {name: value for name, value in columns.items() if name != "uid"}
        PlannedVisitRow.insert(**columns, origin=origin, created_at=at).on_conflict(
            conflict_target=[PlannedVisitRow.uid], update=kept
        ).execute(self._database.peewee)

    # -- what was done ---------------------------------------------------------------------------

    def filed(self, period: Period) -> tuple[FiledVisit, ...]:
        """Return the counted records of the schools and days that are planned in a period."""
        rows = self._database.rows(_FILED, period.start.isoformat(), period.end.isoformat())
        return tuple(map(_filed, rows))

    def uids_beginning(self, start: str) -> tuple[str, ...]:
        """Return the uids of plans and planned visits that begin so."""
        rows = self._database.rows(
            "SELECT uid FROM planned_visit WHERE substr(uid, 1, length(?1)) = ?1"
            " UNION ALL SELECT uid FROM plan WHERE substr(uid, 1, length(?1)) = ?1",
            start,
        )
        return tuple(uid for (uid,) in rows)


def _plan(row: tuple[Any, ...]) -> Plan:
    uid, level, inspector_id, first, last, title, aims, basis = row
    return Plan(
        uid=uid,
        level=PlanLevel(level),
        inspector_id=inspector_id,
        period=Period(date.fromisoformat(first), date.fromisoformat(last)),
        title=title,
        aims=aims,
        basis=basis,
    )


def _planned(row: tuple[Any, ...]) -> PlannedVisit:
    return PlannedVisit(**decode(_PLANNED_CODECS, dict(zip(_PLANNED_CODECS, row, strict=True))))


def _filed(row: tuple[Any, ...]) -> FiledVisit:
    uid, number, school_code, day, session, lead_id, peers = row
    return FiledVisit(
        uid,
        number,
        school_code,
        date.fromisoformat(day),
        _SESSION.decode(session),
        frozenset({lead_id, *(peers.split("\x1f") if peers else ())}),
    )
