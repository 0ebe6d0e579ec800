"""Makers of services: 常用语."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from inspector_app.bootstrap.services import Services
    from inspector_app.services.phrase_files import PhraseFiles
    from inspector_app.services.phrases import PhraseService


def _phrases(bench: Services) -> PhraseService:
    from inspector_app.services.phrases import PhraseService

    return PhraseService(bench.context)


def _phrase_files(bench: Services) -> PhraseFiles:
    from inspector_app.services.phrase_files import PhraseFiles

    return PhraseFiles(bench.phrases)


MAKERS: Final[Mapping[str, Callable[[Services], object]]] = {
    "phrases": _phrases,
    "phrase_files": _phrase_files,
}
