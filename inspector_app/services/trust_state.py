"""Where a laptop or an office stands: joined or not, until when, and what is to be done."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.base import clock as clocks
from inspector_app.base.clock import day_of_instant
from inspector_app.base.errors import RefusedError
from inspector_app.services.context import Context, Role
from inspector_app.services.key_trust import trusted_roster
from inspector_app.services.office_called import office_called
from inspector_app.services.trust_holding import pinned_roots
from inspector_app.services.trust_joining import TrustJoining
from inspector_app.services.trust_signing import TrustSigning

if TYPE_CHECKING:
    from inspector_app.exchange.key_roster import Holder, KeyRoster

SOON_DAYS: Final = 21
"""From how many days before its end a roster's expiry is told."""
_NEW_ROOT_DAYS: Final = 60


class Standing(StrEnum):
    """How far a data folder has come."""

    NOT_JOINED = "not-joined"
    ASKED = "asked"
    NOT_LISTED = "not-listed"
    ENROLLED = "enrolled"
    NOT_YET = "not-yet"
    ENDED = "ended"
    REVOKED = "revoked"
    NO_ROOT = "no-root"
    NO_ROSTER = "no-roster"
    SIGNED = "signed"


STANDING_LABEL: Final = {
    Standing.NOT_JOINED: "没有加入",
    Standing.ASKED: "已申请",
    Standing.NOT_LISTED: "名册里没有本机",
    Standing.ENROLLED: "已登记",
    Standing.NOT_YET: "本机日期不对",
    Standing.ENDED: "登记到期",
    Standing.REVOKED: "已停用",
    Standing.NO_ROOT: "没有登记优盘",
    Standing.NO_ROSTER: "没有签发名册",
    Standing.SIGNED: "名册已签发",
}


class Told(NamedTuple):
    """One thing to be known.

    Attributes:
        kind: ``good``, ``warn`` or ``bad``.
    """

    kind: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustView:
    """Everything that is shown of trust on one folder.

    Attributes:
        office: what the office is called whose root keys hold here.
        roots: digits of each root key that holds here.
        root_codes: what their QR codes say.
        own_digits: of this laptop's keys; empty at an office.
        own_code: what their QR code says.
        version: of the roster that holds, 0 without one.
        expires: the day on which it ends, None without one.
    """

    role: Role
    standing: Standing
    told: tuple[Told, ...]
    office: str
    roots: tuple[str, ...]
    root_codes: tuple[str, ...]
    chain: str
    device: str
    own_digits: str
    own_code: str
    version: int
    expires: date | None
    roster: "KeyRoster | None"

    def as_json(self) -> dict[str, Any]:
        """Return it for a program."""
        roster = self.roster
        holders = () if roster is None else roster.holders()
        return {
            "ok": True,
            "role": self.role.value,
            "standing": self.standing.value,
            "told": [each._asdict() for each in self.told],
            "root_digits": list(self.roots),
            "chain": self.chain,
            "device": self.device,
            "digits": self.own_digits,
            "version": self.version,
            "issued": None if roster is None else clocks.instant_text(roster.issued),
            "expires": None if roster is None else clocks.instant_text(roster.expires),
            "office": None if roster is None else roster.office.name,
            "laptops": [
                {
                    "inspector": holder.inspector.id,
                    "name": holder.inspector.name,
                    "device": holder.key.device,
                    "chain": holder.key.chain,
                    "from": holder.key.valid_from.isoformat(),
                    "to": holder.key.valid_to and holder.key.valid_to.isoformat(),
                    "revoked_from_seq": holder.key.revoked_from_seq,
                }
                for holder in holders
            ],
        }


class TrustState:
    """Tells where this folder stands."""

    def __init__(self, context: Context, joining: TrustJoining, signing: TrustSigning) -> None:
        self._context = context
        self._joining = joining
        self._signing = signing

    def view(self) -> TrustView:
        """Return everything that is shown."""
        from inspector_app.exchange.key_roster import root_code, root_digits

        roots, roster = pinned_roots(self._context), trusted_roster(self._context)
        office = self._context.identity.role is Role.OFFICE
        own = None if office else self._joining.own()
        standing, told = self._office(roster) if office else self._laptop(roster)
        return TrustView(
            role=self._context.identity.role,
            standing=standing,
            told=(*told, *self._of_roster(roster), *self._of_new_root()),
            office=office_called(self._context),
            roots=tuple(root_digits(key) for key in roots),
            root_codes=tuple(root_code(key) for key in roots),
            chain=own.chain if own else "",
            device=own.device if own else "",
            own_digits=own.digits if own else "",
            own_code=own.code if own else "",
            version=0 if roster is None else roster.version,
            expires=None if roster is None else _last_day(roster),
            roster=roster,
        )

    def allowed_signers(self) -> str:
        """Return the file with which ``ssh-keygen -Y verify`` checks every bundle.

        Raises:
            RefusedError: there is no roster here yet.
        """
        from inspector_app.exchange.layout import TO_OFFICE

        roster = trusted_roster(self._context)
        if roster is None:
            office = office_called(self._context)
            raise RefusedError(f"这里还没有登记名册，没有写出；请先采用{office}给的一份。")
        return roster.allowed_signers(namespace=TO_OFFICE.namespace)

    # -- the laptop ------------------------------------------------------------------------------

    def _laptop(self, roster: "KeyRoster | None") -> tuple[Standing, tuple[Told, ...]]:
        office, asked = office_called(self._context), self._context.stores.bundles.key()
        chain = asked[0] if asked else ""
        row = self._context.stores.trust.enrolment(chain)
        holder = None if roster is None else roster.holder(chain)
        if holder is not None:
            return self._holder(holder)
        if row is not None:
            day = day_of_instant(row.asked_at)
            what = (
                f"等{office}核对登记，再把名册带回来" if roster is None else "等有本机的新一版名册"
            )
            return Standing.ASKED, (
                Told("warn", f"已在 {day} 写出登记申请，{what}。照常可以写记录和上报。"),
            )
        if roster is None:
            return Standing.NOT_JOINED, (
                Told(
                    "warn",
                    f"本机还没有加入{office}：写出登记申请交给{office}，两边核对数字，再采用"
                    f"{office}给的名册。不加入也能写记录和另存上报包，只是不加密，{office}认不出"
                    "是谁的电脑。",
                ),
            )
        return Standing.NOT_LISTED, (
            Told(
                "warn",
                f"名册里没有本机，{office}还不能收本机的上报包；请写出登记申请交给{office}。",
            ),
        )

    def _holder(self, holder: "Holder") -> tuple[Standing, tuple[Told, ...]]:
        key, today, office = holder.key, self._context.today(), office_called(self._context)
        who = f"{holder.inspector.name}的“{key.device}”"
        if key.revoked_from_seq is not None:
            return Standing.REVOKED, (
                Told(
                    "bad",
                    f"{who}已由{office}停用，第 {key.revoked_from_seq} 包起不再收；记录都还在本机。"
                    f"不是丢失的，请向{office}核实，换新登记后重新申请。",
                ),
            )
        if today < key.valid_from:
            return Standing.NOT_YET, (
                Told(
                    "bad",
                    f"本机的日期是 {today}，{who}的登记从 {key.valid_from} 起：请校准电脑的日期。"
                    "校准以前做不了上报包，记录照常可以写。",
                ),
            )
        if not key.is_valid_on(today):
            return Standing.ENDED, (
                Told(
                    "bad",
                    f"{who}的登记到 {key.valid_to} 为止，以后做的上报包{office}不收；"
                    "请换新登记后重新申请。",
                ),
            )
        told = [Told("good", f"已登记：{who}。")]
        if holder.inspector.id != self._context.identity.inspector_id:
            told.append(
                Told(
                    "bad",
                    f"名册里这台电脑是{holder.inspector.name}的，设置里写的却是别人；"
                    "请核对“本机督学”，换人使用要换新登记重新申请。",
                )
            )
        if key.valid_to is not None:
            left = (key.valid_to - today).days
            told.append(
                Told(
                    "warn",
                    f"本机的登记还有 {left} 天（到 {key.valid_to}）；请换新登记，重新写出申请。",
                )
            )
        return Standing.ENROLLED, tuple(told)

    # -- the office ------------------------------------------------------------------------------

    def _office(self, roster: "KeyRoster | None") -> tuple[Standing, tuple[Told, ...]]:
        roots = self._context.stores.trust.roots()
        if not roots:
            return Standing.NO_ROOT, (
                Told(
                    "warn",
                    "本区还没有登记优盘：先做一个，由督导室主任保管，用它签发各台电脑的名册。",
                ),
            )
        told = []
        waiting = sum(row.state == "asked" for row in self._context.stores.trust.enrolments())
        if waiting:
            told.append(Told("warn", f"有 {waiting} 台电脑的申请等着核对。"))
        unsigned = self._signing.unsigned()
        if unsigned:
            told.append(
                Told("warn", f"有 {unsigned} 处登记或停用还没有签进名册，请插上 U 盘签发新的一版。")
            )
        if len(roots) == 1:
            told.append(
                Told(
                    "warn",
                    "只有一个登记优盘。建议另做一个备用，封好分开存放：这一个丢了，用备用的就能换，"
                    "不用各台电脑重新核对。",
                )
            )
        standing = Standing.NO_ROSTER if roster is None else Standing.SIGNED
        return standing, tuple(told)

    # -- both ------------------------------------------------------------------------------------

    def _of_roster(self, roster: "KeyRoster | None") -> tuple[Told, ...]:
        """Tell of the version in hand; an end warns and keeps nobody from anything."""
        if roster is None:
            return ()
        now, last = self._context.clock.now(), _last_day(roster)
        who = (
            "请签发新的一版"
            if self._context.identity.role is Role.OFFICE
            else f"请向{office_called(self._context)}要新的一版"
        )
        name = f"登记名册第 {roster.version} 版"
        if roster.has_expired(now):
            return (Told("warn", f"{name}已在 {last} 过期，照常可以写记录和上报；{who}。"),)
        left = (last - self._context.today()).days
        if left <= SOON_DAYS:
            return (Told("warn", f"{name}还有 {left} 天到期（{last}）；{who}。"),)
        return (Told("good", f"{name}有效到 {last}，还有 {left} 天。"),)

    def _of_new_root(self) -> tuple[Told, ...]:
        """Tell for a while that the root was replaced, so that nobody compares with the old."""
        ended = self._context.stores.trust.ended_roots()
        if not ended:
            return ()
        on = day_of_instant(ended[0][1])
        if self._context.today() - on > timedelta(days=_NEW_ROOT_DAYS):
            return ()
        return (Told("warn", f"登记优盘已在 {on} 更换，核对号以现在的为准，旧的不再有效。"),)


def _last_day(roster: "KeyRoster") -> date:
    return roster.expires.astimezone(clocks.CHINA).date()
