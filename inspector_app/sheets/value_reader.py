"""The values of an .xlsx file, and which of its numbers are days.

How cells look is left unread: some programs describe it in ways that Excel and WPS take and
openpyxl does not, and a workbook is no less readable for an unknown kind of underline. It also is
most of what takes time in a small file.
"""

from typing import Any, BinaryIO, Final

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.xml.constants import ARC_STYLE, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring

from inspector_app.base.override import override

_NS: Final = f"{{{SHEET_MAIN_NS}}}"


class ValueReader(ExcelReader):
    """Reads as openpyxl does without keeping links, formulas, properties, themes and styles.

    With ``formulas`` it reads what is computed in place of what came of it.
    """

    def __init__(self, stream: BinaryIO, *, formulas: bool = False) -> None:
        super().__init__(stream, read_only=True, data_only=not formulas, keep_links=False)

    @override
    def read(self) -> None:
        """Make ``wb`` the workbook, its sheets ready to be read row by row."""
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        codes = list(enumerate(self._codes_of_numbers()))
        # Where openpyxl's reader of sheets looks.
        book: Any = self.wb
        book._date_formats = {n for n, code in codes if is_date_format(code)}  # noqa: SLF001
        book._timedelta_formats = {n for n, code in codes if is_timedelta_format(code)}  # noqa: SLF001
        self.read_worksheets()

    def _codes_of_numbers(self) -> list[str | None]:
        """Return the number format of each kind of cell, ``None`` where it is not known."""
        if ARC_STYLE not in self.valid_files:
            return []
        root: Any = fromstring(self.archive.read(ARC_STYLE))
        written = {
            int(each.get("numFmtId")): each.get("formatCode")
            for each in root.iterfind(f"{_NS}numFmts/{_NS}numFmt")
        }
        codes = BUILTIN_FORMATS | written
        looks = root.iterfind(f"{_NS}cellXfs/{_NS}xf")
        return [codes.get(int(look.get("numFmtId", "0"))) for look in looks]
