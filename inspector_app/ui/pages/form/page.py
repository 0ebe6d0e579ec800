"""表单 of a record: it looks like its paper, runs by keyboard, and saves at every change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from inspector_app.base.clock import today
from inspector_app.base.override import override
from inspector_app.domain.form_record import text_fault
from inspector_app.services.wishes import BlankFormPrint, FormsPrint
from inspector_app.ui.beside import BesidePage, single_shot
from inspector_app.ui.dialogs import ask
from inspector_app.ui.forms.book import FormBook
from inspector_app.ui.forms.picture_source import PictureSource
from inspector_app.ui.forms.way_out import FormWayOut
from inspector_app.ui.page import Kit
from inspector_app.ui.theme import button
from inspector_app.ui.widgets.fields import NOUN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector_app.domain.form_record import FormRecord
    from inspector_app.services.form_filling import Edit, OpenForm
    from inspector_app.services.form_records import OpenedForm, RecordForms, Upgrade
    from inspector_app.services.undo import Undone
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.saving import Save

_COUNT_AFTER_MS: Final = 60
_PRINTS: Final = (
    "填好的表单", "空白表单，带去手填", "填进上面发的 Word 表…", "存为 Excel…",
    "存为 XForm 实例（XML）…",
)  # fmt: skip


class FormPage(BesidePage):
    """The forms of one record, one of them on the screen."""

    paper = "表单"

    def __init__(self, kit: Kit, desk: Desk, uid: str, *, form: str = "") -> None:
        super().__init__(kit, desk, uid, form=form)
        self._found: RecordForms | None = None
        self._record: FormRecord | None = None
        self._filling: OpenForm | None = None
        self._count = single_shot(self, _COUNT_AFTER_MS, self._count_open)
        self._pictures = PictureSource(kit, desk.photos, desk.form_photos)
        self.book = FormBook(lambda: today(desk.clock), self._pictures)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setProperty(NOUN, "form")
        self.issues = button("列入存在问题", tip="Ctrl+Shift+I：把表单里写的问题列入这份记录")
        self.newer = button("换到新版…", tip="表单有新的版本：先看哪些回答带过去、哪些没有地方放")
        self.guide = button(
            "填表说明 F2", kind="chip", tip="F2 或 Ctrl+H：显示或收起每题的填表说明"
        )
        self.guide.setCheckable(True)
        own = (self.guide, self.issues, self.newer)
        self._build_head("pill", *own, tip_of_print="填好的，或带去手填的空白表")
        self._build_stack(self.book)

    def _connect(self) -> None:
        self._connect_head()
        asks = self.book.asks
        asks.given.connect(self._on_given)
        asks.refused.connect(self.refuse)
        asks.left.connect(lambda path: self.book.show_changed(frozenset({path})))
        asks.undo_wanted.connect(self.undo)
        asks.redo_wanted.connect(self.redo)
        asks.add_wanted.connect(self._add_row)
        asks.remove_wanted.connect(self._remove_row)
        self.guide.toggled.connect(lambda on: self.book.guide(on=on))
        self._pictures.stored.connect(self._on_pictures)
        for pressed, slot in (
            (self.begin, self.choose_form), (self.issues, self.make_issues),
            (self.newer, self.move_version),
        ):  # fmt: skip
            pressed.clicked.connect(slot)
        for key, act in (
            ("Ctrl+PgDown", lambda: self.book.turn(1)), ("Ctrl+PgUp", lambda: self.book.turn(-1)),
            ("Ctrl+Shift+N", self.add_row), ("Ctrl+Shift+Del", self.remove_row),
            ("Ctrl+Shift+I", self.make_issues), ("F2", self.toggle_guide),
            ("Ctrl+H", self.toggle_guide),
        ):  # fmt: skip
            self.key(key, act)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        if self.saver.unsaved:
            self._soon.start()
            return
        show = self.saver.unless_written(self._show, self._soon.start)
        self.read(self._look, show)

    def _look(self) -> tuple[RecordForms, OpenedForm | None]:
        """Read the record; the form is opened only where it is not the one on the screen."""
        found, filling = self._desk.forms.of_record(self.uid), self._filling
        record = self._wanted(found)
        same = filling is not None and record is not None and filling.record.uid == record.uid
        if record is None or (same and filling is not None and not filling.differs(record)):
            return found, None
        return found, self._desk.forms.open(record.uid)

    def _wanted(self, found: RecordForms) -> FormRecord | None:
        asked = [record for record in found.records if record.form == self._form]
        return next(iter((*asked, *found.records)), None)

    def _show(self, look: tuple[RecordForms, OpenedForm | None]) -> None:
        found, opened = look
        self._found, self._record = found, self._wanted(found)
        editable = found.visit.is_editable and found.visit.joint is None
        record = self._record
        if opened is not None or record is None:
            self._take(opened, locked=not editable)
        elif self._filling is not None and self.book.locked is editable:
            self.book.open(self._filling, locked=not editable)
        shown = record is not None and self._filling is not None
        for each in (self.next_open, self.undo_button, self.phrases, self.remove, self.issues):
            each.setVisible(editable and shown)
        newest = found.newest.get(record.form, "") if record is not None else ""
        self.newer.setVisible(
            editable and record is not None and newest not in {"", record.version}
        )
        self.choose.setVisible(len(found.records) > 1 or (editable and bool(found.records)))
        self.figures.setVisible(shown)
        self.guide.setVisible(shown and self.book.has_guidance)
        self.print.setVisible(shown)
        if record is None or not shown:
            self._show_none(record, editable=editable)
            return
        self._form = record.form
        self._title.setText(record.title)
        school = found.visit.school.name if found.visit.school else "（未选学校）"
        day = found.visit.visited_on.isoformat() if found.visit.visited_on else "（未填日期）"
        self._where.setText(f"{school}　{day}　{found.visit.number}　版本 {record.version}")

    def _take(self, opened: OpenedForm | None, *, locked: bool) -> None:
        """Show what is stored."""
        before, self._filling = self._filling, opened.filling if opened is not None else None
        if self._filling is None:
            return
        self.stack.setCurrentIndex(1)
        self.book.open(self._filling, locked=locked)
        self._count_open()
        if before is None or before.record.uid != self._filling.record.uid:
            self.book.focus_first()

    def _show_none(self, record: FormRecord | None, *, editable: bool) -> None:
        self._filling = None
        self._title.setText("表单")
        self._where.setText("")
        self.stack.setCurrentIndex(0)
        offered = self._found is not None and bool(self._found.fresh)
        self.begin.setVisible(editable and record is None and offered)
        if record is not None:
            self.hint.setText(
                f"“{record.title}”版本 {record.version}：本机没有这一版，"
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
            self.refuse(f"没有保存：{fault}。")
            return
        self._save(filling.set(path, value))

    def _save(self, edit: Edit) -> None:
        record = self._record
        if record is None:
            return
        uid, editing, service = record.uid, self.editing, self._desk.forms
        filling, steps = self._filling, {f"{uid}/{step.address}": step for step in edit.steps}
        assert filling is not None

        def again(left: Sequence[str]) -> Save:
            now = filling.again([steps[key].address for key in left if key in steps], edit)
            return lambda: service.save(uid, now, editing=editing)

        # What changes nothing that a person gave stands for the values that are worked out.
        keys = tuple(steps) or (f"{uid}/",)
        self.saver.save_several(keys, lambda: service.save(uid, edit, editing=editing), again)
        self.book.show_changed(edit.paths)
        self._count.start()

    def _on_pictures(self, path: str, answer: str) -> None:
        """Show pictures that were stored together with their answer."""
        if "[" in path:
            # Rows may have gone meanwhile: what is stored says which one has the pictures.
            self.refresh()
        elif self._filling is not None:
            self.saver.note()
            self.book.show_changed(self._filling.set(path, answer).paths)
            self._count.start()

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

    def toggle_guide(self) -> None:
        """Show how each question is to be answered, or no longer."""
        if not self.guide.isHidden():
            self.guide.toggle()

    # -- walking ---------------------------------------------------------------------------------

    @override
    def go_to_next_open(self) -> None:
        self._walk_open(1)

    @override
    def go_to_last_open(self) -> None:
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

    @override
    def choose_form(self) -> None:
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
        self._add(lambda: self._desk.forms.begin(uid, form, editing=editing), self.refresh)

    @override
    def take_out(self) -> None:
        record = self._record
        if record is None:
            return
        uid, editing = record.uid, self.editing
        self.kit.events.said.emit(f"已移除“{record.title}”，Ctrl+Z 退回。")
        self._filling = None
        self.saver.save(
            uid, lambda: self._desk.forms.remove(uid, editing=editing), then=self.refresh
        )

    def move_version(self) -> None:
        """Show what moving to the newest version comes to, and move where it is wanted."""
        record = self._record
        if record is None or self.newer.isHidden():
            return
        self.flush()
        uid = record.uid
        self.write(lambda: self._desk.forms.preview_upgrade(uid), self._ask_to_move)

    def _ask_to_move(self, upgrade: Upgrade) -> None:
        record = self._record
        if record is None:
            return
        lost = "".join(f"\n· {name}：{text}" for name, text in upgrade.dropped[:8])
        more = "" if len(upgrade.dropped) <= 8 else f"\n……共 {len(upgrade.dropped)} 个"
        told = f"下面的回答在新版里没有地方放，会去掉（Ctrl+Z 退回）：{lost}{more}" if lost else (
            "所有回答都带过去。"
        )  # fmt: skip
        text = f"换到版本 {upgrade.version}：带过去 {upgrade.carried} 个回答。{told}"
        if not ask.confirm(self, "换到新版", text, yes="换到新版"):
            return
        uid, editing = record.uid, self.editing
        self.saver.note()
        self.write(lambda: self._desk.forms.upgrade(uid, editing=editing), lambda _: self.refresh())

    def make_issues(self) -> None:
        """Let what was found in the form become issues of the record."""
        record = self._record
        if record is None or self.issues.isHidden():
            return
        self.flush()
        uid, editing = record.uid, self.editing

        def done(many: int) -> None:
            self.kit.events.said.emit(
                f"已把 {many} 个问题列入“存在问题”；回到记录里写类别、程度和整改要求。"
            )

        self.saver.note()
        self.write(lambda: self._desk.form_filing.make_issues_of(uid, editing=editing), done)

    @override
    def choose_print(self) -> None:
        record = self._record
        if record is None or self._found is None or self.print.isHidden():
            return
        out = FormWayOut(self, self._desk, record, self._found.visit.number)
        wishes = (
            FormsPrint(uid=self.uid, form=record.form),
            BlankFormPrint(form=record.form, uid=self.uid),
        )
        self._ask_print(record.title, _PRINTS, wishes, beyond=out.take)

    # -- undo, leaving ---------------------------------------------------------------------------

    @property
    @override
    def can_change(self) -> bool:
        return self._found is not None and self._found.visit.is_editable

    @override
    def told(self, undone: Undone) -> str:
        element = self._filling and self._filling.named(undone.label.rpartition("·")[2])
        return (element.label().strip() if element else "") or undone.label

    @override
    def flush(self) -> None:
        self.book.flush()
