"""Finds people and schools by what a person writes: a code, a name, a short name."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.schools import SCHOOL_KIND_LABEL
from inspector_app.domain.school import School
from inspector_app.domain.task_basis import basis_of, is_number
from inspector_app.domain.visit import SchoolSnapshot
from inspector_app.services.context import Context


class ContextLookup:
    """Looks people and schools up in one data folder; inside a transaction or outside."""

    limits_texts = True

    def __init__(self, context: Context) -> None:
        self._context = context

    def person_id(self, text: str) -> str:
        """Return the 督学编号 of an id or a name.

        Raises:
            NotFoundError: nobody is called so.
            InputError: more than one is.
        """
        wanted = text.strip()
        people = self._context.members()
        found = [p.id for p in people if wanted in {p.id, p.name}]
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            raise InputError(f"叫“{wanted}”的督学不止一位（{'、'.join(found)}）；请改用督学编号。")
        if wanted == self._context.identity.inspector_id:
            return wanted
        raise NotFoundError(f"名册里没有督学“{wanted}”；请核对姓名或督学编号，或先导入名册。")

    def school(self, text: str) -> SchoolSnapshot:
        """Return the school of a 标识码 or an exact name.

        Raises:
            NotFoundError: there is none.
            InputError: the name is that of more than one.
        """
        wanted = text.strip()
        school = self._context.stores.schools.find(wanted)
        if school is not None:
            return snapshot(school)
        named = [
            s for s in self._context.stores.schools.all()
            if wanted in {s.name, s.short_name, *s.former_names}
        ]  # fmt: skip
        if len(named) == 1:
            return snapshot(named[0])
        if named:
            listed = "、".join(f"{s.name}（{s.code}）" for s in named)
            raise InputError(f"叫“{wanted}”的学校不止一所：{listed}；请改用标识码。")
        raise NotFoundError(f"名册里没有学校“{wanted}”；请核对标识码或校名，或先导入名册。")

    def campaign(self, text: str) -> str:
        """Return the name of the 专项 of a number, as it is called now; other texts as they are."""
        return self._context.stores.campaigns.name_of(text.strip()) or text

    def basis(self, text: str) -> str:
        """Return number and title of the task of a number, as it stands now; other texts as is."""
        found = self._context.stores.tasks.numbered(text) if is_number(text) else None
        return text if found is None else basis_of(found)


class FrozenLookup:
    """Takes codes and texts as they stand in a frozen record: roster and limits may have moved."""

    limits_texts = False

    def __init__(self, content: Mapping[str, Any], live: ContextLookup) -> None:
        self._content = content
        self._live = live

    def person_id(self, text: str) -> str:
        """Return the id itself."""
        return text

    def school(self, text: str) -> SchoolSnapshot:
        """Return the school as the record names it."""
        return replace(
            self._live.school(text),
            name=self._content["school_name"],
            kind=from_label(SCHOOL_KIND_LABEL, self._content["school_kind"])
            or self._content["school_kind"],
            ownership=self._content["school_ownership"],
        )

    def campaign(self, text: str) -> str:
        """Return the name itself."""
        return text

    def basis(self, text: str) -> str:
        """Return the text itself."""
        return text


def snapshot(school: School) -> SchoolSnapshot:
    """Return how the school is called now, to stand on a record for good."""
    return SchoolSnapshot(
        code=school.code, name=school.name, kind=school.kind.value, ownership=school.ownership
    )
