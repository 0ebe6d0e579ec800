"""The calendar, plans, rules and 回避 of a district."""

import peewee
from peewee import IntegerField, TextField

from inspector_app.storage.tables.base import Row


class CalendarTermRow(Row):
    """学期, as the district has set it."""

    school_year = IntegerField()
    number = TextField()
    first_day = TextField()
    last_day = TextField()
    first_monday = TextField(null=True)
    origin = TextField()

    class Meta:
        table_name = "calendar_term"
        primary_key = peewee.CompositeKey("school_year", "number")


class CalendarDayRow(Row):
    """A day that the district gives off or works."""

    day = TextField(primary_key=True)
    kind = TextField()
    reason = TextField(default="")
    origin = TextField()

    class Meta:
        table_name = "calendar_day"


class StandardRow(Row):
    """An edition of an indicator set that the district has taken in."""

    key = TextField(primary_key=True)
    title = TextField(unique=True)
    content = TextField()
    taken_by = TextField()
    taken_at = TextField()
    origin = TextField()

    class Meta:
        table_name = "standard"


class PlanRow(Row):
    """督导工作计划 of a span."""

    uid = TextField(primary_key=True)
    level = TextField()
    inspector_id = TextField()
    first_day = TextField()
    last_day = TextField()
    title = TextField()
    aims = TextField(default="")
    basis = TextField(default="")
    origin = TextField()
    created_at = TextField()

    class Meta:
        table_name = "plan"


class PlannedVisitRow(Row):
    """A visit that is planned for a half-day or a day."""

    uid = TextField(primary_key=True)
    plan_uid = TextField()
    day = TextField()
    session = TextField()
    school_code = TextField()
    lead_id = TextField()
    peer_ids = TextField(default="[]")
    topics = TextField(default="[]")
    text = TextField(default="")
    cancelled = TextField(default="")
    begun_uid = TextField(default="")
    origin = TextField()
    created_at = TextField()

    class Meta:
        table_name = "planned_visit"


class MonthThemeRow(Row):
    """月主题."""

    month = TextField(primary_key=True)
    theme = TextField()
    source = TextField(default="")
    set_by = TextField()
    set_at = TextField()
    origin = TextField()

    class Meta:
        table_name = "month_theme"


class RuleSettingRow(Row):
    """What a district has decided about a rule."""

    rule_id = TextField(primary_key=True)
    switched_on = IntegerField(null=True)
    numbers = TextField(default="{}")
    basis = TextField(default="")
    set_by = TextField()
    set_at = TextField()
    origin = TextField()

    class Meta:
        table_name = "rule_setting"


class RecusalRow(Row):
    """A declaration of 回避."""

    uid = TextField(primary_key=True)
    inspector_id = TextField()
    school_code = TextField()
    relation = TextField()
    declared_on = TextField()
    left_on = TextField(null=True)
    ended_on = TextField(null=True)
    note = TextField(default="")
    origin = TextField()

    class Meta:
        table_name = "recusal"
