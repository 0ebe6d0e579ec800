"""The 照片篓 by day and half day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from inspector_app.domain.labels.visits import SESSION_LABEL
from inspector_app.domain.photo import Photo
from inspector_app.domain.visit_options import Session

_UNKNOWN: Final = "时间未知"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoGroup:
    """The pictures of one half day; ``day`` and ``session`` are None for those without a time."""

    label: str
    day: date | None
    session: Session | None
    photos: tuple[Photo, ...]


def grouped(photos: Sequence[Photo]) -> tuple[PhotoGroup, ...]:
    """Return pictures grouped by day and half day, those without a time last."""
    from inspector_app.photos.grouping import TimedPhoto, by_half_day

    by_uid = {photo.uid: photo for photo in photos}
    timed = [TimedPhoto(uid=p.uid, taken_at=p.taken_at) for p in photos]
    return tuple(
        PhotoGroup(
            label=_label(group.day, group.session),
            day=group.day,
            session=group.session,
            photos=tuple(by_uid[uid] for uid in group.uids),
        )
        for group in by_half_day(timed)
    )


def _label(day: date | None, session: Session | None) -> str:
    if day is None or session is None:
        return _UNKNOWN
    return f"{day.year}年{day.month}月{day.day}日 {SESSION_LABEL[session]}"
