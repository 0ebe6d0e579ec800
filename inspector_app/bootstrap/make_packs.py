"""Makers of services: what the office sends to laptops, and who reads each kind there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from inspector_app.bootstrap.services import Services
    from inspector_app.services.pack_desk import PackDesk
    from inspector_app.services.pack_kind import PackKind
    from inspector_app.services.pack_lines import PackReader
    from inspector_app.services.pack_sending import PackService
    from inspector_app.services.pack_taking import PackTaking


def _returns(bench: Services) -> PackReader:
    from inspector_app.services.return_pack import ReturnReader

    return ReturnReader(bench.returned)


def _roster(bench: Services) -> PackKind:
    from inspector_app.services.pack_roster import RosterKind

    return RosterKind(bench.context)


def _forms(bench: Services) -> PackKind:
    from inspector_app.services.pack_forms import FormsKind

    return FormsKind(bench.context, bench.form_versions)


def _checklists(bench: Services) -> PackKind:
    from inspector_app.services.checklist_versions import ChecklistVersions
    from inspector_app.services.pack_checklists import ChecklistsKind

    return ChecklistsKind(ChecklistVersions(bench.context))


def _layouts(bench: Services) -> PackKind:
    from inspector_app.services.pack_layouts import LayoutsKind

    return LayoutsKind(bench.context, bench.layouts)


def _calendar(bench: Services) -> PackKind:
    from inspector_app.services.pack_calendar import CalendarKind

    return CalendarKind(bench.context, bench.calendar)


def _rules(bench: Services) -> PackKind:
    from inspector_app.services.pack_rules import RulesKind

    return RulesKind(bench.context, bench.rules)


def _history(bench: Services) -> PackKind:
    from inspector_app.services.pack_history import HistoryKind

    return HistoryKind(bench.context)


def _campaigns(bench: Services) -> PackKind:
    from inspector_app.services.pack_entries import CampaignsKind

    return CampaignsKind(bench.context, edit=bench.register_edit, registers=bench.registers)


def _complaints(bench: Services) -> PackKind:
    from inspector_app.services.pack_entries import ComplaintsKind

    return ComplaintsKind(bench.context, edit=bench.register_edit, registers=bench.registers)


def _numbers(bench: Services) -> PackKind:
    from inspector_app.services.pack_numbers import NumbersKind

    return NumbersKind(bench.context)


def _plans(bench: Services) -> PackKind:
    from inspector_app.services.pack_plans import PlansKind

    return PlansKind(bench.context)


def _phrases(bench: Services) -> PackKind:
    from inspector_app.services.pack_phrases import PhrasesKind

    return PhrasesKind(bench.context)


def _tasks(bench: Services) -> PackKind:
    from inspector_app.services.pack_tasks import TasksKind

    return TasksKind(bench.context)


def _typed(bench: Services) -> PackKind:
    from inspector_app.services.pack_typed import TypedKind

    return TypedKind(bench.context)


KINDS: Final[Mapping[str, Callable[[Services], PackKind]]] = {
    "schools": _roster,
    "history": _history,
    "forms": _forms,
    "checklists": _checklists,
    "layouts": _layouts,
    "calendar": _calendar,
    "rules": _rules,
    "campaigns": _campaigns,
    "complaints": _complaints,
    "plans": _plans,
    "numbers": _numbers,
    "phrases": _phrases,
    "tasks": _tasks,
    "typed": _typed,
}
"""What the office sends by itself, in the order in which it is offered."""

READERS: Final[Mapping[str, Callable[[Services], PackReader]]] = {
    **KINDS, "return": _returns,
}  # fmt: skip
"""Who reads a pack on a laptop, by its kind."""


def _packs(bench: Services) -> PackService:
    from inspector_app.services.pack_sending import PackService

    return PackService(bench.context)


def _pack_desk(bench: Services) -> PackDesk:
    from inspector_app.services.pack_desk import PackDesk

    kinds = {kind: partial(make, bench) for kind, make in KINDS.items()}
    readers = {kind: partial(make, bench) for kind, make in READERS.items()}
    return PackDesk(bench.context, bench.packs, kinds=kinds, readers=readers)


def _pack_taking(bench: Services) -> PackTaking:
    from inspector_app.services.pack_taking import PackTaking

    readers = {kind: partial(make, bench) for kind, make in READERS.items()}
    return PackTaking(bench.context, readers)


MAKERS: Final[Mapping[str, Callable[[Services], object]]] = {
    "packs": _packs,
    "pack_desk": _pack_desk,
    "pack_taking": _pack_taking,
}
