"""How a new entry begins: at once, or after the choice of an indicator set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from inspector_app.domain.registers.kinds import KINDS
from inspector_app.ui.dialogs import ask

if TYPE_CHECKING:
    from inspector_app.domain.standards import Standard
    from inspector_app.services.register_edit import NewEntry
    from inspector_app.ui.pages.registers.surface import EntrySurface

Begun = Callable[["NewEntry"], None]


def begin_entry(page: EntrySurface, kind: str, begun: Begun) -> None:
    """Begin an entry; where there are several indicator sets, ask by which."""
    if not KINDS[kind].written_by_items:
        page.write(lambda: page.desk.register_edit.new(kind), begun)
        return

    def choose(found: Sequence[Standard]) -> None:
        text = "新建以后不再换；要换的另建一份。"
        titles = [standard.title for standard in found]
        place = 0 if len(found) == 1 else ask.pick(page.window(), "按哪个指标体系", text, titles)
        if place is not None:
            told = {"standard": titles[place]}
            page.write(lambda: page.desk.register_edit.new_from_json(kind, told), begun)

    page.read(page.desk.standards.all, choose)
