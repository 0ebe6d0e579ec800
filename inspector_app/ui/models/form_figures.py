"""专项与量表 of a month as rows: each number with the records behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.domain.figures import Ratio
from inspector_app.ui.models.rows import Column

if TYPE_CHECKING:
    from inspector_app.domain.form_statistics import FormFigure


class FigureRow(NamedTuple):
    """One number of one question."""

    form: str
    label: str
    role: str
    word: str
    number: str
    uids: tuple[str, ...]

    @property
    def title(self) -> str:
        """What it is called where its records are listed."""
        return "　".join(part for part in (self.label, self.word, self.number) if part)


FIGURE_COLUMNS: tuple[Column[FigureRow], ...] = (
    Column(title="表单", text=lambda row: row.form, tip=lambda row: row.form),
    Column(title="题", text=lambda row: row.label, tip=lambda row: row.label),
    Column(title="统计", text=lambda row: row.role),
    Column(title="结果", text=lambda row: row.word),
    Column(title="数", text=lambda row: row.number, right=True),
)


def figure_rows(figures: Iterable[FormFigure]) -> list[FigureRow]:
    """Return a row for each number."""
    return [
        FigureRow(
            each.form,
            each.column.label,
            each.role.value,
            line.word,
            f"{line.cell}（满分 {each.full}）" if each.full and not isinstance(line.cell, Ratio)
            else str(line.cell),
            line.cell.uids,
        )
        for each in figures
        for line in each.lines
    ]  # fmt: skip
