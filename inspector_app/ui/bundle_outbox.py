"""做过的上报包: what became of each, and the same files again for a folder or a messenger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.base import clock as clocks
from inspector_app.services.bundle_views import BundleState
from inspector_app.ui.export import export_button
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.page import Page
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.table import Table

_LEAST_SHOWN = 3


def _made_at(row: dict[str, Any]) -> str:
    return clocks.local_datetime_text(clocks.parse_instant(row["created"]))


def _state(row: dict[str, Any]) -> str:
    refused = row["state"] == BundleState.RETURNED.value
    return f"{row['state_label']} {row['code']}" if refused else str(row["state_label"])


def _place(row: dict[str, Any]) -> str:
    return Path(row["exported_to"]).name


def _ink(row: dict[str, Any]) -> str:
    return "bad" if row["overdue"] or row["state"] == BundleState.RETURNED.value else ""


_COLUMNS: tuple[Column[dict[str, Any]], ...] = (
    Column(
        title="第几包", text=lambda row: str(row["seq"]), right=True, value=lambda row: row["seq"]
    ),
    Column(title="月份", text=lambda row: str(row["period"])),
    Column(title="督学", text=lambda row: str(row["inspector_id"])),
    Column(title="状态", text=_state, tip=lambda row: row["advice"], ink=_ink),
    Column(title="要做什么", text=lambda row: row["advice"], tip=lambda row: row["advice"]),
    Column(title="文件", text=lambda row: str(row["file_name"])),
    Column(title="放到", text=_place, tip=lambda row: str(row["exported_to"])),
    Column(title="时间", text=_made_at),
)


class BundleOutbox(QWidget):
    """The table with its buttons; a page says what they do.

    Attributes:
        rows: the bundles, newest first.
        save: 另存上报包.
        copy: 复制文件.
        parcel: everything that waits, as one file.
    """

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.rows = RowsModel(_COLUMNS)
        self.table = Table("做过的上报包", self.rows)
        self.table.stretch(4)
        self.save = button("另存上报包…", tip="选中的几包；只选一包或没有选，就是那一次上报的全部")
        self.copy = button("复制文件", tip="选包同左；复制后到聊天窗口里粘贴")
        self.parcel = button("打包复制", tip="没有回执的全部打成一个文件，照片另外；到聊天窗口粘贴")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(label("做过的上报包", kind="head"))
        line.addStretch()
        line.addWidget(self.save)
        line.addWidget(self.copy)
        line.addWidget(self.parcel)
        line.addWidget(export_button(page, self.table, lambda: "做过的上报包"))
        box.addLayout(line)
        # On the smallest screen, too, more than one bundle is seen at a time.
        line_height = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(line_height * (_LEAST_SHOWN + 1) + GRID)
        box.addWidget(self.table, 1)
        self.show_rows([])

    def show_rows(self, rows: list[dict[str, Any]]) -> None:
        """Show the bundles."""
        self.rows.show(rows)
        for each in (self.save, self.copy, self.parcel):
            each.setEnabled(bool(rows))

    def chosen(self) -> tuple[str, ...]:
        """Return the digests of the bundles that are meant, oldest first.

        Several that are selected are meant as they are; one alone, or the newest where none is
        selected, stands for all bundles of its act: an office needs every part.
        """
        marked = self.table.selectionModel().selectedRows()
        rows = [self.rows.rows[index.row()] for index in marked]
        if len(rows) < 2:
            rows = self._act_of((rows or self.rows.rows)[0])
        return tuple(row["digest"] for row in sorted(rows, key=lambda row: row["seq"]))

    def _act_of(self, one: dict[str, Any]) -> list[dict[str, Any]]:
        uid = one["export_uid"]
        return [row for row in self.rows.rows if row["export_uid"] == uid] if uid else [one]


def copy_files(files: Sequence[Path]) -> None:
    """Put files on the clipboard, as a file manager does."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file.absolute())) for file in files])
    QGuiApplication.clipboard().setMimeData(mime)
