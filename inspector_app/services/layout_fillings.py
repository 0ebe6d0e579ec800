"""A district's own forms filled in: a month, a record or a letter, and as PDF."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.base.errors import InputError
from inspector_app.domain.column_layout import columns_from
from inspector_app.domain.layout import LAYOUT_OF_LETTER, Layout, LayoutKind, Medium
from inspector_app.domain.layout_map import LayoutMap, map_from
from inspector_app.domain.month import Month
from inspector_app.services import layout_records
from inspector_app.services.checklist_versions import ChecklistVersions
from inspector_app.services.context import Context
from inspector_app.services.issued_letters import letter_day
from inspector_app.services.layout_cells import FilledCell
from inspector_app.services.layout_columns import figure_notes, figure_sheet, layout_named
from inspector_app.services.layout_files import LayoutFile, medium_of, open_layout
from inspector_app.services.layout_letters import LetterFacts, LetterFactService
from inspector_app.services.layout_month import MonthFiller
from inspector_app.services.layout_records import Told
from inspector_app.services.layout_rows import visit_rows
from inspector_app.services.month_editions import MonthEditions
from inspector_app.services.months import MonthService, MonthTable
from inspector_app.services.report_lines import lines_of
from inspector_app.services.tables import TableService
from inspector_app.services.wishes import LetterPrint

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.domain.alias import Mask
    from inspector_app.sheets.writer import TableSheet, TableValue

_SOURCES = "数字来源"
_SOURCE_HEAD = ("单元格", "行", "列", "数", "类型", "编号", "日期", "学校", "内容")


class FilledLayout(NamedTuple):
    """Where a form was written, and what it came to.

    Attributes:
        cells: the figures that were filled in, with the records behind them.
        placed: the fields that were filled in of a record or a letter.
    """

    written: "WrittenFile"
    layout: Layout
    cells: tuple[FilledCell, ...] = ()
    placed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class FigureChoice(NamedTuple):
    """Which figures of a month a form may say: those that were kept, of today, of an edition."""

    label: str
    now: bool = False
    edition: int = 0


class FilledForm(NamedTuple):
    """A form as it was filled in, before it is written anywhere."""

    layout: Layout
    file: LayoutFile
    cells: tuple[FilledCell, ...] = ()
    placed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class LayoutFillings:
    """Fills layouts in."""

    def __init__(
        self, context: Context, *, months: MonthService, tables: TableService,
        facts: LetterFactService,
    ) -> None:  # fmt: skip
        self._context = context
        self._months = months
        self._tables = tables
        self._facts = facts

    # -- files -----------------------------------------------------------------------------------

    def month(
        self, name: str, month: Month, path: Path, *, medium: Medium, now: bool = False,
        edition: int = 0,
    ) -> FilledLayout:  # fmt: skip
        """Write a month into a district's table; Excel lists the records behind on a sheet.

        With ``now`` a month whose figures were kept is counted anew; ``edition`` is the office's
        of that number.

        Raises:
            NotFoundError, InputError: there is no such layout of this kind and format.
            EnvironmentProblem: the file could not be written; nothing has changed.
        """
        from inspector_app.base.written import check_place

        layout = layout_named(self._context, name, LayoutKind.MONTH)
        check_place(path)
        if layout.medium is Medium.COLUMNS and medium is Medium.EXCEL:
            table = self.table(month, now=now, edition=edition)
            return self._own_columns(layout, table, path)
        _check_medium(layout, medium)
        return _written(self.month_form(layout, month, now=now, edition=edition), path)

    def visit(self, name: str, uid: str, path: Path, *, outgoing: bool = False) -> FilledLayout:
        """Write a record into a district's form (errors as above).

        With ``outgoing`` it says what may leave the laptop: teachers are not named.
        """
        from inspector_app.base.written import check_place

        layout = layout_named(self._context, name, LayoutKind.VISIT)
        _check_medium(layout, medium_of(path.name))
        check_place(path)
        return _written(self.visit_form(layout, uid, outgoing=outgoing), path)

    def letter(self, name: str, wish: LetterPrint, path: Path) -> FilledLayout:
        """Write a letter into a district's form; nothing is issued or numbered by it.

        Raises:
            RefusedError: the letter has nothing to say, or more than one form holds; or another
                letter bears this 文号.
        """
        from inspector_app.base.written import check_place

        layout = layout_named(self._context, name, LAYOUT_OF_LETTER[wish.kind])
        _check_medium(layout, medium_of(path.name))
        check_place(path)
        return _written(self.letter_form(layout, wish), path)

    def figures_of(self, month: Month) -> tuple[FigureChoice, ...]:
        """Return which figures there are of a month; the usual ones first."""
        table = self._months.table(month)
        choices = [FigureChoice("固定的数字" if table.frozen else "现有记录的数字")]
        if table.frozen:
            choices.append(FigureChoice("按现有记录重算的数字", now=True))
        editions = MonthEditions(self._context, months=self._months).all(month)
        return (*choices, *(FigureChoice(each.title, edition=each.number) for each in editions))

    # -- forms -----------------------------------------------------------------------------------

    def month_form(
        self, layout: Layout, month: Month, *, now: bool = False, edition: int = 0,
        sources: bool = True,
    ) -> FilledForm:  # fmt: skip
        """Return a month in a district's table; Excel with ``sources`` lists them on a sheet."""
        table = self.table(month, now=now, edition=edition)
        file, found = self._opened(layout)
        filler = MonthFiller(
            table, today=self._context.today(), exact=layout.medium is Medium.EXCEL,
            lines=lines_of(self._context),
        )  # fmt: skip
        made = filler.fill(file, found)
        notes = (*made.notes, *figure_notes(table))
        if sources and layout.medium is Medium.EXCEL:
            self._add_sources(made.file, made.cells)
        return FilledForm(layout, made.file, tuple(made.cells), notes=notes)

    def visit_form(self, layout: Layout, uid: str, *, outgoing: bool = False) -> FilledForm:
        """Return a record in a district's form."""
        from inspector_app.domain import alias

        visit = self._context.stores.visits.get(uid)
        visit = alias.outgoing(visit) if outgoing else visit
        names = self._context.names()
        checklists = ChecklistVersions(self._context).of_all(visit.checklists)
        told = layout_records.visit_told(visit, names)
        return self._fill(layout, LetterFacts(told, visit_rows(visit, names, checklists)))

    def letter_form(self, layout: Layout, wish: LetterPrint) -> FilledForm:
        """Return a letter in a district's form."""
        on = letter_day(self._context, wish)
        return self._fill(layout, self._facts.of(wish, on=on))

    def table(self, month: Month, *, now: bool, edition: int) -> MonthTable:
        """Return the figures of a month, or of an edition of it."""
        editions = MonthEditions(self._context, months=self._months)
        return editions.asked_for(month, now=now, edition=edition)

    def _fill(self, layout: Layout, facts: LetterFacts) -> FilledForm:
        file, found = self._opened(layout)
        lines = {n: Told(text) for n, text in lines_of(self._context)._asdict().items() if text}
        made = layout_records.fill_record(
            file, layout.kind, found, told={**facts.told, **lines}, rows=facts.rows
        )
        return FilledForm(layout, made.file, placed=made.placed, notes=made.notes)

    def _own_columns(self, layout: Layout, table: MonthTable, path: Path) -> FilledLayout:
        from inspector_app.sheets.writer import write_table

        columns = columns_from(self._context.stores.layouts.content(layout)[1])
        sheet, cells = figure_sheet(table, columns)
        written = write_table(path, [sheet, self._source_sheet(cells)])
        return FilledLayout(written, layout, cells, notes=tuple(figure_notes(table)))

    def _opened(self, layout: Layout) -> tuple[LayoutFile, LayoutMap]:
        content, places = self._context.stores.layouts.content(layout)
        return open_layout(content, name=layout.file_name), map_from(places)

    def _add_sources(self, file: LayoutFile, cells: Sequence[FilledCell]) -> None:
        from inspector_app.sheets.layout_book import LayoutBook

        assert isinstance(file, LayoutBook)
        file.add_sheet(self._source_sheet(cells))

    def _source_sheet(self, cells: Sequence[FilledCell]) -> "TableSheet":
        from inspector_app.sheets.writer import TableSheet

        return TableSheet(title=_SOURCES, head=_SOURCE_HEAD, rows=list(self._sources(cells)))

    def _sources(self, cells: Sequence[FilledCell]) -> "Iterator[tuple[TableValue, ...]]":
        lines = {
            line.uid: line
            for line in self._months.behind(uid for cell in cells for uid in cell.uids)
        }
        masks: dict[str, Mask] = {}
        for cell in cells:
            for uid in cell.uids:
                line = lines.get(uid)
                if line is not None:
                    yield (
                        cell.address, cell.row, cell.head, _number(cell.text), line.kind,
                        line.number, line.day, line.school_name,
                        self._tables.without_names(line, masks),
                    )  # fmt: skip


def _written(form: FilledForm, path: Path) -> FilledLayout:
    from inspector_app.base.written import write_document

    written = write_document(path, form.file.content())
    return FilledLayout(written, form.layout, form.cells, form.placed, form.notes)


def _check_medium(layout: Layout, medium: Medium) -> None:
    if layout.medium is not medium:
        raise InputError(
            f"表样“{layout.name}”是 .{layout.medium} 文件，填不成 .{medium}，没有生成文件；"
            f"请把后缀写成 .{layout.medium}，或另选一个表样。"
        )


def _number(text: str) -> "TableValue":
    """Return a count as a number; a rate stays as it reads."""
    return int(text) if text.isdecimal() else text
