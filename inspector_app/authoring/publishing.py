"""Put a checked form into its package."""

from collections.abc import Mapping
from typing import Any

from inspector_app.authoring.cells import FormCells
from inspector_app.authoring.check import CompiledForm
from inspector_app.authoring.compiler import compiler_version
from inspector_app.authoring.package import FORM, WORKBOOK, package_bytes
from inspector_app.authoring.workbook import form_workbook


def package_of(form: CompiledForm, cells: FormCells) -> bytes:
    """Return the file of a form's package; the same source gives the same bytes."""
    media = {name: f"media/m{at:03d}{form.files[name].suffix.lower()}"
             for at, name in enumerate(sorted(form.files), 1)}  # fmt: skip
    members = {
        FORM: form.xml.encode(),
        WORKBOOK: form.book.written or form_workbook(cells, title=form.settings.title),
        **{place: form.files[name].read_bytes() for name, place in media.items()},
    }
    return package_bytes(_manifest(form, media), members)


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
