"""预留文号 at the office: the next numbers of a series for one laptop, sent in the same act."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.domain.letter_number import HIGHEST
from inspector_app.domain.number_events import NumberSeries, NumberStep, Reservation
from inspector_app.services.context import Context, Role
from inspector_app.services.number_keeping import append, is_kept_here, series_of, year_of
from inspector_app.services.number_rows import MOST_RESERVED, NUMBERS
from inspector_app.services.numbers import CHANGED
from inspector_app.services.pack_desk import Dispatch, PackDesk
from inspector_app.services.pack_sending import Laptop

_NOT_DONE: Final = "没有预留"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserved:
    """Numbers that went to a laptop, and the pack that tells it so."""

    told: Reservation
    laptop: Laptop
    sent: Dispatch

    @property
    def changes(self) -> Changes:
        """What was touched."""
        return self.sent.changes


class NumberReserving:
    """Gives numbers to laptops; a number belongs to one laptop, never to two."""

    def __init__(self, context: Context, desk: PackDesk) -> None:
        self._context = context
        self._desk = desk

    def reserve(
        self, code: str, many: int, *, to: str, year: int | None = None, into: Path | None = None
    ) -> Reserved:
        """Reserve the next numbers of a series, and send them.

        Args:
            code: of a series that is kept here.
            many: how many.
            to: a person, or one of a person's laptops: its name, or its chain.
            year: this one, or the next; None for this one.
            into: a folder or stick; None for the shared folder of the office.

        Raises:
            InputError: so many cannot be, or the person has several laptops and none was named.
            NotFoundError: nobody is called so, or the 机关代字 is not known.
            RefusedError: this is no office, or it keeps no such series, or nobody can be sent to.
        """
        if self._context.identity.role is not Role.OFFICE:
            raise RefusedError(f"文号由督导室预留，这里是督学的电脑，{_NOT_DONE}。")
        series, wanted = self._series(code), self._year(year)
        if not 1 <= many <= MOST_RESERVED:
            raise InputError(
                f"一次预留 {many} 个，{_NOT_DONE}；请写 1 到 {MOST_RESERVED} 之间的数。"
            )
        laptop = self.laptop(to)
        with self._context.database.transaction():
            told = self._reserved(series, wanted, many, laptop)
            lines = self._desk.send_to(NUMBERS, laptop.inspector_id)
        sent = self._desk.placed(lines, into, changes=CHANGED)
        return Reserved(told=told, laptop=laptop, sent=sent)

    def _reserved(self, series: NumberSeries, year: int, many: int, laptop: Laptop) -> Reservation:
        serials = year_of(self._context, series.code, year).next_free(many)
        if serials[-1] > HIGHEST:
            raise RefusedError(f"“{series.code}”{year} 年的号快用完了，{_NOT_DONE}；请换一个代字。")
        told = Reservation(
            serials=serials, chain=laptop.chain, person=laptop.inspector_id, device=laptop.device,
            at=self._context.now_text(),
        )  # fmt: skip
        append(
            self._context, code=series.code, year=year, step=NumberStep.RESERVED,
            content=told.content(),
        )  # fmt: skip
        return told

    def _series(self, code: str) -> NumberSeries:
        series = series_of(self._context, code.strip())
        if series is None or not is_kept_here(self._context, series):
            raise NotFoundError(
                f"没有登记“{code}”这个机关代字，{_NOT_DONE}；请先登记（number series）。"
            )
        return series

    def _year(self, year: int | None) -> int:
        now = self._context.today().year
        if year not in {None, now, now + 1}:
            raise InputError(f"只能预留今年或明年的文号，不能是 {year} 年，{_NOT_DONE}。")
        return year or now

    def laptop(self, to: str) -> Laptop:
        """Return the one laptop that somebody's name, or its own, means (errors as ``reserve``)."""
        wanted, every = to.strip(), self._desk.laptops()
        owned = [each for each in every if wanted in {each.inspector_id, each.name}]
        found = owned or [e for e in every if wanted in {e.chain, e.device, e.words}]
        if not found:
            raise NotFoundError(
                f"“{to}”没有登记过的电脑，{_NOT_DONE}；请核对姓名或督学编号，"
                "或先在“人员与电脑登记”里登记。"
            )
        if len(found) > 1:
            raise InputError(
                f"“{to}”有 {len(found)} 台电脑，一个号只能给一台，{_NOT_DONE}；"
                f"请写电脑的名称：{_listed(found)}。"
            )
        return found[0]


def _listed(laptops: Sequence[Laptop]) -> str:
    return "、".join(each.words for each in laptops)
