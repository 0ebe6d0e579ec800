"""Joins each change of a 学校回复 to the history, part by part, so that it can be taken back."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import RefusedError
from inspector_app.domain.labels.replies import ANSWER_PART_LABEL, REPLY_PART_LABEL
from inspector_app.domain.reply import Reply, ReplyState
from inspector_app.domain.reply_json import whole_json
from inspector_app.services.context import Context
from inspector_app.services.value_journal import Spot, ValueJournal
from inspector_app.storage.journal import Entry

NOUN: Final = "reply"
CHANGES: Final = Changes(replies=True)
_LONG: Final = frozenset({"note", "measures", "done", "remark"})


class ReplyJournal(ValueJournal):
    """Writes the parts of drafts with their history; the caller holds the transaction."""

    def __init__(self, context: Context) -> None:
        self._store = context.stores.replies
        super().__init__(context, self._store)

    def draft(self, uid: str) -> Reply:
        """Return a reply, if it may be written in.

        Raises:
            NotFoundError: there is none.
            RefusedError: the ledger has it already, or it was given up.
        """
        reply = self._store.get(uid)
        if reply.state is ReplyState.RECORDED:
            raise RefusedError(
                f"学校回复 {reply.number} 已经记入台账，没有改动；后来的情况请在台账里另记。"
            )
        if reply.state is ReplyState.DISCARDED:
            raise RefusedError(f"学校回复 {reply.number} 已经放弃，没有改动；请另登记一份。")
        return reply

    def keep(self, before: Reply, after: Reply, *, editing: str = "") -> None:
        """Write every part in which ``after`` differs from ``before``."""
        old, new = whole_json(before), whole_json(after)
        for name, value in _changed(old, new):
            spot = Spot(before.uid, NOUN, before.uid, name, editing)
            if name.rpartition("/")[2] in _LONG:
                self.put_text(spot, value, CHANGES)
            else:
                self.put(spot, value)

    def barrier(self, reply: Reply, note: str) -> None:
        """Note a step that undo never crosses."""
        op = {"note": note, "number": reply.number}
        self._context.note(NOUN, reply.uid, op, visit_uid=reply.uid, field="*")

    # -- what undo asks for ----------------------------------------------------------------------

    def record_uid(self, target: Reply) -> str:
        """Return the uid under which the history keeps the reply."""
        return target.uid

    def apply(self, target: Reply, entry: Entry, op: dict[str, Any]) -> None:  # noqa: ARG002 - one way for every part
        """Do ``op``, an entry's own or its inverse."""
        self.restore(entry, op)

    def changes(self, target: Reply, entry: Entry) -> Changes:  # noqa: ARG002 - one way for every part
        """Return what a change touches."""
        return CHANGES

    def label(self, entry: Entry) -> str:
        """Return in Chinese what an entry of the history changed."""
        name, _, part = entry.field.partition("/")
        label: str = ANSWER_PART_LABEL[part.partition("/")[2]] if part else REPLY_PART_LABEL[name]
        return label


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the name and the new value of each part that differs.

    Where the same issues are answered each part of an answer is one; else all answers are.
    """
    answers = {each["issue"]: each for each in old["answers"]}
    same = list(answers) == [each["issue"] for each in new["answers"]]
    for name in REPLY_PART_LABEL:
        if old[name] != new[name] and not (name == "answers" and same):
            yield name, new[name]
    for answer in new["answers"] if same else ():
        issue = answer["issue"]
        for part in ANSWER_PART_LABEL:
            if answers[issue][part] != answer[part]:
                yield f"answers/{issue}/{part}", answer[part]
