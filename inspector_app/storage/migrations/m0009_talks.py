"""Keep talks, questionnaires and draws of classes with their visit."""

INFO = "Keep talks, questionnaires and draws of classes with their visit."

STATEMENTS = (
    """CREATE TABLE interview (
        uid TEXT PRIMARY KEY,
        visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        audience TEXT CHECK (audience IN
            ('head', 'middle', 'teacher', 'pupil', 'parent', 'support', 'community')),
        people INTEGER CHECK (people >= 0),
        way TEXT CHECK (way IN ('individual', 'panel')),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
        confidential INTEGER NOT NULL DEFAULT 1 CHECK (confidential IN (0, 1)),
        details TEXT NOT NULL DEFAULT '',
        name TEXT NOT NULL DEFAULT '',
        outline TEXT NOT NULL DEFAULT '',
        points TEXT NOT NULL DEFAULT '',
        problems TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE INDEX interview_visit ON interview (visit_id, audience, way, people)",
    """CREATE TABLE questionnaire (
        uid TEXT PRIMARY KEY,
        visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        theme TEXT NOT NULL DEFAULT '',
        respondents TEXT CHECK (respondents IN ('teachers', 'pupils', 'parents')),
        sent INTEGER NOT NULL DEFAULT 0,
        returned INTEGER NOT NULL DEFAULT 0,
        valid INTEGER NOT NULL DEFAULT 0,
        satisfaction TEXT NOT NULL DEFAULT 'fairly_too'
            CHECK (satisfaction IN ('fairly_too', 'satisfied_only')),
        questions TEXT NOT NULL DEFAULT '',
        CHECK (0 <= valid AND valid <= returned AND returned <= sent)
    ) STRICT""",
    "CREATE INDEX questionnaire_visit ON questionnaire (visit_id, sent, returned)",
    # A draw is only ever added: another one does not undo what was drawn before.
    """CREATE TABLE lesson_draw (
        uid TEXT PRIMARY KEY,
        visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
        ordinal INTEGER NOT NULL,
        seed TEXT NOT NULL CHECK (length(seed) > 0),
        classes TEXT NOT NULL,
        picked TEXT NOT NULL,
        drawn_at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX lesson_draw_visit ON lesson_draw (visit_id)",
)
