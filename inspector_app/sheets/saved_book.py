"""Workbooks whose bytes depend on their content alone, not on the day they are written."""

import io
from datetime import datetime
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties

from inspector_app.base.override import override
from inspector_app.base.zip_times import with_fixed_times
from inspector_app.sheets.long_list import BookWriter

# The archive's own first day: the same table gives the same bytes on every day.
_STAMP: Final = datetime(1980, 1, 1)  # noqa: DTZ001 - the format knows no zone
_PROGRAM: Final = "入校督导工作台"


class _Properties(DocumentProperties):
    """Properties of a document that do not tell when it was written."""

    @override
    def to_tree(self, *args: Any, **named: Any) -> Any:
        # Written by the class itself: openpyxl finds no field of a subclass to write.
        plain = DocumentProperties(
            creator=self.creator,
            title=self.title,
            lastModifiedBy=self.lastModifiedBy,
            created=_STAMP,
            modified=_STAMP,
        )
        return plain.to_tree(*args, **named)


def saved_book(book: Workbook, *, title: str) -> bytes:
    """Return the file of a workbook; the same workbook gives the same bytes."""
    book.properties = _Properties(creator=_PROGRAM, lastModifiedBy=_PROGRAM, title=title)
    stream = io.BytesIO()
    BookWriter(book, ZipFile(stream, "w", ZIP_DEFLATED)).save()
    return with_fixed_times(stream.getvalue())
