"""The Word file that a form was drafted from: the draft says where it lies, publishing takes it."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inspector_app.base.errors import Problem, UserError
from inspector_app.base.files import resolved

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
        place = Path(os.path.relpath(resolved(word), resolved(beside))).as_posix()
    except ValueError:
        # Two drives of Windows have no way from one to the other.
        place = resolved(word).as_posix()
    return {**cells, Kind.SETTINGS: ((*head, HEAD), (*values, place), *rest)}


def place_named(checked: "CheckedSource") -> str:
    """Return where a workbook says that its Word file lies, empty where it says nothing."""
    from inspector_app.authoring.words import Kind

    head, values = [*(checked.cells or {}).get(Kind.SETTINGS, ()), (), ()][:2]
    return dict(zip(head, values, strict=False)).get(HEAD, "")


def bytes_named(checked: "CheckedSource", path: Path) -> bytes | None:
    """Return what stands in that file; nothing where there is none, or it cannot be read."""
    from inspector_app.papers.conversion import word_bytes

    place = place_named(checked)
    if not place or path.is_dir():
        return None
    try:
        return word_bytes(path.parent / place)
    except UserError:
        return None


def missing(checked: "CheckedSource") -> Problem:
    """Return what is told where the Word file is not where the workbook says, or is none."""
    return Problem(
        where="设置",
        what=f"“{HEAD}”写的“{place_named(checked)}”找不到或打不开，原表没有装进包里，"
        "填好的回答不能填回去",
        remedy="请把 Word 文件放回原处，或改正这一格；用命令发布可以写 --word 说明它在哪里",
    )


def told(manifest: Mapping[str, Any], name: str = "") -> tuple[str, ...]:
    """Return what is told of the Word file that a package brings along, nothing without one."""
    if "word" not in manifest:
        return ()
    found, named = manifest["word"], f"“{name}”" if name else ""
    brought = f"带上了 Word 原表{named}：{len(found['map'])} 题有地方填回去。"
    without = "、".join(found["without"])
    return (brought, f"原表里没有地方填的：{without}") if without else (brought,)
