"""Keep who never uses a computer, is on leave or made no visit, so that nobody is asked in vain."""

INFO = "Keep who never uses a computer, who is on leave and who made no visit."

STATEMENTS = (
    # Of no computer the days are empty; ``until`` is empty for a leave without an end. Of a month
    # without a visit they are those of the month.
    """CREATE TABLE office_person (
        uid TEXT PRIMARY KEY,
        inspector_id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('no_computer', 'leave', 'no_visits')),
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
