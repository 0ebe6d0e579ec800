"""包裹: everything that waits as one file, and what came in one laid out for those who read it."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.clock import instant_text
from inspector_app.base.errors import EnvironmentProblem, NotFoundError, RefusedError, disk_reason
from inspector_app.base.files import make_folder, read_file, write_atomic
from inspector_app.services.bundle_views import COPIED
from inspector_app.services.context import Context, Role
from inspector_app.services.device_keys import device_key
from inspector_app.services.key_trust import trusted_roster
from inspector_app.services.outbox import Called, kept_in_outbox, publish
from inspector_app.services.pack_answers import taken_by_people
from inspector_app.services.roster_steps import roster_steps

if TYPE_CHECKING:
    from inspector_app.exchange.parcel import Packed
    from inspector_app.storage.office import ReceiptRow
    from inspector_app.storage.packs import SentPackLine

_NUMBER: Final = "parcel.number"
_CALLED: Final = Called(what="包裹", act="打包裹")
_DEEPEST: Final = 6
_LOOKED_FOR: Final = timedelta(days=60)
# A parcel holds a thousand files: a receipt is two, and bundles and the roster go with them.
_MOST_RECEIPTS: Final = 400
_MOST_PACKS: Final = 100
_UNDER_WAY: Final = (".part", ".tmp", ".crdownload", ".partial")


class Reach(Enum):
    """What goes into a parcel of the office."""

    OPEN = auto()
    """What the other side has not said that it has, of the last weeks."""
    ALL = auto()
    """Everything that was ever told or sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeParcel:
    """A parcel in a folder.

    Attributes:
        path: the one file; None where nothing small waits.
        files: how many files lie in it.
        apart: large files, such as bundles of pictures, that go beside it.
        left_out: how many receipts and packs the other side has, nobody fetched for weeks, or one
            parcel cannot hold.
    """

    path: Path | None
    files: int
    apart: tuple[Path, ...]
    changes: Changes
    left_out: int = 0

    @property
    def left_words(self) -> str:
        """What was left out, in words; empty where nothing was."""
        days = _LOOKED_FOR.days
        why = f"对方已有的、超过 {days} 天的和一个包裹放不下的"
        told = f"{why}回执、下发共 {self.left_out} 份没有放入"
        return told if self.left_out else ""

    @property
    def all(self) -> tuple[Path, ...]:
        """What has to be handed over."""
        return (*((self.path,) if self.path else ()), *self.apart)


class LaidOut(NamedTuple):
    """What was dropped, with the content of parcels beside it.

    Attributes:
        refused: a sentence for each parcel that was not opened.
    """

    paths: tuple[Path, ...]
    refused: tuple[str, ...]


class ParcelService:
    """Makes parcels of what waits here: bundles on a laptop, rosters and receipts at the office."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def make(self, folder: Path, *, reach: Reach = Reach.OPEN) -> MadeParcel:
        """Put everything that waits into ``folder`` as one file, large files beside it.

        Args:
            folder: where.
            reach: at the office, what goes in.

        Raises:
            RefusedError: nothing waits.
            NotFoundError: there is no such folder.
            EnvironmentProblem: the folder does not take it; it stays in the outbox.
        """
        from inspector_app.exchange.parcel import MOST_FILE

        if not folder.is_dir():
            raise NotFoundError(f"文件夹“{folder}”不存在，没有打包裹；请先建好或换一个文件夹。")
        waiting = self._waiting()
        small = [path for path in waiting if path.stat().st_size <= MOST_FILE]
        large = [path for path in waiting if path not in small]
        packed, left_out = self._packed(small, reach)
        if not packed and not large:
            raise RefusedError(
                "没有等着交出的文件，没有打包裹；"
                "定稿的记录请先上报（“上报”页，或 bundle export --news），再打。",
                code="nothing",
            )
        made = self._written(packed) if packed else None
        # Data first: whoever sends them one by one sends the records before the pictures.
        placed = tuple(
            publish(path, folder, name=path.name, called=_CALLED)
            for path in (*((made,) if made else ()), *large)
        )
        self._note(placed, folder)
        return MadeParcel(
            path=placed[0] if made else None, files=len(packed),
            apart=placed[1:] if made else placed, changes=Changes(bundles=True),
            left_out=left_out,
        )  # fmt: skip

    def copy(self) -> MadeParcel:
        """Make the parcel for the clipboard; it stays in the outbox (RefusedError: as ``make``)."""
        made = self.make(make_outbox(self._context))
        with self._context.database.transaction():
            for row in self._context.stores.bundles.all():
                if _waits(row):
                    self._context.stores.bundles.set_exported(row["digest"], folder=COPIED)
        return made

    def _waiting(self) -> list[Path]:
        rows = [row for row in self._context.stores.bundles.all() if _waits(row)]
        return [
            kept_in_outbox(
                self._context, row["sealed_name"], already="上报包早已做好",
                remedy="更正记录后再上报",
            )
            for row in sorted(rows, key=lambda row: (row["chain"], row["seq"]))
        ]  # fmt: skip

    def _packed(self, small: Sequence[Path], reach: Reach) -> "tuple[list[Packed], int]":
        """Return what goes in, and how much of what could go is left out."""
        from inspector_app.exchange.parcel import Packed

        found = [Packed(path.name, read_file(path)) for path in small]
        if self._context.identity.role is not Role.OFFICE:
            return [*found, *self._request()], 0
        receipts, packs = self._receipts(), self._packs()
        open_receipts, open_packs = receipts, packs
        if reach is Reach.OPEN:
            open_receipts, open_packs = self._open_receipts(receipts), self._open_packs(packs)
        open_receipts = _newest_receipts(open_receipts)
        open_packs = open_packs[:_MOST_PACKS]
        found += [*self._roster(), *_receipt_files(open_receipts), *self._pack_files(open_packs)]
        left = len(receipts) + len(packs) - len(open_receipts) - len(open_packs)
        return found, left

    def _request(self) -> "Iterator[Packed]":
        """Yield what asks to be enrolled, while the roster here does not name this laptop."""
        from inspector_app.exchange.parcel import Packed
        from inspector_app.exchange.share_layout import request_name
        from inspector_app.exchange.signed_text import SignedText

        chain = device_key(self._context).public.chain
        row, roster = self._context.stores.trust.enrolment(chain), trusted_roster(self._context)
        if row is not None and (roster is None or roster.holder(chain) is None):
            text = SignedText(row.text.content, row.text.signatures)
            name = request_name(chain=chain, sha256=text.sha256)
            yield from (Packed(*each) for each in text.files(name).items())

    def _roster(self) -> "Iterator[Packed]":
        from inspector_app.exchange.parcel import Packed

        for name, text in roster_steps(self._context):
            yield from (Packed(*each) for each in text.files(name).items())

    def _receipts(self) -> "tuple[ReceiptRow, ...]":
        return self._context.stores.office.receipts()

    def _open_receipts(self, rows: "Sequence[ReceiptRow]") -> "tuple[ReceiptRow, ...]":
        """Return the receipts of the last weeks that no later bundle says its laptop has read."""
        seen, since = self._context.stores.office.receipts_seen(), self._since()
        return tuple(
            row for row in rows if row.n > seen.get(row.chain, 0) and row.issued >= since
        )  # fmt: skip

    def _packs(self) -> "tuple[SentPackLine, ...]":
        return self._context.stores.packs.sent()

    def _open_packs(self, lines: "Sequence[SentPackLine]") -> "tuple[SentPackLine, ...]":
        """Return the packs of the last weeks that somebody has not said to have taken."""
        taken, since = taken_by_people(self._context), self._since()
        return tuple(
            line for line in lines
            if line.created >= since
            and not frozenset(line.people) <= taken.get((line.chain, line.n), frozenset())
        )  # fmt: skip

    def _since(self) -> str:
        return instant_text(self._context.clock.now() - _LOOKED_FOR)

    def _pack_files(self, lines: "Sequence[SentPackLine]") -> "Iterator[Packed]":
        """Yield packs as files; each laptop opens its own."""
        from inspector_app.exchange.parcel import Packed

        for line in lines:
            row = self._context.stores.packs.sent_file(line.chain, line.n)
            yield Packed(row.file_name, row.content)

    def _written(self, packed: "Sequence[Packed]") -> Path:
        from inspector_app.exchange.parcel import ParcelName, write_parcel

        stream = BytesIO()
        write_parcel(packed, stream)
        content = stream.getvalue()
        sha12 = hashlib.sha256(content).hexdigest()[:12]
        outbox = self._context.folder.outbox
        known = next(outbox.glob(f"pk1-*-{sha12}.zip"), None)
        if known is not None:
            return known
        make_folder(outbox)
        number = int(self._context.stores.settings.get(_NUMBER, 0)) + 1
        # First: a number under which a file was begun is not given out again.
        with self._context.database.transaction():
            self._context.stores.settings.put(_NUMBER, number)
        chain8 = device_key(self._context).public.chain[:8]
        path = outbox / ParcelName(chain8=chain8, n=number, sha12=sha12).file_name
        for old in outbox.glob("pk1-*.zip"):
            # What was in it lies in the outbox, file by file.
            old.unlink()
        write_atomic(path, content)
        return path

    def _note(self, placed: Sequence[Path], folder: Path) -> None:
        rows = [row for row in self._context.stores.bundles.all() if _waits(row)]
        with self._context.database.transaction():
            for row in rows:
                self._context.stores.bundles.set_exported(row["digest"], folder=str(folder))
            names = [path.name for path in placed]
            self._context.note("parcel", names[0], {"note": "打包裹", "files": names})


def _newest_receipts(rows: "Sequence[ReceiptRow]") -> "tuple[ReceiptRow, ...]":
    """Return as many as a parcel holds, in the order of laptops and numbers."""
    newest = sorted(rows, key=lambda row: (row.issued, row.n))[-_MOST_RECEIPTS:]
    return tuple(sorted(newest, key=lambda row: (row.chain, row.n)))


def _receipt_files(rows: "Sequence[ReceiptRow]") -> "Iterator[Packed]":
    from inspector_app.exchange.parcel import Packed
    from inspector_app.exchange.signed_text import SignedText
    from inspector_app.services.office_receipts import receipt_name

    for row in rows:
        files = SignedText(row.content, row.signatures).files(receipt_name(row))
        yield from (Packed(*each) for each in files.items())


def make_outbox(context: Context) -> Path:
    """Return the outbox, made where it is missing."""
    make_folder(context.folder.outbox)
    return context.folder.outbox


def _waits(row: dict[str, Any]) -> bool:
    return bool(row["sealed_name"]) and not row["result"]


@contextmanager
def laid_out(paths: Sequence[Path], *, scratch: Path) -> Iterator[LaidOut]:
    """Give out what was dropped with every parcel's content beside it, while the block runs.

    Args:
        paths: files and folders.
        scratch: a private folder of this machine; nothing is left in it.
    """
    found = tuple(_parcels(paths))
    if not found:
        yield LaidOut(tuple(paths), ())
        return
    home = scratch / f"parcels.{secrets.token_hex(4)}"
    refused: list[str] = []
    try:
        for place, path in enumerate(found):
            _lay_out(path, home / str(place), refused.append)
        beside = [path for path in paths if path not in found]
        # Each apart: a name in one parcel must not stand before the same name in another.
        opened = sorted(home.iterdir()) if home.is_dir() else []
        yield LaidOut((*beside, *opened), tuple(refused))
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _lay_out(path: Path, home: Path, refuse: Callable[[str], None]) -> None:
    from inspector_app.exchange.parcel import ParcelRefusedError, unpack

    make_folder(home)
    try:
        for name, content in unpack(path):
            with (home / name).open("xb") as stream:
                stream.write(content)
    except ParcelRefusedError as error:
        shutil.rmtree(home, ignore_errors=True)
        refuse(error.sentence)
    except OSError as error:
        raise EnvironmentProblem(
            f"包裹“{path.name}”打不开（{disk_reason(error)}），没有收取；请检查后再试。"
        ) from error


def _is_whole(name: str) -> bool:
    from inspector_app.exchange.parcel import ParcelName

    under_way = name.startswith(".") or name.endswith(_UNDER_WAY)
    return ParcelName.find(name) is not None and not under_way


def _parcels(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_symlink() and not path.is_dir():
            continue
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                inside = Path(folder)
                whole = (inside / n for n in sorted(names) if _is_whole(n))
                yield from (each for each in whole if not each.is_symlink())
                if len(inside.relative_to(path).parts) >= _DEEPEST:
                    folders.clear()
        elif path.is_file() and _is_whole(path.name):
            yield path
