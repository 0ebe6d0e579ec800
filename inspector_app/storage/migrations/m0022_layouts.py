"""Keep the layouts of a district: published versions with their files."""

INFO = "Keep the layouts of a district: published versions with their files."

STATEMENTS = (
    """CREATE TABLE layout_version (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL CHECK (length(name) > 0),
        version INTEGER NOT NULL CHECK (version > 0),
        kind TEXT NOT NULL,
        medium TEXT NOT NULL,
        file_name TEXT NOT NULL,
        digest TEXT NOT NULL,
        published_at TEXT NOT NULL,
        actor TEXT NOT NULL,
        map TEXT NOT NULL CHECK (json_valid(map)),
        content BLOB NOT NULL,
        UNIQUE (name, version)
    ) STRICT""",
    """CREATE TRIGGER layout_version_stays BEFORE UPDATE ON layout_version
       BEGIN SELECT RAISE(ABORT, 'a published layout never changes'); END""",
    """CREATE TRIGGER layout_version_is_kept BEFORE DELETE ON layout_version
       BEGIN SELECT RAISE(ABORT, 'a published layout is kept'); END""",
)
