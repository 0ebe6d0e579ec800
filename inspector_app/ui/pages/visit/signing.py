"""九、签字: 草稿 → 送签稿 n → signed and stamped on paper → 签字盖章件 → 定稿."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.base.clock import local_datetime_text, parse_instant
from inspector_app.domain.photo import PhotoRole
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.ui.page import Kit, clear
from inspector_app.ui.photo_panel import PhotoPanel
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.rows import Section

if TYPE_CHECKING:
    from inspector_app.services.photos import PhotoService
    from inspector_app.services.visit_views import VisitRecord


class SigningSection(Section):
    """What was printed for signing, and what came back signed.

    Signals:
        print_wanted(): a new 送签稿 is to be made and printed.
        word_wanted(int): this 送签稿 is to be written as a Word file.
        pages_wanted(int): signed pages of this 送签稿 are to be put in.
        crop_wanted(str): the signature is to be cut out of this page.
        sign_wanted(): the inspector wants to sign on the screen.
    """

    print_wanted = Signal()
    word_wanted = Signal(int)
    pages_wanted = Signal(int)
    crop_wanted = Signal(str)
    sign_wanted = Signal()

    def __init__(self, kit: Kit, photos: PhotoService) -> None:
        super().__init__("九、签字")
        hint = (
            "打印送签稿，请学校负责人签字盖章；改了一句就再打一稿。"
            "签好的纸拍照或扫描后放进来，再定稿。"
        )
        self.add(label(hint, kind="soft"))
        self.make = button("打印送签稿…", tip="Ctrl+Shift+P：先预览，打印或存为 PDF、Word 时编号")
        self.crop = button("截取签名…", tip="从签字盖章件上框出签名")
        self.sign = button("在屏幕上签名…", tip="督学用鼠标、笔或手指签名；不签也可以定稿")
        self._page = ""
        row = QHBoxLayout()
        for widget in (self.make, self.crop, self.sign):
            row.addWidget(widget)
        row.addStretch()
        self.box.addLayout(row)
        self._copies = QVBoxLayout()
        self.box.addLayout(self._copies)
        self.pages = PhotoPanel(kit, photos, name="签字盖章件", role=PhotoRole.SIGNED_PAGE)
        self.pages.strip.choose.hide()
        self.pages.strip.paste.hide()
        self.add(self.pages)
        self._revisions = label("", kind="small")
        self.add(self._revisions)
        self.make.clicked.connect(self.print_wanted)
        self.crop.clicked.connect(lambda: self.crop_wanted.emit(self._page))
        self.sign.clicked.connect(self.sign_wanted)

    def show_record(self, record: VisitRecord) -> None:
        """Show the copies, the signed pages and the revisions of a record."""
        signed = [
            p for p in record.photos if p.role in {PhotoRole.SIGNED_PAGE, PhotoRole.SIGNATURE}
        ]
        self.pages.show_photos(signed)
        self.pages.strip.lock(locked=True)
        self.make.setVisible(record.visit.status is VisitStatus.DRAFT)
        pages = [p for p in signed if p.role is PhotoRole.SIGNED_PAGE]
        # The newest 送签稿 is the one that counts, and its signatures stand on the last page.
        self._page = max(pages, key=lambda p: (p.signing_no, p.ordinal)).uid if pages else ""
        self.crop.setVisible(bool(pages))
        self.sign.setVisible(record.visit.status is not VisitStatus.VOIDED)
        clear(self._copies)
        newest = max((copy.signing_no for copy in record.signing), default=0)
        for copy in record.signing:
            count = sum(p.signing_no == copy.signing_no for p in pages)
            made = local_datetime_text(parse_instant(copy.made_at))
            back = f"签字盖章件 {count} 页" if count else "还没有签字盖章件"
            line = label(f"送签稿 {copy.signing_no}（修订 {copy.revision}，{made} 打印）：{back}")
            number = copy.signing_no
            self._copies.addWidget(self._with_buttons(line, number, word=number == newest))
        lines = [f"修订 {r.revision}　{r.reason or '首次定稿'}" for r in record.revisions]
        self._revisions.setText("\n".join(lines))

    def _with_buttons(self, line: QWidget, signing_no: int, *, word: bool) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(line, 1)
        if word:
            save = button("另存为 Word…", kind="link", name=f"把送签稿 {signing_no} 另存为 Word")
            save.setToolTip("给学校改一句话用；编号不变，改好的照着录入，再打一稿")
            save.clicked.connect(lambda: self.word_wanted.emit(signing_no))
            row.addWidget(save)
        put = button("放入签字盖章件…", kind="link", name=f"放入送签稿 {signing_no} 的签字盖章件")
        put.clicked.connect(lambda: self.pages_wanted.emit(signing_no))
        row.addWidget(put)
        return whole
