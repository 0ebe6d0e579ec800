"""What the data folder keeps of itself: settings, history, keys, bundles."""

import peewee
from peewee import BlobField, IntegerField, TextField

from inspector_app.storage.tables.base import Row


class SettingRow(Row):
    """One setting of the data folder."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "setting"


class JournalRow(Row):
    """One link of the hash-chained history."""

    seq = peewee.AutoField()
    at = TextField()
    actor = TextField()
    editing = TextField()
    visit_uid = TextField()
    noun = TextField()
    uid = TextField()
    field = TextField()
    op = TextField()
    undoes = IntegerField(null=True)
    previous = TextField()
    hash = TextField()

    class Meta:
        table_name = "journal"


class TombstoneRow(Row):
    """A record number that was given out and will never be used again."""

    number = TextField(primary_key=True)
    uid = TextField()
    reason = TextField()
    at = TextField()
    origin = TextField()

    class Meta:
        table_name = "tombstone"


class SourceRow(Row):
    """Which workbook row a record was taken from, as a digest of its content."""

    uid = TextField(primary_key=True)
    sheet = TextField()
    digest = TextField()
    taken_at = TextField()

    class Meta:
        table_name = "source_row"


class DeviceKeyRow(Row):
    """The signing key of this device."""

    chain = TextField(primary_key=True)
    secret = BlobField()
    made_at = TextField()
    retired_at = TextField(null=True)

    class Meta:
        table_name = "device_key"


class KnownKeyRow(Row):
    """The public key of a peer, whose record was taken over."""

    chain = TextField(primary_key=True)
    public = BlobField()
    holder_id = TextField()
    noted_at = TextField()

    class Meta:
        table_name = "known_key"


class BundleRow(Row):
    """上报包 made here."""

    chain = TextField()
    seq = IntegerField()
    digest = TextField(unique=True)
    previous = TextField()
    file_name = TextField()
    sha256 = TextField()
    size = IntegerField()
    kind = TextField()
    inspector_id = TextField()
    period = TextField()
    created = TextField()
    statement = TextField()
    exported_to = TextField(default="")
    sealed_name = TextField(default="")
    sealed_sha256 = TextField(default="")
    sealed_size = IntegerField(default=0)
    export_uid = TextField(default="")
    placed_at = TextField(null=True)
    result = TextField(default="")
    code = TextField(default="")
    receipt_n = IntegerField(null=True)

    class Meta:
        table_name = "bundle"
        primary_key = peewee.CompositeKey("chain", "seq")


class BundleSentRow(Row):
    """A row of the records that has left, in one state of it."""

    kind = TextField()
    uid = TextField()
    content = TextField()
    chain = TextField()
    seq = IntegerField()

    class Meta:
        table_name = "bundle_row"
        primary_key = peewee.CompositeKey("kind", "uid", "content")


class MonthLockRow(Row):
    """A month's table as it was handed over."""

    month = TextField()
    scope = TextField()
    content = TextField()
    digest = TextField()
    locked_at = TextField()

    class Meta:
        table_name = "month_lock"
        primary_key = peewee.CompositeKey("month", "scope")
