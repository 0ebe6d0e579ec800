"""Let issued documents be listed and checked, and note what went to schools."""

INFO = "Let issued documents be listed and checked: what each page says, and what went to schools."

# A family is what a reader takes for one kind of paper; rows without one hold no paper.
STATEMENTS = (
    "ALTER TABLE document ADD COLUMN family TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE document ADD COLUMN number TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE document ADD COLUMN revision INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE document ADD COLUMN check_code TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE document ADD COLUMN actor TEXT NOT NULL DEFAULT ''",
    """UPDATE document SET family = CASE
        WHEN kind GLOB 'visit-*' THEN 'visit'
        WHEN kind GLOB 'signing-*' THEN 'signing'
        WHEN kind GLOB 'letter-*' THEN 'letter'
        WHEN kind GLOB 'summary-print-*' THEN 'summary'
        ELSE '' END""",
    """UPDATE document SET revision = CAST(substr(kind, instr(kind, '-r') + 2) AS INTEGER)
        WHERE family IN ('visit', 'summary')""",
    """UPDATE document SET revision = CAST(substr(kind, 9) AS INTEGER) WHERE family = 'signing'""",
    """UPDATE document SET number = coalesce(
        (SELECT v.number FROM visit v WHERE v.uid = document.record_uid), '')
        WHERE family IN ('visit', 'signing')""",
    """UPDATE document SET number = coalesce(
        (SELECT e.number FROM register_entry e WHERE e.uid = document.record_uid), '')
        WHERE family = 'summary'""",
    """UPDATE document SET number = substr(title, instr(title, ' ') + 1) WHERE family = 'letter'""",
    "CREATE INDEX document_made ON document (made_at)",
    "CREATE INDEX document_record ON document (record_uid)",
    "CREATE INDEX document_check ON document (check_code) WHERE check_code <> ''",
    """CREATE TABLE document_page (
        document_uid TEXT NOT NULL,
        page INTEGER NOT NULL,
        digest BLOB NOT NULL,
        said BLOB NOT NULL,
        PRIMARY KEY (document_uid, page)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE school_copy (
        id INTEGER PRIMARY KEY,
        document_uid TEXT NOT NULL DEFAULT '',
        title TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        way TEXT NOT NULL CHECK (way IN ('file', 'clipboard')),
        place TEXT NOT NULL DEFAULT '',
        at TEXT NOT NULL,
        actor TEXT NOT NULL
    ) STRICT""",
)
