"""Merits of records as a summary tells them that leaves: no teacher stands in them by name."""

from collections.abc import Iterable
from typing import TypeVar

from inspector_app.domain.alias import mask_of
from inspector_app.domain.campaign_findings import FoundMerit
from inspector_app.domain.weekly_draft import WeekMerit
from inspector_app.services.context import Context

_Merit = TypeVar("_Merit", FoundMerit, WeekMerit)


def outgoing_merits(context: Context, merits: Iterable[_Merit]) -> tuple[_Merit, ...]:
    """Return merits with the 代称 of their records, in the read under way."""
    found = tuple(merits)
    uids = {merit.visit_uid for merit in found}
    masks = {uid: mask_of(context.stores.visits.get(uid)) for uid in uids}
    return tuple(merit._replace(text=masks[merit.visit_uid](merit.text)) for merit in found)
