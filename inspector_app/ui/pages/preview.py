"""打印预览: the pages as they will be on paper, then 打印, or a PDF, Word or Excel file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QWidget
from shiboken6 import isValid

from inspector_app.base.override import override
from inspector_app.services import pdf_signing
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.documents import Unprintable
from inspector_app.services.school_copies import may_go
from inspector_app.services.wishes import Copy, IssuedPrint, SigningPrint, Tabled, VisitPrint
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.certificate import ask_certificate
from inspector_app.ui.dialogs.print_order import ask_print
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.outgoing import Files, Outcome, Outgoing, Paper, Part, Way
from inspector_app.ui.page import Kit, Page
from inspector_app.ui.printer import Order, found_printers
from inspector_app.ui.save_places import Targets, ask_targets, doing
from inspector_app.ui.school_print import hand_over
from inspector_app.ui.sheaf import Sheaf
from inspector_app.ui.signed_files import SignedFiles
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.flow import ActsLayout
from inspector_app.ui.widgets.missing_bar import MissingBar
from inspector_app.ui.widgets.page_view import PageView, WantedPage

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.base.errors import UserError
    from inspector_app.domain.paper import PageSize
    from inspector_app.services.pdf_signing import Certificate
    from inspector_app.services.printing import Issued, Piece
    from inspector_app.services.wishes import Wish
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.navigator import OpenPreview

_COPIES: Final = (("自己存", Copy.OWN), ("交学校", Copy.SCHOOL))
_NO_PRINTER: Final = (
    "没有找到打印机，没有打印。请在系统设置里装好打印机；也可先存为 PDF，到别的电脑上打印。"
)


class PreviewPage(Page):
    """What a press of 打印 would print; it prints nothing before that is asked for here.

    Signals:
        closed(): the person has seen enough.
    """

    closed = Signal()

    def __init__(self, kit: Kit, desk: Desk, request: OpenPreview) -> None:
        super().__init__(kit)
        self._desk, self._wish = desk, request.wish
        self._first = request.page
        self._key: Path | None = None
        self._boxes_allowed = False
        self._sending = False
        self._whole = False
        self._build()
        self._connect()
        self._open(request.wish)

    def _build(self) -> None:
        self.title = label("打印预览", kind="head")
        self.own = {copy: button(words, kind="chip") for words, copy in _COPIES}
        self.earlier = button("‹", tip="上一页：Ctrl+PgUp", name="上一页")
        self.number = label("", kind="small")
        self.later = button("›", tip="下一页：Ctrl+PgDn", name="下一页")
        self.smaller = button("－", tip="Ctrl+-", name="缩小")
        self.scale = label("", kind="small")
        self.larger = button("＋", tip="Ctrl++", name="放大")
        self.fit = button("适合页宽", kind="chip", tip="Ctrl+0")
        self.fit.setCheckable(True)
        self.print = button("打印…", kind="primary", tip="Ctrl+P")
        self.save = button("存为 PDF…", tip="Ctrl+S")
        self.word = button("另存为 Word…", tip="Ctrl+Shift+S：可以修改的文件，改了不影响记录")
        self.sign = button("电子签名…", tip="Ctrl+Shift+E：用单位的证书签名，另存一份已签的 PDF")
        self.excel = button("另存为 Excel…", tip="数字和日期可以筛选、求和")
        self.school = button("送学校打印…", tip="写到优盘，或放进剪贴板；程序记下")
        self.close_ = button("关闭", tip="Esc")
        self.bar = QFrame()
        row = ActsLayout(self.bar)
        widgets: tuple[QWidget, ...] = (
            self.title, *self.own.values(), self.earlier, self.number, self.later, self.smaller,
            self.scale, self.larger, self.fit, self.print, self.save, self.word, self.excel,
            self.sign, self.school, self.close_,
        )  # fmt: skip
        for widget in widgets:
            row.addWidget(widget)
        self.missing = MissingBar()
        self.view = PageView("打印预览")
        self.setFocusProxy(self.view)
        for each in (self.bar, self.notice, self.missing):
            self.box.addWidget(each)
        self.box.addWidget(self.view, 1)
        self._offer()

    def _offer(self) -> None:
        """Show the buttons of what this document can be."""
        self.excel.setVisible(isinstance(self._wish, Tabled))
        # Of what was issued the bytes are kept, not what they were made from.
        self.word.setVisible(not isinstance(self._wish, IssuedPrint))
        # What goes out for signing by hand is no finished document.
        signable = not isinstance(self._wish, SigningPrint)
        self.sign.setVisible(signable and pdf_signing.signing_installed())
        self.school.setVisible(may_go(self._wish))
        for copy, chip in self.own.items():
            chip.setCheckable(True)
            chip.setAutoExclusive(True)
            chip.setVisible(isinstance(self._wish, VisitPrint))
            chip.setChecked(isinstance(self._wish, VisitPrint) and self._wish.copy is copy)
        self.own[Copy.SCHOOL].setToolTip("不印含未成年人面部的照片")

    def _connect(self) -> None:
        view = self.view
        for pressed, keys, slot in (
            (self.earlier, ("Ctrl+PgUp",), self._on_earlier),
            (self.later, ("Ctrl+PgDown",), self._on_later),
            (self.smaller, ("Ctrl+-",), view.reduce),
            (self.larger, ("Ctrl++", "Ctrl+="), view.enlarge),
            (self.fit, ("Ctrl+0",), view.fit_width),
            (self.print, ("Ctrl+P",), self.print_pages),
            (self.save, ("Ctrl+S",), self.save_pdf),
            (self.word, ("Ctrl+Shift+S",), self.save_word),
            (self.excel, (), self.save_excel),
            (self.sign, ("Ctrl+Shift+E",), self.sign_pdf),
            (self.school, (), self.hand_to_school),
            (self.close_, ("Esc",), self._on_close),
        ):
            pressed.clicked.connect(slot)
            for key in keys:
                self.key(key, slot)
        for copy, chip in self.own.items():
            chip.clicked.connect(partial(self._on_copy, copy))
        view.wanted.connect(self._draw)
        view.moved.connect(lambda _page: self._show_place())
        view.zoomed.connect(self._show_place)
        self.missing.allowed.connect(self._on_allowed)
        self.missing.given_up.connect(self.closed)

    # -- the documents ---------------------------------------------------------------------------

    def _open(self, wish: Wish) -> None:
        self._wish = wish
        self._whole = self._boxes_allowed = False
        self.view.clear()
        self.missing.hide()
        self.sheaf = Sheaf(self, self.kit.jobs, self._desk)
        self.sheaf.planned.connect(self.title.setText)
        self.sheaf.grew.connect(self._on_grew)
        self.sheaf.finished.connect(self._on_finished)
        self.sheaf.failed.connect(self.show_error)
        self._show_place()
        self.sheaf.load(wish)

    def _on_copy(self, copy: Copy) -> None:
        if isinstance(self._wish, VisitPrint) and self._wish.copy is not copy:
            self._let_go()
            self._open(replace(self._wish, copy=copy))

    def _let_go(self) -> None:
        self.sheaf.ticket.cancel()
        self.sheaf.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.sheaf.deleteLater()

    def _on_grew(self, sizes: tuple[PageSize, ...]) -> None:
        self.view.add_pages(sizes)
        self._show_place()

    def _on_finished(self) -> None:
        self._whole = True
        if self.sheaf.cut_short:
            self.notice.tell(f"已停下，只排了前 {len(self.sheaf.pieces)} 份；可以打印这些。")
        if self.sheaf.missing_text:
            self.missing.tell(self.sheaf.missing_text)
        if self._first > 1:
            self.view.go_to(self._first - 1)
            self._first = 1
        self._show_place()

    def _on_allowed(self) -> None:
        self._boxes_allowed = True
        self.missing.hide()
        self._show_place()
        self.print.setFocus()

    def _draw(self, wanted: WantedPage) -> None:
        def failed(error: UserError) -> None:
            self.view.give_up(wanted.page)
            self.show_error(error)

        shown = partial(self._on_drawn, self.sheaf, wanted.page)
        self.sheaf.draw(wanted, on_done=shown, on_error=failed)

    def _on_drawn(self, sheaf: Sheaf, page: int, picture: QImage) -> None:
        if sheaf is self.sheaf:
            self.view.show_page(page, picture)

    def _show_place(self) -> None:
        view = self.view
        count = view.count
        self.number.setText(f"第 {view.page + 1} / {count} 页" if count else "正在排版……")
        self.scale.setText(f"{view.zoom:.0%}" if count else "")
        self.fit.setChecked(view.fits_width)
        self.earlier.setEnabled(view.page > 0)
        self.later.setEnabled(view.page + 1 < count)
        whole = self._whole and count > 0
        may = whole and not self._sending
        without_gaps = self._boxes_allowed or not self.sheaf.missing
        self.print.setEnabled(may and without_gaps)
        self.save.setEnabled(may and without_gaps)
        self.sign.setEnabled(may and without_gaps)
        self.school.setEnabled(may and without_gaps)
        # A Word file is shown with the fonts of its reader. Only a 送签稿 is printed for it, too.
        self.word.setEnabled(may and (without_gaps or not isinstance(self._wish, SigningPrint)))
        self.excel.setEnabled(whole)

    def _on_close(self) -> None:
        self.closed.emit()

    def _on_earlier(self) -> None:
        self.view.go_to(self.view.page - 1)

    def _on_later(self) -> None:
        self.view.go_to(self.view.page + 1)

    @override
    def affected_by(self, changes: Changes) -> bool:
        # It shows what it was opened for; to see a later state, it is opened again.
        return False

    @override
    def leave(self) -> None:
        self.sheaf.ticket.cancel()
        self.view.forget()

    # -- out -------------------------------------------------------------------------------------

    def print_pages(self) -> None:
        """Ask how, and print."""
        if not self.print.isEnabled():
            return
        printers = found_printers()
        if not printers:
            self.notice.tell(_NO_PRINTER, kind="warn")
            return
        order = ask_print(self, printers, count=self.view.count)
        if order is not None:
            self._print(order)

    def _print(self, order: Order) -> None:
        ticket = Ticket("正在打印……")
        parts = [
            Part(place, self.sheaf.pieces[place], own)
            for place, own in self.sheaf.split(order.pages)
        ]
        way = Paper(self._desk, order, ticket)
        self._send(parts, way, ticket, partial(self._printed, order))

    def _printed(self, order: Order, outcome: Outcome) -> None:
        if outcome.error is not None:
            before = f"前面 {outcome.sent} 份已送到打印机。" if outcome.sent else ""
            self._tell(f"{outcome.error.sentence}{before}", kind="bad")
        elif outcome.stopped:
            self._tell(
                f"已停下：{outcome.wanted} 份里 {outcome.sent} 份已送到打印机，其余没有打印。"
            )
        else:
            pages, copies = len(order.pages), order.copies
            self._tell(f"已送到打印机“{order.printer}”：{pages} 页，每页 {copies} 份。")

    def save_pdf(self) -> None:
        """Ask where, and write: one file, or a folder with one for each record."""
        if self.save.isEnabled():
            self._save(FileFormat.PDF)

    def save_word(self) -> None:
        """Ask where, and write Word files as ``save_pdf`` writes PDF."""
        if self.word.isEnabled() and not self.word.isHidden():
            self._save(FileFormat.WORD)

    def save_excel(self) -> None:
        """Ask where, and write the table as an Excel file."""
        wish = self._wish
        if not (isinstance(wish, Tabled) and self.excel.isEnabled()):
            return
        name = self.sheaf.pieces[0].file_name(FileFormat.EXCEL)
        target = ask.save_file(self, "把表格存到哪里", name, ask.EXCEL)
        if target is not None:
            self.read(
                lambda: self._desk.printing.excel(wish, target),
                self.tell_written,
                ticket=Ticket("正在导出……"),
            )

    def sign_pdf(self) -> None:
        """Ask for a certificate and where to, and write signed PDF files."""
        if self.sign.isHidden() or not self.sign.isEnabled():
            return
        order = ask_certificate(self, self._key)
        if order is None:
            return
        self._key = order.key
        now = self._desk.clock.now()
        self.kit.jobs.pool(
            self,
            lambda: pdf_signing.open_certificate(order.key, passphrase=order.passphrase, at=now),
            on_done=partial(self._sign, order.reason),
            on_error=self.show_error,
            ticket=Ticket("正在打开证书……"),
        )

    def _sign(self, reason: str, certificate: Certificate) -> None:
        # Opened before anything else is asked: a wrong passphrase costs no second question.
        targets = ask_targets(self, self.sheaf.pieces, FileFormat.PDF, tail="（已签）")
        if targets is not None:
            ticket = Ticket("正在电子签名……")
            way = SignedFiles(targets.files, ticket, certificate, reason=reason)
            self._write(way, targets, ticket, said=f"已用“{certificate.holder}”的证书签名，")

    def hand_to_school(self) -> None:
        """Give the feedback or the notice to a school's printer, and nothing else."""
        if self.school.isEnabled():
            hand_over(self, self._desk, self.sheaf.pieces[0])

    def _save(self, form: FileFormat) -> None:
        targets = ask_targets(self, self.sheaf.pieces, form)
        if targets is not None:
            ticket = Ticket(doing(form))
            self._write(Files(targets.files, ticket), targets, ticket, form=form)

    def _write(
        self,
        way: Files,
        targets: Targets,
        ticket: Ticket,
        *,
        said: str = "",
        form: FileFormat = FileFormat.PDF,
    ) -> None:
        parts = [Part(place, piece, ()) for place, piece in enumerate(self.sheaf.pieces)]
        several = targets.folder
        done = (
            partial(self._saved_all, way, several)
            if several
            else partial(self._saved_one, way, said)
        )
        self._send(parts, way, ticket, done, form)

    def _saved_one(self, way: Files, said: str, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._tell(outcome.error.sentence, kind="bad")
        elif way.written and isValid(self):
            path, aside = way.written[0]
            self.tell_file(f"{said}{aside or f'已存为 {path}。'}", path)

    def _saved_all(self, way: Files, folder: Path, outcome: Outcome) -> None:
        told = f"{outcome.wanted} 份里 {outcome.sent} 份已写到 {folder}"
        aside = "".join(written.sentence for written in way.written)
        if outcome.error is not None:
            self._tell(f"{outcome.error.sentence}{told}。{aside}", kind="bad")
        elif outcome.stopped:
            self._tell(f"已停下：{told}，其余没有写。{aside}")
        elif isValid(self):
            text = f"已把 {outcome.sent} 份写到 {folder}，一份一个文件。{aside}"
            self.tell_file(text, folder, action="打开文件夹")

    def _send(
        self,
        parts: list[Part],
        way: Way,
        ticket: Ticket,
        ended: Callable[[Outcome], None],
        form: FileFormat = FileFormat.PDF,
    ) -> None:
        sheaf = self.sheaf

        def issued(place: int, what: Issued) -> None:
            if isValid(sheaf):
                sheaf.replace(place, what.piece)

        def finish(outcome: Outcome) -> None:
            if isValid(self):
                self._sending = False
                self._show_place()
            ended(outcome)

        self._sending = True
        self._show_place()
        outgoing = Outgoing(self.window(), self.kit.jobs, ticket)
        outgoing.issued.connect(issued)
        outgoing.ended.connect(finish)
        outgoing.begin(parts, way, self._maker(form))

    def _maker(self, form: FileFormat) -> Callable[[Piece], Issued]:
        printing = self._desk.printing
        allowed = Unprintable.BOX if self._boxes_allowed else Unprintable.REFUSE
        make = printing.word if form is FileFormat.WORD else printing.issue
        return partial(make, unprintable=allowed)

    def _tell(self, text: str, *, kind: str = "") -> None:
        """Say how it ended, here if this is still seen, and in the status line."""
        self.kit.events.said.emit(text)
        if isValid(self):
            self.notice.tell(text, kind=kind)
