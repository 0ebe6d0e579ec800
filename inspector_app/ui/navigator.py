"""Where to go, as small values: a page asks for a place and never knows the page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from inspector_app.domain.month import Month


class Place(StrEnum):
    """The places of the left rail, in its order."""

    TODAY = "today"
    SCHOOLS = "schools"
    VISITS = "visits"
    BASKET = "basket"
    MONTH = "month"
    HAND_OVER = "hand_over"
    SETTINGS = "settings"


PLACE_TITLE = {
    Place.TODAY: "今日",
    Place.SCHOOLS: "学校",
    Place.VISITS: "督导记录",
    Place.BASKET: "照片篓",
    Place.MONTH: "月统计",
    Place.HAND_OVER: "上报",
    Place.SETTINGS: "设置",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoTo:
    """Open a place of the rail."""

    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSchool:
    """Open the card of one school."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenVisit:
    """Open one record, at a field if one is named."""

    uid: str
    field: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StartVisit:
    """Begin a new record, for a school if one is named."""

    school_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMonth:
    """Open the table of one month."""

    month: Month


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRecycleBin:
    """Open the list of records with the discarded drafts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenImport:
    """Open the import of workbooks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSearch:
    """Show what a text is found in."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteNote:
    """Open 随手记."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowShortcuts:
    """Open the page of shortcuts."""


Request = (
    GoTo
    | OpenSchool
    | OpenVisit
    | StartVisit
    | OpenMonth
    | OpenRecycleBin
    | OpenImport
    | OpenSearch
    | WriteNote
    | ShowShortcuts
)


class Navigator(QObject):
    """Passes wishes to the shell.

    Signals:
        requested(Request): somebody wants to go somewhere.
    """

    requested = Signal(object)

    def open(self, request: Request) -> None:
        """Ask for a place."""
        self.requested.emit(request)
