"""Keep what people say of records that the office typed for them."""

INFO = "Keep records typed for a person on that person's laptop, and what is said of them."

STATEMENTS = (
    # On a laptop: what the office typed for whoever works here. It is no record of the laptop's.
    """CREATE TABLE typed_record (
        visit_uid TEXT NOT NULL,
        revision INTEGER NOT NULL CHECK (revision >= 1),
        void INTEGER NOT NULL CHECK (void IN (0, 1)),
        number TEXT NOT NULL,
        source TEXT NOT NULL,
        content TEXT NOT NULL,
        taken_at TEXT NOT NULL,
        PRIMARY KEY (visit_uid, revision, void)
    ) STRICT, WITHOUT ROWID""",
    # On both ends the same answers; nothing is ever changed or taken away.
    """CREATE TABLE typed_answer (
        uid TEXT PRIMARY KEY,
        visit_uid TEXT NOT NULL,
        revision INTEGER NOT NULL CHECK (revision >= 1),
        seq INTEGER NOT NULL CHECK (seq >= 1),
        answer TEXT NOT NULL CHECK (answer IN ('confirmed', 'objected')),
        text TEXT NOT NULL,
        at TEXT NOT NULL,
        actor TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX typed_answer_of ON typed_answer (visit_uid, revision, seq)",
    """CREATE TRIGGER typed_answer_stays BEFORE UPDATE ON typed_answer BEGIN
        SELECT RAISE(ABORT, 'answers to typed records stay as they are');
    END""",
    """CREATE TRIGGER typed_answer_kept BEFORE DELETE ON typed_answer BEGIN
        SELECT RAISE(ABORT, 'answers to typed records are never taken away');
    END""",
    # At the office: which state of which record went out to which laptop.
    """CREATE TABLE typed_sent (
        visit_uid TEXT NOT NULL,
        revision INTEGER NOT NULL,
        void INTEGER NOT NULL CHECK (void IN (0, 1)),
        chain TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (visit_uid, revision, void, chain)
    ) STRICT, WITHOUT ROWID""",
    # At the office: typed records that do not count while a record of the person's own of the same
    # school and day is here and nobody has said whether they are one visit.
    """CREATE TABLE typed_held (
        visit_uid TEXT PRIMARY KEY,
        at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)
