"""One 专项 as records tell of it: how far it is, what was found, the 五有."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.campaign_findings import CampaignFindings, clusters_of, figures_sentence
from inspector_app.domain.checklist_counts import ChecklistTable, ItemCounts, worst
from inspector_app.domain.five_haves import CampaignEvidence, Gate, campaign_gate
from inspector_app.domain.registers.campaign import (
    CAMPAIGN,
    days_left,
    groups_of,
    name_of,
    schools_of,
)
from inspector_app.domain.registers.kind import Entry
from inspector_app.services.campaign_checklists import campaign_tables
from inspector_app.services.campaign_forms import FormResults, form_results
from inspector_app.services.context import Context
from inspector_app.storage.campaigns import CampaignRecords, CampaignVisit, KeptBeside

MOST_FAILURES: Final = 10
"""How many items of a checklist the draft of the opinion names."""


class GroupProgress(NamedTuple):
    """How far one group is.

    Attributes:
        place: which group it is, from 1.
        visited: the schools that have a counted record, by name; ``missing`` those that have none.
        idle: those of the people who were on no record of the campaign.
    """

    place: int
    head: str
    people: tuple[str, ...]
    visited: tuple[str, ...]
    missing: tuple[str, ...]
    idle: tuple[str, ...]


class Progress(NamedTuple):
    """How far a campaign is.

    Attributes:
        visits: 校次, a school on a day; never the number of campaigns.
        days_left: days after today, below 0 once it is over, ``None`` where no end is set.
        strays: records that name it and are at a school of none of its groups.
        kept: the filed meetings, cases and suggestions that name it.
    """

    groups: tuple[GroupProgress, ...]
    schools: int
    visited: int
    visits: int
    days_left: int | None
    strays: tuple[CampaignVisit, ...]
    kept: KeptBeside

    @property
    def missing(self) -> tuple[str, ...]:
        """The schools that nobody has visited, by group."""
        return tuple(name for group in self.groups for name in group.missing)


class CampaignView(NamedTuple):
    """Everything that the page of a campaign shows.

    Attributes:
        stale: the figures of the records now, where 总体反馈意见 says others; empty otherwise.
    """

    entry: Entry
    progress: Progress
    findings: CampaignFindings
    gate: Gate
    stale: str


def view_of(context: Context, uid: str) -> CampaignView:
    """Return one campaign as it stands (NotFoundError where there is none)."""
    with context.database.snapshot():
        (view,) = views_of(context, (campaign_of(context, uid),))
    return view


def views_of(context: Context, entries: Collection[Entry]) -> tuple[CampaignView, ...]:
    """Return campaigns as they stand, in the read under way and in their order."""
    names = _Names(
        people=context.names(),
        schools={school.code: school.name for school in context.stores.schools.all()},
        today=context.today(),
    )
    found = context.stores.campaigns.records({name_of(entry.values) for entry in entries})
    tables = campaign_tables(context, entries)
    published = context.stores.forms.published() if any(e.values["form"] for e in entries) else ()
    views = []
    for entry in entries:
        table = tables[entry.uid]
        form = None if table else form_results(context, entry, published, most=MOST_FAILURES)
        used = _Used(table, form)
        views.append(_view(entry, found[name_of(entry.values)], names, used))
    return tuple(views)


def _view(entry: Entry, found: CampaignRecords, names: "_Names", used: "_Used") -> CampaignView:
    progress = _progress(entry, found, names)
    findings = _findings(entry, progress, found, used)
    gate = _gate(entry, progress, findings, found)
    return CampaignView(entry, progress, findings, gate, _stale(entry, findings))


class _Used(NamedTuple):
    """What the plan names to inspect by: a 检查表, a 表单, or neither."""

    table: ChecklistTable | None
    form: FormResults | None

    def told(self) -> tuple[str, int, tuple[ItemCounts, ...]]:
        """Return its title, how many schools filled it in, and the items that most failed."""
        if self.table is not None:
            failed = worst(self.table, most=MOST_FAILURES)
            return self.table.checklist.title, len(self.table.lines), failed
        return ("", 0, ()) if self.form is None else self.form


class _Names(NamedTuple):
    people: Mapping[str, str]
    schools: Mapping[str, str]
    today: date


def campaign_of(context: Context, uid: str) -> Entry:
    """Return the entry of a campaign (NotFoundError where there is none of that uid)."""
    entry = context.stores.registers.get(uid)
    if entry.kind != CAMPAIGN.id:
        raise NotFoundError("这一条不是专项督导；请核对编号，可用 campaign list 列出全部。")
    return entry


def kept_words(kept: KeptBeside) -> str:
    """Return what is written down beside the records, in Chinese."""
    adopted = f"（采纳 {kept.adopted} 条）" if kept.adopted else ""
    return f"会议 {kept.meetings} 次，案例 {kept.cases} 篇，建言 {kept.suggestions} 条{adopted}"


def school_days(visits: Iterable[CampaignVisit]) -> int:
    """Return 校次: one school on one day is one, however many records there are of it."""
    return len({(visit.school_code, visit.day) for visit in visits})


def _progress(entry: Entry, found: CampaignRecords, known: "_Names") -> Progress:
    seen, people, names = found.visits, known.people, known.schools
    been, planned = {visit.school_code for visit in seen}, schools_of(entry)
    went = {person for visit in seen for person in visit.people}
    groups = tuple(
        GroupProgress(
            place,
            people.get(group.head, group.head),
            tuple(people.get(person, person) for person in group.people),
            tuple(names.get(code, code) for code in group.schools if code in been),
            tuple(names.get(code, code) for code in group.schools if code not in been),
            tuple(people.get(person, person) for person in group.people if person not in went),
        )
        for place, group in enumerate(groups_of(entry), 1)
    )
    return Progress(
        groups=groups,
        schools=len(planned),
        visited=sum(code in been for code in planned),
        visits=school_days(seen),
        days_left=days_left(entry, on=known.today),
        strays=tuple(visit for visit in seen if visit.school_code not in planned),
        kept=found.kept,
    )


def _findings(
    entry: Entry, progress: Progress, found: CampaignRecords, used: "_Used"
) -> CampaignFindings:
    title, checked, failures = used.told()
    return CampaignFindings(
        name=name_of(entry.values),
        first=entry.day("start"),
        last=entry.day("end"),
        groups=len(progress.groups),
        planned=progress.schools,
        visited=progress.visited,
        beside=len({stray.school_code for stray in progress.strays}),
        visits=progress.visits,
        clusters=clusters_of(found.issues),
        merits=found.merits,
        checklist=title,
        checked=checked,
        failures=failures,
        is_form=used.form is not None,
    )


def _gate(
    entry: Entry, progress: Progress, findings: CampaignFindings, found: CampaignRecords
) -> Gate:
    return campaign_gate(
        CampaignEvidence(
            filed=entry.was_filed,
            told=entry.day("notice_on") is not None,
            visited=tuple(name for group in progress.groups for name in group.visited),
            unvisited=progress.missing,
            issues=len(findings.issues),
            merits=len(findings.merits),
            exchanges=found.exchanges,
            opinion=bool(entry.values["opinion"].strip()),
            issued=entry.day("opinion_on") is not None,
        )
    )


def _stale(entry: Entry, findings: CampaignFindings) -> str:
    said, now = entry.values["opinion"], figures_sentence(findings)
    waits = bool(said.strip()) and entry.day("opinion_on") is None
    return now if waits and now not in said else ""
