"""收件: bundles from wherever they were dropped, each judged step by step and taken in once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.services.context import Context, Role
from inspector_app.services.key_trust import trusted_roster
from inspector_app.services.office_catch_up import CatchUp
from inspector_app.services.office_files import Quarantine, candidates, plain_bundles
from inspector_app.services.office_run import Look
from inspector_app.services.office_scan import Progress, Scan

if TYPE_CHECKING:
    from inspector_app.exchange.key_roster import KeyRoster


class OfficeIntake:
    """Takes bundles in; the records of each come with one transaction, or not at all."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.office
        self._quarantine = Quarantine(context.folder.quarantine)

    def last_taken(self, chain: str) -> int:
        """Return the number of the newest bundle of a laptop that was taken in, 0 for none."""
        known = self._store.chain(chain)
        return 0 if known is None else known.head_seq

    def scan(self, paths: Sequence[Path], *, progress: Progress | None = None) -> Scan:
        """Look at folders and files, and take in what may be taken in.

        Raises:
            RefusedError: this folder is no office's, or its keys are not set up yet.
            NotFoundError: a path does not exist.
            EnvironmentProblem: the disk of this machine does not hold it; nothing is half done.
        """
        roster = self._ready()
        for path in paths:
            if not path.exists():
                raise NotFoundError(f"找不到“{path}”，没有收件；共享文件夹断开的，连上后再收。")
        self._quarantine.sweep()
        earlier = CatchUp(self._context)
        unread = tuple(earlier.run())
        run = Look(self._context, self._quarantine, roster)
        found = sorted(candidates(paths), key=lambda file: (file.seq, file.path))
        for place, file in enumerate(found, 1):
            run.look(file)
            if progress is not None:
                progress(place, len(found))
        run.look_again()
        looked = run.finished()
        warnings = (*looked.warnings, *unread, *_said_of_plain(plain_bundles(paths)))
        return replace(looked, warnings=warnings, changes=looked.changes | earlier.changes)

    def _ready(self) -> "KeyRoster":
        if self._context.identity.role is not Role.OFFICE:
            raise RefusedError("收件只在督导室的电脑上做，这里是督学的电脑；没有收件。")
        roster = trusted_roster(self._context)
        if roster is None:
            raise RefusedError(
                "还没有登记各位督学的电脑，收到的上报包无法核对，没有收件；"
                "请先在“人员与电脑登记”里登记。"
            )
        return roster


def _said_of_plain(names: Sequence[str]) -> Iterator[str]:
    if names:
        yield (
            f"{len(names)} 个上报包没有加密，是加入督导室以前做的，没有收下：{'、'.join(names)}；"
            "请上报人加入督导室以后，把那个月再报一次，里面的记录都会报来；已经再报过的不用管。"
        )


def share_roots(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the shared folders among ``paths``: those that have an in-tray."""
    roots = [path.parent if path.name == "inbox" else path for path in paths if path.is_dir()]
    return tuple(dict.fromkeys(root for root in roots if (root / "inbox").is_dir()))
