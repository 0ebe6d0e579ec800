"""常用语."""

import peewee
from peewee import IntegerField, TextField

from inspector_app.storage.tables.base import Row


class PhraseRow(Row):
    """A phrase of one's own, or of the office."""

    uid = TextField(primary_key=True)
    source = TextField()
    text = TextField()
    place = TextField()
    category = TextField(default="")
    ordinal = IntegerField()
    changed_at = TextField()
    removed_at = TextField(default="")
    origin = TextField()

    class Meta:
        table_name = "phrase"


class PhraseHiddenRow(Row):
    """A phrase of the office or of the program that is not offered."""

    uid = TextField(primary_key=True)
    hidden_at = TextField()

    class Meta:
        table_name = "phrase_hidden"


class PhraseUseRow(Row):
    """How often a phrase was put into a field."""

    uid = TextField()
    field = TextField()
    used = IntegerField()
    last_at = TextField()

    class Meta:
        table_name = "phrase_use"
        primary_key = peewee.CompositeKey("uid", "field")
