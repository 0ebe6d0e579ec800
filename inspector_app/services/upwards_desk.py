"""What an office does towards the office above it, in the window.

Its folder ``upwards`` is opened for one act at a time: the two levels never stand side by side.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.errors import RefusedError
from inspector_app.domain.month import Month
from inspector_app.services.bundle_views import STATE_LABEL, BundleState
from inspector_app.services.context import Context
from inspector_app.services.districts import checked_upper
from inspector_app.services.trust_state import Standing

if TYPE_CHECKING:
    from inspector_app.services.collecting import Collected, Collecting
    from inspector_app.services.office_answers import AnsweredBundle, OfficeAnswers
    from inspector_app.services.trust_joining import Asked, TakenRoster, TrustJoining
    from inspector_app.services.trust_state import TrustState, TrustView
    from inspector_app.services.upwards import SentUpwards, UpwardsService
    from inspector_app.services.upwards_content import Upwards, UpwardsContent

_CITY: Final = "00"
_PROVINCE: Final = "0000"
_NOT_YET: Final = "还没有写明上级督导室；请先在“上报上级”里写明上级的区划和本室的名称。"


class Facing(Protocol):
    """The folder that faces upwards, open."""

    upwards: "UpwardsService"
    trust_state: "TrustState"
    trust_joining: "TrustJoining"
    office_answers: "OfficeAnswers"
    collecting: "Collecting"


class Folders(Protocol):
    """What opens and makes data folders; only the top of the program can."""

    def open(self, folder: Path) -> AbstractContextManager[Facing]:
        """Open one."""
        ...

    def make(self, folder: Path, *, district: str, inspector_id: str) -> None:
        """Make one, as a laptop's, or refuse with a sentence."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class UpwardsMonth:
    """A month towards the office above.

    Attributes:
        locked: the day of the lock, empty while it is open.
        sent: the day on which it was handed over last, empty for never; ``files`` how many.
        state: how far it has come, in words.
        refused: whether the office above has not taken something of it.
    """

    month: Month
    locked: str
    sent: str
    files: int
    state: str
    refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UpwardsView:
    """Where this office stands towards the one above.

    Attributes:
        code: its own.
        upper: the code of the office above, a guess while none is written; ``office`` its name,
            where its roster is here.
        name: what this office is called there, empty while that is not written.
        trust: how far it has joined, ``None`` while the one above is not written.
        months: the newest first.
    """

    code: str
    upper: str
    office: str
    name: str
    trust: "TrustView | None"
    months: tuple[UpwardsMonth, ...]

    @property
    def joined(self) -> bool:
        """Whether months can be handed over."""
        return self.trust is not None and self.trust.standing is Standing.ENROLLED


class UpwardsDesk:
    """The acts of 上报上级.

    Args:
        context: of the office's own folder.
        content: what leaves it.
        folders: opens and makes the folder that faces upwards.
    """

    def __init__(self, context: Context, *, content: "UpwardsContent", folders: Folders) -> None:
        self._context, self._content, self._folders = context, content, folders
        self.trust_state = FacingState(self)
        self.trust_joining = FacingJoining(self)

    @contextmanager
    def open(self) -> Iterator[Facing]:
        """Open the folder that faces upwards (RefusedError: there is none yet)."""
        folder = self._content.folder()
        self._content.own_code()
        if not folder.is_dir():
            raise RefusedError(_NOT_YET)
        with self._folders.open(folder) as facing:
            yield facing

    def view(self) -> UpwardsView:
        """Return where this office stands."""
        own = self._content.own_code()
        if not self._content.folder().is_dir():
            return UpwardsView(
                code=own, upper=usual_upper(own), office="", name="", trust=None,
                months=self._months(()),
            )  # fmt: skip
        with self.open() as facing:
            trust, name = facing.trust_state.view(), facing.upwards.name()
            upper, sent = facing.upwards.office(), facing.office_answers.states()
        office = trust.roster.office.name if trust.roster else ""
        return UpwardsView(
            code=own, upper=upper, office=office, name=name, trust=trust, months=self._months(sent)
        )

    def join(self, office: str, name: str) -> Changes:
        """Write which office is above, and what this one is called there.

        Raises:
            InputError: the code is of no office above, or there is no name.
            RefusedError: this is no office, or another one is written already.
        """
        own = self._content.own_code()
        upper, called = checked_upper(office, below=own), " ".join(name.split())
        folder = self._content.folder()
        if not folder.is_dir():
            self._folders.make(folder, district=upper, inspector_id=own)
        with self.open() as facing:
            return facing.upwards.call(called, of=upper)

    def preview(self, month: Month) -> "Upwards":
        """Return what would leave of a month (errors of ``UpwardsContent.of``)."""
        with self.open() as facing:
            name = facing.upwards.name()
        return self._content.of(month, name=name)

    def send(self, month: Month, folder: Path) -> "SentUpwards":
        """Put a locked month into a folder for the office above (errors of both services)."""
        with self.open() as facing:
            found = self._content.of(month, name=facing.upwards.name())
            return facing.upwards.send(found, folder=folder)

    def take(self, paths: Sequence[Path]) -> "Collected":
        """Take receipts and rosters of the office above (errors of ``Collecting.take``)."""
        with self.open() as facing:
            return facing.collecting.take(paths)

    def _months(self, sent: "Sequence[AnsweredBundle]") -> tuple[UpwardsMonth, ...]:
        """Return the months that are locked or were handed over, and the last that is over."""
        context = self._context
        with context.database.snapshot():
            under_way = context.closing_days().month_of(context.today())
            locked = context.stores.months.frozen_months(context.scope)
            days = {each: self._locked_on(each) for each in locked}
        by_month: dict[Month, list[AnsweredBundle]] = {}
        for each in sent:
            by_month.setdefault(Month.parse(each.period), []).append(each)
        months = {*locked, *by_month, under_way.shifted(-1)}
        return tuple(
            _told(month, days.get(month, ""), by_month.get(month, ()))
            for month in sorted(months, reverse=True)
        )

    def _locked_on(self, month: Month) -> str:
        locked = self._context.stores.bundles.locked(str(month), self._context.scope)
        return "" if locked is None else clocks.day_of_instant(locked["locked_at"]).isoformat()


class FacingState:
    """How far this office has joined the one above; its folder is opened for each look."""

    def __init__(self, desk: UpwardsDesk) -> None:
        self._desk = desk

    def view(self) -> "TrustView":
        """Return everything that is shown."""
        with self._desk.open() as facing:
            return facing.trust_state.view()


class FacingJoining:
    """Joining the office above; the folder is opened for each act (errors of TrustJoining)."""

    def __init__(self, desk: UpwardsDesk) -> None:
        self._desk = desk

    def request(self, folder: Path, *, device: str, new_keys: bool = False) -> "Asked":
        """Write what asks the office above to enrol this one."""
        with self._desk.open() as facing:
            return facing.trust_joining.request(folder, device=device, new_keys=new_keys)

    def pin(self, path: Path, *, check: str, replace_root: bool = False) -> "TakenRoster":
        """Take the first roster of the office above, whose digits were compared."""
        with self._desk.open() as facing:
            return facing.trust_joining.pin(path, check=check, replace_root=replace_root)

    def take(self, path: Path) -> "TakenRoster":
        """Take later rosters."""
        with self._desk.open() as facing:
            return facing.trust_joining.take(path)


def usual_upper(code: str) -> str:
    """Return the code that the office above one usually has: of a district its city's."""
    if code.endswith(_CITY):
        return f"{code[:2]}{_PROVINCE}"
    return f"{code[:4]}{_CITY}"


def _told(month: Month, locked: str, sent: "Sequence[AnsweredBundle]") -> UpwardsMonth:
    if not sent:
        state = "可以上报" if locked else "还没有锁定，不能报"
        return UpwardsMonth(month=month, locked=locked, sent="", files=0, state=state)
    # One act puts out one file for each district: they have one instant.
    last = max(each.created for each in sent)
    files = [each for each in sent if each.created == last]
    waits = [each for each in files if not each.state.endswith(STATE_LABEL[BundleState.RECEIVED])]
    told = waits[0] if waits else files[0]
    code = f"（{told.code}）" if told.code else ""
    more = f"　{len(files) - len(waits)}/{len(files)} 个已收" if len(files) > 1 else ""
    return UpwardsMonth(
        month=month, locked=locked, sent=clocks.day_of_instant(last).isoformat(),
        files=len(files), state=f"{told.state}{code}{more}", refused=bool(told.code),
    )  # fmt: skip
