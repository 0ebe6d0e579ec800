"""The shared folders that 收件 looks at by itself, and how one of them is let go."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from inspector_app.ui.dialogs import ask
from inspector_app.ui.page import Page
from inspector_app.ui.theme import button

if TYPE_CHECKING:
    from inspector_app.ui.desk import Desk


def folders_button(page: Page, desk: "Desk") -> QPushButton:
    """Return the button that lists them."""
    made = button("记住的文件夹…", tip="“再收一次”看哪些共享文件夹；不再要看的在这里去掉")
    made.clicked.connect(
        lambda: page.read(desk.office_desk.folders, lambda f: _offer(page, desk, f))
    )
    return made


def _offer(page: Page, desk: "Desk", folders: tuple[Path, ...]) -> None:
    if not folders:
        page.notice.tell("没有记住的共享文件夹；收过一次的会记住。")
        return
    text = "“再收一次”会看这些文件夹。选一个，以后不再看它；里面的文件和已收下的都不动。"
    chosen = ask.pick(page, "记住的共享文件夹", text, [str(folder) for folder in folders])
    if chosen is not None:
        folder = folders[chosen]
        page.write(lambda: desk.office_desk.forget(folder), lambda _: page.refresh())
