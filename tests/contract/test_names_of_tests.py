"""A test is named by the sentence of its rule."""

import ast
import re
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]
FILLERS = {"basic", "correctly", "handles", "misc", "properly", "正常"}
# Somebody works alone: there it is a word of the rule. "It works" is none.
FILLER_PHRASES = re.compile(r"as_expected|_works$|_works_(on|with|in|for)_")


@cache
def names() -> list[tuple[str, str]]:
    found = []
    for path in sorted(TESTS.rglob("test_*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        found += [
            (path.relative_to(TESTS).as_posix(), node.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and node.name.startswith("test_")
        ]
    return found


def test_no_name_of_a_test_is_filled_with_words_that_say_nothing() -> None:
    empty = [
        (path, name)
        for path, name in names()
        if FILLERS & set(name.split("_")) or FILLER_PHRASES.search(name)
    ]
    assert not empty


def test_every_name_of_a_test_is_a_sentence_of_at_least_three_words() -> None:
    short = [(path, name) for path, name in names() if len(re.findall(r"[^_]+", name)) < 4]
    assert not short
