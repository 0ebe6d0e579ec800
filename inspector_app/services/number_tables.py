"""发文字号登记 as a print and as an Excel file."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app.base.errors import RefusedError
from inspector_app.services.context import Context
from inspector_app.services.number_words import HEAD, findings_of, open_words, rows_of
from inspector_app.services.numbers import NumberService, YearView
from inspector_app.services.wishes import NumbersPrint

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.reports.document import Document

_READING: Final = (
    "空号：本年给出的最大号以内，没有用、没有作废、也不再预留的号。"
    "摘要：留底的那一份的 SHA-256 前八位；程序以外制发的没有。"
)


class NumberTables:
    """Writes the register of one 机关代字 and year."""

    def __init__(self, context: Context) -> None:
        self._numbers = NumberService(context)

    def document(self, wish: NumbersPrint, *, unit: str) -> "Document":
        """Return the register as it prints.

        Raises:
            NotFoundError: nothing is known of the 机关代字.
            RefusedError: the year has no number.
        """
        from inspector_app.reports.number_report import number_report

        view = self._view(wish)
        return number_report(
            series=f"{view.code}〔{view.year}〕",
            unit=unit,
            rows=[(f"{row.line.number.serial}号", *row.cells[1:]) for row in rows_of(view)],
            notes=(*findings_of(view), *open_words(view), _READING),
        )

    def xlsx(self, wish: NumbersPrint, path: Path) -> "WrittenFile":
        """Write the register (errors as above).

        Raises:
            EnvironmentProblem: the file could not be written; nothing has changed.
        """
        from inspector_app.sheets.writer import TableSheet, write_table

        view = self._view(wish)
        sheet = TableSheet(
            title="发文字号登记表",
            heading=f"发文字号登记表　{view.code}〔{view.year}〕",
            head=HEAD,
            rows=[row.cells for row in rows_of(view)],
            notes=(*findings_of(view), *open_words(view), _READING),
        )
        return write_table(path, [sheet])

    def _view(self, wish: NumbersPrint) -> YearView:
        view = self._numbers.year(wish.code, wish.year)
        if not view.lines:
            raise RefusedError(f"{view.code}〔{view.year}〕还没有号，没有生成登记表。")
        return view
