"""The rosters that lead from any earlier one to the newest."""

from typing import TYPE_CHECKING

from inspector_app.services.context import Context

if TYPE_CHECKING:
    from inspector_app.exchange.signed_text import SignedText


def roster_steps(context: Context) -> "tuple[tuple[str, SignedText], ...]":
    """Return each roster that changed the root keys and the newest, in order, with its file name.

    The newest alone does not do: who was away while the roots changed twice has no signature of a
    root that he knows.
    """
    from inspector_app.exchange.key_roster import kept_roster
    from inspector_app.exchange.share_layout import roster_name
    from inspector_app.exchange.signed_text import SignedText

    rows = context.stores.trust.rosters()
    roots = [{key.chain for key in kept_roster(row.text.content).root_keys} for row in rows]
    return tuple(
        (
            roster_name(version=row.version, sha256=row.sha256),
            SignedText(row.text.content, row.text.signatures),
        )
        for at, row in enumerate(rows)
        if row is rows[-1] or (at and roots[at] != roots[at - 1])
    )
