"""A laptop that has joined an office, and what the stock tools say of what it hands over."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from inspector_app.bootstrap import Workbench
from inspector_app.exchange.age_keys import AgeKey
from inspector_app.exchange.key_roster import KeyRoster, RosterInspector, RosterKey, RosterOffice
from inspector_app.exchange.keys import DeviceKey
from inspector_app.exchange.receiving import RosterReader, received
from inspector_app.exchange.verify import Verified
from inspector_app.services.device_keys import device_key
from inspector_app.services.key_trust import age_key
from inspector_app.storage.trust import RosterRow, SignedRow

ROOT, OFFICE = DeviceKey(bytes([71]) * 32), DeviceKey(bytes([72]) * 32)
OFFICE_AGE = AgeKey.generate()
OFFICE_ID = "220303-dds"


def join_office(workbench: Workbench, **changes: Any) -> KeyRoster:
    """Let a laptop know an office that has enrolled it; ``changes`` are of the roster."""
    context = workbench.context
    mine = RosterKey(
        sign=device_key(context).public, encrypt=age_key(context).recipient,
        valid_from=date(2026, 1, 1), valid_to=None, revoked_from_seq=None, device="笔记本01",
    )  # fmt: skip
    issued = context.clock.now() - timedelta(days=5)
    plain = KeyRoster(
        district="220303", version=1, prev="0" * 64, issued=issued,
        expires=issued + timedelta(days=100), root_keys=(ROOT.public,),
        office=RosterOffice(
            id=OFFICE_ID, name="示范区督导室", sign=(OFFICE.public,),
            encrypt=(OFFICE_AGE.recipient,),
        ),
        inspectors=(RosterInspector(id="DX001", name="督学01", zone="第一责任区", keys=(mine,)),),
    )  # fmt: skip
    roster = replace(plain, **changes)
    signed = roster.signed(ROOT)
    row = RosterRow(
        roster.version, signed.sha256, SignedRow(signed.content, signed.signatures),
        context.now_text(),
    )  # fmt: skip
    with context.database.transaction():
        context.stores.trust.add_roster(row)
    return roster


@dataclass(frozen=True, slots=True)
class Read:
    """A bundle as the office reads it."""

    verified: Verified
    names: tuple[str, ...]

    @property
    def records(self) -> Mapping[str, Any]:
        """What records.json holds."""
        return self.verified.records


def read_by_office(path: Path, roster: KeyRoster, scratch: Path) -> Read:
    """Open a bundle at the office and check every step that needs no chain."""
    reader = RosterReader(roster=roster, office=OFFICE_ID)
    with received(path, keys=[OFFICE_AGE], reader=reader, scratch=scratch) as found:
        assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        return Read(found.verified, tuple(file.path for file in found.verified.payload))


def outside_tools_accept(path: Path, key: AgeKey, scratch: Path) -> Path:
    """Check an encrypted bundle with five commands and bagit, none of them ours.

    Returns:
        The folder that they have unpacked.
    """
    scratch.mkdir()
    (scratch / "office.key").write_text(key.secret + "\n")
    _run(scratch, "age", "-d", "-i", "office.key", "-o", "x.zip", path)
    return archive_is_accepted(scratch / "x.zip", scratch)


def archive_is_accepted(path: Path, scratch: Path) -> Path:
    """Check the archive of a bundle with four commands and bagit."""
    _run(scratch, "unzip", "-q", path, "-d", scratch / "x")
    (bag,) = (scratch / "x").iterdir()
    page = (bag / "data/readme.txt").read_text()
    # The readme of a bundle names its own signer.
    line = next(line for line in page.splitlines() if "ssh-ed25519" in line)
    (scratch / "signers").write_text(line.split("'")[1] + "\n")
    chain = json.loads((bag / "statement.json").read_text())["chain"]
    _run(
        bag, "ssh-keygen", "-Y", "verify", "-f", scratch / "signers", "-I", chain,
        "-n", "dudao-bundle-v1", "-s", "signatures/01.sshsig",
        given=(bag / "tagmanifest-sha256.txt").read_bytes(),
    )  # fmt: skip
    _run(bag, "sha256sum", "-c", "--strict", "tagmanifest-sha256.txt")
    _run(bag, "sha256sum", "-c", "--strict", "manifest-sha256.txt")
    _run(bag, sys.executable, "-m", "bagit", "--validate", bag)
    return bag


def _run(cwd: Path, *command: object, given: bytes = b"") -> None:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, input=given, capture_output=True, check=False
    )
    assert done.returncode == 0, (command, done.stdout, done.stderr)
