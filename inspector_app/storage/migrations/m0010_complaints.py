"""Keep sealed parts of entries, keys and a log of sealed files, and when plates were hung."""

INFO = "Keep sealed parts of entries, keys and a log of sealed files, and when plates were hung."

STATEMENTS = (
    # Apart from the entry, so that nothing that lists, searches or prints entries can come upon it.
    """CREATE TABLE register_secret (
        entry_id INTEGER PRIMARY KEY REFERENCES register_entry (id) ON DELETE CASCADE,
        content TEXT NOT NULL CHECK (json_valid(content))
    ) STRICT""",
    # The secret half is there in the office's folder alone.
    """CREATE TABLE sealing_key (
        id TEXT PRIMARY KEY,
        public BLOB NOT NULL,
        secret BLOB,
        added_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE sealed_file (
        id INTEGER PRIMARY KEY,
        entry_uid TEXT NOT NULL,
        way TEXT NOT NULL CHECK (way IN ('out', 'in')),
        key_id TEXT NOT NULL,
        file_name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        origin TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX sealed_file_entry ON sealed_file (entry_uid)",
    """CREATE TABLE plate (
        school_code TEXT PRIMARY KEY REFERENCES school (code),
        hung_on TEXT NOT NULL,
        noted_by TEXT NOT NULL,
        noted_at TEXT NOT NULL,
        origin TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)
