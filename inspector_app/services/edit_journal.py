"""Joins a change of a record to the history: each value typed is written and remembered at once."""

from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.base.override import override
from inspector_app.domain.filled_checklist import NOTE, answer_label
from inspector_app.domain.form_record import answer_name
from inspector_app.domain.visit_options import Joint, VisitStatus
from inspector_app.services.context import Context
from inspector_app.services.value_journal import Spot, ValueJournal
from inspector_app.services.visit_fields import field_label
from inspector_app.storage.editing import EditingStore, Target
from inspector_app.storage.journal import Entry

LONG_TEXTS: Final = frozenset(
    {"narrative", "advice", "plan_text", "process", "description", "requirement", "text",
     "strengths", "weaknesses", "homework", "outline", "points", "problems", "questions"}
)  # fmt: skip
_ROW_LABEL: Final = {
    "issue": "问题",
    "lesson": "听课",
    "merit": "亮点",
    "interview": "访谈",
    "questionnaire": "问卷",
    "checklist": "检查表",
    "form_record": "表单",
}


TAKEN_SENTENCE: Final = (
    "这是收取的同行记录，本机只能查看和打印，没有改动；要改请责任督学更正后重新交来。"
)
# What a 同行登记 says; all the rest is told by the record of the 责任督学.
_OF_ENTRY: Final = frozenset({"school", "visited_on", "session", "lead_id", "prefilled"})


class NotEditableError(RefusedError):
    """The record is filed, handed over, voided, in the recycle bin, or a peer's."""

    code = "not-editable"

    def __init__(self, target: Target) -> None:
        if target.joint is Joint.TAKEN:
            sentence = TAKEN_SENTENCE
        elif target.deleted:
            sentence = "这份草稿在回收站里，不能修改；请先恢复它。已有内容都还在。"
        elif target.status is VisitStatus.VOIDED:
            sentence = "这份记录已作废，不能修改；内容保留备查。"
        else:
            sentence = "这份记录已定稿，不能直接修改；需要改动时请用“更正”，写明理由后再改。"
        super().__init__(sentence)


class EditJournal(ValueJournal):
    """Writes single values and rows with their history; the caller holds the transaction."""

    def __init__(self, context: Context) -> None:
        self.store = EditingStore(context.database)
        super().__init__(context, self.store)

    @override
    def _write_on(self, noun: str, uid: str, name: str, old: str, value: str) -> None:
        if noun == "visit" and value.startswith(old):
            self.store.lengthen(uid, name, by=value[len(old) :], whole=value)
        else:
            super()._write_on(noun, uid, name, old, value)

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

    def set_value(
        self, target: Target, noun: str, uid: str, name: str, value: Any, *, editing: str
    ) -> bool:
        """Write the JSON form of one value; say whether it differed."""
        if noun == "visit" and name not in _OF_ENTRY:
            refuse_in_entry(target, field_label("visit", name))
        spot = Spot(target.visit_uid, noun, uid, name, editing)
        if name in LONG_TEXTS or name.endswith(NOTE):
            return self.put_text(spot, value, changes_of(target, noun))
        return self.put(spot, value)

    def add_row(self, target: Target, noun: str, columns: dict[str, Any], *, editing: str) -> None:
        """Put a child row in."""
        if noun != "lesson":
            refuse_in_entry(target, _ROW_LABEL[noun])
        self.store.insert_row(noun, columns)
        self._note_row(target, noun, str(columns["uid"]), {"add": columns}, editing=editing)

    def remove_row(self, target: Target, noun: str, uid: str, *, editing: str) -> None:
        """Take a child row out; the history keeps it whole."""
        columns = self.store.row(noun, uid)
        self.store.delete_row(noun, uid)
        self.store.mark_dirty(target.visit_id)
        self._note_row(target, noun, uid, {"remove": columns}, editing=editing)

    def set_order(self, target: Target, noun: str, uids: list[str], *, editing: str) -> None:
        """Let the rows of a record stand in this order."""
        old = self.store.order(noun, target.visit_id)
        self.store.set_order(noun, uids)
        self._note_row(target, noun, "", {"order": [old, uids]}, editing=editing)

    def barrier(self, visit_uid: str, op: dict[str, Any]) -> None:
        """Note a step that undo never crosses: filing, correcting, voiding, discarding."""
        self._context.note("visit", visit_uid, op, visit_uid=visit_uid, field="*")

    def _note_row(
        self, target: Target, noun: str, uid: str, op: dict[str, Any], *, editing: str
    ) -> None:
        self.note(Spot(target.visit_uid, noun, uid, "", editing), op)

    # -- what undo asks for ----------------------------------------------------------------------

    def record_uid(self, target: Target) -> str:
        """Return the uid under which the history keeps the record."""
        return target.visit_uid

    def apply(self, target: Target, entry: Entry, op: dict[str, Any]) -> None:
        """Do ``op``, an entry's own or its inverse, to the record."""
        if "add" in op:
            self.store.insert_row(entry.noun, op["add"])
        elif "remove" in op:
            self.store.delete_row(entry.noun, entry.uid)
            self.store.mark_dirty(target.visit_id)
        elif "order" in op:
            self.store.set_order(entry.noun, op["order"][1])
        else:
            self.restore(entry, op)

    def changes(self, target: Target, entry: Entry) -> Changes:
        """Return what a change like that of ``entry`` touches."""
        return changes_of(target, entry.noun)

    def label(self, entry: Entry) -> str:
        """Return in Chinese what an entry changed."""
        if not entry.field:
            return _ROW_LABEL.get(entry.noun, "")
        if entry.noun == "checklist":
            return f"{_ROW_LABEL[entry.noun]}·{answer_label(entry.field)}"
        if entry.noun == "form_record":
            return f"{_ROW_LABEL[entry.noun]}·{answer_name(entry.field)}"
        label = field_label(entry.noun, entry.field)
        return label if entry.noun == "visit" else f"{_ROW_LABEL[entry.noun]}·{label}"


def refuse_in_entry(target: Target, what: str) -> None:
    """Refuse what a 同行登记 has no place for.

    Raises:
        RefusedError: the record is a 同行登记.
    """
    if target.joint is Joint.ENTRY:
        raise RefusedError(
            f"同行登记只写日期、学校、时段、责任督学和本人听的课，“{what}”没有存入；"
            "这一项由责任督学的记录来写。"
        )


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
