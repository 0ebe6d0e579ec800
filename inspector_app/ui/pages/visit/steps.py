"""The steps of a record's life: printing, signing, 定稿, 更正, 作废, the recycle bin."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspector_app.base.errors import IncompleteError, UserError
from inspector_app.base.written import WrittenFile, write_document
from inspector_app.domain.photo import PhotoRole
from inspector_app.domain.visit_options import Joint
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import LessonsPrint, SigningPrint, VisitPrint
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.crop import ask_box
from inspector_app.ui.dialogs.signature import ask_signature
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.letters import print_of_record
from inspector_app.ui.navigator import GoTo, OpenPreview, Place
from inspector_app.ui.pages.visit.joint import hand_to_peers
from inspector_app.ui.photo_panel import added_text
from inspector_app.ui.progress import tell_progress

if TYPE_CHECKING:
    from inspector_app.domain.views import LedgerRow, SigningCopy
    from inspector_app.services.incoming_photos import PhotosAdded
    from inspector_app.services.visit_views import VisitRecord
    from inspector_app.services.wishes import Wish
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.pages.visit.surface import RecordSurface

_FILED_IS_FIXED: Final = "定稿后不能直接修改；需要改动时用“更正”，写明理由。"
_ENTRY_COUNTS: Final = "登记后就计入本人的入校人次和听课；收到责任督学的记录后不重复计。\n"
_FILED: Final = "已定稿。它已计入当月统计；月底到“上报”里交给督导室。"
_ENTERED: Final = "已登记，已计入本人的入校人次和听课。请向责任督学要同行记录文件。"
_NO_LESSONS: Final = (
    "这份记录里没有听课，没有可打印的听课记录表；记录没有改变。草稿可以按 Ctrl+L 加一节。"
)


class Steps(QObject):
    """What the buttons of the record's head do."""

    def __init__(self, page: RecordSurface, widget: QWidget, desk: Desk) -> None:
        super().__init__(widget)
        self._page, self._widget, self._desk, self._uid = page, widget, desk, page.uid
        head, signing = page.head, page.signing
        for pressed, step in (
            (head.file, self.file), (head.print, self.print_pdf), (head.correct, self.correct),
            (head.void, self.void), (head.discard, self.discard), (head.abandon, self.abandon),
            (head.letters, self.print_letter), (head.peers, self.hand_to_peers),
        ):  # fmt: skip
            pressed.clicked.connect(step)
        signing.print_wanted.connect(self.print_for_signing)
        signing.word_wanted.connect(self.save_signing_word)
        signing.pages_wanted.connect(self.put_signed_pages)
        signing.crop_wanted.connect(self.crop_signature)
        signing.sign_wanted.connect(self.sign)

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
        hints = () if record is None else record.hints
        odd = "".join(f"请留意：{hint.what}。\n" for hint in hints)
        title, text, yes = "这份记录定稿吗？", f"{odd}{paper}{_FILED_IS_FIXED}", "定稿"
        if record is not None and record.visit.joint is Joint.ENTRY:
            title, text, yes = "做这份同行登记吗？", f"{_ENTRY_COUNTS}{_FILED_IS_FIXED}", "登记"
        if ask.confirm(self._widget, title, text, yes=yes):
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
        record = self._page.record
        entry = record is not None and record.visit.joint is Joint.ENTRY
        self._page.notice.tell(_ENTERED if entry else _FILED)
        self._page.refresh()

    def hand_to_peers(self) -> None:
        """Write the record for those who went along."""
        self._page.read(
            lambda: self._desk.joint_hand_over.preview(self._uid),
            lambda found: hand_to_peers(self._page, self._widget, self._desk, found),
        )

    # -- 更正, 作废, 回收站 -----------------------------------------------------------------------

    def correct(self) -> None:
        """Open a new revision, with its reason: of what the office returned, what it said."""
        self._page.read(lambda: self._desk.returned.reason(self._uid), self._ask_to_correct)

    def _ask_to_correct(self, begun: str) -> None:
        text = "会开出新的一版；在它定稿以前，这份记录暂不计入统计，月统计页会提醒。"
        reason = ask.reason(self._widget, "更正这份记录", text, yes="开始更正", begun=begun)
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
        """Show the record as it prints."""
        self.preview(VisitPrint(uid=self._uid))

    def print_letter(self) -> None:
        """Show a letter about the record, after what is being typed is saved."""

        def found(record: VisitRecord) -> None:
            print_of_record(self._page, self._widget, self._desk, record.visit)

        self._after_typing(
            lambda: self._page.read(lambda: self._desk.visits.record(self._uid), found)
        )

    def print_for_signing(self) -> None:
        """Show the next 送签稿; it takes its number when it goes to paper or into a file."""
        record = self._page.record
        if record is not None and record.visit.is_editable:
            self.preview(SigningPrint(uid=self._uid))

    def print_lesson(self, lesson_uid: str = "") -> None:
        """Show 听课记录表 of one lesson as it prints; of all lessons where none is named."""

        def found(record: VisitRecord) -> None:
            uids = [lesson.uid for lesson in record.visit.lessons]
            if not uids:
                self._page.notice.tell(_NO_LESSONS, kind="warn")
                return
            place = uids.index(lesson_uid) + 1 if lesson_uid in uids else None
            wish = LessonsPrint(uid=self._uid, lesson=place)
            self._page.kit.navigator.open(OpenPreview(wish=wish))

        self._after_typing(
            lambda: self._page.read(lambda: self._desk.visits.record(self._uid), found)
        )

    def save_signing_word(self, signing_no: int) -> None:
        """Write a 送签稿 that was printed as a Word file of the same number."""
        record = self._page.record
        if record is None:
            return
        name = f"送签稿{signing_no} {record.visit.number}.{FileFormat.WORD}"
        target = ask.save_file(self._widget, "把 Word 文件存到哪里", name, ask.WORD)
        if target is None:
            return

        def work() -> WrittenFile:
            made, _ = self._desk.documents.signing_docx(self._uid, signing_no=signing_no)
            return write_document(target, made)

        self._after_typing(
            lambda: self._page.read(work, self._page.tell_written, ticket=Ticket("正在存为 Word……"))
        )

    def preview(self, wish: Wish) -> None:
        """Show a paper as it prints, after what is being typed is saved."""
        self._after_typing(lambda: self._page.kit.navigator.open(OpenPreview(wish=wish)))

    def _after_typing(self, then: Callable[[], None]) -> None:
        self._page.flush()
        # Behind what was just typed, on the one thread that saves: others read on another.
        self._page.write(_nothing, lambda _: then())

    def put_signed_pages(self, signing_no: int) -> None:
        """Take photos or scans of the signed pages in, bound to that 送签稿."""
        paths = ask.open_files(self._widget, f"送签稿 {signing_no} 的签字盖章件", ask.PICTURES)
        if not paths:
            return
        from inspector_app.services.incoming_photos import IncomingPhoto

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


def _nothing() -> None:
    """Do nothing, when its turn comes."""
