"""Writes what happens to 文号, inside the caller's transaction; refuses a number that is taken."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from inspector_app.base.errors import RefusedError
from inspector_app.base.ids import new_uid
from inspector_app.domain.labels.numbers import NUMBER_STEP_LABEL
from inspector_app.domain.letter_number import LetterNumber, read_number, spelling_fault
from inspector_app.domain.number_events import (
    OFFICE,
    NumberEvent,
    NumberSeries,
    NumberStep,
    all_series,
)
from inspector_app.domain.number_register import NumberLine, NumberState, NumberYear
from inspector_app.services.context import Context, Role
from inspector_app.services.device_keys import device_key
from inspector_app.storage.documents import IssuedDocument

_FAR: Final = 200
"""A number that far beyond the next one is a slip of the hand, and would empty the year."""


def here(context: Context) -> str:
    """Return under what events of this folder stand."""
    if context.identity.role is Role.OFFICE:
        return OFFICE
    return device_key(context).public.chain


def own_chains(context: Context) -> frozenset[str]:
    """Return under what events of this folder have ever stood: keys are renewed."""
    if context.identity.role is Role.OFFICE:
        return frozenset({OFFICE})
    keys = context.stores.bundles.keys()
    return frozenset(chain for chain, _ in keys)


def append(
    context: Context, *, code: str, year: int, step: NumberStep, content: Mapping[str, Any]
) -> NumberEvent:
    """Write that something happened here."""
    event = NumberEvent(
        uid=new_uid(), code=code, year=year, step=step, at=context.now_text(),
        actor=context.actor, chain=here(context), content=content,
    )  # fmt: skip
    keep(context, (event,))
    return event


def keep(context: Context, events: Iterable[NumberEvent]) -> tuple[NumberEvent, ...]:
    """Keep events that are not here yet, and return those."""
    new = tuple(event for event in events if context.stores.numbers.add(event))
    for event in new:
        note = {"note": NUMBER_STEP_LABEL[event.step], "event": event.uid, "year": event.year}
        context.note("number", event.code, note)
    return new


def year_of(context: Context, code: str, year: int) -> NumberYear:
    """Return the numbers of a 机关代字 and year."""
    events = context.stores.numbers.of_code(code)
    series = all_series(events).get(code)
    return NumberYear(events, code=code, year=year, series=series, own=own_chains(context))


def series_of(context: Context, code: str) -> NumberSeries | None:
    """Return the series of a 机关代字, None where nobody keeps it."""
    return all_series(context.stores.numbers.of_code(code)).get(code)


def is_kept_here(context: Context, series: NumberSeries) -> bool:
    """Say whether this folder gives the numbers of a series out."""
    return series.keeper in own_chains(context)


# -- using a number --------------------------------------------------------------------------------


def note_use(context: Context, document: IssuedDocument, *, addressee: str) -> None:
    """Note that a document bears its 文号; one that is none in any spelling is left alone.

    Raises:
        RefusedError: it was free when the document was made, and no longer is.
    """
    number = read_number(document.number)
    if number is None or context.stores.numbers.is_used_by(document.uid):
        return
    check_free(context, document.number, kept="没有打印")
    append(
        context, code=number.code, year=number.year, step=NumberStep.USED,
        content={
            "serial": number.serial,
            "title": document.title.removesuffix(document.number).strip(),
            "addressee": addressee,
            "day": context.today().isoformat(),
            "document": document.uid,
            "sha256": document.sha256,
        },
    )  # fmt: skip


def check_free(context: Context, text: str, *, kept: str) -> None:
    """Refuse a 文号 that may bear no new document; what no series is of is anybody's.

    Args:
        context: the data folder.
        text: as it was typed.
        kept: what the sentence says of a refusal, such as 没有打印.

    Raises:
        RefusedError: it is void, used, reserved for another, or not written as its series is.
    """
    number = read_number(text)
    if number is None:
        return
    with context.database.snapshot():
        events = context.stores.numbers.of_code(number.code)
        series = all_series(events).get(number.code)
        year = year_of(context, number.code, number.year)
        _check_spelling(text, number, series, kept)
        line = year.line(number.serial, on=context.today())
        if line is not None:
            _check_line(line, kept)
            _check_reserved(context, line, kept)
        elif series is not None and is_kept_here(context, series):
            _check_far(number, year, kept)


def check_not_void(context: Context, text: str) -> None:
    """Refuse to print again what bears a void 文号 (RefusedError)."""
    number = read_number(text)
    if number is None:
        return
    line = year_of(context, number.code, number.year).line(number.serial, on=context.today())
    if line is not None and line.state is NumberState.VOIDED:
        raise RefusedError(_void_sentence(line, "没有打印") + "要看原样，请到文书档案。")


def _check_spelling(
    text: str, number: LetterNumber, series: NumberSeries | None, kept: str
) -> None:
    fault = spelling_fault(text)
    if series is not None and fault:
        raise RefusedError(f"文号“{text}”的写法不对（{fault}），{kept}；请写成 {number}。")


def _check_line(line: NumberLine, kept: str) -> None:
    if line.state is NumberState.VOIDED:
        raise RefusedError(_void_sentence(line, kept) + "请换一个号。")
    if line.uses:
        use = line.uses[0]
        to = f"，主送{use.addressee}" if use.addressee else ""
        raise RefusedError(
            f"文号“{line.number}”已经用了：{use.title}{to}，{use.day}；{kept}，请换一个号。"
        )


def _check_reserved(context: Context, line: NumberLine, kept: str) -> None:
    told = line.reserved
    if line.state is not NumberState.RESERVED or told is None:
        return
    if told.chain not in own_chains(context):
        who = context.names().get(told.person, told.person)
        raise RefusedError(
            f"文号“{line.number}”预留给{who}的电脑“{told.device}”了，{kept}；请换一个号。"
        )


def _void_sentence(line: NumberLine, kept: str) -> str:
    assert line.void is not None
    return f"文号“{line.number}”已经作废（{line.void.reason}），{kept}；"


def _check_far(number: LetterNumber, year: NumberYear, kept: str) -> None:
    if number.serial > year.last + _FAR:
        raise RefusedError(
            f"文号“{number}”比下一个号 {year.last + 1}号 大出太多，像是写错了，{kept}；请核对。"
        )
