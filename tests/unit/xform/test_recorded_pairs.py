"""Expressions recorded in two other engines give the same in ours.

What is left out stands in ``tests/data/xpath_pairs_excluded.json``: by reason, digests of pairs.
"""

import gzip
import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from inspector_app.xform import XPathError, evaluate
from tests.unit.xform.recorded import EXCLUDED, LITERALS, PAIRS, digest, holds, pairs, same_number

MOST_EXCLUDED: Final = 230
LEAST_HELD: Final = 0.97
LEAST_LITERALS: Final = 325
CLOCK: Final = datetime(2026, 11, 22, tzinfo=UTC)

needs_pairs = pytest.mark.skipif(not PAIRS.exists(), reason="the recorded pairs are not here")
needs_literals = pytest.mark.skipif(not LITERALS.exists(), reason="the literals are not here")


def _excluded() -> Mapping[str, list[str]]:
    found: Mapping[str, list[str]] = json.loads(EXCLUDED.read_text("utf-8"))
    return found


@pytest.mark.slow
@needs_pairs
def test_recorded_pairs_hold_but_for_a_few_that_are_excluded_with_a_reason() -> None:
    left_out = {each for digests in _excluded().values() for each in digests}
    recorded = pairs()
    asked = [pair for pair in recorded if digest(pair) not in left_out]
    wrong = [pair["expr"] for pair in asked if not holds(pair)]
    assert len(recorded) - len(asked) <= MOST_EXCLUDED
    assert len(wrong) <= (1 - LEAST_HELD) * len(asked), wrong[:20]


@pytest.mark.slow
@needs_pairs
def test_no_pair_is_excluded_that_would_hold() -> None:
    left_out = {each for digests in _excluded().values() for each in digests}
    needless = [p["expr"] for p in pairs() if digest(p) in left_out and holds(p)]
    assert needless == []


@needs_literals
def test_literals_of_javarosa_give_what_they_give_there() -> None:
    literals = json.loads(gzip.decompress(LITERALS.read_bytes()))
    right = sum(_literal_holds(each["expr"], each["expected"]) for each in literals)
    assert right >= LEAST_LITERALS


def _literal_holds(expression: str, expected: Any) -> bool:
    number = isinstance(expected, float) or str(expected) in {"NaN", "inf", "-inf"}
    kind: Any = "number" if number else "boolean" if isinstance(expected, bool) else "string"
    try:
        got = evaluate(expression, xml="<data/>", kind=kind, clock=CLOCK)
    except (XPathError, ValueError):
        return isinstance(expected, dict)
    if number:
        wanted = float(expected)
        return same_number(got, wanted) or math.isclose(got, wanted, abs_tol=1e-9)
    return bool(got == expected)
