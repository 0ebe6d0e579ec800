"""Keep the editions of indicator sets that a district has taken in."""

INFO = "Keep the editions of indicator sets that a district has taken in."

STATEMENTS = (
    """CREATE TABLE standard (
        key TEXT PRIMARY KEY,
        title TEXT NOT NULL UNIQUE,
        content TEXT NOT NULL CHECK (json_valid(content)),
        taken_by TEXT NOT NULL,
        taken_at TEXT NOT NULL,
        origin TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)
