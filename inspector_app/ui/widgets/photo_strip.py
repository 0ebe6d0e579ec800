"""Pictures side by side: dropped, pasted or chosen; with caption, order and the flag for minors."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.labels.photos import PHOTO_ROLE_LABEL, TIME_SOURCE_LABEL
from inspector_app.domain.photo import Photo, PhotoRole, TimeSource
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.chips import ChoiceChips, SwitchChip
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.flow import FlowLayout
from inspector_app.ui.widgets.picture_drop import PictureDrop

THUMB: Final = (160, 112)


def when_text(photo: Photo) -> str:
    """Return the time of a picture with where it comes from; a receiving time is not 拍摄时间."""
    if not photo.taken_at:
        return "时间未知"
    shown = photo.taken_at.replace("T", " ")[:16]
    if photo.time_source is TimeSource.ORIGINAL:
        return f"拍摄 {shown}"
    return f"{shown}（{TIME_SOURCE_LABEL[photo.time_source]}）"


class PhotoTile(QFrame):
    """One picture with what is known of it.

    Signals:
        captioned(str, str), minors_set(str, bool), role_set(str, object): uid and new value.
        moved(str, int): uid and by how many places.
        removed(str): uid.
        time_wanted(object): the picture whose time is to be put right.
    """

    captioned = Signal(str, str)
    minors_set = Signal(str, bool)
    role_set = Signal(str, object)
    moved = Signal(str, int)
    removed = Signal(str)
    time_wanted = Signal(object)

    def __init__(self, photo: Photo, *, place: int, roles: Sequence[PhotoRole] = ()) -> None:
        super().__init__()
        self.uid, self._photo = photo.uid, photo
        self.setProperty("look", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"第 {place} 张照片 {photo.caption or photo.file_name}")
        self.setFixedWidth(THUMB[0] + 18)
        self._picture = QLabel("…")
        self._picture.setFixedSize(*THUMB)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.caption = LineField(f"第 {place} 张照片的说明", hint="说明")
        self.caption.show_value(photo.caption)
        self.minors = SwitchChip(f"第 {place} 张照片", "含未成年人面部")
        self.minors.show_value(photo.shows_minors)
        self.role = ChoiceChips(
            f"第 {place} 张照片的用途", [(role, PHOTO_ROLE_LABEL[role]) for role in roles]
        )
        self.role.show_value(photo.role)
        self._buttons = self._make_buttons(place)
        self._when = label("", kind="small")
        self._has_roles = bool(roles)
        self._lay_out()
        self.show_when(photo)
        self.caption.edited.connect(self._on_caption)
        self.minors.chosen.connect(self._on_minors)
        self.role.chosen.connect(self._on_role)

    def _make_buttons(self, place: int) -> list[QWidget]:
        made = []
        for text, tip, name, slot in (
            ("←", "往前移（Alt+←）", "往前移", self._on_earlier),
            ("→", "往后移（Alt+→）", "往后移", self._on_later),
            ("移去", "移去这张照片（Delete）", "移去", self._on_remove),
            ("时间", "照片的时间不对，按这里改（T）", "改时间", self._on_when),
        ):
            each = button(text, kind="link", tip=tip, name=f"第 {place} 张照片：{name}")
            each.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            each.clicked.connect(slot)
            made.append(each)
        return list(made)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 6, 8, 4)
        box.setSpacing(4)
        box.addWidget(self._picture)
        self.role.setHidden(not self._has_roles)
        box.addWidget(self._when)
        box.addWidget(self.caption)
        box.addWidget(self.role)
        box.addWidget(self.minors)
        row = QHBoxLayout()
        row.setSpacing(0)
        for widget in self._buttons:
            row.addWidget(widget)
        row.addStretch()
        box.addLayout(row)

    def show_when(self, photo: Photo) -> None:
        """Show the time of the picture, and what it is evidence of where nobody chooses that."""
        self._photo = photo
        plain = self._has_roles or photo.role is PhotoRole.SITE
        role = "" if plain else f"{PHOTO_ROLE_LABEL[photo.role]} · "
        self._when.setText(role + when_text(photo))

    def show_picture(self, jpeg: bytes) -> None:
        """Show the thumbnail."""
        pixmap = QPixmap()
        pixmap.loadFromData(jpeg)
        self._picture.setPixmap(
            pixmap.scaled(
                self._picture.size(),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )

    def lock(self, *, locked: bool) -> None:
        """Let it be seen but not changed."""
        self.caption.setReadOnly(locked)
        self.minors.lock(locked=locked)
        self.role.lock(locked=locked)
        for widget in self._buttons:
            widget.setVisible(not locked)

    def _on_caption(self, text: str) -> None:
        self.captioned.emit(self.uid, text)

    def _on_minors(self, value: object) -> None:
        self.minors_set.emit(self.uid, bool(value))

    def _on_role(self, value: object) -> None:
        # None of them chosen: a picture of the place like any other.
        self.role_set.emit(self.uid, value or PhotoRole.SITE)

    def _on_when(self) -> None:
        self.time_wanted.emit(self._photo)

    def _on_earlier(self) -> None:
        self.moved.emit(self.uid, -1)

    def _on_later(self) -> None:
        self.moved.emit(self.uid, 1)

    def _on_remove(self) -> None:
        self.removed.emit(self.uid)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Delete:
            self._on_remove()
        elif event.key() == Qt.Key.Key_T and not alt:
            self._on_when()
        elif alt and event.key() == Qt.Key.Key_Left:
            self._on_earlier()
        elif alt and event.key() == Qt.Key.Key_Right:
            self._on_later()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


class PhotoStrip(PictureDrop):
    """The pictures of one thing.

    Signals:
        choose_wanted(): the person wants to choose files.
        captioned(str, str), minors_set(str, bool), role_set(str, object): uid and new value.
        removed(str): uid.
        time_wanted(object): the picture whose time is to be put right.
        ordered(object): all uids in their new order.
    """

    choose_wanted = Signal()
    captioned = Signal(str, str)
    minors_set = Signal(str, bool)
    role_set = Signal(str, object)
    removed = Signal(str)
    time_wanted = Signal(object)
    ordered = Signal(object)

    def __init__(self, name: str, *, hint: str, roles: Sequence[PhotoRole] = ()) -> None:
        super().__init__()
        self._roles = tuple(roles)
        self.setAccessibleName(name)
        self._tiles: dict[str, PhotoTile] = {}
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, gap=8)
        self.choose = button("选照片…", tip="从文件夹里选", name=f"{name}：选照片")
        self.paste = button("粘贴", tip="粘贴文件或截图（Ctrl+V）", name=f"{name}：粘贴")
        self.hint = label(hint, kind="small")
        row = QHBoxLayout()
        for widget in (self.choose, self.paste, self.hint):
            row.addWidget(widget)
        row.addStretch()
        self._row, self._ways = row, [self.choose, self.paste, self.hint]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(row)
        box.addWidget(self._holder)
        self.choose.clicked.connect(self.choose_wanted)
        self.paste.clicked.connect(self.paste_now)

    def offer(self, text: str, tip: str, act: Callable[[], None]) -> None:
        """Offer another way by which a picture comes in."""
        way = button(text, tip=tip, name=f"{self.accessibleName()}：{text}")
        way.clicked.connect(act)
        self._row.insertWidget(self._row.indexOf(self.hint), way)
        self._ways.append(way)

    @property
    def uids(self) -> tuple[str, ...]:
        """The pictures shown, in their order."""
        return tuple(self._tiles)

    @property
    def stops(self) -> list[QWidget]:
        """Where the Tab key stops, in order."""
        tiles = [each for t in self._tiles.values() for each in (t, t.caption, t.minors)]
        return [way for way in (*self._ways, *tiles) if way is not self.hint]

    def tile(self, uid: str) -> PhotoTile:
        """Return the tile of one picture."""
        return self._tiles[uid]

    def show_photos(self, photos: Sequence[Photo]) -> tuple[str, ...]:
        """Show these pictures; returns the uids that still need their thumbnail."""
        if tuple(p.uid for p in photos) == self.uids:
            for photo in photos:
                tile = self._tiles[photo.uid]
                if not tile.caption.hasFocus():
                    tile.caption.show_value(photo.caption)
                tile.minors.show_value(photo.shows_minors)
                tile.role.show_value(photo.role)
                tile.show_when(photo)
            return ()
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._tiles = {p.uid: self._tile(p, place + 1) for place, p in enumerate(photos)}
        self._holder.updateGeometry()
        return self.uids

    def _tile(self, photo: Photo, place: int) -> PhotoTile:
        tile = PhotoTile(photo, place=place, roles=self._roles)
        tile.captioned.connect(self.captioned)
        tile.minors_set.connect(self.minors_set)
        tile.role_set.connect(self.role_set)
        tile.removed.connect(self.removed)
        tile.time_wanted.connect(self.time_wanted)
        tile.moved.connect(self._on_moved)
        self._flow.addWidget(tile)
        tile.show()
        return tile

    def lock(self, *, locked: bool) -> None:
        """Let the pictures be seen but not changed."""
        for widget in self._ways:
            widget.setVisible(not locked)
        self.setAcceptDrops(not locked)
        for tile in self._tiles.values():
            tile.lock(locked=locked)

    def _on_moved(self, uid: str, by: int) -> None:
        order = list(self._tiles)
        place = order.index(uid)
        target = max(0, min(place + by, len(order) - 1))
        order.insert(target, order.pop(place))
        self.ordered.emit(tuple(order))
