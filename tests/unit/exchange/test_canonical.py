"""The one spelling of JSON, and everything else refused."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.exchange.canonical import (
    MAX_INTEGER,
    JsonLimits,
    NotCanonicalError,
    dumps,
    loads,
)

LIMITS = JsonLimits(size=16 * 2**20, depth=32, containers=500_000)

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | TEXT,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXT, inner, max_size=5),
    max_leaves=30,
)


@given(VALUES)
def test_what_is_written_is_read_as_the_same_value(value: object) -> None:
    assert loads(dumps(value), limits=LIMITS) == value


@given(VALUES)
def test_any_json_reader_sees_the_same_value(value: object) -> None:
    assert json.loads(dumps(value)) == value


@given(st.dictionaries(TEXT, st.integers(0, 9), min_size=2, max_size=6))
def test_the_order_in_which_keys_were_put_never_shows(value: dict[str, int]) -> None:
    assert dumps(dict(reversed(value.items()))) == dumps(value)


def test_keys_stand_in_the_order_of_the_example_of_rfc_8785() -> None:
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]

    written = loads(dumps(dict.fromkeys(keys, 0)), limits=LIMITS)

    assert isinstance(written, dict)
    assert list(written) == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


def test_text_is_escaped_as_rfc_8785_demands() -> None:
    assert dumps('\b\t\n\f\r\x1f"\\/€\u2028') == '"\\b\\t\\n\\f\\r\\u001f\\"\\\\/€\u2028"'.encode()


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ({"a": [1.5]}, "a.0"),
        ({"a": {"b": "\x00"}}, "a.b"),
        ({"a": "\ud800"}, "a"),
        ([MAX_INTEGER + 1], "0"),
        (-MAX_INTEGER - 1, ""),
        ({1: 2}, ""),
        ({"\udfff": 2}, ""),
        (b"bytes", ""),
    ],
)
def test_a_value_outside_the_subset_is_refused_with_its_place(value: object, where: str) -> None:
    with pytest.raises(NotCanonicalError) as refused:
        dumps(value)

    assert refused.value.where == where


def test_a_value_that_contains_itself_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)

    with pytest.raises(NotCanonicalError, match="deeper"):
        dumps(endless)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b" 1",
        b"1\n",
        b"01",
        b"-0",
        b"1.0",
        b"1e3",
        b"NaN",
        b"Infinity",
        b"9007199254740992",
        b"-9007199254740992",
        b"nul",
        b"'a'",
        b'"a',
        b'"\x01"',
        b'"\\x"',
        b'"\\u0041"',
        b'"\\u0000"',
        b'"\\ud800"',
        b'"\\/"',
        b"[1, 2]",
        b"[1,]",
        b"[1",
        b"[1]]",
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1,"\\u0061":1}',
        b'{"a" :1}',
        b"{1:1}",
        b"\xef\xbb\xbf1",
        b"\xff",
        b'"\xed\xa0\x80"',
        b'"\xc0\xaf"',
        b"1 2",
        b"/**/1",
    ],
)
def test_every_other_spelling_is_refused(text: bytes) -> None:
    with pytest.raises(NotCanonicalError):
        loads(text, limits=LIMITS)


@pytest.mark.parametrize(
    "text",
    [
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 100_000,
        b"1" * 1_000_000,
        b"-" + b"1" * 1_000_000,
        b"1," * 7_500_000,
        b"[" + b"[]," * 1_000_000 + b"[]]",
        b'["' + b"\\" * 1_000_000,
        b'"' * 1_000_001,
    ],
    ids=["[", "[]", "objects", "digits", "-digits", "1,", "wide", "escapes", "quotes"],
)
def test_a_text_made_to_exhaust_the_reader_is_refused_soon(text: bytes) -> None:
    started = time.perf_counter()

    with pytest.raises(NotCanonicalError):
        loads(text, limits=LIMITS)

    assert time.perf_counter() - started < 5


def test_a_text_above_its_size_is_refused_unread() -> None:
    with pytest.raises(NotCanonicalError, match="longer than 3 bytes"):
        loads(b"\xff\xff\xff\xff", limits=JsonLimits(size=3, depth=1, containers=1))


def test_a_text_exactly_at_its_size_is_read() -> None:
    assert loads(b"[1]", limits=JsonLimits(size=3, depth=1, containers=1)) == [1]


def test_brackets_inside_strings_are_no_levels() -> None:
    text = dumps(["[" * 100, '\\"[[[[', "]"])

    assert loads(text, limits=JsonLimits(size=1000, depth=1, containers=1)) == json.loads(text)


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_as_many_levels_as_allowed_are_read_and_no_more(levels: int) -> None:
    limits = JsonLimits(size=100, depth=levels, containers=100)

    loads(b"[" * levels + b"]" * levels, limits=limits)
    with pytest.raises(NotCanonicalError, match="deeper"):
        loads(b"[" * (levels + 1) + b"]" * (levels + 1), limits=limits)
