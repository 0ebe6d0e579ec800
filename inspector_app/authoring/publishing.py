"""Put a checked form into its package."""

from collections.abc import Mapping
from typing import Any

from inspector_app.authoring.cells import FormCells
from inspector_app.authoring.check import CompiledForm
from inspector_app.authoring.compiler import compiler_version
from inspector_app.authoring.package import FORM, WORKBOOK, package_bytes
from inspector_app.authoring.word_map import WORD, word_map
from inspector_app.authoring.workbook import form_workbook


def package_of(form: CompiledForm, cells: FormCells, *, word: bytes | None = None) -> bytes:
    """Return the file of a form's package; the same source gives the same bytes.

    Args:
        form: the form.
        cells: its sheets.
        word: the Word file that it was made from, to be filled in with answers.
    """
    media = {name: f"media/m{at:03d}{form.files[name].suffix.lower()}"
             for at, name in enumerate(sorted(form.files), 1)}  # fmt: skip
    members = {
        FORM: form.xml.encode(),
        WORKBOOK: form.book.written or form_workbook(cells, title=form.settings.title),
        **{place: form.files[name].read_bytes() for name, place in media.items()},
    }
    manifest = _manifest(form, media)
    if word is not None:
        members[WORD] = word
        manifest["word"] = {"file": WORD, **word_map(form.xml, word)}
    return package_bytes(manifest, members)


def _manifest(form: CompiledForm, media: Mapping[str, str]) -> dict[str, Any]:
    return {
        "form_id": form.settings.form_id,
        "version": form.settings.version,
        "title": form.settings.title,
        "compiler": {"pyxform": compiler_version()},
        "own": form.own,
        "cells": form.cells,
        "media": media,
        **form.contents,
    }
