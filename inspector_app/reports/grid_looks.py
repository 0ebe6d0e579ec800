"""How tables of labels and values look; measures in points."""

from dataclasses import dataclass
from typing import Final

from inspector_app.reports.fonts import Role
from inspector_app.reports.lines import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class GridLook:
    """The letters of labels and values, the widths of label columns, the least height of a row."""

    label: Style
    body: Style
    first_label: float
    other_labels: float
    row: float


def _poster(size: float) -> GridLook:
    return GridLook(
        label=Style(role=Role.HEI, size=size, leading=1.4 * size),
        body=Style(role=Role.SONG, size=size, leading=1.4 * size),
        first_label=7.2 * size,
        other_labels=6.6 * size,
        row=2.2 * size,
    )


# A poster is read from two metres away: the largest that still stands on one page.
POSTERS: Final = tuple(_poster(size) for size in (28, 26, 24, 22, 20, 18, 16, 15))
# Word breaks its lines and pages itself: there only the smallest is sure to stay on one.
POSTER: Final = POSTERS[-1]
