"""What the columns of a Word table are for, on the way back: as the draft guessed it."""

from collections.abc import Mapping
from typing import NamedTuple

from inspector_app.authoring.word_form import _head
from inspector_app.domain.word_content import WordTable


class Columns(NamedTuple):
    """What the columns of a table are for.

    Attributes:
        body: the first row below the head.
        roles: the column of each role: number, text, result, score, note.
        options: the column of each answer that has one of its own.
    """

    body: int
    roles: Mapping[str, int]
    options: Mapping[str, int]


def columns_of(table: WordTable) -> Columns | None:
    """Return what the columns of a table are for, ``None`` where it has no such head."""
    head = _head(table)
    if head is None:
        return None
    options: dict[str, int] = {}
    if head.rows > 1:
        first = head.roles["result"][0]
        below = [cell for cell in table.rows[head.row + 1] if cell.column >= first]
        options = dict(zip(head.options, (cell.column for cell in below), strict=False))
    roles = {role: column for role, (column, _) in head.roles.items()}
    return Columns(head.row + head.rows, roles, options)
