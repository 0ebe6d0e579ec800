"""下发 of 预留文号: what a person's laptops may use, and what the office says of those numbers.

A number belongs to one laptop. A person's laptops are told of each other's, so that neither takes
what is the other's for free.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import RefusedError
from inspector_app.domain.letter_number import LetterNumber
from inspector_app.domain.number_events import OFFICE, NumberEvent, NumberStep
from inspector_app.domain.number_register import spans_of
from inspector_app.services.context import Context, Role
from inspector_app.services.number_earlier import note_earlier
from inspector_app.services.number_keeping import is_kept_here, keep, own_chains, series_of
from inspector_app.services.number_rows import NUMBERS, event_row, read_of_office
from inspector_app.services.pack_kind import NothingToSendError
from inspector_app.services.pack_lines import Mark, PackLine
from inspector_app.services.pack_sending import Laptop
from inspector_app.services.record_reading import UnsoundError

_MARK: Final = {
    NumberStep.SERIES: Mark.NEW,
    NumberStep.RESERVED: Mark.NEW,
    NumberStep.USED: Mark.CHANGED,
    NumberStep.VOIDED: Mark.CHANGED,
}
_ENDS: Final = frozenset({NumberStep.USED, NumberStep.VOIDED})


class NumbersKind:
    """Sends each person the numbers that are reserved for his laptops, with their series."""

    kind = NUMBERS
    title = "预留文号"
    about = "给各人预留的文号和机关代字，各人只收到自己的；先预留（number reserve）"
    replaces = False
    each_person = True
    chooses = False

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.numbers

    # -- the office ------------------------------------------------------------------------------

    def gather(self, wanted: Sequence[str], *, to: Sequence[Laptop]) -> Mapping[str, Any]:
        """Return what is reserved for one person, from this year on (errors as of a kind)."""
        del wanted
        events = [each for each in self._store.all() if each.chain == OFFICE]
        reserved = list(self._reserved(events, {each.chain for each in to}))
        if not reserved:
            raise NothingToSendError("预留文号", f"还没有给{to[0].name}预留文号，请先预留")
        given = {
            (each.code, each.year, serial)
            for each in reserved for serial in each.content["serials"]
        }  # fmt: skip
        ended = [
            each for each in self._store.all()
            if each.step in _ENDS and (each.code, each.year, each.content["serial"]) in given
        ]  # fmt: skip
        series = self._newest_series(events, {each.code for each in reserved})
        return {NUMBERS: [event_row(each) for each in (*series, *reserved, *ended)]}

    def _reserved(
        self, events: Sequence[NumberEvent], chains: Collection[str]
    ) -> Iterator[NumberEvent]:
        year = self._context.today().year
        for each in events:
            is_open = each.step is NumberStep.RESERVED and each.year >= year
            if is_open and each.content["to"] in chains:
                yield each

    @staticmethod
    def _newest_series(
        events: Sequence[NumberEvent], codes: Collection[str]
    ) -> Sequence[NumberEvent]:
        found: dict[str, NumberEvent] = {}
        for each in events:
            if each.step is NumberStep.SERIES and each.code in codes:
                known = found.get(each.code)
                if known is None or each.content["edition"] > known.content["edition"]:
                    found[each.code] = each
        return list(found.values())

    # -- the laptop ------------------------------------------------------------------------------

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        """Return which numbers could be used here (RefusedError: they cannot be read)."""
        events = self._read(rows)
        with self._context.database.snapshot():
            known = {event.uid for event in self._store.all()}
            return tuple(
                PackLine(Mark.SAME if each.uid in known else _MARK[each.step], text)
                for each in sorted(events, key=_place) for text in self._words(each)
            )  # fmt: skip

    def _words(self, event: NumberEvent) -> Iterator[str]:
        if event.step is NumberStep.SERIES:
            yield self._words_of_series(event)
        elif event.step is NumberStep.VOIDED:
            number = LetterNumber(event.code, event.year, event.content["serial"])
            yield f"{number} 作废：{event.content['reason']}"
        elif event.step is NumberStep.USED:
            number = LetterNumber(event.code, event.year, event.content["serial"])
            yield f"{number} 督导室已收到使用：{event.content['title']}"
        else:
            said = event.content
            mine = said["to"] in own_chains(self._context)
            whose = "" if mine else f"，给另一台电脑“{said['device']}”的，本机不用"
            numbers = spans_of(said["serials"])
            many = len(said["serials"])
            yield f"{event.code}〔{event.year}〕{numbers}号，共 {many} 个{whose}"

    def _words_of_series(self, event: NumberEvent) -> str:
        own = series_of(self._context, event.code)
        text = f"机关代字 {event.code}"
        if own is not None and is_kept_here(self._context, own):
            return f"{text}：本机自编过同名的，接收以后由督导室编号"
        return text

    def take(self, rows: Mapping[str, Any]) -> Changes:
        """Take the numbers over; what is here already changes nothing.

        Raises:
            RefusedError: they cannot be read, or this is no laptop.
        """
        if self._context.identity.role is not Role.LAPTOP:
            raise RefusedError("预留文号由督学的电脑接收，这里是督导室；没有接收。")
        new = keep(self._context, self._read(rows))
        for code in sorted({event.code for event in new if event.step is NumberStep.SERIES}):
            note_earlier(self._context, code)
        return Changes(numbers=bool(new))

    def _read(self, rows: Mapping[str, Any]) -> tuple[NumberEvent, ...]:
        try:
            events = read_of_office(rows[NUMBERS])
        except (UnsoundError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise RefusedError(
                "督导室预留的文号读不出来，没有接收，原有内容没有改动；请升级软件后再收，或告知督导室。"
            ) from error
        me = self._context.identity.inspector_id
        for event in events:
            if event.step is NumberStep.RESERVED and event.content["person"] != me:
                raise RefusedError("预留的文号里有别人的，没有接收；请告知督导室。")
        return events


def _place(event: NumberEvent) -> tuple[str, str, int, int]:
    """Return where an event is told: by its time, and of one time by its number."""
    said = event.content
    return event.at, event.code, event.year, said.get("serial") or min(said.get("serials", [0]))
