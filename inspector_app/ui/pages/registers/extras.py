"""What the page offers for one kind of entry alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, NamedTuple, Protocol

from inspector_app.services.wishes import RosterPrint
from inspector_app.ui.navigator import OpenPreview
from inspector_app.ui.page import Kit


class ExtraSurface(Protocol):
    """The page that the buttons stand on."""

    kit: Kit

    def today(self) -> date:
        """Return the day in China."""
        ...


class Extra(NamedTuple):
    """A button: its words, its tip and what it does."""

    text: str
    tip: str
    act: Callable[[ExtraSurface], None]


def _roster(page: ExtraSurface) -> None:
    page.kit.navigator.open(OpenPreview(wish=RosterPrint(on=page.today())))


EXTRAS: Final[Mapping[str, tuple[Extra, ...]]] = {
    "appointment": (Extra("督学名册…", "今天在聘期内的督学：预览、打印或另存", _roster),),
}
