"""The pictures of a reply, or of its answer to one issue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from inspector_app.base.override import override
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.photo_panel import PhotoPanel
from inspector_app.ui.widgets.picture_drop import NO_PICTURES, Incoming

if TYPE_CHECKING:
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Kit


class ReplyPhotos(PhotoPanel):
    """Pictures that the reply names; they hang on the school, once."""

    def __init__(self, kit: Kit, desk: Desk, *, name: str, reply_uid: str) -> None:
        super().__init__(kit, desk.photos, name=name)
        self._replies = desk.replies
        self._reply_uid = reply_uid
        self.issue_uid = ""

    @override
    def take(self, pictures: Sequence[Incoming]) -> None:
        if not pictures:
            self._kit.events.said.emit(NO_PICTURES)
            return
        from inspector_app.services.incoming_photos import IncomingPhoto

        files = [IncomingPhoto(name=name, data=data) for name, data in pictures]
        uid, issue_uid = self._reply_uid, self.issue_uid
        self._kit.jobs.write(
            self,
            lambda: self._replies.add_photos(uid, files, issue_uid=issue_uid),
            on_done=self._on_added,
            on_error=self._on_error,
            ticket=Ticket(f"正在加入 {len(files)} 张照片……"),
        )

    @override
    def _on_removed(self, uid: str) -> None:
        self._kit.jobs.write(
            self,
            lambda: self._replies.remove_photo(self._reply_uid, uid),
            on_error=self._on_error,
        )

    @override
    def _on_ordered(self, uids: tuple[str, ...]) -> None:
        self._kit.jobs.write(
            self,
            lambda: self._replies.order_photos(self._reply_uid, uids),
            on_error=self._on_error,
        )
