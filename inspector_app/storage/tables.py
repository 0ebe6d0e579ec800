"""The tables as peewee models, private to this package and bound to no database.

A query is executed on the ``Database`` that a store was given, so that two data folders can be open
in one process. A test compares them with the schema that the migrations make.
"""

from typing import Any

import peewee
from peewee import BlobField, IntegerField, TextField


class _Row(peewee.Model):
    """A row that has no integer id of peewee's making."""

    class Meta:
        primary_key = False


class SettingRow(_Row):
    """One setting of the data folder."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "setting"


class SchoolRow(_Row):
    """学校."""

    code = TextField(primary_key=True)
    name = TextField()
    kind = TextField()
    ownership = TextField(default="")
    pupils = IntegerField(null=True)
    state = TextField()
    closed_on = TextField(null=True)
    short_name = TextField(default="")
    former_names = TextField(default="[]")
    urban_rural = TextField(default="")
    address = TextField(default="")
    head = TextField(default="")
    contact = TextField(default="")
    phone = TextField(default="")
    initials = TextField(default="")
    origin = TextField()

    class Meta:
        table_name = "school"


class InspectorRow(_Row):
    """责任督学."""

    id = TextField(primary_key=True)
    name = TextField()
    kind = TextField()
    origin = TextField()

    class Meta:
        table_name = "inspector"


class InspectorZoneRow(_Row):
    """Which 责任区 an inspector belongs to, dated."""

    inspector_id = TextField()
    zone = TextField()
    start = TextField()
    end = TextField(null=True)
    origin = TextField()

    class Meta:
        table_name = "inspector_zone"
        primary_key = peewee.CompositeKey("inspector_id", "start")


class AssignmentRow(_Row):
    """责任分配, dated."""

    inspector_id = TextField()
    school_code = TextField()
    start = TextField()
    end = TextField(null=True)
    origin = TextField()

    class Meta:
        table_name = "assignment"
        primary_key = peewee.CompositeKey("inspector_id", "school_code", "start")


class VisitRow(_Row):
    """入校督导记录."""

    id = peewee.AutoField()
    uid = TextField(unique=True)
    number = TextField(unique=True)
    school_code = TextField(null=True)
    visited_on = TextField(null=True)
    session = TextField(null=True)
    type = TextField(null=True)
    lead_id = TextField()
    status = TextField()
    online = IntegerField(default=0)
    campus_walks = IntegerField(default=0)
    documents_read = IntegerField(default=0)
    meetings_attended = IntegerField(default=0)
    panels = IntegerField(default=0)
    teachers_interviewed = IntegerField(default=0)
    students_interviewed = IntegerField(default=0)
    parents_interviewed = IntegerField(default=0)
    questionnaires_sent = IntegerField(default=0)
    questionnaires_returned = IntegerField(default=0)
    briefings_heard = IntegerField(default=0)
    panel_people = IntegerField(default=0)
    site_checks = IntegerField(default=0)
    school_name = TextField(default="")
    school_kind = TextField(default="")
    school_ownership = TextField(default="")
    arrived_at = TextField(default="")
    left_at = TextField(default="")
    campaign = TextField(default="")
    announcement = TextField(null=True)
    announced_on = TextField(null=True)
    others = TextField(default="")
    host = TextField(default="")
    showed_id = IntegerField(default=0)
    topics = TextField(default="[]")
    month_theme = TextField(default="")
    no_issues_found = IntegerField(default=0)
    feedback_ways = TextField(default="[]")
    feedback_to = TextField(default="")
    next_visit = TextField(null=True)
    revision = IntegerField(default=1)
    reason = TextField(default="")
    prefilled = TextField(default="[]")
    origin = TextField()
    created_at = TextField()
    filed_at = TextField(default="")
    deleted_at = TextField(null=True)
    next_issue_no = IntegerField(default=1)
    fts_dirty = IntegerField(default=1)
    plan_text = TextField(default="")
    advice = TextField(default="")
    narrative = TextField(default="")
    slack = BlobField(default=b"")

    class Meta:
        table_name = "visit"


class VisitPeerRow(_Row):
    """同行督学 of a record."""

    visit_id = IntegerField()
    ordinal = IntegerField()
    inspector_id = TextField()

    class Meta:
        table_name = "visit_peer"
        primary_key = peewee.CompositeKey("visit_id", "ordinal")


class MeritRow(_Row):
    """亮点 of a record."""

    uid = TextField(primary_key=True)
    visit_id = IntegerField()
    ordinal = IntegerField()
    text = TextField()

    class Meta:
        table_name = "merit"


class LessonRow(_Row):
    """听课记录 of a record."""

    uid = TextField(primary_key=True)
    visit_id = IntegerField()
    ordinal = IntegerField()
    listener_id = TextField()
    period_no = IntegerField(null=True)
    class_name = TextField(default="")
    whole = IntegerField(default=1)
    subject = TextField(default="")
    teacher = TextField(default="")
    topic = TextField(default="")
    kind = TextField(null=True)
    manner = TextField(null=True)
    expected = IntegerField(null=True)
    present = IntegerField(null=True)
    has_plan = IntegerField(null=True)
    homework = TextField(default="")
    strengths = TextField(default="")
    weaknesses = TextField(default="")
    advice = TextField(default="")
    grade = TextField(null=True)
    score_aims = IntegerField(null=True)
    score_content = IntegerField(null=True)
    score_methods = IntegerField(null=True)
    score_participation = IntegerField(null=True)
    score_effect = IntegerField(null=True)
    score_technology = IntegerField(null=True)
    exchanged_views = IntegerField(default=0)
    process = TextField(default="")

    class Meta:
        table_name = "lesson"


class InterviewRow(_Row):
    """访谈记录 of a record."""

    uid = TextField(primary_key=True)
    visit_id = IntegerField()
    ordinal = IntegerField()
    audience = TextField(null=True)
    people = IntegerField(null=True)
    way = TextField(null=True)
    withdrawn = IntegerField(default=0)
    confidential = IntegerField(default=1)
    details = TextField(default="")
    name = TextField(default="")
    outline = TextField(default="")
    points = TextField(default="")
    problems = TextField(default="")

    class Meta:
        table_name = "interview"


class QuestionnaireRow(_Row):
    """问卷 of a record."""

    uid = TextField(primary_key=True)
    visit_id = IntegerField()
    ordinal = IntegerField()
    theme = TextField(default="")
    respondents = TextField(null=True)
    sent = IntegerField(default=0)
    returned = IntegerField(default=0)
    valid = IntegerField(default=0)
    satisfaction = TextField(default="fairly_too")
    questions = TextField(default="")

    class Meta:
        table_name = "questionnaire"


class LessonDrawRow(_Row):
    """推门听课 draws of a record."""

    uid = TextField(primary_key=True)
    visit_id = IntegerField()
    ordinal = IntegerField()
    seed = TextField()
    classes = TextField()
    picked = TextField()
    drawn_at = TextField()

    class Meta:
        table_name = "lesson_draw"


class IssueRow(_Row):
    """问题 of a record, with the dates folded from its events."""

    uid = TextField(primary_key=True)
    number = TextField(unique=True)
    visit_id = IntegerField()
    ordinal = IntegerField()
    severity = TextField(null=True)
    handling = TextField(null=True)
    fixed_on_the_spot = IntegerField(default=0)
    deadline = TextField(null=True)
    extended_to = TextField(null=True)
    due_now = TextField(null=True)
    noticed_on = TextField(null=True)
    planned_on = TextField(null=True)
    answered_on = TextField(null=True)
    closed_on = TextField(null=True)
    voided_on = TextField(null=True)
    waived_on = TextField(null=True)
    asked_on = TextField(null=True)
    escalated_on = TextField(null=True)
    consulted_on = TextField(null=True)
    told_on = TextField(null=True)
    phoned_on = TextField(null=True)
    rejected = IntegerField(default=0)
    category = TextField(default="")
    witness = TextField(default="")
    responsible_unit = TextField(default="")
    assisting_units = TextField(default="")
    responsible = TextField(default="")
    requirement = TextField(default="")
    description = TextField(default="")
    # What its record says; triggers keep these in step.
    school_code = TextField(default="")
    lead_id = TextField(default="")
    found_on = TextField(null=True)
    counted = IntegerField(default=0)

    class Meta:
        table_name = "issue"


class IssueEventRow(_Row):
    """What happened to an issue; rows are only ever added."""

    id = peewee.AutoField()
    uid = TextField(unique=True)
    issue_uid = TextField()
    seq = IntegerField()
    kind = TextField()
    effective_on = TextField()
    recorded_at = TextField()
    actor = TextField()
    origin = TextField()
    source = TextField()
    until = TextField(null=True)
    note = TextField(default="")
    details = TextField(default="")

    class Meta:
        table_name = "issue_event"


class ComplaintRow(_Row):
    """投诉."""

    uid = TextField(primary_key=True)
    number = TextField(unique=True)
    received_on = TextField()
    school_code = TextField()
    inspector_id = TextField()
    deadline = TextField(null=True)
    closed_on = TextField(null=True)
    finding = TextField(null=True)
    origin = TextField()

    class Meta:
        table_name = "complaint"


class NoteRow(_Row):
    """随手记."""

    id = peewee.AutoField()
    uid = TextField(unique=True)
    noted_at = TextField()
    school_code = TextField(null=True)
    visit_uid = TextField(null=True)
    deleted_at = TextField(null=True)
    origin = TextField()
    fts_dirty = IntegerField(default=1)
    text = TextField()

    class Meta:
        table_name = "note"


class PhotoRow(_Row):
    """照片: the row; its bytes are an encrypted file."""

    uid = TextField(primary_key=True)
    owner = TextField()
    owner_uid = TextField()
    visit_uid = TextField(default="")
    role = TextField()
    ordinal = IntegerField()
    caption = TextField(default="")
    file_name = TextField(default="")
    sha256 = TextField()
    original_sha256 = TextField()
    crc32 = IntegerField()
    size = IntegerField()
    width = IntegerField()
    height = IntegerField()
    media_type = TextField()
    taken_at = TextField(default="")
    time_source = TextField()
    shows_minors = IntegerField(default=0)
    fingerprint = TextField(default="")
    signing_no = IntegerField(default=0)
    revision = IntegerField(default=0)
    added_at = TextField()
    removed_at = TextField(null=True)
    origin = TextField()

    class Meta:
        table_name = "photo"


class ThumbnailRow(_Row):
    """A small JPEG of a picture."""

    sha256 = TextField(primary_key=True)
    jpeg = BlobField()

    class Meta:
        table_name = "thumbnail"


class VisitRevisionRow(_Row):
    """A filed state of a record, frozen."""

    visit_uid = TextField()
    revision = IntegerField()
    reason = TextField()
    content = TextField()
    digest = TextField()
    filed_at = TextField()
    actor = TextField()

    class Meta:
        table_name = "visit_revision"
        primary_key = peewee.CompositeKey("visit_uid", "revision")


class SigningCopyRow(_Row):
    """送签稿 n of a record."""

    visit_uid = TextField()
    signing_no = IntegerField()
    revision = IntegerField()
    digest = TextField()
    made_at = TextField()
    document_uid = TextField()

    class Meta:
        table_name = "signing_copy"
        primary_key = peewee.CompositeKey("visit_uid", "signing_no")


class DocumentRow(_Row):
    """An issued document whose bytes are kept."""

    uid = TextField(primary_key=True)
    kind = TextField()
    record_uid = TextField()
    title = TextField()
    sha256 = TextField()
    size = IntegerField()
    made_at = TextField()

    class Meta:
        table_name = "document"


class JournalRow(_Row):
    """One link of the hash-chained history."""

    seq = peewee.AutoField()
    at = TextField()
    actor = TextField()
    editing = TextField()
    visit_uid = TextField()
    noun = TextField()
    uid = TextField()
    field = TextField()
    op = TextField()
    undoes = IntegerField(null=True)
    previous = TextField()
    hash = TextField()

    class Meta:
        table_name = "journal"


class TombstoneRow(_Row):
    """A record number that was given out and will never be used again."""

    number = TextField(primary_key=True)
    uid = TextField()
    reason = TextField()
    at = TextField()
    origin = TextField()

    class Meta:
        table_name = "tombstone"


class SourceRow(_Row):
    """Which workbook row a record was taken from, as a digest of its content."""

    uid = TextField(primary_key=True)
    sheet = TextField()
    digest = TextField()
    taken_at = TextField()

    class Meta:
        table_name = "source_row"


class DeviceKeyRow(_Row):
    """The signing key of this device."""

    chain = TextField(primary_key=True)
    secret = BlobField()
    made_at = TextField()
    retired_at = TextField(null=True)

    class Meta:
        table_name = "device_key"


class BundleRow(_Row):
    """上报包 made here."""

    chain = TextField()
    seq = IntegerField()
    digest = TextField(unique=True)
    previous = TextField()
    file_name = TextField()
    sha256 = TextField()
    size = IntegerField()
    kind = TextField()
    inspector_id = TextField()
    period = TextField()
    created = TextField()
    statement = TextField()
    exported_to = TextField(default="")

    class Meta:
        table_name = "bundle"
        primary_key = peewee.CompositeKey("chain", "seq")


class MonthLockRow(_Row):
    """A month's table as it was handed over."""

    month = TextField()
    scope = TextField()
    content = TextField()
    digest = TextField()
    locked_at = TextField()

    class Meta:
        table_name = "month_lock"
        primary_key = peewee.CompositeKey("month", "scope")


class CalendarTermRow(_Row):
    """学期, as the district has set it."""

    school_year = IntegerField()
    number = TextField()
    first_day = TextField()
    last_day = TextField()
    first_monday = TextField(null=True)
    origin = TextField()

    class Meta:
        table_name = "calendar_term"
        primary_key = peewee.CompositeKey("school_year", "number")


class CalendarDayRow(_Row):
    """A day that the district gives off or works."""

    day = TextField(primary_key=True)
    kind = TextField()
    reason = TextField(default="")
    origin = TextField()

    class Meta:
        table_name = "calendar_day"


class RegisterEntryRow(_Row):
    """An entry of a register; the columns before the content are taken from it."""

    id = peewee.AutoField()
    uid = TextField(unique=True)
    number = TextField(unique=True)
    kind = TextField()
    day = TextField(null=True)
    school_code = TextField(null=True)
    inspector_id = TextField(null=True)
    title = TextField(default="")
    state = TextField()
    revision = IntegerField(default=1)
    reason = TextField(default="")
    origin = TextField()
    created_at = TextField()
    filed_at = TextField(default="")
    removed_at = TextField(null=True)
    fts_dirty = IntegerField(default=1)
    content = TextField()

    class Meta:
        table_name = "register_entry"


class RegisterDueRow(_Row):
    """Something that an entry asks to be done."""

    entry_id = IntegerField()
    ordinal = IntegerField()
    due_on = TextField()
    rank = IntegerField()
    text = TextField()

    class Meta:
        table_name = "register_due"
        primary_key = peewee.CompositeKey("entry_id", "ordinal")


class RegisterSecretRow(_Row):
    """The sealed part of an entry."""

    entry_id = peewee.AutoField()
    content = TextField()

    class Meta:
        table_name = "register_secret"


class SealingKeyRow(_Row):
    """A key that sealed files are made for; the office has its secret half."""

    id = TextField(primary_key=True)
    public = BlobField()
    secret = BlobField(null=True)
    added_at = TextField()

    class Meta:
        table_name = "sealing_key"


class SealedFileRow(_Row):
    """A sealed file that went out or came in."""

    id = peewee.AutoField()
    entry_uid = TextField()
    way = TextField()
    key_id = TextField()
    file_name = TextField()
    sha256 = TextField()
    at = TextField()
    actor = TextField()
    origin = TextField()

    class Meta:
        table_name = "sealed_file"


class PlateRow(_Row):
    """When the 公示牌 of a school was hung."""

    school_code = TextField(primary_key=True)
    hung_on = TextField()
    noted_by = TextField()
    noted_at = TextField()
    origin = TextField()

    class Meta:
        table_name = "plate"


class PlanRow(_Row):
    """督导工作计划 of a span."""

    uid = TextField(primary_key=True)
    level = TextField()
    inspector_id = TextField()
    first_day = TextField()
    last_day = TextField()
    title = TextField()
    aims = TextField(default="")
    basis = TextField(default="")
    origin = TextField()
    created_at = TextField()

    class Meta:
        table_name = "plan"


class PlannedVisitRow(_Row):
    """A visit that is planned for a half-day or a day."""

    uid = TextField(primary_key=True)
    plan_uid = TextField()
    day = TextField()
    session = TextField()
    school_code = TextField()
    lead_id = TextField()
    peer_ids = TextField(default="[]")
    topics = TextField(default="[]")
    text = TextField(default="")
    cancelled = TextField(default="")
    begun_uid = TextField(default="")
    origin = TextField()
    created_at = TextField()

    class Meta:
        table_name = "planned_visit"


class MonthThemeRow(_Row):
    """月主题."""

    month = TextField(primary_key=True)
    theme = TextField()
    source = TextField(default="")
    set_by = TextField()
    set_at = TextField()
    origin = TextField()

    class Meta:
        table_name = "month_theme"


class RuleSettingRow(_Row):
    """What a district has decided about a rule."""

    rule_id = TextField(primary_key=True)
    switched_on = IntegerField(null=True)
    numbers = TextField(default="{}")
    basis = TextField(default="")
    set_by = TextField()
    set_at = TextField()
    origin = TextField()

    class Meta:
        table_name = "rule_setting"


class RecusalRow(_Row):
    """A declaration of 回避."""

    uid = TextField(primary_key=True)
    inspector_id = TextField()
    school_code = TextField()
    relation = TextField()
    declared_on = TextField()
    left_on = TextField(null=True)
    ended_on = TextField(null=True)
    note = TextField(default="")
    origin = TextField()

    class Meta:
        table_name = "recusal"


class JointVisitRow(_Row):
    """What a record has to do with peers: taken over from one, or a 同行登记."""

    visit_id = IntegerField(primary_key=True)
    kind = TextField()
    merged_into = TextField(default="")
    chain = TextField(default="")
    digest = TextField(default="")
    made_at = TextField(default="")
    taken_at = TextField(default="")

    class Meta:
        table_name = "joint_visit"


class JointFileRow(_Row):
    """A file with one record, made for its peers."""

    chain = TextField()
    seq = IntegerField()
    digest = TextField(unique=True)
    previous = TextField()
    file_name = TextField()
    sha256 = TextField()
    size = IntegerField()
    visit_uid = TextField()
    content = TextField()
    created = TextField()
    statement = TextField()
    exported_to = TextField(default="")

    class Meta:
        table_name = "joint_file"
        primary_key = peewee.CompositeKey("chain", "seq")


class ReplyRow(_Row):
    """A 学校回复."""

    uid = TextField(primary_key=True)
    number = TextField()
    school_code = TextField()
    state = TextField()
    received_on = TextField(null=True)
    content = TextField()
    created_at = TextField()
    recorded_at = TextField(null=True)
    origin = TextField()

    class Meta:
        table_name = "reply"


class MilestoneRow(_Row):
    """What an issue's measures aim at by a day."""

    issue_uid = TextField()
    ordinal = IntegerField()
    due = TextField()
    text = TextField()
    target = TextField(default="")
    unit = TextField(default="")
    done_on = TextField(null=True)

    class Meta:
        table_name = "issue_milestone"
        primary_key = peewee.CompositeKey("issue_uid", "ordinal")


ALL: tuple[type[peewee.Model], ...] = tuple(_Row.__subclasses__())

Values = dict[str, Any]
