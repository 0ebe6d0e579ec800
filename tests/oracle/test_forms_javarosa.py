"""Forms filled at random in our engine and in JavaRosa: value, relevance, duty and check agree.

Every day a few short walks, at full length 20 seeds of 500 operations for each form. ODK Validate
judges the shipped forms, and some bad ones that our engine must refuse as well.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Final

import pytest

from inspector_app.xform import FormError, Session, load_form
from tests import forms_made
from tests.oracle.forms_javarosa import MISSING, Driver, compile_driver, has_java, validate
from tests.oracle.forms_walks import Walk, roster_of

FULL_LENGTH: Final = bool(os.environ.get("INSPECTOR_APP_FULL_LENGTH"))
SEEDS: Final = 20 if FULL_LENGTH else 2
OPERATIONS: Final = 500 if FULL_LENGTH else 60
EVERY: Final = 5
SHIPPED: Final = {
    path.parent.name: path
    for path in sorted((Path(__file__).resolve().parents[2] / "forms").glob("*/form.xml"))
}
_LISTS: Final = {
    "zones": "name,label\nz1,第一责任区\nz2,第二责任区\nz3,第三责任区\n",
    "schools": "name,label,zone,stage\n"
    "s1,第1小学,z1,p\ns2,第2小学,z1,p\ns3,第1中学,z2,j\ns4,第1幼儿园,z3,k\n",
}
# What differs by its nature: the clock, and what is drawn by lot.
IGNORED: Final = frozenset({"start", "end", "username", "deviceid", "instanceID"})

pytestmark = [pytest.mark.skipif(not has_java(), reason=MISSING)]


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Driver:
    return compile_driver(tmp_path_factory.mktemp("classes"))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The forms of the tests and the shipped ones, with the lists that they name beside them."""
    folder = tmp_path_factory.mktemp("forms")
    for name, rows in _LISTS.items():
        (folder / f"{name}.csv").write_text(rows, "utf-8")
    for name in forms_made.MADE:
        (folder / f"{name}.xml").write_text(forms_made.MADE[name](), "utf-8")
    for name, path in SHIPPED.items():
        (folder / f"{name}.xml").write_bytes(path.read_bytes())
    return {name: folder / f"{name}.xml" for name in (*forms_made.MADE, *SHIPPED)}


@pytest.mark.slow
@pytest.mark.parametrize("name", [*forms_made.MADE, *SHIPPED])
def test_random_answers_come_to_the_same_in_both_engines(
    name: str, driver: Driver, made: Mapping[str, Path]
) -> None:
    path = made[name]
    form = load_form(path.read_bytes())
    compared = 0
    for seed in range(SEEDS):
        ours = Session(form, rosters=lambda source: roster_of(path.parent, source))
        with driver.open(path, path.parent) as theirs:
            walk = Walk(form, ours, theirs, Random(seed), IGNORED)
            assert sorted(walk.differences()) == []
            for number in range(1, OPERATIONS + 1):
                walk.step()
                if number % EVERY == 0 and (found := sorted(walk.differences())):
                    done = "\n".join(walk.done)
                    pytest.fail(f"seed {seed}:\n{done}\n\n" + "\n".join(found[:20]))
            compared += walk.compared
    print(f"\n{name}: {SEEDS} seeds of {OPERATIONS} operations, {compared} leaves compared")


@pytest.mark.slow
@pytest.mark.parametrize("name", [*forms_made.MADE, *SHIPPED])
def test_odk_validate_accepts_the_form(name: str, made: Mapping[str, Path]) -> None:
    judged = validate([made[name]])
    assert judged.returncode == 0, judged.stderr
    assert "Xform is valid" in judged.stdout + judged.stderr


def _bad(row: Mapping[str, str]) -> str:
    number = {"type": "integer", "name": "a", "label": "甲"}
    return forms_made.compiled([number, {"type": "calculate", "name": "b", **row}])


BAD: Final = {
    "an operator of full width": {"calculation": "if(${a} ＞ 3, 1, 0)"},
    "a bracket too many": {"calculation": "(${a} + 1"},
    "a cycle": {"calculation": "${b} + ${a}"},
}


@pytest.mark.slow
@pytest.mark.parametrize("row", BAD.values(), ids=BAD.keys())
def test_what_odk_validate_refuses_our_engine_refuses(
    row: Mapping[str, str], tmp_path: Path
) -> None:
    xml = _bad(row)
    (path := tmp_path / "bad.xml").write_text(xml, "utf-8")
    assert "Invalid" in (judged := validate([path])).stdout + judged.stderr
    with pytest.raises(FormError) as refused:
        load_form(xml)
    assert "/data/b" in {problem.where for problem in refused.value.problems}
