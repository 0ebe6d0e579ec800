"""Whatever way packs take to laptops, each is taken once by whom it is for, or missed by number."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench
from inspector_app.services.pack_points import NAMED
from inspector_app.services.pack_taking import PackTaking
from tests.district.office.district import District, made_district
from tests.district.packs.test_carrier import WORDS, Words, chain, kept
from tests.examples import FULL_LENGTH
from tests.unit.services.conftest import filled_folder  # noqa: F401 - a fixture

SCHEDULES: Final = 200 if FULL_LENGTH else 10
PEOPLE: Final = ("DX001", "DX002", "DX003")
SENT: Final = 6


@pytest.fixture
def district(
    filled_folder: Path,  # noqa: F811 - the fixture above
    tmp_path: Path,
    clock: FixedClock,
) -> Iterator[District]:
    with ExitStack() as stack:
        yield made_district(filled_folder, tmp_path, clock, stack)


def taking(bench: Workbench) -> PackTaking:
    return PackTaking(bench.context, {WORDS: lambda: Words(bench, replaces=False)})


def forget(district: District) -> None:
    """Let everybody be as if nothing had been sent yet."""
    for bench in (district.office, *district.laptops.values()):
        with bench.context.database.transaction():
            for table in ("pack_sent", "pack_addressee", "pack_taken", "pack_foreign"):
                bench.context.database.execute(f"DELETE FROM {table}")
            bench.context.stores.settings.put(WORDS, [])
            bench.context.stores.settings.put(NAMED, {})


addressed = st.lists(st.sets(st.sampled_from(PEOPLE), min_size=1), min_size=SENT, max_size=SENT)
# Files by their number, in the order in which they come; a file may come twice or never.
arrivals = st.lists(st.integers(0, SENT - 1), max_size=2 * SENT)


def test_each_pack_is_taken_once_or_missed_by_its_number(
    district: District, tmp_path: Path
) -> None:
    runs = iter(range(10_000))

    @given(addressed, arrivals)
    @settings(
        max_examples=SCHEDULES, deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )  # fmt: skip
    def holds(to: list[set[str]], order: list[int]) -> None:
        forget(district)
        made, inbox = (tmp_path / f"{name}{next(runs)}" for name in ("made", "inbox"))
        made.mkdir()
        inbox.mkdir()
        files = [sent(district, str(place), people, made) for place, people in enumerate(to)]
        for place, which in enumerate(order):
            # Copies bear other words around the name; the first half of a file comes first.
            copy = inbox / f"{place} {files[which].name}"
            copy.write_bytes(files[which].read_bytes()[:-9])
            look_and_take(district, inbox)
            copy.write_bytes(files[which].read_bytes())
            look_and_take(district, inbox)
        for name in PEOPLE:
            bench = district.laptops[name]
            own = [place for place, people in enumerate(to) if name in people]
            assert sorted(kept(bench)) == [str(place) for place in own if place in order]
            assert taking(bench).look([inbox]).missing == missed(own, order)

    holds()


def sent(district: District, word: str, people: set[str], folder: Path) -> Path:
    line = district.office.packs.send(
        WORDS, {"words": [word]}, to=[chain(district.laptops[name]) for name in people]
    )
    (path,) = district.office.packs.write(folder, packs=[line])
    return path


def look_and_take(district: District, inbox: Path) -> None:
    for name in PEOPLE:
        taking(district.laptops[name]).take([inbox])


def missed(own: list[int], order: list[int]) -> tuple[int, ...]:
    """Return the numbers that never came and were sent before one that came: it names them all."""
    newest = max((place for place in own if place in order), default=0)
    return tuple(place + 1 for place in own if place < newest and place not in order)
