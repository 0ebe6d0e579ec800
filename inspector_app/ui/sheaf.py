"""What a preview holds: the pieces of a plan with their pages, and the files of the last few.

Each piece is made by a job of its own, so that others get their turn between two of a thousand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from inspector_app.ui.jobs import Ticket
from inspector_app.ui.printer import image_of

if TYPE_CHECKING:
    from inspector_app.base.errors import UserError
    from inspector_app.services.printing import Piece, Plan, Prepared
    from inspector_app.services.wishes import Wish
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.jobs import Jobs
    from inspector_app.ui.widgets.page_view import WantedPage

_FILES_KEPT: Final = 3
_MISSING_SHOWN: Final = 12


class Sheaf(QObject):
    """The documents of one wish, one after the other.

    Signals:
        planned(str): what all of it is called.
        grew(object): the sizes of the pages of one more document.
        finished(): all documents have their pages, or it was asked to stop.
        failed(UserError): a document could not be made; there will be no more.
    """

    planned = Signal(str)
    grew = Signal(object)
    finished = Signal()
    failed = Signal(object)

    def __init__(self, owner: QObject, jobs: Jobs, desk: Desk) -> None:
        super().__init__(owner)
        self._jobs, self._desk = jobs, desk
        self.ticket = Ticket("正在排版……")
        self._waiting: list[Piece] = []
        self._pieces: list[Piece] = []
        self._firsts: list[int] = []
        self.count = 0
        self.missing: list[str] = []
        self._files: OrderedDict[int, bytes] = OrderedDict()

    # -- making the documents --------------------------------------------------------------------

    def load(self, wish: Wish) -> None:
        """Make every document of a wish, in order."""
        self._jobs.read(
            self,
            lambda: self._desk.printing.plan(wish),
            on_done=self._on_plan,
            on_error=self.failed.emit,
            ticket=self.ticket,
        )

    def _on_plan(self, plan: Plan) -> None:
        self._waiting = list(plan.pieces)
        self.planned.emit(plan.title)
        self._go_on()

    def _go_on(self) -> None:
        done = len(self._pieces)
        going = self.ticket.goes_on(done, done + len(self._waiting))
        if not (self._waiting and going):
            self.finished.emit()
            return
        piece = self._waiting.pop(0)
        self._jobs.read(
            self,
            lambda: self._desk.printing.prepare(piece),
            on_done=lambda prepared: self._on_prepared(piece, prepared),
            on_error=self.failed.emit,
            ticket=self.ticket,
        )

    def _on_prepared(self, piece: Piece, prepared: Prepared) -> None:
        self._firsts.append(self.count)
        self._pieces.append(piece)
        self.count += len(prepared.sizes)
        self._keep(len(self._pieces) - 1, prepared.content)
        several = bool(self._waiting) or len(self._pieces) > 1
        where = f"{piece.title}：" if several else ""
        self.missing += [f"{where}{each.words}" for each in prepared.missing]
        self.grew.emit(prepared.sizes)
        self._go_on()

    def _keep(self, place: int, content: bytes) -> None:
        self._files[place] = content
        self._files.move_to_end(place)
        while len(self._files) > _FILES_KEPT:
            self._files.popitem(last=False)

    # -- what there is ---------------------------------------------------------------------------

    @property
    def pieces(self) -> Sequence[Piece]:
        """The documents that have their pages."""
        return self._pieces

    @property
    def cut_short(self) -> bool:
        """Whether it was stopped before the last document."""
        return bool(self._waiting)

    @property
    def missing_text(self) -> str:
        """The characters that will be boxes, with their places; empty where there is none."""
        if not self.missing:
            return ""
        named = "；".join(self.missing[:_MISSING_SHOWN])
        more = len(self.missing) - _MISSING_SHOWN
        return f"{named}{f'；另有 {more} 处' if more > 0 else ''}"

    def piece_at(self, page: int) -> int:
        """Return which document a page (counted from 0) belongs to."""
        return max(0, bisect_right(self._firsts, page) - 1)

    def replace(self, place: int, piece: Piece) -> None:
        """Take note of what brings a document again once it was issued."""
        self._pieces[place] = piece

    def split(self, pages: Sequence[int]) -> list[tuple[int, tuple[int, ...]]]:
        """Return pages counted from 1 as (document, its own pages counted from 0), in order."""
        parts: dict[int, list[int]] = {}
        for page in pages:
            place = self.piece_at(page - 1)
            parts.setdefault(place, []).append(page - 1 - self._firsts[place])
        return [(place, tuple(own)) for place, own in sorted(parts.items())]

    # -- pictures --------------------------------------------------------------------------------

    def draw(
        self,
        wanted: WantedPage,
        *,
        on_done: Callable[[QImage], None],
        on_error: Callable[[UserError], None],
    ) -> None:
        """Draw a page beside the window's own work."""
        place = self.piece_at(wanted.page)
        own = wanted.page - self._firsts[place]

        def draw(content: bytes) -> None:
            self._keep(place, content)
            self._jobs.pool(
                self,
                lambda: self._picture(content, own, wanted.dpi),
                on_done=on_done,
                on_error=on_error,
            )

        content = self._files.get(place)
        if content is not None:
            draw(content)
            return
        piece = self._pieces[place]
        self._jobs.read(
            self,
            lambda: self._desk.printing.prepare(piece).content,
            on_done=draw,
            on_error=on_error,
        )

    def _picture(self, content: bytes, page: int, dpi: float) -> QImage:
        with self._desk.printing.pages(content) as pages:
            # Copied to the form that screens have: painting turns it into that each time otherwise.
            picture = image_of(pages.picture(page, dpi=dpi))
            return picture.convertToFormat(QImage.Format.Format_RGB32)
