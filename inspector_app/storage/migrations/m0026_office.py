"""Let the office take bundles in, answer them, and ask about what they leave open."""

INFO = "Let the office take bundles in, answer them, and keep what has to be asked."

# As m0013; an issue that two inspectors found counts once, with the one that it is the same as.
_FROM_RECORD = """UPDATE issue SET (school_code, lead_id, found_on, source, counted) =
    (SELECT coalesce(v.school_code, ''), v.lead_id, v.visited_on, coalesce(v.type, ''),
            v.deleted_at IS NULL AND v.status IN ('filed', 'handed_over')
              AND NOT EXISTS (SELECT 1 FROM joint_visit j WHERE j.visit_id = v.id)
              AND NOT EXISTS (SELECT 1 FROM same_issue s WHERE s.issue_uid = issue.uid)
     FROM visit v WHERE v.id = issue.visit_id)"""

STATEMENTS = (
    """CREATE TABLE office_chain (
        chain TEXT PRIMARY KEY,
        inspector_id TEXT NOT NULL,
        head_seq INTEGER NOT NULL,
        head_digest TEXT NOT NULL,
        receipt_n INTEGER NOT NULL DEFAULT 0,
        receipt_sha256 TEXT NOT NULL DEFAULT ''
    ) STRICT, WITHOUT ROWID""",
    # Every bundle that was taken in, with its records as they came.
    """CREATE TABLE office_bundle (
        chain TEXT NOT NULL,
        seq INTEGER NOT NULL CHECK (seq >= 1),
        digest TEXT NOT NULL,
        type TEXT NOT NULL,
        period TEXT NOT NULL,
        inspector_id TEXT NOT NULL,
        created TEXT NOT NULL,
        taken_at TEXT NOT NULL,
        file_name TEXT NOT NULL,
        sealed_sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        visits INTEGER NOT NULL,
        photos INTEGER NOT NULL,
        statement TEXT NOT NULL,
        records BLOB NOT NULL,
        PRIMARY KEY (chain, seq)
    ) STRICT""",
    "CREATE INDEX office_bundle_file ON office_bundle (sealed_sha256)",
    "CREATE INDEX office_bundle_month ON office_bundle (period, inspector_id)",
    # Files that wait for an earlier one or were refused, a copy of which lies in quarantine; and
    # those that hold again, encrypted anew, what was taken in.
    """CREATE TABLE office_held (
        sha256 TEXT PRIMARY KEY,
        file_name TEXT NOT NULL,
        size INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'refused', 'known')),
        code TEXT NOT NULL,
        sentence TEXT NOT NULL,
        chain TEXT NOT NULL DEFAULT '',
        seq INTEGER NOT NULL DEFAULT 0,
        digest TEXT NOT NULL DEFAULT '',
        kept INTEGER NOT NULL CHECK (kept IN (0, 1)),
        first_seen TEXT NOT NULL,
        looked_with TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX office_held_chain ON office_held (chain, seq)",
    # Files where they lie: one that has not changed since is not read again.
    """CREATE TABLE office_file (
        path TEXT PRIMARY KEY,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        since TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # What is to be answered; receipt_n says with which receipt it was.
    """CREATE TABLE office_answer (
        id INTEGER PRIMARY KEY,
        chain TEXT NOT NULL,
        seq INTEGER NOT NULL,
        digest TEXT NOT NULL,
        result TEXT NOT NULL CHECK (result IN ('accepted', 'duplicate', 'waiting', 'rejected')),
        code TEXT NOT NULL,
        at TEXT NOT NULL,
        receipt_n INTEGER
    ) STRICT""",
    "CREATE INDEX office_answer_open ON office_answer (chain) WHERE receipt_n IS NULL",
    "CREATE INDEX office_answer_bundle ON office_answer (chain, seq)",
    """CREATE TABLE office_receipt (
        chain TEXT NOT NULL,
        n INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        content BLOB NOT NULL,
        signatures TEXT NOT NULL,
        issued TEXT NOT NULL,
        PRIMARY KEY (chain, n)
    ) STRICT""",
    # Every revision of every record, as each laptop handed it over.
    """CREATE TABLE office_revision (
        id INTEGER PRIMARY KEY,
        visit_uid TEXT NOT NULL,
        chain TEXT NOT NULL,
        seq INTEGER NOT NULL,
        number INTEGER NOT NULL,
        void INTEGER NOT NULL CHECK (void IN (0, 1)),
        digest TEXT NOT NULL,
        frozen TEXT NOT NULL,
        replaces TEXT NOT NULL,
        filed_at TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('record', 'entry')),
        content BLOB NOT NULL,
        UNIQUE (visit_uid, chain, number, void, digest)
    ) STRICT""",
    # Records of which something other than the newest revision needs a person.
    """CREATE TABLE office_conflict (
        visit_uid TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (reason IN ('own', 'revisions', 'number')),
        said TEXT NOT NULL,
        noted_at TEXT NOT NULL,
        settled_at TEXT,
        settled_by TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (visit_uid, reason)
    ) STRICT, WITHOUT ROWID""",
    # A month as its inspector reported it, beside what the records add up to.
    """CREATE TABLE office_report (
        chain TEXT NOT NULL,
        seq INTEGER NOT NULL,
        inspector_id TEXT NOT NULL,
        month TEXT NOT NULL,
        figures TEXT NOT NULL,
        PRIMARY KEY (chain, seq)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX office_report_month ON office_report (month, inspector_id)",
    # Records of others that a bundle names: each has to arrive from its own laptop.
    """CREATE TABLE office_reference (
        visit_uid TEXT NOT NULL,
        named_by TEXT NOT NULL,
        number TEXT NOT NULL,
        school_code TEXT NOT NULL,
        visited_on TEXT NOT NULL,
        lead_id TEXT NOT NULL,
        PRIMARY KEY (visit_uid, named_by)
    ) STRICT, WITHOUT ROWID""",
    # 同校同日待确认.
    """CREATE TABLE office_question (
        uid TEXT PRIMARY KEY,
        school_code TEXT NOT NULL,
        visited_on TEXT NOT NULL,
        visits TEXT NOT NULL,
        asked_at TEXT NOT NULL,
        answer TEXT NOT NULL DEFAULT ''
            CHECK (answer IN ('', 'joint', 'separate', 'duplicate')),
        kept TEXT NOT NULL DEFAULT '',
        answered_by TEXT NOT NULL DEFAULT '',
        answered_at TEXT,
        UNIQUE (school_code, visited_on, visits)
    ) STRICT, WITHOUT ROWID""",
    # 同一问题: the first of the two does not count; its finder is kept with the other.
    """CREATE TABLE same_issue (
        issue_uid TEXT PRIMARY KEY,
        same_as TEXT NOT NULL,
        noted_by TEXT NOT NULL,
        noted_at TEXT NOT NULL,
        CHECK (issue_uid <> same_as)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX same_issue_as ON same_issue (same_as)",
    # Pictures that could not be decoded: the record was kept without them.
    """CREATE TABLE office_picture (
        uid TEXT PRIMARY KEY,
        visit_uid TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        chain TEXT NOT NULL,
        seq INTEGER NOT NULL,
        noted_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    # Signed-off records as printed.
    """CREATE TABLE office_document (
        visit_uid TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        chain TEXT NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (visit_uid, sha256)
    ) STRICT, WITHOUT ROWID""",
    "DROP TRIGGER issue_added",
    "DROP TRIGGER visit_moved",
    "DROP TRIGGER joint_added",
    f"""CREATE TRIGGER issue_added AFTER INSERT ON issue WHEN NEW.visit_id IS NOT NULL BEGIN
        {_FROM_RECORD} WHERE uid = NEW.uid;
    END""",
    f"""CREATE TRIGGER visit_moved AFTER UPDATE OF
        school_code, lead_id, visited_on, type, status, deleted_at ON visit BEGIN
        {_FROM_RECORD} WHERE visit_id = NEW.id;
    END""",
    f"""CREATE TRIGGER joint_added AFTER INSERT ON joint_visit BEGIN
        {_FROM_RECORD} WHERE visit_id = NEW.visit_id;
    END""",
    f"""CREATE TRIGGER same_issue_added AFTER INSERT ON same_issue BEGIN
        {_FROM_RECORD} WHERE uid = NEW.issue_uid AND visit_id IS NOT NULL;
    END""",
    f"""CREATE TRIGGER same_issue_removed AFTER DELETE ON same_issue BEGIN
        {_FROM_RECORD} WHERE uid = OLD.issue_uid AND visit_id IS NOT NULL;
    END""",
)
