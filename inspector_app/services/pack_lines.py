"""What a reader of packs is, and the lines in which it tells what taking one over would do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Protocol, runtime_checkable

from inspector_app.base.changes import Changes


class Mark(StrEnum):
    """What taking a row over comes to; a note changes nothing and wants to be read."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"
    NOTE = "note"


MARK_LABEL: Final = {
    Mark.NEW: "新增",
    Mark.CHANGED: "更新",
    Mark.SAME: "已有",
    Mark.REFUSED: "不接收",
    Mark.NOTE: "请看",
}


@dataclass(frozen=True, slots=True)
class PackLine:
    """One row of a preview.

    Attributes:
        text: what it is and, where it is changed or refused, what changes or why.
    """

    mark: Mark
    text: str


class PackReader(Protocol):
    """Reads one kind of pack; a laptop finds it by ``kind``."""

    @property
    def kind(self) -> str:
        """The kind as the statement of a pack names it."""

    @property
    def title(self) -> str:
        """What people call it."""

    @property
    def replaces(self) -> bool:
        """Whether a pack says all there is of its kind: an older one is then not taken any more."""

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        """Return what taking these rows over would do (UserError: nothing can be taken).

        Rows that have not the form of the kind raise AttributeError, KeyError, TypeError or
        ValueError.
        """

    def take(self, rows: Mapping[str, Any]) -> Changes:
        """Take the rows over, inside the transaction that is running (errors as above)."""


@runtime_checkable
class SubjectReader(Protocol):
    """A reader of a kind of which a pack says all about some things, and nothing of others."""

    def subjects(self, rows: Mapping[str, Any]) -> Iterable[str]:
        """Return about what: an older pack about any of it is then not taken any more."""


ALL: Final = "*"
"""The subject of a pack that says all there is of its kind."""


def subjects_of(reader: PackReader, rows: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a pack says all about (errors as of ``PackReader.preview``)."""
    if reader.replaces:
        return (ALL,)
    return tuple(sorted(reader.subjects(rows))) if isinstance(reader, SubjectReader) else ()


def told(lines: Iterable[PackLine]) -> str:
    """Return how many rows each mark has, in words."""
    counted = [line.mark for line in lines]
    parts = (f"{MARK_LABEL[mark]} {counted.count(mark)}" for mark in Mark if mark in counted)
    return "，".join(parts) or "没有内容"
