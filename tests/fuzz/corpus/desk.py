"""An office and a laptop in a folder of their own, at which foreign files are tried."""

import io
import shutil
from collections.abc import Callable
from contextlib import ExitStack, nullcontext, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.cli.main import run
from inspector_app.exchange import layout
from inspector_app.exchange.keys import DeviceKey
from inspector_app.exchange.receiving import RosterReader, received
from inspector_app.services.device_keys import device_key
from inspector_app.services.key_trust import age_keys, trusted_roster
from tests.district.office.district import OFFICE_ID, District, made_district
from tests.unit.exchange.bundle_tools import Entries, entries_of
from tests.unit.exchange.trust_tools import ROOT
from tests.unit.services.conftest import COMPLETE, _fill

CLOCK: Final = FixedClock(datetime(2026, 11, 22, 8, 0, 0, tzinfo=UTC))
PERSON: Final = "DX001"
FORM: Final = "kaixue"
_MOST_LINES: Final = 4


class Said(NamedTuple):
    """What the program said of a file.

    Attributes:
        taken: it was taken for what the door is for.
        words: a code, or the sentence.
    """

    taken: bool
    words: str


@dataclass(kw_only=True)
class Desk:
    """What the doors stand on.

    Attributes:
        work: everything is written below it.
        number: a draft on the laptop; ``signed`` is a filed record with a 送签稿 that was printed.
        entries: what is in an honest bundle that the office has not seen.
    """

    work: Path
    district: District
    number: str
    signed: str
    selfcheck: str
    entries: Entries
    key: DeviceKey

    @property
    def office(self) -> Workbench:
        return self.district.office

    @property
    def laptop(self) -> Workbench:
        return self.district.laptops[PERSON]

    @property
    def chain(self) -> str:
        return self.key.public.chain

    def folder(self, name: str) -> Path:
        """Return an empty folder below ``work``."""
        path = self.work / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return path

    def command(self, bench: Workbench, *arguments: object) -> Said:
        """Run a command as the terminal does, on a folder that is open already."""
        code, out, err = _run(bench, arguments)
        told = [line for line in (err + out).splitlines() if line.strip()]
        return Said(code == 0, " / ".join(told[:_MOST_LINES]) or f"exit {code}")


def _run(bench: Workbench, arguments: tuple[object, ...]) -> tuple[int | None, str, str]:
    out, err = io.StringIO(), io.StringIO()
    opener: Any = lambda _folder: nullcontext(bench)  # noqa: E731 - a name would say no more
    with redirect_stdout(out), redirect_stderr(err):
        code = run(
            ["--data", str(bench.context.folder.root), *map(str, arguments)],
            default_folder=Path("elsewhere"), opener=opener, init=bootstrap.init_folder,
        )  # fmt: skip
    return code, out.getvalue(), err.getvalue()


def made_desk(work: Path, stack: ExitStack) -> Desk:
    """Return a desk in an empty folder; ``stack`` closes it."""
    ready = work / "ready"
    bootstrap.init_folder(ready, district="210304", inspector_id=PERSON, clock=CLOCK)
    with open_workbench(ready, clock=CLOCK) as made:
        _fill(made)
    district = made_district(ready, work, CLOCK, stack)
    shutil.rmtree(ready)
    laptop = district.laptops[PERSON]
    _pin_root(laptop)
    code, _, err = _run(laptop, ("visit-form", "publish", FORM))
    assert code == 0, err
    signed = _filed(laptop, work)
    draft = laptop.visit_edit.new_from_json({**COMPLETE, "issues": [], "date": "2026-11-18"})
    bundle = district.hand_over(PERSON, into=work / "honest")
    entries = _entries(district, bundle, work)
    shutil.rmtree(work / "honest")
    begun = _run(laptop, ("selfcheck", "begin"))[1].split()
    return Desk(
        work=work, district=district, number=draft.number, signed=signed,
        selfcheck=begun[0] if begun else "", entries=entries, key=device_key(laptop.context),
    )  # fmt: skip


def _pin_root(laptop: Workbench) -> None:
    """Let the laptop believe the root of its roster, as two people's digits make it."""
    context = laptop.context
    with context.database.transaction():
        context.stores.trust.set_roots([ROOT.public.openssh_text], at=context.now_text())


def _filed(laptop: Workbench, work: Path) -> str:
    made = laptop.visit_edit.new_from_json(COMPLETE)
    paper = work / "signing.pdf"
    code, _, err = _run(laptop, ("visit", "signing", made.number, "--out", paper))
    assert code == 0, err
    laptop.visits.file(made.uid)
    paper.unlink()
    return made.number


def _entries(district: District, bundle: Path, work: Path) -> Entries:
    roster = trusted_roster(district.office.context)
    assert roster is not None
    reader = RosterReader(roster=roster, office=OFFICE_ID)
    with received(
        bundle, keys=age_keys(district.office.context), reader=reader, scratch=work
    ) as found:
        return entries_of(found.archive)


def bundle_name(desk: Desk, sha12: str, *, sealed: bool) -> str:
    """Return the name under which the office takes a file of that hash for the next bundle."""
    stem = layout.folder_name(chain=desk.chain, seq=1)
    return f"{stem}-{sha12}.zip{layout.SEALED_SUFFIX if sealed else ''}"


Go = Callable[[Desk, Path, bytes], Said]
