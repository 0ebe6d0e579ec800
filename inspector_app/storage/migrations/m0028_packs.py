"""Keep what an office has sent to laptops, and what a laptop has taken of it."""

INFO = "Keep what the office has sent to laptops, and what a laptop has taken of it."

STATEMENTS = (
    # A pack is small and its bytes cannot be made again: the file itself is kept.
    """CREATE TABLE pack_sent (
        chain TEXT NOT NULL,
        n INTEGER NOT NULL CHECK (n >= 1),
        digest TEXT NOT NULL,
        kind TEXT NOT NULL,
        counts TEXT NOT NULL,
        created TEXT NOT NULL,
        file_name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (chain, n)
    ) STRICT""",
    """CREATE TABLE pack_addressee (
        chain TEXT NOT NULL,
        n INTEGER NOT NULL,
        laptop TEXT NOT NULL,
        inspector_id TEXT NOT NULL,
        PRIMARY KEY (laptop, chain, n)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE pack_taken (
        chain TEXT NOT NULL,
        n INTEGER NOT NULL CHECK (n >= 1),
        digest TEXT NOT NULL,
        kind TEXT NOT NULL,
        counts TEXT NOT NULL,
        created TEXT NOT NULL,
        file_name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        before_n INTEGER NOT NULL,
        subjects TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('taken', 'declined')),
        at TEXT NOT NULL,
        PRIMARY KEY (chain, n)
    ) STRICT""",
    "CREATE INDEX pack_taken_file ON pack_taken (sha256)",
    # Files that no key of this folder opens: they are for others, and are not tried again.
    """CREATE TABLE pack_foreign (
        sha256 TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID""",
)
