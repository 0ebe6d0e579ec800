"""What forms contributed to a month as plain JSON and back, with the records behind it."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from inspector_app.domain.figures import Count, Ratio
from inspector_app.domain.form_counts import ColumnKind, FormColumn
from inspector_app.domain.form_statistics import FormCell, FormFigure, FormLine, Mean, Role

Json = Mapping[str, Any]


def frozen_forms(figures: Iterable[FormFigure]) -> list[dict[str, Any]]:
    """Return figures as JSON values from which ``thawed_forms`` makes them again."""
    return [
        {
            "form": each.form,
            "role": each.role.value,
            "full": each.full,
            "column": {**each.column._asdict(), "kind": each.column.kind.value},
            "lines": [[line.word, _cell(line.cell)] for line in each.lines],
        }
        for each in figures
    ]


def thawed_forms(data: Sequence[Json]) -> tuple[FormFigure, ...]:
    """Return the figures that were frozen."""
    return tuple(
        FormFigure(
            form=each["form"],
            column=_column(each["column"]),
            role=Role(each["role"]),
            full=each["full"],
            lines=tuple(FormLine(word, _thawed(cell)) for word, cell in each["lines"]),
        )
        for each in data
    )


def _column(data: Json) -> FormColumn:
    choices = tuple((code, words) for code, words in data["choices"])
    return FormColumn(**{**data, "kind": ColumnKind(data["kind"]), "choices": choices})


def _cell(cell: FormCell) -> dict[str, Any]:
    match cell:
        case Count(value, uids):
            return {"count": value, "uids": list(uids)}
        case Ratio(n, of, uids, of_uids):
            return {"n": n, "of": of, "uids": list(uids), "of_uids": list(of_uids)}
    return {"total": str(cell.total), "of": cell.of, "uids": list(cell.uids)}


def _thawed(cell: Json) -> FormCell:
    uids = tuple(cell["uids"])
    if "count" in cell:
        return Count(cell["count"], uids)
    if "total" in cell:
        return Mean(Fraction(cell["total"]), cell["of"], uids)
    return Ratio(cell["n"], cell["of"], uids, tuple(cell["of_uids"]))
