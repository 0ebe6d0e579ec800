"""Keep 学校回复, and what long-term measures aim at by which day."""

INFO = "Keep 学校回复, and what long-term measures aim at by which day."

STATEMENTS = (
    """CREATE TABLE reply (
        uid TEXT PRIMARY KEY,
        number TEXT NOT NULL UNIQUE,
        school_code TEXT NOT NULL REFERENCES school (code),
        state TEXT NOT NULL CHECK (state IN ('draft', 'recorded', 'discarded')),
        received_on TEXT,
        content TEXT NOT NULL,
        created_at TEXT NOT NULL,
        recorded_at TEXT,
        origin TEXT NOT NULL,
        CHECK ((recorded_at IS NOT NULL) = (state = 'recorded'))
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX reply_school ON reply (school_code, received_on)",
    # A fold of the events of an issue, so that what is due is found without reading them.
    """CREATE TABLE issue_milestone (
        issue_uid TEXT NOT NULL REFERENCES issue (uid) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        due TEXT NOT NULL,
        text TEXT NOT NULL,
        target TEXT NOT NULL DEFAULT '',
        unit TEXT NOT NULL DEFAULT '',
        done_on TEXT,
        PRIMARY KEY (issue_uid, ordinal)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX issue_milestone_due ON issue_milestone (due) WHERE done_on IS NULL",
)
