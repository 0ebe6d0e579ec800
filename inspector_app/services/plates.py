"""标牌: where the 公示牌 hangs, since when, and where it is missing."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.domain.plates import PlateCoverage, ReportChannels, plate_coverage
from inspector_app.services.calendar import read_day
from inspector_app.services.context import Context
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.own_schools import own_codes

_CHANNELS: Final = "report_channels"
_LONGEST: Final = 100
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def channels_of(context: Context) -> ReportChannels:
    """Return 举报渠道 of the district, empty where none was saved."""
    saved = context.stores.settings.get(_CHANNELS)
    return ReportChannels() if saved is None else ReportChannels(**saved)


class PlateService:
    """Notes when plates were hung; every writing call is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.plates

    def channels(self) -> ReportChannels:
        """Return 举报渠道 of the district."""
        return channels_of(self._context)

    def set_channels(self, channels: ReportChannels) -> Changes:
        """Save 举报渠道; they stand on plates that are printed from now on.

        Raises:
            InputError: one is too long, or the e-mail is none; nothing was saved.
        """
        told = ReportChannels(*(" ".join(each.split()) for each in channels))
        if max(map(len, told)) > _LONGEST:
            raise InputError(f"举报渠道每项最多 {_LONGEST} 字，没有保存；请写短一些。")
        if told.email and not _EMAIL.fullmatch(told.email):
            raise InputError(
                f"“{told.email}”不是电子邮箱，没有保存；请写成 jubao@example.cn 这样。"
            )
        with self._context.database.transaction():
            before = self.channels()
            if told == before:
                return Changes()
            self._context.stores.settings.put(_CHANNELS, told._asdict())
            self._context.note("settings", _CHANNELS, {"set": [list(before), list(told)]})
        return Changes(settings=True)

    def coverage(self, on: date | None = None) -> PlateCoverage:
        """Return where plates hang on a day, today where none is named.

        In an office at all schools, on a laptop at those that whoever works there answers for.
        """
        day = on or self._context.today()
        with self._context.database.snapshot():
            own = own_codes(self._context, day)
            schools = [
                school
                for school in self._context.stores.schools.all()
                if own is None or school.code in own
            ]
            return plate_coverage(schools, self._store.all(), on=day, own=own is not None)

    def hung_on(self, code: str) -> date | None:
        """Return the day on which the plate of a school was hung, ``None`` where none hangs."""
        return self._store.all().get(code)

    def hang(self, schools: Sequence[str], *, on: date) -> Changes:
        """Note that the plates of schools, by 标识码 or name, were hung on a day.

        Raises:
            InputError: the day is still to come.
            NotFoundError: there is no such school; nothing was noted.
        """
        if on > self._context.today():
            raise InputError(f"{on} 还没有到，没有登记；请写标牌已经挂上的日期。")
        with self._context.database.transaction():
            before, identity = self._store.all(), self._context.identity
            for code in self._codes(schools):
                self._store.put(
                    code, on, by=self._context.actor, at=self._context.now_text(),
                    origin=identity.device,
                )  # fmt: skip
                self._note(code, before.get(code), on)
        return Changes(schools=True)

    def hang_on_text(self, code: str, text: str) -> Changes:
        """Note the same of one school, with a day as a person writes it (errors as above)."""
        return self.hang([code], on=read_day(text))

    def take_down(self, schools: Sequence[str]) -> Changes:
        """Note that no plate hangs at schools any more (errors as above)."""
        with self._context.database.transaction():
            before = self._store.all()
            for code in self._codes(schools):
                if code not in before:
                    raise NotFoundError(f"标识码 {code} 的学校没有登记挂牌，没有改动；请核对。")
                self._store.remove(code)
                self._note(code, before[code], None)
        return Changes(schools=True)

    def _codes(self, schools: Sequence[str]) -> list[str]:
        lookup = ContextLookup(self._context)
        return [lookup.school(text).code for text in schools]

    def _note(self, code: str, old: date | None, new: date | None) -> None:
        days = [None if day is None else day.isoformat() for day in (old, new)]
        self._context.note("plate", code, {"set": days}, field="hung_on")
