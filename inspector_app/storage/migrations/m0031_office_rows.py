"""Let the office keep what bundles carry besides records, and let other sources share issues."""

INFO = (
    "Let the office keep register entries, issues of other sources and replies that laptops sent."
)

_CONFLICT = "visit_uid, reason, said, noted_at, settled_at, settled_by"

_COUNTED = """UPDATE issue SET counted =
    NOT EXISTS (SELECT 1 FROM same_issue s WHERE s.issue_uid = issue.uid)"""

STATEMENTS = (
    # Every state of every row as each laptop handed it over. ``about`` is the issue of an event
    # that came before its issue, and the record of a picture that is to follow.
    """CREATE TABLE office_row (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('entry', 'issue', 'reply', 'event', 'photo')),
        uid TEXT NOT NULL,
        about TEXT NOT NULL DEFAULT '',
        chain TEXT NOT NULL,
        seq INTEGER NOT NULL,
        number INTEGER NOT NULL,
        void INTEGER NOT NULL CHECK (void IN (0, 1)),
        digest TEXT NOT NULL,
        frozen TEXT NOT NULL DEFAULT '',
        replaces TEXT NOT NULL DEFAULT '[]',
        filed_at TEXT NOT NULL DEFAULT '',
        content BLOB NOT NULL,
        UNIQUE (kind, uid, chain, seq)
    ) STRICT""",
    "CREATE INDEX office_row_about ON office_row (about) WHERE about <> ''",
    "CREATE INDEX office_row_bundle ON office_row (chain, seq, kind)",
    # Bundles of before were read as far as the program of then could read them. The column lies
    # behind the records: without the index every look would read all of these.
    "ALTER TABLE office_bundle ADD COLUMN read_as INTEGER NOT NULL DEFAULT 1",
    "CREATE INDEX office_bundle_read ON office_bundle (read_as)",
    """CREATE TABLE conflict_new (
        visit_uid TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (reason IN ('own', 'revisions', 'number', 'source')),
        said TEXT NOT NULL,
        noted_at TEXT NOT NULL,
        settled_at TEXT,
        settled_by TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (visit_uid, reason)
    ) STRICT, WITHOUT ROWID""",
    f"INSERT INTO conflict_new ({_CONFLICT}) SELECT {_CONFLICT} FROM office_conflict",  # noqa: S608 - columns of ours
    "DROP TABLE office_conflict",
    "ALTER TABLE conflict_new RENAME TO office_conflict",
    f"""CREATE TRIGGER same_sourced_added AFTER INSERT ON same_issue BEGIN
        {_COUNTED} WHERE uid = NEW.issue_uid AND visit_id IS NULL;
    END""",
    f"""CREATE TRIGGER same_sourced_removed AFTER DELETE ON same_issue BEGIN
        {_COUNTED} WHERE uid = OLD.issue_uid AND visit_id IS NULL;
    END""",
)
