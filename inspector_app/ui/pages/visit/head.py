"""The line above the record: what it is, where it stands, what can be done now."""

from typing import Final

from PySide6.QtWidgets import QFrame, QPushButton

from inspector_app.domain.labels.visits import state_words
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import COUNTED_STATUSES, Joint, VisitStatus
from inspector_app.ui.theme import button, label, look, scaled
from inspector_app.ui.widgets.flow import ActsLayout

_LOOK: Final = {
    VisitStatus.DRAFT: "warnpill",
    VisitStatus.FILED: "pill",
    VisitStatus.HANDED_OVER: "pill",
    VisitStatus.VOIDED: "badpill",
}


class RecordHead(QFrame):
    """School, state and number, then the steps that are possible."""

    def __init__(self) -> None:
        super().__init__()
        self.school = label("", kind="title")
        self._number = label("", kind="small")
        self._status = label("", kind="pill")
        self.next_gap = button("下一处未填 F8", tip="F8 或 Ctrl+E")
        self.undo = button("撤销", tip="Ctrl+Z：按时间倒着撤销这份记录里的改动")
        self.redo = button("重做", tip="Ctrl+Y")
        self.print = button("打印…", tip="Ctrl+P：先预览，再打印或存为 PDF")
        self.letters = button("打印文书…", tip="反馈意见书；定稿后还有整改通知书、督导意见书")
        self.file = button("定稿 F9", kind="primary", tip="F9 或 Ctrl+D")
        self.peers = button("交给同行…", tip="把这份记录做成文件，交给同去的督学收取")
        self.give_back = button("退回…", tip="标出要改的地方，写明意见，送回这位督学")
        self.correct = button("更正…", tip="作一次修订，写明理由；定稿后按新的统计")
        self.void = button("作废…", tip="保留记录和编号，不再统计")
        self.discard = button("回收站", tip="把草稿放入回收站，可以取回", name="放入回收站")
        self.abandon = button("放弃更正", tip="回到上一次定稿的样子")
        self._buttons: tuple[QPushButton, ...] = (
            self.next_gap, self.undo, self.redo, self.print, self.letters, self.peers,
            self.give_back, self.correct, self.void, self.discard, self.abandon, self.file,
        )  # fmt: skip
        # In large text the steps take a second line rather than a wider window.
        row = ActsLayout(self)
        for widget in (self.school, self._status, self._number):
            row.addWidget(widget)
        for each in self._buttons:
            row.addWidget(each)
            each.hide()

    def show_visit(self, visit: Visit, *, source: str = "") -> None:
        """Show a record's state, at the office where it is from, and the steps that it allows."""
        self.school.setText(visit.school.name if visit.school else "（未选学校）")
        self.school.setToolTip(self.school.text())
        # Long names give way to the buttons; the picker below shows the whole name.
        self.school.setMaximumWidth(scaled(230))
        revision = f" · 修订 {visit.revision}" if visit.revision > 1 else ""
        self._status.setText(f"{state_words(visit.status, visit.joint)}{revision}")
        look(self._status, _LOOK[visit.status])
        self._number.setText("　".join(filter(None, (visit.number, source))))
        draft = visit.status is VisitStatus.DRAFT
        done = visit.status in COUNTED_STATUSES
        correcting = draft and visit.revision > 1
        taken, own = visit.joint is Joint.TAKEN, visit.joint is None
        self.file.setText("定稿 F9" if own else "登记 F9")
        for each, shown in (
            (self.print, True),
            (self.letters, own and (draft or done)),
            (self.peers, own and not draft and bool(visit.peer_ids)),
            (self.next_gap, draft),
            (self.undo, draft),
            (self.redo, draft),
            (self.file, draft),
            (self.discard, draft and not correcting),
            (self.abandon, correcting),
            (self.correct, done and not taken),
            (self.void, done and not taken),
        ):
            each.setVisible(shown)
