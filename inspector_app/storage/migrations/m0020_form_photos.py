"""Let pictures hang on filled forms, whose answers name them."""

INFO = "Let pictures hang on filled forms, whose answers name them."

STATEMENTS = (
    """CREATE TABLE photo_new (
        uid TEXT PRIMARY KEY,
        owner TEXT NOT NULL
            CHECK (owner IN ('basket', 'school', 'visit', 'issue', 'lesson', 'note', 'form')),
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
)
