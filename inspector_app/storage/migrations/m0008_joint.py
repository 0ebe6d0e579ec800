"""Keep what peers hand each other: records that were taken over, 同行登记, and the files made."""

INFO = "Keep records taken over from peers, entries of peers, and the files made for peers."

# What becomes of an issue is known to its inspector alone: a copy of the record brings it to be
# read, but the ledger here does not take it up.
_FROM_RECORD = """UPDATE issue SET (school_code, lead_id, found_on, counted) =
    (SELECT coalesce(v.school_code, ''), v.lead_id, v.visited_on,
            v.deleted_at IS NULL AND v.status IN ('filed', 'handed_over')
              AND NOT EXISTS (SELECT 1 FROM joint_visit j WHERE j.visit_id = v.id)
     FROM visit v WHERE v.id = issue.visit_id)"""

STATEMENTS = (
    # Not columns of the record: they would stand behind its long texts, and every query of a table
    # would walk over these.
    """CREATE TABLE joint_visit (
        visit_id INTEGER PRIMARY KEY REFERENCES visit (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('taken', 'entry')),
        merged_into TEXT NOT NULL DEFAULT '',
        chain TEXT NOT NULL DEFAULT '',
        digest TEXT NOT NULL DEFAULT '',
        made_at TEXT NOT NULL DEFAULT '',
        taken_at TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX joint_open ON joint_visit (visit_id) WHERE kind = 'entry' AND merged_into = ''",
    "CREATE INDEX joint_merged ON joint_visit (merged_into) WHERE merged_into <> ''",
    """CREATE TABLE joint_file (
        chain TEXT NOT NULL,
        seq INTEGER NOT NULL CHECK (seq >= 1),
        digest TEXT NOT NULL UNIQUE,
        previous TEXT NOT NULL,
        file_name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        visit_uid TEXT NOT NULL,
        content TEXT NOT NULL,
        created TEXT NOT NULL,
        statement TEXT NOT NULL,
        exported_to TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (chain, seq)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX joint_file_record ON joint_file (visit_uid, content)",
    "DROP TRIGGER issue_added",
    "DROP TRIGGER visit_moved",
    f"""CREATE TRIGGER issue_added AFTER INSERT ON issue BEGIN
        {_FROM_RECORD} WHERE uid = NEW.uid;
    END""",
    f"""CREATE TRIGGER visit_moved AFTER UPDATE OF
        school_code, lead_id, visited_on, status, deleted_at ON visit BEGIN
        {_FROM_RECORD} WHERE visit_id = NEW.id;
    END""",
    f"""CREATE TRIGGER joint_added AFTER INSERT ON joint_visit BEGIN
        {_FROM_RECORD} WHERE visit_id = NEW.visit_id;
    END""",
)
