"""送学校打印: to a stick or into the clipboard, from the preview of a feedback or a notice."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QGuiApplication

from inspector_app.ui.dialogs import ask

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.services.printing import Piece
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page

_WAYS: Final = ("写到优盘（选文件夹）…", "文字放进剪贴板，粘贴给学校")
_TEXT: Final = (
    "只送这一份文书。记录、访谈和听课不会随它出去；什么时候、送的什么、放在哪里，程序都记下。"
)


def hand_over(page: Page, desk: Desk, piece: Piece) -> None:
    """Ask where to, write the issued print there, and note it."""
    way = ask.pick(page, f"送学校打印：{piece.title}", _TEXT, _WAYS)
    if way is None:
        return
    copies, wish, title = desk.school_copies, piece.wish, piece.stem
    if way == 0:
        folder = ask.folder(page, "优盘上的文件夹")
        if folder is not None:
            page.write(lambda: copies.to_folder(wish, folder, title=title), partial(_written, page))
        return
    page.write(lambda: copies.to_clipboard(wish, title=title), partial(_copied, page))


def _written(page: Page, written: WrittenFile) -> None:
    page.tell_file(f"{written.sentence}已写到 {written.path}，并记下。", written.path)


def _copied(page: Page, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    page.notice.tell("文书的文字已放进剪贴板，可以粘贴给学校；已记下。")
