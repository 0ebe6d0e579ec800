"""docs/coverage.md cannot rot: what it points at is there, and what is not done says so."""

import argparse
import ast
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from inspector_app.cli.parser import build_parser

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "coverage.md").read_text("utf-8")
STATES = {"状态：已做", "状态：部分", "状态：未做"}


class Row(NamedTuple):
    """One line of the tables."""

    asked: str
    how: str
    places: tuple[str, ...]
    tests: tuple[str, ...]
    state: str


def rows() -> list[Row]:
    found = []
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
        if len(cells) == 5 and cells[-1] in STATES:
            asked, how, places, tests, state = cells
            found.append(
                Row(
                    asked,
                    how,
                    *(tuple(re.findall(r"`([^`]+)`", c)) for c in (places, tests)),
                    state,
                )
            )
    return found


ROWS = rows()


def test_every_line_of_both_tables_has_a_state() -> None:
    lines = [line for line in PAGE.splitlines() if line.startswith("| ") and line.count(" | ") == 4]
    assert len(lines) - 2 == len(ROWS)
    assert len({row.asked for row in ROWS}) == len(ROWS)


def test_the_page_counts_its_own_lines() -> None:
    counts = Counter(row.state.removeprefix("状态：") for row in ROWS)
    said = (
        f"已做 {counts['已做']}，部分 {counts['部分']}，未做 {counts['未做']}，共 {len(ROWS)} 项。"
    )
    assert said in PAGE


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.asked)
def test_what_is_done_names_its_place_and_its_test_and_what_is_not_names_none(row: Row) -> None:
    if row.state == "状态：未做":
        assert (row.places, row.tests) == ((), ())
    else:
        assert row.places
        assert row.tests


def test_every_module_that_is_named_is_there() -> None:
    files = {place for row in ROWS for place in row.places if "/" in place}
    assert {file for file in files if not (ROOT / "inspector_app" / file).is_file()} == set()


def _is_command(parser: argparse.ArgumentParser, words: list[str]) -> bool:
    for word in words:
        acts = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
        if not acts or word not in acts[0].choices:
            return False
        parser = acts[0].choices[word]
    return bool(words)


def test_every_command_that_is_named_can_be_given() -> None:
    commands = {place for row in ROWS for place in row.places if "/" not in place}
    parser = build_parser()
    assert {each for each in commands if not _is_command(parser, each.split())} == set()


def _has_test(place: str) -> bool:
    file, _, name = place.partition("::")
    path = ROOT / file
    if not path.is_file():
        return False
    tree = ast.parse(path.read_text("utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in tree.body)


def test_every_test_that_is_named_is_there() -> None:
    places = set(re.findall(r"`(tests/[^`]+)`", PAGE))
    assert len(places) > 20
    assert {place for place in places if not _has_test(place)} == set()


def test_the_five_contradictions_are_five_tests() -> None:
    part = PAGE.partition("## 三")[2]
    tests = re.findall(r"`(tests/[^`]+)`", part)
    assert len(set(tests)) == 5
