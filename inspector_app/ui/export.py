"""The button that every list has: what it shows now, as an Excel file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QPushButton, QTableView

from inspector_app.ui.dialogs import ask
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.page import Page
from inspector_app.ui.theme import button
from inspector_app.ui.widgets.table_content import whole_content

if TYPE_CHECKING:
    from inspector_app.ui.desk import Desk

_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys('\\/:*?"<>|', "－"))


def export_button(
    page: Page, desk: Desk, table: QTableView, title: Callable[[], str]
) -> QPushButton:
    """Return a button that writes the rows of ``table`` as they stand.

    Args:
        page: says where the file is, or what went wrong.
        desk: writes it.
        table: the list.
        title: what stands above the table and names the file, asked for when the button is pressed.
    """
    made = button("导出 Excel…", tip="把现在列出的各行存成 Excel 表格")
    made.clicked.connect(lambda: _export(page, desk, table, title()))
    return made


def _export(page: Page, desk: Desk, table: QTableView, title: str) -> None:
    # Taken before the question: what is written is what was seen when the button was pressed.
    content = whole_content(table)
    name = f"{title.translate(_NOT_IN_NAMES)}.xlsx"
    path = ask.save_file(page, "把表格存到哪里", name, ask.EXCEL)
    if path is None:
        return
    page.read(
        lambda: desk.tables.list_xlsx(path, title=title, head=content.head, rows=content.rows),
        page.tell_written,
        ticket=Ticket("正在导出……"),
    )
