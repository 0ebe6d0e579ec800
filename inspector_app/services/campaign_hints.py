"""Whether a record fits the 专项 that it names, as far as campaigns are written down here."""

from inspector_app.base.errors import Problem
from inspector_app.domain.visit import Visit
from inspector_app.services.context import Context


def campaign_hints_of(context: Context, visit: Visit) -> tuple[Problem, ...]:
    """Say what does not fit, in the read under way.

    Nothing is loaded for a record that names no campaign, or where none was ever filed.
    """
    if not visit.campaign.strip() or not context.stores.campaigns.any_filed():
        return ()
    from inspector_app.domain.registers.campaign import CAMPAIGN
    from inspector_app.domain.rule_kinds import RuleId
    from inspector_app.domain.visit_hints import campaign_hints
    from inspector_app.storage.registers import EntryFilter

    filed = context.stores.registers.list(EntryFilter(kind=CAMPAIGN.id, counted=True))
    return campaign_hints(visit, filed, rule=context.rules().asked(RuleId.CAMPAIGN_GROUP))
