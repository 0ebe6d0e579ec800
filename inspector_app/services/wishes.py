"""What a person may wish for as a document: small values that name it and hold none of it.

The preview, the command line and the services speak of documents in these. What one of them says is
gathered once, by ``document_trees``; PDF and Word files are made from that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import Path

from inspector_app.domain.letter_kind import USUAL_DAYS, LetterKind
from inspector_app.domain.month import Month
from inspector_app.domain.register_options import ComplaintForm
from inspector_app.domain.standard_options import StandardForm
from inspector_app.domain.table_period import TablePeriod
from inspector_app.services.entry_search import EntrySearch


class Copy(Enum):
    """Who gets the printed record.

    Attributes:
        OWN: the inspector, without what is confidential; ``FULL``: the inspector, with it.
        SCHOOL: the school, that is named its own teachers and told of no talk.
        OFFICE: the 督导室 in a bundle; ``MATERIALS``: on paper or disk, for whoever compiles there.
    """

    OWN = "own"
    FULL = "full"
    SCHOOL = "school"
    OFFICE = "office"
    MATERIALS = "materials"

    @property
    def shows_minors(self) -> bool:
        """Whether pictures with the faces of minors are in it."""
        return self not in {Copy.SCHOOL, Copy.MATERIALS}

    @property
    def names_teachers(self) -> bool:
        """Whether teachers stand in it by name and not as 代称."""
        return self not in {Copy.OFFICE, Copy.MATERIALS}

    @property
    def tells_talks(self) -> bool:
        """Whether talks that are not confidential are in it."""
        return self in {Copy.OWN, Copy.FULL, Copy.OFFICE}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPrint:
    """One record, for the inspector or for the school."""

    uid: str
    copy: Copy = Copy.OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPrint:
    """A record that the office typed for whoever works here, as it prints."""

    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningPrint:
    """The next 送签稿 of a record, or one that was made already."""

    uid: str
    signing_no: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPrint:
    """An issued document again, as its bytes are kept."""

    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPrint:
    """The table of a month, as it was kept or as its records say ``now``, or an edition of it.

    ``layout`` names a district's own columns.
    """

    month: Month
    now: bool = False
    edition: int = 0
    layout: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictsPrint:
    """The table of a month over districts; a row for each even where a city brought several."""

    month: Month
    of_districts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodPrint:
    """All tables of a period, with their pictures."""

    period: TablePeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPrint:
    """The 台账 of a month, or of every open issue; of one person or of all."""

    month: Month | None = None
    inspector_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonsPrint:
    """The 听课记录表 of a record: of all its lessons, or of the one at a place counted from 1."""

    uid: str
    lesson: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewsPrint:
    """The 访谈记录表 of a record: of all its talks, or of the one at a place counted from 1."""

    uid: str
    place: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionnairesPrint:
    """The 问卷调查统计表 of a record: of all its questionnaires, or of one at a place from 1."""

    uid: str
    place: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankLessonPrint:
    """An empty 听课记录表, for a record where one is named."""

    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankChecklistPrint:
    """An empty 检查表 of an id or a title, for a record where one is named."""

    form: str
    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistsPrint:
    """The filled 检查表 of a record: all, or the one of a form; ``annexed`` behind the record."""

    uid: str
    form: str = ""
    annexed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsPrint:
    """The filled 表单 of a record: all, or the one of a form."""

    uid: str
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankFormPrint:
    """An empty 表单, for a record where one is named."""

    form: str
    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCountsPrint:
    """What the filled 表单 of an id or a title come to.

    Attributes:
        campaign: the name of the 专项 that the records are of, empty for all.
        entry: its uid, where the schools that are missing are to be told.
        drafts: whether drafts are meant too.
    """

    form: str
    campaign: str = ""
    entry: str = ""
    month: Month | None = None
    drafts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatePrint:
    """The 公示牌 of a school."""

    school_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatesPrint:
    """The 公示牌 of every school of the board, by code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateCoveragePrint:
    """At which schools of the roster of a day a 公示牌 hangs."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPrint:
    """整改报告: the answer to an 意见函 of the register."""

    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeparturePrint:
    """The 出发前一页纸 of a school, for a planned visit where one is named.

    ``number`` is the 记录编号 that is kept for the visit; that of a record begun already is known.
    """

    school_code: str
    planned_uid: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsPrint:
    """Every filed record of a month, of one person or of all, in the order of their days."""

    month: Month
    inspector_id: str | None = None
    copy: Copy = Copy.OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPrint:
    """One entry of a register."""

    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesPrint:
    """The list of the entries of a register that are wanted."""

    wanted: EntrySearch


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintPrint:
    """One of the papers of a complaint.

    Attributes:
        sealed: who complains, as ``SealedParts.reveal`` gave it to somebody and noted it; without
            it the paper says nothing of that.
    """

    uid: str
    form: ComplaintForm
    sealed: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardPrint:
    """One of the papers of an entry that is written by an indicator set."""

    uid: str
    form: StandardForm


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPrint:
    """Who is appointed as an inspector on a day."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonesPrint:
    """The 责任区 of a day with their people and schools."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesPrint:
    """A booklet of cases in this order, with a table of contents before them."""

    uids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPrint:
    """A letter of the ledger.

    Attributes:
        kind: which one; what ``subjects`` are follows from it (``LETTER_BASE``).
        subjects: uids of issues or of records, or the 标识码 of a school.
        reference: 文号; with one the letter is issued once and kept.
        days: within how many days of delivery the school answers, where the letter says so.
    """

    kind: LetterKind
    subjects: tuple[str, ...]
    reference: str = ""
    days: int = USUAL_DAYS


class SummaryForm(Enum):
    """As what a summary is printed: the letter, or the 考核表 of one person."""

    LETTER = "letter"
    ASSESSMENT = "assessment"


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPrint:
    """A 督导工作总结: its draft as it stands, or a filed revision, which is issued once and kept.

    ``revision`` 0 is the newest.
    """

    uid: str
    revision: int = 0
    form: SummaryForm = SummaryForm.LETTER


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelPrint:
    """交通和误餐天数 from one day to another, of everybody or of one person."""

    first: date
    until: date
    inspector_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersPrint:
    """发文字号登记表 of a 机关代字 and a year."""

    code: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DunningPrint:
    """催报名单 of a month, as it stands at the office."""

    month: Month


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictMonthPrint:
    """全区月表核对表 of a month: what was reported beside what the records add up to."""

    month: Month


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskBoardPrint:
    """任务办理情况 as it stands now."""


class BalancePart(Enum):
    """What is printed of an assessment."""

    ALL = "all"
    FAILING = "failing"


@dataclass(frozen=True, slots=True, kw_only=True)
class BalancePrint:
    """达标测算 and 不达标项清单: of a kept assessment by its uid, or of a workbook.

    Attributes:
        due: by when what fails in a workbook is to be put right, where that is agreed.
    """

    uid: str = ""
    workbook: Path | None = None
    due: date | None = None
    part: BalancePart = BalancePart.ALL


@dataclass(frozen=True, slots=True, kw_only=True)
class CreationPlanPrint:
    """The 创建计划 of a kept assessment."""

    uid: str


Single = (
    VisitPrint
    | TypedPrint
    | IssuedPrint
    | SigningPrint
    | MonthPrint
    | DistrictsPrint
    | PeriodPrint
    | LedgerPrint
    | LessonsPrint
    | InterviewsPrint
    | QuestionnairesPrint
    | BlankLessonPrint
    | BlankChecklistPrint
    | ChecklistsPrint
    | FormsPrint
    | BlankFormPrint
    | FormCountsPrint
    | PlatePrint
    | PlatesPrint
    | PlateCoveragePrint
    | EntryPrint
    | EntriesPrint
    | ComplaintPrint
    | StandardPrint
    | RosterPrint
    | ZonesPrint
    | CasesPrint
    | ReportPrint
    | LetterPrint
    | DeparturePrint
    | SummaryPrint
    | TravelPrint
    | NumbersPrint
    | DunningPrint
    | DistrictMonthPrint
    | TaskBoardPrint
    | BalancePrint
    | CreationPlanPrint
)
Wish = Single | RecordsPrint
Tabled = (
    MonthPrint
    | PeriodPrint
    | LedgerPrint
    | EntriesPrint
    | BalancePrint
    | CreationPlanPrint
    | StandardPrint
    | FormCountsPrint
    | TravelPrint
    | NumbersPrint
    | DunningPrint
    | DistrictMonthPrint
    | TaskBoardPrint
)
"""What is written as an Excel file, too."""
