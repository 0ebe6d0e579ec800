"""What leaves for the office besides records: issues of other sources, entries, replies."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final, NamedTuple

from inspector_app.base.stable_json import stable_digest
from inspector_app.domain.labels.sources import MATTER_LABEL, source_word
from inspector_app.domain.names import without_surnames
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.case import CASE
from inspector_app.domain.registers.emergency import EMERGENCY
from inspector_app.domain.registers.entry_json import entry_json
from inspector_app.domain.registers.kind import Entry, RegisterKind
from inspector_app.domain.registers.meeting import MEETING
from inspector_app.domain.registers.suggestion import SUGGESTION
from inspector_app.domain.registers.training import TRAINING
from inspector_app.domain.registers.weekly import WEEKLY
from inspector_app.domain.reply import Reply, ReplyState
from inspector_app.domain.reply_json import reply_json
from inspector_app.domain.returned import OF_OFFICE
from inspector_app.domain.task_basis import is_own
from inspector_app.domain.views import LedgerRow
from inspector_app.domain.visit_json import JsonObject, issue_json, said_of_issue
from inspector_app.services.context import Context
from inspector_app.services.number_keeping import own_chains
from inspector_app.services.number_rows import NUMBERS, OF_LAPTOP
from inspector_app.services.number_rows import event_row as number_row
from inspector_app.services.return_rows import RETURNS, event_row
from inspector_app.services.task_rows import TASK_EVENTS
from inspector_app.services.task_rows import event_row as task_event_row
from inspector_app.services.typed_rows import TYPED_ANSWERS
from inspector_app.services.typed_rows import event_row as typed_row
from inspector_app.storage.bundles import SentRow
from inspector_app.storage.registers import EntryFilter

ISSUES: Final = "issues"
ENTRIES: Final = "register_entries"
REPLIES: Final = "replies"

LEAVING_KINDS: Final = (WEEKLY, MEETING, TRAINING, SUGGESTION, CASE, EMERGENCY)
"""The registers whose filed entries the office must have; every other register stays."""

MASKED: Final = ("description", "requirement")
"""The texts of an issue in which nobody is called by family name when it leaves."""

# Codes and ids: a name that looks like one of them is none.
_NO_TEXTS: Final = frozenset(
    {"uuid", "no", "register", "inspector", "recorder", "school", "issue", "visit", "origin"}
)


class LeavingRow(NamedTuple):
    """A row with what it is noted by when it has left."""

    sent: SentRow
    row: JsonObject


def sourced_issues(context: Context, inspector_id: str) -> Iterator[LeavingRow]:
    """Yield the issues of other sources that a person follows up; who complained is no part."""
    for line in context.stores.issues.from_elsewhere(person_id=inspector_id):
        row = _issue_row(line)
        yield LeavingRow(SentRow(ISSUES, line.issue.uid, stable_digest(said_of_issue(row))), row)


def _issue_row(line: LedgerRow) -> JsonObject:
    row = issue_json(line.issue)
    row |= {name: without_surnames(row[name]) for name in MASKED}
    return {
        **row,
        "source": source_word(line.source),
        "matter": MATTER_LABEL[line.matter],
        "school": line.school_code or None,
        "unit": line.school_name,
        "lead": line.lead_id,
        "found_on": None if line.found_on is None else line.found_on.isoformat(),
        "ref": line.reference,
        "item": line.item,
        "entry": line.entry_number,
    }


def entries(context: Context, inspector_id: str) -> Iterator[LeavingRow]:
    """Yield a person's filed entries, and those made void after they had left."""
    left = context.stores.bundles.left(ENTRIES)
    for kind in LEAVING_KINDS:
        for entry in context.stores.registers.list(EntryFilter(kind=kind.id)):
            if _is_of(context, kind, entry, inspector_id) and _leaves(entry, left):
                row = _masked(entry_json(kind, entry), without_surnames)
                sent = SentRow(ENTRIES, entry.uid, stable_digest(row))
                yield LeavingRow(sent, row | _lineage(context, entry))


def _lineage(context: Context, entry: Entry) -> JsonObject:
    """Return which frozen revision a row is and which it replaces, by their digests."""
    kept = context.stores.history.revisions(entry.uid)
    frozen = next((each.digest for each in kept if each.revision == entry.revision), "")
    return {
        "digest": frozen,
        "replaces": [each.digest for each in kept if each.revision < entry.revision],
    }


def _is_of(context: Context, kind: RegisterKind, entry: Entry, inspector_id: str) -> bool:
    """Say whether an entry is a person's; where its register names nobody, whoever works here."""
    owner = entry.values.get(kind.inspector) if kind.inspector else context.identity.inspector_id
    return bool(owner == inspector_id)


def _leaves(entry: Entry, left: Collection[str]) -> bool:
    return entry.state is EntryState.FILED or (
        entry.state is EntryState.VOIDED and entry.uid in left
    )


def replies(context: Context, issue_uids: Collection[str]) -> Iterator[LeavingRow]:
    """Yield the recorded replies to issues that leave; their paper and its pictures stay."""
    for reply in context.stores.replies.listed():
        answered = any(answer.issue_uid in issue_uids for answer in reply.answers)
        if answered and reply.state is ReplyState.RECORDED:
            row = _reply_row(reply)
            yield LeavingRow(SentRow(REPLIES, reply.uid, stable_digest(row)), row)


def answers_to_returns(context: Context, inspector_id: str) -> Iterator[LeavingRow]:
    """Yield what a person has done about the records that the office sent back."""
    if not context.stores.returns.any():
        return
    for event in context.stores.returns.all():
        if event.step not in OF_OFFICE and event.actor == inspector_id:
            yield LeavingRow(SentRow(RETURNS, event.uid), event_row(event))


def numbers_used(context: Context, inspector_id: str) -> Iterator[LeavingRow]:
    """Yield which 文号 a person has used or made void here."""
    if not context.stores.numbers.any():
        return
    own = own_chains(context)
    for event in context.stores.numbers.all():
        if event.step in OF_LAPTOP and event.chain in own and event.actor == inspector_id:
            yield LeavingRow(SentRow(NUMBERS, event.uid), number_row(event))


def answers_to_tasks(context: Context, inspector_id: str) -> Iterator[LeavingRow]:
    """Yield what a person has done about the tasks of the office; his own stay with him."""
    if not context.stores.tasks.any():
        return
    own = {task.uid for task in context.stores.tasks.all() if is_own(task.number)}
    for event in context.stores.tasks.events():
        if event.person_id == inspector_id and event.task_uid not in own:
            yield LeavingRow(SentRow(TASK_EVENTS, event.uid), task_event_row(event))


def answers_to_typed(context: Context, inspector_id: str) -> Iterator[LeavingRow]:
    """Yield what a person says of the records that the office typed for him."""
    if not context.stores.typed.any_answer():
        return
    for event in context.stores.typed.answers():
        if event.actor == inspector_id:
            yield LeavingRow(SentRow(TYPED_ANSWERS, event.uid), typed_row(event))


def _reply_row(reply: Reply) -> JsonObject:
    said = _masked(reply_json(reply), without_surnames)
    answers = [{**each, "photos": []} for each in said["answers"]]
    return {
        **said,
        "uuid": reply.uid,
        "no": reply.number,
        "school": reply.school_code,
        "received_on": None if reply.received_on is None else reply.received_on.isoformat(),
        "answers": answers,
        "photos": [],
        "file": None,
        # What stood around the answers in the school's Word file.
        "rest": "",
    }


def _masked(row: Mapping[str, Any], mask: Callable[[str], str]) -> JsonObject:
    return {name: value if name in _NO_TEXTS else _said(value, mask) for name, value in row.items()}


def _said(value: Any, mask: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, list):
        return [_said(each, mask) for each in value]
    if isinstance(value, dict):
        return _masked(value, mask)
    return value
