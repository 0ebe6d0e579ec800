"""Records of visits, their rows and what was filed of them."""

import peewee
from peewee import BlobField, IntegerField, TextField

from inspector_app.storage.tables.base import Row


class VisitRow(Row):
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
    departments = TextField(default="[]")
    basis = TextField(default="")

    class Meta:
        table_name = "visit"


class VisitPeerRow(Row):
    """同行督学 of a record."""

    visit_id = IntegerField()
    ordinal = IntegerField()
    inspector_id = TextField()

    class Meta:
        table_name = "visit_peer"
        primary_key = peewee.CompositeKey("visit_id", "ordinal")


class MeritRow(Row):
    """亮点 of a record."""

    uid = TextField(primary_key=True)
    visit_id = IntegerField()
    ordinal = IntegerField()
    text = TextField()

    class Meta:
        table_name = "merit"


class LessonRow(Row):
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


class InterviewRow(Row):
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


class QuestionnaireRow(Row):
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


class LessonDrawRow(Row):
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


class VisitRevisionRow(Row):
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


class SigningCopyRow(Row):
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


class JointVisitRow(Row):
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


class JointFileRow(Row):
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
