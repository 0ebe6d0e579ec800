"""Forty photos of two schools, dropped at once: by day and half day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from inspector_app.domain.visit_options import Session

_NOON: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedPhoto:
    """A photo and its time ``2022-11-14T10:15:00``, or nothing where none is known."""

    uid: str
    taken_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfDayGroup:
    """The photos of one half day in the order of their times.

    Attributes:
        day: None in the last group, which holds the photos without a time.
        session: morning before twelve, afternoon from twelve on; None where ``day`` is.
        uids: photos of one second keep the order they came in.
    """

    day: date | None
    session: Session | None
    uids: tuple[str, ...]


def by_half_day(photos: Iterable[TimedPhoto]) -> tuple[HalfDayGroup, ...]:
    """Return photos grouped by day and half day, earliest first, those without a time last."""
    timed: dict[tuple[date, bool], list[tuple[datetime, str]]] = {}
    unknown: list[str] = []
    for photo in photos:
        if photo.taken_at:
            moment = datetime.fromisoformat(photo.taken_at)
            key = (moment.date(), moment.hour >= _NOON)
            timed.setdefault(key, []).append((moment, photo.uid))
        else:
            unknown.append(photo.uid)
    groups = [_group(key, timed[key]) for key in sorted(timed)]
    if unknown:
        groups.append(HalfDayGroup(day=None, session=None, uids=tuple(unknown)))
    return tuple(groups)


def _group(key: tuple[date, bool], photos: list[tuple[datetime, str]]) -> HalfDayGroup:
    day, is_afternoon = key
    return HalfDayGroup(
        day=day,
        session=Session.AFTERNOON if is_afternoon else Session.MORNING,
        uids=tuple(uid for _, uid in sorted(photos, key=lambda photo: photo[0])),
    )
