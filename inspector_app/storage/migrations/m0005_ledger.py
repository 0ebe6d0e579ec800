"""Let the ledger hold the whole round of 整改."""

INFO = "Let the ledger hold the whole round: measures, rounds, extensions, hazards, who answers."

_COLUMNS = """uid, number, visit_id, ordinal, fixed_on_the_spot, deadline, extended_to, noticed_on,
    answered_on, closed_on, voided_on, category, requirement, description,
    school_code, lead_id, found_on, counted"""

_FROM_RECORD = """UPDATE issue SET (school_code, lead_id, found_on, counted) =
    (SELECT coalesce(v.school_code, ''), v.lead_id, v.visited_on,
            v.deleted_at IS NULL AND v.status IN ('filed', 'handed_over')
     FROM visit v WHERE v.id = issue.visit_id)"""

STATEMENTS = (
    "DROP TRIGGER issue_added",
    "DROP TRIGGER visit_moved",
    # 程度 and 处理方式 are two things: the four words of old forms named both at once.
    """CREATE TABLE issue_new (
        uid TEXT PRIMARY KEY,
        number TEXT NOT NULL UNIQUE,
        visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
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
        counted INTEGER NOT NULL DEFAULT 0 CHECK (counted IN (0, 1))
    ) STRICT""",
    # What stood under 责任单位 is the unit; the person has a field of its own now.
    f"""INSERT INTO issue_new ({_COLUMNS}, due_now, responsible_unit, severity, handling)
        SELECT {_COLUMNS}, extended_to, responsible,
               CASE WHEN safety_hazard THEN 'hazard'
                    WHEN severity = 'complex' THEN 'serious' ELSE severity END,
               CASE severity WHEN 'minor' THEN 'on_site' WHEN 'ordinary' THEN 'notice'
                    WHEN 'serious' THEN 'escalate' WHEN 'complex' THEN 'consult' END
        FROM issue ORDER BY rowid""",  # noqa: S608 - columns of ours
    "DROP TABLE issue",
    "ALTER TABLE issue_new RENAME TO issue",
    f"""CREATE TRIGGER issue_added AFTER INSERT ON issue BEGIN
        {_FROM_RECORD} WHERE uid = NEW.uid;
    END""",
    f"""CREATE TRIGGER visit_moved AFTER UPDATE OF
        school_code, lead_id, visited_on, status, deleted_at ON visit BEGIN
        {_FROM_RECORD} WHERE visit_id = NEW.id;
    END""",
    "CREATE INDEX issue_visit ON issue (visit_id)",
    "CREATE INDEX issue_due ON issue (coalesce(due_now, deadline))",
    "CREATE INDEX issue_noticed ON issue (noticed_on) WHERE noticed_on IS NOT NULL",
    "CREATE INDEX issue_closed ON issue (closed_on) WHERE closed_on IS NOT NULL",
    "CREATE INDEX issue_school ON issue (school_code, found_on)",
    """CREATE INDEX issue_open ON issue
        (coalesce(due_now, deadline), answered_on, school_code, lead_id)
        WHERE counted = 1 AND closed_on IS NULL AND voided_on IS NULL""",
    # All that a list of the ledger is filtered, ordered and counted by, apart from the long texts:
    # to walk over 120,000 issues reads a tenth of the pages.
    """CREATE INDEX issue_list ON issue
        (found_on, number, school_code, lead_id, category, severity, deadline, due_now,
         answered_on, closed_on, voided_on, waived_on, noticed_on, planned_on, rejected, told_on,
         phoned_on, visit_id) WHERE counted = 1""",
    # A 安全隐患 that nobody was told of stays on top of 今日.
    """CREATE INDEX issue_hazard ON issue (found_on, lead_id)
        WHERE counted = 1 AND severity = 'hazard' AND closed_on IS NULL AND voided_on IS NULL
          AND (told_on IS NULL OR phoned_on IS NULL)""",
    """CREATE TABLE photo_new (
        uid TEXT PRIMARY KEY,
        owner TEXT NOT NULL
            CHECK (owner IN ('basket', 'school', 'visit', 'issue', 'lesson', 'note')),
        owner_uid TEXT NOT NULL,
        visit_uid TEXT NOT NULL DEFAULT '',
        role TEXT NOT NULL CHECK (role IN ('site', 'lesson_paper', 'signed_page', 'signature',
                                           'before', 'after', 'reply', 'receipt')),
        ordinal INTEGER NOT NULL,
        caption TEXT NOT NULL DEFAULT '',
        file_name TEXT NOT NULL DEFAULT '',
        sha256 TEXT NOT NULL,
        original_sha256 TEXT NOT NULL,
        crc32 INTEGER NOT NULL,
        size INTEGER NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        media_type TEXT NOT NULL,
        taken_at TEXT NOT NULL DEFAULT '',
        time_source TEXT NOT NULL,
        shows_minors INTEGER NOT NULL DEFAULT 0 CHECK (shows_minors IN (0, 1)),
        fingerprint TEXT NOT NULL DEFAULT '',
        signing_no INTEGER NOT NULL DEFAULT 0,
        revision INTEGER NOT NULL DEFAULT 0,
        added_at TEXT NOT NULL,
        removed_at TEXT,
        origin TEXT NOT NULL
    ) STRICT""",
    "INSERT INTO photo_new SELECT * FROM photo ORDER BY rowid",
    "DROP TABLE photo",
    "ALTER TABLE photo_new RENAME TO photo",
    "CREATE INDEX photo_owner ON photo (owner, owner_uid)",
    "CREATE INDEX photo_visit ON photo (visit_uid)",
    "CREATE INDEX photo_original ON photo (original_sha256)",
    "ALTER TABLE issue_event ADD COLUMN details TEXT NOT NULL DEFAULT ''",
)
