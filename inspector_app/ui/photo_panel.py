"""The pictures of one thing, joined with the service that keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.base.errors import UserError
from inspector_app.domain.photo import Photo, PhotoOwner, PhotoRole
from inspector_app.ui.dialogs import ask
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.page import Kit
from inspector_app.ui.widgets.photo_strip import PhotoStrip
from inspector_app.ui.widgets.picture_drop import NO_PICTURES, Incoming

if TYPE_CHECKING:
    from inspector_app.services.incoming_photos import PhotosAdded
    from inspector_app.services.photos import PhotoService

HINT = "可把照片拖进来，或按 Ctrl+V 粘贴"
# More of a kind are counted: the line at the foot of the window is no list.
_SENTENCES = 3


class PhotoPanel(QWidget):
    """A strip of pictures that adds, orders, describes and removes them.

    Args of the constructor say whose pictures they are, what new ones are evidence of, and what
    else the person may say that one of them shows.
    """

    def __init__(
        self,
        kit: Kit,
        photos: PhotoService,
        *,
        name: str,
        role: PhotoRole = PhotoRole.SITE,
        choices: Sequence[PhotoRole] = (),
    ) -> None:
        super().__init__()
        self._kit, self._photos, self._role = kit, photos, role
        self._owner, self._owner_uid = PhotoOwner.BASKET, ""
        self._order: tuple[str, ...] = ()
        self.strip = PhotoStrip(name, hint=HINT, roles=choices)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.strip)
        self.strip.arrived.connect(self.take)
        self.strip.choose_wanted.connect(self.choose)
        self.strip.captioned.connect(self._on_caption)
        self.strip.minors_set.connect(self._on_minors)
        self.strip.role_set.connect(self._on_role)
        self.strip.removed.connect(self._on_removed)
        self.strip.time_wanted.connect(self._on_time)
        self.strip.ordered.connect(self._on_ordered)

    def belong_to(self, owner: PhotoOwner, owner_uid: str) -> None:
        """Say whose pictures these are."""
        self._owner, self._owner_uid = owner, owner_uid

    def show_photos(self, photos: Sequence[Photo]) -> None:
        """Show these pictures and fetch what is missing of them."""
        for uid in self.strip.show_photos(photos):
            self._fetch(uid)

    def _fetch(self, uid: str) -> None:
        def show(jpeg: bytes) -> None:
            if uid in self.strip.uids:
                self.strip.tile(uid).show_picture(jpeg)

        self._kit.jobs.read(self, lambda: self._photos.thumbnail(uid), on_done=show)

    def choose(self) -> None:
        """Let the person choose files."""
        paths = ask.open_files(self, "选照片", ask.PICTURES)
        if paths:
            self.take([(path.name, path) for path in paths])

    def take(self, pictures: Sequence[Incoming]) -> None:
        """Add pictures, off the interface thread and with progress."""
        if not pictures:
            self._kit.events.said.emit(NO_PICTURES)
            return
        from inspector_app.services.incoming_photos import IncomingPhoto

        files = [IncomingPhoto(name=name, data=data) for name, data in pictures]
        ticket = Ticket(f"正在加入 {len(files)} 张照片……")
        self._kit.jobs.write(
            self,
            lambda: self._photos.add(
                self._owner, self._owner_uid, files=files, role=self._role,
                progress=ticket.goes_on,
            ),
            on_done=self._on_added,
            on_error=self._on_error,
            ticket=ticket,
        )  # fmt: skip

    def _on_added(self, added: PhotosAdded) -> None:
        self._kit.events.said.emit(added_text(added))

    def _on_error(self, error: UserError) -> None:
        self._kit.events.not_saved.emit(error.sentence)

    def _on_caption(self, uid: str, text: str) -> None:
        self._kit.jobs.write(
            self, lambda: self._photos.set_caption(uid, text), on_error=self._on_error
        )

    def _on_minors(self, uid: str, shows: bool) -> None:  # noqa: FBT001 - a Qt slot
        from inspector_app.services.incoming_photos import Minors

        self._kit.jobs.write(
            self, lambda: self._photos.set_minors(uid, Minors(shows)), on_error=self._on_error
        )

    def _on_role(self, uid: str, role: PhotoRole) -> None:
        self._kit.jobs.write(
            self, lambda: self._photos.set_role(uid, role), on_error=self._on_error
        )

    def _on_removed(self, uid: str) -> None:
        self._kit.jobs.write(self, lambda: self._photos.remove(uid), on_error=self._on_error)

    def _on_time(self, photo: Photo) -> None:
        from inspector_app.ui.dialogs.photo_time import ask_time

        told = ask_time(self, photo, now=self._photos.wall_time())
        if told is not None:
            self._kit.jobs.write(
                self,
                lambda: self._photos.set_time(photo.uid, told.moment),
                on_error=self._on_error,
            )

    def _on_ordered(self, uids: tuple[str, ...]) -> None:
        self._kit.jobs.write(self, lambda: self._photos.reorder(uids), on_error=self._on_error)


def added_text(added: PhotosAdded) -> str:
    """Return what became of the pictures that were brought."""
    parts = [f"加入照片 {len(added.photos)} 张"]
    parts += _few([duplicate.sentence().rstrip("。") for duplicate in added.duplicates])
    parts += _few([f"没有放入 {problem.sentence()}" for problem in added.refused])
    return "；".join(parts) + "。"


def _few(told: Sequence[str]) -> list[str]:
    """Return the first sentences, and how many more there are."""
    rest = len(told) - _SENTENCES
    return [*told[:_SENTENCES], *([f"另有 {rest} 个也是这样"] if rest > 0 else [])]
