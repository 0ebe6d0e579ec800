"""Keep published forms, what was filled in beside a visit, and its coded answers."""

INFO = "Keep published forms, what was filled in beside a visit, and its coded answers."

STATEMENTS = (
    # A version is published once. Another content needs another version.
    """CREATE TABLE form_version (
        id INTEGER PRIMARY KEY,
        form TEXT NOT NULL CHECK (length(form) > 0),
        version TEXT NOT NULL CHECK (length(version) > 0),
        title TEXT NOT NULL,
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        package BLOB NOT NULL,
        published_at TEXT NOT NULL,
        actor TEXT NOT NULL,
        UNIQUE (form, version)
    ) STRICT""",
    """CREATE TRIGGER form_version_stays BEFORE UPDATE ON form_version
       BEGIN SELECT RAISE(ABORT, 'a published form never changes'); END""",
    """CREATE TRIGGER form_version_is_kept BEFORE DELETE ON form_version
       BEGIN SELECT RAISE(ABORT, 'a published form is kept'); END""",
    """CREATE TABLE form_record (
        uid TEXT PRIMARY KEY,
        visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        form TEXT NOT NULL,
        version TEXT NOT NULL,
        digest TEXT NOT NULL,
        title TEXT NOT NULL,
        answers TEXT NOT NULL DEFAULT '{}',
        -- 1 while form_answer does not hold what the answers say.
        unsorted INTEGER NOT NULL DEFAULT 1 CHECK (unsorted IN (0, 1)),
        UNIQUE (visit_id, form)
    ) STRICT""",
    "CREATE INDEX form_record_form ON form_record (form, visit_id)",
    "CREATE INDEX form_record_unsorted ON form_record (unsorted) WHERE unsorted = 1",
    """CREATE TRIGGER form_record_changed AFTER UPDATE OF answers, version ON form_record
       WHEN new.answers <> old.answers OR new.version <> old.version
       BEGIN UPDATE form_record SET unsorted = 1 WHERE uid = new.uid; END""",
    # Derived from form_record; it may be emptied and made anew at any time.
    """CREATE TABLE form_answer (
        record_uid TEXT NOT NULL REFERENCES form_record (uid) ON DELETE CASCADE,
        name TEXT NOT NULL,
        row_uid TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (record_uid, name, row_uid, value)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX form_answer_value ON form_answer (name, value)",
)
