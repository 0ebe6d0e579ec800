"""Say more of inspectors, which 部门 took part in a visit, and find what waits for the office."""

INFO = (
    "Say more of inspectors, which 部门 took part in a visit, and find what waits for the office."
)

STATEMENTS = (
    "ALTER TABLE inspector ADD COLUMN subjects TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE inspector ADD COLUMN stages TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE inspector ADD COLUMN education TEXT",
    "ALTER TABLE inspector ADD COLUMN teaching_since INTEGER",
    "ALTER TABLE inspector ADD COLUMN position TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE visit ADD COLUMN departments TEXT NOT NULL DEFAULT '[]'",
    # What was asked of the office and is not answered: a few among all issues.
    """CREATE INDEX issue_asked ON issue (coalesce(escalated_on, asked_on), number)
        WHERE counted = 1 AND closed_on IS NULL AND voided_on IS NULL
          AND (escalated_on IS NOT NULL OR asked_on IS NOT NULL)""",
)
