"""Keep which published forms are withdrawn: no new record takes one."""

INFO = "Keep which published forms are withdrawn: no new record takes one."

STATEMENTS = (
    """CREATE TABLE form_withdrawal (
        form TEXT PRIMARY KEY CHECK (length(form) > 0),
        withdrawn_at TEXT NOT NULL,
        actor TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)
