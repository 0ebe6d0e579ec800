"""The filled checklists of one 专项, by the checklist that its plan names."""

from collections import Counter
from collections.abc import Collection, Iterable

from inspector_app.domain.checklist_counts import ChecklistTable, table_of
from inspector_app.domain.registers.campaign import name_of, schools_of
from inspector_app.domain.registers.kind import Entry
from inspector_app.services.checklist_versions import ChecklistVersions, Offered, named_among
from inspector_app.services.context import Context


def campaign_tables(
    context: Context, entries: Collection[Entry]
) -> dict[str, ChecklistTable | None]:
    """Return the table of each campaign by its uid, in the read under way.

    There is none where it names no checklist. The version is the one that most of its records
    were filled in with.
    """
    versions = ChecklistVersions(context)
    offered = versions.offered() if any(entry.values["form"] for entry in entries) else ()
    return {entry.uid: _table(context, versions, offered, entry) for entry in entries}


def _table(
    context: Context, versions: ChecklistVersions, offered: Iterable[Offered], entry: Entry
) -> ChecklistTable | None:
    current = named_among(offered, entry.values["form"])
    if current is None:
        return None
    found = context.stores.checklists.of_campaign(current.id, name_of(entry.values))
    used = Counter(each.version for each in found).most_common(1)
    checklist = versions.version(current.id, used[0][0]) if used else None
    names = {school.code: school.name for school in context.stores.schools.all()}
    planned = {code: names.get(code, code) for code in schools_of(entry)}
    return table_of(checklist or current, found, planned=planned)
