"""Every kind of entry, in the order in which people see them."""

from collections.abc import Mapping
from typing import Final

from inspector_app.domain.registers.appointment import APPOINTMENT
from inspector_app.domain.registers.campaign import CAMPAIGN
from inspector_app.domain.registers.case import CASE
from inspector_app.domain.registers.complaint import COMPLAINT
from inspector_app.domain.registers.duty import DUTY
from inspector_app.domain.registers.emergency import EMERGENCY
from inspector_app.domain.registers.group import GROUP
from inspector_app.domain.registers.kind import RegisterKind
from inspector_app.domain.registers.meeting import MEETING
from inspector_app.domain.registers.monitor import MONITOR
from inspector_app.domain.registers.opinion import OPINION
from inspector_app.domain.registers.policy import POLICY
from inspector_app.domain.registers.post import POST
from inspector_app.domain.registers.selfcheck import SELFCHECK
from inspector_app.domain.registers.suggestion import SUGGESTION
from inspector_app.domain.registers.summary import SUMMARY
from inspector_app.domain.registers.training import TRAINING
from inspector_app.domain.registers.unit import UNIT
from inspector_app.domain.registers.weekly import WEEKLY
from inspector_app.domain.registers.zone import ZONE

KINDS: Final[Mapping[str, RegisterKind]] = {
    kind.id: kind
    for kind in (
        EMERGENCY, COMPLAINT, CAMPAIGN, WEEKLY, MEETING, SUGGESTION, APPOINTMENT, TRAINING, CASE,
        OPINION, POLICY, SUMMARY, GROUP, SELFCHECK, DUTY, UNIT, POST, ZONE, MONITOR,
    )
}  # fmt: skip
