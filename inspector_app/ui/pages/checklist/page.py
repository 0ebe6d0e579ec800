"""检查表 of a record: the items at the left, the whole of the chosen one at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from inspector_app.base.changes import Changes
from inspector_app.base.ids import new_uid
from inspector_app.base.override import override
from inspector_app.domain.checklist_answers import score_text
from inspector_app.services.wishes import BlankChecklistPrint, ChecklistsPrint
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import OpenPreview, OpenVisit
from inspector_app.ui.page import Kit, Page
from inspector_app.ui.pages.checklist.items import ItemsTable
from inspector_app.ui.pages.checklist.model import lines_of
from inspector_app.ui.pages.checklist.panel import ItemPanel
from inspector_app.ui.saving import Saver
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from inspector_app.domain.checklist import Item
    from inspector_app.services.checklist_versions import Offered
    from inspector_app.services.checklists import FilledView, RecordChecklists
    from inspector_app.services.saved import Added
    from inspector_app.services.undo import Undone
    from inspector_app.services.wishes import Wish
    from inspector_app.ui.desk import Desk

_LOOK_AGAIN_MS: Final = 400
_LEFT, _RIGHT = 68, 32
_PRINTS: Final = ("填好的检查表", "督导记录，检查表作附件", "空白检查表，带去手填")


class ChecklistPage(Page):
    """The checklists of one record, one of them on the screen; each answer is saved at once."""

    def __init__(self, kit: Kit, desk: Desk, uid: str, *, form: str = "") -> None:
        super().__init__(kit)
        self._desk, self.uid, self._form = desk, uid, form
        self.editing = new_uid()
        self._found: RecordChecklists | None = None
        self.saver = Saver(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LOOK_AGAIN_MS)
        self._soon.timeout.connect(self.refresh)
        self.table, self.panel = ItemsTable(), ItemPanel()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._title = label("检查表", kind="title")
        self._where = label("", kind="soft")
        self.back = button("回到记录", tip="Esc")
        self.choose = button("换一张…", tip="Ctrl+K：看另一张，或加一张")
        self.next_open = button("下一处未填 F8", tip="F8")
        self.undo_button = button("撤销", tip="Ctrl+Z")
        self.print = button("打印…", tip="Ctrl+P：填好的、附在记录后面的，或空白的")
        self.remove = button("移除", tip="从草稿里移除这张检查表；Ctrl+Z 退回")
        self.figures = label("", kind="head")
        head = QWidget()
        row = FlowLayout(head)
        for widget in (
            self._title, self.back, self.choose, self.next_open, self.undo_button, self.print,
            self.remove,
        ):  # fmt: skip
            row.addWidget(widget)
        self.box.addWidget(head)
        self.box.addWidget(self.notice)
        line = QHBoxLayout()
        line.addWidget(self.figures)
        line.addWidget(self._where, 1)
        self.box.addLayout(line)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._empty())
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.table)
        halves.addWidget(self.panel)
        halves.setStretchFactor(0, _LEFT)
        halves.setStretchFactor(1, _RIGHT)
        self.stack.addWidget(halves)
        self.box.addWidget(self.stack, 1)

    def _empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        self.hint = label("", kind="soft")
        self.hint.setWordWrap(True)
        self.begin = button("选一张检查表…", kind="primary")
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.begin)
        line.addStretch()
        column.addWidget(self.hint)
        column.addLayout(line)
        column.addStretch()
        return page

    def _connect(self) -> None:
        self.table.chosen.connect(self._save)
        self.table.stood_on.connect(self._show_item)
        self.table.writing_wanted.connect(self.panel.begin)
        self.panel.edited.connect(self._on_written)
        self.panel.refused.connect(self.on_refused)
        self.panel.issue_wanted.connect(self.make_issue)
        self.panel.figure.entered.connect(self._on_figure_entered)
        for field in (self.panel.figure, self.panel.long, self.panel.note):
            field.undo_wanted.connect(self.undo)
            field.redo_wanted.connect(self.redo)
        for pressed, slot in (
            (self.back, self.go_back), (self.choose, self.choose_form), (self.begin, self._begin),
            (self.next_open, self.go_to_next_open), (self.undo_button, self.undo),
            (self.print, self.choose_print), (self.remove, self.take_out),
        ):  # fmt: skip
            pressed.clicked.connect(slot)
        for key, act in (
            ("Esc", self.go_back), ("Ctrl+K", self.choose_form), ("F8", self.go_to_next_open),
            ("Ctrl+Z", self.undo), ("Ctrl+Y", self.redo), ("Ctrl+P", self.choose_print),
            ("Ctrl+Shift+I", self._make_current_issue),
        ):  # fmt: skip
            self.key(key, act)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        if self.uid in changes.visit_uids:
            self._soon.start()
        return False

    @override
    def refresh(self) -> None:
        if self.saver.unsaved:
            self._soon.start()
            return
        show = self.saver.unless_written(self._show, self._soon.start)
        self.read(lambda: self._desk.checklists.of_record(self.uid), show)

    def _show(self, found: RecordChecklists) -> None:
        first = self._found is None
        self._found = found
        visit = found.visit
        school = visit.school.name if visit.school else "（未选学校）"
        self._where.setText(f"{school}　{visit.number}")
        editable = visit.is_editable and visit.joint is None
        view = self.view
        for each in (self.next_open, self.undo_button, self.remove):
            each.setVisible(editable and view is not None)
        self.print.setVisible(view is not None)
        self.choose.setVisible(editable or len(found.views) > 1)
        if view is None or view.checklist is None or view.standing is None:
            self._show_none(view, editable=editable)
            return
        self._title.setText(view.checklist.title)
        self.figures.setText(_figures(view))
        self.stack.setCurrentIndex(1)
        self.table.locked = not editable
        self.table.show_items(lines_of(view.checklist), view.filled.answers)
        self._show_item(self.table.item)
        if first:
            self.table.setFocus()

    def _show_none(self, view: FilledView | None, *, editable: bool) -> None:
        self._title.setText("检查表")
        self.figures.setText("")
        self.stack.setCurrentIndex(0)
        self.begin.setVisible(editable and view is None)
        if view is not None:
            self.hint.setText(
                f"“{view.filled.title}”版本 {view.filled.version}：本机没有这一版，结果都保存着；"
                "向督导室要这张检查表的文件，发布后就能看。"
            )
            return
        suggested = self._found.suggested if self._found is not None else ""
        self.begin.setText("填本专项的检查表" if suggested else "选一张检查表…")
        self.hint.setText(
            "这里按检查表一项一项填：数字键选结果并到下一项，Enter 写备注。不达标的项可以转为问题。"
            if editable
            else "这份记录没有检查表。"
        )

    @property
    def view(self) -> FilledView | None:
        """The filled checklist on the screen: the one asked for, or the first."""
        views = self._found.views if self._found is not None else ()
        asked = [view for view in views if view.filled.form == self._form]
        return next(iter((*asked, *views)), None)

    def _show_item(self, item: Item | None) -> None:
        view = self.view
        if view is None:
            return
        key = item.key if item is not None else ""
        self.panel.show_item(
            item,
            self.table.items.answers,
            odd=view.odd.get(key, ""),
            made=key in view.made,
            locked=self.table.locked,
        )

    # -- answering -------------------------------------------------------------------------------

    def _save(self, key: str, text: str) -> None:
        view = self.view
        if view is None:
            return
        uid, editing, service = view.filled.uid, self.editing, self._desk.checklists
        self.saver.save(f"{uid}.{key}", lambda: service.answer(uid, key, text, editing=editing))
        self._show_item(self.table.item)

    def _on_written(self, key: str, text: str) -> None:
        row = self.table.currentIndex().row()
        self.table.items.put(row, key, text)
        self._save(key, text)

    def _on_figure_entered(self) -> None:
        self.table.setFocus()
        self.table.step(1)

    def on_refused(self, sentence: str) -> None:
        """Say that what was typed is not saved, and why."""
        self.notice.tell(sentence, kind="warn")
        self.kit.events.not_saved.emit(sentence)

    def go_to_next_open(self) -> None:
        """Go to the next item without an answer."""
        view = self.view
        if view is None or view.checklist is None:
            return
        self.panel.flush()
        answers = self.table.items.answers
        asked = {item.key for item in view.checklist.items if item.is_asked}
        found = frozenset(key for key in asked if not answers.get(key))
        self.table.setFocus()
        if not self.table.next_open(found):
            self.kit.events.said.emit("各项都填了。")

    def _make_current_issue(self) -> None:
        if self.panel.issue.isVisible() and self.panel.issue.isEnabled():
            self.panel.issue.click()
        else:
            self.notice.tell("请先到一个不达标、还没有转过的项，再按 Ctrl+Shift+I。", kind="warn")

    def make_issue(self, key: str) -> None:
        """Make an issue of an item that failed."""
        view = self.view
        if view is None:
            return
        uid, editing = view.filled.uid, self.editing

        def done(added: Added) -> None:
            self.kit.events.saved.emit(added.saved.at)
            self.kit.events.said.emit("已加到“存在问题”；回到记录里写类别、程度和整改要求。")
            self.refresh()

        self.saver.note()
        self.write(lambda: self._desk.checklists.make_issue(uid, key, editing=editing), done)

    # -- choosing --------------------------------------------------------------------------------

    def _begin(self) -> None:
        suggested = self._found.suggested if self._found is not None else ""
        if suggested:
            self._add(suggested)
        else:
            self.choose_form()

    def choose_form(self) -> None:
        """Ask for another checklist: one that stands beside the record, or one to add."""
        if self._found is not None and self.choose.isVisible():
            self.flush()
            self.read(self._desk.checklists.versions.offered, self._ask_form)

    def _ask_form(self, offered: tuple[Offered, ...]) -> None:
        found = self._found
        if found is None:
            return
        begun = {view.filled.form: view.filled.title for view in found.views}
        editable = found.visit.is_editable
        fresh = {
            each.checklist.id: each.checklist.title
            for each in offered
            if editable and each.checklist.id not in begun
        }
        forms = (*begun, *fresh)
        words = (*(f"{title}（已有）" for title in begun.values()), *fresh.values())
        place = ask.pick(self, "看哪一张检查表", "选没有的一张，就加到这份记录旁边。", words)
        if place is None:
            return
        if forms[place] in begun:
            self._form = forms[place]
            self._show(found)
        else:
            self._add(forms[place])

    def _add(self, form: str) -> None:
        uid, editing = self.uid, self.editing

        def done(added: Added) -> None:
            self._form = form
            self.kit.events.saved.emit(added.saved.at)
            self.refresh()
            self.table.setFocus()

        self.saver.note()
        self.write(lambda: self._desk.checklists.begin(uid, form, editing=editing), done)

    def take_out(self) -> None:
        """Take the checklist out of the draft; Ctrl+Z brings it back."""
        view = self.view
        if view is None:
            return
        uid, editing = view.filled.uid, self.editing
        self.kit.events.said.emit(f"已移除“{view.filled.title}”，Ctrl+Z 退回。")
        self.saver.save(
            uid, lambda: self._desk.checklists.remove(uid, editing=editing), then=self.refresh
        )

    # -- paper, undo, leaving --------------------------------------------------------------------

    def choose_print(self) -> None:
        """Ask what to print, and show it as it prints."""
        view = self.view
        if view is None:
            return
        self.flush()
        place = ask.pick(self, "打印什么", f"“{view.filled.title}”", _PRINTS)
        if place is None:
            return
        form = view.filled.form
        wishes: tuple[Wish, ...] = (
            ChecklistsPrint(uid=self.uid, form=form),
            ChecklistsPrint(uid=self.uid, annexed=True),
            BlankChecklistPrint(form=form, uid=self.uid),
        )
        # Behind what was just typed, on the one thread that saves.
        self.write(lambda: None, lambda _: self.kit.navigator.open(OpenPreview(wish=wishes[place])))

    def undo(self) -> None:
        """Take the newest change of the record back."""
        self._walk("已撤销", lambda: self._desk.visit_edit.undo(self.uid))

    def redo(self) -> None:
        """Put the change last taken back in again."""
        self._walk("已重做", lambda: self._desk.visit_edit.redo(self.uid))

    def _walk(self, verb: str, work: Callable[[], Undone | None]) -> None:
        if self.table.locked:
            return
        self.flush()

        def done(undone: Undone | None) -> None:
            self.editing = new_uid()
            what = f"{verb}：{undone.label}" if undone is not None else "没有可以再退的改动了。"
            self.kit.events.said.emit(what)
            self.table.setFocus()
            if undone is not None:
                self.table.go_to_item(undone.field.rpartition("/")[2].removesuffix("_note"))
            self.refresh()

        self.saver.note()
        self.write(work, done)

    def go_back(self) -> None:
        """Go to the record."""
        self.flush()
        self.kit.navigator.open(OpenVisit(uid=self.uid))

    def flush(self) -> None:
        """Send out all that is typed and not sent yet."""
        self.panel.flush()

    @override
    def leave(self) -> None:
        self.flush()


def _figures(view: FilledView) -> str:
    standing = view.standing
    assert standing is not None
    keys = len(standing.failed_keys)
    return (
        f"已填 {standing.answered}/{standing.asked} 项　得分 {score_text(standing.score)}"
        f"　不达标 {len(standing.failed)} 项{f'（★ {keys} 项）' if keys else ''}"
    )
