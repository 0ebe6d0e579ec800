"""A published form on paper, filled in or for pen and paper, on the grid of the screen."""

from collections.abc import Iterator, Sequence

from inspector_app.domain.form_paper import FormPaper, PaperField, PaperSection, PaperTable
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import (
    Align,
    Block,
    CheckBoxes,
    Choice,
    Document,
    Field,
    FieldGrid,
    FieldRow,
    Heading,
    LongText,
    Note,
    Table,
    TableRow,
)
from inspector_app.reports.letter_phrases import places_to_sign
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.photo_blocks import AskedPhoto, asked_pages
from inspector_app.reports.visit_report import STATUS_MARK
from inspector_app.reports.words import day, pair

_SIGN = ("填表人签字：", "学校负责人签字（盖章）：")
_DAY = "　　　年　　月　　日"
_SHORT = 60


def form_report(
    paper: FormPaper, visit: Visit | None, *, photos: Sequence[AskedPhoto] = ()
) -> Document:
    """Return the form, with number, school, day and photos of a record where there is one."""
    number = visit.number if visit else ""
    return Document(
        title=paper.title,
        reference=f"记录编号：{number}" if number else "",
        record_no=number,
        revision=f"第{visit.revision}版" if visit and not paper.blank else "",
        mark="纸质表" if paper.blank or visit is None else STATUS_MARK[visit.status],
        blocks=(
            _head(visit),
            *(block for section in paper.sections for block in _section(section)),
            places_to_sign(*_SIGN),
            Note(text=f"版本 {paper.version}"),
            *asked_pages(photos, visit),
        ),
    )


def _head(visit: Visit | None) -> FieldGrid:
    school = visit.school.name if visit and visit.school else ""
    on = day(visit.visited_on) if visit and visit.visited_on else _DAY
    return FieldGrid(rows=(pair("学校（园）", school, "日期", on),))


def _section(section: PaperSection) -> Iterator[Block]:
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
    columns = [
        ListColumn(head, width, Align.LEFT if at in table.texts else Align.CENTRE)
        for at, (head, width) in enumerate(zip(table.heads, table.widths, strict=True))
    ]
    return list_table(columns, (TableRow(cells=row) for row in table.rows))
