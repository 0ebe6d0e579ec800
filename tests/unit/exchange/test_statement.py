"""The signed header: what it may say, and what is refused in it."""

from dataclasses import replace
from typing import Any

import pytest

from inspector_app.exchange import canonical
from inspector_app.exchange.canonical import NotCanonicalError
from inspector_app.exchange.refusal import BundleRefusedError
from inspector_app.exchange.statement import (
    BundleType,
    ChainPoint,
    ReceiptSeen,
    RosterSeen,
    Statement,
    Superseded,
    read_statement,
)
from tests.unit.exchange.bundle_tools import VISIT, statement

HASH = "ab" * 32
LIMITS = canonical.JsonLimits(size=2**20, depth=32, containers=1000)


def _full() -> Statement:
    return statement(
        type=BundleType.CORRECTION,
        continues=ChainPoint(chain="a" * 26, seq=7, digest=HASH),
        to="220303-dds",
        to_keys=("0123456789abcdef",),
        roster=RosterSeen(version=5, sha256=HASH),
        receipt_seen=ReceiptSeen(n=3, sha256=HASH),
        audit_head=HASH,
        supersedes=(
            Superseded(kind="visit", id=VISIT, rev=2, replaces=(HASH, HASH), reason="日期有误"),
        ),
        extra={"x_note": [1, "二"]},
    )


def _value(source: Statement | None = None) -> dict[str, Any]:
    value = canonical.loads((source or statement()).to_bytes(), limits=LIMITS)
    assert isinstance(value, dict)
    return value


def _code_of(value: object) -> str:
    with pytest.raises(BundleRefusedError) as refused:
        read_statement(canonical.dumps(value))
    return refused.value.code


@pytest.mark.parametrize("written", [statement(), _full(), statement(seq=2, prev=HASH)])
def test_a_statement_is_read_as_it_was_written(written: Statement) -> None:
    assert read_statement(written.to_bytes()) == written


def test_what_is_not_known_yet_stands_there_as_null() -> None:
    value = _value()

    absent = {key for key, item in value.items() if item is None}
    assert absent == {"to", "to_keys", "roster", "receipt_seen", "continues", "audit_head"}
    assert value["prev"] == "0" * 64
    assert (value["format"], value["schema"], value["tz"]) == (1, "dudao-records/1", "+08:00")


@pytest.mark.parametrize("key", sorted(_value(_full()).keys() - {"x_note"}))
def test_a_statement_without_one_of_its_keys_is_refused(key: str) -> None:
    value = _value(_full())
    del value[key]

    assert _code_of(value) == "E50"


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("format", True),
        ("format", -1),
        ("format", "1"),
        ("type", "letters"),
        ("type", None),
        ("schema", "dudao-records/0"),
        ("schema", "other/1"),
        ("chain", "A" * 26),
        ("chain", "a" * 25),
        ("seq", 0),
        ("seq", 1_000_000),
        ("seq", True),
        ("prev", HASH),
        ("prev", "0" * 63),
        ("continues", {}),
        ("continues", {"chain": "a" * 26, "seq": 1}),
        ("to", ""),
        ("to", "a\nb"),
        ("to_keys", "0123456789abcdef"),
        ("to_keys", ["0123456789ABCDEF"]),
        ("created", "2026-11-22 08:00"),
        ("created", "9999-12-31T23:59:59Z"),
        ("created", "2026-02-30T08:00:00Z"),
        ("created", "2026-1-02T08:00:00Z"),
        ("created", 0),
        ("tz", "+09:00"),
        ("software", ""),
        ("software", "dudao\nPayload-Oxum: 1.1"),
        ("inspector", None),
        ("inspector", {"id": "", "name": "督学01"}),
        ("inspector", {"id": "1", "name": "督学01", "phone": "1"}),
        ("period", "2026-13"),
        ("roster", {"version": "5", "sha256": HASH}),
        ("receipt_seen", {"n": -1, "sha256": HASH}),
        ("audit_head", "ab"),
        ("counts", []),
        ("counts", {"visits": -1}),
        ("counts", {"Visits": 1}),
        ("counts", {"visits": None}),
        ("supersedes", None),
        ("supersedes", [{}]),
        ("supersedes", {}),
        ("note", "an unknown key"),
    ],
)
def test_a_statement_with_a_wrong_value_is_refused(key: str, wrong: object) -> None:
    assert _code_of(_value() | {key: wrong}) == "E50"


def test_a_later_bundle_must_name_the_one_before_and_continues_nothing() -> None:
    later = _value(statement(seq=2, prev=HASH))

    assert _code_of(later | {"prev": "0" * 64}) == "E50"
    assert _code_of(later | {"continues": _value(_full())["continues"]}) == "E50"


@pytest.mark.parametrize("value", [[], "text", 1, None])
def test_a_statement_that_is_no_object_is_refused(value: object) -> None:
    assert _code_of(value) == "E50"


@pytest.mark.parametrize(
    "change", [{"format": 2}, {"format": 2, "novelty": True}, {"schema": "dudao-records/2"}]
)
def test_a_statement_of_a_newer_program_asks_for_an_upgrade(change: dict[str, object]) -> None:
    with pytest.raises(BundleRefusedError, match="请升级软件") as refused:
        read_statement(canonical.dumps(_value() | change))

    assert refused.value.code == "E51"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        statement().to_bytes() + b"\n",
        statement().to_bytes().replace(b'"seq":1', b'"seq":1,"seq":1'),
        statement().to_bytes().replace(b'"seq":1', b'"seq":1.0'),
        canonical.dumps(_value() | {"x_deep": [[[[[[[[1]]]]]]]]}),
        canonical.dumps(_value() | {"x_long": "x" * 65_536}),
    ],
)
def test_a_statement_that_is_not_canonical_is_refused(content: bytes) -> None:
    with pytest.raises(BundleRefusedError, match="E50"):
        read_statement(content)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(statement(), software="督导\n"),
        replace(statement(), extra={"note": 1}),
        replace(statement(), seq=2),
        replace(statement(), period="十一月"),
        replace(statement(), extra={"x_half": {"y": "\ud800"}}),
    ],
)
def test_a_statement_that_no_reader_would_take_is_not_written(wrong: Statement) -> None:
    with pytest.raises(NotCanonicalError):
        wrong.to_bytes()
