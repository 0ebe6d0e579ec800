"""Each paper, and each copy of it, begins on a sheet of its own."""

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.paper_sides import sides_of

PAGES = st.lists(st.integers(0, 30), min_size=1, max_size=12, unique=True).map(sorted)
STARTS = st.frozensets(st.integers(0, 30), max_size=6)


def test_the_copy_for_the_school_does_not_stand_on_the_back_of_the_counterfoil() -> None:
    sides, copies = sides_of((0, 1, 2), starts={0, 1, 2}, copies=1, both_sides=True)
    assert (sides, copies) == ((0, None, 1, None, 2), 1)


def test_a_second_copy_of_three_pages_begins_on_a_new_sheet() -> None:
    sides, copies = sides_of((0, 1, 2), starts={0}, copies=2, both_sides=True)
    assert (sides, copies) == ((0, 1, 2, None, 0, 1, 2), 1)


def test_on_one_side_nothing_is_left_empty_and_the_printer_makes_the_copies() -> None:
    sides, copies = sides_of((0, 1, 2), starts={0, 1}, copies=3, both_sides=False)
    assert (sides, copies) == ((0, 1, 2), 3)


@given(PAGES, STARTS, st.integers(1, 4))
def test_on_two_sides_every_paper_and_copy_begins_on_a_front(
    pages: list[int], starts: frozenset[int], copies: int
) -> None:
    sides, made = sides_of(pages, starts=starts, copies=copies, both_sides=True)
    printed = [page for page in sides if page is not None]
    assert len(printed) * made == len(pages) * copies
    assert sides[-1] is not None
    assert made == 1 or len(sides) % 2 == 0 or copies == 1
    fronts = {page for place, page in enumerate(sides) if place % 2 == 0}
    assert starts & set(pages) <= fronts
    assert all(sides[n] is not None for n in range(0, len(sides), 2))
