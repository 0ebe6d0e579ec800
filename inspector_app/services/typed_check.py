"""检查 of answers to typed records: what stands of them is what the history says."""

from collections.abc import Iterator

from inspector_app.domain.labels.typed import TYPED_ANSWER_LABEL
from inspector_app.domain.typed import TypedAnswer, TypedEvent
from inspector_app.services.context import Context
from inspector_app.storage.typed import NotedAnswer


def typed_faults(context: Context) -> Iterator[str]:
    """Yield a Chinese sentence for each answer that the history tells otherwise, or not at all."""
    noted = {each.uid: each for each in context.stores.typed.noted()}
    named = context.stores.typed.number_of
    for event in context.stores.typed.answers():
        entry = noted.pop(event.uid, None)
        if entry is None:
            yield f"{named(event.visit_uid)} 的代录答复过，历史里没有这一条"
        elif entry != _as_noted(event):
            yield f"{named(event.visit_uid)} 的代录答复与历史里的不同"
        if event.answer is TypedAnswer.OBJECTED and not event.text.strip():
            yield f"{named(event.visit_uid)} 的代录有异议，却没有写明内容"
    for entry in noted.values():
        yield f"{named(entry.visit_uid)} 的代录历史里写着答复过，答复没有了"


def _as_noted(event: TypedEvent) -> NotedAnswer:
    said = TYPED_ANSWER_LABEL[event.answer]
    return NotedAnswer(event.uid, event.visit_uid, said, event.revision, event.text)
