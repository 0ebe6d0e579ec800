"""Keep what was read of a district's month, and which offices below were taken off."""

INFO = "Keep what was read of a district's month, and which offices below were taken off."

STATEMENTS = (
    # Two parts: rows of people are asked for apart.
    """CREATE TABLE district_figures (
        chain TEXT NOT NULL,
        seq INTEGER NOT NULL,
        form INTEGER NOT NULL,
        figures BLOB NOT NULL,
        people BLOB NOT NULL,
        PRIMARY KEY (chain, seq)
    ) STRICT""",
    """CREATE TABLE district_removal (
        uid TEXT PRIMARY KEY,
        code TEXT NOT NULL,
        at TEXT NOT NULL,
        reason TEXT NOT NULL,
        actor TEXT NOT NULL,
        back_at TEXT
    ) STRICT""",
    "CREATE INDEX district_removal_code ON district_removal (code)",
)
