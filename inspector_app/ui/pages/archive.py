"""文书档案: what was issued, the very bytes of it again, and whether a page at hand is genuine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout

from inspector_app.base.override import override
from inspector_app.domain.labels.page_verdicts import PAGE_VERDICT_LABEL
from inspector_app.domain.page_check import with_revision, worst
from inspector_app.domain.page_code import is_code
from inspector_app.domain.page_verdict import PageVerdict
from inspector_app.services.document_archive import ArchiveLine
from inspector_app.services.issued_papers import FAMILY_LABEL
from inspector_app.services.wishes import IssuedPrint
from inspector_app.ui.dialogs import ask
from inspector_app.ui.export import export_button
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenPreview
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import GRID, button, label, look
from inspector_app.ui.widgets.combo import Combo
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.base.changes import Changes
    from inspector_app.domain.page_check import CheckedPage
    from inspector_app.ui.desk import Desk

_EVERY: Final = "全部种类"
_ENDINGS: Final = ("jpg", "jpeg", "png", "heic", "webp", "tif", "tiff", "bmp", "pdf")
_PICTURES: Final = "照片、扫描件、PDF ({})".format(
    " ".join(f"*.{ending} *.{ending.upper()}" for ending in _ENDINGS)
)
_HINT: Final = "扫码、粘贴，或输入校验码，按 Enter"
# A scanner types a whole code within less; not every one ends it with Enter.
_QUIET_MS: Final = 400
_KINDS: Final = {
    PageVerdict.GENUINE: "good",
    PageVerdict.OLDER: "warn",
    PageVerdict.VOIDED: "warn",
    PageVerdict.OTHERS: "warn",
    PageVerdict.NOT_OURS: "warn",
    PageVerdict.NOT_KEPT: "warn",
}
_COLUMNS: tuple[Column[ArchiveLine], ...] = (
    Column(title="题名", text=lambda line: line.title, tip=lambda line: line.title),
    Column(title="版", text=lambda line: str(line.revision or ""), right=True),
    Column(title="校验码", text=lambda line: line.check_code),
    Column(title="摘要", text=lambda line: line.digest, tip=lambda _line: "文件的 SHA-256 前八位"),
    Column(title="出具", text=lambda line: line.day[5:10], tip=lambda line: line.day),
    Column(title="出具人", text=lambda line: line.by),
)


class ArchivePage(Page):
    """The list at the left; what the chosen paper said, or what a check came to, at the right."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._found, self._found_page = "", 1
        self._build()
        self._connect()

    def _build(self) -> None:
        self.again = button("看原件、重印…", kind="primary", tip="选中一份后按 Enter")
        self.save = button("另存原件…", tip="Ctrl+S：和出具时逐字节相同的 PDF")
        self.model = RowsModel(_COLUMNS)
        self.table = Table("文书档案", self.model)
        self.table.stretch(0)
        export = export_button(self, self.table, lambda: "文书档案")
        self.box.addLayout(header("文书档案", self.again, self.save, export))
        self.box.addWidget(self.notice)
        row = QHBoxLayout()
        row.setSpacing(GRID * 2)
        row.addLayout(self._left(), 3)
        row.addLayout(self._right(), 2)
        self.box.addLayout(row, 1)

    def _left(self) -> QVBoxLayout:
        self.kind = Combo("种类")
        self.kind.addItems([_EVERY, *FAMILY_LABEL.values()])
        self.search = LineField("找题名或校验码", hint="找题名、编号或校验码")
        self.count = label("", kind="small")
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.kind)
        line.addWidget(self.search, 1)
        line.addWidget(self.count)
        self.letters = QCheckBox("公文上也印二维码（表格和存根联总是印，公示牌从不印）")
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addWidget(self.letters)
        return column

    def _right(self) -> QVBoxLayout:
        # Not one of our fields: a scanner ends its keystrokes with Enter, and that is to check.
        self.code = QLineEdit()
        self.code.setAccessibleName("核验")
        self.code.setPlaceholderText(_HINT)
        self.code.setToolTip(_HINT)
        self.check = button("核验", tip="在左边的格子里按 Enter")
        self.picture = button("照片、扫描件…", tip="Ctrl+O：从照片、扫描件或 PDF 里读二维码")
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.code, 1)
        line.addWidget(self.check)
        line.addWidget(self.picture)
        self.seen = button("看原件", tip="看这一份出具时的原件，和纸上对照")
        self.seen.hide()
        self.verdict = label("", kind="soft")
        self.verdict.setWordWrap(True)
        self.verdict.setAccessibleName("核验结果")
        self.says = QPlainTextEdit()
        self.says.setReadOnly(True)
        self.says.setAccessibleName("出具时写着")
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addLayout(line)
        column.addWidget(self.verdict)
        column.addWidget(self.seen, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.says, 1)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        return column

    def _connect(self) -> None:
        self.again.clicked.connect(self._on_again)
        self.save.clicked.connect(self._on_save)
        self.check.clicked.connect(self._on_check)
        self.picture.clicked.connect(self._on_picture)
        self.code.returnPressed.connect(self._on_check)
        self.code.textEdited.connect(lambda _text: self._quiet.start())
        self._quiet.timeout.connect(self.check_scanned)
        self.seen.clicked.connect(self._on_seen)
        self.kind.currentIndexChanged.connect(self.refresh)
        self.search.edited.connect(lambda _text: self.refresh())
        self.letters.clicked.connect(self._on_letters)
        self.table.opened.connect(lambda _row: self._on_again())
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._on_current())
        self.key("Ctrl+S", self._on_save)
        self.key("Ctrl+O", self._on_picture)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.settings or bool(changes.visit_uids)

    @override
    def refresh(self) -> None:
        family = self.kind.currentText() if self.kind.currentIndex() else ""
        text, archive = self.search.text(), self._desk.document_archive
        self.read(
            lambda: (archive.list(family=family, text=text), archive.letter_codes()), self._show
        )

    def _show(self, found: tuple[tuple[ArchiveLine, ...], bool]) -> None:
        lines, letters = found
        show_rows(self.table, self.model, lines)
        self.count.setText(f"{len(lines)} 份")
        self.letters.setChecked(letters)
        self.again.setEnabled(bool(lines))
        self.save.setEnabled(bool(lines))
        if not lines:
            self._tell(
                "还没有出具过文书：打印或存为 PDF 的定稿记录、文书、总结会列在这里。", "soft", ()
            )

    @property
    def _line(self) -> ArchiveLine | None:
        return chosen_row(self.table, self.model)

    def _on_current(self) -> None:
        line = self._line
        if line is None:
            return
        uid = line.uid
        told = with_revision(line.title, line.revision)
        self.read(
            lambda: self._desk.document_archive.says(uid),
            lambda says: self._tell(f"{told}　出具时写着：", "soft", says),
        )

    def _tell(self, words: str, kind: str, says: tuple[str, ...]) -> None:
        self.seen.hide()
        self.verdict.setText(words)
        look(self.verdict, kind)
        self.says.setPlainText("\n".join(says))

    # -- acting ----------------------------------------------------------------------------------

    def _on_again(self) -> None:
        line = self._line
        if line is not None:
            self.kit.navigator.open(OpenPreview(wish=IssuedPrint(uid=line.uid)))

    def _on_save(self) -> None:
        line = self._line
        if line is None:
            return
        path = ask.save_file(self, "把原件存到哪里", f"{line.file_name}.pdf", ask.PDF)
        if path is not None:
            uid = line.uid
            self.read(lambda: self._desk.document_archive.reprint(uid, path), self.tell_written)

    def _on_letters(self) -> None:
        wanted = self.letters.isChecked()
        self.write(
            lambda: self._desk.document_archive.set_letter_codes(wanted),
            lambda _changes: self.notice.tell(
                "以后出具的公文上也印二维码。" if wanted else "以后出具的公文上不印二维码。"
            ),
        )

    def _on_check(self) -> None:
        self._quiet.stop()
        said = self.code.text().strip()
        if said:
            self.read(lambda: self._desk.document_check.pasted(said), self._checked)
            self.code.selectAll()

    def check_scanned(self) -> None:
        """Check what a scanner typed without Enter; what a person types waits for it."""
        said = self.code.text().strip()
        if is_code(said):
            self.read(lambda: self._desk.document_check.pasted(said), self._scanned)

    def _scanned(self, pages: tuple[CheckedPage, ...]) -> None:
        self._checked(pages)
        # What is not whole yet may go on; the next scan takes the place of a whole one.
        if worst(pages) is not PageVerdict.DAMAGED:
            self.code.selectAll()

    def _on_seen(self) -> None:
        original = IssuedPrint(uid=self._found)
        self.kit.navigator.open(OpenPreview(wish=original, page=self._found_page))

    def _on_picture(self) -> None:
        path = ask.open_file(self, "选一页的照片、扫描件或 PDF", _PICTURES)
        if path is not None:
            self._check_file(path)

    def _check_file(self, path: Path) -> None:
        self.read(
            lambda: self._desk.document_check.file(path),
            self._checked,
            ticket=Ticket("正在核验……"),
        )

    def _checked(self, pages: tuple[CheckedPage, ...]) -> None:
        verdict = worst(pages)
        shown = next(page for page in pages if page.verdict is verdict)
        rest = f"（共 {len(pages)} 处，其余见下）" if len(pages) > 1 else ""
        self._tell(
            f"{shown.sentence()}{rest}", _KINDS.get(verdict, "bad"),
            tuple(line for page in pages for line in _lines(page)),
        )  # fmt: skip
        self._found, self._found_page = shown.uid, max(shown.page, 1)
        self.seen.setVisible(bool(shown.uid))


def _lines(page: CheckedPage) -> tuple[str, ...]:
    """Return what a check says of a page, and then what the page itself said."""
    place = f"第{page.place}页　" if page.place else ""
    told = (
        f"{place}【{PAGE_VERDICT_LABEL[page.verdict]}】{page.title}",
        f"出具：{page.issued}" if page.issued else "",
        f"码里的要点：{page.figures}" if page.figures else "",
        *(f"不同：{each}" for each in page.differences),
        "出具时写着：" if page.says else "",
    )
    return (*filter(None, told), *page.listed, "")
