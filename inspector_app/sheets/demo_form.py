"""The blank month table of the demonstration district, as an office there might have drawn it."""

from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from inspector_app.sheets.saved_book import saved_book

_TITLE: Final = "示范区责任督学入校督导月统计表（　　年　　月）"
_HEADS: Final = (
    ("A3:A4", "序号"), ("B3:B4", "责任督学"), ("C3:C4", "责任区"), ("D3:F3", "入校督导"),
    ("D4", "校次"), ("E4", "人次"), ("F4", "半天数"), ("G3:G4", "听课（节次）"),
    ("H3:J3", "问题整改"), ("H4", "发现问题"), ("I4", "当场整改"), ("J4", "按期整改率"),
    ("K3:K4", "受理投诉"), ("L3:L4", "备注"),
)  # fmt: skip
_WIDTHS: Final = (6, 12, 18, 8, 8, 8, 13, 9, 9, 12, 9, 12)
_ROWS: Final = 3
_FIRST: Final = 5


def demo_form() -> bytes:
    """Return the blank: heads over two rows, rows for people, sums, and who hands in."""
    book = Workbook()
    page: Any = book.active
    page.title = "月统计表"
    total = _FIRST + _ROWS
    page.merge_cells("A1:L1")
    page["A1"], page["A1"].font = _TITLE, Font(name="黑体", size=16)
    page["A2"], page["J2"] = "填报单位：", "填报时间："
    for area, text in _HEADS:
        if ":" in area:
            page.merge_cells(area)
        page[area.partition(":")[0]] = text
    page.merge_cells(f"A{total}:C{total}")
    page[f"A{total}"] = "合计"
    for column in "EGHI":
        page[f"{column}{total}"] = f"=SUM({column}{_FIRST}:{column}{total - 1})"
    page[f"A{total + 1}"], page[f"G{total + 1}"] = "填报人：", "审核人："
    _draw(page, total)
    return saved_book(book, title=_TITLE)


def _draw(page: Any, total: int) -> None:
    thin = Side(style="thin")
    for row in page[f"A3:L{total}"]:
        for cell in row:
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    page["A1"].alignment = Alignment(horizontal="center", vertical="center")
    for place, width in enumerate(_WIDTHS):
        page.column_dimensions["ABCDEFGHIJKL"[place]].width = width
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "3:4"
