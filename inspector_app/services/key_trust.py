"""The keys of this folder, and the roster that says whose other keys count."""

from typing import TYPE_CHECKING

from inspector_app.services.context import Context
from inspector_app.storage.trust import AgeKeyRow

if TYPE_CHECKING:
    from inspector_app.exchange.age_keys import AgeKey
    from inspector_app.exchange.key_roster import KeyRoster


def trusted_roster(context: Context) -> "KeyRoster | None":
    """Return the roster that holds here, which may have expired; None while there is none."""
    from inspector_app.exchange.key_roster import kept_roster

    row = context.stores.trust.newest_roster()
    return None if row is None else kept_roster(row.text.content)


def age_key(context: Context) -> "AgeKey":
    """Return the pair for what is encrypted for this folder, made when it is first needed."""
    from inspector_app.exchange.age_keys import AgeKey

    with context.database.transaction():
        known = context.stores.trust.age_key()
        if known is not None:
            return AgeKey(known.secret)
        made = AgeKey.generate()
        recipient = made.recipient.text
        row = AgeKeyRow(recipient, made.secret)
        context.stores.trust.add_age_key(row, at=context.now_text())
        context.note("age_key", recipient, {"note": "生成本机接收密钥"})
        return made


def age_keys(context: Context) -> "tuple[AgeKey, ...]":
    """Return every pair of this folder, the retired ones too, the one in use first."""
    from inspector_app.exchange.age_keys import AgeKey

    return tuple(AgeKey(row.secret) for row in context.stores.trust.age_keys())
