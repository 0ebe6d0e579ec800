"""How much stands on 出发前一页纸, so that it is one page whatever a school has."""

from collections.abc import Callable
from typing import Final, NamedTuple

from inspector_app.reports.document import Document
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.layout import paginate

# So many letters fill a line.
LINE: Final = 28
HALF_LINE: Final = 18


class Room(NamedTuple):
    """How many entries each list has at most, and how many letters an entry and a field have."""

    problems: int
    open: int
    lessons: int
    entry: int
    field: int


ROOMS: Final = (
    Room(problems=3, open=5, lessons=3, entry=2 * LINE, field=2 * LINE),
    Room(problems=3, open=5, lessons=3, entry=LINE, field=2 * LINE),
    Room(problems=3, open=4, lessons=2, entry=LINE, field=2 * LINE),
    Room(problems=2, open=3, lessons=2, entry=LINE, field=2 * LINE),
    Room(problems=2, open=3, lessons=2, entry=LINE, field=LINE),
    Room(problems=2, open=2, lessons=2, entry=HALF_LINE, field=HALF_LINE),
)
"""From the widest to the narrowest, which whatever a school has leaves on one page."""


def on_one_page(page: Callable[[Room], Document]) -> Document:
    """Return the fullest page that is one."""
    fonts = FontLibrary()
    for room in ROOMS[:-1]:
        made = page(room)
        if len(paginate(made, fonts)) == 1:
            return made
    return page(ROOMS[-1])
