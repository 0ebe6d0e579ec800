"""主任一角: what waits for a decision of the 督导室, from what is written down anyway."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from inspector_app.domain.awaiting import AskedIssue, Awaited
from inspector_app.domain.issue_event import IssueEventKind, in_order
from inspector_app.domain.labels.complaints import COMPLAINT_TOPIC_LABEL, STAGE_LABEL
from inspector_app.domain.register_options import EntryState, Stage
from inspector_app.domain.registers.complaint import COMPLAINT
from inspector_app.domain.registers.complaint_terms import stage_of
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.weekly import week_words
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.text_line import first_line
from inspector_app.services.context import Context
from inspector_app.services.posts import director_of
from inspector_app.services.weekly_reports import WeeklyReportService
from inspector_app.storage.registers import EntryFilter


class Waiting(NamedTuple):
    """Something that waits.

    Attributes:
        since: since when.
        number: of the issue or the complaint; empty for reports.
        where: the school, the person or the week that it is about.
        text: what is asked, in one line.
        late: whether it is past a day that binds the office.
        visit_uid: the record to open; ``entry_uid`` the entry, where it is one.
    """

    matter: Awaited
    since: date
    number: str
    where: str
    text: str
    late: bool = False
    visit_uid: str = ""
    entry_uid: str = ""


class Corner(NamedTuple):
    """All that waits on a day, and for whom (empty where no 督导室主任 is written down)."""

    on: date
    director: str
    waiting: tuple[Waiting, ...]


class DirectorService:
    """Gathers what waits; decides nothing."""

    def __init__(self, context: Context, weekly: WeeklyReportService) -> None:
        self._context = context
        self._weekly = weekly

    def corner(self) -> Corner:
        """Return what waits now, matter by matter, the longest waiting first."""
        today = self._context.today()
        with self._context.database.snapshot():
            issues = self._context.stores.awaiting.issues()
            waiting = (
                *(self._issue(each, Awaited.ESCALATED) for each in issues if each.escalated_on),
                *(self._issue(each, Awaited.EXTENSION) for each in issues if each.asked_on),
                *self._complaints(today),
                *self._reports(),
            )
            return Corner(today, director_of(self._context, today), waiting)

    def _issue(self, issue: AskedIssue, matter: Awaited) -> Waiting:
        kind, since = {
            Awaited.ESCALATED: (IssueEventKind.ESCALATED, issue.escalated_on),
            Awaited.EXTENSION: (IssueEventKind.EXTENSION_ASKED, issue.asked_on),
        }[matter]
        events = in_order(self._context.stores.issue_events.events(issue.uid))
        asked = next((event for event in reversed(events) if event.kind is kind), None)
        wish = "" if asked is None else first_line(asked.note)
        until = "" if asked is None or asked.until is None else f"延到 {asked.until}"
        said = "　".join(filter(None, (first_line(issue.description), until, wish)))
        assert since is not None
        return Waiting(
            matter, since, issue.number, issue.school_name, said, visit_uid=issue.visit_uid
        )

    def _complaints(self, today: date) -> Iterator[Waiting]:
        """Yield what is to be accepted or overdue; never a word of who complained."""
        store = self._context.stores.registers
        names = {s.code: s.name for s in self._context.stores.schools.all()}
        found = [
            (entry, late)
            for state in (EntryState.DRAFT, EntryState.FILED)
            for entry in store.list(EntryFilter(kind=COMPLAINT.id, state=state))
            if (late := _is_late(entry, today)) or state is EntryState.DRAFT
        ]
        for entry, late in sorted(found, key=lambda each: _received(each[0], today)):
            category = entry.values["category"]
            topic = COMPLAINT_TOPIC_LABEL[category] if category else "类别未定"
            stage = stage_of(entry)
            wanted = "待受理" if stage is Stage.NOTED else f"{STAGE_LABEL[stage]}，已过期限"
            school = names.get(entry.values["school"], entry.values["school"] or "")
            yield Waiting(
                Awaited.COMPLAINT, _received(entry, today), entry.number, school,
                f"{topic}　{wanted}", late, entry_uid=entry.uid,
            )  # fmt: skip

    def _reports(self) -> Iterator[Waiting]:
        if self._context.rules().asked(RuleId.WEEKLY_REPORT) is None:
            return
        monday = self._weekly.monday()
        if not self._weekly.taught(monday):
            return
        missing = self._weekly.missing(monday)
        if missing:
            names = "、".join(each.name for each in missing)
            due = missing[0].due
            yield Waiting(
                Awaited.REPORTS, due, "", week_words(monday), f"还差 {len(missing)} 人：{names}",
                missing[0].overdue,
            )  # fmt: skip


def _is_late(entry: Entry, today: date) -> bool:
    return entry.state is EntryState.FILED and any(due.day < today for due in COMPLAINT.dues(entry))


def _received(entry: Entry, today: date) -> date:
    return entry.day("received_on") or today
