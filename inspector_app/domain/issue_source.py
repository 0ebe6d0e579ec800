"""来源 of an issue: the 督导类型 of the record that found it, or where else it came from."""

from enum import StrEnum

from inspector_app.domain.visit_options import VisitType


class OutsideSource(StrEnum):
    """来源 of an issue that no 入校督导记录 found."""

    OPINION = "opinion"
    COMPLAINT = "complaint"
    SELF_CHECK = "self_check"
    SUPERIOR = "superior"
    MONITORING = "monitoring"


class Matter(StrEnum):
    """事项: whose work the issue is about."""

    SCHOOLS = "schools"
    """督学: how schools teach and are run."""
    GOVERNMENT = "government"
    """督政: what governments and their departments owe to education."""
    MONITORING = "monitoring"
    """评估监测."""


LedgerSource = VisitType | OutsideSource
"""来源 of any issue: the 督导类型 of its record, or where else it came from."""
