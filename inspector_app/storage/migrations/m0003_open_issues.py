"""Let an issue know where it stands in the ledger, without the record it was found on."""

INFO = "Let an issue know its school, its inspector and its day, so that a ledger reads no record."

_FROM_RECORD = """UPDATE issue SET (school_code, lead_id, found_on, counted) =
    (SELECT coalesce(v.school_code, ''), v.lead_id, v.visited_on,
            v.deleted_at IS NULL AND v.status IN ('filed', 'handed_over')
     FROM visit v WHERE v.id = issue.visit_id)"""

STATEMENTS = (
    "ALTER TABLE issue ADD COLUMN school_code TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE issue ADD COLUMN lead_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE issue ADD COLUMN found_on TEXT",
    "ALTER TABLE issue ADD COLUMN counted INTEGER NOT NULL DEFAULT 0 CHECK (counted IN (0, 1))",
    _FROM_RECORD,
    # Triggers, so that no path of writing can forget them.
    f"""CREATE TRIGGER issue_added AFTER INSERT ON issue BEGIN
        {_FROM_RECORD} WHERE uid = NEW.uid;
    END""",
    f"""CREATE TRIGGER visit_moved AFTER UPDATE OF
        school_code, lead_id, visited_on, status, deleted_at ON visit BEGIN
        {_FROM_RECORD} WHERE visit_id = NEW.id;
    END""",
    """CREATE INDEX issue_open ON issue
        (coalesce(extended_to, deadline), answered_on, school_code, lead_id)
        WHERE counted = 1 AND closed_on IS NULL AND voided_on IS NULL""",
    # What is open is found by the index above, not among all that have no day of closing.
    "DROP INDEX issue_closed",
    "CREATE INDEX issue_closed ON issue (closed_on) WHERE closed_on IS NOT NULL",
    "CREATE INDEX issue_school ON issue (school_code, found_on)",
    """CREATE INDEX visit_to_hand_over ON visit (visited_on, lead_id)
        WHERE status = 'filed' AND deleted_at IS NULL AND origin <> 'import'""",
)
