"""What every print must keep, checked on the finished file alone.

Each check names what is wrong in sentences; none of them asks the engine where it put anything.
"""

from collections.abc import Iterable

from tests.prints.heads import blank_pages, headless_pages, unkept_headings
from tests.prints.line_ends import wrong_line_ends
from tests.prints.places import misplaced
from tests.prints.prints import Print
from tests.prints.texts import lost_texts, unembedded_fonts

CHECKS = (
    lost_texts,
    misplaced,
    blank_pages,
    headless_pages,
    unkept_headings,
    wrong_line_ends,
    unembedded_fonts,
)


def complaints(one: Print) -> Iterable[str]:
    """Yield everything that is wrong with a print."""
    for check in CHECKS:
        yield from check(one)
