"""Whose keys are known here, and what the office answered."""

import peewee
from peewee import BlobField, IntegerField, TextField

from inspector_app.storage.tables.base import Row


class RootKeyRow(Row):
    """A root key of the district as a person compared it."""

    public = TextField(primary_key=True)
    pinned_at = TextField()
    ended_at = TextField(null=True)

    class Meta:
        table_name = "root_key"


class KeyRosterRow(Row):
    """One version of the roster of keys, as it was signed."""

    version = IntegerField(primary_key=True)
    sha256 = TextField()
    content = BlobField()
    signatures = TextField()
    taken_at = TextField()

    class Meta:
        table_name = "key_roster"


class AgeKeyPairRow(Row):
    """A pair of keys for what is encrypted for this folder."""

    recipient = TextField(primary_key=True)
    secret = TextField()
    made_at = TextField()
    retired_at = TextField(null=True)

    class Meta:
        table_name = "age_key"


class EnrolmentTableRow(Row):
    """A laptop that asks the office to be enrolled."""

    chain = TextField(primary_key=True)
    inspector_id = TextField()
    content = BlobField()
    signatures = TextField()
    asked_at = TextField()
    state = TextField()
    decided_at = TextField(null=True)
    valid_from = TextField(null=True)
    valid_to = TextField(null=True)
    revoked_from_seq = IntegerField(null=True)
    reason = TextField(default="")

    class Meta:
        table_name = "enrolment"


class ReceiptRow(Row):
    """回执 of the office for a chain of this folder."""

    chain = TextField()
    n = IntegerField()
    sha256 = TextField()
    content = BlobField()
    signatures = TextField()
    taken_at = TextField()

    class Meta:
        table_name = "receipt"
        primary_key = peewee.CompositeKey("chain", "n")
