"""What was returned to inspectors, and what went out of it."""

import peewee
from peewee import IntegerField, TextField

from inspector_app.storage.tables.base import Row


class ReturnEventRow(Row):
    """One thing that happened to a return."""

    uid = TextField(primary_key=True)
    return_uid = TextField()
    visit_uid = TextField()
    seq = IntegerField()
    step = TextField()
    at = TextField()
    actor = TextField()
    content = TextField()

    class Meta:
        table_name = "return_event"


class ReturnSentRow(Row):
    """That an event went out to a laptop."""

    event_uid = TextField()
    chain = TextField()
    at = TextField()

    class Meta:
        table_name = "return_sent"
        primary_key = peewee.CompositeKey("event_uid", "chain")
