"""Issues, what happened to them, replies, and imported complaints."""

import peewee
from peewee import IntegerField, TextField

from inspector_app.storage.tables.base import Row


class IssueRow(Row):
    """问题 of a record or of another source, with the dates folded from its events."""

    uid = TextField(primary_key=True)
    number = TextField(unique=True)
    visit_id = IntegerField(null=True)
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
    source = TextField(default="")
    matter = TextField(default="schools")
    # Of one that no record found.
    unit = TextField(default="")
    source_ref = TextField(default="")
    source_item = TextField(default="")
    source_record = TextField(default="")
    source_key = TextField(default="")
    fts_dirty = IntegerField(default=0)

    class Meta:
        table_name = "issue"


class IssueEventRow(Row):
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


class MilestoneRow(Row):
    """What an issue's measures aim at by a day."""

    issue_uid = TextField()
    ordinal = IntegerField()
    due = TextField()
    text = TextField()
    target = TextField(default="")
    unit = TextField(default="")
    done_on = TextField(null=True)
    actual = TextField(default="")
    actual_on = TextField(null=True)

    class Meta:
        table_name = "issue_milestone"
        primary_key = peewee.CompositeKey("issue_uid", "ordinal")


class ReplyRow(Row):
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


class ComplaintRow(Row):
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
