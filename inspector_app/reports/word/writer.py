"""Where content is added to a Word file: paragraphs, rows of tables, page breaks, pictures."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from docx.text.parfmt import ParagraphFormat

from inspector_app.reports.paper import Sheet
from inspector_app.reports.word import styles, xml
from inspector_app.reports.word.tables import Frame, Row, table

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


class Writer:
    """Adds content at the end of a Word file, on sheets of one size.

    Rows are collected until something else follows: rows of the same frame are one table.

    Attributes:
        word: the file.
        sheet: paper and text area.
        picture_ids: numbers of pictures, unique in the file.
    """

    def __init__(self, word: "WordDocument", sheet: Sheet, *, picture_ids: Iterator[int]) -> None:
        self.word = word
        self.sheet = sheet
        self.picture_ids = picture_ids
        # The last element of a body describes its last section.
        self._end: xml.Element = word.element.body.sectPr
        self._rows: list[Row] = []
        self._frame: Frame | None = None
        self._last: xml.Element | None = None
        self._new_page = False

    def text(self, text: str, style_id: str) -> None:
        """Add a paragraph for each line of ``text``."""
        for line in xml.clean(text).split("\n"):
            self.paragraph(style_id, xml.run(line))

    def paragraph(
        self,
        style_id: str,
        *runs: xml.Element,
        align: str = "",
        keep: bool = False,
        shape: xml.Element | None = None,
    ) -> None:
        """Add one paragraph (arguments as of ``xml.paragraph``)."""
        self._flush()
        turned = self._turned()
        made = xml.paragraph(style_id, *runs, align=align, keep=keep, new_page=turned, shape=shape)
        self._append(made)

    def rows(self, rows: Sequence[Row], frame: Frame) -> None:
        """Add rows to the table that is being written, or begin one."""
        if frame != self._frame or any(row.head for row in rows):
            self._flush()
        self._frame = frame
        self._rows += rows

    def new_page(self) -> None:
        """Let what follows begin a page."""
        self._flush()
        self._new_page = self._last is not None

    def keep_with_next(self) -> None:
        """Let the last paragraph or row stay on the page of what follows, if it can be whole."""
        if self._rows:
            paragraphs = [p for cell in self._rows[-1].cells for p in cell.paragraphs]
            kept = paragraphs if self._rows[-1].whole else []
        else:
            kept = [self._last] if self._last is not None and _is_paragraph(self._last) else []
        for paragraph in kept:
            ParagraphFormat(paragraph).keep_with_next = True

    def finish(self) -> None:
        """End the content: Word wants a paragraph after the last table."""
        self._flush()
        if self._last is None or not _is_paragraph(self._last):
            self._append(xml.paragraph(styles.SEAM))

    def _flush(self) -> None:
        if not self._rows or self._frame is None:
            return
        touching = self._last is not None and not _is_paragraph(self._last)
        if touching or self._new_page:
            self._append(xml.paragraph(styles.SEAM, new_page=self._turned()))
        self._append(table(self._rows, self._frame))
        self._rows, self._frame = [], None

    def _turned(self) -> bool:
        turned, self._new_page = self._new_page, False
        return turned

    def _append(self, element: xml.Element) -> None:
        self._end.addprevious(element)
        self._last = element


def _is_paragraph(element: xml.Element) -> bool:
    return str(element.tag).endswith("}p")
