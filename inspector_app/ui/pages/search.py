"""搜索: what a text is found in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex

from inspector_app.base.override import override
from inspector_app.ui.export import export_button
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import (
    GoTo,
    OpenEntry,
    OpenIssue,
    OpenReply,
    OpenSchool,
    OpenVisit,
    Place,
    Request,
)
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.theme import label
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.domain.views import Hit, Note
    from inspector_app.ui.desk import Desk

_LIMIT = 200
_KIND = {
    "visit": "督导记录", "note": "随手记", "register": "登记", "issue": "问题", "reply": "学校回复",
}  # fmt: skip
_COLUMNS: tuple[Column[Hit], ...] = (
    Column(title="类型", text=lambda hit: _KIND[hit.kind]),
    Column(title="学校与日期", text=lambda hit: hit.title),
    Column(title="内容", text=lambda hit: hit.snippet),
    Column(title="记录编号", text=lambda hit: hit.number),
)


class SearchPage(Page):
    """The hits of one search, newest first."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._text = ""
        self._count = label("", kind="soft")
        self.model = RowsModel(_COLUMNS)
        self.table = Table("搜索结果", self.model)
        self.table.stretch(2)
        export = export_button(self, self.table, lambda: f"搜索“{self._text}”")
        self.box.addLayout(header("搜索", self._count, export))
        self.box.addWidget(self.notice)
        self.box.addWidget(self.table, 1)
        self.table.opened.connect(self._on_open)

    def look_for(self, text: str) -> None:
        """Search for ``text``."""
        self._text = text
        self.refresh()
        self.table.setFocus()

    @override
    def refresh(self) -> None:
        text = self._text
        if text:
            self.read(lambda: self._desk.search.find(text, limit=_LIMIT), self._show)

    def _show(self, hits: tuple[Hit, ...]) -> None:
        self.model.show(hits)
        shown = f"最近 {_LIMIT} 条" if len(hits) == _LIMIT else f"{len(hits)} 条"
        self._count.setText(f"“{self._text}”　{shown}")
        if hits:
            self.notice.hide()
        else:
            self.notice.tell("没有找到。可以少写几个字，或换一个词；学校请在“学校”页查找。")

    def _on_open(self, index: QModelIndex) -> None:
        hit = self.model.rows[index.row()]
        if hit.kind == "visit":
            self.kit.navigator.open(OpenVisit(uid=hit.uid))
        elif hit.kind == "issue":
            self.kit.navigator.open(OpenIssue(number=hit.number))
        elif hit.kind == "register":
            self.kit.navigator.open(OpenEntry(uid=hit.uid))
        elif hit.kind == "reply":
            self.kit.navigator.open(OpenReply(uid=hit.uid))
        else:
            self.read(lambda: self._desk.notes.get(hit.uid), self._open_note)

    def _open_note(self, note: Note) -> None:
        """Go where the note is: to its record or its school, or to those that wait on 今日."""
        request: Request = GoTo(place=Place.TODAY)
        if note.visit_uid:
            request = OpenVisit(uid=note.visit_uid)
        elif note.school_code:
            request = OpenSchool(code=note.school_code)
        self.kit.navigator.open(request)
