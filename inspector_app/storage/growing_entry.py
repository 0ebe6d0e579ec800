"""The newest entry of the history while a text grows in it.

It is written anew at every save of somebody's typing. All that stays the same from one save to the
next is put into words once; what is left to do at a save is what its size demands.
"""

from hashlib import sha256
from typing import Any, NamedTuple

from inspector_app.base.stable_json import stable_text
from inspector_app.domain.text_span import Span


class GrownTo(NamedTuple):
    """What an entry becomes: the columns that differ."""

    at: str
    op: str
    hash: str


class GrowingEntry:
    """An entry whose instant and span change, and nothing else.

    Attributes:
        seq: its number.
        hash: its hash as it stands now; who writes it anew tells it the new one.
    """

    __slots__ = ("_after_op", "_before_at", "_before_op", "hash", "seq")

    def __init__(self, link: str, columns: tuple[Any, ...], digest: str) -> None:
        """Take an entry by the hash of the one before it, its columns as hashed, and its hash."""
        number, _, actor, editing, visit_uid, noun, uid, field, _, undoes = columns
        self.seq: int = number
        self.hash = digest
        self._before_at = f"{_inside(link, number)},"
        self._before_op = f",{_inside(actor, editing, visit_uid, noun, uid, field)},"
        self._after_op = f",{_inside(undoes)}"

    def grown(self, span: Span, at: str) -> GrownTo:
        """Return what the entry becomes with another span and instant."""
        op = span_text(span)
        hashed = (
            f"[{self._before_at}{stable_text(at)}{self._before_op}{stable_text(op)}"
            f"{self._after_op}]"
        )
        return GrownTo(at, op, sha256(hashed.encode()).hexdigest())


def span_text(span: Span) -> str:
    """Return a span as the history keeps it, in the words of ``stable_text``."""
    return f'{{"span":[{span.at},{stable_text(span.removed)},{stable_text(span.inserted)}]}}'


def _inside(*values: object) -> str:
    """Return the values as they stand inside a list."""
    return stable_text(values)[1:-1]
