"""What a dropped file or folder holds, by kind, told by names alone; nothing is opened or run."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inspector_app.base.errors import RefusedError
from inspector_app.base.files import open_file, read_file
from inspector_app.exchange.share_layout import (
    PART,
    SHARE_FILE,
    Kind,
    NamedFile,
    named_file,
)
from inspector_app.exchange.signed_text import NotSignedTextError, SignedText, read_files

DEEPEST: Final = 8
MOST_ENTRIES: Final = 200_000
_SHORTCUT: Final = ".lnk"
_PROGRAMS: Final = frozenset(
    {
        ".exe", ".scr", ".com", ".pif", ".bat", ".cmd", ".vbs", ".vbe", ".js", ".jse", ".wsf",
        ".hta", ".ps1", ".msi", ".lnk", ".jar", ".reg",
    }
)  # fmt: skip
# Made by systems and synchronising programs for themselves; nobody's papers lie in there.
HOUSEKEEPING: Final = frozenset(
    {
        "system volume information", "$recycle.bin", ".stfolder", ".stversions", ".stignore",
        ".spotlight-v100", ".fseventsd", ".trashes", ".ds_store", "desktop.ini", "thumbs.db",
        ".sync", ".nutstore", ".owncloudsync.log",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A text and its signatures as they lie there, copies and all.

    Attributes:
        name: as the writer called the text.
        sha12: the first 12 hex digits of the text's own SHA-256.
        texts: every file that claims to be it.
        signatures: every file that claims to be a signature of it, the first kind first.
    """

    name: str
    sha12: str
    texts: tuple[Path, ...]
    signatures: tuple[Path, ...]

    def read(self) -> SignedText:
        """Return the text whose hash is that of its name, with its signatures.

        Raises:
            NotSignedTextError: none of the files is that text whole, or a signature is missing.
            OSError: none can be read.
        """
        for path in self.texts:
            with open_file(path) as stream:
                whole = hashlib.file_digest(stream, "sha256").hexdigest()
            if whole[:12] != self.sha12:
                continue
            try:
                return read_files(path)
            except NotSignedTextError:
                # A copy has lost its neighbour's name: the signatures are found by their own.
                if not self.signatures:
                    raise
            read = tuple(read_file(signature)[:4096] for signature in self.signatures)
            return SignedText(read_file(path), read[:2])
        msg = f"{self.name} is not whole"
        raise NotSignedTextError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What lies there.

    Attributes:
        bundles: files named as bundles, the name pattern anywhere in the name.
        packs: files named as packs of the office, in the same way.
        unknown: files of no known kind; they are left alone.
        suspicious: what a stick's worm leaves: programs, shortcuts, and folders that a shortcut of
            their name stands for. Named, never opened.
        links: symbolic links, which may lead anywhere. Named, never followed.
        unfinished: files that are still being written.
        too_deep: folders that were not looked into.
    """

    bundles: tuple[Path, ...] = ()
    rosters: tuple[SignedFile, ...] = ()
    requests: tuple[SignedFile, ...] = ()
    receipts: tuple[SignedFile, ...] = ()
    packs: tuple[Path, ...] = ()
    unknown: tuple[Path, ...] = ()
    suspicious: tuple[Path, ...] = ()
    links: tuple[Path, ...] = ()
    unfinished: tuple[Path, ...] = ()
    too_deep: tuple[Path, ...] = ()


def found_in(path: Path) -> Found:
    """Find what is in a dropped file or folder.

    A folder that is itself a link is followed: whoever names it means it, and a share is often
    mounted so. Links inside it may have come from anybody.

    Raises:
        RefusedError: more lies there than any district hands over.
        OSError: it cannot be read.
    """
    seen = _Seen()
    if path.is_dir():
        _walk(path, 0, seen)
    else:
        path.lstat()
        # A text that is named brings its signatures along.
        known = named_file(path.name)
        beside = path.parent.iterdir() if known and known.is_text else ()
        mates = [p for p in beside if (n := named_file(p.name)) and known and _same(n, known)]
        for each in sorted({path, *mates}):
            _sort_in(each, seen, is_link=each.is_symlink())
    return seen.found()


def _same(one: NamedFile, other: NamedFile) -> bool:
    return bool(one.suffix) and one.name.removesuffix(one.suffix) == other.name


class _Seen:
    def __init__(self) -> None:
        self.entries = 0
        self.bundles: list[Path] = []
        self.packs: list[Path] = []
        self.signed: dict[tuple[Kind, str], tuple[str, list[Path], list[tuple[str, Path]]]] = {}
        self.unknown: list[Path] = []
        self.suspicious: list[Path] = []
        self.links: list[Path] = []
        self.unfinished: list[Path] = []
        self.too_deep: list[Path] = []

    def count(self, folder: Path) -> None:
        self.entries += 1
        if self.entries > MOST_ENTRIES:
            raise RefusedError(
                f"“{folder}”里的文件超过 {MOST_ENTRIES} 个，没有收取任何文件；"
                "请只选上报包所在的文件夹。"
            )

    def add_signed(self, path: Path, named: NamedFile) -> None:
        text = named.name.removesuffix(named.suffix)
        _, texts, signatures = self.signed.setdefault((named.kind, text), (named.sha12, [], []))
        if named.suffix:
            signatures.append((named.suffix, path))
        else:
            texts.append(path)

    def of_kind(self, wanted: Kind) -> Iterator[SignedFile]:
        for (kind, name), (sha12, texts, signatures) in sorted(self.signed.items()):
            if kind is not wanted:
                continue
            first = dict(sorted(signatures, reverse=True))
            if texts:
                ordered = tuple(first[suffix] for suffix in sorted(first))
                yield SignedFile(name, sha12, tuple(sorted(texts)), ordered)
            else:
                self.unknown += [path for _, path in signatures]

    def found(self) -> Found:
        kinds = {kind: tuple(self.of_kind(kind)) for kind in Kind}
        return Found(
            bundles=tuple(sorted(self.bundles)),
            rosters=kinds[Kind.ROSTER],
            requests=kinds[Kind.REQUEST],
            receipts=kinds[Kind.RECEIPT],
            packs=tuple(sorted(self.packs)),
            unknown=tuple(sorted(self.unknown)),
            suspicious=tuple(sorted(self.suspicious)),
            links=tuple(sorted(self.links)),
            unfinished=tuple(sorted(self.unfinished)),
            too_deep=tuple(sorted(self.too_deep)),
        )


def _walk(folder: Path, depth: int, seen: _Seen) -> None:
    with os.scandir(folder) as scanned:
        entries = []
        for entry in scanned:
            seen.count(folder)
            entries.append(entry)
    # The worm hides a folder and leaves a shortcut of its name that starts the worm first.
    shortcuts = {
        e.name[: -len(_SHORTCUT)].casefold()
        for e in entries
        if e.name.casefold().endswith(_SHORTCUT)
    }
    for entry in entries:
        path = Path(entry.path)
        if entry.name.casefold() in HOUSEKEEPING or entry.name.startswith(".Trash-"):
            continue
        if not entry.is_dir(follow_symlinks=False):
            _sort_in(path, seen, is_link=entry.is_symlink())
        elif entry.name.casefold() in shortcuts:
            seen.suspicious.append(path)
        elif depth + 1 >= DEEPEST:
            seen.too_deep.append(path)
        else:
            _walk(path, depth + 1, seen)


def _sort_in(path: Path, seen: _Seen, *, is_link: bool) -> None:
    name = path.name
    lower = name.casefold()
    if is_link:
        seen.links.append(path)
    elif path.suffix.casefold() in _PROGRAMS or lower == "autorun.inf":
        seen.suspicious.append(path)
    elif lower.endswith((PART, ".tmp", ".crdownload", ".partial")):
        seen.unfinished.append(path)
    elif name not in {SHARE_FILE, f"{SHARE_FILE}.sig"}:
        named = named_file(name)
        if named is None:
            seen.unknown.append(path)
        elif named.kind is Kind.BUNDLE:
            seen.bundles.append(path)
        elif named.kind is Kind.PACK:
            seen.packs.append(path)
        else:
            seen.add_signed(path, named)
