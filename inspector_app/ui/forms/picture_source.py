"""Where the pictures of a form come from and go to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from inspector_app.domain.photo import Photo, PhotoOwner
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.page import Kit
from inspector_app.ui.photo_panel import added_text

if TYPE_CHECKING:
    from inspector_app.services.form_photos import FormPhotos, PicturesAdded
    from inspector_app.services.incoming_photos import IncomingPhoto
    from inspector_app.services.photos import PhotoService


class PictureSource(QObject):
    """What the pictures of a form come from and go to.

    Signals:
        stored(str, str): pictures were taken in: the path of their question, and its answer now,
            which is stored already.
    """

    stored = Signal(str, str)

    def __init__(self, kit: Kit, photos: PhotoService, forms: FormPhotos) -> None:
        super().__init__()
        self.kit, self.photos, self.forms = kit, photos, forms

    def add(
        self,
        owner: QObject,
        record_uid: str,
        path: str,
        files: Sequence[IncomingPhoto],
    ) -> None:
        """Take pictures in, off the interface thread and with progress."""
        ticket = Ticket(f"正在加入 {len(files)} 张照片……")

        def done(added: PicturesAdded) -> None:
            self.kit.events.said.emit(added_text(added.photos))
            if added.saved is not None:
                self.kit.events.saved.emit(added.saved.at)
                self.stored.emit(path, added.answer)

        self.kit.jobs.write(
            owner,
            lambda: self.forms.add(record_uid, path, files, progress=ticket.goes_on),
            on_done=done,
            on_error=lambda error: self.kit.events.not_saved.emit(error.sentence),
            ticket=ticket,
        )

    def read(
        self, owner: QObject, record_uid: str, show: Callable[[Sequence[Photo]], None]
    ) -> None:
        """Ask for all pictures of a form."""
        self.kit.jobs.read(owner, lambda: self.photos.of(PhotoOwner.FORM, record_uid), on_done=show)
