"""Makers of services: papers: letters, prints, tables, bundles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from inspector_app.bootstrap.services import Services
    from inspector_app.services.blank_forms import BlankFormService
    from inspector_app.services.bundles import BundleService
    from inspector_app.services.document_archive import DocumentArchive
    from inspector_app.services.document_check import DocumentCheck
    from inspector_app.services.document_trees import DocumentTrees
    from inspector_app.services.documents import DocumentService
    from inspector_app.services.layout_fillings import LayoutFillings
    from inspector_app.services.layout_pdfs import LayoutPdfs
    from inspector_app.services.layouts import LayoutService
    from inspector_app.services.letters import LetterService
    from inspector_app.services.materials import MaterialsService
    from inspector_app.services.month_editions import MonthEditions
    from inspector_app.services.month_life import MonthLifeService
    from inspector_app.services.months import MonthService
    from inspector_app.services.number_lost import NumberLost
    from inspector_app.services.number_reserving import NumberReserving
    from inspector_app.services.number_tables import NumberTables
    from inspector_app.services.numbers import NumberService
    from inspector_app.services.own_fonts import OwnFontService
    from inspector_app.services.period_tables import PeriodTableService
    from inspector_app.services.period_workbook import PeriodWorkbooks
    from inspector_app.services.printing import PrintingService
    from inspector_app.services.report_lines import ReportLineService
    from inspector_app.services.school_copies import SchoolCopies
    from inspector_app.services.summary_trees import SummaryTrees
    from inspector_app.services.tables import TableService
    from inspector_app.services.travel import TravelService


def _letters(bench: Services) -> LetterService:
    from inspector_app.services.letters import LetterService

    return LetterService(bench.context, visits=bench.visits, schools=bench.schools)


def _numbers(bench: Services) -> NumberService:
    from inspector_app.services.numbers import NumberService

    return NumberService(bench.context)


def _number_tables(bench: Services) -> NumberTables:
    from inspector_app.services.number_tables import NumberTables

    return NumberTables(bench.context)


def _number_lost(bench: Services) -> NumberLost:
    from inspector_app.services.number_lost import NumberLost

    return NumberLost(bench.context)


def _number_reserving(bench: Services) -> NumberReserving:
    from inspector_app.services.number_reserving import NumberReserving

    return NumberReserving(bench.context, bench.pack_desk)


def _layouts(bench: Services) -> LayoutService:
    from inspector_app.services.layouts import LayoutService

    return LayoutService(bench.context)


def _layout_fillings(bench: Services) -> LayoutFillings:
    from inspector_app.services.layout_fillings import LayoutFillings
    from inspector_app.services.layout_letters import LetterFactService
    from inspector_app.services.letter_trees import LetterTrees

    letters = LetterTrees(
        bench.context, visits=bench.visits, issues=bench.issues, schools=bench.schools
    )
    facts = LetterFactService(
        bench.context, letters=letters, issues=bench.issues, checklists=bench.checklists.versions
    )
    return LayoutFillings(bench.context, months=bench.months, tables=bench.tables, facts=facts)


def _layout_pdfs(bench: Services) -> LayoutPdfs:
    from inspector_app.services.layout_pdfs import LayoutPdfs
    from inspector_app.services.letter_trees import LetterTrees

    letters = LetterTrees(
        bench.context, visits=bench.visits, issues=bench.issues, schools=bench.schools
    )
    return LayoutPdfs(bench.context, fillings=bench.layout_fillings, letters=letters)


def _report_lines(bench: Services) -> ReportLineService:
    from inspector_app.services.report_lines import ReportLineService

    return ReportLineService(bench.context)


def _months(bench: Services) -> MonthService:
    from inspector_app.services.months import MonthService

    return MonthService(bench.context)


def _month_editions(bench: Services) -> MonthEditions:
    from inspector_app.services.month_editions import MonthEditions

    return MonthEditions(bench.context, months=bench.months)


def _month_life(bench: Services) -> MonthLifeService:
    from inspector_app.services.month_life import MonthLifeService

    return MonthLifeService(bench.context, months=bench.months, visits=bench.visits)


def _document_trees(bench: Services) -> DocumentTrees:
    from inspector_app.services.document_trees import DocumentTrees
    from inspector_app.services.register_trees import RegisterTrees

    def summaries() -> SummaryTrees:
        from inspector_app.services.summary_trees import SummaryTrees

        return SummaryTrees(bench.context, bench.summary_closing)

    return DocumentTrees(
        bench.context,
        visits=bench.visits,
        months=bench.months,
        issues=bench.issues,
        schools=bench.schools,
        registers=RegisterTrees(
            bench.registers,
            bench.register_figures,
            opinions=bench.opinion_issues,
            summaries=summaries,
            standards=bench.standard_trees,
        ),
    )


def _documents(bench: Services) -> DocumentService:
    from inspector_app.services.documents import DocumentService

    return DocumentService(
        bench.context,
        visits=bench.visits,
        trees=bench.document_trees,
        own_fonts=bench.own_fonts,
    )


def _document_archive(bench: Services) -> DocumentArchive:
    from inspector_app.services.document_archive import DocumentArchive

    return DocumentArchive(bench.context)


def _document_check(bench: Services) -> DocumentCheck:
    from inspector_app.services.document_check import DocumentCheck

    return DocumentCheck(bench.context)


def _school_copies(bench: Services) -> SchoolCopies:
    from inspector_app.services.school_copies import SchoolCopies

    return SchoolCopies(bench.context, documents=bench.documents)


def _own_fonts(bench: Services) -> OwnFontService:
    from inspector_app.services.own_fonts import OwnFontService

    return OwnFontService(bench.context)


def _blank_forms(bench: Services) -> BlankFormService:
    from inspector_app.services.blank_forms import BlankFormService

    return BlankFormService(
        bench.context,
        documents=bench.documents,
        trees=bench.document_trees,
        visit_edit=bench.visit_edit,
        plans=bench.plans,
    )


def _printing(bench: Services) -> PrintingService:
    from inspector_app.services.printing import PrintingService, TableMakers

    tables = TableMakers(
        plain=bench.tables,
        periods=bench.period_workbooks,
        registers=bench.register_tables,
        balance=bench.balance_tables,
        standards=bench.standard_trees,
        forms=bench.form_campaigns,
        travel=bench.travel,
        numbers=bench.number_tables,
        office_month=bench.office_month,
        office_gaps=bench.office_gaps,
        task_board=bench.task_board,
    )
    return PrintingService(
        documents=bench.documents,
        archive=bench.document_archive,
        tables=tables,
        visits=bench.visits,
        registers=bench.registers,
    )


def _tables(bench: Services) -> TableService:
    from inspector_app.services.tables import TableService

    return TableService(
        bench.context, months=bench.months, issues=bench.issues, forms=bench.form_figures
    )


def _period_tables(bench: Services) -> PeriodTableService:
    from inspector_app.services.period_tables import PeriodTableService

    return PeriodTableService(bench.context)


def _period_workbooks(bench: Services) -> PeriodWorkbooks:
    from inspector_app.services.period_workbook import PeriodWorkbooks

    return PeriodWorkbooks(bench.context, bench.period_tables)


def _travel(bench: Services) -> TravelService:
    from inspector_app.services.travel import TravelService

    return TravelService(bench.context, bench.months)


def _bundles(bench: Services) -> BundleService:
    from inspector_app.services.bundles import BundleService

    return BundleService(bench.context, months=bench.months, documents=bench.documents)


def _materials(bench: Services) -> MaterialsService:
    from inspector_app.services.materials import MaterialsService

    return MaterialsService(
        bench.context, documents=bench.documents, tables=bench.tables, visits=bench.visits
    )


MAKERS: Final[Mapping[str, Callable[[Services], object]]] = {
    "layouts": _layouts,
    "layout_fillings": _layout_fillings,
    "layout_pdfs": _layout_pdfs,
    "report_lines": _report_lines,
    "letters": _letters,
    "numbers": _numbers,
    "number_tables": _number_tables,
    "number_reserving": _number_reserving,
    "number_lost": _number_lost,
    "months": _months,
    "month_life": _month_life,
    "month_editions": _month_editions,
    "document_trees": _document_trees,
    "documents": _documents,
    "document_archive": _document_archive,
    "document_check": _document_check,
    "school_copies": _school_copies,
    "own_fonts": _own_fonts,
    "blank_forms": _blank_forms,
    "printing": _printing,
    "tables": _tables,
    "period_tables": _period_tables,
    "period_workbooks": _period_workbooks,
    "travel": _travel,
    "bundles": _bundles,
    "materials": _materials,
}
