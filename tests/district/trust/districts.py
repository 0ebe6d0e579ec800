"""An office with its stick, and laptops that hand files to it, for tests."""

import shutil
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from inspector_app import bootstrap
from inspector_app.base import child
from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench
from inspector_app.domain.school import Inspector, InspectorKind, School, SchoolKind
from inspector_app.exchange.key_roster import NAMESPACE
from inspector_app.services.context import Role
from inspector_app.services.trust_joining import TakenRoster
from inspector_app.services.trust_laptops import TrustLaptops
from inspector_app.services.trust_signing import RootFile, SignedVersion

DISTRICT: Final = "210304"
PASSPHRASE: Final = "桥下游过三只白鹅"
SCHOOL: Final = "2121000003"
PEOPLE: Final = ("DX001", "DX002", "DX003")


def last_groups(digits: str) -> str:
    """Return what a person reads out."""
    return " ".join(digits.split()[-2:])


def fill(bench: Workbench) -> None:
    """Put the inspectors and a school on the roster."""
    with bench.context.database.transaction():
        for each in PEOPLE:
            who = Inspector(id=each, name=f"督学{each[-2:]}", kind=InspectorKind.PART_TIME)
            bench.context.stores.people.put(who, origin="test")
        school = School(
            code=SCHOOL, name="示范区第3小学", kind=SchoolKind.PRIMARY, ownership="公办"
        )
        bench.context.stores.schools.put(school, initials="", origin="test")


class District:
    """One office, its stick, a folder that everybody sees, and as many laptops as are asked for."""

    def __init__(self, folder: Path, ready: Path, clock: FixedClock, stack: ExitStack) -> None:
        self.folder, self._ready, self.clock, self._stack = folder, ready, clock, stack
        self.stick, self.share = folder / "U盘", folder / "共享"
        self.stick.mkdir()
        self.share.mkdir()
        self.taken_in: dict[str, int] = {}
        self.office = self._open("office", Role.OFFICE, "")
        self.root: RootFile | None = None

    def _open(self, name: str, role: Role, person: str, district: str = DISTRICT) -> Workbench:
        path = shutil.copytree(self._ready, self.folder / name)
        made = self._stack.enter_context(bootstrap.open_workbench(path, clock=self.clock))
        made.settings.set_identity(role=role, district=district, inspector_id=person)
        return made

    def laptop(
        self, person: str = "DX001", *, name: str = "", district: str = DISTRICT
    ) -> Workbench:
        """Return a new laptop of one inspector."""
        return self._open(name or f"laptop-{person}", Role.LAPTOP, person, district)

    @property
    def laptops(self) -> TrustLaptops:
        """The office's laptops, with the bundles that ``taken_in`` says."""
        return TrustLaptops(
            self.office.context, last_taken_in=lambda chain: self.taken_in.get(chain, 0)
        )

    def new_root(self) -> RootFile:
        """Return the root key, made when it is first asked for."""
        if self.root is None:
            made = self.office.trust_signing.new_root(self.stick, passphrase=PASSPHRASE)
            self.root = RootFile(made.path, PASSPHRASE)
        return self.root

    def ask(self, laptop: Workbench, **how: Any) -> Path:
        """Let a laptop ask, by the shared folder."""
        return laptop.trust_joining.request(self.share, **how).path

    def accept(self, laptop: Workbench, **how: Any) -> None:
        """Let a laptop ask and be enrolled."""
        path = self.ask(laptop, **how)
        self.laptops.take_in([path])
        self.laptops.accept(last_groups(laptop.trust_joining.own().digits))

    def sign(self, **how: Any) -> SignedVersion:
        """Sign the next version into the shared folder."""
        return self.office.trust_signing.sign(self.new_root(), to=self.share, **how)

    def pin(self, laptop: Workbench) -> TakenRoster:
        """Let a laptop take its first roster."""
        digits = self.office.trust_state.view().roots[0]
        return laptop.trust_joining.pin(self.share, check=last_groups(digits))

    def joined(self, person: str = "DX001") -> Workbench:
        """Return a laptop that is enrolled and knows the office."""
        laptop = self.laptop(person)
        self.accept(laptop)
        self.sign()
        self.pin(laptop)
        return laptop

    def rosters(self) -> list[Path]:
        """Return every roster that was written, in order."""
        return sorted((self.share / "trust").glob("*.json"))

    def later(self, **step: int) -> None:
        """Let time go by for everybody."""
        self.clock.advance(timedelta(**step))


def history(bench: Workbench, noun: str) -> list[str]:
    """Return the notes of a noun in the history."""
    rows = bench.context.database.rows("SELECT op FROM journal WHERE noun = ? ORDER BY seq", noun)
    return [str(op) for (op,) in rows]


def verified_by_ssh_keygen(roster: Path, root: str, *, suffix: str = ".sig") -> bool:
    """Say what OpenSSH thinks of a roster's signature."""
    allowed = roster.parent.parent / "root.allowed"
    allowed.write_text(f'root namespaces="{NAMESPACE}" {root}\n')
    signature = roster.with_name(roster.name + suffix)
    done = child.run(
        ["ssh-keygen", "-Y", "verify", "-f", str(allowed), "-I", "root", "-n", NAMESPACE,
         "-s", str(signature)],
        given=roster.read_bytes(),
    )  # fmt: skip
    return done.code == 0
