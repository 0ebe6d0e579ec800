"""What happened to numbers of letters."""

from peewee import IntegerField, TextField

from inspector_app.storage.tables.base import Row


class NumberEventRow(Row):
    """One thing that happened to the numbers of a series."""

    uid = TextField(primary_key=True)
    code = TextField()
    year = IntegerField()
    step = TextField()
    at = TextField()
    actor = TextField()
    chain = TextField()
    content = TextField()

    class Meta:
        table_name = "number_event"
