"""The Word file that a form was drafted from: the draft says where it lies, publishing takes it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app.base.errors import UserError

if TYPE_CHECKING:
    from inspector_app.authoring.cells import FormCells
    from inspector_app.services.checked_source import CheckedSource

HEAD: Final = "#Word原表"
"""The column of 设置 that says where it lies, seen from the workbook; checks leave it aside."""


def naming(cells: "FormCells", word: Path, beside: Path) -> "FormCells":
    """Return the cells of a draft that say where its Word file lies.

    Args:
        cells: the sheets of the draft.
        word: the Word file.
        beside: the folder of the workbook.
    """
    from inspector_app.authoring.words import Kind

    head, values, *rest = cells[Kind.SETTINGS]
    try:
        place = Path(os.path.relpath(word.resolve(), beside.resolve())).as_posix()
    except ValueError:
        # Two drives of Windows have no way from one to the other.
        place = word.resolve().as_posix()
    return {**cells, Kind.SETTINGS: ((*head, HEAD), (*values, place), *rest)}


def word_named(checked: "CheckedSource", path: Path) -> Path | None:
    """Return the Word file that a workbook says it was drafted from, if it is there."""
    from inspector_app.authoring.words import Kind

    head, values = [*(checked.cells or {}).get(Kind.SETTINGS, ()), (), ()][:2]
    place = dict(zip(head, values, strict=False)).get(HEAD, "")
    if not place or path.is_dir():
        return None
    found = path.parent / place
    return found if found.is_file() else None


def bytes_named(checked: "CheckedSource", path: Path) -> bytes | None:
    """Return what stands in that file; nothing where there is none, or it cannot be read."""
    from inspector_app.papers.conversion import word_bytes

    word = word_named(checked, path)
    if word is None:
        return None
    try:
        return word_bytes(word)
    except UserError:
        return None
