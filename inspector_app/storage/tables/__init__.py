"""The tables as peewee sees them, by noun; what a column means is in docs/data-format.md."""

import peewee

from inspector_app.storage.tables.base import Row
from inspector_app.storage.tables.checklists import ChecklistRow, ChecklistVersionRow
from inspector_app.storage.tables.folder import (
    BundleRow,
    BundleSentRow,
    DeviceKeyRow,
    JournalRow,
    MonthLockRow,
    SettingRow,
    SourceRow,
    TombstoneRow,
)
from inspector_app.storage.tables.forms import (
    FormAnswerRow,
    FormRecordRow,
    FormVersionRow,
    FormWithdrawalRow,
)
from inspector_app.storage.tables.indicators import (
    AssessmentRow,
    CreationStepRow,
    IndicatorNumberRow,
)
from inspector_app.storage.tables.issues import (
    ComplaintRow,
    IssueEventRow,
    IssueRow,
    MilestoneRow,
    ReplyRow,
)
from inspector_app.storage.tables.layouts import LayoutVersionRow
from inspector_app.storage.tables.months import (
    MonthClosingRow,
    MonthDeviationRow,
    MonthFiguresRow,
    MonthStepRow,
)
from inspector_app.storage.tables.pictures import (
    DocumentPageRow,
    DocumentRow,
    NoteRow,
    PhotoRow,
    SchoolCopyRow,
    ThumbnailRow,
)
from inspector_app.storage.tables.planning import (
    CalendarDayRow,
    CalendarTermRow,
    MonthThemeRow,
    PlannedVisitRow,
    PlanRow,
    RecusalRow,
    RuleSettingRow,
    StandardRow,
)
from inspector_app.storage.tables.registers import (
    RegisterDueRow,
    RegisterEntryRow,
    RegisterSecretRow,
    SealedFileRow,
    SealingKeyRow,
)
from inspector_app.storage.tables.roster import (
    AssignmentRow,
    InspectorRow,
    InspectorZoneRow,
    PlateRow,
    SchoolRow,
)
from inspector_app.storage.tables.trust import (
    AgeKeyPairRow,
    EnrolmentTableRow,
    KeyRosterRow,
    ReceiptRow,
    RootKeyRow,
)
from inspector_app.storage.tables.visits import (
    InterviewRow,
    JointFileRow,
    JointVisitRow,
    LessonDrawRow,
    LessonRow,
    MeritRow,
    QuestionnaireRow,
    SigningCopyRow,
    VisitPeerRow,
    VisitRevisionRow,
    VisitRow,
)

__all__ = [
    "ALL",
    "AgeKeyPairRow",
    "AssessmentRow",
    "AssignmentRow",
    "BundleRow",
    "BundleSentRow",
    "CalendarDayRow",
    "CalendarTermRow",
    "ChecklistRow",
    "ChecklistVersionRow",
    "ComplaintRow",
    "CreationStepRow",
    "DeviceKeyRow",
    "DocumentPageRow",
    "DocumentRow",
    "EnrolmentTableRow",
    "FormAnswerRow",
    "FormRecordRow",
    "FormVersionRow",
    "FormWithdrawalRow",
    "IndicatorNumberRow",
    "InspectorRow",
    "InspectorZoneRow",
    "InterviewRow",
    "IssueEventRow",
    "IssueRow",
    "JointFileRow",
    "JointVisitRow",
    "JournalRow",
    "KeyRosterRow",
    "LayoutVersionRow",
    "LessonDrawRow",
    "LessonRow",
    "MeritRow",
    "MilestoneRow",
    "MonthClosingRow",
    "MonthDeviationRow",
    "MonthFiguresRow",
    "MonthLockRow",
    "MonthStepRow",
    "MonthThemeRow",
    "NoteRow",
    "PhotoRow",
    "PlanRow",
    "PlannedVisitRow",
    "PlateRow",
    "QuestionnaireRow",
    "ReceiptRow",
    "RecusalRow",
    "RegisterDueRow",
    "RegisterEntryRow",
    "RegisterSecretRow",
    "ReplyRow",
    "RootKeyRow",
    "RuleSettingRow",
    "SchoolCopyRow",
    "SchoolRow",
    "SealedFileRow",
    "SealingKeyRow",
    "SettingRow",
    "SigningCopyRow",
    "SourceRow",
    "StandardRow",
    "ThumbnailRow",
    "TombstoneRow",
    "VisitPeerRow",
    "VisitRevisionRow",
    "VisitRow",
]

ALL: tuple[type[peewee.Model], ...] = tuple(Row.__subclasses__())
