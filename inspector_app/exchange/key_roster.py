"""名册 of keys: whose signature counts in a district, signed by the district's root key.

The rules are those of The Update Framework (theupdateframework.io, specification, section 5): only
a higher version replaces what is known; a new root is vouched for by the old one and by itself; a
roster that has expired is told of, since nobody can say what was revoked after it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, cast

from inspector_app.base.clock import instant_text, parse_instant
from inspector_app.exchange import shapes
from inspector_app.exchange.age_keys import AgeRecipient
from inspector_app.exchange.canonical import JsonValue
from inspector_app.exchange.digits import digits
from inspector_app.exchange.keys import DeviceKey, PublicKey
from inspector_app.exchange.roster_refusal import RosterFlaw, RosterRefusedError
from inspector_app.exchange.sealed_file import SealingPublicKey
from inspector_app.exchange.shapes import Check
from inspector_app.exchange.signed_text import NotSignedTextError, SignedText
from inspector_app.exchange.sshsig import SignatureFlawError

NAMESPACE: Final = "dudao-trust-v1"
FORMAT: Final = 1
FIRST_PREV: Final = "0" * 64
LONGEST_DAYS: Final = 120
"""How many days a roster may hold, from the day it is issued."""
MOST_ROOTS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterKey:
    """The keys of one laptop.

    Attributes:
        sign: what its bundles are signed with; its chain id names the laptop.
        encrypt: what is encrypted for it.
        valid_from: the first day on which a bundle may be made with it.
        valid_to: the last one; None while it is in use.
        revoked_from_seq: no bundle of this number or a later one counts; None for all count.
        device: what people call the laptop.
    """

    sign: PublicKey
    encrypt: AgeRecipient
    valid_from: date
    valid_to: date | None
    revoked_from_seq: int | None
    device: str

    @property
    def chain(self) -> str:
        """The chain of its bundles."""
        return self.sign.chain

    def is_revoked(self, *, seq: int) -> bool:
        """Say whether the bundle of this number does not count any more."""
        return self.revoked_from_seq is not None and seq >= self.revoked_from_seq

    def is_valid_on(self, day: date) -> bool:
        """Say whether a bundle made on this day may be signed with it."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterInspector:
    """One inspector with the laptops that were enrolled for them."""

    id: str
    name: str
    zone: str
    keys: tuple[RosterKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterOffice:
    """The office's own keys, the newest first.

    Attributes:
        sign: what receipts, returns and packs are signed with.
        encrypt: what bundles are encrypted to.
        sealing: what an entry handed on to the office is sealed with.
    """

    id: str
    name: str
    sign: tuple[PublicKey, ...]
    encrypt: tuple[AgeRecipient, ...]
    sealing: tuple[SealingPublicKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose key it is."""

    inspector: RosterInspector
    key: RosterKey


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRoster:
    """One version of a district's roster of keys."""

    district: str
    version: int
    prev: str
    issued: datetime
    expires: datetime
    root_keys: tuple[PublicKey, ...]
    office: RosterOffice
    inspectors: tuple[RosterInspector, ...]

    def holder(self, chain: str) -> Holder | None:
        """Return whose chain it is; None if nobody's."""
        return next((h for h in self.holders() if h.key.chain == chain), None)

    def holders(self) -> Iterator[Holder]:
        """Yield every laptop with its inspector."""
        for inspector in self.inspectors:
            for key in inspector.keys:
                yield Holder(inspector=inspector, key=key)

    def has_expired(self, now: datetime) -> bool:
        """Say whether it holds no more; it warns, and never prevents a bundle from being made."""
        return now >= self.expires

    def allowed_signers(self, *, namespace: str) -> str:
        """Return the file with which ``ssh-keygen -Y verify`` checks every bundle."""
        lines = (h.key.sign.allowed_signers_line(namespace=namespace) for h in self.holders())
        return "".join(f"{line}\n" for line in lines)

    def to_value(self) -> dict[str, Any]:
        """Return the object that is signed."""
        return {
            "format": FORMAT,
            "type": "roster",
            "district": self.district,
            "version": self.version,
            "prev": self.prev,
            "issued": instant_text(self.issued),
            "expires": instant_text(self.expires),
            "root_keys": [key.openssh_text for key in self.root_keys],
            "office": {
                "id": self.office.id,
                "name": self.office.name,
                "sign": [key.openssh_text for key in self.office.sign],
                "encrypt": [key.text for key in self.office.encrypt],
                "sealing": [key.raw.hex() for key in self.office.sealing],
            },
            "inspectors": [_inspector_value(each) for each in self.inspectors],
        }

    def signed(self, *roots: DeviceKey) -> SignedText:
        """Return it signed: by a root key that laptops know, then by a new one if there is one.

        Raises:
            RosterRefusedError: it is not what a reader would take.
        """
        made = SignedText.make(self.to_value(), keys=roots, namespace=NAMESPACE)
        _roster(made)
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRoster:
    """What a reader holds already.

    Attributes:
        roots: the district's root keys as they were pinned, or as the last roster named them.
        version: of the roster that is held; 0 while there is none.
        sha256: of its text.
    """

    district: str
    roots: tuple[PublicKey, ...]
    version: int = 0
    sha256: str = FIRST_PREV


def root_digits(root: PublicKey) -> str:
    """Return the digits by which people compare a district's root key."""
    return digits(root.raw, purpose=NAMESPACE)


def root_code(root: PublicKey) -> str:
    """Return what the QR code of a district's root key says."""
    return f"{NAMESPACE} {root.openssh_text}"


def kept_roster(content: bytes) -> KeyRoster:
    """Return a roster that was read before and kept since, whoever has signed it.

    Raises:
        RosterRefusedError: T01, T02 or T07.
    """
    return _roster(SignedText(content, ()))


def read_roster(signed: SignedText, *, known: KnownRoster) -> KeyRoster:
    """Return a roster that may replace what is known; the same one again is taken as well.

    Raises:
        RosterRefusedError: T01 to T07, T09.
    """
    roster = _roster(signed)
    if roster.district != known.district:
        raise RosterRefusedError(RosterFlaw.OTHER_DISTRICT, f"这一份的区划是 {roster.district}")
    signers = _signers(signed)
    if not any(key in known.roots for key in signers):
        raise RosterRefusedError(RosterFlaw.NOT_SIGNED)
    new = [key for key in roster.root_keys if key not in known.roots]
    if any(key not in signers for key in new):
        raise RosterRefusedError(RosterFlaw.ROOT_CHANGE)
    _refuse_older(roster, signed, known)
    return roster


def first_roster(signed: SignedText) -> tuple[KeyRoster, PublicKey]:
    """Return a roster that nothing is known about yet, and the root key to compare by its digits.

    Nothing of it may be used before a person has compared them.

    Raises:
        RosterRefusedError: T01 to T03, T07.
    """
    roster = _roster(signed)
    for key in _signers(signed):
        if key in roster.root_keys:
            return roster, key
    raise RosterRefusedError(RosterFlaw.NOT_SIGNED)


def _signers(signed: SignedText) -> tuple[PublicKey, ...]:
    try:
        return signed.signers(namespace=NAMESPACE)
    except SignatureFlawError as error:
        raise RosterRefusedError(RosterFlaw.NOT_SIGNED) from error


def _refuse_older(roster: KeyRoster, signed: SignedText, known: KnownRoster) -> None:
    if roster.version < known.version:
        raise RosterRefusedError(RosterFlaw.OLDER, f"第 {roster.version} 版")
    if roster.version == known.version and signed.sha256 != known.sha256:
        raise RosterRefusedError(RosterFlaw.TWO_OF_ONE_VERSION, f"第 {roster.version} 版")


def _roster(signed: SignedText) -> KeyRoster:
    try:
        value = signed.value()
    except NotSignedTextError as error:
        raise RosterRefusedError(RosterFlaw.FORM) from error
    if not shapes.is_count(value.get("format")) or value.get("type") != "roster":
        raise RosterRefusedError(RosterFlaw.FORM)
    if value["format"] != FORMAT:
        raise RosterRefusedError(RosterFlaw.NEWER_FORMAT)
    flaw = next((key for key in sorted(_SHAPE) if not _has(value, key)), None)
    if flaw is not None or value.keys() != _SHAPE.keys():
        raise RosterRefusedError(RosterFlaw.FORM, flaw or "")
    try:
        roster = _from_value(cast("dict[str, Any]", value))
    except ValueError as error:
        raise RosterRefusedError(RosterFlaw.UNSOUND_KEY) from error
    _refuse_contradiction(roster)
    return roster


def _has(value: dict[str, JsonValue], key: str) -> bool:
    return key in value and _SHAPE[key](value[key])


def _refuse_contradiction(roster: KeyRoster) -> None:
    """Refuse two owners of one key, one id twice, and a term that is none."""
    ids = [each.id for each in roster.inspectors]
    chains = [each.key.chain for each in roster.holders()]
    chains += [key.chain for key in (*roster.office.sign, *roster.root_keys)]
    days = (roster.expires - roster.issued).days
    if len({*ids}) < len(ids) or len({*chains}) < len(chains):
        raise RosterRefusedError(RosterFlaw.FORM, "同一个编号或同一把密钥出现两次")
    if not 0 < days <= LONGEST_DAYS:
        raise RosterRefusedError(RosterFlaw.FORM, "expires")
    if (roster.version == 1) != (roster.prev == FIRST_PREV):
        raise RosterRefusedError(RosterFlaw.FORM, "prev")


def _inspector_value(inspector: RosterInspector) -> dict[str, Any]:
    return {
        "id": inspector.id,
        "name": inspector.name,
        "zone": inspector.zone,
        "keys": [_key_value(key) for key in inspector.keys],
    }


def _key_value(key: RosterKey) -> dict[str, Any]:
    return {
        "chain": key.chain,
        "sign": key.sign.openssh_text,
        "encrypt": key.encrypt.text,
        "from": key.valid_from.isoformat(),
        "to": None if key.valid_to is None else key.valid_to.isoformat(),
        "revoked_from_seq": key.revoked_from_seq,
        "device": key.device,
    }


def _from_value(value: dict[str, Any]) -> KeyRoster:
    office = value["office"]
    return KeyRoster(
        district=value["district"],
        version=value["version"],
        prev=value["prev"],
        issued=parse_instant(value["issued"]),
        expires=parse_instant(value["expires"]),
        root_keys=_keys(value["root_keys"]),
        office=RosterOffice(
            id=office["id"],
            name=office["name"],
            sign=_keys(office["sign"]),
            encrypt=tuple(AgeRecipient(text) for text in office["encrypt"]),
            sealing=tuple(SealingPublicKey(bytes.fromhex(key)) for key in office["sealing"]),
        ),
        inspectors=tuple(
            RosterInspector(
                id=row["id"], name=row["name"], zone=row["zone"],
                keys=tuple(_key(key) for key in row["keys"]),
            )
            for row in value["inspectors"]
        ),
    )  # fmt: skip


def _keys(texts: Sequence[str]) -> tuple[PublicKey, ...]:
    return tuple(PublicKey.from_openssh(text) for text in texts)


def _key(row: dict[str, Any]) -> RosterKey:
    sign = PublicKey.from_openssh(row["sign"])
    if sign.chain != row["chain"]:
        msg = "the chain is another key's"
        raise ValueError(msg)
    return RosterKey(
        sign=sign,
        encrypt=AgeRecipient(row["encrypt"]),
        valid_from=date.fromisoformat(row["from"]),
        valid_to=None if row["to"] is None else date.fromisoformat(row["to"]),
        revoked_from_seq=row["revoked_from_seq"],
        device=row["device"],
    )


def _is_positive(value: JsonValue) -> bool:
    return shapes.is_count(value) and value != 0


_is_key: Final = shapes.text("ssh-ed25519 [A-Za-z0-9+/]{68}")
_is_recipient: Final = shapes.text("age1[a-z0-9]{58}")
_key_shape: Final = shapes.whole(
    {
        "chain": shapes.is_chain,
        "sign": _is_key,
        "encrypt": _is_recipient,
        "from": shapes.is_day,
        "to": shapes.absent_or(shapes.is_day),
        "revoked_from_seq": shapes.absent_or(_is_positive),
        "device": shapes.is_label,
    }
)


def _at_most(most: int, check: Callable[[JsonValue], bool]) -> Check:
    return lambda value: isinstance(value, list) and len(value) <= most and check(value)


_SHAPE: Final[dict[str, Check]] = {
    "format": shapes.is_count,
    "type": lambda value: value == "roster",
    "district": shapes.is_label,
    "version": _is_positive,
    "prev": shapes.is_sha256,
    "issued": shapes.is_instant,
    "expires": shapes.is_instant,
    "root_keys": _at_most(MOST_ROOTS, shapes.each(_is_key, least=1)),
    "office": shapes.whole(
        {
            "id": shapes.is_label,
            "name": shapes.is_label,
            "sign": shapes.each(_is_key, least=1),
            "encrypt": shapes.each(_is_recipient, least=1),
            "sealing": shapes.each(shapes.text("[0-9a-f]{64}")),
        }
    ),
    "inspectors": shapes.each(
        shapes.whole(
            {
                "id": shapes.is_label,
                "name": shapes.is_label,
                "zone": shapes.text(r"[^\x00-\x1f\x7f]{0,100}"),
                "keys": shapes.each(_key_shape),
            }
        )
    ),
}
