"""Published layouts."""

import peewee
from peewee import BlobField, IntegerField, TextField

from inspector_app.storage.tables.base import Row


class LayoutVersionRow(Row):
    """A published version of a layout, with its file."""

    id = peewee.AutoField()
    name = TextField()
    version = IntegerField()
    kind = TextField()
    medium = TextField()
    file_name = TextField()
    digest = TextField()
    published_at = TextField()
    actor = TextField()
    map = TextField()
    content = BlobField()

    class Meta:
        table_name = "layout_version"
        indexes = ((("name", "version"), True),)
