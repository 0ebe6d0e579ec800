"""The bundle's statement: who hands over what, as which number of which chain."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NoReturn, cast

from inspector_app.base.clock import TZ_TEXT, instant_text, parse_instant
from inspector_app.exchange import canonical
from inspector_app.exchange.canonical import JsonValue
from inspector_app.exchange.layout import (
    STATEMENT,
    TAG_FILE_LIMITS,
    TO_OFFICE,
    TO_PEERS,
    Series,
    folder_name,
)
from inspector_app.exchange.refusal import BundleRefusedError, Refusal
from inspector_app.exchange.shapes import (
    Check,
    absent_or,
    each,
    is_chain,
    is_count,
    is_counts,
    is_instant,
    is_key,
    is_label,
    is_seq,
    is_sha256,
    text,
    whole,
)
from inspector_app.exchange.signed_header import HeaderForm, header_bytes, read_header

FORMAT: Final = 1
SCHEMA: Final = "dudao-records/1"
FIRST_PREV: Final = "0" * 64
_LIMITS: Final = canonical.JsonLimits(size=TAG_FILE_LIMITS[STATEMENT], depth=8, containers=10_000)


class BundleType(StrEnum):
    """What a bundle hands over."""

    VISITS = "visits"
    MONTHLY = "monthly"
    LEDGER = "ledger"
    CORRECTION = "correction"
    PHOTOS = "photos"
    """Pictures and printed records that a bundle before it has announced."""
    DISTRICT = "district"
    """The locked month of a whole district, for the office above it."""
    JOINT = "joint"
    """One record, for those who went along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspector:
    """Who hands over."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainPoint:
    """One bundle of one chain."""

    chain: str
    seq: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterSeen:
    """The key roster that the device held."""

    version: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSeen:
    """The newest receipt that the device had read."""

    n: int
    sha256: str


EXPORT: Final = "x_export"
"""The key of the statement that tells the bundles of one act of handing over from others."""

BEGINS: Final = "x_begins"
"""The key that says: for this office the chain begins here, whatever its number.

A laptop may have made bundles before it joined: they are numbered in the same chain, were for
nobody or for another office, and must not be waited for.
"""


DISTRICT: Final = "x_district"
"""The key that says whose month a bundle of type ``district`` holds, as six digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One act of handing over: ``uid`` for all its bundles, of which this is ``part`` (from 1)."""

    uid: str
    part: int
    parts: int

    def to_value(self) -> dict[str, JsonValue]:
        """Return it as it stands in a statement under ``EXPORT``."""
        return {"uid": self.uid, "part": self.part, "parts": self.parts}


@dataclass(frozen=True, slots=True, kw_only=True)
class Superseded:
    """A record whose named revisions are replaced by one in this bundle.

    Attributes:
        kind: the noun, such as ``visit``.
        id: the record's uuid.
        rev: the revision that stands in this bundle.
        replaces: SHA-256 of every revision that it replaces.
        reason: why, in the inspector's words.
    """

    kind: str
    id: str
    rev: int
    replaces: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The signed header of a bundle; what is not known yet is None.

    Attributes:
        prev: digest of the bundle before; ``FIRST_PREV`` for the first of a chain.
        continues: on number 1 only, the chain that this one takes over.
        to: the office addressed, with the keys it was encrypted to in ``to_keys``.
        period: the month ("2026-11") that is handed over.
        audit_head: head of the device's hash-chained history.
        counts: how many rows each list of the records has.
    """

    type: BundleType
    chain: str
    seq: int
    prev: str
    created: datetime
    software: str
    inspector: Inspector
    counts: Mapping[str, int]
    period: str | None = None
    audit_head: str | None = None
    supersedes: Sequence[Superseded] = ()
    continues: ChainPoint | None = None
    to: str | None = None
    to_keys: Sequence[str] | None = None
    roster: RosterSeen | None = None
    receipt_seen: ReceiptSeen | None = None
    schema: str = SCHEMA
    extra: Mapping[str, JsonValue] = field(default_factory=dict)

    @property
    def export(self) -> Export | None:
        """The act of handing over that it is part of; None where it does not say."""
        value = self.extra.get(EXPORT)
        return Export(**cast("dict[str, Any]", value)) if _is_export(value) else None

    @property
    def begins(self) -> bool:
        """Whether it is the first of its chain for this office."""
        return self.seq == 1 or self.extra.get(BEGINS) is True

    @property
    def series(self) -> Series:
        """What the bundle is made for."""
        return TO_PEERS if self.type is BundleType.JOINT else TO_OFFICE

    @property
    def folder(self) -> str:
        """The base directory of the bundle."""
        return folder_name(chain=self.chain, seq=self.seq, series=self.series)

    def to_bytes(self) -> bytes:
        """Return the statement as it stands in a bundle.

        Raises:
            NotCanonicalError: a value has no place in a statement.
        """
        value = asdict(self)
        value |= {"format": FORMAT, "tz": TZ_TEXT, "created": instant_text(self.created)}
        value = {**value.pop("extra"), **value}
        return header_bytes(value, _FORM)


def read_statement(content: bytes) -> Statement:
    """Read a statement.

    Raises:
        BundleRefusedError: E50 it is malformed, E51 a newer program has written it.
    """
    return _statement(read_header(content, _FORM))


def _malformed(detail: str) -> NoReturn:
    raise BundleRefusedError(Refusal.STATEMENT, detail)


def _newer(detail: str) -> NoReturn:
    raise BundleRefusedError(Refusal.NEWER_FORMAT, detail)


def _statement(value: dict[str, Any]) -> Statement:
    extra = {key: item for key, item in value.items() if key.startswith(_EXTENSION)}
    plain = {key: item for key, item in value.items() if key not in {*extra, "format", "tz"}}
    plain["type"] = BundleType(value["type"])
    plain["created"] = parse_instant(value["created"])
    plain["supersedes"] = tuple(
        Superseded(**row | {"replaces": tuple(row["replaces"])}) for row in value["supersedes"]
    )
    for key, make in _NESTED.items():
        plain[key] = None if value[key] is None else make(**value[key])
    plain["to_keys"] = None if value["to_keys"] is None else tuple(value["to_keys"])
    return Statement(**plain, extra=extra)


_EXTENSION: Final = "x_"
_NESTED: Final[dict[str, Callable[..., object]]] = {
    "inspector": Inspector,
    "continues": ChainPoint,
    "roster": RosterSeen,
    "receipt_seen": ReceiptSeen,
}


_is_export: Final = whole({"uid": text("[0-9a-f-]{36}"), "part": is_seq, "parts": is_seq})

_SHAPE: Final[dict[str, Check]] = {
    "format": is_count,
    "type": text("|".join(BundleType)),
    "schema": text("dudao-records/[1-9][0-9]{0,3}"),
    "chain": is_chain,
    "seq": is_seq,
    "prev": is_sha256,
    "continues": absent_or(whole({"chain": is_chain, "seq": is_seq, "digest": is_sha256})),
    "to": absent_or(is_label),
    "to_keys": absent_or(each(text("[0-9a-f]{16}"))),
    "created": is_instant,
    "tz": lambda value: value == TZ_TEXT,
    "software": text("[ -~]{1,100}"),
    "inspector": whole({"id": is_label, "name": is_label}),
    "period": absent_or(text("[0-9]{4}-(?:0[1-9]|1[0-2])")),
    "roster": absent_or(whole({"version": is_count, "sha256": is_sha256})),
    "receipt_seen": absent_or(whole({"n": is_count, "sha256": is_sha256})),
    "audit_head": absent_or(is_sha256),
    "counts": is_counts,
    "supersedes": each(
        whole(
            {
                "kind": is_key,
                "id": is_label,
                "rev": is_count,
                "replaces": each(is_sha256),
                "reason": lambda value: isinstance(value, str),
            }
        )
    ),
}


def _flaw(value: dict[str, JsonValue]) -> str | None:
    """Return the first key that is missing, foreign or has a value it may not have."""
    return next(_flaws(value), None)


def _flaws(value: dict[str, JsonValue]) -> Iterator[str]:
    yield from sorted(_SHAPE.keys() - value.keys())
    for key, item in value.items():
        if not _SHAPE.get(key, _is_allowed_extra(key))(item):
            yield key
    if EXPORT in value and not _is_export(value[EXPORT]):
        yield EXPORT
    if value.get(BEGINS, True) is not True:
        yield BEGINS
    if (value["seq"] == 1) != (value["prev"] == FIRST_PREV):
        yield "prev"
    if value["seq"] != 1 and value["continues"] is not None:
        yield "continues"


def _is_allowed_extra(key: str) -> Check:
    return lambda _value: key.startswith(_EXTENSION)


_FORM: Final = HeaderForm(
    format=FORMAT, schema=SCHEMA, limits=_LIMITS, flaw=_flaw, malformed=_malformed, newer=_newer
)
