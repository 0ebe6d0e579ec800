"""Rows of a draft: added, changed, moved and taken out, each with its place in the history."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from inspector_app.services.context import Context
from inspector_app.services.edit_journal import EditJournal, changes_of
from inspector_app.services.row_checks import refuse_row, refuse_value
from inspector_app.services.saved import Added, Saved, saved_now
from inspector_app.storage import checklist_rows, issue_rows, records, talk_rows
from inspector_app.storage.children import ChildStore
from inspector_app.storage.editing import Target, json_of


class RowEdit:
    """Changes rows; every call is one transaction."""

    def __init__(self, context: Context, edits: EditJournal) -> None:
        self._context = context
        self._edits = edits

    def add(self, uid: str, noun: str, value: Any, *, editing: str = "") -> Added:
        """Add a row at the end of its kind.

        Raises:
            InputError: the row says what no record may say; nothing was added.
        """
        refuse_row(noun, value)
        with self._context.database.transaction():
            target = self._edits.editable(uid)
            columns = self._columns(target, noun, value)
            self._edits.add_row(target, noun, columns, editing=editing)
        return Added(uid=value.uid, saved=self._saved(target, noun))

    def set(self, noun: str, uid: str, name: str, value: Any, *, editing: str = "") -> Saved:
        """Save one attribute of a row (errors as above)."""
        with self._context.database.transaction():
            changes = self._edits.type_on(noun, uid, name, value, editing=editing)
            if changes is None:
                target = self._edits.editable_row(noun, uid)
                self.write(target, noun, uid, name, value, editing=editing)
                changes = changes_of(target, noun)
        return saved_now(self._context, changes)

    def write(
        self, target: Target, noun: str, uid: str, name: str, value: Any, *, editing: str = ""
    ) -> None:
        """Write one attribute of a row within a transaction (errors as above)."""
        refuse_value(self._edits.store, noun, uid, name, value)
        self._edits.set_value(target, noun, uid, name, json_of(noun, name, value), editing=editing)

    def remove(self, noun: str, uid: str, *, editing: str = "") -> Saved:
        """Take a row out of the draft; undo brings it back whole."""
        with self._context.database.transaction():
            target = self._edits.editable_row(noun, uid)
            self._edits.remove_row(target, noun, uid, editing=editing)
        return self._saved(target, noun)

    def move(self, noun: str, uid: str, *, to: int, editing: str = "") -> Saved:
        """Let a row stand at place ``to``, from 0."""
        with self._context.database.transaction():
            target = self._edits.editable_row(noun, uid)
            uids = self._edits.store.order(noun, target.visit_id)
            uids.remove(uid)
            uids.insert(max(0, to), uid)
            self._edits.set_order(target, noun, uids, editing=editing)
        return self._saved(target, noun)

    def _saved(self, target: Target, noun: str) -> Saved:
        return saved_now(self._context, changes_of(target, noun))

    def _columns(self, target: Target, noun: str, value: Any) -> dict[str, Any]:
        visits = self._context.stores.visits
        if noun == "issue":
            number = visits.take_issue_no(target.visit_uid)
            visit_number = self._edits.store.value("visit", target.visit_uid, "number")
            value = replace(value, number=f"{visit_number}-{number:02d}")
        kinds: dict[str, tuple[Callable[[Any], dict[str, Any]], ChildStore[Any]]] = {
            "issue": (issue_rows.issue_columns, visits.issues),
            "lesson": (records.lesson_columns, visits.lessons),
            "merit": (records.merit_columns, visits.merits),
            "interview": (talk_rows.interview_columns, visits.interviews),
            "questionnaire": (talk_rows.questionnaire_columns, visits.questionnaires),
            "checklist": (checklist_rows.filled_columns, visits.checklists),
            "form_record": (checklist_rows.filled_columns, visits.forms),
        }
        columns_of, rows = kinds[noun]
        plain, ordinal = columns_of(value), rows.next_ordinal(target.visit_id)
        return {**plain, "visit_id": target.visit_id, "ordinal": ordinal}
