"""Makers of services: what becomes of the answers of forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from inspector_app.bootstrap.services import Services
    from inspector_app.services.form_campaigns import FormCampaigns
    from inspector_app.services.form_export import FormExport
    from inspector_app.services.form_figures import FormFigures
    from inspector_app.services.form_summary import FormSummary
    from inspector_app.services.form_word import FormWordService


def _form_word(bench: Services) -> FormWordService:
    from inspector_app.services.form_word import FormWordService

    return FormWordService(bench.context, bench.forms)


def _form_export(bench: Services) -> FormExport:
    from inspector_app.services.form_export import FormExport

    return FormExport(bench.context, bench.forms)


def _form_campaigns(bench: Services) -> FormCampaigns:
    from inspector_app.services.form_campaigns import FormCampaigns

    return FormCampaigns(bench.context, bench.form_answers, bench.form_versions)


def _form_summary(bench: Services) -> FormSummary:
    from inspector_app.services.form_summary import FormSummary

    return FormSummary(bench.form_campaigns, bench.schools)


def _form_figures(bench: Services) -> FormFigures:
    from inspector_app.services.form_figures import FormFigures

    return FormFigures(bench.context, bench.form_versions)


MAKERS: Final[Mapping[str, Callable[[Services], object]]] = {
    "form_word": _form_word,
    "form_export": _form_export,
    "form_campaigns": _form_campaigns,
    "form_summary": _form_summary,
    "form_figures": _form_figures,
}
