"""The pictures of a question: added, pasted or dropped; the answer holds which, and their order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspector_app.base.override import override
from inspector_app.domain.form_pictures import picture_names, picture_uids
from inspector_app.domain.photo import Photo, PhotoOwner
from inspector_app.ui.forms.editor import Editor, joined
from inspector_app.ui.photo_panel import PhotoPanel
from inspector_app.ui.theme import label
from inspector_app.ui.widgets.picture_drop import NO_PICTURES, Incoming

if TYPE_CHECKING:
    from inspector_app.ui.forms.picture_source import PictureSource
    from inspector_app.ui.forms.scene import Scene

_TRIED: Final = "照片在填记录时放；试填不放。"
_DRAWN: Final = frozenset({"signature", "draw"})


class AnswerPictures(PhotoPanel):
    """The strip of one question.

    Signals:
        given(str): the names of its pictures now, empty for none.
        grew(): it shows other pictures.
    """

    given = Signal(str)
    grew = Signal()

    def __init__(self, source: PictureSource, record_uid: str, name: str, path: str) -> None:
        super().__init__(source.kit, source.photos, name=name)
        self._source, self._record_uid, self._path = source, record_uid, path
        self._value = ""
        self._known: dict[str, Photo] = {}
        self._locked = False
        self.strip.choose.setText("加照片…")
        self.strip.hint.setText("可拖入，或按 Ctrl+V")
        self.setFocusProxy(self.strip.choose)
        self.belong_to(PhotoOwner.FORM, record_uid)

    @property
    def stops(self) -> list[QWidget]:
        """Where the Tab key stops within, in order."""
        return self.strip.stops

    def show_value(self, value: str) -> None:
        """Show the pictures that an answer names."""
        if value == self._value and (not value or self._known):
            return
        self._value = value
        if all(uid in self._known for uid in picture_uids(value)):
            self._show()
        else:
            self._source.read(self, self._record_uid, self._take_known)

    def _take_known(self, photos: Sequence[Photo]) -> None:
        self._known = {photo.uid: photo for photo in photos}
        self._show()

    def _show(self) -> None:
        uids = picture_uids(self._value)
        self.show_photos([self._known[uid] for uid in uids if uid in self._known])
        self.strip.lock(locked=self._locked)
        for one, other in pairwise(self.stops):
            QWidget.setTabOrder(one, other)
        self.grew.emit()

    def lock(self, *, locked: bool) -> None:
        """Let the pictures be seen but not changed."""
        self._locked = locked
        self.strip.lock(locked=locked)

    @override
    def take(self, pictures: Sequence[Incoming]) -> None:
        if not pictures:
            self._source.kit.events.said.emit(NO_PICTURES)
            return
        from inspector_app.services.incoming_photos import IncomingPhoto

        files = [IncomingPhoto(name=name, data=data) for name, data in pictures]
        self._source.add(self, self._record_uid, self._path, files)

    @override
    def _on_removed(self, uid: str) -> None:
        self._give([each for each in picture_uids(self._value) if each != uid])

    @override
    def _on_ordered(self, uids: tuple[str, ...]) -> None:
        self._give(uids)

    def _give(self, uids: Sequence[str]) -> None:
        names = {uid: self._known[uid] for uid in uids}
        self.given.emit(picture_names(names.values()))

    def let_draw(self) -> None:
        """Offer a white field to sign or to draw on as well."""
        self.strip.offer("手写…", "在白框里签名或画", self._draw)

    def _draw(self) -> None:
        from inspector_app.ui.dialogs.signature import ask_signature

        png = ask_signature(self, f"请在白框里写：{self.strip.accessibleName()}")
        if png is not None:
            self.take([("手写.png", png)])


def picture_editor(scene: Scene, name: str, path: str, words: frozenset[str]) -> Editor:
    """Return what pictures are put into."""
    if scene.pictures is None:
        return Editor(label(_TRIED, kind="soft"), lambda _: None)
    panel = AnswerPictures(scene.pictures, scene.filling.record.uid, name, path)
    if words & _DRAWN:
        panel.let_draw()
    editor = joined(Editor(panel, panel.show_value), panel)
    panel.given.connect(editor.given)
    panel.grew.connect(editor.grew)
    return editor
