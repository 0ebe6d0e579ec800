"""An office and laptops whose keys it knows, with bundles as laptops hand them over."""

import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.month import Month
from inspector_app.exchange.key_roster import KeyRoster, RosterInspector, RosterKey, RosterOffice
from inspector_app.exchange.statement import ChainPoint
from inspector_app.services.context import IDENTITY_KEY, Identity, Role
from inspector_app.services.device_keys import device_key
from inspector_app.services.key_trust import age_key
from inspector_app.services.office_scan import Scan
from inspector_app.storage.bundles import ChainHead
from inspector_app.storage.trust import RosterRow, SignedRow
from tests.unit.exchange.trust_tools import ROOT
from tests.unit.services.conftest import COMPLETE

NOVEMBER = Month(2026, 11)
OFFICE_ID = "210304-dds"
IN_USE = shutil.ignore_patterns("in-use.lock")


@dataclass(kw_only=True)
class District:
    """One office, laptops by inspector, and the folder between them."""

    office: Workbench
    laptops: dict[str, Workbench]
    share: Path
    version: int = 0
    revoked: dict[str, int] = field(default_factory=dict)
    leave_out: set[str] = field(default_factory=set)
    continues: dict[str, ChainPoint] = field(default_factory=dict)

    def sign_roster(self, *, expires: timedelta = timedelta(days=100)) -> KeyRoster:
        """Let the office hold the next version of the roster."""
        self.version += 1
        issued = datetime(2026, 11, 1, tzinfo=UTC)
        roster = KeyRoster(
            district="210304", version=self.version,
            prev=("0" if self.version == 1 else "1") * 64, issued=issued,
            expires=issued + expires, root_keys=(ROOT.public,),
            office=RosterOffice(
                id=OFFICE_ID, name="示范区督导室",
                sign=(device_key(self.office.context).public,),
                encrypt=(age_key(self.office.context).recipient,),
            ),
            inspectors=tuple(self._inspectors()),
        )  # fmt: skip
        signed = roster.signed(ROOT)
        row = RosterRow(
            self.version, signed.sha256, SignedRow(signed.content, signed.signatures), "now"
        )
        for bench in (self.office, *self.laptops.values()):
            with bench.context.database.transaction():
                bench.context.stores.trust.add_roster(row)
        return roster

    def _inspectors(self) -> Sequence[RosterInspector]:
        by_person: dict[str, list[RosterKey]] = {}
        for name, bench in self.laptops.items():
            person = bench.context.identity.inspector_id
            if name in self.leave_out:
                continue
            key = device_key(bench.context).public
            by_person.setdefault(person, []).append(
                RosterKey(
                    sign=key, encrypt=age_key(bench.context).recipient,
                    valid_from=date(2026, 9, 1), valid_to=None,
                    revoked_from_seq=self.revoked.get(name), device=name,
                )
            )  # fmt: skip
        return [
            RosterInspector(id=person, name=person, zone="第一督学责任区", keys=tuple(keys))
            for person, keys in by_person.items()
        ]

    def hand_over(self, name: str, *, into: Path | None = None, month: Month = NOVEMBER) -> Path:
        """Write the month of a laptop as a sealed bundle, into its place in the share."""
        bench = self.laptops[name]
        before = self.continues.get(name)
        if before is not None:
            store: Any = bench.context.stores.bundles
            head = ChainHead(before.chain, before.seq, before.digest)
            store.head_before = lambda _chain: head
        chain = device_key(bench.context).public.chain
        folder = into or self.share / "inbox" / chain[:8]
        folder.mkdir(parents=True, exist_ok=True)
        made = bench.bundles.export(
            inspector_id=bench.context.identity.inspector_id, month=month, folder=folder
        )
        return made.path

    def scan(self, *paths: Path) -> Scan:
        return self.office.office_desk.scan(paths or [self.share])


def rename_device(bench: Workbench, *, device: str, role: Role, person: str) -> None:
    """Let a copied folder be another's."""
    identity = replace(bench.context.identity, role=role, inspector_id=person, device=device)
    with bench.context.database.transaction():
        value = {name: getattr(identity, name) for name in Identity.__slots__}
        bench.context.stores.settings.put(IDENTITY_KEY, {**value, "role": role.value})
    bench.context.identity = identity


def opened(folder: Path, clock: FixedClock, *, role: Role, person: str, device: str) -> Workbench:
    bench = open_workbench(folder, clock=clock)
    rename_device(bench, device=device, role=role, person=person)
    return bench


def outcomes(scan: Scan) -> list[str]:
    return sorted(line.outcome.value for line in scan.lines)


def figures(bench: Workbench, month: Month = NOVEMBER) -> dict[str, Any]:
    return bench.months.content(month)


def made_district(
    filled_folder: Path, tmp_path: Path, clock: FixedClock, stack: ExitStack
) -> District:
    """Return an office and the laptops of three inspectors; ``stack`` closes them."""
    share = tmp_path / "督导共享"
    (share / "inbox").mkdir(parents=True)

    def bench(name: str, role: Role, person: str) -> Workbench:
        folder = shutil.copytree(filled_folder, tmp_path / name, ignore=IN_USE)
        made = opened(folder, clock, role=role, person=person, device=f"device-{name}")
        stack.callback(made.close)
        return made

    made = District(
        office=bench("office", Role.OFFICE, ""),
        laptops={p: bench(p, Role.LAPTOP, p) for p in ("DX001", "DX002", "DX003")},
        share=share,
    )
    made.sign_roster()
    return made


def written(bench: Workbench, **fields: Any) -> str:
    """Make a filed record; keywords replace its fields."""
    content = {**COMPLETE, "issues": [dict(issue) for issue in COMPLETE["issues"]]}
    uid = bench.visit_edit.new_from_json({**content, **fields}).uid
    bench.visits.file(uid)
    return uid
