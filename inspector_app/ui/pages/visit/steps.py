"""The steps of a record's life: printing, signing, 定稿, 更正, 作废, the recycle bin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspector_app.base.errors import IncompleteError, UserError
from inspector_app.base.files import write_atomic
from inspector_app.domain.photo import PhotoRole
from inspector_app.services.documents import Unprintable
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.crop import ask_box
from inspector_app.ui.dialogs.signature import ask_signature
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.navigator import GoTo, Place
from inspector_app.ui.photo_panel import added_text
from inspector_app.ui.progress import tell_progress
from inspector_app.ui.viewer import show_file

if TYPE_CHECKING:
    from inspector_app.domain.views import LedgerRow, SigningCopy
    from inspector_app.services.photos import PhotosAdded
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.pages.visit.surface import RecordSurface


class Steps(QObject):
    """What the buttons of the record's head do."""

    def __init__(self, page: RecordSurface, widget: QWidget, desk: Desk) -> None:
        super().__init__(widget)
        self._page, self._widget, self._desk, self._uid = page, widget, desk, page.uid
        self._written: Path | None = None
        self._unprintable = Unprintable.REFUSE
        head, signing = page.head, page.signing
        for pressed, step in (
            (head.file, self.file), (head.print, self.print_pdf), (head.correct, self.correct),
            (head.void, self.void), (head.discard, self.discard), (head.abandon, self.abandon),
        ):  # fmt: skip
            pressed.clicked.connect(step)
        signing.print_wanted.connect(self.print_for_signing)
        signing.pages_wanted.connect(self.put_signed_pages)
        signing.crop_wanted.connect(self.crop_signature)
        signing.sign_wanted.connect(self.sign)
        page.notice.acted.connect(self._on_notice)

    # -- 定稿 ------------------------------------------------------------------------------------

    def file(self) -> None:
        """Freeze the record, if nothing is missing."""
        if self._page.record is None or not self._page.record.visit.is_editable:
            return
        self._page.flush()
        self._page.read(lambda: self._desk.visits.gaps(self._uid), self._ask_to_file)

    def _ask_to_file(self, gaps: tuple[object, ...]) -> None:
        if gaps:
            self._refuse_to_file(len(gaps))
            return
        record = self._page.record
        signed = record is not None and any(p.role is PhotoRole.SIGNED_PAGE for p in record.photos)
        paper = "" if signed else "还没有签字盖章件：可以先定稿，也可以签好字再来。\n"
        text = f"{paper}定稿后不能直接修改；需要改动时用“更正”，写明理由。"
        if ask.confirm(self._widget, "这份记录定稿吗？", text, yes="定稿"):
            self._page.write(lambda: self._desk.visits.file(self._uid), self._filed,
                             on_error=self._on_incomplete)  # fmt: skip

    def _refuse_to_file(self, count: int) -> None:
        self._page.notice.tell(
            f"还有 {count} 处未填，没有定稿；已填的都保存着。按 F8 逐处补上。", kind="warn"
        )
        self._page.go_to_next_gap()

    def _on_incomplete(self, error: UserError) -> None:
        if isinstance(error, IncompleteError):
            self._refuse_to_file(len(error.problems))
        else:
            self._page.show_error(error)

    def _filed(self, _changes: object) -> None:
        self._page.notice.tell("已定稿。它已计入当月统计；月底到“上报”里交给督导室。")
        self._page.refresh()

    # -- 更正, 作废, 回收站 -----------------------------------------------------------------------

    def correct(self) -> None:
        """Open a new revision, with its reason."""
        text = "会开出新的一版；在它定稿以前，这份记录暂不计入统计，月统计页会提醒。"
        reason = ask.reason(self._widget, "更正这份记录", text, yes="开始更正")
        if reason is not None:
            self._do(lambda: self._desk.visits.correct(self._uid, reason=reason),
                     "已开出修订稿，可以修改了；改好后再定稿。")  # fmt: skip

    def abandon(self) -> None:
        """Go back to the last filed revision."""
        text = "这次更正里改的内容不再使用，记录回到上一次定稿的样子。"
        if ask.confirm(self._widget, "放弃这次更正吗？", text, yes="放弃更正"):
            self._do(lambda: self._desk.visits.abandon_correction(self._uid), "已回到上一次定稿。")

    def void(self) -> None:
        """Let the record stand without counting."""
        text = "作废后不再统计，记录和编号保留，内容仍可查看。"
        reason = ask.reason(self._widget, "作废这份记录", text, yes="作废")
        if reason is not None:
            self._do(lambda: self._desk.visits.void(self._uid, reason=reason), "已作废，不再统计。")

    def discard(self) -> None:
        """Put the draft into the recycle bin; it can be taken out again, so nobody is asked."""
        self._page.flush()
        self._page.write(lambda: self._desk.visits.discard(self._uid), self._discarded)

    def _discarded(self, _changes: object) -> None:
        self._page.kit.events.said.emit("草稿已放入回收站；在“督导记录”的回收站里可以取回。")
        self._page.kit.navigator.open(GoTo(place=Place.VISITS))

    def _do(self, work: Callable[[], object], said: str) -> None:
        def done(_changes: object) -> None:
            self._page.notice.tell(said)
            self._page.refresh()

        self._page.write(work, done)

    # -- paper -----------------------------------------------------------------------------------

    def print_pdf(self) -> None:
        """Write the record as a PDF."""
        self._page.flush()
        self._after_check(self._write_pdf)

    def print_for_signing(self) -> None:
        """Make the next 送签稿 and write it as a PDF."""
        self._page.flush()
        self._after_check(self._write_signing_copy)

    def _after_check(self, go: Callable[[], None]) -> None:
        """Name the characters that no font has before anything is printed."""

        def checked(missing: tuple[str, ...]) -> None:
            self._unprintable = Unprintable.BOX if missing else Unprintable.REFUSE
            listed = "、".join(missing)
            if not missing or ask.confirm(
                self._widget,
                "有的字打印不出来",
                f"随附字库里没有这些字：{listed}。打印时印成带编码的方框，可以手写补上。",
                yes="照样打印",
            ):
                go()

        self._page.read(lambda: self._desk.documents.missing_characters(self._uid), checked)

    def _write_pdf(self) -> None:
        record = self._page.record
        name = f"入校督导记录表 {record.visit.number}.pdf" if record else "入校督导记录表.pdf"
        target = ask.save_file(self._widget, "把 PDF 存到哪里", name, "PDF (*.pdf)")
        if target is not None:
            ticket = Ticket("正在排版……")
            unprintable = self._unprintable
            self._page.write(
                lambda: self._desk.documents.visit_pdf(self._uid, unprintable=unprintable),
                lambda content: self._store(content, target),
                ticket=ticket,
            )

    def _write_signing_copy(self) -> None:
        record = self._page.record
        number = len(record.signing) + 1 if record else 1
        name = f"送签稿{number} {record.visit.number}.pdf" if record else "送签稿.pdf"
        target = ask.save_file(self._widget, "把送签稿存到哪里", name, "PDF (*.pdf)")
        if target is None:
            return

        unprintable = self._unprintable

        def made(done: tuple[bytes, object]) -> None:
            self._page.refresh()
            self._store(done[0], target)

        self._page.write(
            lambda: self._desk.documents.signing_pdf(self._uid, unprintable=unprintable), made
        )

    def _store(self, content: bytes, target: Path) -> None:
        def stored(_nothing: object) -> None:
            self._written = target
            self._page.notice.tell(f"PDF 已存为 {target}。", action="打开")

        self._page.kit.jobs.pool(
            self._widget,
            lambda: write_atomic(target, content),
            on_done=stored,
            on_error=self._page.show_error,
        )

    def _on_notice(self) -> None:
        if self._written is not None:
            show_file(self._written)

    def put_signed_pages(self, signing_no: int) -> None:
        """Take photos or scans of the signed pages in, bound to that 送签稿."""
        paths = ask.open_files(self._widget, f"送签稿 {signing_no} 的签字盖章件", ask.PICTURES)
        if not paths:
            return
        from inspector_app.services.photos import IncomingPhoto

        files = [IncomingPhoto(name=path.name, data=path) for path in paths]

        def done(added: PhotosAdded) -> None:
            self._page.kit.events.said.emit(added_text(added))
            self._page.refresh()

        self._page.write(
            lambda: self._desk.photos.add_signed_pages(
                self._uid, files=files, signing_no=signing_no
            ),
            done,
        )

    def crop_signature(self, photo_uid: str) -> None:
        """Let the person frame the signature on a signed page."""

        def framed(jpeg: bytes) -> None:
            box = ask_box(self._widget, jpeg)
            if box is not None:
                self._do(
                    lambda: self._desk.photos.crop_signature(
                        photo_uid, left=box.left, top=box.top, right=box.right, bottom=box.bottom
                    ),
                    "签名已截取。",
                )

        self._page.read(lambda: self._desk.photos.content(photo_uid), framed)

    def sign(self) -> None:
        """Let the inspector sign on the screen what the newest 送签稿 says."""
        self._page.flush()
        self._page.read(lambda: self._desk.photos.copy_to_sign(self._uid), self._ask_signature)

    def _ask_signature(self, copy: SigningCopy) -> None:
        text = (
            f"请督学在白框里签名，签的是送签稿 {copy.signing_no}（修订 {copy.revision}），"
            "印在“督学签名”处；记录改动以后不再使用。不签也可以定稿。"
        )
        png = ask_signature(self._widget, text)
        if png is not None:
            self._do(lambda: self._desk.photos.add_signature(self._uid, png),
                     f"签名已放入送签稿 {copy.signing_no}。")  # fmt: skip

    def tell_progress(self, row: LedgerRow) -> None:
        """Record what happened to an earlier issue."""
        tell_progress(self._page, self._widget, self._desk, row, then=self._page.fetch_before)

    def tell_progress_of(self, issue_uid: str) -> None:
        """Record what happened to an issue of this record."""

        def found(row: LedgerRow) -> None:
            tell_progress(self._page, self._widget, self._desk, row, then=self._page.refresh)

        self._page.read(lambda: self._desk.issues.get(issue_uid), found)
