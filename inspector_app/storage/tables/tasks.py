"""What has to be done, in versions, and what was done about it besides records."""

import peewee
from peewee import IntegerField, TextField

from inspector_app.storage.tables.base import Row


class TaskRow(Row):
    """One version of a task."""

    uid = TextField()
    version = IntegerField()
    number = TextField()
    due = TextField()
    withdrawn = IntegerField()
    content = TextField()
    at = TextField()
    actor = TextField()
    origin = TextField()

    class Meta:
        table_name = "task"
        primary_key = peewee.CompositeKey("uid", "version")


class TaskEventRow(Row):
    """That a person took, answered or took back the answer of a task."""

    uid = TextField(primary_key=True)
    task_uid = TextField()
    person_id = TextField()
    school_code = TextField()
    seq = IntegerField()
    step = TextField()
    at = TextField()
    content = TextField()

    class Meta:
        table_name = "task_event"
