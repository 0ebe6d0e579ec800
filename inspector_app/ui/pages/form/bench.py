"""做表单: what is wrong with a file at the left, the form to be tried at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QTabWidget, QWidget

from inspector_app.base.errors import EnvironmentProblem
from inspector_app.base.override import override
from inspector_app.services.checked_source import source_at
from inspector_app.services.form_bench import BenchLine, LineKind, file_name_of, stamp_of
from inspector_app.services.word_drafts import cards_of
from inspector_app.ui.dialogs import ask
from inspector_app.ui.file_drop import FileDropPage, first_of
from inspector_app.ui.file_watch import FileWatch
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.page import Kit
from inspector_app.ui.pages.form.bench_columns import WordColumns
from inspector_app.ui.pages.form.bench_lines import BenchLines, address_of
from inspector_app.ui.pages.form.bench_sources import write_shipped, write_template
from inspector_app.ui.pages.form.bench_trial import FormTrial
from inspector_app.ui.pages.form.bench_words import figures_of, where_of
from inspector_app.ui.theme import GRID, button, label, scaled
from inspector_app.ui.viewer import show_file
from inspector_app.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from inspector_app.base.changes import Changes
    from inspector_app.base.errors import UserError
    from inspector_app.services.form_bench import BenchPublication, BenchSource, Look
    from inspector_app.services.word_drafts import ColumnCard, Said
    from inspector_app.ui.desk import Desk

_LEFT: Final = 330
_ENDINGS: Final = frozenset({".xlsx", ".xls", ".csv", ".docx", ".doc", ".wps"})
_EMPTY: Final = (
    "用 Excel 或 WPS 写一份表单，在这里边写边看：哪一格不对、填起来是什么样；"
    "存一次盘，这里就重读一次。\n\n"
    "第一次做：按“新建一份…”，把模板存到自己的文件夹，打开它照“填写说明”写；"
    "或按“从自带的改起…”。\n"
    "已经有工作簿、检查表，或上面发来的 Word 表格：按“打开…”。"
)


class FormBenchPage(FileDropPage):
    """One source, or one published version, on the bench."""

    made_here = "一份表单"

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self.setAcceptDrops(True)
        self._desk = desk
        self._path: Path | None = None
        self._look: Look | None = None
        self._source: BenchSource | None = None
        self._turn = 0
        self._waiting = self._told_unread = False
        self.watch = FileWatch(kit.jobs, self)
        self.lines = BenchLines()
        self.columns = WordColumns()
        self.trial = FormTrial(desk.clock)
        self._build()
        self._connect()
        self._show_state()

    def _build(self) -> None:
        self.title = label("做表单", kind="title")
        self.open = button("打开…", tip="Ctrl+O：工作簿、检查表，或上面发来的 Word 表格")
        self.new = button("新建一份…", tip="Ctrl+N：把模板存到自己的文件夹，照着写")
        self.shipped = button("从自带的改起…", tip="程序自带的表单，存成工作簿接着改")
        self.edit = button("用表格程序打开", tip="用 Excel 或 WPS 打开这个文件")
        self.draft = button("存成工作簿…", kind="primary", tip="Word 读出的草稿存成工作簿，接着改")
        self.again = button("重新试填", tip="清掉试填的内容，从空表开始")
        self.publish = button("发布…", kind="primary", tip="Ctrl+Shift+Enter")
        head = QWidget()
        row = FlowLayout(head)
        for widget in (
            self.title, self.open, self.new, self.shipped, self.edit, self.draft, self.again,
            self.publish,
        ):  # fmt: skip
            row.addWidget(widget)
        self.box.addWidget(head)
        self.box.addWidget(self.notice)
        self.figures = label("", kind="pill")
        self.where = label("", kind="soft")
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.figures)
        line.addWidget(self.where, 1)
        self.box.addLayout(line)
        self.stack = QStackedWidget()
        hint = label(_EMPTY, kind="soft")
        hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.stack.addWidget(hint)
        self.stack.addWidget(self._halves())
        self.box.addWidget(self.stack, 1)

    def _halves(self) -> QWidget:
        self.tabs = QTabWidget()
        self.tabs.addTab(self.lines, "要看的地方")
        self.tabs.addTab(self.columns, "Word 的列")
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.tabs)
        halves.addWidget(self.trial)
        halves.setStretchFactor(1, 1)
        halves.setSizes([scaled(_LEFT), scaled(_LEFT * 2)])
        return halves

    def _connect(self) -> None:
        self.watch.saved.connect(self.reread)
        self.lines.wanted.connect(self._on_line)
        self.columns.chosen.connect(self._on_columns)
        self.trial.refused.connect(lambda text: self.notice.tell(text, kind="warn"))
        self.trial.wanted.connect(self._try_with)
        for pressed, slot in (
            (self.open, self.choose), (self.new, self.make_new),
            (self.shipped, self.choose_shipped), (self.edit, self.open_outside),
            (self.draft, self.save_draft), (self.again, self.trial.start_again),
            (self.publish, self.choose_place),
        ):  # fmt: skip
            pressed.clicked.connect(slot)
        for key, act in (
            ("Ctrl+O", self.choose), ("F5", self.reread), ("Ctrl+Z", self.trial.undo),
            ("Ctrl+Shift+Return", self.choose_place), ("Ctrl+E", self.open_outside),
            ("F8", lambda: self.trial.go_to_open(1)),
            ("Shift+F8", lambda: self.trial.go_to_open(-1)),
            ("Ctrl+PgDown", lambda: self.trial.book.turn(1)),
            ("Ctrl+PgUp", lambda: self.trial.book.turn(-1)),
        ):  # fmt: skip
            self.key(key, act)

    # -- what comes to the bench -------------------------------------------------------------------

    @override
    def on_new(self) -> bool:
        self.make_new()
        return True

    def choose(self) -> None:
        """Ask for a file."""
        path = ask.open_file(self, "打开表单的工作簿，或 Word 表格", ask.FORM_SOURCES)
        if path is not None:
            self.open_path(path)

    def make_new(self) -> None:
        """Write the template where the person chooses, and watch it."""
        write_template(self, self._begin_with)

    def choose_shipped(self) -> None:
        """Write the workbook of a form of the program, and watch it."""
        write_shipped(self, self._begin_with)

    def _begin_with(self, written: Path) -> None:
        self.open_path(written)
        self.tell_file(f"已存为 {written}。用表格程序打开它来写，写了存盘。", written)

    @override
    def fitting(self, paths: Sequence[Path]) -> Path | None:
        return first_of(paths, _ENDINGS)

    @override
    def take_file(self, path: Path) -> None:
        self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Put a file on the bench; it is read again whenever it is saved."""
        # Of CSV files in a folder the folder is the form.
        path = source_at(path)
        self.notice.hide()
        self._path, self._source, self._look = path, None, None
        self._clear()
        self.reread()

    def look_back(self, form: str, version: str) -> None:
        """Put a published version on the bench, to be looked at and tried."""
        self._path, self._source, self._look = None, None, None
        self._clear()
        turn = self._begin_waiting()
        self.kit.jobs.read(
            self, lambda: self._desk.form_bench.look_back(form, version),
            on_done=lambda look: self._show(turn, look), on_error=self._stop_waiting,
        )  # fmt: skip

    def _clear(self) -> None:
        self.trial.forget()
        self.watch.watch(None)
        self.lines.show_lines(())
        self._show_columns(())
        self.tabs.setCurrentIndex(0)

    # -- reading -----------------------------------------------------------------------------------

    def reread(self) -> None:
        """Read the file again; what was tried, and what was said of columns, is kept."""
        path = self._path
        if path is None:
            return
        turn, bench = self._begin_waiting(), self._desk.form_bench
        cards, said = self.columns.cards, self.columns.said()

        def work() -> tuple[BenchSource, tuple[ColumnCard, ...]]:
            source = bench.read(path)
            guessed = cards_of(source.checked)
            if said and guessed == cards:
                source = bench.read_word_again(source, said)
            return source, guessed

        def done(found: tuple[BenchSource, tuple[ColumnCard, ...]]) -> None:
            source, guessed = found
            if turn == self._turn:
                self.watch.watch(path, source.stamp)
                self._show_columns(guessed)
                self._take(turn, source)

        ticket = Ticket(f"正在检查 {path.name}……")
        self.kit.jobs.pool(
            self, work, on_done=done, on_error=lambda e: self._unread(turn, e), ticket=ticket
        )

    def _unread(self, turn: int, error: UserError) -> None:
        """Say why a file cannot be read; it is read again when it was saved again."""
        path = self._path
        if turn != self._turn or path is None:
            return
        self._waiting = False
        # A program holds it while it saves: what is shown stays, and it is read a moment later.
        held = self._look is not None and isinstance(error, EnvironmentProblem)
        if held:
            self.watch.watch(path)
        else:
            self.kit.jobs.pool(
                self, lambda: stamp_of(path), on_done=lambda s: self.watch.watch(path, s)
            )
            self._look, self._source = None, None
            self._told_unread = True
            self.lines.show_lines(())
            self.show_error(error)
        self._show_state()

    def _begin_waiting(self) -> int:
        self._turn += 1
        self._waiting = True
        self._show_state()
        return self._turn

    def _take(self, turn: int, source: BenchSource) -> None:
        answers = self.trial.answers()

        def done(look: Look) -> None:
            # What was typed while it was read is not in what comes back: it is taken along anew.
            if turn == self._turn and self.trial.answers() != answers:
                self._take(turn, source)
            else:
                self._show(turn, look)

        self.kit.jobs.read(
            self, lambda: self._desk.form_bench.look(source, answers),
            on_done=done, on_error=self._stop_waiting,
        )  # fmt: skip

    def _stop_waiting(self, error: UserError) -> None:
        self._waiting = False
        self.show_error(error)
        self._show_state()

    def _on_columns(self, said: Said) -> None:
        source = self._source
        if source is None or source.word is None:
            return
        turn = self._begin_waiting()
        self.kit.jobs.pool(
            self, lambda: self._desk.form_bench.read_word_again(source, said),
            on_done=lambda made: self._take(turn, made), on_error=self._stop_waiting,
        )  # fmt: skip

    def _show_columns(self, guessed: tuple[ColumnCard, ...]) -> None:
        if guessed != self.columns.cards:
            self.columns.begin(guessed)
        self.tabs.setTabVisible(1, bool(guessed))

    # -- showing -----------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return False

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.watch.resume()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.watch.pause()
        super().hideEvent(event)

    def _show(self, turn: int, look: Look) -> None:
        if turn != self._turn:
            return
        self._waiting = False
        if self._told_unread:
            self._told_unread = False
            self.notice.hide()
        self._look, self._source = look, look.source
        self.lines.show_lines(look.lines, without="都对了，没有要看的地方。")
        if look.trial is not None:
            first = self.trial.filling is None
            self.trial.show_form(look.trial)
            if first:
                self.lines.table.setFocus()
        self._show_state()

    def _show_state(self) -> None:
        look, shown = self._look, self._look is not None or self._path is not None
        self.stack.setCurrentIndex(1 if shown else 0)
        self.figures.setVisible(shown)
        self.where.setVisible(shown)
        self.edit.setVisible(self._path is not None)
        self.again.setVisible(self.trial.filling is not None)
        self.draft.setVisible(look is not None and look.is_draft)
        self.draft.setEnabled(not self._waiting and bool(look and look.trial))
        self.publish.setVisible(look is not None and look.source is not None and not look.is_draft)
        self.publish.setEnabled(not self._waiting and bool(look and look.can_be_published))
        self.figures.setText(figures_of(look, waiting=self._waiting))
        self.where.setText(where_of(look, self._path, tried=self.trial.filling is not None))
        self.tabs.setTabText(
            0, f"要看的地方 {len(look.lines)}" if look and look.lines else "要看的地方"
        )

    # -- lines -------------------------------------------------------------------------------------

    def _on_line(self, line: BenchLine) -> None:
        """Go to what a line is about: a column of the Word file, else its cell is copied."""
        if self.columns.go_to(line.where):
            self.tabs.setCurrentIndex(1)
            self.columns.go_to(line.where)
            return
        address = address_of(line)
        if not address or self._path is None:
            self.kit.events.said.emit("这一条没有对应的单元格。")
            return
        QGuiApplication.clipboard().setText(address)
        self.tell_file(
            f"已复制 {address}：在表格左上角的名称框里粘贴，按回车，就到这一格。",
            self._path, action="打开文件",
        )  # fmt: skip

    def open_outside(self) -> None:
        """Open the file in the program that the system has for it."""
        if self._path is not None:
            show_file(self._path)

    # -- trying ------------------------------------------------------------------------------------

    def _try_with(self, answers: Mapping[str, Any]) -> None:
        filling = self.trial.filling
        if filling is not None:
            bench = self._desk.form_bench
            self.read(lambda: bench.tried(filling, answers), self.trial.show_form)

    # -- publishing --------------------------------------------------------------------------------

    def save_draft(self) -> None:
        """Write the draft of a Word file as a workbook, and go on with that."""
        source = self._source
        if source is None or self.draft.isHidden() or not self.draft.isEnabled():
            return
        name = f"{source.path.stem}.xlsx"
        path = ask.save_file(self, "把草稿存到哪里", name, ask.EXCEL)
        if path is None:
            return

        def done(written: Path) -> None:
            self.open_path(written)
            told = "核对选项，在“设置”里改好编号和版本，就可以发布。"
            self.tell_file(f"草稿已存为 {written}。{told}", written)

        self.kit.jobs.pool(
            self, lambda: self._desk.form_bench.write_draft(source, path).path,
            on_done=done, on_error=self.show_error,
        )  # fmt: skip

    def choose_place(self) -> None:
        """Publish what is on the bench: here, and as a file to hand on."""
        found, source = self._look, self._source
        if (
            found is None
            or source is None
            or self.publish.isHidden()
            or not self.publish.isEnabled()
        ):
            return
        risky = [line for line in found.lines if line.kind is LineKind.LOOK]
        if risky and not self._confirmed(risky):
            return
        path = ask.save_file(self, "要发给大家的文件存到哪里", file_name_of(found), ask.FORMS)
        if path is None:
            return
        out = path if path.suffix.lower() == ".form" else path.with_name(f"{path.name}.form")
        self._begin_waiting()
        self.figures.setText("正在发布……")
        self.write(
            lambda: self._desk.form_bench.publish(source, out), self._published,
            on_error=self._not_published, ticket=Ticket(f"正在发布 {source.path.name}……"),
        )  # fmt: skip

    def _confirmed(self, risky: list[BenchLine]) -> bool:
        shown = "".join(f"\n· {line.what}" for line in risky[:6])
        more = f"\n……共 {len(risky)} 处" if len(risky) > 6 else ""
        text = f"有 {len(risky)} 处请再看一眼，发布过的版本不再改变：{shown}{more}"
        return ask.confirm(self, "发布这一版", text, yes="发布")

    def _published(self, made: BenchPublication) -> None:
        fresh = "已发布，在督导记录里按“表单…”就能填" if made.can_be_filled_in else "已发布"
        told = "早已发布，没有变化" if made.already else fresh
        self.tell_file(
            " ".join((
                f"“{made.title}”版本 {made.version} {told}。发给大家的文件：{made.path}。",
                *made.notes,
            )),
            made.path.parent, action="打开文件夹",
        )  # fmt: skip
        self._look_again()

    def _not_published(self, error: UserError) -> None:
        self.show_error(error)
        self._look_again()

    def _look_again(self) -> None:
        if self._source is not None:
            self._take(self._turn, self._source)
