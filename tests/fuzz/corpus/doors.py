"""Every way by which a file from outside comes into the program."""

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from inspector_app.exchange import age_file, layout
from inspector_app.exchange.parcel import PREFIX
from inspector_app.exchange.share_layout import roster_name
from inspector_app.photos.examine import _Examiner
from inspector_app.services.key_trust import age_keys, trusted_roster
from tests.fuzz.corpus.desk import FORM, Desk, Go, Said, bundle_name
from tests.fuzz.corpus.kinds import Kind
from tests.fuzz.corpus.pictures import add_photo
from tests.unit.exchange.bundle_tools import archive, sha256
from tests.unit.exchange.hostile import signed_anew
from tests.unit.exchange.trust_tools import ROOT

_OTHERS: Final = 6
NEVER: Final = "never"
"""What a foreign file must never be taken for."""
MAY: Final = "may"
"""A file that is what the door asks for is taken, whoever wrote it."""
_EXAMINER: Final = _Examiner()
_SOME: Final = 10


class Door(NamedTuple):
    """One way in.

    Attributes:
        kinds: the files that go through it.
        takes: ``NEVER`` or ``MAY``.
        one_in: of how many files one goes through it, where each starts a process.
        others: of how many files of other kinds one goes through it, 0 for none of them.
    """

    name: str
    kinds: frozenset[Kind]
    takes: str
    go: Go
    one_in: int = 1
    others: int = 0


def doors() -> Sequence[Door]:
    """Return every door."""
    return (*_bundles(), *_trust(), *_pictures(), *_books(), *_words(), *_texts(), *_others())


def _sha12(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def _placed(desk: Desk, name: str, data: bytes) -> Path:
    path = desk.folder("in") / name
    path.write_bytes(data)
    return path


# -- bundles and what the office and laptops send one another --------------------------------------


def _bundles() -> Iterator[Door]:
    zips = _of(Kind.ARCHIVE, Kind.SIGNED)
    yield Door("收件 plain", zips, NEVER, _scan_plain, others=_OTHERS)
    yield Door("收件 encrypted to the office", zips, NEVER, _scan_sealed, others=_OTHERS)
    yield Door("收件 as an encrypted file", zips, NEVER, _scan_as_sealed, others=_OTHERS)
    yield Door("bundle verify", zips, NEVER, _verify, others=_OTHERS)
    yield Door("share take as a parcel", zips, NEVER, _parcel, others=_OTHERS)
    yield Door("收件 as records of a signed bundle", _of(Kind.TEXT), NEVER, _inside(layout.RECORDS))
    yield Door("收件 as a signed statement", _of(Kind.TEXT), NEVER, _inside(layout.STATEMENT))
    yield Door("收件 as a signature", _of(Kind.SIGNED, Kind.TEXT), NEVER, _signature)
    yield Door("pack take", _of(Kind.ARCHIVE, Kind.SIGNED), NEVER, _pack)
    yield Door("visit take-over", _of(Kind.ARCHIVE, Kind.SIGNED), NEVER, _joint)
    yield Door("complaint take-over", _of(Kind.SIGNED, Kind.TEXT), NEVER,
               _office("complaint", "take-over", "FILE"))  # fmt: skip


def _of(*kinds: Kind) -> frozenset[Kind]:
    return frozenset(kinds)


def _judged(desk: Desk, path: Path) -> Said:
    found = desk.district.scan(path)
    # A look that takes in nothing has one line; what was judged before may have another.
    lines = [line for line in found.lines if line.file == path.name] or list(found.lines)
    taken = any(line.outcome.value == "taken" for line in found.lines)
    said = ", ".join(line.code or line.outcome.value for line in lines)
    return Said(taken, said or ("; ".join(found.warnings) or "nothing to judge"))


def _scan_plain(desk: Desk, _path: Path, data: bytes) -> Said:
    return _judged(desk, _placed(desk, bundle_name(desk, _sha12(data), sealed=False), data))


def _scan_sealed(desk: Desk, _path: Path, data: bytes) -> Said:
    sealed = io.BytesIO()
    (key, *_) = age_keys(desk.office.context)
    age_file.encrypt(io.BytesIO(data), sealed, to=[key.recipient])
    return _scan_as_sealed(desk, _path, sealed.getvalue())


def _scan_as_sealed(desk: Desk, _path: Path, data: bytes) -> Said:
    return _judged(desk, _placed(desk, bundle_name(desk, _sha12(data), sealed=True), data))


def _verify(desk: Desk, _path: Path, data: bytes) -> Said:
    name = bundle_name(desk, _sha12(data), sealed=False)
    return desk.command(desk.office, "bundle", "verify", _placed(desk, name, data))


def _parcel(desk: Desk, _path: Path, data: bytes) -> Said:
    name = f"{PREFIX}-{desk.chain[:8]}-000001-{_sha12(data)}.zip"
    said = desk.command(desk.office, "share", "take", _placed(desk, name, data))
    refused = "P0" in said.words or "没有找到可以收取" in said.words
    return Said(taken=not refused, words=said.words)


def _inside(part: str) -> Go:
    def go(desk: Desk, path: Path, data: bytes) -> Said:
        return _scan_sealed(
            desk, path, signed_anew(desk.entries, key=desk.key, changed={part: data})
        )

    return go


def _signature(desk: Desk, path: Path, data: bytes) -> Said:
    changed = [
        (name, data if name.endswith(layout.SIGNATURE) else body) for name, body in desk.entries
    ]
    return _scan_sealed(desk, path, archive(changed))


def _pack(desk: Desk, _path: Path, data: bytes) -> Said:
    from inspector_app.exchange.pack_layout import PackName

    name = PackName(office8=desk.chain[:8], n=1, sha12=_sha12(data)).file_name
    said = desk.command(desk.laptop, "pack", "take", _placed(desk, name, data), "--yes")
    return Said(taken=False, words=said.words)


def _joint(desk: Desk, _path: Path, data: bytes) -> Said:
    stem = layout.folder_name(chain=desk.chain, seq=1, series=layout.TO_PEERS)
    path = _placed(desk, f"{stem}-{_sha12(data)}.zip", data)
    return desk.command(desk.laptop, "visit", "take-over", path)


# -- whose keys count ------------------------------------------------------------------------------


def _trust() -> Iterator[Door]:
    kinds = _of(Kind.SIGNED, Kind.TEXT)
    yield Door("trust take", kinds, NEVER, _signed_text("roster-000002-{}.json", "trust", "take"))
    yield Door("enrol read", kinds, NEVER, _signed_text("{chain}-{}.json", "enrol", "read"))
    yield Door("receipts take", kinds, NEVER,
               _signed_text("rc1-{chain}-000001-{}.json", "receipts", "take"))  # fmt: skip
    yield Door("trust take as a signature", kinds, NEVER, _roster_signature)
    yield Door("root", kinds, NEVER, _root)


def _signed_text(pattern: str, *command: str) -> Go:
    """Return a door that takes a file as a text, and as the signature of itself."""

    def go(desk: Desk, _path: Path, data: bytes) -> Said:
        name = pattern.format(_sha12(data), chain=desk.chain[:8])
        path = _placed(desk, name, data)
        path.with_name(f"{name}.sig").write_bytes(data)
        bench = desk.office if command[0] == "enrol" else desk.laptop
        said = desk.command(bench, *command, path)
        return Said(taken=False, words=said.words)

    return go


def _roster_signature(desk: Desk, _path: Path, data: bytes) -> Said:
    """Take a file as the signature of what would be the next version of the roster."""
    known = trusted_roster(desk.laptop.context)
    assert known is not None
    text = replace(known, version=known.version + 1, prev="1" * 64).signed(ROOT).content
    path = _placed(desk, roster_name(version=known.version + 1, sha256=sha256(text)), text)
    path.with_name(f"{path.name}.sig").write_bytes(data)
    said = desk.command(desk.laptop, "trust", "take", path)
    now = trusted_roster(desk.laptop.context)
    return Said(taken=now != known, words=said.words)


def _root(desk: Desk, path: Path, data: bytes) -> Said:
    from inspector_app.base.errors import UserError
    from inspector_app.services.trust_root_file import read_root

    file = _placed(desk, _tame(path.name), data)
    try:
        read_root(desk.office.context, file, passphrase="foreign")
    except UserError as error:
        return Said(taken=False, words=error.sentence)
    return Said(taken=True, words="a root")


# -- pictures --------------------------------------------------------------------------------------


def _pictures() -> Iterator[Door]:
    yield Door("visit add-photo", _of(Kind.PICTURE), MAY, add_photo, others=_OTHERS)
    yield Door("visit add-photo --signed", _of(Kind.PICTURE), MAY, _signed_page)
    yield Door("picture of a bundle", _of(Kind.PICTURE), MAY, _examined)
    yield Door("document check", _of(Kind.PICTURE, Kind.PDF), NEVER, _checked, _SOME)
    yield Door("trust pin --picture", _of(Kind.PICTURE, Kind.PDF), NEVER, _pinned, _SOME)


def _signed_page(desk: Desk, path: Path, data: bytes) -> Said:
    file = _placed(desk, f"page{path.suffix}", data)
    return desk.command(desk.laptop, "visit", "add-photo", desk.signed, file, "--signed", 1)


def _examined(_desk: Desk, _path: Path, data: bytes) -> Said:
    found = _EXAMINER.look(data)
    return Said(found is not None, "W101" if found is None else "decoded")


def _checked(desk: Desk, path: Path, data: bytes) -> Said:
    file = _placed(desk, f"page{path.suffix}", data)
    said = desk.command(desk.laptop, "document", "check", file)
    return Said(taken=False, words=said.words)


def _pinned(desk: Desk, path: Path, data: bytes) -> Said:
    file = _placed(desk, f"screen{path.suffix}", data)
    roster = file.with_name("roster-000002-0123456789ab.json")
    roster.write_bytes(b"{}")
    return desk.command(desk.laptop, "trust", "pin", roster, "--picture", file)


# -- workbooks, Word files, texts ------------------------------------------------------------------


def _laptop(*arguments: object) -> Go:
    """Return a door that runs a command on the laptop; ``FILE`` and ``NO`` stand for their own."""
    return _by(lambda desk: desk.laptop, arguments)


def _office(*arguments: object) -> Go:
    return _by(lambda desk: desk.office, arguments)


def _by(bench: object, arguments: Sequence[object]) -> Go:
    def go(desk: Desk, path: Path, data: bytes) -> Said:
        file = _placed(desk, _tame(path.name), data)
        given = {"FILE": file, "NO": desk.number, "SELFCHECK": desk.selfcheck}
        out = desk.folder("out") / "x"
        given["OUT"] = out.with_suffix(file.suffix)
        return desk.command(bench(desk), *[given.get(str(each), each) for each in arguments])  # type: ignore[operator]

    return go


def _tame(name: str) -> str:
    """Return a name that ends as the foreign one, which may hold anything."""
    return "foreign." + "".join(c for c in name.rpartition(".")[2] if c.isalnum())[:8]


def _books() -> Iterator[Door]:
    books = _of(Kind.BOOK, Kind.WORD)
    yield Door("import roster", books, MAY, _laptop("import", "roster", "FILE"), others=_OTHERS)
    for name, *arguments in (
        ("import visits", "import", "visits", "FILE", "--accept-valid"),
        ("calendar import", "calendar", "import", "FILE"),
        ("form check", "form", "check", "FILE"),
        ("visit-form publish", "visit-form", "publish", "FILE"),
        ("checklist publish", "checklist", "publish", "FILE"),
        ("standards import", "standards", "import", "FILE"),
        ("layout check", "layout", "check", "FILE"),
        ("indicators balance", "indicators", "balance", "FILE"),
        ("unit import", "unit", "import", "FILE"),
        ("selfcheck read", "selfcheck", "read", "SELFCHECK", "FILE"),
        ("lesson draw", "lesson", "draw", "NO", "--from", "FILE"),
        ("form table", "form", "table", FORM, "--template", "FILE", "--out", "OUT"),
    ):
        yield Door(name, books, MAY, _laptop(*arguments))


def _words() -> Iterator[Door]:
    words = _of(Kind.WORD, Kind.ARCHIVE)
    yield Door("visit read-word", words, MAY,
               _laptop("visit", "read-word", "FILE", "--into", "new"))  # fmt: skip
    yield Door("reply read", words, MAY, _laptop("reply", "read", "FILE", "--record"))
    yield Door("summary draft", words, MAY,
               _laptop("summary", "draft", "--skeleton", "FILE"))  # fmt: skip


def _texts() -> Iterator[Door]:
    texts = _of(Kind.TEXT, Kind.SIGNED)
    yield Door("visit new", texts, MAY, _laptop("visit", "new", "--from", "FILE"), others=_OTHERS)
    for name, *arguments in (
        ("visit add-issue", "visit", "add-issue", "NO", "--from", "FILE"),
        ("visit add-lesson", "visit", "add-lesson", "NO", "--from", "FILE"),
        ("visit add-interview", "visit", "add-interview", "NO", "--from", "FILE"),
        ("visit add-questionnaire", "visit", "add-questionnaire", "NO", "--from", "FILE"),
        (
            "issue add",
            "issue",
            "add",
            "--source",
            "投诉",
            "--school",
            "2121000003",
            "--from",
            "FILE",
        ),
        ("joint add", "joint", "add", "--from", "FILE"),
        ("meeting add", "meeting", "add", "--from", "FILE"),
        ("complaint add", "complaint", "add", "--from", "FILE"),
        ("checklist fill", "checklist", "fill", "NO", "--form", "anquan", "--from", "FILE"),
        ("reply add", "reply", "add", "2121000003", "--from", "FILE"),
        ("opinion import", "opinion", "import", "FILE"),
    ):
        yield Door(name, texts, MAY, _laptop(*arguments))


def _others() -> Iterator[Door]:
    yield Door("fonts set", _of(Kind.FONT), MAY, _laptop("fonts", "set", "宋体", "FILE"))
    yield Door("policy attach", _of(Kind.PDF, Kind.OTHER), MAY, _attached)


def _attached(desk: Desk, path: Path, data: bytes) -> Said:
    made = desk.command(desk.laptop, "policy", "add")
    file = _placed(desk, _tame(path.name), data)
    return desk.command(desk.laptop, "policy", "attach", made.words.split()[0], file)
