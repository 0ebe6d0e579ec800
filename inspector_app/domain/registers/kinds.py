"""Every kind of entry, in the order in which people see them."""

from collections.abc import Mapping
from typing import Final

from inspector_app.domain.registers.appointment import APPOINTMENT
from inspector_app.domain.registers.kind import RegisterKind
from inspector_app.domain.registers.meeting import MEETING
from inspector_app.domain.registers.suggestion import SUGGESTION

KINDS: Final[Mapping[str, RegisterKind]] = {
    kind.id: kind for kind in (MEETING, SUGGESTION, APPOINTMENT)
}
