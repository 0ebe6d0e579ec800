"""Telling what was taken into the 台账, whichever command took it in."""

from inspector_app.cli.output import print_json, say
from inspector_app.services.ledger_sources import TakenIn


def tell_taken(taken: TakenIn, *, as_json: bool) -> int:
    """Tell which issues were taken into the ledger, and what became of all of them."""
    if as_json:
        print_json({"ok": True, "issues": [line._asdict() for line in taken.lines]})
        return 0
    for line in taken.lines:
        say(line.number)
    say(taken.sentence())
    return 0
