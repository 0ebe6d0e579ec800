"""下发 of what the office typed: each person sees his own records and says whether they are right.

A record that was typed stays the office's. On the laptop it stands beside the person's own ones: it
is in none of the laptop's figures and leaves with none of its bundles.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.domain.typed import TypedEvent, TypedRecord, answer_to
from inspector_app.services.context import Context, Role
from inspector_app.services.pack_kind import NothingToSendError
from inspector_app.services.pack_lines import Mark, PackLine
from inspector_app.services.pack_sending import Laptop
from inspector_app.services.record_reading import (
    NUMBER_LENGTH,
    UnsoundError,
    objects,
    read_record_row,
    text_of,
    uid_of,
    whole_of,
)
from inspector_app.services.record_sources import typed_from
from inspector_app.services.typed_board import LOOKED_BACK
from inspector_app.services.typed_rows import (
    TYPED_ANSWERS,
    event_row,
    keep_answers,
    read_answers,
)
from inspector_app.storage.typed import TypedStanding

TYPED: Final = "typed"
_WRITTEN: Final = frozenset({Mark.NEW, Mark.CHANGED})


class TypedKind:
    """Sends each person what was typed for him and waits for his word, or is new to him."""

    kind = TYPED
    title = "代录的记录"
    about = "督导室替有电脑的督学录的，各人只收到自己的，看过后确认或写明不对的地方"
    replaces = False
    each_person = True
    chooses = False

    def __init__(self, context: Context) -> None:
        self._context = context

    # -- the office ------------------------------------------------------------------------------

    def gather(self, wanted: Sequence[str], *, to: Sequence[Laptop]) -> Mapping[str, Any]:
        """Return what was typed for one person (errors as of a ``PackKind``)."""
        del wanted
        store = self._context.stores.typed
        with self._context.database.snapshot():
            found = tuple(self._due(to[0].inspector_id, [each.chain for each in to]))
            sources = typed_from(self._context, [each.uid for each in found])
            rows = [self._row(each, sources) for each in found]
            answers = store.answers([each.uid for each in found])
        if not rows:
            raise NothingToSendError("代录记录", "替有电脑的督学录好并定稿的，才要本人确认")
        own = [event_row(each) for each in answers if each.actor == to[0].inspector_id]
        return {TYPED: rows} | ({TYPED_ANSWERS: own} if own else {})

    def _due(self, person_id: str, chains: Sequence[str]) -> Iterator[TypedStanding]:
        """Yield what the person has not answered, or what one of his laptops has not got."""
        store, sent = self._context.stores.typed, self._context.stores.typed.sent()
        since = (self._context.today() - LOOKED_BACK).isoformat()
        found = store.typed(since=since, lead_id=person_id)
        answers = store.answers([each.uid for each in found])
        for each in found:
            of_it = [event for event in answers if event.visit_uid == each.uid]
            waits = not each.void and answer_to(of_it, each.revision) is None
            everywhere = all((each.uid, each.revision, each.void, c) in sent for c in chains)
            # What was made void before anybody saw it is no matter of his.
            if waits or (not everywhere and (each.sent or not each.void)):
                yield each

    def _row(self, each: TypedStanding, sources: Mapping[str, str]) -> Mapping[str, Any]:
        history = self._context.stores.history
        content = history.content(each.uid, history.revisions(each.uid)[-1].revision)
        return {
            "uuid": each.uid, "revision": each.revision, "void": each.void,
            "source": sources.get(each.uid, ""), "content": content,
        }  # fmt: skip

    def note_sent(self, rows: Mapping[str, Any], *, to: Sequence[Laptop]) -> None:
        """Note which states went out, inside the transaction that sends."""
        states = [(row["uuid"], row["revision"], row["void"]) for row in rows[TYPED]]
        for laptop in to:
            self._context.stores.typed.note_sent(
                states, chain=laptop.chain, at=self._context.now_text()
            )

    # -- the laptop ------------------------------------------------------------------------------

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        """Return which records would be here to be looked at (RefusedError: they are another's)."""
        return tuple(PackLine(mark, text) for _, mark, text in self._read(rows))

    def take(self, rows: Mapping[str, Any]) -> Changes:
        """Keep them beside the laptop's own records (errors as above)."""
        if self._context.identity.role is not Role.LAPTOP:
            raise RefusedError("代录的记录由督学的电脑接收，这里是督导室；没有接收。")
        store = self._context.stores.typed
        told = [record for record, mark, _ in self._read(rows) if mark in _WRITTEN]
        for record in told:
            store.put_record(record)
        answered = keep_answers(self._context, self._answers(rows))
        return Changes(visits=bool(told or answered))

    def _read(self, rows: Mapping[str, Any]) -> list[tuple[TypedRecord, Mark, str]]:
        """Return the records with what each means here (ValueError: they are none)."""
        try:
            self._answers(rows)
            found = [self._record(row) for row in objects(rows[TYPED])]
            return [(record, *self._judged(record)) for record in found]
        except UnsoundError as error:
            raise ValueError(str(error)) from error

    def _answers(self, rows: Mapping[str, Any]) -> tuple[TypedEvent, ...]:
        me = self._context.identity.inspector_id
        return read_answers(rows.get(TYPED_ANSWERS, []), actor=me)

    def _record(self, row: Mapping[str, Any]) -> TypedRecord:
        content = row["content"]
        record = TypedRecord(
            visit_uid=uid_of(row["uuid"]), revision=whole_of(row["revision"], least=1),
            void=_flag(row["void"]), number=text_of(content["no"], most=NUMBER_LENGTH),
            source=text_of(row["source"], most=NUMBER_LENGTH, least=0), content=content,
            taken_at=self._context.now_text(),
        )  # fmt: skip
        if content["uuid"] != record.visit_uid:
            msg = "记录与编号对不上"
            raise UnsoundError(msg)
        if content["lead"] != self._context.identity.inspector_id:
            raise RefusedError(f"代录的 {record.number} 不是替您录的，没有接收；请告知督导室。")
        return record

    def _judged(self, record: TypedRecord) -> tuple[Mark, str]:
        try:
            visit = read_record_row(self._context, record.content)
        except (InputError, NotFoundError) as error:
            return Mark.REFUSED, f"{record.number}：{error.sentence}"
        where = visit.school.name if visit.school else ""
        title = f"{visit.visited_on} {where}　{record.number}　{record.source or '代录'}"
        here = self._context.stores.typed.record(record.visit_uid)
        if here is not None and (here.revision, here.void) >= (record.revision, record.void):
            return Mark.SAME, title
        if record.void:
            return Mark.CHANGED, f"{title}：督导室已作废，不用看了"
        if here is not None:
            return Mark.CHANGED, f"{title}：督导室改过，是第 {record.revision} 版，请再看一遍"
        return Mark.NEW, f"{title}；请看过后确认，不对的写明"


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        msg = "是否作废的写法不符"
        raise UnsoundError(msg)
    return value
