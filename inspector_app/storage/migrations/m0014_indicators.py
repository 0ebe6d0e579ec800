"""Keep a district's own numbers of indicators, assessments with their workbooks, and 创建计划."""

INFO = "Keep a district's own numbers of indicators, assessments, and the steps of 创建计划."

STATEMENTS = (
    # Exact numbers stand as text: 21/5.
    """CREATE TABLE indicator_number (
        set_id TEXT NOT NULL,
        name TEXT NOT NULL,
        number TEXT NOT NULL,
        basis TEXT NOT NULL,
        set_by TEXT NOT NULL,
        set_at TEXT NOT NULL,
        origin TEXT NOT NULL,
        PRIMARY KEY (set_id, name)
    ) STRICT, WITHOUT ROWID""",
    # The workbook lies encrypted among the attachments; summary and digest follow from it and from
    # the set of indicators as it was.
    """CREATE TABLE assessment (
        uid TEXT PRIMARY KEY,
        number TEXT NOT NULL UNIQUE,
        year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2999),
        name TEXT NOT NULL CHECK (length(name) > 0),
        file_name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        standards TEXT NOT NULL CHECK (json_valid(standards)),
        summary TEXT NOT NULL CHECK (json_valid(summary)),
        digest TEXT NOT NULL,
        kept_by TEXT NOT NULL,
        kept_at TEXT NOT NULL,
        removed_at TEXT,
        origin TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE creation_step (
        uid TEXT PRIMARY KEY,
        assessment_uid TEXT NOT NULL REFERENCES assessment (uid),
        item_key TEXT NOT NULL DEFAULT '',
        school_code TEXT NOT NULL DEFAULT '',
        about TEXT NOT NULL DEFAULT '',
        item TEXT NOT NULL CHECK (length(item) > 0),
        target TEXT NOT NULL DEFAULT '',
        department TEXT NOT NULL DEFAULT '',
        person TEXT NOT NULL DEFAULT '',
        due TEXT,
        progress TEXT NOT NULL DEFAULT '',
        done_on TEXT,
        ordinal INTEGER NOT NULL,
        removed_at TEXT,
        origin TEXT NOT NULL,
        created_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX creation_step_assessment ON creation_step (assessment_uid, ordinal)",
    """CREATE UNIQUE INDEX creation_step_item ON creation_step (assessment_uid, item_key)
        WHERE item_key <> '' AND removed_at IS NULL""",
)
