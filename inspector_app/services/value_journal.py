"""Writes single values with their history, whatever kind of record they belong to."""

from typing import Any, Final, NamedTuple, Protocol

from inspector_app.base.changes import Changes
from inspector_app.domain.text_span import Span, span_between
from inspector_app.services.context import Context
from inspector_app.storage.growing_entry import GrowingEntry
from inspector_app.storage.journal import Entry

CORRECTED: Final = "更正"
"""The step that opens a correction; it notes what giving the correction up must bring back."""
# Undo goes back by sentences: what was typed before one is kept.
_SENTENCE_ENDS: Final = ("。", "！", "？", "；", "\n")
# Beyond this an entry is closed and the next one begins: rewriting it would cost more than a save.
_GROWS_TO: Final = 2_000


class Values(Protocol):
    """Holds values, each in its JSON form under a noun, the uid of a row and a name."""

    def value(self, noun: str, uid: str, name: str) -> Any:
        """Return one value."""
        ...

    def write(self, noun: str, uid: str, name: str, value: Any) -> None:
        """Write one value."""
        ...


class Spot(NamedTuple):
    """One value of one record.

    Attributes:
        record_uid: the record that the row belongs to.
        noun, uid, name: the kind of row, the row, and what of it.
        editing: the editing session in which it is changed.
    """

    record_uid: str
    noun: str
    uid: str
    name: str
    editing: str = ""

    @property
    def typing(self) -> tuple[str, str, str, str]:
        """What typing must have in common to be one change."""
        return self.editing, self.noun, self.uid, self.name


class _Typing(NamedTuple):
    """A long text that somebody is typing in, as the last save left it.

    Attributes:
        place: what the next save must have in common with the last.
        changes: what each save of it touches.
        entry: the entry that grows.
        before: the text before that entry, ``value`` after it.
        span: from the one to the other.
    """

    place: tuple[str, str, str, str]
    changes: Changes
    entry: GrowingEntry
    before: str
    value: str
    span: Span


class ValueJournal:
    """Writes values and remembers what they were; the caller holds the transaction."""

    def __init__(self, context: Context, values: Values) -> None:
        self._context = context
        self._values = values
        self._typing: _Typing | None = None

    def type_on(
        self, noun: str, uid: str, name: str, value: Any, *, editing: str
    ) -> Changes | None:
        """Save a long text in which the typing goes on, without reading anything again.

        What the last save knew still holds while the history ends with the entry that it wrote:
        every change of a draft, and every step that closes it, is an entry.

        Returns:
            what was touched; ``None``, and nothing was written, where the typing begins, does not
            go on, or anything else has happened since.
        """
        typing = self._typing
        if typing is None or typing.place != (editing, noun, uid, name) or value == typing.value:
            return None
        if not _takes_more(typing.span.inserted) or not self._grow(typing, value):
            return None
        self._write_on(noun, uid, name, typing.value, value)
        return typing.changes

    def _write_on(
        self,
        noun: str,
        uid: str,
        name: str,
        old: str,  # noqa: ARG002 - for those that can write less, knowing it
        value: str,
    ) -> None:
        """Write a text that was ``old`` until now."""
        self._values.write(noun, uid, name, value)

    def put(self, spot: Spot, value: Any) -> bool:
        """Write one value; say whether it differed."""
        old = self._values.value(*spot[1:4])
        if old == value:
            return False
        self._values.write(*spot[1:4], value)
        self.note(spot, {"set": [old, value]})
        return True

    def put_text(self, spot: Spot, value: str, changes: Changes) -> bool:
        """Write a long text; say whether it differed.

        Typing in one field of one editing session grows into one entry.
        """
        old = self._values.value(*spot[1:4])
        if old == value:
            return False
        self._values.write(*spot[1:4], value)
        newest = self._context.stores.journal.newest()
        if newest is None or not _grows(newest.entry, spot.typing):
            self.note(spot, {"span": list(span_between(old, value))})
            return True
        span = Span(*newest.entry.op["span"])
        before = span.inverse().applied(old)
        growing = self._context.stores.journal.growing(newest)
        self._grow(_Typing(spot.typing, changes, growing, before, old, span), value)
        return True

    def note(self, spot: Spot, op: dict[str, Any]) -> None:
        """Append what was done at a spot to the history."""
        self._context.note(
            spot.noun,
            spot.uid,
            op,
            visit_uid=spot.record_uid,
            field=spot.name,
            editing=spot.editing,
        )

    def restore(self, entry: Entry, op: dict[str, Any]) -> None:
        """Write what ``op``, an entry's own or its inverse, leads to."""
        place = (entry.noun, entry.uid, entry.field)
        if "span" in op:
            text = self._values.value(*place)
            self._values.write(*place, Span(*op["span"]).applied(text))
        else:
            self._values.write(*place, op["set"][1])

    def _grow(self, typing: _Typing, value: str) -> bool:
        """Let the entry grow to ``value``; say whether it was still the newest."""
        place, changes, entry, before, _, _ = typing
        span = span_between(before, value)
        at = self._context.now_text()
        grown = self._context.stores.journal.grow(entry, span, at=at)
        self._typing = _Typing(place, changes, entry, before, value, span) if grown else None
        return grown


def _grows(newest: Entry, place: tuple[str, str, str, str]) -> bool:
    """Say whether typing at ``place`` goes on with the newest entry."""
    if newest.undoes is not None or not place[0] or "span" not in newest.op:
        return False
    same = (newest.editing, newest.noun, newest.uid, newest.field) == place
    return same and _takes_more(newest.op["span"][2])


def _takes_more(inserted: str) -> bool:
    """Say whether an entry that inserts this may grow."""
    return len(inserted) < _GROWS_TO and not inserted.endswith(_SENTENCE_ENDS)
