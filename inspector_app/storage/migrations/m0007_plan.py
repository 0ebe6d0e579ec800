"""Keep plans, planned visits, month themes, a district's decisions about rules, and 回避."""

INFO = "Keep plans, planned visits, month themes, a district's decisions about rules, and 回避."

STATEMENTS = (
    """CREATE TABLE plan (
        uid TEXT PRIMARY KEY,
        level TEXT NOT NULL CHECK (level IN ('year', 'term', 'month', 'week')),
        inspector_id TEXT NOT NULL,
        first_day TEXT NOT NULL,
        last_day TEXT NOT NULL CHECK (last_day >= first_day),
        title TEXT NOT NULL CHECK (length(title) > 0),
        aims TEXT NOT NULL DEFAULT '',
        basis TEXT NOT NULL DEFAULT '',
        origin TEXT NOT NULL,
        created_at TEXT NOT NULL,
        UNIQUE (inspector_id, level, first_day)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE planned_visit (
        uid TEXT PRIMARY KEY,
        plan_uid TEXT NOT NULL REFERENCES plan (uid),
        day TEXT NOT NULL,
        session TEXT NOT NULL CHECK (session IN ('morning', 'afternoon', 'full_day')),
        school_code TEXT NOT NULL REFERENCES school (code),
        lead_id TEXT NOT NULL CHECK (length(lead_id) > 0),
        peer_ids TEXT NOT NULL DEFAULT '[]',
        topics TEXT NOT NULL DEFAULT '[]',
        text TEXT NOT NULL DEFAULT '',
        cancelled TEXT NOT NULL DEFAULT '',
        begun_uid TEXT NOT NULL DEFAULT '',
        origin TEXT NOT NULL,
        created_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX planned_visit_day ON planned_visit (day)",
    "CREATE INDEX planned_visit_plan ON planned_visit (plan_uid)",
    "CREATE INDEX planned_visit_school ON planned_visit (school_code, day)",
    """CREATE TABLE month_theme (
        month TEXT PRIMARY KEY,
        theme TEXT NOT NULL CHECK (length(theme) > 0),
        source TEXT NOT NULL DEFAULT '',
        set_by TEXT NOT NULL,
        set_at TEXT NOT NULL,
        origin TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # Which rules there are is for the program to know: one that it forgets leaves its row behind.
    """CREATE TABLE rule_setting (
        rule_id TEXT PRIMARY KEY,
        switched_on INTEGER CHECK (switched_on IN (0, 1)),
        numbers TEXT NOT NULL DEFAULT '{}',
        basis TEXT NOT NULL DEFAULT '',
        set_by TEXT NOT NULL,
        set_at TEXT NOT NULL,
        origin TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE recusal (
        uid TEXT PRIMARY KEY,
        inspector_id TEXT NOT NULL REFERENCES inspector (id),
        school_code TEXT NOT NULL REFERENCES school (code),
        relation TEXT NOT NULL CHECK (relation IN ('head_relative', 'family', 'former_post')),
        declared_on TEXT NOT NULL,
        left_on TEXT CHECK ((left_on IS NOT NULL) = (relation = 'former_post')),
        ended_on TEXT CHECK (ended_on >= declared_on),
        note TEXT NOT NULL DEFAULT '',
        origin TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX recusal_school ON recusal (school_code)",
    # The board asks for the days of counted visits alone. With the columns of the condition in the
    # index it reads no record: SQLite asks for them again, although they are the index's own.
    """CREATE INDEX visit_counted ON visit (school_code, visited_on, deleted_at, online, status)
        WHERE deleted_at IS NULL AND online = 0 AND status IN ('filed', 'handed_over')""",
)
