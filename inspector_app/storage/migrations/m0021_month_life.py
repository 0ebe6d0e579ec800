"""Keep the steps of a month, its figures with what stands behind them, and its closing days."""

INFO = "Keep the steps of a month, its figures with what stands behind them, and its closing days."

STATEMENTS = (
    """CREATE TABLE month_closing (
        from_month TEXT PRIMARY KEY,
        day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 31),
        set_by TEXT NOT NULL,
        set_at TEXT NOT NULL,
        origin TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE month_step (
        id INTEGER PRIMARY KEY,
        month TEXT NOT NULL,
        scope TEXT NOT NULL,
        step TEXT NOT NULL CHECK (step IN ('checked', 'compiled', 'handed_over', 'locked',
                                           'correcting')),
        digest TEXT NOT NULL,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        reason TEXT NOT NULL DEFAULT '',
        origin TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX month_step_month ON month_step (month, scope)",
    """CREATE TABLE month_figures (
        id INTEGER PRIMARY KEY,
        month TEXT NOT NULL,
        scope TEXT NOT NULL,
        purpose TEXT NOT NULL CHECK (purpose IN ('frozen', 'told', 'edition')),
        number INTEGER NOT NULL DEFAULT 0,
        told_in TEXT NOT NULL DEFAULT '',
        digest TEXT NOT NULL,
        body BLOB NOT NULL,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        origin TEXT NOT NULL
    ) STRICT""",
    """CREATE UNIQUE INDEX month_figures_of
        ON month_figures (month, scope, purpose, number, told_in)""",
    """CREATE TABLE month_deviation (
        uid TEXT PRIMARY KEY,
        month TEXT NOT NULL,
        scope TEXT NOT NULL,
        row TEXT NOT NULL,
        figure TEXT NOT NULL,
        part TEXT NOT NULL DEFAULT '',
        value TEXT NOT NULL,
        reason TEXT NOT NULL,
        noted_by TEXT NOT NULL,
        noted_at TEXT NOT NULL,
        removed_at TEXT,
        origin TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX month_deviation_month ON month_deviation (month, scope)",
)
