"""Lay the foundation: schools, people, visits, issues, lessons, photos, history, bundles."""

INFO = "Lay the foundation: schools, people, visits, issues, lessons, photos, history, bundles."

_PEOPLE_AND_SCHOOLS = (
    """CREATE TABLE setting (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE schema_history (
        version INTEGER PRIMARY KEY,
        info TEXT NOT NULL,
        applied_at TEXT NOT NULL,
        program TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE school (
        code TEXT PRIMARY KEY CHECK (length(code) > 0),
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        ownership TEXT NOT NULL DEFAULT '',
        pupils INTEGER CHECK (pupils >= 0),
        state TEXT NOT NULL CHECK (state IN ('running', 'closed', 'merged', 'new')),
        closed_on TEXT,
        short_name TEXT NOT NULL DEFAULT '',
        former_names TEXT NOT NULL DEFAULT '[]',
        urban_rural TEXT NOT NULL DEFAULT '',
        address TEXT NOT NULL DEFAULT '',
        head TEXT NOT NULL DEFAULT '',
        contact TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '',
        initials TEXT NOT NULL DEFAULT '',
        origin TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE inspector (
        id TEXT PRIMARY KEY CHECK (length(id) > 0),
        name TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('full_time', 'part_time')),
        origin TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE inspector_zone (
        inspector_id TEXT NOT NULL REFERENCES inspector (id),
        zone TEXT NOT NULL,
        start TEXT NOT NULL,
        end TEXT,
        origin TEXT NOT NULL,
        PRIMARY KEY (inspector_id, start)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE assignment (
        inspector_id TEXT NOT NULL REFERENCES inspector (id),
        school_code TEXT NOT NULL REFERENCES school (code),
        start TEXT NOT NULL,
        end TEXT CHECK (end IS NULL OR end >= start),
        origin TEXT NOT NULL,
        PRIMARY KEY (inspector_id, school_code, start)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX assignment_school ON assignment (school_code)",
)

# The long texts stand last, so that a query over dates and counts never walks their pages.
_RECORDS = (
    """CREATE TABLE visit (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        number TEXT NOT NULL UNIQUE,
        school_code TEXT REFERENCES school (code),
        visited_on TEXT,
        session TEXT CHECK (session IN ('morning', 'afternoon', 'full_day')),
        type TEXT CHECK (type IN ('routine', 'campaign', 'comprehensive', 'follow_up',
                                  'complaint_check', 'emergency', 'joint')),
        lead_id TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('draft', 'filed', 'handed_over', 'voided')),
        online INTEGER NOT NULL DEFAULT 0 CHECK (online IN (0, 1)),
        campus_walks INTEGER NOT NULL DEFAULT 0 CHECK (campus_walks >= 0),
        documents_read INTEGER NOT NULL DEFAULT 0 CHECK (documents_read >= 0),
        meetings_attended INTEGER NOT NULL DEFAULT 0 CHECK (meetings_attended >= 0),
        panels INTEGER NOT NULL DEFAULT 0 CHECK (panels >= 0),
        teachers_interviewed INTEGER NOT NULL DEFAULT 0 CHECK (teachers_interviewed >= 0),
        students_interviewed INTEGER NOT NULL DEFAULT 0 CHECK (students_interviewed >= 0),
        parents_interviewed INTEGER NOT NULL DEFAULT 0 CHECK (parents_interviewed >= 0),
        questionnaires_sent INTEGER NOT NULL DEFAULT 0 CHECK (questionnaires_sent >= 0),
        questionnaires_returned INTEGER NOT NULL DEFAULT 0 CHECK (questionnaires_returned >= 0),
        briefings_heard INTEGER NOT NULL DEFAULT 0 CHECK (briefings_heard >= 0),
        panel_people INTEGER NOT NULL DEFAULT 0 CHECK (panel_people >= 0),
        site_checks INTEGER NOT NULL DEFAULT 0 CHECK (site_checks >= 0),
        school_name TEXT NOT NULL DEFAULT '',
        school_kind TEXT NOT NULL DEFAULT '',
        school_ownership TEXT NOT NULL DEFAULT '',
        arrived_at TEXT NOT NULL DEFAULT '',
        left_at TEXT NOT NULL DEFAULT '',
        campaign TEXT NOT NULL DEFAULT '',
        announcement TEXT CHECK (announcement IN ('unannounced', 'announced')),
        announced_on TEXT,
        others TEXT NOT NULL DEFAULT '',
        host TEXT NOT NULL DEFAULT '',
        showed_id INTEGER NOT NULL DEFAULT 0 CHECK (showed_id IN (0, 1)),
        topics TEXT NOT NULL DEFAULT '[]',
        month_theme TEXT NOT NULL DEFAULT '',
        no_issues_found INTEGER NOT NULL DEFAULT 0 CHECK (no_issues_found IN (0, 1)),
        feedback_ways TEXT NOT NULL DEFAULT '[]',
        feedback_to TEXT NOT NULL DEFAULT '',
        next_visit TEXT,
        revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
        reason TEXT NOT NULL DEFAULT '',
        prefilled TEXT NOT NULL DEFAULT '[]',
        origin TEXT NOT NULL,
        created_at TEXT NOT NULL,
        filed_at TEXT NOT NULL DEFAULT '',
        deleted_at TEXT,
        next_issue_no INTEGER NOT NULL DEFAULT 1,
        fts_dirty INTEGER NOT NULL DEFAULT 1 CHECK (fts_dirty IN (0, 1)),
        plan_text TEXT NOT NULL DEFAULT '',
        advice TEXT NOT NULL DEFAULT '',
        narrative TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX visit_day ON visit (visited_on)",
    "CREATE INDEX visit_school_day ON visit (school_code, visited_on)",
    "CREATE INDEX visit_lead_day ON visit (lead_id, visited_on)",
    "CREATE INDEX visit_draft ON visit (created_at) WHERE status = 'draft'",
    "CREATE INDEX visit_dirty ON visit (id) WHERE fts_dirty = 1",
    """CREATE TABLE visit_peer (
        visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        inspector_id TEXT NOT NULL,
        PRIMARY KEY (visit_id, ordinal)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX visit_peer_person ON visit_peer (inspector_id)",
    """CREATE TABLE merit (
        uid TEXT PRIMARY KEY,
        visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        text TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX merit_visit ON merit (visit_id)",
    """CREATE TABLE lesson (
        uid TEXT PRIMARY KEY,
        visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        listener_id TEXT NOT NULL,
        period_no INTEGER CHECK (period_no BETWEEN 1 AND 20),
        class_name TEXT NOT NULL DEFAULT '',
        whole INTEGER NOT NULL DEFAULT 1 CHECK (whole IN (0, 1)),
        subject TEXT NOT NULL DEFAULT '',
        teacher TEXT NOT NULL DEFAULT '',
        topic TEXT NOT NULL DEFAULT '',
        kind TEXT,
        manner TEXT,
        expected INTEGER CHECK (expected >= 0),
        present INTEGER CHECK (present >= 0),
        has_plan INTEGER CHECK (has_plan IN (0, 1)),
        homework TEXT NOT NULL DEFAULT '',
        strengths TEXT NOT NULL DEFAULT '',
        weaknesses TEXT NOT NULL DEFAULT '',
        advice TEXT NOT NULL DEFAULT '',
        grade TEXT,
        score_aims INTEGER, score_content INTEGER, score_methods INTEGER,
        score_participation INTEGER, score_effect INTEGER, score_technology INTEGER,
        exchanged_views INTEGER NOT NULL DEFAULT 0 CHECK (exchanged_views IN (0, 1)),
        process TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX lesson_visit ON lesson (visit_id)",
    "CREATE INDEX lesson_listener ON lesson (listener_id)",
    """CREATE TABLE issue (
        uid TEXT PRIMARY KEY,
        number TEXT NOT NULL UNIQUE,
        visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        severity TEXT CHECK (severity IN ('minor', 'ordinary', 'serious', 'complex')),
        fixed_on_the_spot INTEGER NOT NULL DEFAULT 0 CHECK (fixed_on_the_spot IN (0, 1)),
        safety_hazard INTEGER NOT NULL DEFAULT 0 CHECK (safety_hazard IN (0, 1)),
        deadline TEXT,
        extended_to TEXT,
        noticed_on TEXT,
        answered_on TEXT,
        closed_on TEXT,
        voided_on TEXT,
        category TEXT NOT NULL DEFAULT '',
        responsible TEXT NOT NULL DEFAULT '',
        requirement TEXT NOT NULL DEFAULT '',
        description TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX issue_visit ON issue (visit_id)",
    "CREATE INDEX issue_closed ON issue (closed_on)",
    "CREATE INDEX issue_due ON issue (coalesce(extended_to, deadline))",
    "CREATE INDEX issue_noticed ON issue (noticed_on) WHERE noticed_on IS NOT NULL",
    # Events outlive the row they speak of: a tombstone must not erase what happened.
    """CREATE TABLE issue_event (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        issue_uid TEXT NOT NULL,
        seq INTEGER NOT NULL,
        kind TEXT NOT NULL,
        effective_on TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        actor TEXT NOT NULL,
        origin TEXT NOT NULL,
        source TEXT NOT NULL CHECK (source IN ('recorded', 'form', 'import')),
        until TEXT,
        note TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX issue_event_issue ON issue_event (issue_uid)",
    """CREATE TABLE complaint (
        uid TEXT PRIMARY KEY,
        number TEXT NOT NULL UNIQUE,
        received_on TEXT NOT NULL,
        school_code TEXT NOT NULL REFERENCES school (code),
        inspector_id TEXT NOT NULL,
        deadline TEXT,
        closed_on TEXT,
        finding TEXT CHECK (finding IN ('substantiated', 'partly', 'unsubstantiated',
                                        'undetermined')),
        origin TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE note (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        noted_at TEXT NOT NULL,
        school_code TEXT,
        visit_uid TEXT,
        deleted_at TEXT,
        origin TEXT NOT NULL,
        fts_dirty INTEGER NOT NULL DEFAULT 1,
        text TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE photo (
        uid TEXT PRIMARY KEY,
        owner TEXT NOT NULL
            CHECK (owner IN ('basket', 'school', 'visit', 'issue', 'lesson', 'note')),
        owner_uid TEXT NOT NULL,
        visit_uid TEXT NOT NULL DEFAULT '',
        role TEXT NOT NULL CHECK (role IN ('site', 'lesson_paper', 'signed_page', 'signature')),
        ordinal INTEGER NOT NULL,
        caption TEXT NOT NULL DEFAULT '',
        file_name TEXT NOT NULL DEFAULT '',
        sha256 TEXT NOT NULL,
        original_sha256 TEXT NOT NULL,
        crc32 INTEGER NOT NULL,
        size INTEGER NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        media_type TEXT NOT NULL,
        taken_at TEXT NOT NULL DEFAULT '',
        time_source TEXT NOT NULL,
        shows_minors INTEGER NOT NULL DEFAULT 0 CHECK (shows_minors IN (0, 1)),
        fingerprint TEXT NOT NULL DEFAULT '',
        signing_no INTEGER NOT NULL DEFAULT 0,
        revision INTEGER NOT NULL DEFAULT 0,
        added_at TEXT NOT NULL,
        removed_at TEXT,
        origin TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX photo_owner ON photo (owner, owner_uid)",
    "CREATE INDEX photo_visit ON photo (visit_uid)",
    "CREATE INDEX photo_original ON photo (original_sha256)",
    """CREATE TABLE thumbnail (
        sha256 TEXT PRIMARY KEY,
        jpeg BLOB NOT NULL
    ) STRICT""",
)

_HISTORY = (
    """CREATE TABLE visit_revision (
        visit_uid TEXT NOT NULL,
        revision INTEGER NOT NULL,
        reason TEXT NOT NULL,
        content TEXT NOT NULL,
        digest TEXT NOT NULL,
        filed_at TEXT NOT NULL,
        actor TEXT NOT NULL,
        PRIMARY KEY (visit_uid, revision)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE signing_copy (
        visit_uid TEXT NOT NULL,
        signing_no INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        digest TEXT NOT NULL,
        made_at TEXT NOT NULL,
        document_uid TEXT NOT NULL,
        PRIMARY KEY (visit_uid, signing_no)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE document (
        uid TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        record_uid TEXT NOT NULL,
        title TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        made_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE journal (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        editing TEXT NOT NULL,
        visit_uid TEXT NOT NULL,
        noun TEXT NOT NULL,
        uid TEXT NOT NULL,
        field TEXT NOT NULL,
        op TEXT NOT NULL,
        undoes INTEGER,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX journal_visit ON journal (visit_uid, seq)",
    "CREATE INDEX journal_undoes ON journal (undoes) WHERE undoes IS NOT NULL",
    """CREATE TABLE tombstone (
        number TEXT PRIMARY KEY,
        uid TEXT NOT NULL,
        reason TEXT NOT NULL,
        at TEXT NOT NULL,
        origin TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE source_row (
        uid TEXT PRIMARY KEY,
        sheet TEXT NOT NULL,
        digest TEXT NOT NULL,
        taken_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)

_HAND_OVER = (
    """CREATE TABLE device_key (
        chain TEXT PRIMARY KEY,
        secret BLOB NOT NULL,
        made_at TEXT NOT NULL,
        retired_at TEXT
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE bundle (
        chain TEXT NOT NULL,
        seq INTEGER NOT NULL CHECK (seq >= 1),
        digest TEXT NOT NULL UNIQUE,
        previous TEXT NOT NULL,
        file_name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        kind TEXT NOT NULL,
        inspector_id TEXT NOT NULL,
        period TEXT NOT NULL,
        created TEXT NOT NULL,
        statement TEXT NOT NULL,
        exported_to TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (chain, seq)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE month_lock (
        month TEXT NOT NULL,
        scope TEXT NOT NULL,
        content TEXT NOT NULL,
        digest TEXT NOT NULL,
        locked_at TEXT NOT NULL,
        PRIMARY KEY (month, scope)
    ) STRICT, WITHOUT ROWID""",
)

# The text comes cut and folded already. This tokenizer takes every character beyond ASCII as it is;
# the Unicode one knows an older Unicode and drops letters that it does not know.
_SEARCH = (
    """CREATE VIRTUAL TABLE search_index USING fts5 (
        body, content = '', contentless_delete = 1, tokenize = 'ascii'
    )""",
)

STATEMENTS = (*_PEOPLE_AND_SCHOOLS, *_RECORDS, *_HISTORY, *_HAND_OVER, *_SEARCH)
