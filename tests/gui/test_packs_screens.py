"""The pages of 下发 beside their pictures in the handbook."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.domain.calendar_kinds import DayKind
from inspector_app.domain.month import Month, Period
from inspector_app.domain.school import Assignment, School, SchoolKind
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import OpenOffers, OpenSending
from inspector_app.vault import passphrase
from tests.district.trust.districts import SCHOOL, District, fill
from tests.gui.handbook_pictures import SIZE, compare

pytestmark = pytest.mark.screenshot


@pytest.fixture
def district(
    tmp_path: Path, ready_folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[District]:
    """A district of three inspectors whose office has sent a calendar, a theme and its roster."""
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 8 * 1024)
    monkeypatch.setattr(passphrase, "ROUNDS", 1)
    ready = shutil.copytree(ready_folder, tmp_path / "ready")
    with bootstrap.open_workbench(ready, clock=clock) as made:
        fill(made)
    (tmp_path / "district").mkdir()
    with ExitStack() as stack:
        found = District(tmp_path / "district", ready, clock, stack)
        laptops = [found.laptop(person) for person in ("DX001", "DX002", "DX003")]
        for number, laptop in enumerate(laptops, start=1):
            found.accept(laptop, device=f"笔记本{number:02}")
        found.sign()
        for laptop in laptops:
            found.pin(laptop)
        found.office.share.make(found.share)
        laptops[0].share.join(found.share)
        send(found)
        laptops[0].close()
        found.office.close()
        yield found


def send(district: District) -> None:
    office, stores = district.office, district.office.context.stores
    with office.context.database.transaction():
        for number in (8, 9):
            school = School(code=f"212100000{number}", name=f"示范区第{number}小学",
                            kind=SchoolKind.PRIMARY, ownership="公办")  # fmt: skip
            stores.schools.put(school, initials="", origin="test")
        known = stores.schools.get(SCHOOL)
        stores.schools.put(
            School(code=known.code, name="示范区实验小学", kind=known.kind, ownership="公办",
                   former_names=(known.name,)), initials="", origin="test",
        )  # fmt: skip
        for code in (SCHOOL, "2121000008"):
            stores.schools.put_assignment(
                Assignment(inspector_id="DX001", school_code=code, start=date(2026, 12, 1)),
                origin="test",
            )
    office.calendar.set_days(
        Period(date(2026, 12, 4), date(2026, 12, 4)), kind=DayKind.OFF, reason="全区教师运动会"
    )
    office.themes.set(Month(2026, 12), "冬季校园安全", source="市教督办〔2026〕12号")
    for kind, people in (("calendar", ()), ("plans", ("督学01",)), ("schools", ())):
        office.pack_desk.send(kind, to=people)


def test_sending_and_taking_look_as_their_pictures_in_the_handbook(
    open_window: Callable[[Path], Window], district: District
) -> None:
    wrong = []
    window = open_window(district.folder / "office")
    window.shell.resize(*SIZE)
    window.navigator.open(OpenSending())
    page: Any = window.shell.page
    page.to.setText("督学01、督学02")
    page.to.flush()
    page.setFocus()
    wrong.append(compare(window, "sending"))
    window = open_window(district.folder / "laptop-DX001")
    window.shell.resize(*SIZE)
    window.navigator.open(OpenOffers())
    page = window.shell.page
    page.table.setCurrentIndex(page.offers.index(2, 0))
    page.setFocus()
    wrong.append(compare(window, "offers"))
    assert [each for each in wrong if each] == []
