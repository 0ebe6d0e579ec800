"""表单: what is published here, which versions, and the way to make and to take in another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex

from inspector_app.base.clock import day_of_instant
from inspector_app.base.files import as_file_name
from inspector_app.base.override import override
from inspector_app.services.form_versions import (
    FormPublication,
    FormVersion,
    OfferedForm,
    Withdrawal,
)
from inspector_app.ui.dialogs import ask
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenFormBench
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from inspector_app.base.changes import Changes
    from inspector_app.services.shipped_forms import ShippedOffer
    from inspector_app.ui.desk import Desk


def _state(form: OfferedForm) -> str:
    day = day_of_instant(form.withdrawn_at).isoformat() if form.withdrawn_at else ""
    return f"{day} 停用" if day else "在用"


_COLUMNS: tuple[Column[OfferedForm], ...] = (
    Column(title="表单", text=lambda form: form.title, tip=lambda form: form.title),
    Column(title="编号", text=lambda form: form.form),
    Column(title="版本", text=lambda form: form.version, tip=lambda f: "、".join(f.versions)),
    Column(title="发布日期", text=lambda f: day_of_instant(f.published_at).isoformat()),
    Column(title="填过的记录", text=lambda form: str(form.used), right=True),
    Column(title="状态", text=_state, ink=lambda form: "warn" if form.withdrawn_at else ""),
)
_EMPTY: Final = (
    "还没有表单。督导室把做好的表单打成 .form 文件发给大家；按“发布表单…”选这个文件，"
    "以后在督导记录里按“表单…”就能填。\n"
    "程序自带一批表单，按“自带的…”选了发布。"
    "要自己做一份，按“做表单…”：用 Excel 或 WPS 写，不用编程。"
)


class PublishedFormsPage(Page):
    """The forms that can be filled in here."""

    made_here = "一份表单"

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._rows = RowsModel(_COLUMNS)
        self.table = Table("发布过的表单", self._rows)
        self.table.stretch(0)
        self.versions = button("看旧版…", tip="Enter：选一个版本看，也可以试填")
        self.workbook = button("取回工作簿…", tip="取回写这份表单的工作簿，接着改下一版")
        self.withdraw = button("停用", tip="新的记录不再有它；草稿和定稿的照旧")
        self.shipped = button("自带的…", tip="选程序自带的表单发布：照着用，或取回工作簿改成本区的")
        self.publish = button("发布表单…", tip="选督导室给的 .form 文件")
        self.bench = button("做表单…", kind="primary", tip="Ctrl+N：自己写一份，边写边试")
        self.hint = label(_EMPTY, kind="soft")
        self._of_a_form = (self.versions, self.workbook, self.withdraw)
        acts = (*self._of_a_form, self.shipped, self.publish, self.bench)
        self.box.addLayout(header("表单", *acts))
        self.box.addWidget(self.notice)
        self.box.addWidget(self.hint)
        self.box.addWidget(self.table, 1)
        self._connect()

    def _connect(self) -> None:
        self.table.opened.connect(lambda _: self.look_back())
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        for pressed, slot in (
            (self.versions, self.look_back), (self.workbook, self.take_workbook),
            (self.withdraw, self.switch), (self.shipped, self.offer_shipped),
            (self.publish, self._on_publish), (self.bench, self.on_new),
        ):  # fmt: skip
            pressed.clicked.connect(slot)

    @override
    def on_new(self) -> bool:
        self.kit.navigator.open(OpenFormBench())
        return True

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.visits

    @override
    def refresh(self) -> None:
        self.read(self._desk.form_versions.listed, self._show)

    def _show(self, found: tuple[OfferedForm, ...]) -> None:
        at = self.table.currentIndex().row()
        self._rows.show(found)
        self.hint.setVisible(not found)
        self.table.setVisible(bool(found))
        for each in self._of_a_form:
            each.setVisible(bool(found))
        if found:
            self.table.setCurrentIndex(self._rows.index(min(max(at, 0), len(found) - 1), 0))
        self._show_current()

    @property
    def _current(self) -> OfferedForm | None:
        place = self.table.currentIndex().row()
        return self._rows.rows[place] if 0 <= place < len(self._rows.rows) else None

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_current()

    def _show_current(self) -> None:
        form = self._current
        self.withdraw.setText("恢复" if form is not None and form.withdrawn_at else "停用")
        self.withdraw.setAccessibleName(self.withdraw.text())

    # -- versions --------------------------------------------------------------------------------

    def look_back(self) -> None:
        """Ask for a version, and open it on the bench."""
        self._pick_version(
            "看哪一版",
            lambda v: self.kit.navigator.open(OpenFormBench(form=v.form, version=v.version)),
        )

    def take_workbook(self) -> None:
        """Ask for a version, write its workbook, and go on with it on the bench."""
        self._pick_version("取回哪一版的工作簿", self._take_workbook)

    def _pick_version(self, title: str, then: Callable[[FormVersion], None]) -> None:
        form = self._current
        if form is None:
            return

        def found(versions: tuple[FormVersion, ...]) -> None:
            place = 0
            if len(versions) > 1:
                words = [_version_words(each) for each in versions]
                chosen = ask.pick(self, title, f"“{form.title}”", words)
                if chosen is None:
                    return
                place = chosen
            then(versions[place])

        self.read(lambda: self._desk.form_versions.versions(form.form), found)

    def _take_workbook(self, version: FormVersion) -> None:
        name = f"{as_file_name(version.title)}-{version.version}.xlsx"
        path = ask.save_file(self, "把工作簿存到哪里", name, ask.EXCEL)
        if path is None:
            return

        def work() -> Path:
            versions = self._desk.form_versions
            return versions.write_workbook(version.form, version.version, path).path

        self.read(work, lambda made: self.kit.navigator.open(OpenFormBench(path=made)))

    def switch(self) -> None:
        """Withdraw the current form, or offer it again."""
        form = self._current
        if form is None:
            return
        versions = self._desk.form_versions
        act = versions.restore if form.withdrawn_at else versions.withdraw
        self.write(lambda: act(form.form), self._switched)

    def _switched(self, made: Withdrawal) -> None:
        self.notice.tell(made.sentence)
        self.refresh()

    # -- taking in -------------------------------------------------------------------------------

    def _on_publish(self) -> None:
        path = ask.open_file(self, "选表单文件", ask.FORMS)
        if path is None:
            return

        def done(made: FormPublication) -> None:
            self.notice.tell(" ".join((_what_happened(made), *made.notes)))
            self.refresh()
            if made.withdrawn:
                self._offer_again(made)

        self.write(lambda: self._desk.form_versions.publish(path), done)

    def _offer_again(self, made: FormPublication) -> None:
        text = f"“{made.title}”还停用着，新的记录里没有它。恢复以后，新的记录用版本 {made.newest}。"
        if ask.confirm(self, "恢复停用的表单", text, yes="恢复"):
            versions = self._desk.form_versions
            self.write(lambda: versions.restore(made.form), self._switched)

    def offer_shipped(self) -> None:
        """Ask which of the forms that ship is to be published here, and publish it."""
        self.read(self._desk.shipped_forms.offered, self._choose_shipped)

    def _choose_shipped(self, found: tuple[ShippedOffer, ...]) -> None:
        fresh = tuple(each for each in found if not each.is_here)
        if not fresh:
            self.notice.tell(f"自带的 {len(found)} 份表单都已经发布在本机。")
            return
        words = [f"全部 {len(fresh)} 份", *map(_shipped_words, fresh)]
        chosen = ask.pick(self, "发布自带的表单", "都是草稿，供区里照着用或改了再用：", words)
        if chosen is not None:
            self._publish_shipped(fresh if chosen == 0 else fresh[chosen - 1 : chosen])

    def _publish_shipped(self, offers: tuple[ShippedOffer, ...]) -> None:
        def work() -> tuple[FormPublication, ...]:
            return tuple(self._desk.shipped_forms.publish(each.form) for each in offers)

        def done(made: tuple[FormPublication, ...]) -> None:
            titles = "、".join(f"“{each.title}”" for each in made)
            notes = (note for each in made for note in each.notes)
            self.notice.tell(" ".join((f"已发布：{titles}；在督导记录里按“表单…”填。", *notes)))
            self.refresh()

        self.write(work, done)


def _what_happened(made: FormPublication) -> str:
    told = "已发布，在督导记录里按“表单…”填" if made.can_be_filled_in else "已发布"
    return f"“{made.title}”版本 {made.version}：{'本来就有，没有变化' if made.already else told}。"


def _shipped_words(each: ShippedOffer) -> str:
    return f"{each.title}　{each.questions} 题　{each.use}"


def _version_words(each: FormVersion) -> str:
    day = day_of_instant(each.published_at).isoformat()
    drafts, filed = each.holders
    held = f"　草稿 {drafts}　定稿 {filed}" if drafts or filed else ""
    return f"{each.version}　{day} 发布{held}"
