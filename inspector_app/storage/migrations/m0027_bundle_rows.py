"""Remember row by row what has left, so that each goes out once and a month only closes."""

INFO = "Remember what has left for the office, row by row."

STATEMENTS = (
    # ``content`` tells two states of one row apart; it is empty for what never changes.
    """CREATE TABLE bundle_row (
        kind TEXT NOT NULL,
        uid TEXT NOT NULL,
        content TEXT NOT NULL,
        chain TEXT NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (kind, uid, content)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX bundle_export ON bundle (export_uid) WHERE export_uid <> ''",
)
