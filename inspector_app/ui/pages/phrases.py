"""常用语: all of them, one's own to be written and merged, those of others to be hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from inspector_app.base.changes import Changes
from inspector_app.base.clock import local_datetime_text, parse_instant
from inspector_app.base.override import override
from inspector_app.domain.labels.phrases import PHRASE_PLACE_LABEL, PHRASE_SOURCE_LABEL
from inspector_app.domain.labels.topics import TOPIC_SHORT_LABEL
from inspector_app.domain.phrase import duplicates
from inspector_app.domain.phrase_options import PhraseSource
from inspector_app.domain.text_line import first_line, one_line
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.phrase import ask_phrase
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import button, label, scaled
from inspector_app.ui.typed_search import TypedSearch, found_by
from inspector_app.ui.widgets.table import Table
from inspector_app.ui.word_index import WordIndex

if TYPE_CHECKING:
    from inspector_app.services.phrase_files import PhrasesRead
    from inspector_app.services.phrases import MergedPhrases, PhraseLine
    from inspector_app.ui.desk import Desk

_FILES: Final = "常用语 (*.xlsx *.csv *.txt)"
_NARROW: Final = 220
_SHOWN: Final = 120


def _source(line: PhraseLine) -> str:
    return PHRASE_SOURCE_LABEL[line.phrase.source] + ("（隐藏）" if line.hidden else "")


def _last(line: PhraseLine) -> str:
    return local_datetime_text(parse_instant(line.last_at))[:10] if line.last_at else ""


_COLUMNS: tuple[Column[PhraseLine], ...] = (
    Column(
        title="常用语",
        text=lambda line: first_line(line.phrase.text, most=_SHOWN),
        tip=lambda line: line.phrase.text,
        ink=lambda line: "soft" if line.hidden else "",
    ),
    Column(title="用在哪里", text=lambda line: PHRASE_PLACE_LABEL[line.phrase.place]),
    Column(title="类别", text=lambda line: TOPIC_SHORT_LABEL.get(line.phrase.category, "")),
    Column(title="来源", text=_source),
    Column(
        title="用过", text=lambda line: str(line.used or ""), right=True,
        value=lambda line: line.used,
    ),
    Column(title="最后用", text=_last),
)  # fmt: skip


class PhrasesPage(Page):
    """The list, narrowed while one types; 回收站 is another list in the same place."""

    made_here = "一条常用语"

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._lines: tuple[PhraseLine, ...] = ()
        self.search = TypedSearch("找常用语")
        self.search.setFixedWidth(scaled(_NARROW))
        self._typed = ""
        self.model = RowsModel(_COLUMNS)
        self.table = Table("常用语", self.model)
        self.table.stretch(0)
        self.add = button("新增…", kind="primary", tip="Ctrl+N 或 Insert", name="新增常用语")
        self.change = button("改…", tip="选中一条“我的”后按 Enter", name="改常用语")
        self.remove = button("删除", tip="Delete：我的放进回收站，督导室和随程序的隐藏")
        self.merge = button("合并…", tip="选中几条“我的”并成一条；不选就合并重复的")
        self.load = button("导入…", tip="Ctrl+O：.xlsx、.csv，或每行一条的 .txt")
        self.export = button("导出…", tip="写成 .xlsx、.csv 或 .txt", name="导出常用语")
        self.bin = button("回收站", tip="删除的常用语，可以取回")
        self.bin.setCheckable(True)
        self.told = label("", kind="soft")
        self._build()
        self._connect()

    def _build(self) -> None:
        acts: tuple[QWidget, ...] = (
            self.search, self.change, self.remove, self.merge, self.load, self.export, self.bin,
            self.add,
        )  # fmt: skip
        self.box.addLayout(header("常用语", *acts))
        self.box.addWidget(self.notice)
        self.box.addWidget(self.table, 1)
        self.box.addWidget(self.told)

    def _connect(self) -> None:
        for pressed, slot in (
            (self.add, self.ask_to_add), (self.change, self.ask_to_change),
            (self.remove, self.remove_chosen), (self.merge, self.merge_chosen),
            (self.load, self.read_file), (self.export, self.write_file), (self.bin, self._narrow),
        ):  # fmt: skip
            pressed.clicked.connect(slot)
        self.search.typed.connect(self._on_typed)
        self.table.opened.connect(lambda _index: self.ask_to_change())
        self.table.selectionModel().currentRowChanged.connect(self._offer)
        self.key("Insert", self.ask_to_add)
        self.key("Delete", self._on_delete)
        self.key("Ctrl+O", self.read_file)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.phrases

    @override
    def refresh(self) -> None:
        self.read(self._desk.phrases.all, self._show)

    def _show(self, lines: tuple[PhraseLine, ...]) -> None:
        self._lines = lines
        self._narrow()

    def _on_typed(self, text: str) -> None:
        self._typed = text
        self._narrow()

    def _narrow(self) -> None:
        binned = self.bin.isChecked()
        listed = [line for line in self._lines if bool(line.removed_at) is binned]
        index = WordIndex([one_line(line.phrase.text) for line in listed])
        show_rows(self.table, self.model, [listed[place] for place in found_by(index, self._typed)])
        removed = sum(bool(line.removed_at) for line in self._lines)
        self.bin.setText(f"回收站（{removed}）" if removed else "回收站")
        own = sum(line.phrase.source is PhraseSource.OWN for line in listed)
        told = f"列出 {len(self.model.rows)} 条"
        self.told.setText(told if binned else f"{told}；“我的”共 {own} 条。写记录时按 F3 插入。")
        self._offer()

    def _offer(self) -> None:
        """Let each button be pressed that has something to do, and say what it does."""
        line, binned = chosen_row(self.table, self.model), self.bin.isChecked()
        own = line is not None and line.phrase.source is PhraseSource.OWN
        self.change.setVisible(not binned)
        self.change.setEnabled(own)
        self.merge.setVisible(not binned)
        self.remove.setEnabled(line is not None)
        hidden = line is not None and line.hidden
        others = "再列出" if hidden else "隐藏"
        self.remove.setText("取回" if binned else "删除" if own or line is None else others)

    # -- acting ----------------------------------------------------------------------------------

    @override
    def on_new(self) -> bool:
        self.ask_to_add()
        return True

    def ask_to_add(self) -> None:
        """Ask for a phrase and keep it."""
        told = ask_phrase(self.window())
        if told is not None:
            text, place, category = told
            self.write(lambda: self._desk.phrases.add(text, place=place, category=category))

    def ask_to_change(self) -> None:
        """Ask for the chosen phrase otherwise, where it is one's own."""
        line = chosen_row(self.table, self.model)
        if line is None or line.removed_at:
            return
        if line.phrase.source is not PhraseSource.OWN:
            self.notice.tell("这一条不是“我的”，不能改；不用的可以按 Delete 隐藏。", kind="warn")
            return
        told = ask_phrase(self.window(), line.phrase)
        if told is not None:
            text, place, category = told
            uid, phrases = line.phrase.uid, self._desk.phrases
            self.write(lambda: phrases.change(uid, text, place=place, category=category))

    def _on_delete(self) -> None:
        if self.table.hasFocus():
            self.remove_chosen()

    def remove_chosen(self) -> None:
        """Put what is chosen into 回收站, hide it or show it again; in 回收站 fetch it back."""
        line, phrases = chosen_row(self.table, self.model), self._desk.phrases
        if line is None:
            return
        uid = line.phrase.uid
        if line.removed_at:
            self.write(lambda: phrases.restore(uid))
        elif line.phrase.source is not PhraseSource.OWN:
            self.write(lambda: phrases.show(uid) if line.hidden else phrases.hide(uid))
        else:
            uids = [each.phrase.uid for each in self._chosen_own()] or [uid]
            self.write(
                lambda: phrases.remove(uids),
                lambda _changes: self.notice.tell(f"{len(uids)} 条已放进回收站，可以取回。"),
            )

    def _chosen_own(self) -> list[PhraseLine]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        lines = [self.model.rows[row] for row in rows]
        return [line for line in lines if line.phrase.source is PhraseSource.OWN]

    def merge_chosen(self) -> None:
        """Let one stand for those that are chosen, or for those that say the same."""
        chosen, phrases = self._chosen_own(), self._desk.phrases
        if len(chosen) > 1:
            keep = max(chosen, key=lambda line: line.used).phrase
            uids = [line.phrase.uid for line in chosen]
            text = (
                f"留下用得最多的：“{first_line(keep.text)}”，其余 {len(chosen) - 1} 条放进回收站。"
            )
            if ask.confirm(self.window(), "合并选中的几条吗？", text, yes="合并"):
                self.write(lambda: phrases.merge(keep.uid, uids), self._merged)
            return
        own = [e.phrase for e in self._lines if e.phrase.source is PhraseSource.OWN]
        same = duplicates([phrase for phrase in own if phrase.uid not in self._binned()])
        if not same:
            self.notice.tell("没有重复的。意思相近的几条，按住 Ctrl 选中它们，再按“合并”。")
            return
        self.write(phrases.merge_duplicates, self._merged)

    def _binned(self) -> frozenset[str]:
        return frozenset(line.phrase.uid for line in self._lines if line.removed_at)

    def _merged(self, merged: MergedPhrases) -> None:
        self.notice.tell(f"合并好了，{merged.count} 条放进回收站；用过的次数合在留下的一条上。")

    # -- files -----------------------------------------------------------------------------------

    def read_file(self) -> None:
        """Ask for a list and keep what of it is new."""
        path = ask.open_file(self.window(), "选常用语文件", _FILES)
        if path is not None:
            self.write(lambda: self._desk.phrase_files.take(path), self._was_read)

    def _was_read(self, read: PhrasesRead) -> None:
        self.notice.tell(read.sentence)

    def write_file(self) -> None:
        """Ask where to write one's own phrases, and write them."""
        path = ask.save_file(self.window(), "导出“我的”常用语", "常用语.xlsx", _FILES)
        if path is not None:
            self.read(
                lambda: self._desk.phrase_files.write(path, sources=(PhraseSource.OWN,)),
                self.tell_written,
            )
