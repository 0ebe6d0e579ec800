"""Lists that questions of a form choose from: rows of texts by the names of their columns."""

from collections.abc import Mapping, Sequence

Rows = Sequence[Mapping[str, str]]
Rosters = Mapping[str, Rows]
"""By the name of the file that a form asks for: ``schools.csv``."""
