"""The visits of others that a month's bundle names: by reference, so that each counts once.

A record that was taken over is the 责任督学's to hand over; here it is named by its uuid and
revision alone. A 同行登记 is the person's own word and leaves with the lessons that were heard.
"""

from collections.abc import Sequence

from inspector_app.domain.alias import outgoing
from inspector_app.domain.labels.visits import JOINT_LABEL, VISIT_STATUS_LABEL
from inspector_app.domain.views import VisitSummary
from inspector_app.domain.visit_json import JsonObject, visit_json
from inspector_app.domain.visit_options import Joint
from inspector_app.services.context import Context

_NAMED: tuple[str, ...] = (
    "uuid", "no", "revision", "school", "date", "session", "lead", "peers",
)  # fmt: skip


def joint_rows(context: Context, joint: Sequence[VisitSummary]) -> list[JsonObject]:
    """Return what a bundle says of visits that others lead."""
    return [_row(context, line) for line in sorted(joint, key=lambda v: v.number)]


def _row(context: Context, line: VisitSummary) -> JsonObject:
    stores = context.stores
    whole = visit_json(outgoing(stores.visits.get(line.uid)))
    row: JsonObject = {name: whole[name] for name in _NAMED}
    row["kind"] = JOINT_LABEL[line.joint or Joint.TAKEN]
    row["status"] = VISIT_STATUS_LABEL[line.status]
    if line.joint is Joint.ENTRY:
        row |= {name: whole[name] for name in ("reason", "lessons")}
        row["record"] = stores.joint.merged_into(line.uid) or None
        return row
    taken = stores.joint.taken(line.uid)
    row["file"] = taken.digest if taken else None
    return row
