"""The pages of a finished PDF file as pictures: for the window and for the printer."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from types import TracebackType
from typing import Final, Self

import pypdfium2

from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.domain.paper import PagePicture, PageSize

_POINTS_PER_INCH: Final = 72
# pdfium keeps state of its own and may be entered by one thread at a time, whatever the file.
_LOCK: Final = Lock()


class UnreadablePdfError(InputError):
    """The bytes are no PDF file, or a damaged one."""

    code = "unreadable-pdf"

    def __init__(self) -> None:
        super().__init__("这份 PDF 打不开，它不完整或已损坏；没有打印任何一页。请重新生成后再试。")


class PdfPages:
    """One open PDF file; a page is drawn when it is asked for, and nothing is kept of it.

    Any thread may ask, also several: they wait for each other.

    Attributes:
        sizes: each page's size, in the order of the pages.
    """

    def __init__(self, data: bytes) -> None:
        """Open a file.

        Raises:
            UnreadablePdfError: it is not one that can be read.
        """
        with _LOCK:
            try:
                self._file = pypdfium2.PdfDocument(data)
            except pypdfium2.PdfiumError as error:
                raise UnreadablePdfError from error
            count = len(self._file)
            self.sizes = tuple(PageSize(*self._file.get_page_size(n)) for n in range(count))

    @property
    def starts(self) -> frozenset[int]:
        """The first page of each document in the file, counted from 0, by its list of contents."""
        with _LOCK:
            found = (mark.get_dest() for mark in self._file.get_toc() if not mark.level)
            return frozenset(dest.get_index() for dest in found if dest is not None)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.sizes)

    def picture(self, page: int, *, dpi: float) -> PagePicture:
        """Draw a page, counted from 0, in colour.

        Raises:
            NotFoundError: there is no such page.
            UnreadablePdfError: it is damaged.
        """
        return self._drawn(page, dpi, grey=False)

    def grey_picture(self, page: int, *, dpi: float) -> PagePicture:
        """Draw a page, counted from 0, in shades of grey (errors as above)."""
        return self._drawn(page, dpi, grey=True)

    def lines(self, page: int) -> tuple[str, ...]:
        """Return the lines of a page, counted from 0, without white space (errors as above)."""
        with self._opened(page) as opened:
            text = opened.get_textpage()
            try:
                found = ("".join(line.split()) for line in text.get_text_range().splitlines())
                return tuple(line for line in found if line)
            finally:
                text.close()

    def _refuse_missing(self, page: int) -> None:
        if not 0 <= page < self.count:
            raise NotFoundError(f"没有第 {page + 1} 页，这份文件共 {self.count} 页。")

    def _drawn(self, page: int, dpi: float, *, grey: bool) -> PagePicture:
        with self._opened(page) as opened:
            bitmap = opened.render(scale=dpi / _POINTS_PER_INCH, grayscale=grey, rev_byteorder=True)
            try:
                return _picture(bitmap, grey=grey)
            finally:
                bitmap.close()

    @contextmanager
    def _opened(self, page: int) -> Iterator[pypdfium2.PdfPage]:
        """Open a page for one thread; what is made of it is closed before it."""
        self._refuse_missing(page)
        with _LOCK:
            try:
                opened = self._file[page]
            except pypdfium2.PdfiumError as error:
                raise UnreadablePdfError from error
            # All is closed inside the lock: left to the collector, it would be freed on any thread.
            try:
                yield opened
            finally:
                opened.close()

    def close(self) -> None:
        """Let go of the file."""
        with _LOCK:
            self._file.close()

    def __enter__(self) -> Self:
        """Return the open file itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()


def _picture(bitmap: pypdfium2.PdfBitmap, *, grey: bool) -> PagePicture:
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    row = width if grey else width * 3
    view = memoryview(bitmap.buffer).cast("B")
    if stride == row:
        samples = view[: row * height].tobytes()
    else:
        samples = b"".join(view[y * stride : y * stride + row] for y in range(height))
    return PagePicture(width=width, height=height, grey=grey, samples=samples)
