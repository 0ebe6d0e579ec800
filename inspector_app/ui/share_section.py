"""共享文件夹 among the settings: joined by a laptop, made by the office, looked at by both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QWidget

from inspector_app.base.changes import Changes
from inspector_app.services.context import Role
from inspector_app.services.share_carrying import checked
from inspector_app.ui.dialogs import ask
from inspector_app.ui.theme import button, label, look
from inspector_app.ui.widgets.chips import SwitchChip
from inspector_app.ui.widgets.flow import FlowLayout
from inspector_app.ui.widgets.rows import FormRow, Section

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton

    from inspector_app.services.share_carrying import Errand
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page

_NONE: Final = {
    Role.LAPTOP: "还没有加入。没有共享文件夹也能上报：在“上报”页另存或复制文件，发给督导室。",
    Role.OFFICE: "还没有建立。没有也能收件：上报包用 U 盘或聊天软件交来，在“收件”页收。",
}
_AUTOMATIC: Final = "记录定稿、周汇报定稿时，连同台账自动放进共享文件夹，几 kB，不带照片"
_MOST_REMARKS: Final = 8


class _Standing(NamedTuple):
    """What the database says of the folder."""

    errand: Errand | None
    automatic: bool


class ShareSection(Section):
    """State of the folder, and what can be done with it."""

    def __init__(self, page: Page, desk: Desk) -> None:
        super().__init__("共享文件夹")
        self._page, self._desk = page, desk
        self.path = label("")
        self.path.setWordWrap(True)
        self.state = label("", kind="small")
        self.state.setWordWrap(True)
        self.choose = button("", kind="primary")
        self.look = button("检查", tip="同步留下的副本、没传完的、不认识的文件，时钟和空间")
        self.automatic = SwitchChip("定稿后自动上报", "定稿后自动上报")
        self.add(self.path)
        self.add(self.state)
        self.add(_line(self.choose, self.look))
        self.row = FormRow("自动上报", self.automatic, hint=_AUTOMATIC)
        self.add(self.row)
        self.choose.clicked.connect(self.ask_folder)
        self.look.clicked.connect(self.check)
        self.automatic.chosen.connect(self._on_automatic)
        self._folder: Path | None = None
        page.kit.events.changed.connect(self._on_changed)

    @property
    def _office(self) -> bool:
        return self._desk.settings.identity().role is Role.OFFICE

    def refresh(self) -> None:
        """Ask for the state, first of the data and then of the folder itself."""
        courier, share = self._desk.courier, self._desk.share
        self._page.read(lambda: _Standing(share.errand(), courier.is_automatic()), self._show)

    def _on_changed(self, changes: Changes) -> None:
        if changes.bundles and self.isVisible():
            self.refresh()

    def _show(self, standing: _Standing) -> None:
        errand, office = standing.errand, self._office
        self._folder = errand.folder if errand else None
        made = "建立共享文件夹…" if office else "选共享文件夹加入…"
        self.choose.setText("另换一个…" if errand else made)
        look(self.choose, "" if errand else "primary")
        self.look.setEnabled(errand is not None)
        self.row.setVisible(not office and errand is not None)
        self.automatic.show_value(standing.automatic)
        role = Role.OFFICE if office else Role.LAPTOP
        self.path.setText(str(errand.folder) if errand else _NONE[role])
        look(self.path, "" if errand else "soft")
        self.state.setVisible(errand is not None)
        if errand is not None:
            self._tell("正在看连不连得上……", good=True)
            self._page.kit.jobs.pool(
                self,
                lambda: checked(errand),
                on_done=lambda _share: self._tell(f"● 连得上{_waits(errand)}", good=True),
                on_error=lambda error: self._tell(
                    f"▲ {error.sentence}{_waits(errand)}", good=False
                ),
            )

    def _tell(self, text: str, *, good: bool) -> None:
        self.state.setText(text)
        look(self.state, "good" if good else "warn")

    def ask_folder(self) -> None:
        """Ask for a folder, and make it the office's, or join it."""
        office = self._office
        title = "在哪个文件夹建立（交来的人都能打开的空文件夹）" if office else "督导室的共享文件夹"
        folder = ask.folder(self, title)
        if folder is None:
            return
        share = self._desk.share
        act = share.make if office else share.join

        def done() -> Changes:
            act(folder)
            return Changes(settings=True)

        said = "已建立共享文件夹。" if office else "已加入共享文件夹，等着的上报包会自己放进去。"
        self._page.write(done, lambda _changes: self._said(said))

    def check(self) -> None:
        """Say what is wrong in the folder."""
        folder = self._folder
        if folder is not None:
            self._page.kit.jobs.pool(
                self, lambda: [remark.sentence for remark in self._desk.share.check(folder)],
                on_done=self._show_remarks, on_error=self._page.show_error,
            )  # fmt: skip

    def _show_remarks(self, said: list[str]) -> None:
        more = [f"……另有 {len(said) - _MOST_REMARKS} 处"] if len(said) > _MOST_REMARKS else []
        text = "\n".join([*said[:_MOST_REMARKS], *more])
        self._page.notice.tell(text or "共享文件夹没有发现问题。", kind="warn" if text else "")

    def _on_automatic(self, wanted: object) -> None:
        courier = self._desk.courier
        self._page.write(courier.begin_automatic if wanted else courier.end_automatic,
                         lambda _changes: self._said("已保存设置。"))  # fmt: skip

    def _said(self, text: str) -> None:
        self._page.notice.hide()
        self._page.kit.events.said.emit(text)
        self.refresh()


def _waits(errand: Errand) -> str:
    return f"；等着放入的上报包 {len(errand.waiting)} 个" if errand.waiting else ""


def _line(*acts: QPushButton) -> QWidget:
    made = QWidget()
    row = FlowLayout(made)
    for act in acts:
        row.addWidget(act)
    return made
