"""专项督导: what is under way, how many there were, the draft of the opinion, the 交流会."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import RefusedError
from inspector_app.domain.campaign_findings import opinion_draft
from inspector_app.domain.five_haves import is_complete
from inspector_app.domain.register_options import MeetingType
from inspector_app.domain.registers.campaign import CAMPAIGN, is_open, name_of
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.meeting import MEETING
from inspector_app.services.campaign_views import (
    CampaignView,
    campaign_of,
    school_days,
    view_of,
    views_of,
)
from inspector_app.services.context import Context
from inspector_app.services.outgoing_merits import outgoing_merits
from inspector_app.services.register_edit import NewEntry, RegisterEditService
from inspector_app.services.register_journal import changes_of
from inspector_app.storage.registers import EntryFilter


class CampaignCount(NamedTuple):
    """The campaigns of a year.

    Attributes:
        campaigns: 专项次数; ``by_theme`` how many of each theme.
        visits: 校次 of their records; ``schools`` how many schools these were at.
    """

    campaigns: int
    by_theme: Mapping[str, int]
    visits: int
    schools: int


class CampaignService:
    """Lists, counts and writes; what one campaign comes to is read by ``campaign_views``."""

    def __init__(self, context: Context, edit: RegisterEditService) -> None:
        self._context = context
        self._edit = edit

    def view(self, uid: str) -> CampaignView:
        """Return one campaign as it stands (NotFoundError where there is none)."""
        return view_of(self._context, uid)

    def offered(self, on: date | None) -> tuple[str, ...]:
        """Return the names of the filed campaigns that a day is one of, today's without a day."""
        day = on or self._context.today()
        return tuple(name_of(e.values) for e in self._filed() if is_open(e, on=day))

    def names(self) -> tuple[str, ...]:
        """Return the names of all filed campaigns, the newest first."""
        return tuple(name_of(entry.values) for entry in self._filed())

    def uid_of_name(self, name: str) -> str:
        """Return the uid of the filed campaign of a name, empty where none is written down."""
        found = (e.uid for e in self._filed() if name_of(e.values) == name.strip())
        return next(found, "")

    def count(self, year: int) -> CampaignCount:
        """Count the filed campaigns that began in a calendar year, and apart from them 校次."""
        with self._context.database.snapshot():
            found = self._filed(year)
            names = {name_of(entry.values) for entry in found}
            of_each = self._context.stores.campaigns.visits(names)
        visits = [visit for those in of_each.values() for visit in those]
        return CampaignCount(
            campaigns=len(found),
            by_theme=Counter(entry.values["theme"].strip() for entry in found),
            visits=school_days(visits),
            schools=len({visit.school_code for visit in visits}),
        )

    def incomplete(self, first: date, last: date) -> tuple[str, ...]:
        """Return the campaigns that ended in these days and whose 五有 are not complete."""
        with self._context.database.snapshot():
            over = [e for e in self._filed() if (end := e.day("end")) and first <= end <= last]
            views = views_of(self._context, over)
        return tuple(view.findings.name for view in views if not is_complete(view.gate))

    # -- writing ---------------------------------------------------------------------------------

    def draft_opinion(self, uid: str) -> Changes:
        """Write 总体反馈意见 anew from the counted records; undo brings back what stood there.

        Raises:
            RefusedError: no record of the campaign is filed yet, or the opinion went out already.
        """
        with self._context.database.transaction():
            entry = campaign_of(self._context, uid)
            if entry.day("opinion_on") is not None:
                raise RefusedError(
                    "总体反馈意见已经印发，没有重新起草；要改的请先清空印发日期，或直接修改文字。"
                )
            findings = self.view(uid).findings
            if not findings.visits:
                raise RefusedError(
                    f"还没有已定稿的记录写着“{findings.name}”，没有可以起草的；"
                    "请在记录的“所属专项”里选这个专项，定稿后再起草。"
                )
            told = findings._replace(merits=outgoing_merits(self._context, findings.merits))
            self._edit.set_field(uid, "opinion", opinion_draft(told))
        return changes_of(uid)

    def begin_exchange(self, uid: str) -> NewEntry:
        """Begin the 交流会 of a campaign."""
        entry = campaign_of(self._context, uid)
        values = {
            "type": MeetingType.EXCHANGE.value,
            "campaign": name_of(entry.values),
            "topics": [{"topic": f"“{name_of(entry.values)}”工作交流"}],
        }
        return self._edit.new_from_json(MEETING.id, values)

    def _filed(self, year: int | None = None) -> tuple[Entry, ...]:
        return self._context.stores.registers.list(
            EntryFilter(
                kind=CAMPAIGN.id,
                counted=True,
                start=None if year is None else date(year, 1, 1),
                end=None if year is None else date(year, 12, 31),
            )
        )
