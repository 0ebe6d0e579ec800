"""上报 by itself: what waits goes into the shared folder, and receipts come out of it.

One walk has three steps, so that only the middle one meets the share: ``prepare`` makes what is due
and reads what waits, ``share_carrying.carry`` walks, ``note`` writes down what came of it.
"""

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import EnvironmentProblem, RefusedError, UserError
from inspector_app.base.files import make_folder
from inspector_app.services.addressee import office_roster
from inspector_app.services.context import Context, Role
from inspector_app.services.leaving import waits_to_leave
from inspector_app.services.outbox_clearing import clear_outbox
from inspector_app.services.peers_waiting import waiting_for_peers
from inspector_app.services.share_carrying import Carried, Errand, carry
from inspector_app.services.share_setting import joined_share

if TYPE_CHECKING:
    from inspector_app.services.bundles import BundleService
    from inspector_app.services.office_answers import OfficeAnswers
    from inspector_app.services.peers_arrived import PeersArrived
    from inspector_app.services.share import ShareService
    from inspector_app.services.trust_joining import TakenRoster, TrustJoining

_SETTING: Final = "share.automatic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What came of a walk.

    Attributes:
        placed: how many bundles stand in the folder now that did not before.
        answered: how many receipts came.
        peers: how many records of peers came, to be looked at.
        roster: the version of the roster that was taken; 0 for none.
        alarms: what somebody has to read, the worst first.
        problem: why not everything was done, empty for nothing.
        is_away: whether that is a folder that does not answer or takes nothing.
        waiting: how many bundles are still to be put there.
        unanswered: how many stand there without an answer.
    """

    placed: int
    answered: int
    peers: int
    roster: int
    alarms: tuple[str, ...]
    problem: str
    is_away: bool
    waiting: int
    unanswered: int
    changes: Changes = field(default_factory=Changes)

    @property
    def sentence(self) -> str:
        """What is told in passing, empty for nothing."""
        said = [f"已放入共享文件夹 {self.placed} 个文件"] if self.placed else []
        said += [f"收到督导室回执 {self.answered} 份"] if self.answered else []
        said += [f"收到同行记录 {self.peers} 份，看过再收取"] if self.peers else []
        said += [f"登记名册已更新到第 {self.roster} 版"] if self.roster else []
        if self.is_away and self.waiting:
            said.append(f"共享文件夹连不上，{self.waiting} 个文件留在本机，连上后会自己放入")
        told = f"{'；'.join(said)}。" if said else ""
        return told if self.is_away and self.waiting else f"{told}{self.problem}"


class Courier:
    """Walks between the outbox of a laptop and the folder that it has joined."""

    def __init__(
        self,
        context: Context,
        *,
        bundles: "Callable[[], BundleService]",
        share: "ShareService",
        answers: "OfficeAnswers",
        joining: "Callable[[], TrustJoining]",
        peers: "Callable[[], PeersArrived]",
    ) -> None:
        self._context = context
        self._bundles, self._share, self._answers = bundles, share, answers
        self._joining, self._peers = joining, peers

    # -- 定稿后自动上报 --------------------------------------------------------------------------

    def is_automatic(self) -> bool:
        """Say whether records and the ledger are handed over as they are filed."""
        return bool(self._context.stores.settings.get(_SETTING, True))

    def begin_automatic(self) -> Changes:
        """Hand records over as they are filed, from now on."""
        return self._put(automatic=True)

    def end_automatic(self) -> Changes:
        """Hand records over only when somebody says so, from now on."""
        return self._put(automatic=False)

    def _put(self, *, automatic: bool) -> Changes:
        with self._context.database.transaction():
            self._context.stores.settings.put(_SETTING, automatic)
            note = {"note": f"定稿后自动上报：{'开' if automatic else '关'}"}
            self._context.note("settings", _SETTING, note)
        return Changes(settings=True)

    def is_due(self) -> bool:
        """Say whether something was filed or answered that has not left, and leaves by itself."""
        if not self._leaves_by_itself():
            return False
        with self._context.database.snapshot():
            return waits_to_leave(self._context, self._context.identity.inspector_id)

    def holds_back(self) -> bool:
        """Say whether something was filed or answered that has not left, nor leaves by itself."""
        person = self._context.identity.inspector_id
        if self.is_automatic() or self._context.identity.role is not Role.LAPTOP or not person:
            return False
        with self._context.database.snapshot():
            return waits_to_leave(self._context, person)

    def _leaves_by_itself(self) -> bool:
        identity = self._context.identity
        joined = joined_share(self._context) is not None
        laptop = identity.role is Role.LAPTOP and bool(identity.inspector_id)
        if not (joined and laptop and self.is_automatic()):
            return False
        with self._context.database.snapshot():
            return office_roster(self._context) is not None

    # -- walking ---------------------------------------------------------------------------------

    def prepare_if_needed(self) -> Errand | None:
        """Return the errand where something is due, waits or is not answered (as ``prepare``)."""
        waits = self._context.stores.bundles.has_unanswered() or waiting_for_peers(self._context)
        return self.prepare() if waits or self.is_due() else None

    def prepare(self) -> Errand | None:
        """Make a bundle of what is due, and return the errand; None where no folder was joined.

        Raises:
            UserError: what is due could not be made.
        """
        if self.is_due():
            self._make_news()
        return self._share.errand()

    def make_everything(self) -> None:
        """Make a bundle of whatever has not left, down to a single answer or step of an issue.

        Nothing is made where nothing leaves by itself here.

        Raises:
            UserError: it could not be made.
        """
        if self._leaves_by_itself():
            self._make_news()

    def _make_news(self) -> None:
        try:
            self._bundles().make_news(inspector_id=self._context.identity.inspector_id)
        except RefusedError as error:
            if error.code != "nothing-new":
                raise

    def note(self, errand: Errand, carried: Carried) -> Brought:
        """Write down what came of an errand."""
        changes = self._share.note_carried(carried)
        # A newer roster may name the key that has signed a receipt.
        roster, refused = self._take_rosters(carried)
        changes |= roster.changes if roster else Changes()
        taken = self._answers.take_texts(carried.receipts) if carried.receipts else None
        if taken is not None:
            changes |= taken.changes
        if taken is not None and taken.new:
            clear_outbox(self._context)
        peers = self._peers().note(carried.fetched)
        changes |= Changes(bundles=True) if peers else Changes()
        placed = len(carried.placed)
        return Brought(
            placed=placed,
            answered=taken.new if taken else 0,
            peers=peers,
            roster=roster.version if roster else 0,
            alarms=(*(taken.alarms if taken else ()), *refused, *(taken.refused if taken else ())),
            problem=carried.problem.sentence if carried.problem else "",
            is_away=isinstance(carried.problem, EnvironmentProblem),
            waiting=len(errand.waiting) - placed,
            unanswered=max(0, errand.unanswered + placed - (taken.new if taken else 0)),
            changes=changes,
        )

    def _take_rosters(self, carried: Carried) -> "tuple[TakenRoster | None, tuple[str, ...]]":
        """Take newer rosters; the roots that were compared vouch for them, nobody is asked."""
        if not carried.rosters:
            return None, ()
        make_folder(self._context.folder.quarantine)
        home = self._context.folder.quarantine / f"rosters.{secrets.token_hex(4)}"
        home.mkdir()
        try:
            for name, text in carried.rosters:
                for each, content in text.files(name).items():
                    (home / each).write_bytes(content)
            taken = self._joining().take(home)
        except UserError as error:
            return None, (error.sentence,)
        finally:
            shutil.rmtree(home, ignore_errors=True)
        return (taken if taken.versions else None), taken.refused

    def fetch(self) -> Brought | None:
        """Read what came without putting anything there; None where no folder was joined."""
        errand = self._share.errand()
        if errand is None:
            return None
        quiet = replace(errand, waiting=(), lost=None)
        return self.note(quiet, carry(quiet))

    def walk_if_due(self) -> Brought | None:
        """Do all three steps where something is to leave by itself; None where nothing is.

        Raises:
            UserError: what is due could not be made.
        """
        return self.walk() if self.is_due() else None

    def walk(self) -> Brought | None:
        """Do all three steps; None where no folder was joined."""
        errand = self.prepare()
        return None if errand is None else self.note(errand, carry(errand))
