"""A list as an Excel file: by its button, or by the menu that every table has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu, QPushButton, QTableView, QWidget

from inspector_app.ui.dialogs import ask
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.theme import button
from inspector_app.ui.widgets.table_content import copy_chosen, whole_content

if TYPE_CHECKING:
    from inspector_app.ui.page import Page

EXPORT: Final = "导出 Excel…"
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys('\\/:*?"<>|', "－"))


def export_button(page: Page, table: QTableView, title: Callable[[], str]) -> QPushButton:
    """Return a button that writes the rows of ``table`` as they stand.

    Args:
        page: says where the file is, or what went wrong.
        table: the list.
        title: what stands above the table and names the file, asked for when the button is pressed.
    """
    made = button(EXPORT, tip="把现在列出的各行存成 Excel 表格")
    made.clicked.connect(lambda: _export(page, table, title()))
    return made


def list_menu(page: Page, table: QTableView) -> QMenu:
    """Return what can be done with any table: copy its rows, or write them all to a file."""
    menu = QMenu(page)
    copy = menu.addAction("复制（带表头）\tCtrl+C")
    copy.triggered.connect(lambda: copy_chosen(table))
    export = menu.addAction(EXPORT)
    export.triggered.connect(lambda: _export(page, table, table.accessibleName()))
    return menu


def table_of(widget: QWidget | None) -> QTableView | None:
    """Return the table that a widget is or stands in."""
    while widget is not None and not isinstance(widget, QTableView):
        widget = widget.parentWidget()
    return widget


def _export(page: Page, table: QTableView, title: str) -> None:
    # Taken before the question: what is written is what was seen when the button was pressed.
    content = whole_content(table)
    name = f"{title.translate(_NOT_IN_NAMES)}.xlsx"
    path = ask.save_file(page, "把表格存到哪里", name, ask.EXCEL)
    if path is None:
        return
    lists = page.kit.lists
    page.read(
        lambda: lists().list_xlsx(path, title=title, head=content.head, rows=content.rows),
        page.tell_written,
        ticket=Ticket("正在导出……"),
    )
