"""A record that the office typed beside one that its person handed over: of the two one counts.

Nobody at the office can know whether they are one visit. Until the person has said so, his own
record counts and the typed one is held.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from inspector_app.base.changes import Changes
from inspector_app.domain.views import VisitSummary
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.office.same_day import Encounter
from inspector_app.services.context import Context
from inspector_app.services.edit_journal import months_of


def encounters_of_typed(context: Context) -> tuple[Encounter, ...]:
    """Return what single persons have to be asked, each typed record with their own beside it."""
    answered = {frozenset(q.visits) for q in context.stores.office_matters.questions() if q.answer}
    found = defaultdict[tuple[str, str, str], set[str]](set)
    for pair in context.stores.typed.twice():
        found[pair.visited_on, pair.school_code, pair.typed].add(pair.own)
    return tuple(
        Encounter(date.fromisoformat(day), school, tuple(sorted((typed, *own))))
        for (day, school, typed), own in sorted(found.items())
        if frozenset((typed, *own)) not in answered
    )


def hold(context: Context) -> Changes:
    """Let typed records not count while their person is asked; let the others count again."""
    asked = {uid for each in encounters_of_typed(context) for uid in each.visits}
    wanted = {pair.typed for pair in context.stores.typed.twice()} & asked
    held = context.stores.typed.held()
    changes = Changes()
    for uid in sorted(wanted - held):
        context.stores.typed.hold(uid, at=context.now_text())
        changes |= _put(context, uid, VisitStatus.VOIDED, "暂不计：本人报了同校同日的记录")
    for uid in sorted(held - wanted):
        context.stores.typed.release(uid)
        changes |= _put(context, uid, VisitStatus.FILED, "不再与本人的记录同校同日，照旧计入")
    return changes


def let_go(context: Context, records: Sequence[VisitSummary]) -> None:
    """Note that one person has said of these records, all his own, whether they are one visit."""
    if len({each.lead_id for each in records}) > 1:
        return
    for uid in (each.uid for each in records):
        context.stores.typed.release(uid)


def _put(context: Context, uid: str, status: VisitStatus, note: str) -> Changes:
    line = context.stores.visit_lists.summary(uid)
    # One that is being corrected counts, or not, when it is filed again.
    if line is None or line.status in {VisitStatus.DRAFT, status}:
        return Changes()
    context.stores.visits.set_many(uid, {"status": status.value})
    context.note("visit", uid, {"note": note}, visit_uid=uid, field="*")
    return Changes(
        visits=True, issues=True, lessons=True, months=months_of(str(line.visited_on)),
        visit_uids=frozenset({uid}),
    )  # fmt: skip
