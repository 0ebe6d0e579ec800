"""What a kind of entry has beside its form, and how one of it is begun where a form asks first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from inspector_app.domain.registers.summary import SUMMARY
from inspector_app.ui.navigator import OpenEntry
from inspector_app.ui.pages.registers.figures import FiguresPanel

if TYPE_CHECKING:
    from inspector_app.domain.school import Inspector
    from inspector_app.domain.summary_period import NamedPeriod
    from inspector_app.services.register_edit import NewEntry
    from inspector_app.ui.pages.registers.surface import EntrySurface


def _begin_summary(page: EntrySurface) -> None:
    from inspector_app.ui.dialogs.summary import ask_summary

    summaries = page.desk.summaries

    def begun(made: NewEntry) -> None:
        page.kit.navigator.open(OpenEntry(uid=made.uid))

    def begin(found: tuple[tuple[NamedPeriod, ...], tuple[Inspector, ...]]) -> None:
        periods, people = found
        order = ask_summary(page.window(), periods, people)
        if order is not None:
            page.write(lambda: summaries.draft(order), begun)

    page.read(lambda: (summaries.offered(), summaries.subjects()), begin)


PANELS: Final[Mapping[str, Callable[[EntrySurface], FiguresPanel]]] = {SUMMARY.id: FiguresPanel}
BEGINS: Final[Mapping[str, Callable[[EntrySurface], None]]] = {SUMMARY.id: _begin_summary}
