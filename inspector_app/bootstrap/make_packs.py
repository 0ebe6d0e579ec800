"""Makers of services: what the office sends to laptops, and who reads each kind there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from inspector_app.bootstrap.services import Services
    from inspector_app.services.pack_lines import PackReader
    from inspector_app.services.pack_sending import PackService
    from inspector_app.services.pack_taking import PackTaking


def _returns(bench: Services) -> PackReader:
    from inspector_app.services.return_pack import ReturnReader

    return ReturnReader(bench.returned)


READERS: Final[Mapping[str, Callable[[Services], PackReader]]] = {
    "return": _returns,
}
"""Who reads a pack on a laptop, by its kind."""


def _packs(bench: Services) -> PackService:
    from inspector_app.services.pack_sending import PackService

    return PackService(bench.context)


def _pack_taking(bench: Services) -> PackTaking:
    from inspector_app.services.pack_taking import PackTaking

    readers = {kind: partial(make, bench) for kind, make in READERS.items()}
    return PackTaking(bench.context, readers)


MAKERS: Final[Mapping[str, Callable[[Services], object]]] = {
    "packs": _packs,
    "pack_taking": _pack_taking,
}
