"""Published forms, filled ones, and their coded answers."""

import peewee
from peewee import BlobField, IntegerField, TextField

from inspector_app.storage.tables.base import Row


class FormVersionRow(Row):
    """A published version of a form, with its package."""

    id = peewee.AutoField()
    form = TextField()
    version = TextField()
    title = TextField()
    digest = TextField()
    package = BlobField()
    published_at = TextField()
    actor = TextField()

    class Meta:
        table_name = "form_version"
        indexes = ((("form", "version"), True),)


class FormRecordRow(Row):
    """A form that was filled in beside a record."""

    uid = TextField(primary_key=True)
    visit_id = IntegerField()
    ordinal = IntegerField()
    form = TextField()
    version = TextField()
    digest = TextField()
    title = TextField()
    answers = TextField(default="{}")
    unsorted = IntegerField(default=1)

    class Meta:
        table_name = "form_record"


class FormAnswerRow(Row):
    """One coded answer of a filled form, derived from it."""

    record_uid = TextField()
    name = TextField()
    row_uid = TextField()
    value = TextField()

    class Meta:
        table_name = "form_answer"
        primary_key = peewee.CompositeKey("record_uid", "name", "row_uid", "value")


class FormWithdrawalRow(Row):
    """A published form that no new record takes."""

    form = TextField(primary_key=True)
    withdrawn_at = TextField()
    actor = TextField()

    class Meta:
        table_name = "form_withdrawal"
