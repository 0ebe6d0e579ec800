"""For whom bundles are encrypted: the office, this folder, and a recovery key where one is set."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.clock import day_of_instant, instant_text
from inspector_app.base.errors import InputError, RefusedError
from inspector_app.services.context import Context, Role
from inspector_app.services.key_trust import age_key, trusted_roster

if TYPE_CHECKING:
    from inspector_app.exchange.age_keys import AgeRecipient
    from inspector_app.exchange.bundle import Seal
    from inspector_app.exchange.key_roster import KeyRoster

_RECOVERY: Final = "bundle_recovery"
# Computers are a day or two off without harm.
_SKEW: Final = timedelta(hours=48)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """The office that a laptop's bundles are for, as the roster here names it."""

    roster: "KeyRoster" = field(repr=False)
    roster_sha256: str
    seal: "Seal" = field(repr=False)

    @property
    def name(self) -> str:
        """What the office is called."""
        return self.roster.office.name

    def of_statement(self) -> Mapping[str, Any]:
        """Return what a statement says of it."""
        from inspector_app.exchange.statement import RosterSeen

        return {
            "to": self.roster.office.id,
            "to_keys": tuple(recipient.tag for recipient in self.seal.to),
            "roster": RosterSeen(version=self.roster.version, sha256=self.roster_sha256),
        }


def office_roster(context: Context) -> "KeyRoster | None":
    """Return the roster that names the office of this laptop; None while it has joined none.

    An office's own folder hands nothing over to itself. A roster that has expired still says whose
    keys they are: it warns, and never prevents a bundle.
    """
    return None if context.identity.role is Role.OFFICE else trusted_roster(context)


def addressee(context: Context) -> Addressee | None:
    """Return for whom the bundles of this folder are; None while it has joined no office.

    Raises:
        RefusedError: the clock is slow, and the office would refuse what is made now.
    """
    from inspector_app.exchange.bundle import Seal

    roster, row = office_roster(context), context.stores.trust.newest_roster()
    if roster is None or row is None:
        return None
    _refuse_slow_clock(context, roster)
    own = age_key(context)
    recovery = recovery_key(context)
    to = [*roster.office.encrypt, own.recipient, *([recovery] if recovery else [])]
    seal = Seal(to=tuple(dict.fromkeys(to)), own=own)
    return Addressee(roster=roster, roster_sha256=row.sha256, seal=seal)


def _refuse_slow_clock(context: Context, roster: "KeyRoster") -> None:
    """Make nothing on a day before the roster was signed, or the key was enrolled.

    A number that the office refuses for its day cannot be given out again: the chain would end.
    """
    today, since = context.today(), day_of_instant(instant_text(roster.issued - _SKEW))
    key = context.stores.bundles.key()
    holder = roster.holder(key[0]) if key else None
    if holder is not None:
        since = max(since, holder.key.valid_from)
    if today < since:
        raise RefusedError(
            f"本机的日期是 {today}，比督导室登记这台电脑、签发名册的日期（{since}）还早，"
            "没有做上报包；请先校准电脑的日期再上报。记录都在本机。",
            code="clock",
        )


def recovery_key(context: Context) -> "AgeRecipient | None":
    """Return the further key that bundles are encrypted to, if there is one."""
    from inspector_app.exchange.age_keys import AgeRecipient

    kept = context.stores.settings.get(_RECOVERY)
    return AgeRecipient(kept) if kept else None


def set_recovery_key(context: Context, text: str) -> Changes:
    """Let bundles be encrypted to a further key from now on; an empty text takes it away.

    Raises:
        InputError: it is no public key of age; nothing was changed.
    """
    from inspector_app.exchange.age_keys import AgeRecipient

    wanted = text.strip()
    try:
        recipient = AgeRecipient(wanted).text if wanted else ""
    except ValueError as error:
        raise InputError(
            f"“{wanted[:20]}…”不是恢复密钥的公开部分，没有改动；它以 age1 开头，共 62 个字符，"
            "请从保管恢复密钥的人那里原样复制。"
        ) from error
    with context.database.transaction():
        context.stores.settings.put(_RECOVERY, recipient)
        context.note("settings", _RECOVERY, {"note": "设置上报包的恢复密钥", "key": recipient})
    return Changes(settings=True)
