"""Where the chain of a key ends that was replaced, and what left behind that end for nobody.

A laptop that was restored from a backup goes on with numbers that the office has already; one that
was refused a bundle for good can hand over nothing behind it. The office never takes such bundles
in, and new keys are the way out. What was in them leaves again under the new keys, and these go on
from the newest bundle that is not disputed: the office refuses a chain that names another.
"""

from inspector_app.services.context import Context
from inspector_app.storage.bundles import ChainHead
from inspector_app.storage.receipts import ReceiptStore


def undisputed_end(context: Context) -> ChainHead | None:
    """Return the newest bundle, of the keys before the one in use, that the office may hold."""
    bundles = context.stores.bundles
    used = bundles.key()
    head = bundles.head_before(used[0] if used else "")
    if head is None or not _is_disputed(context, head):
        return head
    for chain in bundles.retired():
        first = disputed_from(context, chain)
        found = bundles.newest_below(chain, first)
        if found is not None:
            return found
    return None


def let_leave_again(context: Context) -> None:
    """Forget, inside the caller's transaction, that rows left where nobody will take them in."""
    for chain in context.stores.bundles.retired():
        first = disputed_from(context, chain)
        if first is not None:
            context.stores.bundles.forget_rows(chain, since=first)


def disputed_from(context: Context, chain: str) -> int | None:
    """Return the first number that the office has refused, or holds another bundle of."""
    refused = context.stores.bundles.refused(chain)
    others = (seq for seq, _ in ReceiptStore(context.database).foreign(chain))
    return min((*refused, *others), default=None)


def _is_disputed(context: Context, head: ChainHead) -> bool:
    first = disputed_from(context, head.chain)
    return first is not None and head.seq >= first
