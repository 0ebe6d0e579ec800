"""督学 with all that is known of them: 专长, 学段, what they hold, and what speaks against them."""

from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError
from inspector_app.domain.coverage import Mark
from inspector_app.domain.labels.posts import POST_LABEL
from inspector_app.domain.labels.schools import EDUCATION_LABEL
from inspector_app.domain.qualification import qualification_marks
from inspector_app.domain.school import Inspector
from inspector_app.services.context import Context
from inspector_app.services.field_spec import FieldSpec, spec
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.posts import holdings_of
from inspector_app.services.value_readers import (
    Lookup,
    name_reader,
    one_of,
    text_reader,
    whole_number,
)

_YEARS: Final = range(1940, 2100)
_LIMIT: Final = 100


class PersonCard(NamedTuple):
    """One inspector on a day.

    Attributes:
        posts: what they are besides, in words: 责任区组长（第一督学责任区）.
        marks: what article 7 of the regulation says of them, as far as the roster knows it.
    """

    person: Inspector
    posts: tuple[str, ...]
    marks: tuple[Mark, ...]

    @property
    def hint(self) -> str:
        """What speaks against them in one line of Chinese, empty where nothing does."""
        return "；".join(mark.words for mark in self.marks)


def _names(value: Any, lookup: Lookup) -> str:
    return "、".join(name_reader(_LIMIT)(value, lookup))


def _year(value: Any, _lookup: Lookup) -> int | None:
    if value in (None, ""):
        return None
    year = whole_number(value)
    if year not in _YEARS:
        msg = f"“{value}”不是年份；请写四位的年份，如 1998"
        raise ValueError(msg)
    return year


_FIELDS: Final = (
    spec("subjects", "专长", "subjects", _names, "学科"),
    spec("stages", "学段", "stages", _names),
    spec("education", "学历", "education", one_of(EDUCATION_LABEL)),
    spec("teaching_since", "教育工作起始年", "teaching_since", _year),
    spec("position", "职务", "position", text_reader(_LIMIT)),
)


class PeopleCards:
    """Reads the cards, and writes what the roster did not say."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self, on: date | None = None) -> tuple[PersonCard, ...]:
        """Return every inspector of a day, today without one, by 督学编号."""
        return person_cards(self._context, on or self._context.today())

    def set(self, person: str, name: str, value: Any) -> Changes:
        """Write one field of the card of a 督学编号 or a name.

        Raises:
            NotFoundError: nobody is called so.
            InputError: more than one is, or the value cannot be read; nothing was changed.
        """
        field = _field(name)
        with self._context.database.transaction():
            lookup = ContextLookup(self._context)
            uid = lookup.person_id(person)
            try:
                read = field.parse(value, lookup)
            except ValueError as error:
                raise InputError(f"“{field.label}”没有改：{error}。") from error
            known = self._context.stores.people.find(uid, on=self._context.today())
            if known is None:
                raise InputError(f"名册里还没有督学“{person}”，没有改；请先导入名册。")
            old = getattr(known, field.attribute)
            if old == read:
                return Changes()
            told = replace(known, **{field.attribute: read})
            self._context.stores.people.put(told, origin=self._context.identity.device)
            self._context.note("inspector", uid, {"set": [old, read]}, field=field.attribute)
        return Changes(inspectors=True)


def person_cards(context: Context, day: date) -> tuple[PersonCard, ...]:
    """Return every inspector of a day by 督学编号."""
    with context.database.snapshot():
        people = context.people_on(day)
        held = holdings_of(context, day)
        rules = context.rules()
    posts: dict[str, list[str]] = {}
    for each in held:
        of = f"（{each.of}）" if each.of else ""
        posts.setdefault(each.person, []).append(f"{POST_LABEL[each.post]}{of}")
    return tuple(
        PersonCard(
            person,
            tuple(dict.fromkeys(posts.get(person.id, ()))),
            qualification_marks(person, rules, on=day),
        )
        for person in people
    )


def _field(name: str) -> FieldSpec:
    for field in _FIELDS:
        if name in {field.id, field.label, *field.aliases}:
            return field
    known = "、".join(f"{field.id}（{field.label}）" for field in _FIELDS)
    raise InputError(f"没有“{name}”这一项；可以改的有：{known}。姓名和责任区随名册导入。")
