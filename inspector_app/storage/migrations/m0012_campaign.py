"""Find the records of a campaign without reading the others."""

INFO = "Find the records of a campaign without reading the others."

STATEMENTS = ("CREATE INDEX visit_campaign ON visit (campaign) WHERE campaign <> ''",)
