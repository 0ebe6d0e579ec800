"""The pack's statement: what the office sends to which laptops, under which number.

An office numbers its packs one after the other, whoever they are for. A laptop sees only those that
are for it; the statement therefore tells each addressee which pack was the last before this one for
that very laptop, so that a missing one is missed by its number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final, NoReturn, cast

from inspector_app.base.clock import TZ_TEXT, instant_text, parse_instant
from inspector_app.exchange.canonical import JsonLimits, JsonValue
from inspector_app.exchange.pack_layout import MAX_STATEMENT, MOST_ADDRESSEES, folder_name
from inspector_app.exchange.pack_refusal import PackFlaw, PackRefusedError
from inspector_app.exchange.shapes import (
    Check,
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
from inspector_app.exchange.statement import RosterSeen

FORMAT: Final = 1
SCHEMA: Final = "dudao-pack/1"
NOTHING_BEFORE: Final = "0" * 64
MOST_EARLIER: Final = 20
_LIMITS: Final = JsonLimits(size=MAX_STATEMENT, depth=6, containers=10_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """A laptop that a pack is for, and the pack that was sent to it before.

    Attributes:
        n: number of that pack; 0 where this is the first.
        digest: of that pack; ``NOTHING_BEFORE`` where this is the first.
        earlier: numbers of packs before that one which are not known to have been taken there.
    """

    chain: str
    n: int = 0
    digest: str = NOTHING_BEFORE
    earlier: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Who sends."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackStatement:
    """The signed header of a pack.

    Attributes:
        kind: what is inside, such as ``schools``.
        chain: of the office's signing key.
        n: number of the pack among those signed with this key, from 1.
        prev: digest of the pack before it; ``NOTHING_BEFORE`` for the first.
        to: every laptop that it is for.
        roster: the roster of keys from which they were taken.
        counts: how many rows each list has.
    """

    kind: str
    chain: str
    n: int
    prev: str
    to: Sequence[Addressee]
    created: datetime
    software: str
    office: Office
    roster: RosterSeen
    counts: Mapping[str, int]

    @property
    def folder(self) -> str:
        """The base directory of the pack."""
        return folder_name(chain=self.chain, n=self.n)

    def addressee(self, chains: Sequence[str]) -> Addressee | None:
        """Return the first of these laptops that it is for."""
        return next((each for each in self.to if each.chain in chains), None)

    def to_bytes(self) -> bytes:
        """Return the statement as it stands in a pack.

        Raises:
            NotCanonicalError: a value has no place in a statement.
        """
        value = asdict(self) | {
            "format": FORMAT, "type": "pack", "schema": SCHEMA, "tz": TZ_TEXT,
            "created": instant_text(self.created),
            "to": [_addressee_json(each) for each in self.to],
        }  # fmt: skip
        return header_bytes(value, _FORM)


def read_statement(content: bytes) -> PackStatement:
    """Read a statement.

    Raises:
        PackRefusedError: E50 it is malformed, E51 a newer program has written it.
    """
    return _statement(read_header(content, _FORM))


def _malformed(detail: str) -> NoReturn:
    raise PackRefusedError(PackFlaw.STATEMENT, detail)


def _newer(detail: str) -> NoReturn:
    raise PackRefusedError(PackFlaw.NEWER_FORMAT, detail)


def _statement(value: dict[str, Any]) -> PackStatement:
    return PackStatement(
        kind=value["kind"], chain=value["chain"], n=value["n"], prev=value["prev"],
        to=tuple(
            Addressee(**{**row, "earlier": tuple(row.get("earlier", ()))}) for row in value["to"]
        ),
        created=parse_instant(value["created"]), software=value["software"],
        office=Office(**value["office"]), roster=RosterSeen(**value["roster"]),
        counts=value["counts"],
    )  # fmt: skip


def _addressee_json(to: Addressee) -> dict[str, Any]:
    """Return the row of a laptop; what is nothing is left out, as it always was."""
    row = {"chain": to.chain, "n": to.n, "digest": to.digest}
    return {**row, "earlier": list(to.earlier)} if to.earlier else row


def _is_to(value: JsonValue) -> bool:
    if not _are_addressees(value) or len(cast("list[JsonValue]", value)) > MOST_ADDRESSEES:
        return False
    rows = cast("list[dict[str, Any]]", value)
    chains = [row["chain"] for row in rows]
    first = all((row["n"] == 0) == (row["digest"] == NOTHING_BEFORE) for row in rows)
    return first and chains == sorted(set(chains))


def _is_earlier(value: JsonValue) -> bool:
    if not _are_numbers(value):
        return False
    numbers = cast("list[int]", value)
    return 0 < len(numbers) <= MOST_EARLIER and numbers == sorted(set(numbers))


def _is_addressee(value: JsonValue) -> bool:
    return _is_row(value) or _is_row_with_earlier(value)


_are_numbers: Final = each(is_seq)
_ROW: Final[dict[str, Check]] = {"chain": is_chain, "n": is_count, "digest": is_sha256}
_is_row: Final = whole(_ROW)
_is_row_with_earlier: Final = whole({**_ROW, "earlier": _is_earlier})
_are_addressees: Final = each(_is_addressee, least=1)

_SHAPE: Final[dict[str, Check]] = {
    "format": is_count,
    "type": lambda value: value == "pack",
    "schema": text("dudao-pack/[1-9][0-9]{0,3}"),
    "kind": is_key,
    "chain": is_chain,
    "n": is_seq,
    "prev": is_sha256,
    "to": _is_to,
    "created": is_instant,
    "tz": lambda value: value == TZ_TEXT,
    "software": text("[ -~]{1,100}"),
    "office": whole({"id": is_label, "name": is_label}),
    "roster": whole({"version": is_count, "sha256": is_sha256}),
    "counts": is_counts,
}


def _flaw(value: dict[str, JsonValue]) -> str | None:
    """Return the first key that is missing, foreign or has a value it may not have."""
    if value.keys() != _SHAPE.keys():
        return min(value.keys() ^ _SHAPE.keys())
    wrong = next((key for key, check in sorted(_SHAPE.items()) if not check(value[key])), None)
    if wrong is not None:
        return wrong
    if (value["n"] == 1) != (value["prev"] == NOTHING_BEFORE):
        return "prev"
    return None if _all_before(value) else "to"


def _all_before(value: dict[str, Any]) -> bool:
    return all(
        row["n"] < value["n"] and all(n < row["n"] for n in row.get("earlier", ()))
        for row in value["to"]
    )


_FORM: Final = HeaderForm(
    format=FORMAT, schema=SCHEMA, limits=_LIMITS, flaw=_flaw, malformed=_malformed, newer=_newer
)
