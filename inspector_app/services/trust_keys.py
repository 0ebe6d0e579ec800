"""The keys of this folder through time: renewed, carried on, and made where one is missing."""

from typing import TYPE_CHECKING

from inspector_app.services.chain_ends import let_leave_again, undisputed_end
from inspector_app.services.context import Context
from inspector_app.services.device_keys import device_key
from inspector_app.services.key_trust import age_key
from inspector_app.storage.sealed_parts import SealingKeyRecord
from inspector_app.storage.trust import AgeKeyRow

if TYPE_CHECKING:
    from inspector_app.exchange.statement import ChainPoint


def renew_keys(context: Context) -> str:
    """Put new keys into use and return their chain; the old ones still open what they opened."""
    from inspector_app.exchange.age_keys import AgeKey

    with context.database.transaction():
        context.stores.bundles.retire_key(at=context.now_text())
        let_leave_again(context)
        chain = device_key(context).public.chain
        if context.stores.trust.age_key() is None:
            age_key(context)
        else:
            pair = AgeKey.generate()
            row = AgeKeyRow(pair.recipient.text, pair.secret)
            context.stores.trust.add_age_key(row, at=context.now_text())
            context.note("age_key", row.recipient, {"note": "换新本机接收密钥"})
    return chain


def continued_point(context: Context) -> "ChainPoint | None":
    """Return the newest bundle of the chain that the chain in use takes over from."""
    from inspector_app.exchange.statement import ChainPoint

    before = undisputed_end(context)
    return None if before is None else ChainPoint(**before._asdict())


def sealing_key(context: Context) -> SealingKeyRecord:
    """Return the office's pair that entries are sealed for, made when it is first needed."""
    from inspector_app.exchange.sealed_file import SealingKey

    with context.database.transaction():
        known = context.stores.sealed.own_keys()
        if known:
            return known[0]
        key = SealingKey.generate()
        made = SealingKeyRecord(key.public.id, key.public.raw, key.private_bytes)
        context.stores.sealed.add_key(made, at=context.now_text())
        context.note("sealing_key", made.id, {"note": "生成督导室接收密钥"})
        return made
