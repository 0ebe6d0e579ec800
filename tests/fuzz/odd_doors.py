"""Every command that takes a file somebody chose, with the name that it looks for."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from inspector_app.exchange import layout
from inspector_app.exchange.pack_layout import PackName
from inspector_app.exchange.parcel import PREFIX
from inspector_app.exchange.share_layout import roster_name
from tests.fuzz.corpus.desk import FORM, Desk, bundle_name

_SHA12: Final = "0123456789ab"
Arguments = Sequence[object]


class OddDoor(NamedTuple):
    """One command.

    Attributes:
        arguments: ``FILE`` stands for the file, ``NO`` for a draft, ``SIGNED`` for a filed record.
        ending: what a name that people choose ends on.
        named: the name that the program itself gave such a file, where it looks for one.
    """

    arguments: Arguments
    ending: str
    office: bool = False
    named: Callable[[Desk], str] | None = None


def _bundle(desk: Desk) -> str:
    return bundle_name(desk, _SHA12, sealed=False)


def _sealed(desk: Desk) -> str:
    return bundle_name(desk, _SHA12, sealed=True)


def _parcel(desk: Desk) -> str:
    return f"{PREFIX}-{desk.chain[:8]}-000001-{_SHA12}.zip"


def _pack(desk: Desk) -> str:
    return PackName(office8=desk.chain[:8], n=1, sha12=_SHA12).file_name


def _peers(desk: Desk) -> str:
    return f"{layout.folder_name(chain=desk.chain, seq=1, series=layout.TO_PEERS)}-{_SHA12}.zip"


def _roster(_desk: Desk) -> str:
    return roster_name(version=2, sha256=_SHA12)


def _request(desk: Desk) -> str:
    return f"{desk.chain[:8]}-{_SHA12}.json"


def _receipt(desk: Desk) -> str:
    return f"rc1-{desk.chain[:8]}-000001-{_SHA12}.json"


_BOOKS: Final = (
    ("import", "roster", "FILE"),
    ("import", "visits", "FILE", "--accept-valid"),
    ("calendar", "import", "FILE"),
    ("checklist", "check", "FILE"),
    ("checklist", "publish", "FILE"),
    ("standards", "import", "FILE"),
    ("layout", "check", "FILE"),
    ("layout", "publish", "FILE"),
    ("indicators", "balance", "FILE"),
    ("indicators", "keep", "FILE", "--year", "2026"),
    ("unit", "import", "FILE"),
    ("phrase", "import", "FILE"),
    ("form", "check", "FILE"),
    ("form", "publish", "FILE", "--out", "OUT.form"),
    ("selfcheck", "read", "SELFCHECK", "FILE"),
    ("lesson", "draw", "NO", "--from", "FILE"),
    ("form", "table", FORM, "--template", "FILE", "--out", "OUT.xlsx"),
)
_WORDS: Final = (
    ("visit", "read-word", "FILE", "--into", "new"),
    ("reply", "read", "FILE"),
    ("summary", "draft", "--skeleton", "FILE"),
    ("layout", "check", "FILE"),
    ("form", "table", FORM, "--template", "FILE", "--out", "OUT.docx"),
)
_PICTURES: Final = (
    ("visit", "add-photo", "NO", "FILE"),
    ("visit", "add-photo", "SIGNED", "FILE", "--signed", 1),
    ("document", "check", "FILE"),
    ("reply", "add", "2121000003", "--photo", "FILE"),
)
_TEXTS: Final = (
    ("visit", "new", "--from", "FILE"),
    ("visit", "add-issue", "NO", "--from", "FILE"),
    ("visit", "add-lesson", "NO", "--from", "FILE"),
    ("visit", "add-interview", "NO", "--from", "FILE"),
    ("visit", "add-questionnaire", "NO", "--from", "FILE"),
    ("issue", "add", "--source", "投诉", "--school", "2121000003", "--from", "FILE"),
    ("joint", "add", "--from", "FILE"),
    ("meeting", "add", "--from", "FILE"),
    ("complaint", "add", "--from", "FILE"),
    ("checklist", "fill", "NO", "--form", "anquan", "--from", "FILE"),
    ("reply", "add", "2121000003", "--from", "FILE"),
)


def odd_doors() -> dict[str, OddDoor]:
    """Return the commands by what they are called with."""
    doors = [
        *(OddDoor(each, ".xlsx") for each in _BOOKS),
        *(OddDoor(each, ".docx") for each in _WORDS),
        *(OddDoor(each, ".jpg") for each in _PICTURES),
        *(OddDoor(each, ".json") for each in _TEXTS),
        OddDoor(("import", "roster", "FILE"), ".csv"),
        OddDoor(("opinion", "import", "FILE"), ".txt"),
        OddDoor(("fonts", "set", "宋体", "FILE"), ".ttf"),
        OddDoor(("policy", "attach", "POLICY", "FILE"), ".pdf"),
        OddDoor(("document", "sign", "FILE", "--key", "FILE", "--out", "OUT.pdf"), ".pdf"),
        OddDoor(("form", "run", "FILE"), ".form"),
        OddDoor(("visit-form", "publish", "FILE"), ".form"),
        OddDoor(("office", "enter", "--for", "DX001", "--scan", "FILE", "--from", "RECORD"),
                ".pdf", office=True),
        OddDoor(("office", "enter", "--for", "DX001", "--scan", "SCAN", "--from", "FILE"),
                ".json", office=True),
        OddDoor(("trust", "pin", "ROSTER", "--picture", "FILE"), ".jpg"),
        OddDoor(("complaint", "take-over", "FILE"), ".json", office=True),
        OddDoor(("bundle", "verify", "FILE"), ".zip", office=True, named=_bundle),
        OddDoor(("office", "scan", "FILE"), ".zip.age", office=True, named=_sealed),
        OddDoor(("share", "take", "FILE"), ".zip", office=True, named=_parcel),
        OddDoor(("share", "look", "FILE"), ".zip", office=True, named=_parcel),
        OddDoor(("pack", "take", "FILE", "--yes"), ".zip", named=_pack),
        OddDoor(("visit", "take-over", "FILE"), ".zip", named=_peers),
        OddDoor(("peers", "take", "FILE"), ".zip", named=_peers),
        OddDoor(("trust", "take", "FILE"), ".json", named=_roster),
        OddDoor(("enrol", "read", "FILE"), ".json", office=True, named=_request),
        OddDoor(("enrol", "accept", "FILE", "--check", "12345 67890"), ".json", office=True,
                named=_request),
        OddDoor(("receipts", "take", "FILE"), ".json", named=_receipt),
    ]  # fmt: skip
    return {f"{' '.join(map(str, d.arguments))} {d.ending}": d for d in doors}
