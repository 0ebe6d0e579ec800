"""同行登记: who went along without having the record says so, and which lessons were heard."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from inspector_app.base.errors import IncompleteError, InputError
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import Joint
from inspector_app.services.context import Context
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.value_readers import uid_in
from inspector_app.services.visit_edit import NewVisit, VisitEditService
from inspector_app.services.visit_reader import read_visit
from inspector_app.services.visits import VisitService

_FIELDS: Final = frozenset({"uuid", "school", "date", "session", "lead", "lessons"})


class JointEntries:
    """Begins entries; from then on they live as records do."""

    def __init__(
        self, context: Context, *, visits: VisitService, visit_edit: VisitEditService
    ) -> None:
        self._context = context
        self._visits = visits
        self._edit = visit_edit

    def begin(self, *, school_code: str | None = None, on: date | None = None) -> NewVisit:
        """Begin an empty entry, dated today unless told otherwise."""
        school = None if school_code is None else ContextLookup(self._context).school(school_code)
        return self._edit.begin_entry(
            Visit(
                uid=uid_in({}), number="", school=school, lead_id="",
                visited_on=on or self._context.today(), joint=Joint.ENTRY,
            )
        )  # fmt: skip

    def add(self, data: Mapping[str, Any]) -> NewVisit:
        """Enter and file an entry at once: it counts from now on.

        Raises:
            InputError: a field is none of an entry, or cannot be read; nothing was entered.
            IncompleteError: something is missing; nothing was entered.
            RefusedError: that half day was entered already.
        """
        foreign = sorted(data.keys() - _FIELDS)
        if foreign:
            raise InputError(
                f"同行登记没有“{foreign[0]}”这一项，没有登记；只写 date、school、session、lead "
                "和 lessons。"
            )
        empty = Visit(
            uid=uid_in(data), number="", school=None, visited_on=None, lead_id="",
            joint=Joint.ENTRY,
        )  # fmt: skip
        with self._context.database.transaction():
            made = self._edit.begin_entry(
                read_visit(data, ContextLookup(self._context), into=empty)
            )
            try:
                changes = self._visits.file(made.uid)
            except IncompleteError as error:
                sentence = f"没有登记：有 {len(error.problems)} 处没有填好；补齐后再登记一次。"
                raise IncompleteError(sentence, problems=error.problems) from error
        return NewVisit(uid=made.uid, number=made.number, changes=made.changes | changes)
