"""The pages of handing over beside their pictures in the handbook; keys are the same each time."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.domain.plates import ReportChannels
from inspector_app.exchange.age_keys import AgeKey
from inspector_app.exchange.keys import DeviceKey
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import GoTo, OpenReceiving, Place
from tests.district.office.district import District, made_district, written
from tests.district.office.test_courier import item
from tests.district.office.test_receipts import forge, put
from tests.gui.handbook_pictures import compare
from tests.gui.test_trust_screens import _age_secret
from tests.unit.services.conftest import filled_folder  # noqa: F401 - a fixture

pytestmark = pytest.mark.screenshot


@pytest.fixture
def district(
    filled_folder: Path,  # noqa: F811 - the fixture above
    tmp_path: Path,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[District]:
    """A district whose keys come one after the other, with a folder that three laptops joined."""
    numbers = count(50)
    monkeypatch.setattr(DeviceKey, "generate", lambda: DeviceKey(bytes([next(numbers)]) * 32))
    monkeypatch.setattr(AgeKey, "generate", lambda: AgeKey(_age_secret(next(numbers))))
    with ExitStack() as stack:
        made = made_district(filled_folder, tmp_path, clock, stack)
        made.office.share.make(made.share)
        for bench in made.laptops.values():
            bench.share.join(made.share)
        yield made


def test_bundles_and_their_answers_look_as_their_picture_in_the_handbook(
    open_window: Callable[[Path], Window], district: District, clock: FixedClock, tmp_path: Path
) -> None:
    laptop = district.laptops["DX001"]
    written(laptop)
    laptop.courier.walk()
    district.scan()
    laptop.courier.walk()
    written(laptop, date="2026-11-13")
    laptop.courier.walk()
    lost = max((district.share / "inbox").rglob("*.age"))
    lost.rename(tmp_path / lost.name)
    written(laptop, date="2026-11-16")
    laptop.courier.walk()
    district.scan()
    laptop.courier.walk()
    clock.advance(timedelta(days=8))
    laptop.close()
    window = open_window(laptop.context.folder.root)
    window.navigator.open(GoTo(place=Place.HAND_OVER))
    page: Any = window.shell.page
    # Names of files hold hashes of what was encrypted, which is other bytes each time.
    shown = {row["seq"]: f"dd1-72asyext-{row['seq']:06}-0123456789ab.zip.age"
             for row in page.outbox.rows}  # fmt: skip
    page.outbox.show([{**row, "file_name": shown[row["seq"]]} for row in page.outbox.rows])

    assert compare(window, "hand-over-answers") == ""


def test_the_section_of_the_folder_looks_as_its_picture_in_the_handbook(
    open_window: Callable[[Path], Window], district: District
) -> None:
    laptop = district.laptops["DX001"]
    laptop.close()
    window = open_window(laptop.context.folder.root)
    window.navigator.open(GoTo(place=Place.SETTINGS))
    page: Any = window.shell.page
    page.share.path.setText("Z:\\督导共享")

    assert compare(window, "settings-share") == ""


def test_what_came_looks_as_its_picture_in_the_handbook(
    open_window: Callable[[Path], Window], district: District
) -> None:
    for name in ("DX001", "DX002"):
        written(district.laptops[name])
        district.hand_over(name)
    (district.share / "inbox" / "dd1-72asyext-000007-0123456789ab.zip.age").write_bytes(b"half")
    district.office.close()
    window = open_window(district.office.context.folder.root)
    window.navigator.open(OpenReceiving())
    page: Any = window.shell.page
    named = "dd1-72asyext-000001-0123456789ab.zip.age"
    page.tray.show([row._replace(said=named) for row in page.tray.rows])

    assert compare(window, "receiving") == ""


def test_what_came_by_itself_looks_on_today_as_its_picture_in_the_handbook(
    open_window: Callable[[Path], Window], district: District, tmp_path: Path
) -> None:
    laptop, lead = district.laptops["DX002"], district.laptops["DX001"]
    lead.joint_sharing.send(written(lead, peers=["DX002"]))
    written(laptop, date="2026-11-13")
    laptop.courier.walk()
    signed = forge(district, laptop, items=(item(laptop, seq=9, digest="f" * 64),))
    put(tmp_path / "回执", signed)
    laptop.office_answers.take([tmp_path / "回执"])
    laptop.plates.set_channels(ReportChannels("0412-12345", "", ""))
    laptop.close()
    window = open_window(laptop.context.folder.root)
    window.navigator.open(GoTo(place=Place.TODAY))

    assert compare(window, "today-urgent") == ""
