"""Conditions that several queries ask: of a visit ``v``, of an issue ``i``."""

from typing import Final

FILED: Final = "v.deleted_at IS NULL AND v.status IN ('filed', 'handed_over')"
"""A record that is filed and not discarded."""
FILED_ON_SITE: Final = f"{FILED} AND v.online = 0"
"""A filed record of a visit that somebody made: an online one is no visit to a school."""
ENTRY: Final = "v.id IN (SELECT visit_id FROM joint_visit WHERE kind = 'entry')"
"""A 同行登记; asked once in a query, not of each record."""
HEARD_ONCE: Final = f"""(NOT {ENTRY} OR NOT EXISTS (
    SELECT 1 FROM visit r JOIN lesson m ON m.visit_id = r.id
    WHERE r.school_code = v.school_code AND r.visited_on = v.visited_on AND r.online = 0
      AND r.deleted_at IS NULL AND r.status IN ('filed', 'handed_over') AND m.whole = 1
      AND m.listener_id = l.listener_id AND m.period_no = l.period_no
      AND r.id NOT IN (SELECT visit_id FROM joint_visit WHERE kind = 'entry')))"""  # noqa: S608 - ours
"""A 听课 ``l`` that no record holds beside a 同行登记, as ``domain/joint.py`` counts them."""
UNDER_CORRECTION: Final = "state = 'draft' AND revision > 1 AND removed_at IS NULL"
"""Of an entry of a register: it was filed, and is being corrected."""
FILED_ENTRY: Final = f"(state = 'filed' AND removed_at IS NULL OR {UNDER_CORRECTION})"
"""An entry that figures count; while it is corrected it counts as it was filed."""
CORRECTED_FROM: Final = """(
    SELECT json_extract(j.op, '$.values') FROM journal j WHERE j.visit_uid = register_entry.uid
      AND j.field = '*' AND json_extract(j.op, '$.note') = '更正' ORDER BY j.seq DESC LIMIT 1)"""
"""The values from which the newest correction of an entry began."""
FILED_CONTENT: Final = f"CASE state WHEN 'draft' THEN {CORRECTED_FROM} ELSE content END"
"""Of such an entry: the values that count."""
COUNTED: Final = "i.counted = 1"
"""An issue of a filed record of one's own; triggers keep it in the row of the issue (m0008)."""
OPEN: Final = "i.closed_on IS NULL AND i.voided_on IS NULL"
OPEN_ON: Final = (
    "i.found_on <= ?1 AND (i.closed_on IS NULL OR i.closed_on > ?1)"
    " AND (i.voided_on IS NULL OR i.voided_on > ?1)"
)
"""Open when a day that is over ended; what was found, closed or voided since does not count."""
DUE: Final = "coalesce(i.due_now, i.deadline)"
"""The 时限 in force: an expression that indexes hold."""
OVERDUE: Final = f"(i.answered_on IS NULL AND {DUE} < ?)"
"""Of an open issue: nothing was answered by the day of the parameter, later than its 时限."""
UNTOLD: Final = "(i.told_on IS NULL OR i.phoned_on IS NULL)"
"""Of a 安全隐患: the school or the 督导室 was not told."""
