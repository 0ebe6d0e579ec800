"""What a test says of a pack that goes from the office to one laptop."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from inspector_app.bootstrap import Workbench
from inspector_app.services.pack_lines import Mark, PackLine
from inspector_app.services.pack_offers import Offer, PackState
from tests.district.office.district import District


def folder_of(district: District) -> Path:
    folder = district.share.parent / "U盘"
    folder.mkdir(exist_ok=True)
    return folder


def send(district: District, kind: str, *wanted: str, to: Sequence[str] = ()) -> tuple[Path, ...]:
    """Let the office send, onto a stick."""
    into = folder_of(district)
    return district.office.pack_desk.send(kind, wanted=wanted, to=to, into=into).placed


def offered(district: District, name: str = "DX001") -> Offer:
    """Return the one pack that waits on a laptop."""
    (offer,) = district.laptops[name].pack_taking.look([folder_of(district)]).open
    return offer


def take(district: District, name: str = "DX001") -> Any:
    """Let a laptop take all that waits; return the changes."""
    taken = district.laptops[name].pack_taking.take([folder_of(district)])
    assert {offer.state for offer in taken.offers} <= {PackState.TAKEN}
    return taken.changes


def marked(offer: Offer, mark: Mark) -> list[str]:
    return [line.text for line in offer.lines if line.mark is mark]


def marks(lines: Sequence[PackLine]) -> set[Mark]:
    return {line.mark for line in lines}


def journal(bench: Workbench) -> list[str]:
    rows = bench.context.database.rows("SELECT op FROM journal WHERE noun = 'pack'")
    return [str(op) for (op,) in rows]
