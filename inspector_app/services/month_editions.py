"""The district's month in the office: numbered editions, and deviations noted beside figures."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.domain.figures import Breakdown, Ratio
from inspector_app.domain.month import Month
from inspector_app.domain.month_edition import (
    NO_RECORD,
    NO_REPORT,
    Edition,
    Offices,
    figure_named,
    handed,
    noted_value,
    row_named,
)
from inspector_app.domain.table_difference import differences
from inspector_app.office.compiling import arrived, offices_in
from inspector_app.services.context import Context, Role
from inspector_app.services.month_freeze import kept_body, put_figures
from inspector_app.services.months import MonthService, MonthTable, kept_table
from inspector_app.services.office_people import OfficePeople
from inspector_app.storage.months import Kept, KeptEdition, Purpose

_MOST_LETTERS = 200


class MonthEditions:
    """Issues editions of a month until it is reported upward, and keeps each as it went out.

    Above districts a bundle may come after the lock: then an edition since says what it changed.
    """

    def __init__(self, context: Context, *, months: MonthService) -> None:
        self._context = context
        self._months = months

    def all(self, month: Month) -> tuple[Edition, ...]:
        """Return the editions of a month, each with what differs from the one before."""
        kept = self._context.stores.months.editions(month, self._context.scope)
        before = [self._before(month, *pair) for pair in zip((None, *kept), kept, strict=False)]
        return tuple(map(_edition, before, kept))

    def _before(
        self, month: Month, earlier: KeptEdition | None, kept: KeptEdition
    ) -> dict[str, Any] | None:
        """Return the figures that an edition follows: the lock's, where it is the first since."""
        if kept.since and not (earlier and earlier.since):
            return self._context.stores.months.frozen(month, self._context.scope)
        return earlier.body if earlier else None

    def table(self, month: Month, number: int) -> MonthTable:
        """Return an edition as it went out (NotFoundError where there is none)."""
        for edition, kept in zip(
            self.all(month),
            self._context.stores.months.editions(month, self._context.scope),
            strict=True,
        ):
            if edition.number == number:
                found = kept_table(month, kept.body, digest=kept.digest)
                noted = self._months.deviations(month)
                return replace(found, deviations=noted, edition=edition)
        raise NotFoundError(
            f"{month.title}没有第{number}版；用 month editions {month} 看有哪几版。"
        )

    def asked_for(self, month: Month, *, now: bool, edition: int) -> MonthTable:
        """Return the edition of a number, or without one the month, counted anew where asked."""
        return self.table(month, edition) if edition else self._months.table(month, now=now)

    def issue(self, month: Month) -> Edition:
        """Keep the table of a month as its next edition, be it incomplete.

        Raises:
            RefusedError: this is no office, the month is reported, or nothing changed since the
                edition before.
        """
        context = self._context
        self._refuse_inspector("全区的版次由督导室编")
        with context.database.transaction():
            found = self._months.table(month, now=True)
            if found.locked and found.made_of is None:
                raise RefusedError(
                    f"{month.title}已上报锁定，不再出新版；之后的记录在下月作补报、更正。",
                    code="locked",
                )
            before = context.stores.months.editions(month, context.scope)
            self._refuse_same(found, before)
            self._keep(found, number=len(before) + 1)
            return self.all(month)[-1]

    def _refuse_same(self, found: MonthTable, before: Sequence[KeptEdition]) -> None:
        """Refuse an edition that would say nothing new: of the one before, or since the lock."""
        month = found.month
        if found.locked and not found.changed:
            raise RefusedError(
                f"{month.title}锁定以后没有收到改变数字的月统计，没有另出一版；"
                "下级补报、更正的，请先收件（office scan）。"
            )
        if not found.locked and before and before[-1].digest == found.digest:
            raise RefusedError(
                f"{month.title}第{before[-1].number}版以后数字没有变，没有另出一版。"
            )

    def _keep(self, found: MonthTable, *, number: int) -> None:
        context, month = self._context, found.month
        body = kept_body(context, found, self._months.content(month))
        body["handed"] = self._handed(found)
        offices = offices_in(OfficePeople(context).lines(month))
        if offices.of:
            body["offices"] = {
                "have": offices.have, "of": offices.of, "word": offices.word,
                "missing": [line.name for line in offices.missing],
            }  # fmt: skip
        kept = Kept(Purpose.EDITION, body, found.digest, number)
        put_figures(context, month, context.scope, kept)
        context.note("month", str(month), {"edition": number, "digest": found.digest})

    def _handed(self, found: MonthTable) -> dict[str, Any]:
        """Return whose month is in a table: by the reports that came, or else by its records."""
        people = OfficePeople(self._context)
        if people.takes_bundles():
            here = arrived(people.lines(found.month))
            names = [line.name for line in here.missing]
            return {"have": here.have, "of": here.of, "missing": names, "lacks": NO_REPORT}
        told = handed(found.table)
        by_id = {person.id: person.name for person in found.inspectors}
        return {"have": told.have, "of": told.of, "missing": [by_id[p] for p in told.missing]}

    # -- deviations ------------------------------------------------------------------------------

    def deviate(self, month: Month, *, row: str, figure: str, value: str, reason: str) -> Changes:
        """Note another value beside a figure, or take it back where the value is empty.

        Raises:
            RefusedError: this is no office, or no reason is given.
            InputError: row or column is not in the table, or the value is no such number.
        """
        context = self._context
        self._refuse_inspector("注明差异由督导室做；数字不对的请更正记录")
        value, reason = " ".join(value.split()), " ".join(reason.split())
        if value and not reason:
            raise RefusedError("注明差异要写理由，没有注明；请写 --reason。")
        if max(len(value), len(reason)) > _MOST_LETTERS:
            raise InputError(f"注明的数或理由超过 {_MOST_LETTERS} 字，没有注明。")
        with context.database.transaction():
            found = self._months.table(month)
            place = self._place(found, row, figure)
            value = value and _number(found, place, value)
            now = context.now_text()
            taken = context.stores.months.take_back_deviation(
                month, context.scope, row=place[0], figure=place[1], part=place[2], at=now
            )
            if not value and not taken:
                raise NotFoundError("这一格没有注明过差异，没有改动。")
            if value:
                context.stores.months.add_deviation(
                    month, context.scope, uid=str(uuid4()), row=place[0], figure=place[1],
                    part=place[2], value=value, reason=reason, noted_by=context.actor,
                    noted_at=now, origin=context.identity.device,
                )  # fmt: skip
            told = {"cell": list(place), "value": value, "reason": reason}
            context.note("month", str(month), {"deviation": told})
        return Changes(bundles=True, months=frozenset({str(month)}))

    def _place(self, found: MonthTable, row: str, figure: str) -> tuple[str, str, str]:
        names = {person.id: person.name for person in found.inspectors}
        known = row_named(found.table, names, row.strip())
        if known is None:
            raise InputError(f"表里没有“{row}”这一行；请写合计、责任区、督学编号或姓名。")
        column = figure_named(tuple(found.table.district), figure.strip())
        cell = None if column is None else found.table.district.get(column[0])
        if column is None or cell is None:
            raise InputError(f"表里没有“{figure}”这一列；请写表头的名称，如 入校校次。")
        if isinstance(cell, Breakdown) and column[1] not in dict(cell.counts):
            parts = "、".join(label for label, _ in cell.counts)
            raise InputError(
                f"“{figure}”分几列，请写明哪一列，如 督导类型·专项；可写的有 {parts}。"
            )
        return (known, *column)

    def _refuse_inspector(self, why: str) -> None:
        if self._context.identity.role is not Role.OFFICE:
            raise RefusedError(f"本机不是督导室，没有改动：{why}。")


def _number(found: MonthTable, place: tuple[str, str, str], value: str) -> str:
    """Return the value to note as a number of its column (InputError where it is none)."""
    cell = found.table.district[place[1]]
    number = noted_value(cell, value)
    if number is None:
        form = "比率，如 5/6（前数不大于后数）" if isinstance(cell, Ratio) else "整数，如 13"
        raise InputError(f"注明的数“{value}”不对：这一列要写{form}；没有注明。")
    return number


def _edition(before: dict[str, Any] | None, kept: KeptEdition) -> Edition:
    told, offices = kept.body["handed"], kept.body.get("offices")
    cells = differences(before["content"], kept.body["content"]) if before else ()
    return Edition(
        number=kept.number, have=told["have"], of=told["of"], missing=tuple(told["missing"]),
        at=kept.at, actor=kept.actor, check_code=kept.digest[:8].upper(), differences=cells,
        lacks=told.get("lacks", NO_RECORD), since_lock=kept.since,
        offices=offices and Offices(**{**offices, "missing": tuple(offices["missing"])}),
    )  # fmt: skip
