"""A district's own numbers of indicators, assessments and the steps of 创建计划."""

import peewee
from peewee import IntegerField, TextField

from inspector_app.storage.tables.base import Row


class IndicatorNumberRow(Row):
    """What a district has set a number of a set of indicators to."""

    set_id = TextField()
    name = TextField()
    number = TextField()
    basis = TextField()
    set_by = TextField()
    set_at = TextField()
    origin = TextField()

    class Meta:
        table_name = "indicator_number"
        primary_key = peewee.CompositeKey("set_id", "name")


class AssessmentRow(Row):
    """An assessment that is kept with its workbook."""

    uid = TextField(primary_key=True)
    number = TextField(unique=True)
    year = IntegerField()
    name = TextField()
    file_name = TextField()
    sha256 = TextField()
    size = IntegerField()
    standards = TextField()
    summary = TextField()
    digest = TextField()
    kept_by = TextField()
    kept_at = TextField()
    removed_at = TextField(null=True)
    origin = TextField()

    class Meta:
        table_name = "assessment"


class CreationStepRow(Row):
    """A step of a 创建计划."""

    uid = TextField(primary_key=True)
    assessment_uid = TextField()
    item_key = TextField(default="")
    school_code = TextField(default="")
    about = TextField(default="")
    item = TextField()
    target = TextField(default="")
    department = TextField(default="")
    person = TextField(default="")
    due = TextField(null=True)
    progress = TextField(default="")
    done_on = TextField(null=True)
    ordinal = IntegerField()
    removed_at = TextField(null=True)
    origin = TextField()
    created_at = TextField()

    class Meta:
        table_name = "creation_step"
