"""The filled forms of one 专项, where its plan names a form as what it is inspected by."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.domain.checklist import FAILING, NOT_APPLICABLE, Item, Scale
from inspector_app.domain.checklist_counts import ItemCounts
from inspector_app.domain.form_counts import Distribution
from inspector_app.domain.form_table import FormScope
from inspector_app.domain.item_words import number_of
from inspector_app.domain.registers.campaign import name_of
from inspector_app.domain.registers.kind import Entry
from inspector_app.services.context import Context
from inspector_app.services.form_tables import form_table
from inspector_app.services.form_versions import FormVersions

if TYPE_CHECKING:
    from inspector_app.storage.forms import PublishedForm

_STAR = "★"


class FormResults(NamedTuple):
    """What the form of a campaign comes to; each school counts with its newest.

    Attributes:
        schools: how many filled it in.
        failures: the items that any failed, those that most did first.
    """

    title: str
    schools: int
    failures: tuple[ItemCounts, ...]


def form_results(
    context: Context, entry: Entry, published: "Iterable[PublishedForm]", *, most: int
) -> FormResults | None:
    """Return them, in the read under way; nothing where the plan names no published form."""
    named = entry.values["form"].strip()
    form = next((p.form for p in published if named and named in {p.form, p.title}), "")
    if not form:
        return None
    scope = FormScope(form, campaign=name_of(entry.values))
    table = form_table(context, FormVersions(context), scope, rosters={})
    newest = {each.uid: each.school_name for each in table.by_school().values()}
    counts = [_failed(each, newest) for each in table.distributions if not each.column.repeat]
    failed = [each for each in counts if each.failed]
    failed.sort(key=lambda c: (-len(c.failed), not c.item.is_key))
    return FormResults(table.title, len(newest), tuple(failed[:most]))


def _failed(each: Distribution, newest: dict[str, str]) -> ItemCounts:
    label = each.column.label
    number = number_of(label)
    text = label.removeprefix(number).strip(" .、．") if number else label
    names = {
        bucket.label: tuple(newest[uid] for uid in bucket.uids if uid in newest)
        for bucket in each.buckets
    }
    return ItemCounts(
        item=Item(
            number=number, group="", text=text.replace(_STAR, ""), scale=Scale.TEXT,
            is_key=_STAR in label,
        ),
        schools=names,
        failed=tuple(name for word, told in names.items() if word in FAILING for name in told),
        applicable=sum(len(told) for word, told in names.items() if word != NOT_APPLICABLE),
    )  # fmt: skip
