"""What differs between two tables, worked out anew and said as the program says it."""

from typing import Any, NamedTuple

from tests.oracle.recount_program import rows_of


class Cell(NamedTuple):
    """One cell that differs; ``more`` is how much a count grew."""

    row: str
    figure: str
    part: str
    before: str
    after: str
    more: int | None


def cells_between(before: dict[str, Any], after: dict[str, Any]) -> set[Cell]:
    """Return the cells of two tables in JSON that are not the same."""
    old, new = _cells(before), _cells(after)
    return {
        Cell(*key, _text(old[key]), _text(new[key]), _more(old[key], new[key]))
        for key in old.keys() | new.keys()
        if old[key] != new[key]
    }


def cells_told(differences: list[dict[str, Any]]) -> set[Cell]:
    """Return the cells that the program lists; it lists each once."""
    cells = [Cell(**each) for each in differences]
    assert len(set(cells)) == len(cells)
    return set(cells)


def _cells(table: dict[str, Any]) -> dict[tuple[str, str, str], Any]:
    cells = {}
    for (_, name), figures in rows_of(table).items():
        for figure, value in figures.items():
            parts = value.items() if isinstance(value, dict) else [("", value)]
            cells |= {(name or "合计", figure, part): each for part, each in parts}
    return cells


def _text(value: Any) -> str:
    if isinstance(value, int):
        return str(value)
    if value and isinstance(value[0], int):
        return f"{value[0]}/{value[1]}" if value[1] else "—"
    return "、".join(value) or "—"


def _more(before: Any, after: Any) -> int | None:
    return after - before if isinstance(before, int) else None
