"""The life of month tables: steps, figures as they were, deviations, closing days."""

import peewee
from peewee import BlobField, IntegerField, TextField

from inspector_app.storage.tables.base import Row


class MonthClosingRow(Row):
    """The closing day of months from one on."""

    from_month = TextField(primary_key=True)
    day = IntegerField()
    set_by = TextField()
    set_at = TextField()
    origin = TextField()

    class Meta:
        table_name = "month_closing"


class MonthStepRow(Row):
    """One step that was done with a month."""

    id = peewee.AutoField()
    month = TextField()
    scope = TextField()
    step = TextField()
    digest = TextField()
    at = TextField()
    actor = TextField()
    reason = TextField(default="")
    origin = TextField()

    class Meta:
        table_name = "month_step"


class MonthFiguresRow(Row):
    """A month's table as it was, with what stands behind its figures."""

    id = peewee.AutoField()
    month = TextField()
    scope = TextField()
    purpose = TextField()
    number = IntegerField(default=0)
    told_in = TextField(default="")
    digest = TextField()
    body = BlobField()
    at = TextField()
    actor = TextField()
    origin = TextField()

    class Meta:
        table_name = "month_figures"


class MonthDeviationRow(Row):
    """What the office noted beside a counted figure."""

    uid = TextField(primary_key=True)
    month = TextField()
    scope = TextField()
    row = TextField()
    figure = TextField()
    part = TextField(default="")
    value = TextField()
    reason = TextField()
    noted_by = TextField()
    noted_at = TextField()
    removed_at = TextField(null=True)
    origin = TextField()

    class Meta:
        table_name = "month_deviation"
