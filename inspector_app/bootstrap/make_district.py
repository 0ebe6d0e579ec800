"""Makers of services: plans, rules and who is who in a district."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from inspector_app.bootstrap.services import Services
    from inspector_app.services.coverage import CoverageService
    from inspector_app.services.director import DirectorService
    from inspector_app.services.key_misuse import KeyMisuse
    from inspector_app.services.office_answers import OfficeAnswers
    from inspector_app.services.office_desk import OfficeDesk
    from inspector_app.services.office_gaps import OfficeGaps
    from inspector_app.services.office_intake import OfficeIntake
    from inspector_app.services.office_month import OfficeMonth
    from inspector_app.services.office_people import OfficePeople
    from inspector_app.services.office_questions import OfficeQuestions
    from inspector_app.services.office_receipts import OfficeReceipts
    from inspector_app.services.office_returns import OfficeReturns
    from inspector_app.services.people_cards import PeopleCards
    from inspector_app.services.plans import PlanService
    from inspector_app.services.plates import PlateService
    from inspector_app.services.posts import PostService
    from inspector_app.services.recusals import RecusalService
    from inspector_app.services.returned import ReturnedService
    from inspector_app.services.rules import RuleService
    from inspector_app.services.scans import ScanService
    from inspector_app.services.task_answers import TaskAnswers
    from inspector_app.services.task_board import TaskBoard
    from inspector_app.services.tasks import TaskService
    from inspector_app.services.themes import ThemeService
    from inspector_app.services.typed_board import TypedBoard
    from inspector_app.services.typed_records import TypedRecords
    from inspector_app.services.unit_import import UnitImport
    from inspector_app.services.units import UnitService
    from inspector_app.services.zones import ZoneService


def _plans(bench: Services) -> PlanService:
    from inspector_app.services.plans import PlanService

    return PlanService(bench.context, bench.visit_edit)


def _plates(bench: Services) -> PlateService:
    from inspector_app.services.plates import PlateService

    return PlateService(bench.context)


def _themes(bench: Services) -> ThemeService:
    from inspector_app.services.themes import ThemeService

    return ThemeService(bench.context)


def _coverage(bench: Services) -> CoverageService:
    from inspector_app.services.coverage import CoverageService

    return CoverageService(bench.context)


def _people_cards(bench: Services) -> PeopleCards:
    from inspector_app.services.people_cards import PeopleCards

    return PeopleCards(bench.context)


def _units(bench: Services) -> UnitService:
    from inspector_app.services.units import UnitService

    return UnitService(bench.context)


def _unit_import(bench: Services) -> UnitImport:
    from inspector_app.services.unit_import import UnitImport

    return UnitImport(bench.context, bench.registers, bench.register_edit)


def _posts(bench: Services) -> PostService:
    from inspector_app.services.posts import PostService

    return PostService(bench.context)


def _zones(bench: Services) -> ZoneService:
    from inspector_app.services.zones import ZoneService

    return ZoneService(bench.context, bench.registers, bench.register_edit)


def _director(bench: Services) -> DirectorService:
    from inspector_app.services.director import DirectorService

    return DirectorService(bench.context, bench.weekly_reports)


def _rules(bench: Services) -> RuleService:
    from inspector_app.services.rules import RuleService

    return RuleService(bench.context)


def _recusals(bench: Services) -> RecusalService:
    from inspector_app.services.recusals import RecusalService

    return RecusalService(bench.context)


def _office_intake(bench: Services) -> OfficeIntake:
    from inspector_app.services.office_intake import OfficeIntake

    return OfficeIntake(bench.context)


def _office_receipts(bench: Services) -> OfficeReceipts:
    from inspector_app.services.office_receipts import OfficeReceipts

    return OfficeReceipts(bench.context)


def _office_questions(bench: Services) -> OfficeQuestions:
    from inspector_app.services.office_questions import OfficeQuestions

    return OfficeQuestions(bench.context)


def _office_desk(bench: Services) -> OfficeDesk:
    from inspector_app.services.office_desk import OfficeDesk

    return OfficeDesk(
        bench.context, intake=bench.office_intake, receipts=bench.office_receipts,
        questions=bench.office_questions, packs=bench.packs,
        laptops=lambda: bench.trust_laptops,
    )  # fmt: skip


def _office_gaps(bench: Services) -> OfficeGaps:
    from inspector_app.services.office_gaps import OfficeGaps

    return OfficeGaps(bench.context, bench.months)


def _office_returns(bench: Services) -> OfficeReturns:
    from inspector_app.services.office_returns import OfficeReturns

    return OfficeReturns(bench.context, bench.packs, folders=bench.office_desk.folders)


def _tasks(bench: Services) -> TaskService:
    from inspector_app.services.tasks import TaskService

    return TaskService(bench.context)


def _task_answers(bench: Services) -> TaskAnswers:
    from inspector_app.services.task_answers import TaskAnswers

    return TaskAnswers(bench.context, tasks=bench.tasks, edit=bench.visit_edit)


def _task_board(bench: Services) -> TaskBoard:
    from inspector_app.services.task_board import TaskBoard

    return TaskBoard(bench.context, bench.tasks)


def _scans(bench: Services) -> ScanService:
    from inspector_app.services.scans import ScanService

    return ScanService(bench.context, bench.photos, bench.visit_edit)


def _returned(bench: Services) -> ReturnedService:
    from inspector_app.services.returned import ReturnedService

    return ReturnedService(bench.context)


def _typed_records(bench: Services) -> TypedRecords:
    from inspector_app.services.typed_records import TypedRecords

    return TypedRecords(bench.context)


def _typed_board(bench: Services) -> TypedBoard:
    from inspector_app.services.typed_board import TypedBoard

    return TypedBoard(bench.context)


def _office_month(bench: Services) -> OfficeMonth:
    from inspector_app.services.office_month import OfficeMonth

    return OfficeMonth(bench.context, bench.months)


def _office_people(bench: Services) -> OfficePeople:
    from inspector_app.services.office_people import OfficePeople

    return OfficePeople(bench.context)


def _office_answers(bench: Services) -> OfficeAnswers:
    from inspector_app.services.office_answers import OfficeAnswers

    return OfficeAnswers(bench.context)


def _key_misuse(bench: Services) -> KeyMisuse:
    from inspector_app.services.key_misuse import KeyMisuse

    return KeyMisuse(bench.context)


MAKERS: Final[Mapping[str, Callable[[Services], object]]] = {
    "plans": _plans,
    "plates": _plates,
    "themes": _themes,
    "coverage": _coverage,
    "people_cards": _people_cards,
    "units": _units,
    "unit_import": _unit_import,
    "posts": _posts,
    "zones": _zones,
    "director": _director,
    "office_intake": _office_intake,
    "office_receipts": _office_receipts,
    "office_questions": _office_questions,
    "office_desk": _office_desk,
    "office_gaps": _office_gaps,
    "office_month": _office_month,
    "office_people": _office_people,
    "office_answers": _office_answers,
    "key_misuse": _key_misuse,
    "office_returns": _office_returns,
    "scans": _scans,
    "returned": _returned,
    "typed_records": _typed_records,
    "typed_board": _typed_board,
    "tasks": _tasks,
    "task_answers": _task_answers,
    "task_board": _task_board,
    "rules": _rules,
    "recusals": _recusals,
}
