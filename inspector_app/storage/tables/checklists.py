"""Published checklists, and filled ones."""

import peewee
from peewee import IntegerField, TextField

from inspector_app.storage.tables.base import Row


class ChecklistVersionRow(Row):
    """A published version of a 检查表."""

    id = peewee.AutoField()
    form = TextField()
    version = TextField()
    title = TextField()
    content = TextField()
    digest = TextField()
    shipped = IntegerField()
    published_at = TextField()
    actor = TextField()

    class Meta:
        table_name = "checklist_version"
        indexes = ((("form", "version"), True),)


class ChecklistRow(Row):
    """A 检查表 that was filled in beside a record."""

    uid = TextField(primary_key=True)
    visit_id = IntegerField()
    ordinal = IntegerField()
    form = TextField()
    version = TextField()
    digest = TextField()
    title = TextField()
    answers = TextField(default="{}")

    class Meta:
        table_name = "checklist"
