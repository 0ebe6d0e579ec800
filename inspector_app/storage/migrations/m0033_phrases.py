"""Keep 常用语 of one's own and of the office, which are hidden, and how often each is used."""

INFO = "Keep phrases, which of them are hidden, and how often each is used in which field."

STATEMENTS = (
    # What ships with the program is no row. ``removed_at`` is empty while it is not in 回收站.
    """CREATE TABLE phrase (
        uid TEXT PRIMARY KEY,
        source TEXT NOT NULL CHECK (source IN ('own', 'office')),
        text TEXT NOT NULL CHECK (text <> ''),
        place TEXT NOT NULL,
        category TEXT NOT NULL DEFAULT '',
        ordinal INTEGER NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT NOT NULL DEFAULT '',
        origin TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE phrase_hidden (
        uid TEXT PRIMARY KEY,
        hidden_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE phrase_use (
        uid TEXT NOT NULL,
        field TEXT NOT NULL,
        used INTEGER NOT NULL CHECK (used > 0),
        last_at TEXT NOT NULL,
        PRIMARY KEY (uid, field)
    ) STRICT, WITHOUT ROWID""",
)
