"""A laptop joins its 督导室: asks to be enrolled, pins the root, takes each next roster."""

import platform
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, RefusedError, UserError
from inspector_app.services.context import NO_DISTRICT, Context, Role
from inspector_app.services.device_keys import device_key
from inspector_app.services.key_trust import age_key
from inspector_app.services.office_called import office_called
from inspector_app.services.trust_codes import read_signed, texts_on
from inspector_app.services.trust_files import (
    REQUESTS,
    put_signed,
    request_name,
    rosters_in,
)
from inspector_app.services.trust_holding import hold_roster, known_roster, pinned_roots
from inspector_app.services.trust_keys import continued_point, renew_keys
from inspector_app.services.trust_numbers import begin_numbers
from inspector_app.storage.trust import EnrolmentRow, SignedRow

if TYPE_CHECKING:
    from inspector_app.exchange.enrolment import EnrolRequest
    from inspector_app.exchange.key_roster import KeyRoster
    from inspector_app.exchange.keys import PublicKey
    from inspector_app.exchange.roster_refusal import RosterRefusedError
    from inspector_app.exchange.signed_text import SignedText

DEVICE_KEY: Final = "trust.device"
_CALLED: Final = "登记名册"
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f]")
_MOST_DEVICE: Final = 40
_TRUST_CHANGED: Final = Changes(settings=True)


class Asked(NamedTuple):
    """A request that was written.

    Attributes:
        digits: by which two people compare this laptop's keys.
    """

    path: Path
    chain: str
    device: str
    digits: str
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenRoster:
    """A roster that holds here.

    Attributes:
        versions: those that were taken now, in order; empty if it was here already.
        new_root: whether the root key is another than before.
        refused: what was not taken beside them, in sentences.
    """

    version: int
    versions: tuple[int, ...]
    expires: datetime
    expired: bool
    new_root: bool
    refused: tuple[str, ...] = ()
    changes: Changes = _TRUST_CHANGED

    def sentence(self) -> str:
        """Return what was taken, and what is to be known of it."""
        until = self.expires.astimezone(clocks.CHINA).date()
        told = f"已采用登记名册第 {self.version} 版，有效到 {until}。"
        if not self.versions:
            told = f"登记名册第 {self.version} 版本机已有，没有变化。"
        if self.new_root:
            told += "登记优盘已换，由原来的一个作保，不用再核对。"
        if self.expired:
            told += "它已过有效期，照常可以写记录和上报；请向签发它的督导室要新的一版。"
        return told


class _Found(NamedTuple):
    """A roster in a file that nothing is thought of yet."""

    path: Path
    version: int
    text: "SignedText"


class TrustJoining:
    """What a laptop does to be known by its office, and to know it."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # -- asking ----------------------------------------------------------------------------------

    def device(self) -> str:
        """Return what this laptop is called."""
        saved = self._context.stores.settings.get(DEVICE_KEY)
        return str(saved or _label(platform.node()) or "电脑")

    def request(self, folder: Path, *, device: str = "", new_keys: bool = False) -> Asked:
        """Write what asks the office to enrol this laptop; the same again is the same file.

        Args:
            folder: where to; a stick or the shared folder.
            device: what the laptop is called from now on; as before where it is empty.
            new_keys: put new keys into use first, after a restored backup or on a new laptop.

        Raises:
            RefusedError: this is an office, or nobody's laptop yet.
            EnvironmentProblem: it could not be written; it can be written again.
        """
        self._check_laptop()
        called = _label(device) or self.device()
        with self._context.database.transaction():
            if new_keys:
                renew_keys(self._context)
            self._context.stores.settings.put(DEVICE_KEY, called)
            request = self._request(called)
            text = self._kept(request)
        path = put_signed(folder / REQUESTS, request_name(request.chain, text), text)
        return Asked(path, request.chain, called, request.digits, _TRUST_CHANGED)

    def own(self) -> "EnrolRequest":
        """Return this laptop's keys as it would ask with them now."""
        return self._request(self.device())

    def _request(self, device: str) -> "EnrolRequest":
        from inspector_app.exchange.enrolment import EnrolRequest
        from inspector_app.exchange.statement import Inspector

        identity = self._context.identity
        who = identity.inspector_id
        return EnrolRequest(
            district=identity.district,
            inspector=Inspector(id=who, name=self._context.names().get(who, who)),
            device=device,
            sign=device_key(self._context).public,
            encrypt=age_key(self._context).recipient,
            created=self._context.clock.now().replace(microsecond=0),
            continues=continued_point(self._context),
        )

    def _kept(self, request: "EnrolRequest") -> "SignedText":
        """Return the text that asks; the one of before where it says the same."""
        from dataclasses import replace

        from inspector_app.exchange.enrolment import read_request
        from inspector_app.exchange.signed_text import SignedText

        known = self._context.stores.trust.enrolment(request.chain)
        if known is not None:
            before = SignedText(known.text.content, known.text.signatures)
            if replace(read_request(before), created=request.created) == request:
                return before
        text = request.signed(device_key(self._context))
        self._context.stores.trust.put_enrolment(
            EnrolmentRow(
                chain=request.chain, inspector_id=request.inspector.id,
                text=SignedRow(text.content, text.signatures), asked_at=self._context.now_text(),
                state="asked", decided_at=None, valid_from=None, valid_to=None,
                revoked_from_seq=None, reason="",
            )
        )  # fmt: skip
        said = {"note": f"写出登记申请，电脑“{request.device}”", "digits": request.digits}
        self._context.note("enrolment", request.chain, said)
        return text

    def _check_laptop(self) -> None:
        identity = self._context.identity
        if identity.role is Role.OFFICE:
            raise RefusedError(
                "这台是督导室的电脑，不用申请登记；督学的电脑在“加入督导室”里写出申请。"
            )
        if identity.district == NO_DISTRICT or not identity.inspector_id:
            raise RefusedError(
                "还没有写明本机是哪个区、哪位督学的，没有写出申请；请先在“设置”里填好。"
            )

    # -- the first roster ------------------------------------------------------------------------

    def pin(self, path: Path, *, check: str, replace_root: bool = False) -> TakenRoster:
        """Take the first roster, once a person has typed what the office shows of its root key.

        Args:
            path: the roster, or a folder in which the newest is taken.
            check: the last two groups, or more, of the digits that the office shows.
            replace_root: take another root in the place of the one that was pinned.

        Raises:
            RefusedError: the digits are not the root's, or another root is pinned.
        """
        from inspector_app.exchange.digits import are_last
        from inspector_app.exchange.key_roster import root_digits

        return self._pin(
            path, lambda root: are_last(check, of=root_digits(root)), replace_root=replace_root,
            else_say=f"核对号“{check}”与这份名册的核对号不符，没有采用；"
            f"请看{office_called(self._context)}投影的核对号，或打电话问最后两组数字，再输入一次。仍不符，这份名册不可信。",
        )  # fmt: skip

    def pin_picture(self, path: Path, picture: Path, *, replace_root: bool = False) -> TakenRoster:
        """Take the first roster by a photo of the code that the office shows."""
        from inspector_app.exchange.key_roster import root_code

        codes = texts_on(picture)
        return self._pin(
            path, lambda root: root_code(root) in codes, replace_root=replace_root,
            else_say=f"“{picture.name}”上的二维码与这份名册的核对号不符，没有采用；"
            f"请对准{office_called(self._context)}投影的二维码再拍一张。仍不符，这份名册不可信。",
        )  # fmt: skip

    def _pin(
        self,
        path: Path,
        is_shown: "Callable[[PublicKey], bool]",
        *,
        replace_root: bool,
        else_say: str,
    ) -> TakenRoster:
        from inspector_app.exchange.key_roster import first_roster
        from inspector_app.exchange.roster_refusal import RosterRefusedError

        for found in reversed(self._looked_at(path)[0]):
            try:
                roster, root = first_roster(found.text)
            except RosterRefusedError:
                if not path.is_dir():
                    raise
                continue
            if is_shown(root):
                break
        else:
            raise RefusedError(else_say, code="T03")
        self._refuse_district(roster)
        pinned = pinned_roots(self._context)
        if root in pinned:
            return self.take(path)
        if pinned and not replace_root:
            raise RefusedError(
                "本机已登记了另一个登记优盘，没有采用这一份；如果"
                f"{office_called(self._context)}说明登记优盘遗失、已换新的，"
                f"请当面核对后写明要换（{self._pinning()} --replace-root）。",
                code="T04",
            )
        office = office_called(self._context)
        how = f"核对{office}（{root.chain[:8]}）一致，加入{office}"
        with self._context.database.transaction():
            # Another root begins its own count of versions.
            self._context.stores.trust.forget_rosters()
            hold_roster(self._context, found.text, roster, how=how)
            begin_numbers(self._context, roster)
        return self._taken(roster, (roster.version,), new_root=False)

    def _pinning(self) -> str:
        """Return the command by which the first roster is taken here."""
        return "upwards pin" if self._context.folder.faces_upwards else "trust pin"

    def _refuse_district(self, roster: "KeyRoster") -> None:
        from inspector_app.exchange.roster_refusal import RosterFlaw, RosterRefusedError

        if roster.district != self._context.identity.district:
            raise RosterRefusedError(RosterFlaw.OTHER_DISTRICT, roster.district)

    def _looked_at(self, path: Path) -> "tuple[list[_Found], list[RosterRefusedError]]":
        """Return the rosters there by version, and what is refused unread (InputError: none)."""
        unread: list[RosterRefusedError] = []
        found = sorted(self._found(path, unread), key=lambda each: each.version)
        if not found:
            if unread:
                raise unread[-1]
            raise InputError(
                f"“{path.name}”里没有登记名册，没有采用；"
                f"请选{office_called(self._context)}给的 roster-….json，"
                "它的 .sig 文件要放在一起。"
            )
        return found, unread

    # -- the next ones ---------------------------------------------------------------------------

    def take(self, path: Path) -> TakenRoster:
        """Take what is newer in a file or folder; the known roots vouch, nobody is asked.

        Versions between are taken on the way, for one of them may change the root. In a folder,
        where anybody may put files, what is not taken keeps nothing else from being taken.

        Raises:
            RefusedError: no root was pinned yet.
            RosterRefusedError: the file, or everything in the folder, is not taken; why.
        """
        if not pinned_roots(self._context):
            office = office_called(self._context)
            raise RefusedError(
                f"本机还没有核对过{office}的核对号，没有采用名册；"
                f"请先用 {self._pinning()} 输入{office}投影的核对号最后两组数字。"
            )
        before = self._context.stores.trust.roots()
        with self._context.database.transaction():
            taken, refused = self._take_each(*self._on_the_way(path), strict=not path.is_dir())
            begin_numbers(self._context, self._held())
        return self._taken(
            self._held(),
            taken,
            new_root=bool(taken) and before != self._context.stores.trust.roots(),
            refused=refused,
        )

    def _take_each(
        self, candidates: list[_Found], unread: "list[RosterRefusedError]", *, strict: bool
    ) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Take one after the other; ``strict`` where the last must be taken."""
        from inspector_app.exchange.key_roster import read_roster
        from inspector_app.exchange.roster_refusal import RosterRefusedError

        taken: list[int] = []
        refused = list(unread)
        good = not candidates
        for found in candidates:
            try:
                roster = read_roster(found.text, known=known_roster(self._context))
            except RosterRefusedError as error:
                if strict and found is candidates[-1]:
                    raise
                refused.append(error)
                continue
            good = True
            if hold_roster(self._context, found.text, roster, how="采用登记名册"):
                taken.append(roster.version)
        if refused and (not good or not self._context.stores.trust.rosters()):
            raise refused[-1]
        return tuple(taken), tuple(error.sentence for error in refused)

    def _on_the_way(self, path: Path) -> "tuple[list[_Found], list[RosterRefusedError]]":
        """Return what is not older than the version that is held, in order; a file comes last."""
        wanted, unread = self._looked_at(path)
        held = known_roster(self._context).version
        if path.is_dir():
            return [each for each in wanted if each.version >= held], unread
        # What lies beside the file that was named was not asked for.
        beside = self._found(path.parent, []) if path.parent.is_dir() else ()
        between = [each for each in beside if held < each.version < wanted[0].version]
        return [*sorted(between, key=lambda each: each.version), wanted[0]], unread

    def _found(self, path: Path, unread: "list[RosterRefusedError]") -> Iterator[_Found]:
        """Yield what looks like a roster, note what cannot be read; a named file must be one."""
        from inspector_app.exchange.key_roster import kept_roster
        from inspector_app.exchange.roster_refusal import RosterRefusedError

        for each in rosters_in(path):
            try:
                text = read_signed(each, _CALLED)
                yield _Found(each, kept_roster(text.content).version, text)
            except RosterRefusedError as error:
                if not path.is_dir():
                    raise
                unread.append(error)
            except UserError:
                if not path.is_dir():
                    raise

    def _held(self) -> "KeyRoster":
        from inspector_app.services.key_trust import trusted_roster

        roster = trusted_roster(self._context)
        assert roster is not None
        return roster

    def _taken(
        self,
        roster: "KeyRoster",
        versions: tuple[int, ...],
        *,
        new_root: bool,
        refused: tuple[str, ...] = (),
    ) -> TakenRoster:
        return TakenRoster(
            version=roster.version,
            versions=versions,
            expires=roster.expires,
            expired=roster.has_expired(self._context.clock.now()),
            new_root=new_root,
            refused=refused,
        )


def _label(text: str) -> str:
    return _UNPRINTABLE.sub("", text).strip()[:_MOST_DEVICE]
