"""Numbers of records on the laptops of one person, so that no two of them are alike."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from inspector_app.office.serials import BLOCK
from inspector_app.services.context import Context, keep_identity
from inspector_app.services.device_keys import device_key

if TYPE_CHECKING:
    from inspector_app.exchange.key_roster import KeyRoster

_LAST_BLOCK: Final = 9


def begin_numbers(context: Context, roster: "KeyRoster") -> None:
    """Let this laptop number from a block of its own on, inside the caller's transaction.

    Whoever gets another laptop begins to count anew on it: only the roster tells how many there
    were before. A block that was chosen when the folder was made stays.
    """
    holder = roster.holder(device_key(context).public.chain)
    if holder is None or context.identity.number_block != 1:
        return
    signed_with = context.stores.bundles.keys()
    own = {chain for chain, _secret in signed_with}
    before = 0
    for key in holder.inspector.keys:
        if key.chain in own:
            break
        before += 1
    if before:
        block = min(before, _LAST_BLOCK) * BLOCK + 1
        keep_identity(context, replace(context.identity, number_block=block))
