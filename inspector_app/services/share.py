"""共享文件夹: made by the office, joined by laptops, and filled with what waits to leave."""

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import EnvironmentProblem, RefusedError
from inspector_app.base.files import resolved
from inspector_app.services.context import Context, Role
from inspector_app.services.device_keys import device_key
from inspector_app.services.key_trust import trusted_roster
from inspector_app.services.patience import in_time
from inspector_app.services.peers_waiting import note_peers_placed, waiting_for_peers
from inspector_app.services.roster_steps import roster_steps
from inspector_app.services.share_carrying import (
    Carried,
    Errand,
    Leaving,
    carry,
    not_readable,
    not_writable,
    read,
    read_joined,
)
from inspector_app.services.share_setting import SHARE_SETTING
from inspector_app.storage.receipts import ReceiptStore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector_app.exchange.key_roster import KeyRoster
    from inspector_app.exchange.share_check import Remark
    from inspector_app.exchange.share_found import Found
    from inspector_app.exchange.share_layout import Kind, Share
    from inspector_app.exchange.signed_text import SignedText


class Sent(NamedTuple):
    """What stands in the folder after sending: names of files, and how many parts were swept."""

    placed: tuple[str, ...]
    swept: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareState:
    """What the window says of the folder.

    Attributes:
        path: the folder that was joined; empty where there is none.
        reachable: whether it answered in time and is still that folder.
        problem: why not, in words.
        waiting: names of bundles that are to be put there.
        last_placed: when a bundle was put there last.
    """

    path: str
    reachable: bool
    problem: str
    waiting: tuple[str, ...]
    last_placed: str


class ShareService:
    """The shared folder of one data folder."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def make(self, folder: Path) -> "Share":
        """Make ``folder`` the office's shared folder; the one that it is already stays.

        Raises:
            RefusedError: not an office, no roster yet, or the folder is no place for it.
            EnvironmentProblem: it cannot be written.
        """
        from inspector_app.exchange.share_layout import SHARE_FILE, Kind, Share, read_share

        if self._context.identity.role is not Role.OFFICE:
            raise RefusedError("只有督导室能建立共享文件夹，没有改动；督学请用“加入”。")
        roster = self._roster("建立")
        self._refuse_nested(folder)
        key = device_key(self._context)
        if key.public not in roster.office.sign:
            raise RefusedError(
                "人员与电脑登记里没有督导室这台电脑，没有建立共享文件夹；请先重新签发登记名册。"
            )
        try:
            if os.path.lexists(folder / SHARE_FILE):
                share = read_share(folder, roster=roster)
            else:
                share = Share(
                    id=os.urandom(16).hex(), office=roster.office.id, district=roster.district
                )
                self._put(folder, share.signed(key), SHARE_FILE, place_in="")
            for kind in Kind:
                self._place(folder, str(kind))
            self._put_rosters(folder, roster_steps(self._context))
        except OSError as error:
            raise not_writable(folder, error) from error
        self._remember(folder, share, words="建立共享文件夹")
        return share

    def join(self, folder: Path) -> "Share":
        """Remember ``folder`` as the one to hand over into.

        Raises:
            RefusedError: no roster yet, or the roster's office has not signed the folder.
            EnvironmentProblem: it cannot be read.
        """
        roster = self._roster("加入")
        self._refuse_nested(folder)
        share = read(folder, roster)
        self._remember(folder, share, words="加入共享文件夹")
        return share

    def check(self, folder: Path | None = None) -> "tuple[Remark, ...]":
        """Return what is to be said of a folder, by default of the one that was joined."""
        from inspector_app.exchange.share_check import check_folder

        path = self.joined_folder() if folder is None else folder
        try:
            return in_time(lambda: check_folder(path), folder=path, seconds=60)
        except OSError as error:
            raise not_readable(path, error) from error

    def look(self, path: Path) -> "Found":
        """Return what a dropped file or folder holds, by kind; nothing is taken yet."""
        from inspector_app.exchange.share_found import found_in

        try:
            return found_in(path)
        except OSError as error:
            raise not_readable(path, error) from error

    def send(self, folder: Path | None = None) -> Sent:
        """Put every bundle that waits into the folder; what is there already is only noted.

        Args:
            folder: another folder that the office has signed, such as a stick.

        Raises:
            RefusedError: the folder is not the office's, or a file there has other content.
            EnvironmentProblem: it cannot be reached or written; what was placed stays placed.
        """
        carried = carry(self._errand_to(folder))
        self.note_carried(carried)
        if carried.problem is not None:
            raise carried.problem
        return Sent(tuple(each.source.name for each in carried.placed), carried.swept)

    def is_joined(self) -> bool:
        """Say whether this laptop hands over into a folder."""
        return self._context.stores.settings.get(SHARE_SETTING) is not None

    def errand(self) -> Errand | None:
        """Return what is to be put into the joined folder and looked for there; None for none.

        It is carried out with ``share_carrying.carry``, away from the database, and noted with
        ``note_carried`` and ``OfficeAnswers.take_texts``.

        """
        if self._context.stores.settings.get(SHARE_SETTING) is None:
            return None
        if trusted_roster(self._context) is None:
            return None
        from inspector_app.services.peers_arrived import wanted_of_peers

        return replace(self._errand_to(None), peers=wanted_of_peers(self._context))

    def _errand_to(self, folder: Path | None) -> Errand:
        from inspector_app.exchange.layout import BundleName
        from inspector_app.exchange.share_layout import Kind, receipt_name

        path = self.joined_folder() if folder is None else folder
        roster = self._roster("放入")
        known = self._context.stores.settings.get(SHARE_SETTING) if folder is None else None
        waiting: list[Leaving] = []
        lost: EnvironmentProblem | None = None
        for row in self._waiting():
            name = BundleName.find(row["sealed_name"])
            assert name is not None
            try:
                source = self._source(name.sealed_file_name)
            except EnvironmentProblem as error:
                lost = lost or error
                continue
            place_in = f"{Kind.BUNDLE}/{name.chain8}"
            waiting.append(Leaving(row["digest"], source, row["sealed_sha256"], place_in))
        if folder is None:
            waiting += waiting_for_peers(self._context)
        rows = self._context.stores.bundles.all()
        receipts = ReceiptStore(self._context.database)
        chains = tuple(dict.fromkeys(row["chain"] for row in rows))
        return Errand(
            folder=path, share=known["share"] if known else "", roster=roster, waiting=waiting,
            chains=chains,
            known=frozenset(
                receipt_name(chain=chain, n=n, sha256=sha256)
                for chain in chains for n, sha256 in receipts.sha256s(chain).items()
            ),
            lost=lost,
            unanswered=sum(bool(row["placed_at"]) and not row["result"] for row in rows),
        )  # fmt: skip

    def note_carried(self, carried: Carried) -> Changes:
        """Note what stands in the folder now."""
        if not carried.placed:
            return Changes()
        with self._context.database.transaction():
            now = self._context.now_text()
            note_peers_placed(self._context, carried.placed)
            for each in carried.placed:
                self._context.stores.bundles.set_placed(
                    each.digest, folder=str(carried.folder), at=now
                )
        return Changes(bundles=True)

    def put_rosters(self, folder: Path) -> None:
        """Put what leads to the newest roster into a shared folder of this office.

        What is there already stays.

        Raises:
            EnvironmentProblem: the folder does not take it.
        """
        # Read here: another thread has no business with the database.
        steps = roster_steps(self._context)
        if not steps:
            return
        try:
            in_time(lambda: self._put_rosters(folder, steps), folder=folder)
        except OSError as error:
            raise not_writable(folder, error) from error

    def put(self, kind: "Kind", text: "SignedText", *, name: str, chain: str = "") -> None:
        """Put a roster, request or receipt into the folder that was joined.

        Raises:
            RefusedError: as for ``send``.
            EnvironmentProblem: as for ``send``.
        """
        path = self._checked("放入")
        try:
            self._put(path, text, name, place_in="/".join(p for p in (kind, chain[:8]) if p))
        except OSError as error:
            raise not_writable(path, error) from error

    def state(self) -> ShareState:
        """Return what the window says of the folder."""
        known = self._context.stores.settings.get(SHARE_SETTING)
        problem = "" if known else "还没有加入共享文件夹"
        if known:
            try:
                self._checked("放入")
            except (RefusedError, EnvironmentProblem) as error:
                problem = error.sentence
        rows = self._context.stores.bundles.all()
        return ShareState(
            path=known["path"] if known else "",
            reachable=not problem,
            problem=problem,
            waiting=tuple(row["sealed_name"] for row in self._waiting()),
            last_placed=max((row["placed_at"] or "" for row in rows), default=""),
        )

    # -- steps -----------------------------------------------------------------------------------

    def _roster(self, act: str) -> "KeyRoster":
        roster = trusted_roster(self._context)
        if roster is None:
            raise RefusedError(
                f"这台电脑还没有督导室签发的登记名册，没有{act}共享文件夹；请先完成人员与电脑登记。"
            )
        return roster

    def _refuse_nested(self, folder: Path) -> None:
        share, data = resolved(folder), resolved(self._context.folder.root)
        if share == data or share in data.parents or data in share.parents:
            raise RefusedError(
                f"“{folder}”与数据文件夹套在一起，没有改动：数据库绝不能放进共享文件夹；"
                "请另选一个文件夹。"
            )

    def joined_folder(self) -> Path:
        """Return the folder that was joined or made (RefusedError: none was)."""
        known = self._context.stores.settings.get(SHARE_SETTING)
        if known is None:
            raise RefusedError(
                "还没有加入共享文件夹，没有做任何事；请先加入，或另存上报包后用别的办法交。"
            )
        return Path(known["path"])

    def checked_folder(self) -> Path:
        """Return the folder that was joined, once it answers and is still that one.

        Raises:
            RefusedError: none was joined, or another lies there now.
            EnvironmentProblem: it does not answer.
        """
        return self._checked("读取")

    def _checked(self, act: str) -> Path:
        known = self._context.stores.settings.get(SHARE_SETTING) or {"share": ""}
        path = self.joined_folder()
        read_joined(path, self._roster(act), share=known["share"])
        return path

    def _remember(self, folder: Path, share: "Share", *, words: str) -> None:
        known = {"path": str(resolved(folder)), "share": share.id, "office": share.office}
        with self._context.database.transaction():
            if self._context.stores.settings.get(SHARE_SETTING) == known:
                return
            self._context.stores.settings.put(SHARE_SETTING, known)
            self._context.note("share", share.id, {"note": words, "path": known["path"]})

    def _waiting(self) -> list[dict[str, str]]:
        rows = self._context.stores.bundles.all()
        waiting = [r for r in rows if r["sealed_name"] and not r["placed_at"] and not r["result"]]
        return sorted(waiting, key=lambda row: (row["chain"], row["seq"]))

    def _source(self, name: str) -> Path:
        from inspector_app.services.outbox import kept_in_outbox

        return kept_in_outbox(
            self._context, name, already="上报包早已做好", remedy="重新导出这个月的上报包"
        )

    def _put_rosters(self, folder: Path, steps: "Sequence[tuple[str, SignedText]]") -> None:
        from inspector_app.exchange.share_layout import Kind

        for name, text in steps:
            self._put(folder, text, name, place_in=str(Kind.ROSTER))

    @staticmethod
    def _place(folder: Path, place_in: str) -> Path:
        from inspector_app.exchange.share_publish import make_places

        return make_places(folder, place_in)

    def _put(self, folder: Path, text: "SignedText", name: str, *, place_in: str) -> None:
        from inspector_app.exchange.share_publish import place_text

        place_text(self._place(folder, place_in) if place_in else folder, name, text)
