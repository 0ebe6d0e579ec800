"""Let the ledger hold issues that no record found, and what measures came to."""

INFO = "Let the ledger hold issues from other sources than records, and what measures came to."

_KEPT = """uid, number, visit_id, ordinal, severity, handling, fixed_on_the_spot, deadline,
    extended_to, due_now, noticed_on, planned_on, answered_on, closed_on, voided_on, waived_on,
    asked_on, escalated_on, consulted_on, told_on, phoned_on, rejected, category, witness,
    responsible_unit, assisting_units, responsible, requirement, description, school_code, lead_id,
    found_on, counted"""

# 来源 of an issue that a record found is the 督导类型 of that record.
_FROM_RECORD = """UPDATE issue SET (school_code, lead_id, found_on, source, counted) =
    (SELECT coalesce(v.school_code, ''), v.lead_id, v.visited_on, coalesce(v.type, ''),
            v.deleted_at IS NULL AND v.status IN ('filed', 'handed_over')
              AND NOT EXISTS (SELECT 1 FROM joint_visit j WHERE j.visit_id = v.id)
     FROM visit v WHERE v.id = issue.visit_id)"""

STATEMENTS = (
    "DROP TRIGGER issue_added",
    "DROP TRIGGER visit_moved",
    "DROP TRIGGER joint_added",
    # Dropping the table of issues would empty the one that hangs on it.
    "CREATE TABLE milestone_kept AS SELECT * FROM issue_milestone",
    "DROP TABLE issue_milestone",
    """CREATE TABLE issue_new (
        uid TEXT PRIMARY KEY,
        number TEXT NOT NULL UNIQUE,
        visit_id INTEGER REFERENCES visit (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        severity TEXT CHECK (severity IN ('minor', 'ordinary', 'serious', 'hazard')),
        handling TEXT CHECK (handling IN ('on_site', 'notice', 'escalate', 'consult')),
        fixed_on_the_spot INTEGER NOT NULL DEFAULT 0 CHECK (fixed_on_the_spot IN (0, 1)),
        deadline TEXT,
        extended_to TEXT,
        due_now TEXT,
        noticed_on TEXT,
        planned_on TEXT,
        answered_on TEXT,
        closed_on TEXT,
        voided_on TEXT,
        waived_on TEXT,
        asked_on TEXT,
        escalated_on TEXT,
        consulted_on TEXT,
        told_on TEXT,
        phoned_on TEXT,
        rejected INTEGER NOT NULL DEFAULT 0,
        category TEXT NOT NULL DEFAULT '',
        witness TEXT NOT NULL DEFAULT '',
        responsible_unit TEXT NOT NULL DEFAULT '',
        assisting_units TEXT NOT NULL DEFAULT '',
        responsible TEXT NOT NULL DEFAULT '',
        requirement TEXT NOT NULL DEFAULT '',
        description TEXT NOT NULL DEFAULT '',
        school_code TEXT NOT NULL DEFAULT '',
        lead_id TEXT NOT NULL DEFAULT '',
        found_on TEXT,
        counted INTEGER NOT NULL DEFAULT 0 CHECK (counted IN (0, 1)),
        source TEXT NOT NULL DEFAULT '',
        matter TEXT NOT NULL DEFAULT 'schools'
            CHECK (matter IN ('schools', 'government', 'monitoring')),
        unit TEXT NOT NULL DEFAULT '',
        source_ref TEXT NOT NULL DEFAULT '',
        source_item TEXT NOT NULL DEFAULT '',
        source_record TEXT NOT NULL DEFAULT '',
        source_key TEXT NOT NULL DEFAULT '',
        fts_dirty INTEGER NOT NULL DEFAULT 0 CHECK (fts_dirty IN (0, 1)),
        CHECK ((visit_id IS NULL) = (source_key <> '')),
        CHECK (visit_id IS NOT NULL OR (unit <> '' AND found_on IS NOT NULL AND source IN
               ('opinion', 'complaint', 'self_check', 'superior', 'monitoring')))
    ) STRICT""",
    f"""INSERT INTO issue_new ({_KEPT}, source)
        SELECT {_KEPT}, coalesce((SELECT v.type FROM visit v WHERE v.id = issue.visit_id), '')
        FROM issue ORDER BY rowid""",  # noqa: S608 - columns of ours
    "DROP TABLE issue",
    "ALTER TABLE issue_new RENAME TO issue",
    f"""CREATE TRIGGER issue_added AFTER INSERT ON issue WHEN NEW.visit_id IS NOT NULL BEGIN
        {_FROM_RECORD} WHERE uid = NEW.uid;
    END""",
    f"""CREATE TRIGGER visit_moved AFTER UPDATE OF
        school_code, lead_id, visited_on, type, status, deleted_at ON visit BEGIN
        {_FROM_RECORD} WHERE visit_id = NEW.id;
    END""",
    f"""CREATE TRIGGER joint_added AFTER INSERT ON joint_visit BEGIN
        {_FROM_RECORD} WHERE visit_id = NEW.visit_id;
    END""",
    "CREATE INDEX issue_visit ON issue (visit_id)",
    "CREATE INDEX issue_due ON issue (coalesce(due_now, deadline))",
    "CREATE INDEX issue_noticed ON issue (noticed_on) WHERE noticed_on IS NOT NULL",
    "CREATE INDEX issue_closed ON issue (closed_on) WHERE closed_on IS NOT NULL",
    "CREATE INDEX issue_school ON issue (school_code, found_on)",
    """CREATE INDEX issue_open ON issue
        (coalesce(due_now, deadline), answered_on, school_code, lead_id, source)
        WHERE counted = 1 AND closed_on IS NULL AND voided_on IS NULL""",
    """CREATE INDEX issue_list ON issue
        (found_on, number, school_code, lead_id, category, severity, deadline, due_now,
         answered_on, closed_on, voided_on, waived_on, noticed_on, planned_on, rejected, told_on,
         phoned_on, visit_id, source) WHERE counted = 1""",
    """CREATE INDEX issue_hazard ON issue (found_on, lead_id)
        WHERE counted = 1 AND severity = 'hazard' AND closed_on IS NULL AND voided_on IS NULL
          AND (told_on IS NULL OR phoned_on IS NULL)""",
    # What was taken in from one place of one source stands in the ledger once.
    "CREATE UNIQUE INDEX issue_source ON issue (source, source_key) WHERE visit_id IS NULL",
    "CREATE INDEX issue_matter ON issue (matter) WHERE visit_id IS NULL",
    "CREATE INDEX issue_dirty ON issue (fts_dirty) WHERE fts_dirty = 1",
    """CREATE TABLE issue_milestone (
        issue_uid TEXT NOT NULL REFERENCES issue (uid) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        due TEXT NOT NULL,
        text TEXT NOT NULL,
        target TEXT NOT NULL DEFAULT '',
        unit TEXT NOT NULL DEFAULT '',
        done_on TEXT,
        actual TEXT NOT NULL DEFAULT '',
        actual_on TEXT,
        PRIMARY KEY (issue_uid, ordinal)
    ) STRICT, WITHOUT ROWID""",
    """INSERT INTO issue_milestone (issue_uid, ordinal, due, text, target, unit, done_on)
        SELECT issue_uid, ordinal, due, text, target, unit, done_on FROM milestone_kept""",
    "DROP TABLE milestone_kept",
    "CREATE INDEX issue_milestone_due ON issue_milestone (due) WHERE done_on IS NULL",
)
