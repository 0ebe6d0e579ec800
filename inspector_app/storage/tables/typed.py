"""Records that the office typed for people, what they said of them, and what went out."""

import peewee
from peewee import IntegerField, TextField

from inspector_app.storage.tables.base import Row


class TypedRecordRow(Row):
    """On a laptop, a record that the office typed."""

    visit_uid = TextField()
    revision = IntegerField()
    void = IntegerField()
    number = TextField()
    source = TextField()
    content = TextField()
    taken_at = TextField()

    class Meta:
        table_name = "typed_record"
        primary_key = peewee.CompositeKey("visit_uid", "revision", "void")


class TypedAnswerRow(Row):
    """What the person said of one."""

    uid = TextField(primary_key=True)
    visit_uid = TextField()
    revision = IntegerField()
    seq = IntegerField()
    answer = TextField()
    text = TextField()
    at = TextField()
    actor = TextField()

    class Meta:
        table_name = "typed_answer"


class TypedSentRow(Row):
    """That one went out to a laptop."""

    visit_uid = TextField()
    revision = IntegerField()
    void = IntegerField()
    chain = TextField()
    at = TextField()

    class Meta:
        table_name = "typed_sent"
        primary_key = peewee.CompositeKey("visit_uid", "revision", "void", "chain")


class TypedHeldRow(Row):
    """That one does not count for now."""

    visit_uid = TextField(primary_key=True)
    at = TextField()

    class Meta:
        table_name = "typed_held"
