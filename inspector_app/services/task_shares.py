"""Who does what of a task: people, and of the schools that are named each person's own."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from inspector_app.base.errors import InputError
from inspector_app.domain.task import TaskShare
from inspector_app.services.context import Context
from inspector_app.services.lookup import ContextLookup

EVERYBODY: Final = frozenset({"全部", "all"})
_NAMED: Final = 5


def shares_of(
    context: Context, *, people: Sequence[str], schools: Sequence[str]
) -> tuple[TaskShare, ...]:
    """Return what each person has to do, by id.

    Without people it is those who answer for the schools today. One person alone may be given any
    school; of several each gets those that he answers for.

    Raises:
        NotFoundError: a person or school is not on the roster.
        InputError: a name is that of more than one, a school is nobody's of these, or somebody has
            none of them.
    """
    lookup = ContextLookup(context)
    ids = _people(context, people, lookup)
    codes = tuple(dict.fromkeys(lookup.school(each).code for each in schools))
    if not codes:
        return tuple(TaskShare(person_id=each) for each in ids)
    if len(ids) == 1:
        return (TaskShare(person_id=ids[0], school_codes=codes),)
    answering = _answering(context, codes)
    _refuse_nobodys(context, codes, ids, answering)
    shared = {
        person: tuple(code for code in codes if person in answering[code])
        for person in ids or sorted({each for found in answering.values() for each in found})
    }
    idle = [context.names().get(person, person) for person, own in shared.items() if not own]
    if idle and not EVERYBODY & set(people):
        raise InputError(
            f"{_few(idle)}不负责这些学校，没有布置；请去掉，或单独给这位督学布置一个任务。"
        )
    return tuple(
        TaskShare(person_id=person, school_codes=own) for person, own in shared.items() if own
    )


def _people(context: Context, people: Sequence[str], lookup: ContextLookup) -> tuple[str, ...]:
    if EVERYBODY & set(people):
        return tuple(sorted(each.id for each in context.inspectors()))
    return tuple(sorted({lookup.person_id(each) for each in people if each.strip()}))


def _answering(context: Context, codes: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return who answers for each school today."""
    today, wanted = context.today(), frozenset(codes)
    found: dict[str, set[str]] = {code: set() for code in wanted}
    for each in context.stores.schools.assignments():
        if each.school_code in wanted and each.in_force(on=today):
            found[each.school_code].add(each.inspector_id)
    return {code: frozenset(people) for code, people in found.items()}


def _refuse_nobodys(
    context: Context,
    codes: Iterable[str],
    ids: Sequence[str],
    answering: Mapping[str, frozenset[str]],
) -> None:
    nobodys = [
        context.stores.schools.get(code).name for code in codes
        if not (answering[code] & set(ids) if ids else answering[code])
    ]  # fmt: skip
    if nobodys:
        whose = "这几位督学都不负责" if ids else "现在没有责任督学"
        raise InputError(
            f"{_few(nobodys)}{whose}，没有布置；请去掉这些学校，或写明交给哪一位督学。"
        )


def _few(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _NAMED else ""
    return f"“{'、'.join(names[:_NAMED])}”{more}"
