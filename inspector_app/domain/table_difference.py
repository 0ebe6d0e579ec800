"""What two tables of one month count differently, cell by cell."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from inspector_app.domain.monthly_table import zone_order
from inspector_app.domain.table_labels import FIGURE_LABEL

DISTRICT: Final = "合计"
_Cells = Mapping[str, Any]
# Tables that were kept have lost the order of their columns.
_PLACES: Final = {figure: place for place, figure in enumerate(FIGURE_LABEL)}


class Difference(NamedTuple):
    """One cell that differs.

    Attributes:
        row: 合计, a zone's name or a 督学编号.
        figure: the name of the figure; ``part`` the part of a breakdown, or nothing.
        before: as it was, as it prints; ``after`` as it is now.
        more: by how much a count grew, ``None`` of what is no count.
    """

    row: str
    figure: str
    part: str
    before: str
    after: str
    more: int | None

    @property
    def label(self) -> str:
        """The column in words."""
        name = FIGURE_LABEL[self.figure]
        return f"{name}·{self.part}" if self.part else name

    def named(self, people: Mapping[str, str], schools: Mapping[str, str]) -> "Difference":
        """The same with the names of the person and of the schools, as far as they are known."""
        row = people.get(self.row, self.row)
        if self.figure != "schools_below_frequency":
            return self._replace(row=row)
        before, after = (
            "、".join(schools.get(code, code) for code in text.split("、"))
            for text in (self.before, self.after)
        )
        return self._replace(row=row, before=before, after=after)


def differences(before: _Cells, after: _Cells) -> tuple[Difference, ...]:
    """Return the cells of two tables in the form of ``month --json`` that are not the same."""
    return tuple(
        difference
        for row, old, new in _rows(before, after)
        for difference in _of_row(row, old, new)
    )


def _rows(before: _Cells, after: _Cells) -> Iterator[tuple[str, _Cells, _Cells]]:
    yield DISTRICT, before["district"], after["district"]
    for group in ("zones", "inspectors"):
        old, new = before[group], after[group]
        for row in sorted({**old, **new}, key=zone_order if group == "zones" else str):
            yield row, old.get(row, {}), new.get(row, {})


def _of_row(row: str, before: _Cells, after: _Cells) -> Iterator[Difference]:
    for figure in sorted({**before, **after}, key=_PLACES.__getitem__):
        old, new = before.get(figure), after.get(figure)
        if old == new:
            continue
        if isinstance(old, dict) or isinstance(new, dict):
            old, new = old or {}, new or {}
            for part in {**old, **new}:
                if old.get(part, 0) != new.get(part, 0):
                    yield _difference(row, figure, part, old.get(part, 0), new.get(part, 0))
        else:
            yield _difference(row, figure, "", old, new)


def _difference(row: str, figure: str, part: str, old: Any, new: Any) -> Difference:
    counts = isinstance(old, int) and isinstance(new, int)
    return Difference(row, figure, part, _text(old), _text(new), new - old if counts else None)


def _text(value: Any) -> str:
    if value is None:
        return "（没有）"
    if isinstance(value, int):
        return str(value)
    if value and isinstance(value[0], int):
        return f"{value[0]}/{value[1]}" if value[1] else "—"
    return "、".join(value) or "—"
