"""At the office: what people with a computer say of the records that were typed for them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from inspector_app.domain.typed import TypedEvent, TypedState, answer_to, state_of
from inspector_app.services.context import Context
from inspector_app.services.key_trust import trusted_roster
from inspector_app.storage.typed import TypedStanding


class Judged(NamedTuple):
    """Where a record stands; no state where nobody is asked, or it is void."""

    state: TypedState | None
    answer: TypedEvent | None


def people_with_laptops(context: Context) -> frozenset[str]:
    """Return who has a computer in use."""
    roster, today = trusted_roster(context), context.today()
    if roster is None:
        return frozenset()
    return frozenset(
        each.inspector.id for each in roster.holders()
        if each.key.revoked_from_seq is None and each.key.is_valid_on(today)
    )  # fmt: skip


def states_of(context: Context, uids: Iterable[str]) -> Mapping[str, TypedState]:
    """Return where records that the office typed stand; drafts and void ones are left out."""
    found = judged(context, context.stores.typed.standing(uids))
    return {uid: each.state for uid, each in found.items() if each.state is not None}


def judged(context: Context, found: Sequence[TypedStanding]) -> Mapping[str, Judged]:
    """Return where each of some records stands."""
    if not found:
        return {}
    events = defaultdict[str, list[TypedEvent]](list)
    for event in context.stores.typed.answers([each.uid for each in found]):
        events[event.visit_uid].append(event)
    asked = people_with_laptops(context)
    told: dict[str, Judged] = {}
    for each in found:
        answer = answer_to(events[each.uid], each.revision)
        is_asked = answer is not None or each.held or each.lead_id in asked
        state = state_of(answer, held=each.held) if is_asked and not each.void else None
        told[each.uid] = Judged(state, answer)
    return told
