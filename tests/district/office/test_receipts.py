"""回执: what the laptop learns of its bundles, and what it raises the alarm about."""

import json
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.exchange.keys import DeviceKey
from inspector_app.exchange.receipt import NAMESPACE, Receipt, ReceiptItem, Result, read_receipt
from inspector_app.exchange.signed_text import SignedText, read_files
from inspector_app.services import office_answers
from inspector_app.services.device_keys import device_key
from inspector_app.storage.database import CannotSaveError
from inspector_app.storage.receipts import ReceiptStore
from tests.district.office.district import OFFICE_ID, District, outcomes

Write = Callable[..., str]


def receipts_in(folder: Path) -> list[Path]:
    return sorted(folder.rglob("rc1-*.json"))


def forge(district: District, laptop: Workbench, **changes: Any) -> SignedText:
    """Return a receipt that the office has signed, whatever it says."""
    made: dict[str, Any] = {
        "office": OFFICE_ID, "chain": device_key(laptop.context).public.chain, "n": 1,
        "prev": "0" * 64, "head_seq": 0, "head_digest": "", "waiting_for": None, "items": (),
        "roster_version": 1, "issued": laptop.context.clock.now(),
    }  # fmt: skip
    return Receipt(**made | changes).signed(device_key(district.office.context))


def put(folder: Path, signed: SignedText, name: str = "rc1-x.json") -> Path:
    folder.mkdir(exist_ok=True)
    for file, content in signed.files(name).items():
        (folder / file).write_bytes(content)
    return folder / name


def test_a_laptop_learns_that_its_bundle_arrived(district: District, write: Write) -> None:
    write("DX001")
    district.hand_over("DX001")
    laptop = district.laptops["DX001"]
    (state,) = laptop.office_answers.states()
    assert state.state == "已另存"

    district.scan()
    found = laptop.office_answers.take([district.share / "receipts"])

    assert (found.new, found.alarms, found.refused) == (1, (), ())
    assert laptop.office_answers.states()[0].state == "督导室已收"
    assert laptop.office_answers.take([district.share]).new == 0


def test_ssh_keygen_verifies_a_receipt_and_the_next_one_names_it(
    district: District, write: Write, tmp_path: Path
) -> None:
    write("DX001")
    district.hand_over("DX001")
    district.scan()
    write("DX001", date="2026-11-18")
    district.hand_over("DX001")
    district.scan()

    first, second = receipts_in(district.share / "receipts")
    office = device_key(district.office.context).public
    allowed = tmp_path / "allowed"
    allowed.write_text(office.allowed_signers_line(namespace=NAMESPACE) + "\n")
    done = subprocess.run(
        ["ssh-keygen", "-Y", "verify", "-f", allowed, "-I", office.chain, "-n", NAMESPACE,
         "-s", f"{second}.sig"],
        input=second.read_bytes(), capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    read = read_receipt(read_files(second), office_keys=[office])
    assert (read.n, read.prev) == (2, read_files(first).sha256)
    assert first.name.startswith(f"rc1-{read.chain[:8]}-000001-{read_files(first).sha256[:12]}")


def test_a_bundle_that_the_laptop_never_made_raises_the_alarm(
    district: District, tmp_path: Path
) -> None:
    laptop = district.laptops["DX001"]
    item = ReceiptItem(
        seq=7, digest="ab" * 32, result=Result.ACCEPTED, code="", at=laptop.context.clock.now()
    )
    path = put(tmp_path / "in", forge(district, laptop, items=(item,)))

    assert "R03" in laptop.office_answers.take([path]).alarms[0]


def test_receipts_of_others_forged_ones_and_broken_ones_are_refused(
    district: District, tmp_path: Path
) -> None:
    laptop, other = district.laptops["DX001"], district.laptops["DX002"]
    foreign = put(tmp_path / "a", forge(district, other))
    forged = put(tmp_path / "b", _signed_by(DeviceKey.generate(), forge(district, laptop)))
    broken = tmp_path / "rc1-broken.json"
    broken.write_text("{")

    for path, code in ((foreign, "R04"), (forged, "R02"), (broken, "R01")):
        found = laptop.office_answers.take([path])
        assert (found.new, code in found.refused[0]) == (0, True), (code, found)


def _signed_by(key: DeviceKey, text: SignedText) -> SignedText:
    return SignedText.make(json.loads(text.content), keys=[key], namespace=NAMESPACE)


@pytest.mark.parametrize("changes", [{"roster_version": 9}, {"n": 2, "prev": "9" * 64}])
def test_a_receipt_that_contradicts_an_earlier_one_is_refused(
    district: District, tmp_path: Path, changes: dict[str, Any]
) -> None:
    laptop = district.laptops["DX001"]
    assert laptop.office_answers.take([put(tmp_path / "a", forge(district, laptop))]).new == 1

    second = put(tmp_path / "b", forge(district, laptop, **changes))

    assert "R05" in laptop.office_answers.take([second]).refused[0]


def test_a_clock_that_is_days_off_is_told(district: District, write: Write, tmp_path: Path) -> None:
    write("DX001")
    district.hand_over("DX001")
    laptop = district.laptops["DX001"]
    (bundle,) = laptop.context.stores.bundles.all()
    now = laptop.context.clock.now()
    item = ReceiptItem(
        seq=1, digest=bundle["digest"], result=Result.ACCEPTED, code="", at=now - timedelta(days=3)
    )
    fast = forge(district, laptop, items=(item,), issued=now)
    slow = forge(district, laptop, n=2, prev=fast.sha256, issued=now + timedelta(days=4))

    told = laptop.office_answers.take([put(tmp_path / "a", fast, "rc1-1.json")]).alarms
    assert told == ("本机时钟比督导室快 3 天，请校准电脑的日期。",)
    told = laptop.office_answers.take([put(tmp_path / "a", slow, "rc1-2.json")]).alarms
    assert told == ("本机时钟比督导室慢 4 天，请校准电脑的日期。",)


def test_receipts_that_are_kept_are_not_judged_again(
    district: District, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DX001", "DX002"):
        write(name)
        district.hand_over(name)
    district.scan()
    laptop = district.laptops["DX001"]
    assert laptop.office_answers.take([district.share]).new == 1
    judged: list[str] = []
    judge = office_answers._judged
    monkeypatch.setattr(
        office_answers,
        "_judged",
        lambda text, keys: judged.append(text.sha256) or judge(text, keys),
    )

    again = laptop.office_answers.take([district.share])

    assert (again.new, again.refused) == (0, ())
    own = laptop.context.database.rows("SELECT sha256 FROM receipt")
    assert len(judged) == 1
    assert (judged[0],) not in own


def test_a_receipt_that_was_lost_is_made_good_by_the_next_one(
    district: District, write: Write
) -> None:
    for day in ("2026-11-17", "2026-11-18"):
        write("DX001", date=day)
        district.hand_over("DX001")
        district.scan()
    laptop = district.laptops["DX001"]

    _first, second = receipts_in(district.share / "receipts")
    assert laptop.office_answers.take([second]).new == 1

    assert [each.state for each in laptop.office_answers.states()] == ["督导室已收"] * 2
    assert laptop.office_answers.take([district.share]).new == 1
    assert [each.state for each in laptop.office_answers.states()] == ["督导室已收"] * 2


@pytest.mark.parametrize(("days", "told"), [(2, 0), (184, 1)])
def test_the_office_takes_in_what_is_dated_days_ahead_and_says_whose_clock(
    district: District, write: Write, clock: FixedClock, *, days: int, told: int
) -> None:
    write("DX001")
    clock.advance(timedelta(days=days))
    district.hand_over("DX001")
    clock.advance(-timedelta(days=days))

    found = district.scan()

    assert outcomes(found) == ["taken"]
    named = [line for line in found.warnings if f"的日期比本机快 {days} 天" in line]
    assert len(named) == told
    assert not district.scan().warnings


def test_a_bundle_without_an_answer_is_told_after_a_week(
    district: District, write: Write, clock: FixedClock
) -> None:
    write("DX001")
    district.hand_over("DX001")
    laptop = district.laptops["DX001"]
    assert laptop.office_answers.overdue() == ()
    clock.advance(timedelta(days=7))
    assert [each.seq for each in laptop.office_answers.overdue()] == [1]


def test_a_receipt_that_could_not_be_written_is_written_the_next_time(
    district: District, write: Write
) -> None:
    write("DX001")
    district.hand_over("DX001")
    district.scan()
    for path in receipts_in(district.share / "receipts"):
        path.unlink()

    again = district.scan()

    assert len(receipts_in(district.share / "receipts")) == 1
    assert len(again.receipts) == 1


def test_nothing_is_put_into_the_shared_folder_of_another_district(
    district: District, write: Write, tmp_path: Path
) -> None:
    write("DX001")
    foreign = tmp_path / "邻区共享"
    (foreign / "inbox").mkdir(parents=True)
    (foreign / "dudao-share.json").write_text("{}")
    (foreign / "dudao-share.json.sig").write_text("x")
    made = district.hand_over("DX001", into=foreign / "inbox")
    before = sorted(foreign.rglob("*"))

    found = district.office.office_desk.scan([foreign])

    assert [line.file for line in found.lines] == [made.name]
    assert sorted(foreign.rglob("*")) == before
    assert any("没有放入任何文件" in warning for warning in found.warnings)
    assert foreign.resolve() not in district.office.office_desk.folders()


def test_a_folder_of_another_district_that_was_remembered_is_told_of_once_and_forgotten(
    district: District, write: Write, tmp_path: Path
) -> None:
    write("DX001")
    district.hand_over("DX001")
    desk = district.office.office_desk
    former = tmp_path / "后来归邻区的"
    (former / "inbox").mkdir(parents=True)
    desk.scan([former, district.share])
    assert former in desk.folders()
    (former / "dudao-share.json").write_text("{}")
    (former / "dudao-share.json.sig").write_text("x")

    assert sum("以后不再自动看它" in each for each in desk.scan().warnings) == 1
    assert desk.folders() == (district.share,)
    assert desk.scan().warnings == ()


def test_a_remembered_folder_is_let_go_but_not_the_one_that_was_made_here(
    district: District, tmp_path: Path
) -> None:
    desk = district.office.office_desk
    stick = tmp_path / "优盘"
    (stick / "inbox").mkdir(parents=True)
    desk.scan([stick])
    assert stick in desk.folders()
    assert desk.forget(stick).bundles
    assert stick not in desk.folders()
    assert (stick / "inbox").is_dir()
    with pytest.raises(NotFoundError, match="没有记住"):
        desk.forget(stick)
    made = tmp_path / "督导室的"
    made.mkdir()
    district.office.share.make(made)
    with pytest.raises(RefusedError, match="本督导室建立的共享文件夹"):
        desk.forget(made)
    assert made in desk.folders()


def test_a_disk_that_does_not_keep_a_receipt_is_told_and_the_receipt_is_read_the_next_time(
    district: District, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("DX001")
    district.hand_over("DX001")
    district.scan()
    laptop = district.laptops["DX001"]

    def full(*_: object) -> None:
        raise dbapi2.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(ReceiptStore, "add", full)
        with pytest.raises(CannotSaveError, match="磁盘已满"):
            laptop.office_answers.take([district.share])
    assert laptop.office_answers.take([district.share]).new == 1
