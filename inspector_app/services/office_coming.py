"""Pictures that laptops have announced and that have not come yet, by whose they are."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from inspector_app.services.context import Context
from inspector_app.services.office_standing import named_photos


class Coming(NamedTuple):
    """How many pictures of one person are still to come, and of how many records."""

    person: str
    photos: int
    records: int

    @property
    def sentence(self) -> str:
        """What is said of it."""
        return f"{self.person}还有 {self.photos} 张照片（{self.records} 份记录）没有送到"


def coming(context: Context) -> tuple[Coming, ...]:
    """Return what is to come, inside the caller's read.

    A picture that the record which counts names no more was taken out, and is waited for no longer.
    """
    photos: Counter[str] = Counter()
    records: dict[str, set[str]] = {}
    for person, visit in _wanted(context):
        photos[person] += 1
        records.setdefault(person, set()).add(visit)
    names = context.names()
    return tuple(
        Coming(names.get(person, person), count, len(records[person]))
        for person, count in sorted(photos.items())
    )


def _wanted(context: Context) -> Iterator[tuple[str, str]]:
    named: dict[str, frozenset[str] | None] = {}
    for person, visit, uid in context.stores.office_rows.to_follow():
        if visit not in named:
            named[visit] = named_photos(context, visit)
        wanted = named[visit]
        if wanted is None or uid in wanted:
            yield person, visit
