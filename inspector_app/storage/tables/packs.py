"""What an office has sent to laptops, and what a laptop has taken."""

import peewee
from peewee import BlobField, IntegerField, TextField

from inspector_app.storage.tables.base import Row


class PackSentRow(Row):
    """A pack as it was sent."""

    chain = TextField()
    n = IntegerField()
    digest = TextField()
    kind = TextField()
    counts = TextField()
    created = TextField()
    file_name = TextField()
    sha256 = TextField()
    content = BlobField()

    class Meta:
        table_name = "pack_sent"
        primary_key = peewee.CompositeKey("chain", "n")


class PackAddresseeRow(Row):
    """A laptop that a pack was sent to."""

    chain = TextField()
    n = IntegerField()
    laptop = TextField()
    inspector_id = TextField()

    class Meta:
        table_name = "pack_addressee"
        primary_key = peewee.CompositeKey("laptop", "chain", "n")


class PackTakenRow(Row):
    """A pack that a person has taken or declined."""

    chain = TextField()
    n = IntegerField()
    digest = TextField()
    kind = TextField()
    counts = TextField()
    created = TextField()
    file_name = TextField()
    sha256 = TextField()
    before_n = IntegerField()
    subjects = TextField()
    state = TextField()
    at = TextField()

    class Meta:
        table_name = "pack_taken"
        primary_key = peewee.CompositeKey("chain", "n")


class PackForeignRow(Row):
    """A file that is for others."""

    sha256 = TextField(primary_key=True)

    class Meta:
        table_name = "pack_foreign"
