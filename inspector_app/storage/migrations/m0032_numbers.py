"""Keep what happened to 文号: series, reserved, used and void numbers, the same on both ends."""

INFO = "Keep what happened to numbers of letters."

STATEMENTS = (
    # Nothing is ever changed or taken away: the register follows from the events.
    """CREATE TABLE number_event (
        uid TEXT PRIMARY KEY,
        code TEXT NOT NULL,
        year INTEGER NOT NULL CHECK (year >= 0),
        step TEXT NOT NULL CHECK (step IN ('series', 'reserved', 'used', 'voided')),
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        chain TEXT NOT NULL,
        content TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX number_event_of ON number_event (code, year)",
    """CREATE TRIGGER number_event_stays BEFORE UPDATE ON number_event BEGIN
        SELECT RAISE(ABORT, 'events of numbers stay as they are');
    END""",
    """CREATE TRIGGER number_event_kept BEFORE DELETE ON number_event BEGIN
        SELECT RAISE(ABORT, 'events of numbers are never taken away');
    END""",
)
