"""How long a look at a share takes that holds years of bundles, all of them taken in before."""

import hashlib
import os
import shutil
import time
from datetime import datetime
from pathlib import Path

from inspector_app.base.clock import FixedClock
from inspector_app.services.context import Role
from inspector_app.services.office_reading import READS
from inspector_app.services.office_scan import Outcome
from inspector_app.storage.office import TakenBundle
from tests.district.office.district import IN_USE, District, opened
from tests.unit.services.conftest import filled_folder  # noqa: F401 - a fixture

FILES = 10_000 if os.environ.get("INSPECTOR_APP_FULL_LENGTH") else 1_000


def test_a_look_at_a_share_of_known_bundles_reads_none_of_them(
    filled_folder: Path,  # noqa: F811 - the fixture above
    tmp_path: Path,
    now: datetime,
) -> None:
    folder = shutil.copytree(filled_folder, tmp_path / "office", ignore=IN_USE)
    with opened(
        folder, FixedClock(now), role=Role.OFFICE, person="", device="device-office"
    ) as office:
        made = District(office=office, laptops={}, share=tmp_path / "share")
        made.sign_roster()
        _fill(made)
        first = made.scan()
        before, wall = time.process_time(), time.perf_counter()
        again = made.scan()
        spent = time.process_time() - before
    print(f"\n{FILES} bundles: {spent:.2f} s of processor, {time.perf_counter() - wall:.2f} s")
    assert first.count(Outcome.KNOWN) == again.count(Outcome.KNOWN) == FILES
    assert again.receipts == ()


def _fill(made: District) -> None:
    store = made.office.context.stores.office
    with made.office.context.database.transaction():
        for number in range(FILES):
            chain, seq = f"{'abcdefghijklmnopqrstuvwxy'[number % 25] * 26}", number // 25 + 1
            data = f"bundle {number}".encode()
            sha256 = hashlib.sha256(data).hexdigest()
            inbox = made.share / "inbox" / chain[:8]
            inbox.mkdir(parents=True, exist_ok=True)
            (inbox / f"dd1-{chain[:8]}-{seq:06}-{sha256[:12]}.zip.age").write_bytes(data)
            store.add_bundle(
                TakenBundle(
                    chain=chain, seq=seq, digest=sha256, type="monthly", period="2026-11",
                    inspector_id="DX001", created="", taken_at="2026-11-22T08:00:00Z",
                    file_name="", sealed_sha256=sha256, size=len(data), visits=0, photos=0,
                    statement="{}", records=b"", read_as=READS,
                )
            )  # fmt: skip
