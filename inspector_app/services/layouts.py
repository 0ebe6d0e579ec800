"""表样: a district's blank forms, checked cell by cell, published, and filled in."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.base.files import name_of
from inspector_app.base.garbage import put_off
from inspector_app.base.stable_json import stable_text
from inspector_app.domain.column_layout import ColumnLayout, columns_json, figure_word
from inspector_app.domain.labels.layouts import LAYOUT_KIND_LABEL
from inspector_app.domain.layout import Layout, LayoutKind, Medium, asked_for, checked_name
from inspector_app.domain.layout_kinds import kind_of
from inspector_app.domain.layout_map import LayoutMap, MapLine, map_json
from inspector_app.domain.month import Month
from inspector_app.services import layout_month_map, layout_records
from inspector_app.services.context import Context
from inspector_app.services.layout_columns import layout_named
from inspector_app.services.layout_corrections import corrected
from inspector_app.services.layout_files import medium_of, open_layout
from inspector_app.services.layout_keys import KeyedForm

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile


class LayoutCheck(NamedTuple):
    """What was recognised in a file.

    Attributes:
        lines: every place, for people to look through and correct.
        unknown: how many places mean nothing that the program knows.
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


class LayoutService:
    """Checks and publishes layouts."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # -- checking and publishing -----------------------------------------------------------------

    def check(
        self, path: Path, *, kind: LayoutKind | None = None, corrections: Sequence[str] = ()
    ) -> LayoutCheck:
        """Return what a file's cells mean; nothing is kept.

        Args:
            path: an .xlsx or .docx file.
            kind: what it is the form of; without one it is told from what it says.
            corrections: ``D=听课（节次）``, ``B4=学校名称``: what a place holds.

        Raises:
            InputError: it cannot be read, or a correction names what there is not.
            NotFoundError: there is no such file; EnvironmentProblem: it cannot be opened.
        """
        from inspector_app.papers.package import read_file

        medium_of(path.name)
        check, _ = self._checked(path.name, read_file(path), kind, corrections)
        return check

    def publish(
        self, path: Path, *, name: str = "", kind: LayoutKind | None = None,
        corrections: Sequence[str] = (),
    ) -> Published:  # fmt: skip
        """Keep a file as the next version of a layout; the same file is not kept twice.

        Raises:
            InputError: as above, or nothing was recognised in it.
        """
        from inspector_app.papers.package import read_file

        medium_of(path.name)
        return self.publish_content(
            read_file(path), name_of(path), name=name, kind=kind, corrections=corrections
        )

    def publish_content(
        self, content: bytes, file_name: str, *, name: str = "", kind: LayoutKind | None = None,
        corrections: Sequence[str] = (),
    ) -> Published:  # fmt: skip
        """Keep the bytes of a file as the next version of a layout (errors as above)."""
        from inspector_app.storage.layouts import digest_of

        check, places = self._checked(file_name, content, kind, corrections)
        if check.sentence:
            raise InputError(check.sentence)
        called = checked_name(name or PurePath(file_name).stem)
        with self._context.database.transaction():
            wanted = self.next_version(
                called, file_name=file_name, form=(check.kind, check.medium),
                digest=digest_of(content, places),
            )  # fmt: skip
            already = self.is_newest(wanted)
            if already:
                wanted = self.named(called)
            else:
                self.keep(wanted, content, places)
        return Published(wanted, check, already=already)

    def next_version(
        self, name: str, *, file_name: str, form: tuple[LayoutKind, Medium], digest: str
    ) -> Layout:
        """Return what the next version of a layout is; nothing is kept by that.

        Raises:
            InputError: the layout of that name is the form of something else.
        """
        kind, medium = form
        newest = self._context.stores.layouts.find(name, None)
        if newest is not None and newest.kind is not kind:
            raise InputError(
                f"已有叫“{name}”的{LAYOUT_KIND_LABEL[newest.kind]}表样，没有发布；"
                "请用 --name 另起名称。"
            )
        return Layout(
            name, newest.version + 1 if newest else 1, kind, medium, file_name, digest,
            self._context.now_text(), self._context.actor,
        )  # fmt: skip

    def is_newest(self, layout: Layout) -> bool:
        """Say whether the newest version of a layout says the same."""
        newest = self._context.stores.layouts.find(layout.name, None)
        return newest is not None and newest.digest == layout.digest

    def keep(self, layout: Layout, content: bytes, places: str) -> None:
        """Keep a version, inside the transaction that is running."""
        self._context.stores.layouts.add(layout, content, places)
        op = {"version": layout.version, "digest": layout.digest}
        self._context.note("layout", layout.name, op)

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
        self, name: str, content: bytes, kind: LayoutKind | None, corrections: Sequence[str]
    ) -> tuple[LayoutCheck, str]:
        if medium_of(name) is Medium.EXCEL and (columns := _columns_in(content, name)) is not None:
            lines = tuple(_column_lines(columns))
            told = LayoutCheck(name, LayoutKind.MONTH, Medium.COLUMNS, lines, 0, "")
            return told, stable_text(columns_json(columns))
        with put_off():
            return self._recognised(name, content, kind, corrections)

    def _recognised(
        self, name: str, content: bytes, kind: LayoutKind | None, corrections: Sequence[str]
    ) -> tuple[LayoutCheck, str]:
        file = open_layout(content, name=name)
        figures = layout_month_map.recognised(file)
        kind = kind or kind_of([text for _, text in file.texts()], figures)
        form = KeyedForm(file)
        if kind is LayoutKind.MONTH:
            found = corrected(form, kind, figures, corrections)
            lines = tuple(layout_month_map.map_lines(file, found))
            is_form = bool(found.tables or found.items or layout_month_map.figures_in(found))
        else:
            found = corrected(form, kind, layout_records.recognised(file, kind), corrections)
            lines = tuple(layout_records.map_lines(file, kind, found))
            is_form = bool(found.places)
        unknown = sum(not line.field for line in lines)
        sentence = "" if is_form else _nothing(name, kind)
        told = LayoutCheck(name, kind, medium_of(name), lines, unknown, sentence)
        return told, _map_text(found)


def _map_text(found: LayoutMap) -> str:
    return stable_text(map_json(found))


def _columns_in(content: bytes, name: str) -> ColumnLayout | None:
    """Return the columns that a workbook describes, if that is what it is."""
    from inspector_app.sheets.column_sheet import is_column_sheet, read_columns
    from inspector_app.sheets.form_guard import check_book

    check_book(content, name=name)
    return read_columns(content, name=name) if is_column_sheet(content, name=name) else None


def _column_lines(columns: ColumnLayout) -> Iterator[MapLine]:
    for page in columns.pages:
        for column in page.columns:
            said = f"{column.group}／{column.label}" if column.group else column.label
            yield MapLine(page.title, said, figure_word(column.field))
    for label in columns.signatures:
        yield MapLine("签字栏", label, "手签")


def _nothing(name: str, kind: LayoutKind) -> str:
    if kind is LayoutKind.MONTH:
        return (
            f"“{name}”里没有认出月统计表的表头，不能发布；表头要有“责任督学”或“责任区”一列，"
            "和校次、听课、问题等至少两列数字；一行一个数的表，左边要写明校次、听课等至少两项。"
        )
    return (
        f"“{name}”里没有认出要填的地方，不能发布；"
        "请在“学校名称”“督导日期”等字样后面留空格或空单元格。"
    )
