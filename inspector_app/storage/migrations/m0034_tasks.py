"""Keep tasks in all their versions, what became of them, and which task a record is made for."""

INFO = "Keep tasks, what was answered to them, and 指派依据 of records."

STATEMENTS = (
    "ALTER TABLE visit ADD COLUMN basis TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX visit_basis ON visit (basis) WHERE basis <> ''",
    # A change is another version; on a laptop only those that came.
    """CREATE TABLE task (
        uid TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version >= 1),
        number TEXT NOT NULL,
        due TEXT NOT NULL,
        withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
        content TEXT NOT NULL,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        origin TEXT NOT NULL,
        PRIMARY KEY (uid, version)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX task_number ON task (number)",
    """CREATE TRIGGER task_stays BEFORE UPDATE ON task BEGIN
        SELECT RAISE(ABORT, 'versions of tasks stay as they are');
    END""",
    """CREATE TRIGGER task_kept BEFORE DELETE ON task BEGIN
        SELECT RAISE(ABORT, 'versions of tasks are never taken away');
    END""",
    """CREATE TABLE task_event (
        uid TEXT PRIMARY KEY,
        task_uid TEXT NOT NULL,
        person_id TEXT NOT NULL,
        school_code TEXT NOT NULL,
        seq INTEGER NOT NULL CHECK (seq >= 1),
        step TEXT NOT NULL CHECK (step IN ('taken', 'answered', 'retracted')),
        at TEXT NOT NULL,
        content TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX task_event_of ON task_event (task_uid, seq)",
    """CREATE TRIGGER task_event_stays BEFORE UPDATE ON task_event BEGIN
        SELECT RAISE(ABORT, 'events of tasks stay as they are');
    END""",
    """CREATE TRIGGER task_event_kept BEFORE DELETE ON task_event BEGIN
        SELECT RAISE(ABORT, 'events of tasks are never taken away');
    END""",
)
