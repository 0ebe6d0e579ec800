"""Keep who never uses a computer and who is on leave, so that nobody is asked in vain."""

INFO = "Keep who never uses a computer and who is on leave."

STATEMENTS = (
    # Of no computer the days are empty; ``until`` is empty for a leave without an end.
    """CREATE TABLE office_person (
        uid TEXT PRIMARY KEY,
        inspector_id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('no_computer', 'leave')),
        first TEXT NOT NULL DEFAULT '',
        until TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '',
        noted_at TEXT NOT NULL,
        noted_by TEXT NOT NULL,
        ended_at TEXT,
        CHECK (kind = 'no_computer' OR first <> '')
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX office_person_of ON office_person (inspector_id) WHERE ended_at IS NULL",
)
