"""The scanned paper beside the record that is typed from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.paper import PageSize
from inspector_app.domain.photo import PhotoOwner
from inspector_app.domain.scan import pages_words
from inspector_app.services.context import Role
from inspector_app.ui.navigator import OpenVisit
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.chips import SwitchChip
from inspector_app.ui.widgets.flow import FlowLayout
from inspector_app.ui.widgets.page_view import PageView, WantedPage

if TYPE_CHECKING:
    from inspector_app.base.errors import UserError
    from inspector_app.domain.photo import Photo
    from inspector_app.domain.scan import Scan
    from inspector_app.services.visit_edit import NewVisit
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.pages.visit.sheet import Sheet
    from inspector_app.ui.pages.visit.surface import WrittenSurface

# A scan knows no paper: every page is as wide as A4.
_WIDTH: Final = 595.0
_POINTS_PER_INCH: Final = 72


class ScanPane(QFrame):
    """The pages below each other, and which of them belong to the record.

    Signals:
        belongs(bool): the page that is read belongs to the record, or does not.
        blanked(): the page that is read holds nothing to type, or does after all.
        turned(): the page that is read is to be turned a quarter to the right.
        next_wanted(): the next record of this scan is to be begun.
    """

    belongs = Signal(bool)
    blanked = Signal()
    turned = Signal()
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._scan: Scan | None = None
        self._number = ""
        self.view = PageView("扫描件")
        self.place = label("", kind="head")
        self.earlier = button("上一页", tip="Ctrl+PgUp")
        self.later = button("下一页", tip="Ctrl+PgDn")
        self.smaller = button("缩小", tip="Ctrl+-，或按住 Ctrl 转滚轮")
        self.larger = button("放大", tip="Ctrl++，或按住 Ctrl 转滚轮")
        self.fit = button("页宽", tip="Ctrl+0：与窗格一样宽")
        self.turn = button("转正", tip="Ctrl+Shift+R：向右转四分之一圈，转好的留着")
        self.mine = SwitchChip("本页属于这份记录", "本页属于这份记录")
        self.mine.setToolTip("Ctrl+Shift+B：勾上的页作为这份记录的签字盖章件")
        self.blank = button("本页不用录", tip="Ctrl+Shift+X：空白页、封面，不再算作没有录的")
        self.told = label("", kind="small")
        self.told.setWordWrap(True)
        self.next = button("接着录下一份", tip="Ctrl+Shift+N：从还没有录的页新建一份")
        self._build()

    def _build(self) -> None:
        # Beside the fields there is little room: what does not fit takes another line.
        bar, foot = FlowLayout(), FlowLayout()
        for widget in (
            self.place, self.earlier, self.later, self.smaller, self.larger, self.fit, self.turn,
        ):  # fmt: skip
            bar.addWidget(widget)
        foot.addWidget(self.mine)
        foot.addWidget(self.blank)
        foot.addWidget(self.next)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, GRID, 0)
        box.setSpacing(4)
        box.addLayout(bar)
        box.addWidget(self.view, 1)
        box.addLayout(foot)
        box.addWidget(self.told)
        self.earlier.clicked.connect(lambda: self.go(-1))
        self.later.clicked.connect(lambda: self.go(1))
        self.smaller.clicked.connect(self.view.reduce)
        self.larger.clicked.connect(self.view.enlarge)
        self.fit.clicked.connect(self.view.fit_width)
        self.turn.clicked.connect(self.turned)
        self.next.clicked.connect(self.next_wanted)
        self.blank.clicked.connect(self.blanked)
        self.mine.chosen.connect(lambda value: self.belongs.emit(bool(value)))
        self.view.moved.connect(self._show_place)
        self.hide()

    def show_scan(self, scan: Scan, photos: Sequence[Photo], *, number: str) -> None:
        """Show a scan beside the record of a 记录编号."""
        page, first = self.view.page, self._scan is None
        self._scan, self._number = scan, number
        self.view.clear()
        self.view.add_pages([PageSize(_WIDTH, _WIDTH * p.height / p.width) for p in photos])
        self.show()
        own = self.pages
        self.view.go_to(own[0] - 1 if first and own else page)
        self._show_place()

    def show_uses(self, scan: Scan) -> None:
        """Show what was typed from the pages, which are the same as before."""
        self._scan = scan
        self._show_place()

    @property
    def page(self) -> int:
        """The page that is read, counted from 1."""
        return self.view.page + 1

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that belong to the record."""
        pages = self._scan.pages if self._scan else ()
        return tuple(page.number for page in pages if self._number in page.records)

    def go(self, by: int) -> None:
        """Go some pages on."""
        self.view.go_to(self.view.page + by)

    def _show_place(self, _page: int = 0) -> None:
        if self._scan is None or self.page > len(self._scan.pages):
            return
        self.place.setText(f"扫描件 第 {self.page}/{self.view.count} 页")
        self.mine.show_value(self.page in self.pages)
        page = self._scan.pages[self.page - 1]
        self.blank.setVisible(not page.records)
        self.blank.setText("本页还是要录" if page.blank else "本页不用录")
        own, left = pages_words(self.pages), pages_words(self._scan.left)
        others = [number for number in page.records if number != self._number]
        said = [f"这份：{own or '还没有勾'}", f"没有录的：{left or '没有了'}"]
        said += [f"本页也是 {'、'.join(others)} 的"] if others else []
        self.told.setText("　".join(said))


class SideBySide(QWidget):
    """The paper beside the fields, or above them where half of the room is too narrow for these.

    The fields are made where they stay: each time its parent changes, Qt goes through all that a
    sheet holds.
    """

    def __init__(self, parent: QWidget, pane: ScanPane, make: Callable[[QWidget], Sheet]) -> None:
        super().__init__(parent)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._pane = pane
        self._box.addWidget(pane, 1)
        self.sheet = make(self)
        self._box.addWidget(self.sheet, 1)

    def arrange(self) -> None:
        """Divide the room."""
        if self._pane.isHidden():
            self.sheet.parts_from = 0
            return
        view = self.sheet.view
        inner = view.widget()
        fields = inner.minimumSizeHint().width() if inner is not None else 0
        least = fields + view.verticalScrollBar().width()
        self.sheet.parts_from = least + self.sheet.parts.width()
        fits = self.width() // 2 >= least
        way = QBoxLayout.Direction
        self._box.setDirection(way.LeftToRight if fits else way.TopToBottom)
        self.sheet.arrange_parts()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()


class ScanSteps(QObject):
    """Joins the scan that a record is typed from with the page of the record."""

    def __init__(
        self, page: WrittenSurface, widget: QWidget, desk: Desk, *, make: Callable[[QWidget], Sheet]
    ) -> None:
        super().__init__(widget)
        self._page, self._desk = page, desk
        self._office = desk.settings.identity().role is Role.OFFICE
        self._scan: Scan | None = None
        self._photos: tuple[Photo, ...] = ()
        self.pane = ScanPane()
        self.room = SideBySide(widget, self.pane, make)
        self.pane.belongs.connect(self.set_belongs)
        self.pane.turned.connect(self.turn)
        self.pane.blanked.connect(self.toggle_blank)
        self.pane.next_wanted.connect(self.begin_next)
        self.pane.view.wanted.connect(self._draw)
        if self._office:
            self._give_keys()

    def _give_keys(self) -> None:
        view = self.pane.view
        for keys, act in (
            ("Ctrl+PgDown", lambda: self.pane.go(1)), ("Ctrl+PgUp", lambda: self.pane.go(-1)),
            ("Ctrl++", view.enlarge), ("Ctrl+=", view.enlarge), ("Ctrl+-", view.reduce),
            ("Ctrl+0", view.fit_width), ("Ctrl+Shift+R", self.turn),
            ("Ctrl+Shift+B", self.toggle), ("Ctrl+Shift+N", self.begin_next),
            ("F6", self.go_over), ("Ctrl+Shift+X", self.toggle_blank),
        ):  # fmt: skip
            self._page.key(keys, self._where_shown(act))

    def _where_shown(self, act: Callable[[], None]) -> Callable[[], None]:
        def do() -> None:
            if self._scan is not None:
                act()

        return do

    def look(self) -> None:
        """Show the scan that the record is typed from, if there is one."""
        if not self._office:
            return
        scans, photos, uid = self._desk.scans, self._desk.photos, self._page.uid

        def read() -> tuple[Scan | None, tuple[Photo, ...]]:
            scan = scans.of_visit(uid)
            return scan, photos.of(PhotoOwner.SCAN, scan.uid) if scan else ()

        self._page.read(read, self._show)

    def _show(self, found: tuple[Scan | None, tuple[Photo, ...]]) -> None:
        scan, photos = found
        record = self._page.record
        if scan is None or record is None:
            return
        same = [p.sha256 for p in photos] == [p.sha256 for p in self._photos]
        self._scan, self._photos = scan, photos
        if same:
            self.pane.show_uses(scan)
        else:
            self.pane.show_scan(scan, photos, number=record.visit.number)
            self.room.arrange()
            self._page.fetch_before()

    def _draw(self, wanted: WantedPage) -> None:
        if wanted.page >= len(self._photos):
            return
        photo = self._photos[wanted.page]
        width = max(1, round(_WIDTH * wanted.dpi / _POINTS_PER_INCH))

        def drawn() -> QImage:
            picture = QImage.fromData(self._desk.photos.content(photo.uid))
            return picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)

        self._page.read(drawn, lambda picture: self.pane.view.show_page(wanted.page, picture))

    # -- doing -----------------------------------------------------------------------------------

    def go_over(self) -> None:
        """Go from the fields to the picture, or back."""
        view = self.pane.view
        (self._page.sheet.view if view.hasFocus() else view).setFocus()

    def toggle(self) -> None:
        """Let the page that is read belong to the record, or not any more."""
        self.set_belongs(self.pane.page not in self.pane.pages)

    def set_belongs(self, belongs: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Say whether the page that is read belongs to the record."""
        scan, page, own = self._scan, self.pane.page, set(self.pane.pages)
        if scan is None:
            return
        wanted = tuple(sorted(own | {page} if belongs else own - {page}))
        if not wanted:
            self._page.notice.tell("这份记录总要有一页：请先勾上别的页，再去掉这一页。")
            self.pane.show_uses(scan)
            return
        uid = self._page.uid

        def refused(error: UserError) -> None:
            self._page.show_error(error)
            self.pane.show_uses(scan)

        self._page.write(
            lambda: self._desk.scans.use(scan.uid, uid, wanted),
            lambda _changes: self.look(),
            on_error=refused,
        )

    def toggle_blank(self) -> None:
        """Say that the page that is read holds nothing to type, or that it does after all."""
        scan, page = self._scan, self.pane.page
        if scan is None or scan.pages[page - 1].records:
            return
        blanks = {each.number for each in scan.pages if each.blank} ^ {page}
        self._page.write(
            lambda: self._desk.scans.set_blank(scan.uid, tuple(sorted(blanks))),
            lambda _changes: self.look(),
        )

    def turn(self) -> None:
        """Turn the page that is read."""
        uid = self._photos[self.pane.view.page].uid
        self._page.write(lambda: self._desk.scans.turn(uid), lambda _changes: self.look())

    def begin_next(self) -> None:
        """Begin the next record: from the page that is read, or the first that is left."""
        scan, page = self._scan, self.pane.page
        if scan is None:
            return
        first = page if page in scan.left or not scan.left else scan.left[0]
        self._page.flush()

        def begin() -> NewVisit:
            from inspector_app.services.scans import PaperRecord

            return self._desk.scans.begin(scan.uid, PaperRecord({}, (first,)))

        self._page.write(begin, lambda made: self._page.kit.navigator.open(OpenVisit(uid=made.uid)))
