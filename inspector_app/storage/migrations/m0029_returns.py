"""Keep what was returned to inspectors, and what they answered: the same events on both ends."""

INFO = "Keep returns of records and what became of them."

STATEMENTS = (
    # Nothing is ever changed or taken away: where a return stands follows from its events.
    """CREATE TABLE return_event (
        uid TEXT PRIMARY KEY,
        return_uid TEXT NOT NULL,
        visit_uid TEXT NOT NULL,
        seq INTEGER NOT NULL CHECK (seq >= 1),
        step TEXT NOT NULL CHECK (
            step IN ('returned', 'taken', 'answered', 'mended', 'closed', 'withdrawn')),
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        content TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX return_event_of ON return_event (return_uid, seq)",
    "CREATE INDEX return_event_visit ON return_event (visit_uid)",
    """CREATE INDEX return_event_end ON return_event (return_uid)
        WHERE step IN ('closed', 'withdrawn')""",
    """CREATE TRIGGER return_event_stays BEFORE UPDATE ON return_event BEGIN
        SELECT RAISE(ABORT, 'events of returns stay as they are');
    END""",
    """CREATE TRIGGER return_event_kept BEFORE DELETE ON return_event BEGIN
        SELECT RAISE(ABORT, 'events of returns are never taken away');
    END""",
    # Which of them went out to which laptop.
    """CREATE TABLE return_sent (
        event_uid TEXT NOT NULL,
        chain TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (event_uid, chain)
    ) STRICT, WITHOUT ROWID""",
)
