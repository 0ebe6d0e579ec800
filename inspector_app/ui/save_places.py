"""Asking where documents are saved: one file, or a folder with a file for each of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QWidget

from inspector_app.services.document_kinds import FileFormat
from inspector_app.ui.dialogs import ask

if TYPE_CHECKING:
    from inspector_app.services.printing import Piece

# Format by format: its name, and the kind of file that the question asks for.
_NAMED: Final = {FileFormat.PDF: ("PDF", ask.PDF), FileFormat.WORD: ("Word", ask.WORD)}


class Targets(NamedTuple):
    """Where documents go.

    Attributes:
        files: each document's file, by its place.
        folder: where all of them are, if there are several.
    """

    files: Mapping[int, Path]
    folder: Path | None


def doing(form: FileFormat) -> str:
    """Return what the status line says meanwhile."""
    return f"正在存为 {_NAMED[form][0]}……"


def ask_targets(
    parent: QWidget, pieces: Sequence[Piece], form: FileFormat, *, tail: str = ""
) -> Targets | None:
    """Ask where ``pieces`` go as PDF or Word files; ``None`` when given up.

    Args:
        parent: the page that asks.
        pieces: the documents.
        form: what they are written as.
        tail: stands at the end of each name.
    """
    name, kinds = _NAMED[form]
    names = [piece._replace(stem=f"{piece.stem}{tail}").file_name(form) for piece in pieces]
    if len(pieces) == 1:
        target = ask.save_file(parent, f"把 {name} 存到哪里", names[0], kinds)
        return None if target is None else Targets({0: target}, None)
    folder = ask.folder(parent, f"{name} 放到哪个文件夹（一份记录一个文件）")
    if folder is None:
        return None
    files = {place: folder / file_name for place, file_name in enumerate(names)}
    return Targets(files, folder)
