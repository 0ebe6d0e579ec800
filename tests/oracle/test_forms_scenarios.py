"""Recorded scenarios of another form engine, played on ours.

What is left out and what we do otherwise on purpose is listed with its reason in
`forms_exclusions.toml`; a scenario that is not listed must hold wholly, and one that is listed
without need is named as well, so that the list tells the truth.
"""

import gzip
import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from tests.oracle.scenarios.outcome import Outcome
from tests.oracle.scenarios.player import play

DATA: Final = Path(__file__).resolve().parents[3] / "shared" / "data" / "forms"
SCENARIOS: Final = DATA / "scenarios.jsonl.gz"
LISTED: Final = Path(__file__).with_name("forms_exclusions.toml")
# Of 780 scenarios so many are played to their end and compared; of what they expect so many parts
# hold. For 63 of them the recording only names a form, and one of ours stands in.
LEAST_PLAYED: Final = 600
LEAST_HELD: Final = 0.95

pytestmark = pytest.mark.skipif(
    not SCENARIOS.exists(), reason="the recorded scenarios are not beside this checkout"
)


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    with gzip.open(SCENARIOS, "rt", encoding="utf-8") as lines:
        return [play(json.loads(line)) for line in lines]


def _listed(kind: str) -> dict[str, str]:
    """Return the reason of each scenario that is listed under a kind."""
    groups = tomllib.loads(LISTED.read_text("utf-8"))[kind]
    return {digest: group["reason"] for group in groups for digest in group["scenarios"]}


def _played(outcomes: list[Outcome]) -> list[Outcome]:
    left_out = _listed("left_out")
    return [o for o in outcomes if o.ran and o.digest not in left_out]


def test_every_scenario_is_played_or_left_out_for_a_reason(outcomes: list[Outcome]) -> None:
    listed = _listed("left_out")
    unlisted = [f"{o.digest} {o.test}: {o.reason}"
                for o in outcomes if not o.ran and o.digest not in listed]  # fmt: skip
    needless = [f"{o.digest} {o.test}" for o in outcomes
                if o.ran and not o.differs and o.digest in listed]  # fmt: skip
    assert unlisted == []
    assert needless == []


def test_every_expectation_holds_but_those_that_are_listed(outcomes: list[Outcome]) -> None:
    listed = _listed("otherwise")
    played = _played(outcomes)
    unlisted = [f"{o.digest} {o.test}: {o.differs[:3]}"
                for o in played if o.differs and o.digest not in listed]  # fmt: skip
    needless = [f"{o.digest} {o.test}" for o in played if not o.differs and o.digest in listed]
    assert unlisted == []
    assert needless == []


def test_most_scenarios_are_played_and_most_expectations_hold(outcomes: list[Outcome]) -> None:
    played = _played(outcomes)
    held = sum(o.held for o in played)
    differ = sum(len(o.differs) for o in played)
    print(
        f"\n{len(played)} of {len(outcomes)} scenarios played, {sum(o.stand_in for o in played)}"
        f" of them on a form of ours; {held} expectations hold, {differ} do not,"
        f" {sum(len(o.not_ours) for o in played)} speak of what we do not have"
    )
    left_out = _listed("left_out")
    print(Counter(left_out[o.digest] for o in outcomes if o.digest in left_out))
    assert len(played) >= LEAST_PLAYED
    assert held >= LEAST_HELD * (held + differ)
