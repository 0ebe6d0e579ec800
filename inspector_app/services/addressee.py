"""For whom bundles are encrypted: the office, this folder, and a recovery key where one is set."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError
from inspector_app.services.context import Context, Role
from inspector_app.services.key_trust import age_key, trusted_roster

if TYPE_CHECKING:
    from inspector_app.exchange.age_keys import AgeRecipient
    from inspector_app.exchange.bundle import Seal
    from inspector_app.exchange.key_roster import KeyRoster

_RECOVERY: Final = "bundle_recovery"


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
    """Return for whom the bundles of this folder are; None while it has joined no office."""
    from inspector_app.exchange.bundle import Seal

    roster, row = office_roster(context), context.stores.trust.newest_roster()
    if roster is None or row is None:
        return None
    own = age_key(context)
    recovery = recovery_key(context)
    to = [*roster.office.encrypt, own.recipient, *([recovery] if recovery else [])]
    seal = Seal(to=tuple(dict.fromkeys(to)), own=own)
    return Addressee(roster=roster, roster_sha256=row.sha256, seal=seal)


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
