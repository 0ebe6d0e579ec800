"""Joins a change to the history: every value typed is written and remembered in one transaction."""

from typing import Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.domain.text_span import Span, span_between
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.context import Context
from inspector_app.storage.editing import EditingStore, Target
from inspector_app.storage.journal import Entry, Newest

LONG_TEXTS: Final = frozenset(
    {"narrative", "advice", "plan_text", "process", "description", "requirement", "text",
     "strengths", "weaknesses", "homework"}
)  # fmt: skip
# Undo goes back by sentences: what was typed before one is kept.
_SENTENCE_ENDS: Final = ("。", "！", "？", "；", "\n")
# Beyond this an entry is closed and the next one begins: rewriting it would cost more than a save.
_GROWS_TO: Final = 2_000


class NotEditableError(RefusedError):
    """The record is filed, handed over, voided or in the recycle bin."""

    code = "not-editable"

    def __init__(self, target: Target) -> None:
        if target.deleted:
            sentence = "这份草稿在回收站里，不能修改；请先恢复它。已有内容都还在。"
        elif target.status is VisitStatus.VOIDED:
            sentence = "这份记录已作废，不能修改；内容保留备查。"
        else:
            sentence = "这份记录已定稿，不能直接修改；需要改动时请用“更正”，写明理由后再改。"
        super().__init__(sentence)


class _Typing(NamedTuple):
    """A long text that somebody is typing in, as the last save left it.

    Attributes:
        changes: what each save of it touches.
        newest: the entry that grows.
        before: the text before that entry, ``value`` after it.
    """

    changes: Changes
    newest: Newest
    before: str
    value: str


class EditJournal:
    """Writes single values and rows with their history; the caller holds the transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.store = EditingStore(context.database)
        self._typing: _Typing | None = None

    def editable(self, visit_uid: str) -> Target:
        """Return the record, if it may be written in.

        Raises:
            NotFoundError: there is none.
            NotEditableError: it is filed, voided or discarded.
        """
        return _checked(self.store.target(visit_uid))

    def editable_row(self, noun: str, uid: str) -> Target:
        """Return the record of a child row, if it may be written in (errors as above)."""
        return _checked(self.store.target_of_row(noun, uid))

    def type_on(
        self, noun: str, uid: str, name: str, value: Any, *, editing: str
    ) -> Changes | None:
        """Save a long text in which the typing goes on, without reading anything again.

        What the last save knew still holds while the history ends with the entry that it wrote:
        every change of a draft, and every step that closes it, is an entry.

        Returns:
            what was touched; ``None``, and nothing was written, where the typing begins, does not
            go on, or anything else has happened since.
        """
        typing = self._typing
        if typing is None or not _grows(typing.newest.entry, (editing, noun, uid, name)):
            return None
        if value == typing.value or not self._grow(typing, value):
            return None
        self.store.write(noun, uid, name, value)
        return typing.changes

    def set_value(
        self, target: Target, noun: str, uid: str, name: str, value: Any, *, editing: str
    ) -> bool:
        """Write the JSON form of one value; say whether it differed."""
        old = self.store.value(noun, uid, name)
        if old == value:
            return False
        self.store.write(noun, uid, name, value)
        if name in LONG_TEXTS:
            self._note_text(target, noun, uid, name, (old, value), editing)
        else:
            self._note(target, noun, uid, {"set": [old, value]}, field=name, editing=editing)
        return True

    def add_row(self, target: Target, noun: str, columns: dict[str, Any], *, editing: str) -> None:
        """Put a child row in."""
        self.store.insert_row(noun, columns)
        self._note(target, noun, str(columns["uid"]), {"add": columns}, editing=editing)

    def remove_row(self, target: Target, noun: str, uid: str, *, editing: str) -> None:
        """Take a child row out; the history keeps it whole."""
        columns = self.store.row(noun, uid)
        self.store.delete_row(noun, uid)
        self.store.mark_dirty(target.visit_id)
        self._note(target, noun, uid, {"remove": columns}, editing=editing)

    def set_order(self, target: Target, noun: str, uids: list[str], *, editing: str) -> None:
        """Let the rows of a record stand in this order."""
        old = self.store.order(noun, target.visit_id)
        self.store.set_order(noun, uids)
        self._note(target, noun, "", {"order": [old, uids]}, editing=editing)

    def barrier(self, visit_uid: str, op: dict[str, Any]) -> None:
        """Note a step that undo never crosses: filing, correcting, voiding, discarding."""
        self._context.note("visit", visit_uid, op, visit_uid=visit_uid, field="*")

    def _note(
        self,
        target: Target,
        noun: str,
        uid: str,
        op: dict[str, Any],
        *,
        editing: str,
        field: str = "",
    ) -> None:
        self._context.note(noun, uid, op, visit_uid=target.visit_uid, field=field, editing=editing)

    def _note_text(
        self, target: Target, noun: str, uid: str, name: str, texts: tuple[str, str], editing: str
    ) -> None:
        """Let typing in one field of one editing session grow into one entry."""
        old, new = texts
        newest = self._context.stores.journal.newest()
        if newest is None or not _grows(newest.entry, (editing, noun, uid, name)):
            op = _span_op(span_between(old, new))
            self._note(target, noun, uid, op, field=name, editing=editing)
            return
        before = Span(*newest.entry.op["span"]).inverse().applied(old)
        self._grow(_Typing(changes_of(target, noun), newest, before=before, value=old), new)

    def _grow(self, typing: _Typing, value: str) -> bool:
        """Let the entry grow to ``value``; say whether it was still the newest."""
        op = _span_op(span_between(typing.before, value))
        at = self._context.now_text()
        grown = self._context.stores.journal.amend(typing.newest, op=op, at=at)
        self._typing = grown and typing._replace(newest=grown, value=value)
        return grown is not None


def _grows(newest: Entry, place: tuple[str, str, str, str]) -> bool:
    """Say whether typing at ``place`` goes on with the newest entry."""
    if newest.undoes is not None or not place[0] or "span" not in newest.op:
        return False
    inserted: str = newest.op["span"][2]
    same = (newest.editing, newest.noun, newest.uid, newest.field) == place
    return same and len(inserted) < _GROWS_TO and not inserted.endswith(_SENTENCE_ENDS)


def _span_op(span: Span) -> dict[str, Any]:
    return {"span": [span.at, span.removed, span.inserted]}


def _checked(target: Target | None) -> Target:
    if target is None:
        raise NotFoundError("找不到要修改的内容；它可能刚被删除。请刷新页面，已保存的内容都还在。")
    if target.deleted or target.status is not VisitStatus.DRAFT:
        raise NotEditableError(target)
    return target


def months_of(*days: str | None) -> frozenset[str]:
    """Return the months of ISO days, as ``Changes`` names them."""
    return frozenset(day[:7] for day in days if day)


def changes_of(target: Target, noun: str, *, moved_to: str | None = None) -> Changes:
    """Return what a change to a row of that noun touches.

    Args:
        target: the record, as it was before the change.
        noun: what kind of row changed.
        moved_to: the ISO day that the record was moved to, if it was.
    """
    return Changes(
        visits=True,
        issues=noun == "issue",
        lessons=noun == "lesson",
        months=months_of(target.visited_on, moved_to),
        visit_uids=frozenset({target.visit_uid}),
    )
