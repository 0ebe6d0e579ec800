"""A record typed in Word, from any page: seen first, then made a draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from inspector_app.ui.dialogs import ask
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.navigator import OpenVisit

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.services.word_in import WordPreview, WordTaken
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page

# A question is as high as its text: more than this does not fit a small screen.
_MOST_LINES: Final = 11
_MOST_REST: Final = 4
_LONGEST: Final = 34


def choose_word(page: Page, desk: Desk) -> None:
    """Ask for a Word file, show what it says, and make a draft of it."""
    path = ask.open_file(page, "选用 Word 写的记录", ask.WORD_IN)
    if path is not None:
        read_word(page, desk, path)


def read_word(page: Page, desk: Desk, path: Path) -> None:
    """Show what a Word file says, and make a draft of it."""
    page.read(
        lambda: desk.word_in.preview(path),
        lambda found: _offer(page, desk, path, found),
        ticket=Ticket(f"正在读 {path.name}……"),
    )


def _offer(page: Page, desk: Desk, path: Path, found: WordPreview) -> None:
    fill = f"补进草稿 {found.number}（已写的不覆盖）"
    answers = (fill, "新建草稿") if found.draft else ("新建草稿",)
    chosen = ask.pick(page, f"从“{found.file_name}”读出", "\n".join(_lines(found)), answers)
    if chosen is None:
        return
    number = found.number if found.draft and chosen == 0 else ""

    def work() -> WordTaken:
        return desk.word_in.take(path, into=desk.visits.uid_of(number) if number else "")

    page.write(work, lambda taken: _open(page, taken), ticket=Ticket(f"正在读入 {path.name}……"))


def _open(page: Page, taken: WordTaken) -> None:
    said = [f"已读入 {taken.number}"]
    if taken.noted:
        said.append("没有认出的内容记在它的随手记里")
    said += [f"没有放入 {problem.sentence()}" for problem in taken.left_out[:2]]
    page.kit.events.said.emit("；".join(said) + "。")
    page.kit.navigator.open(OpenVisit(uid=taken.uid))


def _lines(found: WordPreview) -> Iterator[str]:
    known = list(found.lines())
    for name, text in known[:_MOST_LINES]:
        yield f"{name}：{_cut(text)}"
    if len(known) > _MOST_LINES:
        yield f"……另有 {len(known) - _MOST_LINES} 项"
    for problem in found.left_out():
        yield problem.sentence()
    if found.rest:
        yield f"没有认出 {len(found.rest)} 处，记成随手记："
    for name, text in found.rest[:_MOST_REST]:
        yield f"　{name}：{_cut(text)}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}……"
