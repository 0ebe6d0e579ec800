"""Let a laptop and an office know each other's keys, and let the outbox say what arrived."""

INFO = "Let laptops and the office know each other's keys; say of each bundle what became of it."

STATEMENTS = (
    # The district's root keys as a person compared them, and those that they vouched for since.
    """CREATE TABLE root_key (
        public TEXT PRIMARY KEY,
        pinned_at TEXT NOT NULL,
        ended_at TEXT
    ) STRICT, WITHOUT ROWID""",
    # Every roster that was taken, as it was signed; the highest version is the one that holds.
    """CREATE TABLE key_roster (
        version INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL,
        content BLOB NOT NULL,
        signatures TEXT NOT NULL,
        taken_at TEXT NOT NULL
    ) STRICT""",
    # What is encrypted for this folder; a retired key still opens what was made for it.
    """CREATE TABLE age_key (
        recipient TEXT PRIMARY KEY,
        secret TEXT NOT NULL,
        made_at TEXT NOT NULL,
        retired_at TEXT
    ) STRICT, WITHOUT ROWID""",
    # Laptops that ask the office to be enrolled.
    """CREATE TABLE enrolment (
        chain TEXT PRIMARY KEY,
        inspector_id TEXT NOT NULL,
        content BLOB NOT NULL,
        signatures TEXT NOT NULL,
        asked_at TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('asked', 'accepted', 'refused')),
        decided_at TEXT,
        valid_from TEXT,
        valid_to TEXT,
        revoked_from_seq INTEGER,
        reason TEXT NOT NULL DEFAULT ''
    ) STRICT, WITHOUT ROWID""",
    # A bundle as it leaves is another file than the archive inside it.
    "ALTER TABLE bundle ADD COLUMN sealed_name TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE bundle ADD COLUMN sealed_sha256 TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE bundle ADD COLUMN sealed_size INTEGER NOT NULL DEFAULT 0",
    # The bundles of one act of handing over.
    "ALTER TABLE bundle ADD COLUMN export_uid TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE bundle ADD COLUMN placed_at TEXT",
    "ALTER TABLE bundle ADD COLUMN result TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE bundle ADD COLUMN code TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE bundle ADD COLUMN receipt_n INTEGER",
    # What the office answered to this folder's chains.
    """CREATE TABLE receipt (
        chain TEXT NOT NULL,
        n INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        content BLOB NOT NULL,
        signatures TEXT NOT NULL,
        taken_at TEXT NOT NULL,
        PRIMARY KEY (chain, n)
    ) STRICT, WITHOUT ROWID""",
)
