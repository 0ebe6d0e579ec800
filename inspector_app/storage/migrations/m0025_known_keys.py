"""Keep the public keys of those whose records were taken over, to check their pages."""

INFO = "Keep the public keys of peers whose records were taken over, so that their pages check."

STATEMENTS = (
    """CREATE TABLE known_key (
        chain TEXT PRIMARY KEY,
        public BLOB NOT NULL CHECK (length(public) = 32),
        holder_id TEXT NOT NULL,
        noted_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)
