"""What a record has to do with peers: the line that says so, and handing it to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from inspector_app.domain.visit_options import COUNTED_STATUSES, Joint, VisitStatus
from inspector_app.ui.dialogs import ask
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.theme import GRID, button, label

if TYPE_CHECKING:
    from inspector_app.domain.views import VisitSummary
    from inspector_app.services.joint_hand_over import HandedToPeers, JointPreview
    from inspector_app.services.joint_sharing import SentToPeers
    from inspector_app.services.visit_views import VisitRecord
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.pages.visit.surface import RecordSurface


_WAYS: Final = ("加密给他们登记过的电脑，放入共享文件夹", "存成文件，自己交（没有加密）…")


class JointLine(QFrame):
    """Says whose record it is, and names what it belongs together with.

    Signals:
        wanted(str): the record of this uid is to be opened.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GRID + 4, 4, GRID + 4, 4)
        self._words = label("", kind="soft")
        self._row.addWidget(self._words, 1)
        self.links: list[QWidget] = []
        self.hide()

    @property
    def words(self) -> str:
        """What it says now, empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def show_record(self, record: VisitRecord) -> None:
        """Show what a record has to do with peers; nothing where it has not."""
        words = _words(record)
        self._words.setText(words)
        for link in self.links:
            self._row.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = [self._link(line) for line in record.companions]
        self.setVisible(bool(words))

    def _link(self, line: VisitSummary) -> QWidget:
        entry = line.joint is Joint.ENTRY
        heard = f"（听课 {line.lessons} 节）" if entry else ""
        what = "本人的同行登记" if entry else "记录"
        made = button(f"{what} {line.number}{heard}", kind="link")
        made.clicked.connect(lambda: self.wanted.emit(line.uid))
        self._row.addWidget(made)
        return made


def _words(record: VisitRecord) -> str:
    visit = record.visit
    if visit.joint is Joint.TAKEN:
        void = "；责任督学已作废，不再统计" if visit.status is VisitStatus.VOIDED else ""
        return f"{record.lead_name}交来的同行记录，本机只能查看和打印{void}。"
    if visit.joint is None:
        return "同一次督导，本人另有登记：" if record.companions else ""
    if record.companions:
        return "与责任督学的记录是同一次督导，不重复计："
    if visit.status in COUNTED_STATUSES:
        return f"还没有收到{record.lead_name}的记录，先按这份登记计入。"
    return "同行登记：只写学校、日期、时段、责任督学和本人听的课。登记后计入，收到记录后不重复计。"


def hand_to_peers(page: RecordSurface, widget: QWidget, desk: Desk, found: JointPreview) -> None:
    """Ask where to, and write the file of a record for its peers."""
    kept = (
        f"其中 {found.kept_back} 张有学生正面的照片不放入，只上报督导室。"
        if found.kept_back
        else ""
    )
    last = f"\n上次放到：{found.last}" if found.last else ""
    how = "" if found.by_share else "，可以放共享文件夹、U 盘，或用聊天软件发"
    care = "" if found.by_share else "文件没有加密，请只发给同行督学本人；文件名末尾的编号不要改。"
    text = (
        f"交给：{'、'.join(found.peers)}。\n记录、听课、定稿时的问题和 {found.photos} 张照片"
        f"做成一个签了名的文件{how}。{kept}{care}{last}"
    )
    if found.by_share:
        chosen = ask.pick(widget, "把这份记录交给同行", text, _WAYS)
        if chosen == 0:
            _send(page, desk)
        if chosen != 1:
            return
    elif not ask.confirm(widget, "把这份记录交给同行吗？", text, yes="选文件夹…"):
        return
    folder = ask.folder(widget, "同行记录文件放到哪个文件夹")
    if folder is None:
        return

    def done(made: HandedToPeers) -> None:
        same = "内容与上次相同，放入的是同一个文件。" if made.repeated else ""
        page.tell_file(
            f"已放入 {made.path.name}，请交给{'、'.join(found.peers)}。{same}"
            f"他们第一次收取时会核对本机的电脑代号：{made.chain}。",
            made.path.parent,
            action="打开文件夹",
        )

    page.write(
        lambda: desk.joint_hand_over.write(page.uid, folder),
        done,
        ticket=Ticket("正在做同行记录文件并核对……"),
    )


def _send(page: RecordSurface, desk: Desk) -> None:
    """Seal the record to the peers' laptops and put it into the shared folder."""

    def done(sent: SentToPeers) -> None:
        by_hand = (
            f"{'、'.join(sent.without)}的电脑还没有登记，请另存成文件交给本人。"
            if sent.without
            else ""
        )
        later = "共享文件夹现在连不上，连上后会自己放进去。" if sent.problem else ""
        page.notice.tell(f"已加密给{'、'.join(sent.peers)}，放入共享文件夹。{later}{by_hand}",
                         kind="warn" if by_hand or later else "")  # fmt: skip

    page.write(lambda: desk.joint_sharing.send(page.uid), done,
               ticket=Ticket("正在做同行记录文件并核对……"))  # fmt: skip
