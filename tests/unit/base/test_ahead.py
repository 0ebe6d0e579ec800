"""Work that runs ahead of whoever takes its results, but not far."""

from collections.abc import Iterator
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base.ahead import done_ahead


@given(st.lists(st.integers(), max_size=40), st.integers(1, 5))
def test_results_come_in_the_order_of_what_was_given(numbers: list[int], threads: int) -> None:
    found = list(done_ahead(lambda number: -number, numbers, threads=threads))

    assert found == [-number for number in numbers]


def test_as_many_items_are_at_work_as_there_are_threads() -> None:
    # Nobody passes before three stand there.
    barrier = Barrier(3)

    assert (
        list(done_ahead(lambda _: barrier.wait(timeout=30) >= 0, range(6), threads=3)) == [True] * 6
    )


def test_no_more_items_are_taken_than_the_threads_need() -> None:
    taken = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    results = done_ahead(lambda number: number, items(), threads=2)
    assert next(results) == 0

    assert len(taken) == 5
    assert list(results) == list(range(1, 100))


def test_what_goes_wrong_with_an_item_is_raised_in_its_place() -> None:
    results = done_ahead(lambda number: 6 // number, [3, 2, 0, 1], threads=2)

    assert [next(results), next(results)] == [2, 3]
    with pytest.raises(ZeroDivisionError):
        next(results)
