"""Where to go, as small values: a page asks for a place and never knows the page."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.domain.month import Month
    from inspector_app.services.wishes import Wish


class Place(StrEnum):
    """The places of the left rail, in its order."""

    TODAY = "today"
    SCHOOLS = "schools"
    PLAN = "plan"
    VISITS = "visits"
    LEDGER = "ledger"
    BASKET = "basket"
    MONTH = "month"
    HAND_OVER = "hand_over"
    MORE = "more"
    SETTINGS = "settings"


PLACE_TITLE = {
    Place.TODAY: "今日",
    Place.SCHOOLS: "学校",
    Place.PLAN: "计划",
    Place.VISITS: "督导记录",
    Place.LEDGER: "问题台账",
    Place.BASKET: "照片篓",
    Place.MONTH: "月统计",
    Place.HAND_OVER: "上报",
    Place.MORE: "更多",
    Place.SETTINGS: "设置",
}


class GoTo(NamedTuple):
    """Open a place of the rail."""

    place: Place


class OpenSchool(NamedTuple):
    """Open the card of one school."""

    code: str


class OpenVisit(NamedTuple):
    """Open one record, at a field if one is named."""

    uid: str
    field: str = ""
    position: int = 0


class OpenIssue(NamedTuple):
    """Show one issue in the 台账, by its 问题编号."""

    number: str


class StartVisit(NamedTuple):
    """Begin a new record, for a school if one is named."""

    school_code: str | None = None


class StartPlanned(NamedTuple):
    """Begin the record of a planned visit, or go on with it."""

    uid: str


class OpenMonth(NamedTuple):
    """Open the table of one month."""

    month: Month


class OpenHandOver(NamedTuple):
    """Open the 上报 of one month."""

    month: Month


class OpenPeriodTables(NamedTuple):
    """Open 统计表."""


class OpenRecycleBin(NamedTuple):
    """Open the list of records with the discarded drafts."""


class OpenImport(NamedTuple):
    """Open the import of workbooks."""


class OpenCalendar(NamedTuple):
    """Open 校历."""


class OpenRules(NamedTuple):
    """Open 规则和回避."""


class OpenRegister(NamedTuple):
    """Open the list of one kind of entries."""

    kind: str


class OpenEntry(NamedTuple):
    """Open one entry of a register."""

    uid: str


class OpenCampaign(NamedTuple):
    """Open the progress of a 专项 and its 五有."""

    uid: str


class OpenBalance(NamedTuple):
    """Open 达标测算."""


class OpenPeople(NamedTuple):
    """Open 人员和责任区."""


class OpenTrust(NamedTuple):
    """Open 人员与电脑登记 at an office, 加入督导室 on a laptop."""


class OpenTravel(NamedTuple):
    """Open 交通和误餐天数."""


class OpenDirector(NamedTuple):
    """Open 主任一角."""


class OpenReceiving(NamedTuple):
    """Open 收件, at the 月报核对 of a month or at another tab if one is named."""

    check: Month | None = None
    tab: str = ""


class OpenDistricts(NamedTuple):
    """Open 各区, at a month if one is named."""

    month: Month | None = None


class OpenUpwards(NamedTuple):
    """Open 上报上级."""


class OpenJoiningAbove(NamedTuple):
    """Open 加入上级督导室."""


class OpenSending(NamedTuple):
    """Open 下发, at a kind of content if one is named."""

    kind: str = ""


class OpenOffers(NamedTuple):
    """Open 督导室下发."""


class OpenTyped(NamedTuple):
    """Open 督导室代录的记录 on a laptop, at one of them if its number is given."""

    number: str = ""


class OpenTasks(NamedTuple):
    """Open 任务, at one of them if its number is given."""

    number: str = ""


class OpenChecklists(NamedTuple):
    """Open the 检查表 of one record, at the one of a form if one is named."""

    uid: str
    form: str = ""


class OpenChecklistTable(NamedTuple):
    """Open what the 检查表 of a 专项 come to over its schools."""

    uid: str


class OpenFormAnswers(NamedTuple):
    """Open what the 表单 of a 专项 come to."""

    uid: str


class OpenForms(NamedTuple):
    """Open the 表单 of one record, at the one of a form if one is named."""

    uid: str
    form: str = ""


class OpenPublishedForms(NamedTuple):
    """Open the list of published forms."""


class OpenLayouts(NamedTuple):
    """Open 表样."""


class OpenFormBench(NamedTuple):
    """Open 做表单: as it was left, with a file, or with a published version of a form."""

    path: Path | None = None
    form: str = ""
    version: str = ""


class OpenItems(NamedTuple):
    """Open an entry by an indicator set, item by item."""

    uid: str


class OpenMatrix(NamedTuple):
    """Open the matrix of items and units of a breakdown."""

    uid: str


class OpenArchive(NamedTuple):
    """Open 文书档案."""


class OpenNumbers(NamedTuple):
    """Open 发文字号登记."""


class OpenStandards(NamedTuple):
    """Open the indicator sets."""


class OpenReply(NamedTuple):
    """Open one 学校回复; ``told`` is said on it once."""

    uid: str
    told: str = ""


class OpenSearch(NamedTuple):
    """Show what a text is found in."""

    text: str


class WriteNote(NamedTuple):
    """Open 随手记."""


class OpenPreview(NamedTuple):
    """Show what is to be printed, from a page on (1 is the first); closing it leads back."""

    wish: Wish
    page: int = 1


class OpenPhrases(NamedTuple):
    """Open 常用语."""


class ShowShortcuts(NamedTuple):
    """Open the page of shortcuts."""


Request = (
    GoTo
    | OpenSchool
    | OpenVisit
    | OpenIssue
    | StartVisit
    | StartPlanned
    | OpenMonth
    | OpenHandOver
    | OpenPeriodTables
    | OpenRecycleBin
    | OpenImport
    | OpenCalendar
    | OpenRules
    | OpenRegister
    | OpenEntry
    | OpenCampaign
    | OpenBalance
    | OpenPeople
    | OpenTrust
    | OpenTravel
    | OpenDirector
    | OpenReceiving
    | OpenDistricts
    | OpenUpwards
    | OpenJoiningAbove
    | OpenSending
    | OpenOffers
    | OpenTasks
    | OpenTyped
    | OpenItems
    | OpenMatrix
    | OpenArchive
    | OpenNumbers
    | OpenStandards
    | OpenChecklists
    | OpenForms
    | OpenFormAnswers
    | OpenPublishedForms
    | OpenLayouts
    | OpenFormBench
    | OpenChecklistTable
    | OpenReply
    | OpenSearch
    | WriteNote
    | OpenPreview
    | OpenPhrases
    | ShowShortcuts
)


def home_of(visit_uid: str, number: str) -> OpenVisit | OpenIssue:
    """Return where an issue is at home: on its record, or in the 台账 where it has none."""
    return OpenVisit(uid=visit_uid) if visit_uid else OpenIssue(number=number)


class Navigator(QObject):
    """Passes wishes to the shell.

    Signals:
        requested(Request): somebody wants to go somewhere.
    """

    requested = Signal(object)

    def open(self, request: Request) -> None:
        """Ask for a place."""
        self.requested.emit(request)
