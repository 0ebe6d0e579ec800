"""表单 of a record: begun, answered, moved to another version, made into issues."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.base.ids import new_uid
from inspector_app.base.stable_json import stable_text
from inspector_app.domain.form_record import FormRecord, text_fault, with_worked_out
from inspector_app.domain.visit import Visit
from inspector_app.services.context import Context
from inspector_app.services.edit_journal import EditJournal, changes_of
from inspector_app.services.form_filling import Edit, OpenForm
from inspector_app.services.form_prefill import prefill
from inspector_app.services.form_rosters import rosters_of
from inspector_app.services.form_values import refuse_impossible
from inspector_app.services.form_versions import FormVersions, OfferedForm
from inspector_app.services.known_form import KnownForm
from inspector_app.services.row_edit import RowEdit
from inspector_app.services.saved import Added, Saved, saved_now
from inspector_app.services.value_journal import Spot
from inspector_app.storage.checklist_rows import ANSWER

NOUN = "form_record"


class OpenedForm(NamedTuple):
    """A form of a record as it is shown.

    Attributes:
        filling: nothing where the version that was filled in is not here.
    """

    visit: Visit
    record: FormRecord
    filling: OpenForm | None


class RecordForms(NamedTuple):
    """The forms of one record, and those that could be begun beside it.

    Attributes:
        newest: the newest version of every form that is here.
    """

    visit: Visit
    records: tuple[FormRecord, ...]
    fresh: tuple[OfferedForm, ...]
    newest: Mapping[str, str]


class Upgrade(NamedTuple):
    """What moving a record to another version comes to.

    Attributes:
        carried: how many answers go along.
        dropped: the answers that the other version has no place for: what they are called, and
            what they say.
    """

    version: str
    carried: int
    dropped: tuple[tuple[str, str], ...]


class FormRecordService:
    """Fills forms in; every call is one transaction, and undo takes each answer back."""

    def __init__(self, context: Context, versions: FormVersions) -> None:
        self._context = context
        self.versions = versions
        self._edits = EditJournal(context)
        self._rows = RowEdit(context, self._edits)

    # -- reading ---------------------------------------------------------------------------------

    def of_record(self, uid: str) -> RecordForms:
        """Return the forms of a record (NotFoundError where there is no such record)."""
        with self._context.database.snapshot():
            visit = self._context.stores.visits.get(uid)
            begun = {record.form for record in visit.forms}
            offered = self.versions.offered()
            fresh = tuple(o for o in offered if o.form not in begun and visit.is_editable)
            return RecordForms(visit, visit.forms, fresh, {o.form: o.version for o in offered})

    def open(self, record_uid: str) -> OpenedForm:
        """Return a filled form with a session of its own (NotFoundError where there is none)."""
        with self._context.database.snapshot():
            record, visit_uid = self.find(record_uid)
            visit = self._context.stores.visits.get(visit_uid)
            known = self.versions.of(record)
            if known is None:
                return OpenedForm(visit, record, None)
            return OpenedForm(visit, record, self.filling(known, record))

    def filling(self, known: KnownForm, record: FormRecord, *, fresh: bool = False) -> OpenForm:
        """Return a session over a record."""
        asked = known.definition.lists.sources.values()
        rosters = {**rosters_of(self._context, asked), **known.lists}
        return OpenForm(known, record, rosters, self._context.clock.now, fresh=fresh)

    def find(self, record_uid: str) -> tuple[FormRecord, str]:
        """Return a filled form and the uid of its record (NotFoundError where there is none)."""
        found = self._context.stores.visits.forms.get(record_uid)
        if found is None:
            raise NotFoundError("找不到这张表单；它可能刚被移除，可以按 Ctrl+Z 退回。")
        return found.value, found.visit_uid

    # -- writing ---------------------------------------------------------------------------------

    def begin(self, uid: str, name: str, *, editing: str = "") -> Added:
        """Put an empty form beside a record; one that stands there already is returned.

        Raises:
            NotFoundError: there is no published form of that id or title.
            NotEditableError: the record is no draft.
        """
        with self._context.database.transaction():
            target = self._edits.editable(uid)
            published = self.versions.current(name)
            visit = self._context.stores.visits.get(uid)
            made = next((each for each in visit.forms if each.form == published.form), None)
            if made is None:
                self.versions.refuse_withdrawn(published)
                known = self.versions.version(published.form, published.version)
                assert known is not None
                made = self._fresh(known, visit)
                self._rows.add(uid, NOUN, made, editing=editing)
        return Added(uid=made.uid, saved=saved_now(self._context, changes_of(target, NOUN)))

    def _fresh(self, known: KnownForm, visit: Visit) -> FormRecord:
        empty = FormRecord(
            uid=new_uid(), form=known.form, version=known.version, digest=known.digest,
            title=known.title,
        )  # fmt: skip
        filling = self.filling(known, empty, fresh=True)
        prefill(filling, visit, self._context)
        return replace(empty, answers=filling.answers())

    def remove(self, record_uid: str, *, editing: str = "") -> Saved:
        """Take a form out of the draft; undo brings it back whole."""
        return self._rows.remove(NOUN, record_uid, editing=editing)

    def save(self, record_uid: str, edit: Edit, *, editing: str = "") -> Saved:
        """Save a change that was made in a session of the record.

        Raises:
            InputError: a text cannot be kept; nothing was saved.
            NotEditableError: the record is no draft.
        """
        with self._context.database.transaction():
            target = self._edits.editable_row(NOUN, record_uid)
            for address, value in edit.steps:
                fault = text_fault(value) if isinstance(value, str) and value else ""
                if fault:
                    raise InputError(f"没有保存：{fault}。原来的回答没有改动。")
                spot = Spot(target.visit_uid, NOUN, record_uid, f"{ANSWER}{address}", editing)
                if edit.typed and isinstance(value, str):
                    self._edits.put_text(spot, value, changes_of(target, NOUN))
                else:
                    self._edits.put(spot, value)
            self._put_answers(record_uid, edit)
        return saved_now(self._context, changes_of(target, NOUN))

    def _put_answers(self, record_uid: str, edit: Edit) -> None:
        # What is worked out follows from what was given: it needs no place in the history.
        store = self._edits.store
        stands = json.loads(store.value(NOUN, record_uid, "answers"))
        whole = stable_text(with_worked_out(stands, edit.answers, edit.worked_out))
        store.write(NOUN, record_uid, "answers", whole)

    def set(self, record_uid: str, path: str, value: str, *, editing: str = "") -> Saved:
        """Save one answer under its path, without a session being open.

        Raises:
            InputError: the question cannot be answered so; what it takes is told.
            NotEditableError: the record is no draft.
        """

        def change(filling: OpenForm) -> Edit:
            refuse_impossible(filling, path, value)
            return filling.set(path, value)

        return self._once(record_uid, change, editing)

    def put_pictures(self, record_uid: str, path: str, names: str, *, editing: str = "") -> Saved:
        """Save the names of pictures that are safe already as the answer to their question."""
        return self._once(record_uid, lambda filling: filling.set(path, names), editing)

    def add(self, record_uid: str, repeat: str, *, editing: str = "") -> Saved:
        """Add a row of a repeat, without a session being open."""
        return self._once(record_uid, lambda filling: filling.add(repeat)[1], editing)

    def remove_row(self, record_uid: str, path: str, *, editing: str = "") -> Saved:
        """Take a row of a repeat away, without a session being open."""
        return self._once(record_uid, lambda filling: filling.remove(path), editing)

    def _once(self, record_uid: str, change: Callable[[OpenForm], Edit], editing: str) -> Saved:
        from inspector_app.xform import PathError, ReadOnlyError

        with self._context.database.transaction():
            self._edits.editable_row(NOUN, record_uid)
            record, _ = self.find(record_uid)
            try:
                edit = change(self.filling(self.known(record), record))
            except (PathError, ReadOnlyError) as error:
                raise InputError(f"没有保存：{error}。原来的回答没有改动。") from error
            return self.save(record_uid, edit, editing=editing)

    def known(self, record: FormRecord) -> KnownForm:
        """Return the version of a filled form (RefusedError where it is not here)."""
        known = self.versions.of(record)
        if known is None:
            raise RefusedError(
                f"本机没有“{record.title}”的版本 {record.version}，不能填写，没有改动；"
                "请向督导室要这张表单的文件，发布后再填。"
            )
        return known

    # -- another version -------------------------------------------------------------------------

    def preview_upgrade(self, record_uid: str, version: str = "") -> Upgrade:
        """Return what moving a draft to another version, the newest without one, comes to."""
        with self._context.database.snapshot():
            record, _ = self.find(record_uid)
            upgrade, _ = self._moved(record, version)
            return upgrade

    def upgrade(self, record_uid: str, version: str = "", *, editing: str = "") -> Upgrade:
        """Move a draft to another version; undo brings the old one back.

        Raises:
            NotEditableError: the record is no draft: what is filed stays with its version.
            RefusedError: that version is not here.
        """
        with self._context.database.transaction():
            target = self._edits.editable_row(NOUN, record_uid)
            record, _ = self.find(record_uid)
            upgrade, moved = self._moved(record, version)
            spot = Spot(target.visit_uid, NOUN, record_uid, "content", editing)
            answers = stable_text(moved.answers)
            self._edits.put(spot, [moved.version, moved.digest, moved.title, answers])
        return upgrade

    def _moved(self, record: FormRecord, version: str) -> tuple[Upgrade, FormRecord]:
        old = self.known(record)
        wanted = version or self.versions.current(record.form).version
        known = self.versions.version(record.form, wanted)
        if wanted == record.version:
            raise RefusedError(
                f"这份“{record.title}”用的就是{'' if version else '本机最高的'}版本 {wanted}，"
                "不用换，没有改动；有新版的文件，请先发布到本机。"
            )
        if known is None:
            raise RefusedError(
                f"本机没有“{record.title}”的版本 {wanted}，没有改动；请先发布它的文件。"
            )
        before = self.filling(old, record)
        moved = replace(record, version=wanted, digest=known.digest, title=known.title)
        after = self.filling(known, moved)
        kept = {(r, n) for r, n, _ in after.given_texts()}
        lost = tuple(
            (name if element is None else element.label() or name, text)
            for row, name, text in before.given_texts()
            if (row, name) not in kept
            for element in (before.named(name),)
        )
        upgrade = Upgrade(wanted, len(kept), lost)
        return upgrade, replace(moved, answers=after.answers())
