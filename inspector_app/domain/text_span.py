"""The changed stretch of a text: what the history keeps instead of two whole copies."""

from typing import NamedTuple


class Span(NamedTuple):
    """At ``at`` (in characters), ``removed`` was replaced by ``inserted``.

    A tuple: one is made at every save.
    """

    at: int
    removed: str
    inserted: str

    def applied(self, text: str) -> str:
        """Return ``text`` after the change.

        Raises:
            ValueError: ``text`` is not what the change was made on.
        """
        end = self.at + len(self.removed)
        if text[self.at : end] != self.removed:
            msg = "the text is not the one that this change was made on"
            raise ValueError(msg)
        return text[: self.at] + self.inserted + text[end:]

    def inverse(self) -> "Span":
        """Return the change that takes this one back."""
        return Span(self.at, self.inserted, self.removed)


def span_between(old: str, new: str) -> Span:
    """Return the shortest single stretch that turns ``old`` into ``new``."""
    if new.startswith(old):  # typed on at the end, as nearly always
        return Span(len(old), "", new[len(old) :])
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    return Span(head, old[head : len(old) - tail], new[head : len(new) - tail])


def _common(one: str, other: str) -> int:
    """Return the length of the common beginning, by halving: slices compare at memory speed."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
