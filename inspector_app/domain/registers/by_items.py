"""What every entry by an indicator set begins with: which set, of which year."""

from collections.abc import Iterator
from typing import Final

from inspector_app.domain.registers.kind import Values
from inspector_app.domain.registers.shapes import Field, Line, WholeNumber

_LAST_YEAR: Final = 2_200


def set_and_year() -> Iterator[Field]:
    """Yield the fields of the set and the year."""
    name, hint = Line(limit=200), "新建时选定；要换的请另建一份"
    yield Field(id="standard", label="指标体系", shape=name, needed=True, fixed=True, hint=hint)
    yield Field(id="year", label="年度", shape=WholeNumber(most=_LAST_YEAR), needed=True)


def title_by_year(values: Values) -> str:
    """Return the set behind the year."""
    year = f"{values['year']}年 " if values["year"] else ""
    return f"{year}{values['standard']}"
