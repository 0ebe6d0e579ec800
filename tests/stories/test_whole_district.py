"""The month of a whole district: twenty-five laptops, one office, and everything that happens."""

import shutil
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector_app.base.clock import FixedClock
from inspector_app.domain.month import Month
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, OpenReceiving, Place
from inspector_app.vault import passphrase
from tests.district.trust.districts import PASSPHRASE
from tests.gui.conftest import (
    dressed,  # noqa: F401 - a fixture
    open_window,  # noqa: F401 - a fixture
)
from tests.stories.whole_district import (
    ISSUE,
    LAPTOPS,
    MONTH,
    ON_PAPER,
    WholeDistrict,
    made_district,
    school_of,
)

Wait = Callable[[Callable[[], bool]], None]

SHARING: Final = LAPTOPS[:13]
"""Who reaches the shared folder; the others hand files over by messenger."""
LATE: Final = ("DX023", "DX024", "DX025")
DIES: Final = "DX004"
AT_THE_WINDOW: Final = "DX001"
"""Who hands over by the window; so does the office take in, the first time."""
RETURNED: Final = "DX003"


@pytest.fixture(autouse=True)
def _passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 8 * 1024)
    monkeypatch.setattr(passphrase, "ROUNDS", 1)
    monkeypatch.setenv("INSPECTOR_APP_ROOT_PASSPHRASE", PASSPHRASE)


@pytest.fixture
def district(tmp_path: Path, clock: FixedClock) -> WholeDistrict:
    return made_district(tmp_path, clock)


@pytest.fixture
def windows(
    open_window: Callable[[Path], Window],  # noqa: F811 - the fixture above
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[Path], Window]:
    """Open windows whose questions are answered with yes."""
    monkeypatch.setattr(ask, "confirm", lambda *_, **__: True)
    return open_window


def test_the_month_of_a_district_from_the_meeting_to_the_lock(
    district: WholeDistrict, tmp_path: Path, windows: Callable[[Path], Window], qtbot: QtBot
) -> None:
    meet(district)
    filed = visit_schools(district, tmp_path)
    district.clock.advance(timedelta(days=9))
    hand_over_in_time(district, windows, qtbot.waitUntil)
    answer_for_one_school_on_one_day(district, filed)
    first = issue_edition(district, "第1版　23/26 人　未齐")
    give_back_and_mend(district, filed[RETURNED][0])
    replace_a_laptop_that_died(district, filed)
    two = LATE[:2]
    district.hand_over(*two)
    district.scan()
    second = issue_edition(district, "第2版　25/26 人　未齐")
    filed[LATE[2]].append(district.seats[LATE[2]].file(tmp_path, date="2026-11-25"))
    district.hand_over(LATE[2])
    district.scan()
    third = issue_edition(district, "第3版　26/26 人")
    # Two were at one school on one day: the district was there once.
    assert first < second < third == sum(map(len, filed.values())) - 1
    all_arrived_once(district, filed)
    lock_and_hear_of_a_late_record(district, tmp_path)


# -- the chapters --------------------------------------------------------------------------------


def meet(district: WholeDistrict) -> None:
    """Everybody brings a laptop to one meeting; half of them join the folder."""
    for person in LAPTOPS:
        district.sit_down(person, person)
    district.enrol(district.seats.values())
    district.share_folder(SHARING)
    district.office.do("office", "person", ON_PAPER, "--no-computer", "--reason", "不用电脑")


def visit_schools(district: WholeDistrict, scratch: Path) -> dict[str, list[str]]:
    """Everybody visits a school of their own; 督学02 is at a school of 督学01 on the same day."""
    filed = {
        person: [district.seats[person].file(scratch, date="2026-11-10")] for person in LAPTOPS
    }
    for person in ("DX001", "DX002"):
        same = {"school": school_of("DX001", 1), "date": "2026-11-12"}
        filed[person].append(district.seats[person].file(scratch, **same))
    # The office types in what somebody wrote on paper; it counts as that person's.
    paper = district.office.file(scratch, lead=ON_PAPER, school=school_of(ON_PAPER))
    return {**filed, ON_PAPER: [paper]}


def hand_over_in_time(
    district: WholeDistrict, windows: Callable[[Path], Window],
    wait: Wait,
) -> None:  # fmt: skip
    """All but three hand over; the board names those three and nobody else."""
    by_window = {AT_THE_WINDOW, *LATE}
    district.hand_over(*(person for person in LAPTOPS if person not in by_window))
    hand_over_at_the_window(windows(district.seats[AT_THE_WINDOW].folder), wait)
    take_in_at_the_window(windows(district.office.folder), district)
    text = district.office.do("office", "gaps", "--month", MONTH, "--text")
    assert "还没有收到：督学23、督学24、督学25。" in text
    assert Counter(each["outcome"] for each in district.scan()["files"]).keys() == {"known"}


def hand_over_at_the_window(window: Window, wait: Wait) -> None:
    """One press on the page; the file goes into the shared folder by itself."""
    page = shown(window, GoTo(place=Place.HAND_OVER))
    page.open_month(Month.parse(MONTH))
    page.go.click()
    QApplication.sendPostedEvents()
    # The records left at their 定稿, days before; the month is the newest.
    wait(lambda: bool(page.outbox.rows) and page.outbox.rows[0]["period"] == MONTH
         and {row["state"] for row in page.outbox.rows} == {"placed"})  # fmt: skip
    put_away(window)


def take_in_at_the_window(window: Window, district: WholeDistrict) -> None:
    """The page looks at the shared folder by itself; what came by messenger is dropped on it."""
    page = shown(window, OpenReceiving())
    page.take(district.dropped())
    handed_over = {f"督学{person[-2:]}" for person in LAPTOPS if person not in LATE}
    assert {row.who for row in page.tray.rows} == handed_over
    assert {row.state for row in page.tray.rows} == {"督导室已收"}
    assert page.tabs.tabText(2) == "同校同日待确认（1）"
    put_away(window)


def shown(window: Window, where: Any) -> Any:
    """Open a page and return it."""
    window.navigator.open(where)
    QApplication.sendPostedEvents()
    return window.shell.page


def put_away(window: Window) -> None:
    """Close a window, so that commands may open its folder."""
    window.shell.close()
    window.close()


def answer_for_one_school_on_one_day(district: WholeDistrict, filed: dict[str, list[str]]) -> None:
    """The two people are asked, and say that they were there by themselves."""
    (question,) = district.office.ask("office", "questions")
    assert sorted(question["records"]) == sorted([filed["DX001"][1], filed["DX002"][1]])
    district.office.do(
        "office", "answer", question["id"], "各自督导", "--by", "督学01、督学02"
    )  # fmt: skip
    same = [f"{filed[person][1]}-01" for person in ("DX001", "DX002")]
    district.office.do("office", "same-issue", *same, "--by", "督学01、督学02")


def issue_edition(district: WholeDistrict, face: str) -> int:
    """Issue the month as it is; return how many records are in it."""
    said = district.office.do("month", "edition", MONTH)
    assert face in said
    return int(district.office.ask("month", MONTH)["district"]["led_visits"])


def give_back_and_mend(district: WholeDistrict, number: str) -> None:
    """A record goes back with a mark, is mended, comes again; both ends tell one history."""
    office, laptop = district.office, district.seats[RETURNED]
    office.do(
        "office", "return", number, "--field", "督导过程", "--comment", "写清看了哪些教室",
        "--by", "管理员",
    )  # fmt: skip
    laptop.do("pack", "take", district.share, "--yes")
    assert "写清看了哪些教室" in laptop.do("returned", "show", number)
    laptop.do("visit", "correct", number, "--reason", "督导室退回：写清看了哪些教室")
    laptop.do("visit", "set", number, "narrative", "上午看了一年级三间教室。")
    laptop.do("visit", "file", number)
    district.tell_news(RETURNED)
    district.scan()
    office.do("office", "return", "close", number, "--by", "主任")
    laptop.do("pack", "take", district.share, "--yes")
    (there,) = office.ask("office", "return", "show", number)
    assert laptop.ask("returned", "show", number)["history"] == there["history"]


def replace_a_laptop_that_died(district: WholeDistrict, filed: dict[str, list[str]]) -> None:
    """Its keys end where it has handed over; another goes on under the same person."""
    dead = district.seats.pop(DIES)
    shutil.rmtree(dead.folder)
    district.office.do("enrol", "revoke", DIES, "--reason", "硬盘坏了")
    new = district.sit_down(f"{DIES}新", DIES)
    district.enrol([new])
    filed[DIES].append(new.file(district.folder, date="2026-11-18"))
    district.hand_over(new.name)
    taken = [each for each in district.scan()["files"] if each["outcome"] == "taken"]
    assert [each["seq"] for each in taken] == [1]


def all_arrived_once(district: WholeDistrict, filed: dict[str, list[str]]) -> None:
    """What everybody filed is what the office counts, person by person."""
    month = district.office.ask("office", "month", MONTH)
    for person, numbers in filed.items():
        assert month["table"]["inspectors"][person]["led_visits"] == len(numbers), person
    here = {line["no"] for line in district.office.ask("visits", "--month", MONTH)}
    assert here == {number for numbers in filed.values() for number in numbers}
    # Two found one and the same thing; it counts once.
    assert month["table"]["district"]["issues_found"] == len(here) - 1
    unexplained = [
        (each["id"], figure)
        for each in month["people"]
        for figure in each["figures"]
        if figure["explained_by"] != "records"
    ]
    assert unexplained == []


def lock_and_hear_of_a_late_record(district: WholeDistrict, scratch: Path) -> None:
    """After the lock nothing changes; what comes late is told in the next month."""
    before = district.office.ask("month", MONTH)["district"]
    district.office.do("month", "lock", MONTH)
    assert "不再出新版" in district.office.refused("month", "edition", MONTH)
    late = district.seats["DX010"].file(scratch, date="2026-11-26", issues=[dict(ISSUE)])
    district.tell_news("DX010")
    district.scan()
    assert district.office.ask("month", MONTH)["district"] == before
    told: list[Any] = district.office.ask("month", "2026-12")["late"]
    assert [each["month"] for each in told] == [MONTH]
    assert {entry["record"]["number"] for entry in told[0]["entries"]} == {late, f"{late}-01"}
    assert district.office.ask("check")["ok"]
