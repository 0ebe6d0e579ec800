"""Schools, people, and who answers for which school."""

import peewee
from peewee import IntegerField, TextField

from inspector_app.storage.tables.base import Row


class SchoolRow(Row):
    """学校."""

    code = TextField(primary_key=True)
    name = TextField()
    kind = TextField()
    ownership = TextField(default="")
    pupils = IntegerField(null=True)
    state = TextField()
    closed_on = TextField(null=True)
    short_name = TextField(default="")
    former_names = TextField(default="[]")
    urban_rural = TextField(default="")
    address = TextField(default="")
    head = TextField(default="")
    contact = TextField(default="")
    phone = TextField(default="")
    initials = TextField(default="")
    origin = TextField()

    class Meta:
        table_name = "school"


class InspectorRow(Row):
    """责任督学."""

    id = TextField(primary_key=True)
    name = TextField()
    kind = TextField()
    origin = TextField()
    subjects = TextField(default="")
    stages = TextField(default="")
    education = TextField(null=True)
    teaching_since = IntegerField(null=True)
    position = TextField(default="")

    class Meta:
        table_name = "inspector"


class InspectorZoneRow(Row):
    """Which 责任区 an inspector belongs to, dated."""

    inspector_id = TextField()
    zone = TextField()
    start = TextField()
    end = TextField(null=True)
    origin = TextField()

    class Meta:
        table_name = "inspector_zone"
        primary_key = peewee.CompositeKey("inspector_id", "start")


class AssignmentRow(Row):
    """责任分配, dated."""

    inspector_id = TextField()
    school_code = TextField()
    start = TextField()
    end = TextField(null=True)
    origin = TextField()

    class Meta:
        table_name = "assignment"
        primary_key = peewee.CompositeKey("inspector_id", "school_code", "start")


class PlateRow(Row):
    """When the 公示牌 of a school was hung."""

    school_code = TextField(primary_key=True)
    hung_on = TextField()
    noted_by = TextField()
    noted_at = TextField()
    origin = TextField()

    class Meta:
        table_name = "plate"
