"""表单: what is published here, and taking in what the office made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector_app.base.clock import day_of_instant
from inspector_app.base.override import override
from inspector_app.services.form_versions import FormPublication, OfferedForm
from inspector_app.ui.dialogs import ask
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.ui.desk import Desk

_COLUMNS: tuple[Column[OfferedForm], ...] = (
    Column(title="表单", text=lambda form: form.title, tip=lambda form: form.title),
    Column(title="编号", text=lambda form: form.form),
    Column(title="版本", text=lambda form: form.version, tip=lambda f: "、".join(f.versions)),
    Column(title="发布日期", text=lambda f: day_of_instant(f.published_at).isoformat()),
    Column(title="填过的记录", text=lambda form: str(form.used), right=True),
)
_EMPTY = (
    "还没有表单。督导室把做好的表单打成 .form 文件发给大家；按“发布表单…”选这个文件，"
    "以后在督导记录里按“表单…”就能填。"
)
_KINDS = "表单 (*.form)"


class PublishedFormsPage(Page):
    """The forms that can be filled in here."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._rows = RowsModel(_COLUMNS)
        self.table = Table("发布过的表单", self._rows)
        self.table.stretch(0)
        self.publish = button("发布表单…", kind="primary", tip="选督导室给的 .form 文件")
        self.publish.clicked.connect(self._on_publish)
        self.hint = label(_EMPTY, kind="soft")
        self.box.addLayout(header("表单", self.publish))
        self.box.addWidget(self.notice)
        self.box.addWidget(self.hint)
        self.box.addWidget(self.table, 1)

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.visits

    @override
    def refresh(self) -> None:
        self.read(self._desk.form_versions.offered, self._show)

    def _show(self, found: tuple[OfferedForm, ...]) -> None:
        self._rows.show(found)
        self.hint.setVisible(not found)
        self.table.setVisible(bool(found))

    def _on_publish(self) -> None:
        path = ask.open_file(self, "选表单文件", _KINDS)
        if path is None:
            return

        def done(made: FormPublication) -> None:
            told = "本来就有，没有变化" if made.already else "已发布，在督导记录里按“表单…”填"
            self.notice.tell(f"“{made.title}”版本 {made.version}：{told}。")
            self.refresh()

        self.write(lambda: self._desk.form_versions.publish(path), done)
