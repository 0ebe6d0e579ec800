"""Every version of the schema, oldest first. A step is frozen: a later change is a later step."""

from dataclasses import dataclass
from typing import Final

from inspector_app.storage.migrations import (
    m0001_foundation,
    m0002_slack,
    m0003_open_issues,
    m0004_calendar,
    m0005_ledger,
    m0006_registers,
    m0007_plan,
    m0008_joint,
    m0009_talks,
    m0010_complaints,
    m0011_replies,
    m0012_campaign,
    m0013_sources,
    m0014_indicators,
    m0015_people,
    m0016_standards,
    m0017_checklists,
    m0018_forms,
    m0019_form_withdrawals,
    m0020_form_photos,
    m0021_month_life,
    m0022_layouts,
    m0023_issued,
    m0024_trust,
    m0025_known_keys,
    m0026_office,
    m0027_bundle_rows,
    m0028_packs,
    m0029_returns,
    m0030_office_people,
    m0031_office_rows,
    m0032_numbers,
    m0033_phrases,
    m0034_tasks,
    m0035_scans,
    m0036_typed,
    m0037_districts,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One migration: its version, one sentence, and SQL that never changes again."""

    version: int
    info: str
    statements: tuple[str, ...]


STEPS: Final = (
    Step(1, m0001_foundation.INFO, m0001_foundation.STATEMENTS),
    Step(2, m0002_slack.INFO, m0002_slack.STATEMENTS),
    Step(3, m0003_open_issues.INFO, m0003_open_issues.STATEMENTS),
    Step(4, m0004_calendar.INFO, m0004_calendar.STATEMENTS),
    Step(5, m0005_ledger.INFO, m0005_ledger.STATEMENTS),
    Step(6, m0006_registers.INFO, m0006_registers.STATEMENTS),
    Step(7, m0007_plan.INFO, m0007_plan.STATEMENTS),
    Step(8, m0008_joint.INFO, m0008_joint.STATEMENTS),
    Step(9, m0009_talks.INFO, m0009_talks.STATEMENTS),
    Step(10, m0010_complaints.INFO, m0010_complaints.STATEMENTS),
    Step(11, m0011_replies.INFO, m0011_replies.STATEMENTS),
    Step(12, m0012_campaign.INFO, m0012_campaign.STATEMENTS),
    Step(13, m0013_sources.INFO, m0013_sources.STATEMENTS),
    Step(14, m0014_indicators.INFO, m0014_indicators.STATEMENTS),
    Step(15, m0015_people.INFO, m0015_people.STATEMENTS),
    Step(16, m0016_standards.INFO, m0016_standards.STATEMENTS),
    Step(17, m0017_checklists.INFO, m0017_checklists.STATEMENTS),
    Step(18, m0018_forms.INFO, m0018_forms.STATEMENTS),
    Step(19, m0019_form_withdrawals.INFO, m0019_form_withdrawals.STATEMENTS),
    Step(20, m0020_form_photos.INFO, m0020_form_photos.STATEMENTS),
    Step(21, m0021_month_life.INFO, m0021_month_life.STATEMENTS),
    Step(22, m0022_layouts.INFO, m0022_layouts.STATEMENTS),
    Step(23, m0023_issued.INFO, m0023_issued.STATEMENTS),
    Step(24, m0024_trust.INFO, m0024_trust.STATEMENTS),
    Step(25, m0025_known_keys.INFO, m0025_known_keys.STATEMENTS),
    Step(26, m0026_office.INFO, m0026_office.STATEMENTS),
    Step(27, m0027_bundle_rows.INFO, m0027_bundle_rows.STATEMENTS),
    Step(28, m0028_packs.INFO, m0028_packs.STATEMENTS),
    Step(29, m0029_returns.INFO, m0029_returns.STATEMENTS),
    Step(30, m0030_office_people.INFO, m0030_office_people.STATEMENTS),
    Step(31, m0031_office_rows.INFO, m0031_office_rows.STATEMENTS),
    Step(32, m0032_numbers.INFO, m0032_numbers.STATEMENTS),
    Step(33, m0033_phrases.INFO, m0033_phrases.STATEMENTS),
    Step(34, m0034_tasks.INFO, m0034_tasks.STATEMENTS),
    Step(35, m0035_scans.INFO, m0035_scans.STATEMENTS),
    Step(36, m0036_typed.INFO, m0036_typed.STATEMENTS),
    Step(37, m0037_districts.INFO, m0037_districts.STATEMENTS),
)
