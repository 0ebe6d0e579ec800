"""表样: a district's blank forms, checked cell by cell, published, and filled in."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.base.stable_json import stable_text
from inspector_app.domain.column_layout import ColumnLayout, columns_from, columns_json, figure_word
from inspector_app.domain.issue import Issue
from inspector_app.domain.labels.layouts import LAYOUT_KIND_LABEL
from inspector_app.domain.layout import Layout, LayoutKind, Medium, asked_for, checked_name
from inspector_app.domain.layout_map import LayoutMap, MapLine, map_from, map_json
from inspector_app.domain.month import Month
from inspector_app.services import layout_month, layout_records
from inspector_app.services.context import Context
from inspector_app.services.issued_letters import letter_day
from inspector_app.services.layout_columns import figure_notes, figure_sheet, layout_named
from inspector_app.services.layout_corrections import corrected
from inspector_app.services.layout_files import LayoutFile, medium_of, open_layout
from inspector_app.services.layout_month import FilledCell, MonthFiller
from inspector_app.services.letter_trees import LetterTrees
from inspector_app.services.month_editions import MonthEditions
from inspector_app.services.months import MonthService, MonthTable
from inspector_app.services.tables import TableService
from inspector_app.services.wishes import LetterPrint

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.domain.alias import Mask
    from inspector_app.sheets.writer import TableSheet, TableValue

_SOURCES = "数字来源"
_SOURCE_HEAD = ("单元格", "行", "列", "数", "类型", "编号", "日期", "学校", "内容")
_NOTICE = "整改通知"


class LayoutCheck(NamedTuple):
    """What was recognised in a file.

    Attributes:
        lines: every place, for people to look through and correct.
        unknown: how many columns mean nothing that the program knows.
        sentence: why it cannot be published; empty where it can.
    """

    name: str
    kind: LayoutKind
    medium: Medium
    lines: tuple[MapLine, ...]
    unknown: int
    sentence: str


class Published(NamedTuple):
    """A version that was published, or had been before."""

    layout: Layout
    check: LayoutCheck
    already: bool


class FilledLayout(NamedTuple):
    """Where a form was written, and what it came to.

    Attributes:
        cells: the figures that were filled in, with the records behind them.
        placed: the fields that were filled in of a record or a notice.
    """

    written: "WrittenFile"
    layout: Layout
    cells: tuple[FilledCell, ...] = ()
    placed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class LayoutService:
    """Checks and publishes layouts, and fills them in."""

    def __init__(
        self, context: Context, *, months: MonthService, tables: TableService, letters: LetterTrees
    ) -> None:
        self._context = context
        self._letters = letters
        self._months = months
        self._tables = tables

    # -- checking and publishing -----------------------------------------------------------------

    def check(
        self, path: Path, *, kind: LayoutKind | None = None, corrections: Sequence[str] = ()
    ) -> LayoutCheck:
        """Return what a file's cells mean; nothing is kept.

        Args:
            path: an .xlsx or .docx file.
            kind: what it is the form of; without one it is told from what it says.
            corrections: ``D=听课（节次）``: what a column holds.

        Raises:
            InputError: it cannot be read, or a correction names what there is not.
            NotFoundError: there is no such file; EnvironmentProblem: it cannot be opened.
        """
        check, _, _ = self._checked(path, kind, corrections)
        return check

    def publish(
        self, path: Path, *, name: str = "", kind: LayoutKind | None = None,
        corrections: Sequence[str] = (),
    ) -> Published:  # fmt: skip
        """Keep a file as the next version of a layout; the same file is not kept twice.

        Raises:
            InputError: as above, or nothing was recognised in it.
        """
        from inspector_app.storage.layouts import digest_of

        check, places, content = self._checked(path, kind, corrections)
        if check.sentence:
            raise InputError(check.sentence)
        called = checked_name(name or path.stem)
        digest = digest_of(content, places)
        store = self._context.stores.layouts
        with self._context.database.transaction():
            newest = store.find(called, None)
            if newest is not None and newest.digest == digest:
                return Published(newest, check, already=True)
            if newest is not None and newest.kind is not check.kind:
                raise InputError(
                    f"已有叫“{called}”的{LAYOUT_KIND_LABEL[newest.kind]}表样，没有发布；"
                    "请用 --name 另起名称。"
                )
            layout = Layout(
                called, newest.version + 1 if newest else 1, check.kind, check.medium,
                path.name, digest, self._context.now_text(), self._context.actor,
            )  # fmt: skip
            store.add(layout, content, places)
            self._context.note("layout", called, {"version": layout.version, "digest": digest})
        return Published(layout, check, already=False)

    def all(self) -> tuple[Layout, ...]:
        """Return every published version."""
        return self._context.stores.layouts.all()

    def find(self, text: str, kind: LayoutKind) -> Layout:
        """Return a layout by ``NAME`` or ``NAME@2``.

        Raises:
            NotFoundError: there is none; InputError: it is the form of something else.
        """
        return layout_named(self._context, text, kind)

    def named(self, text: str) -> Layout:
        """Return a layout of any kind (NotFoundError where there is none)."""
        found = self._find(text)
        if found is None:
            raise NotFoundError(f"没有叫“{text}”的表样；用 layout list 列出已发布的。")
        return found

    def _find(self, text: str) -> Layout | None:
        return self._context.stores.layouts.find(*asked_for(text))

    def file_of(self, layout: Layout) -> bytes:
        """Return the file of a layout as it was published."""
        return self._context.stores.layouts.content(layout)[0]

    def write_original(self, layout: Layout, path: Path) -> "WrittenFile":
        """Write the file of a layout as it was published."""
        from inspector_app.base.written import write_document

        return write_document(path, self.file_of(layout))

    def this_month(self) -> Month:
        """Return the month of today."""
        return Month.of(self._context.today())

    def template(self, path: Path) -> "WrittenFile":
        """Write the columns that are printed without a layout, to be edited and published."""
        from inspector_app.base.written import write_document
        from inspector_app.reports.month_columns import usual_layout
        from inspector_app.sheets.column_sheet import columns_book

        return write_document(path, columns_book(usual_layout()))

    def _checked(
        self, path: Path, kind: LayoutKind | None, corrections: Sequence[str]
    ) -> tuple[LayoutCheck, str, bytes]:
        from inspector_app.papers.package import read_file

        medium = medium_of(path.name)
        content = read_file(path)
        if medium is Medium.EXCEL and (columns := _columns_in(content, path.name)) is not None:
            lines = tuple(_column_lines(columns))
            told = LayoutCheck(path.name, LayoutKind.MONTH, Medium.COLUMNS, lines, 0, "")
            return told, stable_text(columns_json(columns)), content
        file = open_layout(content, name=path.name)
        kind = kind or _kind_of(file)
        if kind is not LayoutKind.MONTH:
            found = layout_records.recognised(file, kind)
            if corrections:
                raise InputError("只有月统计表的列可以更正，没有发布；请改表样里的文字。")
            lines = tuple(layout_records.map_lines(file, kind, found))
            sentence = "" if found.places else _nothing(path.name, kind)
            return (
                LayoutCheck(path.name, kind, medium, lines, 0, sentence),
                _map_text(found),
                content,
            )
        found = corrected(layout_month.recognised(file), corrections)
        lines = tuple(layout_month.map_lines(file, found))
        unknown = sum(not c.field for t in found.tables for c in t.head.columns)
        sentence = "" if found.tables else _nothing(path.name, kind)
        told = LayoutCheck(path.name, kind, medium, lines, unknown, sentence)
        return told, _map_text(found), content

    # -- filling ---------------------------------------------------------------------------------

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
        from inspector_app.base.written import check_place, write_document

        layout = self.find(name, LayoutKind.MONTH)
        check_place(path)
        table = MonthEditions(self._context, months=self._months).asked_for(
            month, now=now, edition=edition
        )
        if layout.medium is Medium.COLUMNS and medium is Medium.EXCEL:
            return self._own_columns(layout, table, path)
        _check_medium(layout, medium)
        file, found = self._opened(layout)
        filler = MonthFiller(
            table, today=self._context.today(), exact=layout.medium is Medium.EXCEL
        )
        made = filler.fill(file, found)
        made.notes += figure_notes(table)
        if layout.medium is Medium.EXCEL:
            self._add_sources(made.file, made.cells)
        written = write_document(path, made.file.content())
        return FilledLayout(written, layout, tuple(made.cells), notes=tuple(made.notes))

    def visit(self, name: str, uid: str, path: Path, *, outgoing: bool = False) -> FilledLayout:
        """Write a record into a district's form (errors as above).

        With ``outgoing`` it says what may leave the laptop: teachers are not named.
        """
        from inspector_app.domain import alias

        visit = self._context.stores.visits.get(uid)
        visit = alias.outgoing(visit) if outgoing else visit
        told = layout_records.visit_told(visit, self._context.names())
        return self._fill_record(name, LayoutKind.VISIT, path, told, visit.issues)

    def notice(self, name: str, wish: LetterPrint, path: Path) -> FilledLayout:
        """Write a 整改通知书 into a district's form; nothing is issued or numbered by it.

        Raises:
            RefusedError: the issues are of several records, or of one that does not count; or
                another letter bears this 文号.
        """
        on = letter_day(self._context, wish)
        with self._context.database.snapshot():
            rows = self._letters.issues_of(wish)
            found = rows[0].visit_uid
            visit = self._context.stores.visits.get(found) if found else None
        told = layout_records.notice_told(
            rows, self._context.names(), reference=wish.reference, on=on, visit=visit,
            days=wish.days,
        )  # fmt: skip
        return self._fill_record(name, LayoutKind.NOTICE, path, told, [row.issue for row in rows])

    def _fill_record(
        self, name: str, kind: LayoutKind, path: Path,
        told: Mapping[str, layout_records.Told], issues: Sequence[Issue],
    ) -> FilledLayout:  # fmt: skip
        from inspector_app.base.written import check_place, write_document

        layout = self.find(name, kind)
        _check_medium(layout, medium_of(path.name))
        check_place(path)
        file, found = self._opened(layout)
        made = layout_records.fill_record(file, kind, found, told=told, issues=issues)
        written = write_document(path, made.file.content())
        return FilledLayout(written, layout, placed=made.placed, notes=made.notes)

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


def _check_medium(layout: Layout, medium: Medium) -> None:
    if layout.medium is not medium:
        raise InputError(
            f"表样“{layout.name}”是 .{layout.medium} 文件，填不成 .{medium}，没有生成文件；"
            f"请把后缀写成 .{layout.medium}，或另选一个表样。"
        )


def _number(text: str) -> "TableValue":
    """Return a count as a number; a rate stays as it reads."""
    return int(text) if text.isdecimal() else text


def _map_text(found: LayoutMap) -> str:
    return stable_text(map_json(found))


def _columns_in(content: bytes, name: str) -> ColumnLayout | None:
    """Return the columns that a workbook describes, if that is what it is."""
    from inspector_app.sheets.column_sheet import is_column_sheet, read_columns

    return read_columns(content, name=name) if is_column_sheet(content, name=name) else None


def _column_lines(columns: ColumnLayout) -> Iterator[MapLine]:
    for page in columns.pages:
        for column in page.columns:
            said = f"{column.group}／{column.label}" if column.group else column.label
            yield MapLine(page.title, said, figure_word(column.field))
    for label in columns.signatures:
        yield MapLine("签字栏", label, "手签")


def _kind_of(file: LayoutFile) -> LayoutKind:
    """Tell what a form is of: a notice by its title, a month table by its heads."""
    texts = [text for _, text in file.texts()]
    said = "".join("".join(text.split()) for text in texts[:8])
    if _NOTICE in said and not layout_month.recognised(file).tables:
        return LayoutKind.NOTICE
    return LayoutKind.MONTH if layout_month.recognised(file).tables else LayoutKind.VISIT


def _nothing(name: str, kind: LayoutKind) -> str:
    if kind is LayoutKind.MONTH:
        return (
            f"“{name}”里没有认出月统计表的表头，不能发布；表头要有“责任督学”或“责任区”一列，"
            "和校次、听课、问题等至少两列数字。"
        )
    return (
        f"“{name}”里没有认出要填的地方，不能发布；"
        "请在“学校名称”“督导日期”等字样后面留空格或空单元格。"
    )
