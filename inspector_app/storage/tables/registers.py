"""Entries of registers, their dues and their sealed parts."""

import peewee
from peewee import BlobField, IntegerField, TextField

from inspector_app.storage.tables.base import Row


class RegisterEntryRow(Row):
    """An entry of a register; the columns before the content are taken from it."""

    id = peewee.AutoField()
    uid = TextField(unique=True)
    number = TextField(unique=True)
    kind = TextField()
    day = TextField(null=True)
    school_code = TextField(null=True)
    inspector_id = TextField(null=True)
    title = TextField(default="")
    state = TextField()
    revision = IntegerField(default=1)
    reason = TextField(default="")
    origin = TextField()
    created_at = TextField()
    filed_at = TextField(default="")
    removed_at = TextField(null=True)
    fts_dirty = IntegerField(default=1)
    content = TextField()

    class Meta:
        table_name = "register_entry"


class RegisterDueRow(Row):
    """Something that an entry asks to be done."""

    entry_id = IntegerField()
    ordinal = IntegerField()
    due_on = TextField()
    rank = IntegerField()
    text = TextField()

    class Meta:
        table_name = "register_due"
        primary_key = peewee.CompositeKey("entry_id", "ordinal")


class RegisterSecretRow(Row):
    """The sealed part of an entry."""

    entry_id = peewee.AutoField()
    content = TextField()

    class Meta:
        table_name = "register_secret"


class SealingKeyRow(Row):
    """A key that sealed files are made for; the office has its secret half."""

    id = TextField(primary_key=True)
    public = BlobField()
    secret = BlobField(null=True)
    added_at = TextField()

    class Meta:
        table_name = "sealing_key"


class SealedFileRow(Row):
    """A sealed file that went out or came in."""

    id = peewee.AutoField()
    entry_uid = TextField()
    way = TextField()
    key_id = TextField()
    file_name = TextField()
    sha256 = TextField()
    at = TextField()
    actor = TextField()
    origin = TextField()

    class Meta:
        table_name = "sealed_file"
