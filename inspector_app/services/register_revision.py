"""An entry of a register as it is kept when it is filed."""

from typing import Any

from inspector_app.base.stable_json import stable_digest
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.views import RevisionSummary


def frozen_entry(entry: Entry, *, actor: str) -> tuple[RevisionSummary, dict[str, Any]]:
    """Return what is told of a filed revision, and what it says."""
    content = {
        "uuid": entry.uid,
        "no": entry.number,
        "register": entry.kind,
        "values": dict(entry.values),
    }
    summary = RevisionSummary(
        revision=entry.revision,
        reason=entry.reason,
        filed_at=entry.filed_at,
        digest=stable_digest(content),
        actor=actor,
    )
    return summary, content
