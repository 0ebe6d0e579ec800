"""检查 of 文号: the register and the archive of letters tell the same."""

from collections.abc import Iterator

from inspector_app.domain.letter_number import read_number
from inspector_app.domain.number_events import NumberEvent, NumberStep, all_series
from inspector_app.services.context import Context
from inspector_app.services.number_keeping import own_chains


def number_faults(context: Context) -> Iterator[str]:
    """Yield what the register says that the archive does not, and the other way round."""
    if not context.stores.numbers.any():
        return
    own = own_chains(context)
    for event in context.stores.numbers.all():
        if event.step is NumberStep.USED and event.chain in own and event.content["document"]:
            yield from _faults_of(context, event)
    yield from _unregistered(context)


def _faults_of(context: Context, event: NumberEvent) -> Iterator[str]:
    kept = context.stores.documents.get(event.content["document"])
    if kept is None:
        yield f"{event.code}〔{event.year}〕{event.content['serial']}号的文书不在档案里"
    elif kept.sha256 != event.content["sha256"]:
        yield f"{kept.number} 登记的摘要与档案里的文书不同"


def _unregistered(context: Context) -> Iterator[str]:
    events = context.stores.numbers.all()
    series = all_series(events)
    used = {event.content["document"] for event in events if event.step is NumberStep.USED}
    for document in context.stores.documents.numbered_letters():
        number = read_number(document.number)
        known = number is not None and number.code in series
        if known and document.uid not in used:
            yield f"{document.title} 在档案里，登记里没有"
