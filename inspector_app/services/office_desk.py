"""收件 as one act: look, take in, ask about the same day, sign receipts, write them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import NotFoundError, RefusedError, UserError
from inspector_app.base.files import resolved
from inspector_app.office.labels import Reporters
from inspector_app.services.context import Context
from inspector_app.services.office_clearing import clear_inbox
from inspector_app.services.office_coming import Coming, coming
from inspector_app.services.office_intake import OfficeIntake, share_roots
from inspector_app.services.office_questions import OfficeQuestions
from inspector_app.services.office_receipts import OfficeReceipts
from inspector_app.services.office_scan import Progress, Scan
from inspector_app.services.pack_sending import PackService
from inspector_app.services.parcels import laid_out
from inspector_app.services.reporters import reporters_here
from inspector_app.services.share import ShareService
from inspector_app.services.share_setting import joined_share
from inspector_app.storage.database import CannotSaveError
from inspector_app.storage.office import BundleLine, HeldRow

if TYPE_CHECKING:
    from inspector_app.services.trust_laptops import TrustLaptops

_FOLDERS: Final = "office.folders"
_ASKED: Final = "office.asked-about"
_NOTHING_CAME: Final = [0, 0]
_NO_MORE: Final = "原来记住了这个文件夹，以后不再自动看它。"


@dataclass(frozen=True, slots=True, kw_only=True)
class InTray:
    """What has come: bundles that were taken in, and files that are kept aside.

    ``coming`` says whose pictures were announced and are still to come; ``reporters`` who hands
    over here.
    """

    bundles: tuple[BundleLine, ...]
    held: tuple[HeldRow, ...]
    names: dict[str, str]
    folders: tuple[Path, ...]
    coming: tuple[Coming, ...]
    reporters: Reporters


class OfficeDesk:
    """What the office does with what was dropped."""

    def __init__(
        self, context: Context, *, intake: OfficeIntake, receipts: OfficeReceipts,
        questions: OfficeQuestions, packs: PackService,
        laptops: "Callable[[], TrustLaptops]",
    ) -> None:  # fmt: skip
        self._context = context
        self._laptops = laptops
        self._intake, self._receipts, self._questions = intake, receipts, questions
        self._packs = packs

    def scan(self, paths: Sequence[Path] = (), *, progress: Progress | None = None) -> Scan:
        """Take in what lies at ``paths`` and answer it (errors of ``OfficeIntake.scan``).

        Shared folders are remembered: without paths, those are looked at again. One that turns out
        to be another district's is told of once and forgotten. Receipts are
        written into the data folder, to be sent by hand, and into every shared folder among the
        paths; so are packs that did not get there when they were sent, and the newest roster.
        """
        known = self.folders()
        dropped = [path for path in paths if resolved(path) not in known]
        paths = paths or known
        if not paths:
            raise RefusedError("请选要收的文件夹或文件，没有收件；收过的共享文件夹会记住。")
        with laid_out(paths, scratch=self._context.folder.quarantine) as laid:
            found = self._intake.scan(laid.paths, progress=progress)
            asked = self._take_requests([each for each in laid.paths if each not in paths]
                                        + dropped)  # fmt: skip
        roots, foreign = self._own_roots(paths)
        let_go = self._let_go(foreign)
        found = replace(found, warnings=(*found.warnings, *laid.refused, *asked, *let_go))
        self._remember(roots)
        changes = found.changes | self._ask(found.changes)
        self._receipts.issue()
        written = self._receipts.write(self._context.folder.receipts)
        for root in roots:
            written = (*written, *self._receipts.write(root / "receipts"))
        told = (*found.warnings, *self._put_packs(roots), *self._clear())
        return replace(found, receipts=written, changes=changes, warnings=told)

    def _ask(self, came: Changes) -> Changes:
        """Ask about what has come, also what came before the program was ended."""
        readings = self._context.stores.office.readings()
        asked = self._context.stores.settings.get(_ASKED) or _NOTHING_CAME
        if not came and asked == readings:
            return Changes()
        with self._context.database.transaction():
            self._context.stores.settings.put(_ASKED, readings)
            return self._questions.find()

    def _own_roots(self, paths: Sequence[Path]) -> tuple[list[Path], dict[Path, UserError]]:
        """Return the shared folders among these, and why others are none of ours.

        Into the folder of another district nothing is put, and it is not looked at again.
        """
        own, foreign = list[Path](), dict[Path, UserError]()
        for root in share_roots(paths):
            try:
                self._packs.refuse_foreign(root)
                own.append(root)
            except UserError as error:
                foreign[root] = error
        return own, foreign

    def _let_go(self, foreign: Mapping[Path, UserError]) -> list[str]:
        """Forget folders of other offices that were remembered; return what is said of each.

        One that does not answer may be ours, and stays.
        """
        kept = self._kept()
        gone = [resolved(r) for r, why in foreign.items() if isinstance(why, RefusedError)]
        self._keep([each for each in kept if each not in gone])
        return [
            f"{why.sentence}{_NO_MORE if resolved(root) in {*gone} & {*kept} else ''}"
            for root, why in foreign.items()
        ]

    def _put_packs(self, roots: Sequence[Path]) -> Iterator[str]:
        """Put packs and the roster into shared folders, and yield why one does not take them."""
        share = ShareService(self._context)
        for root in roots:
            try:
                if self._packs.is_shared(root):
                    share.put_rosters(root)
                    self._packs.put_again(root)
            except UserError as error:
                yield error.sentence

    def _clear(self) -> Iterator[str]:
        """Free the folder that was made here, and yield how much of it."""
        made = joined_share(self._context)
        cleared = 0
        if made is not None and self._packs.is_shared(made):
            cleared = clear_inbox(self._context, made)
        if cleared:
            yield f"共享文件夹里清理了 {cleared} 个上报包：收下并已回执满 30 天，内容都在本机。"

    def _take_requests(self, paths: Sequence[Path]) -> tuple[str, ...]:
        """Keep the requests to be enrolled that were dropped; those in the share wait for a hand.

        Anybody may put files into the share, and whoever looks at it does not mean all of them.
        """
        from inspector_app.services.share_carrying import found_at

        try:
            holding = [path for path in paths if found_at(path).requests]
            if not holding:
                return ()
            taken = self._laptops().take_in(holding)
        except CannotSaveError:
            raise
        except UserError as error:
            # Bundles have come in: what is wrong with the rest is told beside them.
            return (error.sentence,)
        said = f"登记申请 {len(taken.asked)} 份，请在“人员与电脑登记”里核对数字。"
        refused = (f"{name}：{sentence}" for name, sentence in taken.refused)
        known = [taken.known_words] if taken.known else []
        return (*([said] if taken.asked else []), *known, *refused)

    def folders(self) -> tuple[Path, ...]:
        """Return the shared folder that was made here, and those that were looked at before."""
        made = joined_share(self._context)
        return tuple(dict.fromkeys([*([made] if made else []), *self._kept()]))

    def forget(self, folder: Path) -> Changes:
        """Look at a shared folder no more by itself; what lies in it stays, and what came of it.

        Raises:
            NotFoundError: it is not remembered.
            RefusedError: it is the one that was made here.
        """
        wanted, kept = resolved(folder), self._kept()
        made = joined_share(self._context)
        if made is not None and resolved(made) == wanted:
            raise RefusedError(
                f"“{folder}”是本督导室建立的共享文件夹，督学的上报包都往里放，没有去掉；"
                "要换地方，请先用“建立共享文件夹”另建一个。"
            )
        if wanted not in kept:
            raise NotFoundError(f"没有记住“{folder}”，没有做任何改动；记住的有：{_named(kept)}。")
        self._keep([each for each in kept if each != wanted])
        return Changes(bundles=True)

    def _remember(self, roots: Sequence[Path]) -> None:
        self._keep([*self._kept(), *(resolved(root) for root in roots)])

    def _kept(self) -> list[Path]:
        return [Path(each) for each in self._context.stores.settings.get(_FOLDERS) or []]

    def _keep(self, folders: Sequence[Path]) -> None:
        wanted = list(dict.fromkeys(folders))
        if wanted != self._kept():
            with self._context.database.transaction():
                self._context.stores.settings.put(_FOLDERS, [str(each) for each in wanted])

    def tray(self) -> InTray:
        """Return what has come."""
        with self._context.database.snapshot():
            held = self._context.stores.office.all_held()
            return InTray(
                bundles=self._context.stores.office.bundles(),
                held=tuple(each for each in held if each.state != "known"),
                names=self._context.names(),
                folders=self.folders(),
                coming=coming(self._context),
                reporters=reporters_here(self._context),
            )


def _named(folders: Sequence[Path]) -> str:
    return "、".join(map(str, folders)) or "没有"
