"""docs/attacks.md cannot rot: each test that it names is there, and no attack is left out."""

import ast
import re
from pathlib import Path

from tests.unit.exchange import hostile

TESTS = Path(__file__).parents[1]
PAGE = (TESTS.parent / "docs" / "attacks.md").read_text("utf-8")
NAMED = [tuple(each.split("::")) for each in re.findall(r"`([a-z_/]+\.py::\w+)`", PAGE)]
LISTED_WHOLE = ("district/trust/test_attacks.py", "district/office/test_attacks.py")


def names_in(file: str) -> set[str]:
    tree = ast.parse((TESTS / file).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_each_test_that_the_page_names_is_there() -> None:
    assert len(NAMED) > 50
    assert [(file, name) for file, name in NAMED if name not in names_in(file)] == []


def test_each_attack_that_is_tested_stands_on_the_page() -> None:
    said = {name for _, name in NAMED}
    attacks = {
        name
        for file in LISTED_WHOLE
        for name in names_in(file)
        if name.startswith("test_") and not name.endswith("_with_its_code")
    }
    assert attacks - said == {
        "test_freeze_is_told_beforehand",
        "test_key_compromise_of_a_laptop_ends_with_its_revocation",
        "test_a_rotated_roster_without_its_second_signature_is_refused",
    }


def test_each_code_of_a_hostile_file_stands_on_the_page() -> None:
    texts = (hostile.ARCHIVES, hostile.RECORDS, hostile.STATEMENTS)
    codes = {code for cases in texts for _, code in cases.values()}
    part = PAGE[PAGE.index("## Hostile files") : PAGE.index("At full length")]
    assert codes <= set(re.findall(r"\bE\d+", part))
