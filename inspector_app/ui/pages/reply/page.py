"""学校回复: the issues of a school at the left, what it says of the chosen one at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.ids import new_uid
from inspector_app.base.override import override
from inspector_app.domain.labels.replies import REPLY_STATE_LABEL, REPLY_WAY_LABEL
from inspector_app.domain.reply import Answer, Reply, ReplyState
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, OpenSchool, Place
from inspector_app.ui.page import Kit, Page, clear
from inspector_app.ui.pages.reply.answer import AnswerForm
from inspector_app.ui.pages.reply.issues import IssueLine, IssueTicks
from inspector_app.ui.pages.reply.photos import ReplyPhotos
from inspector_app.ui.phrase_button import phrase_button
from inspector_app.ui.saving import Saver
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.chips import ChoiceChips
from inspector_app.ui.widgets.dates import DateField
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.rows import FormRow

if TYPE_CHECKING:
    from inspector_app.domain.views import IssueCase, LedgerRow
    from inspector_app.services.replies import ReplyView
    from inspector_app.services.undo import Undone
    from inspector_app.ui.desk import Desk

_LEFT: Final = 50


class ReplyPage(Page):
    """One reply; everything typed is kept at once, the ledger has it when it is recorded."""

    def __init__(self, kit: Kit, desk: Desk, uid: str, *, told: str = "") -> None:
        super().__init__(kit)
        self.uid = uid
        self._desk = desk
        self._told = told
        self._view: ReplyView | None = None
        self._form_for = ""
        self._laid_aside: dict[str, Answer] = {}
        self.form: AnswerForm | None = None
        self.saver = Saver(self)
        self._editing = new_uid()
        self._build()
        self._connect()

    @override
    def begin_step(self) -> None:
        self._editing = new_uid()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._title = label("学校回复", kind="title")
        self._state = label("", kind="soft")
        self.school = button("打开学校", kind="link")
        self.phrases = phrase_button(kind="link")
        self.undo_last = button("撤销", tip="Ctrl+Z：按时间倒着撤销这份回复里的改动")
        self.redo_last = button("重做", tip="Ctrl+Y")
        self.give_up = button("放弃…", tip="不记入台账；编号不再使用")
        self.record = button("记入台账", kind="primary", tip="Ctrl+Enter：全部记下，或一个也不记")
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(self._title)
        top.addWidget(self._state)
        top.addStretch()
        for each in (
            self.school, self.phrases, self.undo_last, self.redo_last, self.give_up, self.record,
        ):  # fmt: skip
            top.addWidget(each)
        self.box.addLayout(top)
        self.box.addWidget(self.notice)
        self._build_head()
        self.issues = IssueTicks()
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.issues)
        halves.addWidget(self._right())
        halves.setStretchFactor(0, _LEFT)
        halves.setStretchFactor(1, 100 - _LEFT)
        halves.setSizes([_LEFT, 100 - _LEFT])
        self.box.addWidget(halves, 1)

    def _build_head(self) -> None:
        def today() -> Any:
            return clocks.today(self._desk.clock)

        self.received = DateField("收到日期", today)
        self.checked = DateField("核查日期", today)
        self.way = ChoiceChips("方式", list(REPLY_WAY_LABEL.items()))
        self.note = LineField("备注")
        line = QHBoxLayout()
        line.setSpacing(GRID)
        # The chips stand on one line: there is room for no second one above the issues.
        policy = self.way.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        self.way.setSizePolicy(policy)
        for title, field, share in (
            ("收到日期", self.received, 0), ("方式", self.way, 1), ("核查日期", self.checked, 0),
        ):  # fmt: skip
            line.addWidget(label(title))
            line.addWidget(field, share)
        self.box.addLayout(line)

    def _right(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(GRID, 0, GRID, 0)
        self._wrong = label("", kind="bad")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        column.addWidget(self._wrong)
        self._answer_box = QVBoxLayout()
        column.addLayout(self._answer_box)
        self._own_title = label("这个问题的照片", kind="head")
        self.own = ReplyPhotos(self.kit, self._desk, name="这个问题的照片", reply_uid=self.uid)
        self._whole_title = label("整份回复：照片放一次，勾选的问题共用", kind="head")
        self.whole = ReplyPhotos(self.kit, self._desk, name="回复纸的照片", reply_uid=self.uid)
        self._rest = label("", kind="small")
        self._rest.setWordWrap(True)
        for widget in (
            self._own_title, self.own, self._whole_title, self.whole,
            FormRow("备注", self.note), self._rest,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setAccessibleName("回复的内容")
        return area

    def _connect(self) -> None:
        self.record.clicked.connect(self.record_now)
        self.give_up.clicked.connect(self.discard)
        self.school.clicked.connect(self._open_school)
        self.issues.ticked.connect(self._on_ticked)
        self.issues.shown.connect(self._on_shown)
        self.issues.entered.connect(self._on_entered)
        self.received.edited.connect(lambda day: self._change(received_on=day))
        self.checked.edited.connect(lambda day: self._change(checked_on=day))
        self.way.chosen.connect(self._on_way)
        self.note.edited.connect(lambda text: self._change(note=text))
        for keys, step in (
            ("Ctrl+Return", self.record_now), ("Ctrl+Z", self.undo), ("Ctrl+Y", self.redo),
        ):  # fmt: skip
            self.key(keys, step)
        self.phrases.clicked.connect(self.kit.events.phrase_wanted)
        self.undo_last.clicked.connect(self.undo)
        self.redo_last.clicked.connect(self.redo)
        for field in (self.received, self.checked, self.note):
            field.undo_wanted.connect(self.undo)
            field.redo_wanted.connect(self.redo)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.replies or changes.issues or changes.photos

    @override
    def refresh(self) -> None:
        begun = self.saver.begun
        self.read(lambda: self._desk.replies.view(self.uid), lambda view: self._show(view, begun))

    def _show(self, view: ReplyView, begun: int) -> None:
        if begun != self.saver.begun or self.saver.unsaved:
            # Something was typed since it was read; what is shown is newer.
            return
        first = self._view is None
        self._view = view
        reply = view.reply
        draft = reply.state is ReplyState.DRAFT
        self._title.setText(f"学校回复　{view.school_name}")
        self._state.setText(f"{reply.number}　{REPLY_STATE_LABEL[reply.state]}")
        if first:
            self.received.show_value(reply.received_on)
            self.checked.show_value(reply.checked_on)
            self.way.show_value(reply.way)
            self.note.show_value(reply.note)
            self._show_rest(reply)
        self._show_lines(view)
        self._show_photos(view)
        for widget in (self.record, self.give_up, self.phrases, self.undo_last, self.redo_last):
            widget.setVisible(draft)
        self.undo_last.setEnabled(view.can_undo)
        self.redo_last.setEnabled(view.can_redo)
        if not draft:
            self._lock()
        if self._told:
            self.notice.tell(self._told, kind="warn")
            self._told = ""

    def _show_rest(self, reply: Reply) -> None:
        file = f"读自“{reply.file.name}”，原件已留存。" if reply.file else ""
        rest = f"表外的文字：{reply.rest}" if reply.rest else ""
        self._rest.setText("\n".join(filter(None, (file, rest))))
        self._rest.setVisible(bool(file or rest))

    def _show_lines(self, view: ReplyView) -> None:
        wrong = {problem.where: problem.what for problem in view.problems}
        self.issues.show_lines(
            tuple(
                IssueLine(
                    row=row,
                    ticked=view.reply.answer_to(row.issue.uid) is not None,
                    will=view.will.get(row.issue.uid, ""),
                    wrong=wrong.get(row.issue.number, ""),
                )
                for row in view.issues
            )
        )
        chosen = self.issues.chosen()
        if chosen is not None and self._form_for != chosen.row.issue.uid:
            self._on_shown(chosen.row)
        self._show_wrong()

    def _show_wrong(self) -> None:
        chosen = self.issues.chosen()
        wrong = chosen.wrong if chosen else ""
        self._wrong.setText(f"还不能记入台账：{wrong}。")
        self._wrong.setVisible(bool(wrong))

    def _show_photos(self, view: ReplyView) -> None:
        reply = view.reply
        self.whole.show_photos([view.photos[p] for p in reply.photos if p in view.photos])
        answer = reply.answer_to(self._form_for)
        for widget in (self._own_title, self.own):
            widget.setVisible(answer is not None)
        own = answer.photos if answer else ()
        self.own.show_photos([view.photos[p] for p in own if p in view.photos])

    def _lock(self) -> None:
        self.issues.lock(locked=True)
        for day in (self.received, self.checked):
            day.lock(locked=True)
        self.way.lock(locked=True)
        self.note.setReadOnly(True)
        for panel in (self.own, self.whole):
            panel.strip.lock(locked=True)
        if self.form is not None:
            self.form.lock()

    # -- one answer ------------------------------------------------------------------------------

    def _on_shown(self, row: LedgerRow) -> None:
        uid = row.issue.uid
        if self.form is not None:
            self.form.flush()
        self._form_for = uid
        self.own.issue_uid = uid
        self._show_wrong()
        self.form = None
        clear(self._answer_box)
        if self._view is None:
            return
        if self._view.reply.answer_to(uid) is None:
            hint = label(
                f"{row.issue.number}　{row.issue.description}\n"
                "这份回复答了这个问题，就按空格勾选它；按回车勾选并写内容。",
                kind="soft",
            )
            hint.setWordWrap(True)
            self._answer_box.addWidget(hint)
            self._show_photos(self._view)
            return
        self.read(lambda: self._desk.issues.case(uid), lambda found: self._show_form(row, found))

    def _show_form(self, row: LedgerRow, found: IssueCase) -> None:
        answer = self._view.reply.answer_to(row.issue.uid) if self._view else None
        if answer is None or self._form_for != row.issue.uid or self._view is None:
            return
        clear(self._answer_box)
        self.form = AnswerForm(
            row, answer, visits=found.follow_ups, today=lambda: clocks.today(self._desk.clock)
        )
        self.form.edited.connect(self._on_answer)
        self.form.undo_wanted.connect(self.undo)
        self.form.redo_wanted.connect(self.redo)
        self._answer_box.addWidget(self.form)
        # Now, not with the next turn of events: who pressed Enter is to write in it at once.
        self.form.show()
        self._show_photos(self._view)
        if self._view.reply.state is not ReplyState.DRAFT:
            self._lock()

    def _on_ticked(self, row: LedgerRow, ticked: bool) -> None:  # noqa: FBT001 - a Qt slot
        if self._view is None:
            return
        uid, reply = row.issue.uid, self._view.reply
        if ticked:
            self._keep(reply.with_answer(self._laid_aside.pop(uid, Answer(issue_uid=uid))))
        else:
            written = reply.answer_to(uid)
            if written is not None:
                # A tick set again brings back what was written.
                self._laid_aside[uid] = written
            self._keep(reply.without_answer(uid))
        self._form_for = ""
        self._on_shown(row)

    def _on_entered(self) -> None:
        if self.form is not None:
            self.form.measures.setFocus()

    def _on_answer(self, answer: Answer) -> None:
        if self._view is not None and self._view.reply.answer_to(answer.issue_uid) is not None:
            kept = self._view.reply.answer_to(answer.issue_uid)
            photos = kept.photos if kept else ()
            self._keep(self._view.reply.with_answer(replace(answer, photos=photos)))

    # -- the whole -------------------------------------------------------------------------------

    def _on_way(self, way: object) -> None:
        if way is None and self._view is not None:
            self.way.show_value(self._view.reply.way)
        else:
            self._change(way=way)

    def _change(self, **values: Any) -> None:
        if self._view is not None:
            self._keep(replace(self._view.reply, **values))

    def _keep(self, reply: Reply) -> None:
        """Save what the reply says now; what it would record is asked for again."""
        if self._view is None or self._view.reply.state is not ReplyState.DRAFT:
            return
        self._view = replace(self._view, reply=reply)
        self.undo_last.setEnabled(True)
        editing = self._editing
        self.saver.save("reply", lambda: self._desk.replies.save(reply, editing=editing))

    @override
    def leave(self) -> None:
        if self.form is not None:
            self.form.flush()
        self.note.flush()
        for day in (self.received, self.checked):
            day.flush()

    # -- undo ------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the newest change of this reply back."""
        self._back_and_forth("已撤销", lambda: self._desk.replies.undo(self.uid))

    def redo(self) -> None:
        """Put the change last taken back in again."""
        self._back_and_forth("已重做", lambda: self._desk.replies.redo(self.uid))

    def _back_and_forth(self, verb: str, work: Callable[[], Undone | None]) -> None:
        if self._view is None or self._view.reply.state is not ReplyState.DRAFT:
            return
        self.leave()

        def done(undone: Undone | None) -> None:
            if undone is None:
                self.kit.events.said.emit("没有可以再退或重做的改动了。")
                return
            self._editing = new_uid()
            self.kit.events.said.emit(f"{verb}：{undone.label}")
            # What was undone may stand in the very field that has the focus: show all anew.
            self._view, self._form_for = None, ""
            self._laid_aside.clear()
            self.issues.setFocus()
            self.refresh()

        self.write(work, done)

    def record_now(self) -> None:
        """Record everything in the ledger, or tell what is wrong."""
        if self._view is None or self._view.reply.state is not ReplyState.DRAFT:
            return
        self.leave()
        count = len(self._view.reply.answers)
        self.write(
            lambda: self._desk.replies.record(self.uid), lambda _done: self._on_recorded(count)
        )

    def _on_recorded(self, count: int) -> None:
        self.notice.tell(f"已记入台账：{count} 个问题都记下了这份回复。")

    def discard(self) -> None:
        """Ask, and give the draft up."""
        if ask.confirm(
            self, "放弃这份学校回复",
            "写下的内容不再显示，台账没有改动；读入的 Word 原件和照片留在本机。", yes="放弃",
        ):  # fmt: skip
            self.write(
                lambda: self._desk.replies.discard(self.uid),
                lambda _done: self.kit.navigator.open(GoTo(place=Place.LEDGER)),
            )

    def _open_school(self) -> None:
        if self._view is not None:
            self.kit.navigator.open(OpenSchool(code=self._view.reply.school_code))
