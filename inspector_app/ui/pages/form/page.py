"""表单 of a record: it looks like its paper, runs by keyboard, and saves at every change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from inspector_app.base.changes import Changes
from inspector_app.base.clock import today
from inspector_app.base.ids import new_uid
from inspector_app.base.override import override
from inspector_app.domain.form_record import text_fault
from inspector_app.services.wishes import BlankFormPrint, FormsPrint
from inspector_app.ui.dialogs import ask
from inspector_app.ui.forms.book import FormBook
from inspector_app.ui.forms.way_out import FormWayOut
from inspector_app.ui.navigator import OpenPreview, OpenVisit
from inspector_app.ui.page import Kit, Page
from inspector_app.ui.saving import Saver
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from inspector_app.services.form_filling import Edit, OpenForm
    from inspector_app.services.form_records import OpenedForm, RecordForms, Upgrade
    from inspector_app.services.saved import Added
    from inspector_app.services.undo import Undone
    from inspector_app.ui.desk import Desk

_LOOK_AGAIN_MS: Final = 400
_COUNT_AFTER_MS: Final = 60
_PRINTS: Final = (
    "填好的表单", "空白表单，带去手填", "填进上面发的 Word 表…", "存为 Excel…",
    "存为 XForm 实例（XML）…",
)  # fmt: skip


class FormPage(Page):
    """The forms of one record, one of them on the screen."""

    def __init__(self, kit: Kit, desk: Desk, uid: str, *, form: str = "") -> None:
        super().__init__(kit)
        self._desk, self.uid, self._form = desk, uid, form
        self.editing = new_uid()
        self._found: RecordForms | None = None
        self._opened: OpenedForm | None = None
        self._filling: OpenForm | None = None
        self.saver = Saver(self)
        self._soon = _timer(self, _LOOK_AGAIN_MS, self.refresh)
        self._count = _timer(self, _COUNT_AFTER_MS, self._count_open)
        self.book = FormBook(lambda: today(desk.clock))
        self._build()
        self._connect()

    def _build(self) -> None:
        self._title = label("表单", kind="title")
        self._where = label("", kind="soft")
        self.back = button("回到记录", tip="Esc")
        self.choose = button("换一张…", tip="Ctrl+K：看另一张，或加一张")
        self.next_open = button("下一处未填 F8", tip="F8；Shift+F8 上一处")
        self.undo_button = button("撤销", tip="Ctrl+Z")
        self.issues = button("列入存在问题", tip="Ctrl+Shift+I：把表单里写的问题列入这份记录")
        self.newer = button("换到新版…", tip="表单有新的版本：先看哪些回答带过去、哪些没有地方放")
        self.print = button("打印…", tip="Ctrl+P：填好的，或带去手填的空白表")
        self.remove = button("移除", tip="从草稿里移除这张表单；Ctrl+Z 退回")
        head = QWidget()
        row = FlowLayout(head)
        for widget in (
            self._title, self.back, self.choose, self.next_open, self.undo_button, self.issues,
            self.newer, self.print, self.remove,
        ):  # fmt: skip
            row.addWidget(widget)
        self.box.addWidget(head)
        self.box.addWidget(self.notice)
        self.figures = label("", kind="pill")
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.figures)
        line.addWidget(self._where, 1)
        self.box.addLayout(line)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._empty())
        self.stack.addWidget(self.book)
        self.box.addWidget(self.stack, 1)

    def _empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        self.hint = label("", kind="soft")
        self.begin = button("选一张表单…", kind="primary")
        line = QHBoxLayout()
        line.addWidget(self.begin)
        line.addStretch()
        column.addWidget(self.hint)
        column.addLayout(line)
        column.addStretch()
        return page

    def _connect(self) -> None:
        self.book.given.connect(self._on_given)
        self.book.refused.connect(self._refuse)
        self.book.left.connect(lambda path: self.book.show_changed(frozenset({path})))
        self.book.undo_wanted.connect(self.undo)
        self.book.redo_wanted.connect(self.redo)
        self.book.add_wanted.connect(self._add_row)
        self.book.remove_wanted.connect(self._remove_row)
        for pressed, slot in (
            (self.back, self.go_back), (self.choose, self.choose_form),
            (self.begin, self.choose_form), (self.next_open, self.go_to_next_open),
            (self.undo_button, self.undo), (self.issues, self.make_issues),
            (self.newer, self.move_version), (self.remove, self.take_out),
            (self.print, self.choose_print),
        ):  # fmt: skip
            pressed.clicked.connect(slot)
        for key, act in (
            ("Esc", self.go_back), ("Ctrl+K", self.choose_form), ("F8", self.go_to_next_open),
            ("Shift+F8", self.go_to_last_open), ("Ctrl+Z", self.undo), ("Ctrl+Y", self.redo),
            ("Ctrl+PgDown", lambda: self.book.turn(1)), ("Ctrl+PgUp", lambda: self.book.turn(-1)),
            ("Ctrl+Shift+N", self.add_row), ("Ctrl+Shift+Del", self.remove_row),
            ("Ctrl+Shift+I", self.make_issues), ("Ctrl+P", self.choose_print),
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
        self.read(self._look, show)

    def _look(self) -> tuple[RecordForms, OpenedForm | None]:
        found = self._desk.forms.of_record(self.uid)
        asked = [record for record in found.records if record.form == self._form]
        record = next(iter((*asked, *found.records)), None)
        opened = None if record is None else self._desk.forms.open(record.uid)
        return found, opened

    def _show(self, look: tuple[RecordForms, OpenedForm | None]) -> None:
        found, opened = look
        self._found, self._opened = found, opened
        editable = found.visit.is_editable and found.visit.joint is None
        shown = opened is not None and opened.filling is not None
        for each in (self.next_open, self.undo_button, self.remove, self.issues):
            each.setVisible(editable and shown)
        self.newer.setVisible(opened is not None and bool(opened.newer))
        self.choose.setVisible(len(found.records) > 1 or (editable and bool(found.records)))
        self.figures.setVisible(shown)
        self.print.setVisible(shown)
        if opened is None or opened.filling is None:
            self._show_none(opened, editable=editable)
            return
        self._form = opened.record.form
        self._title.setText(opened.record.title)
        school = found.visit.school.name if found.visit.school else "（未选学校）"
        day = found.visit.visited_on.isoformat() if found.visit.visited_on else "（未填日期）"
        self._where.setText(f"{school}　{day}　{found.visit.number}　版本 {opened.record.version}")
        self.stack.setCurrentIndex(1)
        self._take(opened, locked=not editable)

    def _take(self, opened: OpenedForm, *, locked: bool) -> None:
        """Show what is stored, where it is not what the screen holds already."""
        first = self._filling is None or self._filling.record.uid != opened.record.uid
        if not first and self._filling is not None and not self._filling.differs(opened.record):
            return
        assert opened.filling is not None
        self._filling = opened.filling
        self.book.open(opened.filling, locked=locked)
        self._count_open()
        if first:
            self.book.focus_first()

    def _show_none(self, opened: OpenedForm | None, *, editable: bool) -> None:
        self._filling = None
        self._title.setText("表单")
        self._where.setText("")
        self.stack.setCurrentIndex(0)
        offered = self._found is not None and bool(self._found.fresh)
        self.begin.setVisible(editable and opened is None and offered)
        if opened is not None:
            self.hint.setText(
                f"“{opened.record.title}”版本 {opened.record.version}：本机没有这一版，"
                "回答都保存着；"
                "向督导室要这张表单的文件，在“更多 › 表单”里发布后就能看。"
            )
        elif not editable:
            self.hint.setText("这份记录没有表单。")
        elif offered:
            self.hint.setText("这里按表单一处一处填，和纸上的样子一样；填了就保存。")
        else:
            self.hint.setText("还没有发布过的表单；请先在“更多 › 表单”里发布督导室给的文件。")

    def _count_open(self) -> None:
        left = self.book.count_open()
        self.figures.setText(f"还有 {left} 处" if left else "都填好了")

    # -- answering -------------------------------------------------------------------------------

    def _on_given(self, path: str, value: str) -> None:
        filling = self._filling
        if filling is None or filling.session.value(path) == value:
            return
        fault = text_fault(value) if value else ""
        if fault:
            self._refuse(f"没有保存：{fault}。")
            return
        self._save(filling.set(path, value))

    def _save(self, edit: Edit) -> None:
        opened = self._opened
        if opened is None:
            return
        uid, editing, service = opened.record.uid, self.editing, self._desk.forms
        key = ",".join(step.address for step in edit.steps)
        self.saver.save(f"{uid}.{key}", lambda: service.save(uid, edit, editing=editing))
        self.book.show_changed(edit.paths)
        self._count.start()

    def _refuse(self, sentence: str) -> None:
        self.notice.tell(sentence, kind="warn")
        self.kit.events.not_saved.emit(sentence)

    def add_row(self) -> None:
        """Add a row to the repeat on the screen."""
        rows = self.book.rows
        if rows is not None and not rows.add.isHidden():
            self._add_row(rows.path)

    def _add_row(self, repeat: str) -> None:
        if self._filling is None:
            return
        self.flush()
        path, edit = self._filling.add(repeat)
        self._save(edit)
        self.book.go_to(path)

    def remove_row(self) -> None:
        """Take away the row that is looked at."""
        rows = self.book.rows
        if rows is not None and not rows.remove.isHidden():
            rows.take_out()

    def _remove_row(self, path: str) -> None:
        if self._filling is None:
            return
        self.flush()
        self._save(self._filling.remove(path))
        self.kit.events.said.emit("已删除这一条，Ctrl+Z 退回。")

    # -- walking ---------------------------------------------------------------------------------

    def go_to_next_open(self) -> None:
        """Go to the next place that 定稿 would refuse."""
        self._walk_open(1)

    def go_to_last_open(self) -> None:
        """Go to the place before that 定稿 would refuse."""
        self._walk_open(-1)

    def _walk_open(self, by: int) -> None:
        filling = self._filling
        if filling is None or self.next_open.isHidden():
            return
        self.flush()
        self.book.ask_all()
        points = [point.path for point in filling.problems()]
        if not points:
            self.kit.events.said.emit("都填好了。")
            return
        order = list(filling.session.dump())
        places = {path: place for place, path in enumerate(order)}
        here = places.get(self.book.focus_path, -1)
        ahead = [p for p in points[::by] if (places[p] - here) * by > 0]
        self.book.go_to((ahead or points[::by])[0])
        self.book.show_changed(frozenset(points))

    # -- choosing --------------------------------------------------------------------------------

    def choose_form(self) -> None:
        """Ask for another form: one that stands beside the record, or one to add."""
        found = self._found
        if found is None:
            return
        self.flush()
        begun = {record.form: f"{record.title}（已有）" for record in found.records}
        fresh = {each.form: f"{each.title}（版本 {each.version}）" for each in found.fresh}
        forms = (*begun, *fresh)
        if not forms:
            return
        words = (*begun.values(), *fresh.values())
        place = ask.pick(self, "看哪一张表单", "选没有的一张，就加到这份记录旁边。", words)
        if place is None:
            return
        self._form = forms[place]
        if forms[place] in begun:
            self.refresh()
        else:
            self._begin(forms[place])

    def _begin(self, form: str) -> None:
        uid, editing = self.uid, self.editing

        def done(added: Added) -> None:
            self.kit.events.saved.emit(added.saved.at)
            self.refresh()

        self.saver.note()
        self.write(lambda: self._desk.forms.begin(uid, form, editing=editing), done)

    def take_out(self) -> None:
        """Take the form out of the draft; Ctrl+Z brings it back."""
        opened = self._opened
        if opened is None:
            return
        uid, editing = opened.record.uid, self.editing
        self.kit.events.said.emit(f"已移除“{opened.record.title}”，Ctrl+Z 退回。")
        self._filling = None
        self.saver.save(
            uid, lambda: self._desk.forms.remove(uid, editing=editing), then=self.refresh
        )

    def move_version(self) -> None:
        """Show what moving to the newest version comes to, and move where it is wanted."""
        opened = self._opened
        if opened is None or not opened.newer:
            return
        self.flush()
        uid = opened.record.uid
        self.write(lambda: self._desk.forms.preview_upgrade(uid), self._ask_to_move)

    def _ask_to_move(self, upgrade: Upgrade) -> None:
        opened = self._opened
        if opened is None:
            return
        lost = "".join(f"\n· {name}：{text}" for name, text in upgrade.dropped[:8])
        more = "" if len(upgrade.dropped) <= 8 else f"\n……共 {len(upgrade.dropped)} 个"
        told = f"下面的回答在新版里没有地方放，会去掉（Ctrl+Z 退回）：{lost}{more}" if lost else (
            "所有回答都带过去。"
        )  # fmt: skip
        text = f"换到版本 {upgrade.version}：带过去 {upgrade.carried} 个回答。{told}"
        if not ask.confirm(self, "换到新版", text, yes="换到新版"):
            return
        uid, editing = opened.record.uid, self.editing
        self.saver.note()
        self.write(lambda: self._desk.forms.upgrade(uid, editing=editing), lambda _: self.refresh())

    def make_issues(self) -> None:
        """Let what was found in the form become issues of the record."""
        opened = self._opened
        if opened is None or self.issues.isHidden():
            return
        self.flush()
        uid, editing = opened.record.uid, self.editing

        def done(many: int) -> None:
            self.kit.events.said.emit(
                f"已把 {many} 个问题列入“存在问题”；回到记录里写类别、程度和整改要求。"
            )

        self.saver.note()
        self.write(lambda: self._desk.form_filing.make_issues_of(uid, editing=editing), done)

    def choose_print(self) -> None:
        """Ask what to print, and show it as it prints."""
        opened = self._opened
        if opened is None or self.print.isHidden():
            return
        self.flush()
        place = ask.pick(self, "打印什么", f"“{opened.record.title}”", _PRINTS)
        if place is None:
            return
        form = opened.record.form
        wishes = (FormsPrint(uid=self.uid, form=form), BlankFormPrint(form=form, uid=self.uid))
        if place >= len(wishes):
            FormWayOut(self, self._desk, opened).take(place - len(wishes))
            return
        wish = wishes[place]
        # Behind what was just typed, on the one thread that saves.
        self.write(lambda: None, lambda _: self.kit.navigator.open(OpenPreview(wish=wish)))

    # -- undo, leaving ---------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the newest change of the record back."""
        self._walk("已撤销", lambda: self._desk.visit_edit.undo(self.uid))

    def redo(self) -> None:
        """Put the change last taken back in again."""
        self._walk("已重做", lambda: self._desk.visit_edit.redo(self.uid))

    def _walk(self, verb: str, work: Callable[[], Undone | None]) -> None:
        found = self._found
        if found is None or not found.visit.is_editable:
            return
        self.flush()

        def done(undone: Undone | None) -> None:
            self.editing = new_uid()
            self.kit.events.said.emit(self._told(verb, undone))
            self.refresh()

        self.saver.note()
        self.write(work, done)

    def _told(self, verb: str, undone: Undone | None) -> str:
        if undone is None:
            return "没有可以再退的改动了。"
        element = self._filling and self._filling.named(undone.label.rpartition("·")[2])
        name = element.label().strip() if element else ""
        return f"{verb}：{name or undone.label}"

    def go_back(self) -> None:
        """Go to the record."""
        self.flush()
        self.kit.navigator.open(OpenVisit(uid=self.uid))

    def flush(self) -> None:
        """Send out all that is typed and not sent yet."""
        self.book.flush()

    @override
    def leave(self) -> None:
        self.flush()


def _timer(page: FormPage, after: int, act: Callable[[], object]) -> QTimer:
    made = QTimer(page)
    made.setSingleShot(True)
    made.setInterval(after)
    made.timeout.connect(act)
    return made
