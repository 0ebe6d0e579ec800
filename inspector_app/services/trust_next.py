"""What the next version of the roster says of the office and of each person's laptops."""

from datetime import date
from typing import TYPE_CHECKING, Final

from inspector_app.services.context import Context
from inspector_app.services.device_keys import device_key
from inspector_app.services.key_trust import age_key, age_keys
from inspector_app.services.trust_keys import sealing_key
from inspector_app.storage.trust import EnrolmentRow

if TYPE_CHECKING:
    from inspector_app.exchange.key_roster import (
        KeyRoster,
        RosterInspector,
        RosterKey,
        RosterOffice,
    )

ACCEPTED: Final = "accepted"
NAME_KEY: Final = "trust.office"
_USUAL_NAME: Final = "督导室"


def office_id(context: Context) -> str:
    """Return by which id bundles name this district's office."""
    return f"{context.identity.district}-dds"


def office_entry(context: Context) -> "RosterOffice":
    """Return the office's own keys, the newest first."""
    from inspector_app.exchange.key_roster import RosterOffice
    from inspector_app.exchange.keys import DeviceKey
    from inspector_app.exchange.sealed_file import SealingPublicKey

    used = device_key(context).public
    age_key(context)
    sealing_key(context)
    secrets = context.stores.bundles.keys()
    signed = [DeviceKey(secret).public for _, secret in secrets]
    return RosterOffice(
        id=office_id(context),
        name=str(context.stores.settings.get(NAME_KEY) or _USUAL_NAME),
        sign=(used, *(key for key in reversed(signed) if key != used)),
        encrypt=tuple(key.recipient for key in age_keys(context)),
        sealing=tuple(SealingPublicKey(key.public) for key in context.stores.sealed.own_keys()),
    )


def next_inspectors(
    context: Context, previous: "KeyRoster | None"
) -> "tuple[RosterInspector, ...]":
    """Return everybody on the roster of people, and whoever still has a key, by id.

    A key of the version before stays, also where this folder does not know its request: it may be
    restored from an older backup.
    """
    from inspector_app.exchange.key_roster import RosterInspector, RosterKey

    people = {person.id: person for person in context.members()}
    keys: dict[str, list[RosterKey]] = {each: [] for each in people}
    names = {person.id: person.name for person in people.values()}
    rows = {row.chain: row for row in context.stores.trust.enrolments()}
    known = {} if previous is None else {h.key.chain: h for h in previous.holders()}
    for chain, holder in known.items():
        if chain not in rows:
            keys.setdefault(holder.inspector.id, []).append(holder.key)
            names.setdefault(holder.inspector.id, holder.inspector.name)
    for row in rows.values():
        if row.state == ACCEPTED:
            before = known.get(row.chain)
            keys.setdefault(row.inspector_id, []).append(_key(row, before.key if before else None))
            names.setdefault(row.inspector_id, before.inspector.name if before else _name(row))
    # Laptops number their records by this order, which no later one may change.
    places = {chain: place for place, chain in enumerate(known)}

    def order(key: RosterKey) -> tuple[int, date, str]:
        return places.get(key.chain, len(places)), key.valid_from, key.chain

    return tuple(
        RosterInspector(
            id=each,
            name=names[each],
            zone=people[each].zone if each in people else "",
            keys=tuple(sorted(keys[each], key=order)),
        )
        for each in sorted(keys)
    )


def _key(row: EnrolmentRow, before: "RosterKey | None") -> "RosterKey":
    """Return a laptop's keys as they were asked for, and as it was decided of them."""
    from inspector_app.exchange.enrolment import read_request
    from inspector_app.exchange.key_roster import RosterKey
    from inspector_app.exchange.signed_text import SignedText

    if row.text.content:
        request = read_request(SignedText(row.text.content, row.text.signatures))
        sign, encrypt, device = request.sign, request.encrypt, request.device
    else:
        # Its request went with the folder that took it in; the version before still has its keys.
        assert before is not None
        sign, encrypt, device = before.sign, before.encrypt, before.device
    assert row.valid_from is not None
    return RosterKey(
        sign=sign,
        encrypt=encrypt,
        valid_from=date.fromisoformat(row.valid_from),
        valid_to=None if row.valid_to is None else date.fromisoformat(row.valid_to),
        revoked_from_seq=row.revoked_from_seq,
        device=device,
    )


def _name(row: EnrolmentRow) -> str:
    from inspector_app.exchange.enrolment import read_request
    from inspector_app.exchange.signed_text import SignedText

    return read_request(SignedText(row.text.content, row.text.signatures)).inspector.name
