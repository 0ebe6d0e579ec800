"""督导室 signs the roster of keys: the root on its stick, each next version, a change of root."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, RefusedError
from inspector_app.services.context import NO_DISTRICT, Context, Role
from inspector_app.services.key_trust import trusted_roster
from inspector_app.services.trust_files import ROSTERS, put_signed, roster_name
from inspector_app.services.trust_holding import hold_roster, known_roster, pinned_roots
from inspector_app.services.trust_next import NAME_KEY, next_inspectors, office_entry
from inspector_app.services.trust_root_file import make_root, read_root, root_counts

if TYPE_CHECKING:
    from inspector_app.exchange.key_roster import KeyRoster, RosterInspector, RosterKey
    from inspector_app.exchange.keys import DeviceKey, PublicKey

LONGEST_DAYS: Final = 120
_MOST_NAME: Final = 40
_TRUST_CHANGED: Final = Changes(settings=True)


class RootFile(NamedTuple):
    """A root key file and the passphrase that opens it."""

    path: Path
    passphrase: str


class NewRoot(NamedTuple):
    """A root key that was made.

    Attributes:
        path: its file on the stick.
        digits: by which people compare it.
    """

    path: Path
    digits: str
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedVersion:
    """A version of the roster that holds here now.

    Attributes:
        laptops: how many laptops' keys count.
        folder: where it was written, None where it was not asked for.
        root: the root key file that was made along with it.
        digits: of the root key that is new, empty where none is.
    """

    version: int
    expires: datetime
    laptops: int
    folder: Path | None
    root: Path | None = None
    digits: str = ""
    changes: Changes = _TRUST_CHANGED

    def sentence(self) -> str:
        """Return what was done and what comes next."""
        until = self.expires.astimezone(clocks.CHINA).date()
        where = (
            f"已写到“{self.folder}”，请发给各台电脑"
            if self.folder
            else "还没有写出，请写到 U 盘或共享文件夹"
        )
        return (
            f"已签发登记名册第 {self.version} 版：{self.laptops} 台电脑，有效到 {until}；{where}。"
        )


class TrustSigning:
    """Makes root keys and signs with them; the office alone does."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # -- root keys -------------------------------------------------------------------------------

    def new_root(self, folder: Path, *, passphrase: str) -> NewRoot:
        """Make the district's root key on a stick and pin it here.

        Raises:
            RefusedError: this is no office, its district is not told, or there is a root key
                already.
        """
        self._check_office()
        if self._context.identity.district == NO_DISTRICT:
            raise RefusedError(
                "本机还没有填区划代码，没有做登记优盘：各台电脑的登记申请会对不上；"
                "请先在“设置”里填好本区的六位区划代码。"
            )
        if self._context.stores.trust.roots():
            raise RefusedError(
                "本区已有登记优盘，没有另做；要做备用的一个用 --second，更换用 root rotate，"
                "丢了而没有备用的用 --lost。"
            )
        return self._pinned(folder, passphrase, "生成登记优盘")

    def replace_lost_root(self, folder: Path, *, passphrase: str) -> NewRoot:
        """Begin with another root key where every known one is lost; laptops compare it anew."""
        self._check_office()
        if not self._context.stores.trust.roots():
            raise RefusedError("本区还没有登记优盘，没有什么可换；请直接用 root new。")
        return self._pinned(folder, passphrase, "登记优盘遗失，换新的一个，各台电脑要重新核对")

    def _pinned(self, folder: Path, passphrase: str, how: str) -> NewRoot:
        from inspector_app.exchange.key_roster import root_digits

        path, key = make_root(self._context, folder, passphrase=passphrase)
        digits = root_digits(key.public)
        try:
            with self._context.database.transaction():
                self._context.stores.trust.set_roots(
                    [key.public.openssh_text], at=self._context.now_text()
                )
                said = {"note": how, "digits": digits}
                self._context.note("root_key", key.public.chain, said)
                root_counts(self._context)
        except BaseException:
            # What is not pinned must not lie on a stick as if it were.
            path.unlink(missing_ok=True)
            raise
        return NewRoot(path, digits, _TRUST_CHANGED)

    # -- rosters ---------------------------------------------------------------------------------

    def sign(self, root: RootFile, *, to: Path | None, days: int = LONGEST_DAYS) -> SignedVersion:
        """Sign the next version with what is decided so far; it holds here at once.

        Raises:
            RefusedError: this is no office, the key is none of the district's roots, or the clock
                is behind the version before.
        """
        key = self._root(root)
        return self._issue(pinned_roots(self._context), [key], to=to, days=days)

    def add_root(
        self, root: RootFile, folder: Path, *, passphrase: str, to: Path | None
    ) -> SignedVersion:
        """Make a second root key and let the first vouch for it."""
        roots = pinned_roots(self._context)
        key = self._root(root)
        if len(roots) > 1:
            raise RefusedError("本区已有两个登记优盘，没有另做；要换其中一个用 root rotate。")
        return self._with_new_root(roots, key, folder, passphrase, to)

    def rotate(
        self, root: RootFile, folder: Path, *, passphrase: str, to: Path | None, lost: bool = False
    ) -> SignedVersion:
        """Put a new root key in the place of the one at hand, or of the other where it is lost.

        Raises:
            RefusedError: as ``sign``, or there is no other root that could be lost.
        """
        roots = pinned_roots(self._context)
        key = self._root(root)
        others = tuple(each for each in roots if each != key.public)
        if lost and not others:
            raise RefusedError(
                "本区只有手里这一个登记优盘，没有另一个可换；没有改动。"
                "要换手里这一个，不写 --lost。"
            )
        kept = (key.public,) if lost else others
        return self._with_new_root(kept, key, folder, passphrase, to)

    def _with_new_root(
        self,
        kept: "Sequence[PublicKey]",
        key: "DeviceKey",
        folder: Path,
        passphrase: str,
        to: Path | None,
    ) -> SignedVersion:
        from inspector_app.exchange.key_roster import root_digits

        path, made = make_root(self._context, folder, passphrase=passphrase)
        try:
            with self._context.database.transaction():
                done = self._hold_next((*kept, made.public), [key, made], LONGEST_DAYS)
                said = {"note": "生成登记优盘", "digits": root_digits(made.public)}
                self._context.note("root_key", made.public.chain, said)
                root_counts(self._context)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        self._write(to)
        return replace(done, folder=to, root=path, digits=root_digits(made.public))

    def _issue(
        self,
        roots: "Sequence[PublicKey]",
        keys: "Sequence[DeviceKey]",
        *,
        to: Path | None,
        days: int,
    ) -> SignedVersion:
        done = self._hold_next(roots, keys, days)
        self._write(to)
        return replace(done, folder=to)

    def _hold_next(
        self, roots: "Sequence[PublicKey]", keys: "Sequence[DeviceKey]", days: int
    ) -> SignedVersion:
        from inspector_app.exchange.key_roster import read_roster

        if not 1 <= days <= LONGEST_DAYS:
            raise InputError(f"有效天数 {days} 不在 1 到 {LONGEST_DAYS} 之间，没有签发。")
        with self._context.database.transaction():
            made = self._next(roots, days)
            text = made.signed(*keys)
            # What a laptop would refuse must not hold here either.
            read_roster(text, known=known_roster(self._context))
            hold_roster(self._context, text, made, how="签发登记名册")
        return SignedVersion(
            version=made.version, expires=made.expires, laptops=len([*made.holders()]), folder=None
        )

    def _next(self, roots: "Sequence[PublicKey]", days: int) -> "KeyRoster":
        from inspector_app.exchange.key_roster import FIRST_PREV, KeyRoster

        before = self._context.stores.trust.newest_roster()
        previous = trusted_roster(self._context)
        now = self._context.clock.now().replace(microsecond=0)
        if previous is not None and now < previous.issued:
            issued = clocks.local_datetime_text(previous.issued)
            raise RefusedError(
                f"本机时钟比上一版签发的时间（{issued}）还早，没有签发；请先校准本机时钟。"
            )
        return KeyRoster(
            district=self._context.identity.district,
            version=before.version + 1 if before else 1,
            prev=before.sha256 if before else FIRST_PREV,
            issued=now,
            expires=now + timedelta(days=days),
            root_keys=tuple(roots),
            office=office_entry(self._context),
            inspectors=next_inspectors(self._context, previous),
        )

    def write(self, folder: Path) -> tuple[Path, ...]:
        """Write every version that is held, for whoever is behind; what lies there already stays.

        Raises:
            RefusedError: none is held.
        """
        from inspector_app.exchange.signed_text import SignedText

        rows = self._context.stores.trust.rosters()
        if not rows:
            raise RefusedError("这里还没有登记名册，没有写出；请先签发，或采用督导室给的一份。")
        made = ((row, SignedText(row.text.content, row.text.signatures)) for row in rows)
        place = folder / ROSTERS
        return tuple(put_signed(place, roster_name(row.version, text), text) for row, text in made)

    def _write(self, to: Path | None) -> None:
        if to is not None:
            self.write(to)

    def call_office(self, name: str) -> Changes:
        """Say what the rosters that follow call the office."""
        if not 0 < len(name.strip()) <= _MOST_NAME or not name.isprintable():
            raise InputError(f"督导室的名称要有 1 到 {_MOST_NAME} 个字，没有改动；请重新写。")
        self._check_office()
        with self._context.database.transaction():
            self._context.stores.settings.put(NAME_KEY, name.strip())
        return _TRUST_CHANGED

    def unsigned(self) -> int:
        """Return how many laptops' keys are decided otherwise than the roster in hand says."""
        previous = trusted_roster(self._context)
        was = _keys(previous.inspectors if previous else ())
        return len(_keys(next_inspectors(self._context, previous)) ^ was)

    # -- checks ----------------------------------------------------------------------------------

    def _root(self, root: RootFile) -> "DeviceKey":
        self._check_office()
        known = pinned_roots(self._context)
        if not known:
            raise RefusedError("本区还没有登记优盘，没有签发；请先用 root new 做一个。")
        key = read_root(self._context, root.path, passphrase=root.passphrase)
        if key.public not in known:
            raise RefusedError(
                f"“{root.path.name}”不是本区现用的登记优盘（可能已换下），没有签发；"
                "请换现用的一个。"
            )
        return key

    def _check_office(self) -> None:
        if self._context.identity.role is not Role.OFFICE:
            raise RefusedError(
                "登记优盘只在督导室的电脑上用，没有做任何事；这台是督学的电脑，请用“加入督导室”。"
            )


def _keys(inspectors: "Sequence[RosterInspector]") -> "set[tuple[str, RosterKey]]":
    return {(each.id, key) for each in inspectors for key in each.keys}
