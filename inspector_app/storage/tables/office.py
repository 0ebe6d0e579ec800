"""What the office has taken in, refused, answered and asked."""

import peewee
from peewee import BlobField, IntegerField, TextField

from inspector_app.storage.tables.base import Row


class OfficeChainRow(Row):
    """A laptop's bundles: the newest taken in, the newest answered."""

    chain = TextField(primary_key=True)
    inspector_id = TextField()
    head_seq = IntegerField()
    head_digest = TextField()
    receipt_n = IntegerField(default=0)
    receipt_sha256 = TextField(default="")

    class Meta:
        table_name = "office_chain"


class OfficeBundleRow(Row):
    """A bundle that was taken in."""

    chain = TextField()
    seq = IntegerField()
    digest = TextField()
    type = TextField()
    period = TextField()
    inspector_id = TextField()
    created = TextField()
    taken_at = TextField()
    file_name = TextField()
    sealed_sha256 = TextField()
    size = IntegerField()
    visits = IntegerField()
    photos = IntegerField()
    statement = TextField()
    records = BlobField()
    read_as = IntegerField(default=1)

    class Meta:
        table_name = "office_bundle"
        primary_key = peewee.CompositeKey("chain", "seq")


class OfficeHeldRow(Row):
    """A file that waits or was refused."""

    sha256 = TextField(primary_key=True)
    file_name = TextField()
    size = IntegerField()
    state = TextField()
    code = TextField()
    sentence = TextField()
    chain = TextField(default="")
    seq = IntegerField(default=0)
    digest = TextField(default="")
    kept = IntegerField()
    first_seen = TextField()
    looked_with = TextField()

    class Meta:
        table_name = "office_held"


class OfficeFileRow(Row):
    """A file where it lies."""

    path = TextField(primary_key=True)
    size = IntegerField()
    mtime_ns = IntegerField()
    sha256 = TextField()
    since = TextField()

    class Meta:
        table_name = "office_file"


class OfficeAnswerRow(Row):
    """What is told to a laptop of one bundle."""

    id = IntegerField(primary_key=True)
    chain = TextField()
    seq = IntegerField()
    digest = TextField()
    result = TextField()
    code = TextField()
    at = TextField()
    receipt_n = IntegerField(null=True)

    class Meta:
        table_name = "office_answer"


class OfficeReceiptRow(Row):
    """A receipt that the office has signed."""

    chain = TextField()
    n = IntegerField()
    sha256 = TextField()
    content = BlobField()
    signatures = TextField()
    issued = TextField()

    class Meta:
        table_name = "office_receipt"
        primary_key = peewee.CompositeKey("chain", "n")


class OfficeRevisionRow(Row):
    """One revision of a record as one laptop handed it over."""

    id = IntegerField(primary_key=True)
    visit_uid = TextField()
    chain = TextField()
    seq = IntegerField()
    number = IntegerField()
    void = IntegerField()
    digest = TextField()
    frozen = TextField()
    replaces = TextField()
    filed_at = TextField()
    kind = TextField()
    content = BlobField()

    class Meta:
        table_name = "office_revision"


class OfficeTakenRow(Row):
    """A row beside the records as one laptop handed it over; ``about`` is the issue of an event."""

    id = IntegerField(primary_key=True)
    kind = TextField()
    uid = TextField()
    about = TextField(default="")
    chain = TextField()
    seq = IntegerField()
    number = IntegerField()
    void = IntegerField()
    digest = TextField()
    frozen = TextField(default="")
    replaces = TextField(default="[]")
    filed_at = TextField(default="")
    content = BlobField()

    class Meta:
        table_name = "office_row"


class OfficeConflictRow(Row):
    """A record of which a person has to decide something."""

    visit_uid = TextField()
    reason = TextField()
    said = TextField()
    noted_at = TextField()
    settled_at = TextField(null=True)
    settled_by = TextField(default="")

    class Meta:
        table_name = "office_conflict"
        primary_key = peewee.CompositeKey("visit_uid", "reason")


class OfficeReportRow(Row):
    """A month as its inspector reported it."""

    chain = TextField()
    seq = IntegerField()
    inspector_id = TextField()
    month = TextField()
    figures = TextField()

    class Meta:
        table_name = "office_report"
        primary_key = peewee.CompositeKey("chain", "seq")


class OfficeReferenceRow(Row):
    """A record of another that a bundle names."""

    visit_uid = TextField()
    named_by = TextField()
    number = TextField()
    school_code = TextField()
    visited_on = TextField()
    lead_id = TextField()

    class Meta:
        table_name = "office_reference"
        primary_key = peewee.CompositeKey("visit_uid", "named_by")


class OfficeQuestionRow(Row):
    """同校同日待确认: what is asked, and what was answered."""

    uid = TextField(primary_key=True)
    school_code = TextField()
    visited_on = TextField()
    visits = TextField()
    asked_at = TextField()
    answer = TextField(default="")
    kept = TextField(default="")
    answered_by = TextField(default="")
    answered_at = TextField(null=True)

    class Meta:
        table_name = "office_question"


class SameIssueRow(Row):
    """同一问题: an issue that counts with another."""

    issue_uid = TextField(primary_key=True)
    same_as = TextField()
    noted_by = TextField()
    noted_at = TextField()

    class Meta:
        table_name = "same_issue"


class OfficePictureRow(Row):
    """A picture that could not be decoded."""

    uid = TextField(primary_key=True)
    visit_uid = TextField()
    sha256 = TextField()
    chain = TextField()
    seq = IntegerField()
    noted_at = TextField()

    class Meta:
        table_name = "office_picture"


class OfficeDocumentRow(Row):
    """A signed-off record as printed."""

    visit_uid = TextField()
    sha256 = TextField()
    size = IntegerField()
    chain = TextField()
    seq = IntegerField()

    class Meta:
        table_name = "office_document"
        primary_key = peewee.CompositeKey("visit_uid", "sha256")


class OfficePersonRow(Row):
    """What the office knows of a person: no computer, or on leave."""

    uid = TextField(primary_key=True)
    inspector_id = TextField()
    kind = TextField()
    first = TextField(default="")
    until = TextField(default="")
    reason = TextField(default="")
    noted_at = TextField()
    noted_by = TextField()
    ended_at = TextField(null=True)

    class Meta:
        table_name = "office_person"
