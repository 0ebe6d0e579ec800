"""共享文件夹 from both sides: made, joined, filled, refused."""

import hashlib
import time
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import EnvironmentProblem, RefusedError
from inspector_app.bootstrap import Workbench, init_folder, open_workbench
from inspector_app.exchange.key_roster import KeyRoster, RosterOffice
from inspector_app.exchange.share_layout import NotOurShareError
from inspector_app.services.context import Role
from inspector_app.services.device_keys import device_key
from inspector_app.services.patience import in_time
from inspector_app.storage.trust import RosterRow, SignedRow
from tests.unit.exchange.trust_tools import OFFICE_AGE, ROOT, roster


def trust(bench: Workbench, made: KeyRoster) -> None:
    signed = made.signed(ROOT)
    row = RosterRow(1, signed.sha256, SignedRow(signed.content, signed.signatures), "")
    with bench.context.database.transaction():
        bench.context.stores.trust.add_roster(row)


@pytest.fixture
def shared(workbench: Workbench, tmp_path: Path, clock: FixedClock) -> Path:
    """A folder that the office has made, and a laptop that trusts the office's roster."""
    share = tmp_path / "督导共享"
    share.mkdir()
    init_folder(tmp_path / "office", role=Role.OFFICE, district="220303", inspector_id="")
    with open_workbench(tmp_path / "office", clock=clock) as office:
        with pytest.raises(RefusedError, match="登记名册"):
            office.share.make(share)
        key = device_key(office.context).public
        of_office = RosterOffice(
            id="220303-dds", name="示范区督导室", sign=(key,), encrypt=(OFFICE_AGE.recipient,)
        )
        made = roster(office=of_office)
        trust(office, made)
        first = office.share.make(share)
        assert office.share.make(share) == first
    trust(workbench, made)
    return share


def waiting_bundle(bench: Workbench, content: bytes = b"sealed" * 1000, seq: int = 1) -> str:
    sha256 = hashlib.sha256(content).hexdigest()
    name = f"dd1-72asyext-{seq:06}-{sha256[:12]}.zip.age"
    bench.context.folder.outbox.mkdir(exist_ok=True)
    (bench.context.folder.outbox / name).write_bytes(content)
    columns: dict[str, Any] = {
        "digest": f"{seq:064}", "chain": "72asyext" * 3 + "aa", "seq": seq, "previous": "0" * 64,
        "created": "2026-11-22T08:00:00Z", "file_name": name.removesuffix(".age"),
        "sha256": "0" * 64, "size": 1, "period": "2026-11",
        "statement": "{}", "kind": "monthly", "inspector_id": "DX001",
        "sealed_name": name, "sealed_sha256": sha256, "sealed_size": len(content),
    }  # fmt: skip
    with bench.context.database.transaction():
        bench.context.stores.bundles.add(**columns)
    return name


def test_the_office_makes_the_folder_with_its_roster_and_every_place(shared: Path) -> None:
    names = {path.name for path in shared.iterdir()}
    assert names == {
        "dudao-share.json", "dudao-share.json.sig", "trust", "enrol", "inbox", "receipts", "packs",
    }  # fmt: skip
    assert len(list((shared / "trust").iterdir())) == 2


def test_a_waiting_bundle_is_placed_once_and_noted(workbench: Workbench, shared: Path) -> None:
    workbench.share.join(shared)
    name = waiting_bundle(workbench)
    assert workbench.share.state().waiting == (name,)
    assert workbench.share.send().placed == (name,)
    assert (shared / "inbox" / "72asyext" / name).read_bytes() == b"sealed" * 1000
    state = workbench.share.state()
    assert state.reachable
    assert state.waiting == ()
    assert state.last_placed == workbench.context.now_text()
    assert workbench.share.send().placed == ()


def test_a_folder_that_is_gone_keeps_bundles_waiting_until_it_is_back(
    workbench: Workbench, shared: Path
) -> None:
    workbench.share.join(shared)
    name = waiting_bundle(workbench)
    shared.rename(shared.with_name("远处"))
    with pytest.raises(EnvironmentProblem, match="打不开"):
        workbench.share.send()
    assert not shared.exists()
    assert not workbench.share.state().reachable
    assert workbench.share.state().waiting == (name,)
    shared.with_name("远处").rename(shared)
    assert workbench.share.send().placed == (name,)


def test_nothing_is_put_into_a_folder_that_the_office_has_not_signed(
    workbench: Workbench, shared: Path, tmp_path: Path
) -> None:
    waiting_bundle(workbench)
    with pytest.raises(RefusedError, match="还没有加入"):
        workbench.share.send()
    other = tmp_path / "别处"
    other.mkdir()
    for act in (workbench.share.join, workbench.share.send):
        with pytest.raises(NotOurShareError):
            act(other)
    assert list(other.iterdir()) == []
    with pytest.raises(RefusedError, match="只有督导室"):
        workbench.share.make(other)


def test_a_data_folder_and_a_shared_folder_never_lie_within_each_other(
    workbench: Workbench, shared: Path
) -> None:
    with pytest.raises(RefusedError, match="套在一起"):
        workbench.share.join(workbench.context.folder.root / "outbox")


def test_a_file_with_other_content_under_the_name_is_a_sentence(
    workbench: Workbench, shared: Path
) -> None:
    workbench.share.join(shared)
    name = waiting_bundle(workbench)
    (shared / "inbox" / "72asyext").mkdir()
    (shared / "inbox" / "72asyext" / name).write_bytes(b"half")
    with pytest.raises(RefusedError, match="内容却不同"):
        workbench.share.send()
    assert workbench.share.state().waiting == (name,)


def test_a_share_that_does_not_answer_is_given_up_in_time(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="没有回应"):
        in_time(lambda: time.sleep(0.5), folder=tmp_path, seconds=0.01)
