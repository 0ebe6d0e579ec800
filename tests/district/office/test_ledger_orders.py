"""Whatever the order of its states, an entry stands as the rule of revisions says."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector_app.bootstrap import Workbench
from inspector_app.services.ledger_reading import read_rows
from inspector_app.services.office_ledger import LedgerRows
from inspector_app.storage.office import ChainRow
from tests.district.office.district import District
from tests.district.office.ledger import entered, entries

UID = "00000000-0000-4000-8000-0000000003e9"
STATES = st.lists(
    st.tuples(
        st.sampled_from("ab"), st.integers(1, 5), st.integers(1, 3),
        st.sampled_from(["定稿", "作废"]), st.sampled_from(["一", "二", "三"]),
        st.lists(st.sampled_from(["1", "2"]), unique=True, max_size=2),
    ),
    min_size=1, max_size=5, unique_by=lambda state: state[:2],
)  # fmt: skip


class _TakenBackError(Exception):
    """Ends a transaction of which nothing is to stay."""


@pytest.fixture
def row(district: District) -> dict[str, Any]:
    """An entry as it leaves a laptop."""
    laptop = district.laptops["DX001"]
    entered(laptop, "meeting", uuid=UID, no="HY-2026-DX001-0001")
    return laptop.registers.as_json(UID)


@pytest.fixture
def office(district: District) -> Workbench:
    """An office that knows two laptops of one person."""
    store = district.office.context.stores.office
    with district.office.context.database.transaction():
        for chain in "ab":
            store.put_chain(ChainRow(chain, "DX001", 9, "0" * 64, 0, ""))
    return district.office


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=STATES, order=st.randoms(use_true_random=False))
def test_an_entry_does_not_hang_on_the_order_in_which_its_states_came(
    office: Workbench, row: dict[str, Any], states: list[tuple[Any, ...]], order: Any
) -> None:
    shuffled = [*states]
    order.shuffle(shuffled)
    assert _stood(office, row, states) == _stood(office, row, shuffled)
    assert entries(office) == []


def _stood(
    office: Workbench, row: dict[str, Any], states: list[tuple[Any, ...]]
) -> tuple[Any, Any]:
    """Return what stands of the entry and what has to be decided; nothing of it stays."""
    found: list[tuple[Any, Any]] = []
    with suppress(_TakenBackError), office.context.database.transaction():
        for chain, seq, revision, state, points, replaces in states:
            told = row | {
                "revision": revision, "state": state, "points": points,
                "digest": f"{chain}{revision}", "replaces": [f"b{n}" for n in replaces],
            }  # fmt: skip
            rows = read_rows(office.context, {"register_entries": [told]}, person="DX001")
            LedgerRows(office.context, chain=chain, seq=seq).write(rows)
        conflicts = office.context.stores.office_matters.conflicts()
        found.append((entries(office), sorted(each.said for each in conflicts)))
        raise _TakenBackError
    return found[0]
