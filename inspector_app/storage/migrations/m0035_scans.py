"""Let the office keep scans of paper, whose pages are pictures, and what was typed from them."""

INFO = "Let the office keep scans of paper, and which records were typed from which pages."

STATEMENTS = (
    """CREATE TABLE photo_new (
        uid TEXT PRIMARY KEY,
        owner TEXT NOT NULL
            CHECK (owner IN ('basket', 'school', 'visit', 'issue', 'lesson', 'note', 'form',
                             'scan')),
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
    """CREATE TABLE scan (
        uid TEXT PRIMARY KEY,
        inspector_id TEXT NOT NULL,
        taken_at TEXT NOT NULL,
        actor TEXT NOT NULL
    ) STRICT""",
    # The files as they came; a page is a row of ``photo`` whose owner is the scan.
    """CREATE TABLE scan_file (
        scan_uid TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        PRIMARY KEY (scan_uid, ordinal)
    ) STRICT, WITHOUT ROWID""",
    # Which signed page of a record is which page of a scan.
    """CREATE TABLE scan_use (
        photo_uid TEXT PRIMARY KEY,
        visit_uid TEXT NOT NULL,
        scan_uid TEXT NOT NULL,
        page INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # Pages that hold nothing to type: backs, covers.
    """CREATE TABLE scan_blank (
        scan_uid TEXT NOT NULL,
        page INTEGER NOT NULL,
        PRIMARY KEY (scan_uid, page)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX scan_use_visit ON scan_use (visit_uid)",
    "CREATE INDEX scan_use_scan ON scan_use (scan_uid)",
)
