"""The sections and the pictures of a form as blocks of a document."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from inspector_app.domain.form_paper import PaperField, PaperSection, PaperTable
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import (
    Align,
    Block,
    CheckBoxes,
    Choice,
    Field,
    FieldGrid,
    FieldRow,
    Heading,
    LongText,
    PhotoPages,
    Table,
    TableRow,
)
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.photo_blocks import PrintedPhoto, as_printed

_SHORT = 60


def section_blocks(section: PaperSection) -> Iterator[Block]:
    """Yield the heading of a section, its lines and its tables."""
    if section.title:
        yield Heading(text=section.title)
    lines: list[FieldRow] = []
    for part in section.parts:
        if isinstance(part, PaperTable):
            if lines:
                yield FieldGrid(rows=tuple(lines))
            lines = []
            yield _table(part)
        else:
            lines.append(FieldRow(fields=tuple(map(_field, part))))
    if lines:
        yield FieldGrid(rows=tuple(lines))


def _field(field: PaperField) -> Field:
    if field.choices:
        boxes = tuple(Choice(label=text, ticked=ticked) for text, ticked in field.choices)
        return Field(label=field.label, content=CheckBoxes(choices=boxes))
    long = len(field.text) > _SHORT or "\n" in field.text
    return Field(label=field.label, content=LongText(text=field.text) if long else field.text)


def _table(table: PaperTable) -> Table:
    columns = [ListColumn(head, 1.0) for head in table.heads]
    columns[0] = ListColumn(table.heads[0], table.first, Align.LEFT)
    return list_table(columns, (TableRow(cells=row) for row in table.rows))


def photo_pages(
    photos: Sequence[tuple[str, str, PrintedPhoto]], visit: Visit | None
) -> Iterator[Block]:
    """Yield pages of pictures, each under its number and its question, where there are any."""
    place = visit.school.name if visit and visit.school else ""
    shown = [
        replace(printed, caption="：".join(filter(None, (question, printed.caption))))
        for number, question, photo in photos
        for printed in (as_printed(photo, number, place=place),)
    ]
    if shown:
        yield PhotoPages(heading="照片", photos=tuple(shown))
