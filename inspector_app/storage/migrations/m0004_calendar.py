"""Keep a district's own terms, and its own days off and days worked."""

INFO = "Keep a district's own terms, and its own days off and days worked."

STATEMENTS = (
    """CREATE TABLE calendar_term (
        school_year INTEGER NOT NULL CHECK (school_year BETWEEN 1949 AND 2100),
        number TEXT NOT NULL CHECK (number IN ('1', '2')),
        first_day TEXT NOT NULL,
        last_day TEXT NOT NULL CHECK (last_day > first_day),
        first_monday TEXT,
        origin TEXT NOT NULL,
        PRIMARY KEY (school_year, number)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE calendar_day (
        day TEXT PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('off', 'working')),
        reason TEXT NOT NULL DEFAULT '',
        origin TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
)
