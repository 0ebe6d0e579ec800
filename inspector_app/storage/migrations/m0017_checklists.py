"""Keep published checklists, and what was filled in beside a visit."""

INFO = "Keep published checklists, and what was filled in beside a visit."

STATEMENTS = (
    # A version is published once. Another content needs another version.
    """CREATE TABLE checklist_version (
        id INTEGER PRIMARY KEY,
        form TEXT NOT NULL CHECK (length(form) > 0),
        version TEXT NOT NULL CHECK (length(version) > 0),
        title TEXT NOT NULL,
        content TEXT NOT NULL,
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        shipped INTEGER NOT NULL CHECK (shipped IN (0, 1)),
        published_at TEXT NOT NULL,
        actor TEXT NOT NULL,
        UNIQUE (form, version)
    ) STRICT""",
    """CREATE TRIGGER checklist_version_stays BEFORE UPDATE ON checklist_version
       BEGIN SELECT RAISE(ABORT, 'a published checklist never changes'); END""",
    """CREATE TRIGGER checklist_version_is_kept BEFORE DELETE ON checklist_version
       BEGIN SELECT RAISE(ABORT, 'a published checklist is kept'); END""",
    """CREATE TABLE checklist (
        uid TEXT PRIMARY KEY,
        visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        form TEXT NOT NULL,
        version TEXT NOT NULL,
        digest TEXT NOT NULL,
        title TEXT NOT NULL,
        answers TEXT NOT NULL DEFAULT '{}',
        UNIQUE (visit_id, form)
    ) STRICT""",
    "CREATE INDEX checklist_form ON checklist (form, visit_id)",
)
