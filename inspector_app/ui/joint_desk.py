"""同行 on the page of records: taking a file over, entering a visit, matching the two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from inspector_app.domain.labels.visits import SESSION_LABEL
from inspector_app.ui.dialogs import ask
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.navigator import OpenVisit
from inspector_app.ui.page import Page, clear
from inspector_app.ui.theme import label
from inspector_app.ui.widgets.row_button import RowButton

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.base.errors import UserError
    from inspector_app.domain.views import VisitSummary
    from inspector_app.services.joint_matches import WaitingEntry
    from inspector_app.services.joint_sharing import TakenFromPeers
    from inspector_app.services.joint_take_over import JointFile, TakenOver
    from inspector_app.services.received_rows import Pictures
    from inspector_app.services.visit_edit import NewVisit
    from inspector_app.ui.desk import Desk

_CHOICES: Final = (
    "收取责任督学交来的同行记录…", "从共享文件夹收取交给本机的", "还没有文件，先做同行登记",
)  # fmt: skip
_WITH_ARRIVED: Final = ("收取", "不收取，不再提示")
_WHAT: Final = (
    "和别的责任督学一起入校时：他定稿后把记录文件交来，在这里收取，只能查看，计入本人的入校人次。"
    "文件还没到，可以先登记，收到后不重复计。也可以把文件直接拖到“督导记录”页上。"
)


def ask_for_joint(page: Page, desk: Desk) -> None:
    """Ask whether a file is to be taken over or an entry to be made."""
    chosen = ask.pick(page, "同行", _WHAT, _CHOICES)
    if chosen == 0:
        path = ask.open_file(page, "选责任督学交来的同行记录文件", ask.JOINT_FILES)
        if path is not None:
            take_over(page, desk, path)
    elif chosen == 1:
        take_from_share(page, desk)
    elif chosen == 2:
        begin_entry(page, desk)


def take_from_share(page: Page, desk: Desk, paths: Sequence[Path] = ()) -> None:
    """Take every record that is sealed for this laptop; the office's roster says whose it is."""

    def done(taken: TakenFromPeers) -> None:
        bad = any(each.sentence for each in taken.files)
        page.notice.tell(taken.sentence, kind="warn" if bad else "")
        page.refresh()

    page.write(lambda: desk.joint_sharing.take(paths), done, ticket=Ticket("正在收取……"))


def look_at(page: Page, desk: Desk, file: str) -> None:
    """Show a record that came by itself, and take it or let it go as a person says."""

    def found(record: JointFile) -> None:
        chosen = ask.pick(page, _title(record), _words(record), _WITH_ARRIVED)
        if chosen == 0:
            take_from_share(page, desk, (desk.peers_arrived.path(file),))
        elif chosen == 1:
            page.write(lambda: desk.peers_arrived.decline(file))

    def refused(error: UserError) -> None:
        drop = ask.confirm(page, "现在不能收取", error.sentence, yes=_WITH_ARRIVED[1])
        if drop:
            page.write(lambda: desk.peers_arrived.decline(file))

    page.kit.jobs.read(page, lambda: desk.peers_arrived.look(file), on_done=found,
                       on_error=refused, ticket=Ticket("正在核验……"))  # fmt: skip


def begin_entry(page: Page, desk: Desk) -> None:
    """Begin a 同行登记 and open it."""

    def opened(made: NewVisit) -> None:
        page.kit.navigator.open(OpenVisit(uid=made.uid))

    page.write(desk.joint_entries.begin, opened)


def take_over(page: Page, desk: Desk, path: Path) -> None:
    """Check a file, show it, and take it over after a yes; a sealed one is taken at once."""
    if ".age" in path.name:
        take_from_share(page, desk, (path,))
        return

    def done(taken: TakenOver) -> None:
        page.notice.tell(_taken_words(taken))
        page.refresh()
        if not taken.merged:
            page.kit.navigator.open(OpenVisit(uid=taken.uid))

    def take(file: JointFile, pictures: Pictures) -> None:
        page.write(
            lambda: desk.joint_take_over.take_read(file, pictures, accepted_chain=file.chain), done
        )

    def found(file: JointFile) -> None:
        if ask.confirm(page, _title(file), _words(file), yes=_yes(file)):
            # Beside the thread that saves: pictures take a while.
            page.kit.jobs.pool(
                page,
                lambda: desk.joint_take_over.store_pictures(file),
                on_done=lambda pictures: take(file, pictures),
                on_error=page.show_error,
                ticket=Ticket("正在收取……"),
            )

    page.read(lambda: desk.joint_take_over.read(path), found, ticket=Ticket("正在核验……"))


def _title(file: JointFile) -> str:
    from inspector_app.services.joint_take_over import News

    return {
        News.NEW: "收取这份同行记录吗？",
        News.NEWER: "换成这份较新的同行记录吗？",
        News.SAME: "这份同行记录本机已有",
    }[file.news]


def _yes(file: JointFile) -> str:
    from inspector_app.services.joint_take_over import News

    return "知道了" if file.news is News.SAME else "收取"


def _words(file: JointFile) -> str:
    visit = file.visit
    session = SESSION_LABEL[visit.session] if visit.session else ""
    key = (
        f"▲ 不是{file.lead_name}登记过或以前用过的电脑，请先向本人核实是不是换了电脑。\n"
        if file.known_key is False
        else ""
    )
    return (
        f"{visit.school.name if visit.school else ''}　{visit.visited_on} {session}\n"
        f"责任督学 {file.lead_name}，同行 {'、'.join(file.peer_names) or '无'}\n"
        f"第 {visit.revision} 版　听课 {len(visit.lessons)} 节　问题 {len(visit.issues)} 个　"
        f"照片 {file.photos} 张\n\n"
        f"{key}{_signed_by(file)}"
    )


def _signed_by(file: JointFile) -> str:
    """Say whose computer it is, or what is to be compared where that is not known."""
    if file.known_key:
        return f"文件完整，是{file.lead_name}的电脑签的。"
    return f"文件完整，签名有效。第一次收取时，请与责任督学核对：\n电脑代号 {file.chain}"


def _taken_words(taken: TakenOver) -> str:
    from inspector_app.services.joint_take_over import News

    if taken.news is News.SAME:
        return f"{taken.number} 本机已有，没有改动。"
    if taken.merged:
        return (
            f"已收取 {taken.number}；本人的同行登记与它是同一次督导，不重复计，登记的听课照样计。"
        )
    if not taken.counts:
        again = "；原来对应的同行登记照样计入" if taken.released else ""
        return (
            f"已收取 {taken.number}；这一版的同行督学里没有本人，或已经作废："
            f"不计入本人的入校人次{again}。"
        )
    return f"已收取 {taken.number}，只能查看和打印，已计入本人的入校人次。"


class WaitingEntries(QFrame):
    """The entries of which a person has to say what record they are about.

    Signals:
        matched(str, str): the entry and the record that it is about.
    """

    matched = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "warncard")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(12, 6, 12, 6)
        self._box.setSpacing(2)
        self.hide()

    def show_waiting(self, waiting: Sequence[WaitingEntry]) -> None:
        """Show them, each with the records that it may be about."""
        clear(self._box)
        for each in waiting:
            self._box.addWidget(
                label(f"同行登记 {_line(each.entry)} 是下面哪份记录的那次督导？人次已不重复计。")
            )
            for record in each.records:
                self._box.addWidget(self._choice(each.entry, record))
        self.setVisible(bool(waiting))

    def _choice(self, entry: VisitSummary, record: VisitSummary) -> QPushButton:
        made = RowButton(f"是这一份：{_line(record)}")
        made.clicked.connect(lambda: self.matched.emit(entry.uid, record.uid))
        return made


def _line(visit: VisitSummary) -> str:
    session = SESSION_LABEL[visit.session] if visit.session else ""
    return (
        f"{visit.visited_on} {session}　{visit.school_name}　责任督学 {visit.lead_name}　"
        f"{visit.number}"
    )
