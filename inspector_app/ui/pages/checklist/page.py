"""检查表 of a record: the items at the left, the whole of the chosen one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QSplitter

from inspector_app.base.override import override
from inspector_app.domain.checklist_answers import score_text
from inspector_app.services.wishes import BlankChecklistPrint, ChecklistsPrint
from inspector_app.ui.beside import BesidePage
from inspector_app.ui.dialogs import ask
from inspector_app.ui.page import Kit
from inspector_app.ui.pages.checklist.items import ItemsTable
from inspector_app.ui.pages.checklist.model import lines_of
from inspector_app.ui.pages.checklist.panel import ItemPanel

if TYPE_CHECKING:
    from inspector_app.domain.checklist import Item
    from inspector_app.services.checklist_versions import Offered
    from inspector_app.services.checklists import FilledView, RecordChecklists
    from inspector_app.services.saved import Added
    from inspector_app.services.undo import Undone
    from inspector_app.services.wishes import Wish
    from inspector_app.ui.desk import Desk

_LEFT, _RIGHT = 68, 32
_PRINTS: Final = ("填好的检查表", "督导记录，检查表作附件", "空白检查表，带去手填")


class ChecklistPage(BesidePage):
    """The checklists of one record, one of them on the screen; each answer is saved at once."""

    paper = "检查表"

    def __init__(self, kit: Kit, desk: Desk, uid: str, *, form: str = "") -> None:
        super().__init__(kit, desk, uid, form=form)
        self._found: RecordChecklists | None = None
        self.table, self.panel = ItemsTable(), ItemPanel()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._build_head("head", tip_of_print="填好的、附在记录后面的，或空白的")
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.table)
        halves.addWidget(self.panel)
        halves.setStretchFactor(0, _LEFT)
        halves.setStretchFactor(1, _RIGHT)
        self._build_stack(halves)

    def _connect(self) -> None:
        self._connect_head()
        self.table.chosen.connect(self._save)
        self.table.stood_on.connect(self._show_item)
        self.table.writing_wanted.connect(self.panel.begin)
        self.panel.edited.connect(self._on_written)
        self.panel.refused.connect(self.refuse)
        self.panel.issue_wanted.connect(self.make_issue)
        self.panel.figure.entered.connect(self._on_figure_entered)
        for field in (self.panel.figure, self.panel.long, self.panel.note):
            field.undo_wanted.connect(self.undo)
            field.redo_wanted.connect(self.redo)
        self.begin.clicked.connect(self._begin)
        self.key("Ctrl+Shift+I", self._make_current_issue)

    # -- showing ---------------------------------------------------------------------------------

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
        for each in (self.next_open, self.undo_button, self.phrases, self.remove):
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

    @override
    def go_to_next_open(self) -> None:
        self._walk_open(1)

    @override
    def go_to_last_open(self) -> None:
        self._walk_open(-1)

    def _walk_open(self, by: int) -> None:
        view = self.view
        if view is None or view.checklist is None:
            return
        self.panel.flush()
        answers = self.table.items.answers
        asked = {item.key for item in view.checklist.items if item.is_asked}
        found = frozenset(key for key in asked if not answers.get(key))
        self.table.setFocus()
        if not self.table.next_open(found, by=by):
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
            self._add_form(suggested)
        else:
            self.choose_form()

    @override
    def choose_form(self) -> None:
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
            self._add_form(forms[place])

    def _add_form(self, form: str) -> None:
        uid, editing = self.uid, self.editing

        def done() -> None:
            self._form = form
            self.refresh()
            self.table.setFocus()

        self._add(lambda: self._desk.checklists.begin(uid, form, editing=editing), done)

    @override
    def take_out(self) -> None:
        view = self.view
        if view is None:
            return
        uid, editing = view.filled.uid, self.editing
        self.kit.events.said.emit(f"已移除“{view.filled.title}”，Ctrl+Z 退回。")
        self.saver.save(
            uid, lambda: self._desk.checklists.remove(uid, editing=editing), then=self.refresh
        )

    # -- paper, undo -----------------------------------------------------------------------------

    @override
    def choose_print(self) -> None:
        view = self.view
        if view is not None:
            form = view.filled.form
            wishes: tuple[Wish, ...] = (
                ChecklistsPrint(uid=self.uid, form=form),
                ChecklistsPrint(uid=self.uid, annexed=True),
                BlankChecklistPrint(form=form, uid=self.uid),
            )
            self._ask_print(view.filled.title, _PRINTS, wishes)

    @property
    @override
    def can_change(self) -> bool:
        return not self.table.locked

    @override
    def after_walk(self, undone: Undone | None) -> None:
        self.table.setFocus()
        if undone is not None:
            self.table.go_to_item(undone.field.rpartition("/")[2].removesuffix("_note"))
        self.refresh()

    @override
    def flush(self) -> None:
        self.panel.flush()


def _figures(view: FilledView) -> str:
    standing = view.standing
    assert standing is not None
    keys = len(standing.failed_keys)
    return (
        f"已填 {standing.answered}/{standing.asked} 项　得分 {score_text(standing.score)}"
        f"　不达标 {len(standing.failed)} 项{f'（★ {keys} 项）' if keys else ''}"
    )
