"""Keep the registers of the office's year, and what their entries ask to be done."""

INFO = "Keep the registers of the office's year, and what their entries ask to be done."

STATEMENTS = (
    # The columns before the content are taken from it, so that a list is found by an index.
    """CREATE TABLE register_entry (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        number TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        day TEXT,
        school_code TEXT,
        inspector_id TEXT,
        title TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL CHECK (state IN ('draft', 'filed', 'voided')),
        revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
        reason TEXT NOT NULL DEFAULT '',
        origin TEXT NOT NULL,
        created_at TEXT NOT NULL,
        filed_at TEXT NOT NULL DEFAULT '',
        removed_at TEXT,
        fts_dirty INTEGER NOT NULL DEFAULT 1 CHECK (fts_dirty IN (0, 1)),
        content TEXT NOT NULL CHECK (json_valid(content))
    ) STRICT""",
    "CREATE INDEX register_entry_kind ON register_entry (kind, day)",
    "CREATE INDEX register_entry_person ON register_entry (inspector_id, kind)",
    "CREATE INDEX register_entry_school ON register_entry (school_code, kind)",
    "CREATE INDEX register_entry_dirty ON register_entry (id) WHERE fts_dirty = 1",
    """CREATE TABLE register_due (
        entry_id INTEGER NOT NULL REFERENCES register_entry (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        due_on TEXT NOT NULL,
        rank INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (entry_id, ordinal)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX register_due_day ON register_due (rank, due_on)",
)
