"""What an office above others keeps of those below it."""

import peewee
from peewee import BlobField, IntegerField, TextField

from inspector_app.storage.tables.base import Row


class DistrictFiguresRow(Row):
    """What was read of a district's month when it was taken in."""

    chain = TextField()
    seq = IntegerField()
    form = IntegerField()
    figures = BlobField()
    people = BlobField()

    class Meta:
        table_name = "district_figures"
        primary_key = peewee.CompositeKey("chain", "seq")


class DistrictRemovalRow(Row):
    """That an office below was taken off, and when it came back."""

    uid = TextField(primary_key=True)
    code = TextField(index=True)
    at = TextField()
    reason = TextField()
    actor = TextField()
    back_at = TextField(null=True)

    class Meta:
        table_name = "district_removal"
