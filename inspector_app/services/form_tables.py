"""The filled forms of a scope with what they come to, each read through its own version."""

from collections.abc import Collection

from inspector_app.domain.form_counts import (
    FilledForm,
    coded_in,
    distributions,
    number_figures,
    united,
)
from inspector_app.domain.form_lists import Rosters
from inspector_app.domain.form_table import FormScope, FormTable
from inspector_app.services.context import Context
from inspector_app.services.form_columns import columns_of
from inspector_app.services.form_versions import FormVersions


def form_table(
    context: Context,
    versions: FormVersions,
    scope: FormScope,
    *,
    rosters: Rosters,
    planned: Collection[str] = (),
) -> FormTable:
    """Return what the filled forms of a scope come to.

    Args:
        context: the data.
        versions: the published versions.
        scope: which form, by id or title, and which of its records.
        rosters: the lists of the day, for what is chosen from them.
        planned: the codes of the schools that were to fill it in.

    Raises:
        NotFoundError: there is no such form.
    """
    with context.database.snapshot():
        published = versions.current(scope.form)
        scope = scope._replace(form=published.form)
        every = context.stores.form_counts.filled(scope)
        coded = tuple(context.stores.form_counts.coded(scope))
        schools = {school.code: school.name for school in context.stores.schools.all()}
        here = versions.filled_in(scope.form, every)
        newest = versions.version(published.form, published.version)
    asked = here or ((newest,) if newest is not None else ())
    columns = united([columns_of(each, rosters) for each in asked])
    readable = {(each.version, each.digest) for each in here}
    filled = tuple(each for each in every if (each.version, each.digest) in readable)
    known, been = {each.uid for each in filled}, {each.school_code for each in every}
    # What is not sorted in yet is read from the answers themselves.
    fresh = [line for f in filled if not f.is_sorted for line in coded_in(columns, f)]
    return FormTable(
        scope,
        published.title,
        columns,
        filled,
        distributions(columns, filled, (*(x for x in coded if x.uid in known), *fresh)),
        number_figures(columns, filled),
        tuple(schools.get(code, code) for code in planned if code not in been),
        tuple(_told(each) for each in every if each.uid not in known),
    )


def _told(each: FilledForm) -> str:
    return f"{each.school_name}（{each.number}，版本 {each.version}）"
