"""Makers of services: the registers and what is drafted from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from inspector_app.bootstrap.services import Services
    from inspector_app.services.campaigns import CampaignService
    from inspector_app.services.case_sources import CaseSources
    from inspector_app.services.complaint_issues import ComplaintIssues
    from inspector_app.services.complaints import ComplaintService
    from inspector_app.services.opinion_issues import OpinionIssues
    from inspector_app.services.opinions import OpinionService
    from inspector_app.services.register_edit import RegisterEditService
    from inspector_app.services.register_figures import RegisterFigures
    from inspector_app.services.register_files import RegisterFileService
    from inspector_app.services.register_tables import RegisterTableService
    from inspector_app.services.registers import RegisterService
    from inspector_app.services.sealed_files import SealedFileService
    from inspector_app.services.sealed_parts import SealedParts
    from inspector_app.services.summaries import SummaryService
    from inspector_app.services.summary_closing import SummaryClosing
    from inspector_app.services.summary_evidence import SummaryEvidence
    from inspector_app.services.term_gates import TermGateService
    from inspector_app.services.weekly_reports import WeeklyReportService


def _registers(bench: Services) -> RegisterService:
    from inspector_app.services.registers import RegisterService

    # Only a summary that is looked at or filed asks for its figures.
    return RegisterService(bench.context, summaries=lambda: bench.summary_closing)


def _register_edit(bench: Services) -> RegisterEditService:
    from inspector_app.services.register_edit import RegisterEditService

    return RegisterEditService(bench.context)


def _register_files(bench: Services) -> RegisterFileService:
    from inspector_app.services.register_files import RegisterFileService

    return RegisterFileService(bench.context)


def _case_sources(bench: Services) -> CaseSources:
    from inspector_app.services.case_sources import CaseSources

    return CaseSources(bench.context, bench.register_edit)


def _register_figures(bench: Services) -> RegisterFigures:
    from inspector_app.services.register_figures import RegisterFigures

    return RegisterFigures(
        bench.context, bench.registers, campaigns=bench.campaigns, weekly=bench.weekly_reports
    )


def _register_tables(bench: Services) -> RegisterTableService:
    from inspector_app.services.register_tables import RegisterTableService

    return RegisterTableService(bench.registers)


def _sealed_parts(bench: Services) -> SealedParts:
    from inspector_app.services.sealed_parts import SealedParts

    return SealedParts(bench.context)


def _sealed_files(bench: Services) -> SealedFileService:
    from inspector_app.services.sealed_files import SealedFileService

    return SealedFileService(
        bench.context,
        registers=bench.registers,
        edit=bench.register_edit,
        sealed=bench.sealed_parts,
    )


def _complaints(bench: Services) -> ComplaintService:
    from inspector_app.services.complaints import ComplaintService

    return ComplaintService(bench.context, registers=bench.registers, edit=bench.register_edit)


def _complaint_issues(bench: Services) -> ComplaintIssues:
    from inspector_app.services.complaint_issues import ComplaintIssues

    return ComplaintIssues(
        bench.context,
        complaints=bench.complaints,
        edit=bench.register_edit,
        sources=bench.ledger_sources,
    )


def _campaigns(bench: Services) -> CampaignService:
    from inspector_app.services.campaigns import CampaignService

    return CampaignService(bench.context, bench.register_edit)


def _weekly_reports(bench: Services) -> WeeklyReportService:
    from inspector_app.services.weekly_reports import WeeklyReportService

    return WeeklyReportService(bench.context, bench.register_edit, bench.plans)


def _term_gates(bench: Services) -> TermGateService:
    from inspector_app.services.term_gates import TermGateService

    return TermGateService(bench.context, bench.campaigns, bench.weekly_reports)


def _summary_evidence(bench: Services) -> SummaryEvidence:
    from inspector_app.services.summary_evidence import SummaryEvidence

    return SummaryEvidence(bench.context, lambda: bench.term_gates)


def _summary_closing(bench: Services) -> SummaryClosing:
    from inspector_app.services.summary_closing import SummaryClosing

    return SummaryClosing(bench.context, bench.summary_evidence)


def _summaries(bench: Services) -> SummaryService:
    from inspector_app.services.summaries import SummaryService

    return SummaryService(
        bench.context,
        bench.register_edit,
        evidence=bench.summary_evidence,
        closing=bench.summary_closing,
    )


def _opinions(bench: Services) -> OpinionService:
    from inspector_app.services.opinions import OpinionService

    return OpinionService(bench.register_edit)


def _opinion_issues(bench: Services) -> OpinionIssues:
    from inspector_app.services.opinion_issues import OpinionIssues

    return OpinionIssues(
        bench.context,
        registers=bench.registers,
        edit=bench.register_edit,
        sources=bench.ledger_sources,
    )


MAKERS: Final[Mapping[str, Callable[[Services], object]]] = {
    "registers": _registers,
    "register_edit": _register_edit,
    "register_files": _register_files,
    "case_sources": _case_sources,
    "register_figures": _register_figures,
    "register_tables": _register_tables,
    "sealed_parts": _sealed_parts,
    "sealed_files": _sealed_files,
    "complaints": _complaints,
    "complaint_issues": _complaint_issues,
    "campaigns": _campaigns,
    "weekly_reports": _weekly_reports,
    "term_gates": _term_gates,
    "summary_evidence": _summary_evidence,
    "summary_closing": _summary_closing,
    "summaries": _summaries,
    "opinions": _opinions,
    "opinion_issues": _opinion_issues,
}
