"""Chinese words that several registers share."""

from typing import Final

from inspector_app.domain.register_options import EntryState, GovernmentLevel

ENTRY_STATE_LABEL: Final = {
    EntryState.DRAFT: "草稿",
    EntryState.FILED: "定稿",
    EntryState.VOIDED: "作废",
}
GOVERNMENT_LEVEL_LABEL: Final = {
    GovernmentLevel.NATIONAL: "国家",
    GovernmentLevel.PROVINCIAL: "省",
    GovernmentLevel.MUNICIPAL: "市",
    GovernmentLevel.DISTRICT: "区",
}
