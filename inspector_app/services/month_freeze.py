"""Keeping a month's figures as they are: when it is handed over, and when it is locked."""

from typing import Any

from inspector_app.domain.frozen_forms import frozen_forms
from inspector_app.domain.frozen_table import frozen
from inspector_app.domain.late_entries import LateMonth, items_of
from inspector_app.domain.late_json import late_json
from inspector_app.domain.month import Month
from inspector_app.services.context import Context
from inspector_app.services.form_figures import FORMS, FormFigures
from inspector_app.services.form_versions import FormVersions
from inspector_app.services.late_entries import LateEntries
from inspector_app.services.months import MonthTable
from inspector_app.services.office_people import office_notes
from inspector_app.storage.months import Kept, Purpose


def keep_figures(context: Context, found: MonthTable, content: dict[str, Any], scope: str) -> None:
    """Keep the table of a month, inside the running transaction; the first one stays.

    What it tells of earlier months counts as told from then on.

    Args:
        context: of the data folder.
        found: the table as the records say now.
        content: the same in the form of ``month --json``.
        scope: whose table it is.
    """
    if context.stores.bundles.locked(str(found.month), scope) is not None:
        return
    at = context.now_text()
    context.stores.bundles.lock(
        month=str(found.month), scope=scope, content=content, digest=found.digest, at=at
    )
    body = kept_body(context, found, content)
    put_figures(context, found.month, scope, Kept(Purpose.FROZEN, body, found.digest))
    for late in found.late:
        _tell(context, late, scope, told_in=found.month)


def kept_body(context: Context, found: MonthTable, content: dict[str, Any]) -> dict[str, Any]:
    """Return a table with all that stands behind it as it is kept."""
    span = found.table.period
    notes = office_notes(context, found.month)
    return {
        **({"notes": list(notes)} if notes else {}),
        **(found.made_of.kept() if found.made_of else {}),
        "table": frozen(found.table),
        "content": content,
        "items": items_of(span, context.stores.facts.facts_for(span, ())),
        "people": [
            {"id": p.id, "name": p.name, "kind": p.kind.value, "zone": p.zone}
            for p in found.inspectors
        ],
        "schools": found.school_names,
        "late": late_json(found.late),
        FORMS: frozen_forms(FormFigures(context, FormVersions(context)).of_month(found.month)),
    }


def _tell(context: Context, late: LateMonth, scope: str, *, told_in: Month) -> None:
    span = context.span(late.of)
    body = {
        "content": LateEntries(context).content(late.of),
        "items": items_of(span, context.stores.facts.facts_for(span, ())),
    }
    put_figures(context, late.of, scope, Kept(Purpose.TOLD, body, told_in=str(told_in)))


def put_figures(context: Context, month: Month, scope: str, kept: Kept) -> None:
    """Keep figures of a month, with who did so and when."""
    context.stores.months.put_figures(
        month, scope, kept, at=context.now_text(), actor=context.actor,
        origin=context.identity.device,
    )  # fmt: skip
