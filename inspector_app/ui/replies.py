"""Ways to a 学校回复, from any page that shows a school or its issues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector_app.domain.labels.replies import REPLY_STATE_LABEL, REPLY_WAY_LABEL
from inspector_app.ui.dialogs import ask
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.navigator import OpenReply
from inspector_app.ui.page import card
from inspector_app.ui.theme import button
from inspector_app.ui.widgets.row_button import RowButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from inspector_app.domain.reply import Reply
    from inspector_app.services.reply_forms import FormTaken
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page


def begin_reply(page: Page, desk: Desk, school_code: str) -> None:
    """Open the reply of a school that is being written, or a new one."""

    def opened(reply: Reply) -> None:
        page.kit.navigator.open(OpenReply(uid=reply.uid))

    page.write(lambda: desk.replies.begin_or_go_on(school_code), opened)


def read_form(page: Page, desk: Desk) -> None:
    """Ask for a filled 整改回复表 and open what it says."""
    path = ask.open_file(page, "选学校填好的整改回复表", ask.WORD_IN)
    if path is None:
        return

    def opened(taken: FormTaken) -> None:
        left = "\n".join(f"没有读入 {problem.sentence()}" for problem in taken.refused)
        read = f"读出 {len(taken.reply.answers)} 个问题的回复，看过再记入台账。"
        told = "\n".join(filter(None, (read, left)))
        page.kit.navigator.open(OpenReply(uid=taken.reply.uid, told=told))

    page.write(lambda: desk.reply_forms.take(path), opened, ticket=Ticket(f"正在读 {path.name}……"))


def reply_card(page: Page, desk: Desk, school_code: str, replies: Sequence[Reply]) -> QWidget:
    """Return a card with the replies of a school, and the way to another one."""
    lines: list[QWidget] = []
    for reply in replies:
        line = RowButton(
            f"{reply.received_on or '未写日期'}　{REPLY_WAY_LABEL[reply.way]}　"
            f"回复 {len(reply.answers)} 个问题　{REPLY_STATE_LABEL[reply.state]}　{reply.number}"
        )
        line.clicked.connect(
            lambda _=None, uid=reply.uid: page.kit.navigator.open(OpenReply(uid=uid))
        )
        lines.append(line)
    more = button("学校回复…", tip="一份纸或 Word 回复几个问题")
    more.clicked.connect(lambda: begin_reply(page, desk, school_code))
    return card(f"学校回复　{len(replies)} 份", *lines, more)
