"""A month in a district's own form: which figures, as what, and where to; from any page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector_app.domain.layout import Layout, LayoutKind, Medium
from inspector_app.ui.dialogs import ask
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.navigator import OpenPreview

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.domain.month import Month
    from inspector_app.services.layout_fillings import FigureChoice, FilledLayout
    from inspector_app.services.layout_pdfs import LayoutPrint
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page

_NOTES_SHOWN = 6


class MonthByLayout:
    """Asks, one thing at a time, and writes the form."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self._page, self._desk = page, desk

    def choose(self, month: Month) -> None:
        """Ask which of the published forms, and fill it."""

        def show(found: tuple[Layout, ...]) -> None:
            layouts = newest_of_months(found)
            place: int | None = 0
            if len(layouts) > 1:
                names = [each.title for each in layouts]
                place = ask.pick(self._page, "按哪一个表样", month.title, names)
            if layouts and place is not None:
                self.fill(layouts[place], month)

        self._page.read(self._desk.layouts.all, show)

    def fill(self, layout: Layout, month: Month) -> None:
        """Ask which figures of a month and as what, and write them in a form."""

        def show(choices: tuple[FigureChoice, ...]) -> None:
            place: int | None = 0
            if len(choices) > 1:
                labels = [each.label for each in choices]
                place = ask.pick(self._page, "填哪些数字", month.title, labels)
            if place is not None:
                self._ask_how(layout, month, choices[place])

        self._page.read(lambda: self._desk.layout_fillings.figures_of(month), show)

    def _ask_how(self, layout: Layout, month: Month, figures: FigureChoice) -> None:
        own = layout.medium is Medium.COLUMNS
        file = "Word 文件" if layout.medium is Medium.WORD else "Excel 文件"
        ways = ["预览和打印", file] if own else [file, "PDF（由 LibreOffice 转换）"]
        place = ask.pick(self._page, "填成什么", f"{layout.title}　{month.title}", ways)
        if place is None:
            return
        if own and place == 0:
            self._preview(layout, month, figures)
        elif not own and place == 1:
            self._as_pdf(layout, month, figures)
        else:
            self._as_file(layout, month, figures)

    def _preview(self, layout: Layout, month: Month, figures: FigureChoice) -> None:
        from inspector_app.services.wishes import MonthPrint

        wish = MonthPrint(
            month=month, now=figures.now, edition=figures.edition, layout=_asked(layout)
        )
        self._page.kit.navigator.open(OpenPreview(wish=wish))

    def _as_file(self, layout: Layout, month: Month, figures: FigureChoice) -> None:
        medium = Medium.WORD if layout.medium is Medium.WORD else Medium.EXCEL
        kinds = ask.WORD if medium is Medium.WORD else ask.EXCEL
        path = self._place(layout, month, medium.value, kinds)
        if path is not None:
            self._page.read(
                lambda: self._desk.layout_fillings.month(
                    _asked(layout), month, path, medium=medium, now=figures.now,
                    edition=figures.edition,
                ),
                self._tell,
                ticket=Ticket("正在填表……"),
            )  # fmt: skip

    def _as_pdf(self, layout: Layout, month: Month, figures: FigureChoice) -> None:
        """Fill it, let LibreOffice print it beside all other work, and keep what goes out."""
        from inspector_app.services.layout_pdfs import printed

        path = self._place(layout, month, "pdf", ask.PDF)
        if path is None:
            return
        page, pdfs = self._page, self._desk.layout_pdfs

        def convert(ready: LayoutPrint) -> None:
            page.kit.jobs.pool(
                page, lambda: printed(ready), on_done=lambda content: keep(ready, content),
                on_error=page.show_error, ticket=Ticket("正在转成 PDF……"),
            )  # fmt: skip

        def keep(ready: LayoutPrint, content: bytes) -> None:
            page.write(lambda: pdfs.keep(ready, content, path), self._tell)

        page.read(
            lambda: pdfs.month_print(
                _asked(layout), month, now=figures.now, edition=figures.edition
            ),
            convert,
        )

    def _place(self, layout: Layout, month: Month, ending: str, kinds: str) -> Path | None:
        name = f"{layout.name}-{month}.{ending}"
        return ask.save_file(self._page, "把填好的表存到哪里", name, kinds)

    def _tell(self, filled: FilledLayout) -> None:
        more = len(filled.notes) - _NOTES_SHOWN
        notes = (*filled.notes[:_NOTES_SHOWN], *([f"……另有 {more} 句"] if more > 0 else []))
        told = "\n".join((f"填了 {len(filled.cells)} 个数。", *notes))
        self._page.tell_file(f"{told}\n已存为 {filled.written.path}。", filled.written.path)


def newest_of_months(found: tuple[Layout, ...]) -> tuple[Layout, ...]:
    """Return the newest version of each form of a month."""
    newest = {each.name: each for each in found if each.kind is LayoutKind.MONTH}
    return tuple(newest.values())


def _asked(layout: Layout) -> str:
    return f"{layout.name}@{layout.version}"
