"""A city's term from end to end: three districts, by commands, until it goes up to the province."""

import shutil
from datetime import timedelta
from pathlib import Path

from inspector_app.base.clock import FixedClock
from tests.stories.conftest import Command
from tests.stories.test_city_month import city, corrected, hand_up
from tests.stories.test_city_periods import months_sent
from tests.stories.test_upwards import (
    THIRD,
    _passphrases,
    answered,
    december,
    done,
)

__all__ = ["_passphrases", "city", "december"]
City = tuple[dict[str, Command], Command, Command]
MONTH = "2026-11"


def visits_of(told: dict[str, dict[str, int]]) -> dict[str, int]:
    return {name.removesuffix("督导室"): row["visits"] for name, row in told.items()}


def reported_twice(city: City, root: Path, post: Path) -> None:
    """Let the first district report, the city issue that, and the district report again."""
    lower, upper, _ = city
    hand_up(city, post, "210304")
    first = done(upper, "month", "edition", MONTH)
    assert "第1版　1/3 区已报　未齐，尚缺：210305督导室" in first
    again = root / "又一个U盘"
    shutil.copytree(post, again)
    assert {x["outcome"] for x in answered(upper, "office", "scan", again)["files"]} == {"known"}
    corrected(lower["210304"], root, post)
    done(upper, "office", "scan", post)
    # The newest counts, and both stay.
    assert visits_of(answered(upper, "office", "month", MONTH)["units"]) == {"210304": 3}
    bundles = answered(upper, "office", "list")["bundles"]
    assert [x["seq"] for x in bundles if x["inspector_id"] == "210304"] == [2, 1]


def locked_before_the_last_came(city: City, clock: FixedClock, post: Path) -> None:
    """Take one district off, lock the month, and let the late one come the day after."""
    _, upper, _ = city
    done(upper, "districts", "remove", THIRD, "--reason", "区划登记错了")
    second = done(upper, "month", "edition", MONTH)
    assert "第2版　1/2 区已报　未齐，尚缺：210305督导室" in second
    done(upper, "month", "lock", MONTH)
    clock.advance(timedelta(days=1))
    hand_up(city, post, "210305")
    told = done(upper, "office", "month", MONTH)
    assert "▲ 锁定以后又收到：210305督导室；要计入的，另出一版" in told
    assert visits_of(answered(upper, "office", "month", MONTH)["units"]) == {"210304": 3}
    third = done(upper, "month", "edition", MONTH)
    assert "第3版" in third
    assert "（锁定以后）" in third


def test_editions_a_late_district_one_taken_off_one_twice_and_a_shared_school_end_in_one_table(
    city: City, december: FixedClock, tmp_path: Path
) -> None:
    _, upper, province = city
    post, up = tmp_path / "交市里", tmp_path / "交省里"
    reported_twice(city, tmp_path, post)
    locked_before_the_last_came(city, december, post)

    # Both have the same school: each has it in its row, and all of them have it once.
    month = answered(upper, "office", "month", MONTH)
    assert month["shared_schools"] == ["2121000003"]
    assert visits_of(month["units"]) == {"210304": 3, "210305": 1}
    assert (month["total"]["visited_schools"], month["total"]["visits"]) == (1, 4)
    assert [row["visited_schools"] for row in month["units"].values()] == [1, 1]

    # The tables of the term and the summary count the same, and say the same of who lacks.
    term = answered(upper, "table", "term", "2026-2027-1")
    assert visits_of(term["zones"]) == {"210304": 3, "210305": 1}
    number = answered(upper, "summary", "draft", "--span", "学期")["no"]
    figures = answered(upper, "summary", "figures", number)
    assert figures["figures"]["visits"]["value"] == term["district"]["visits"]
    assert figures["figures"]["units_reported"]["value"] == [2, 2]
    assert visits_of(figures["units"]) == visits_of(term["zones"])
    assert "210304督导室 2026年9月、2026年10月" in figures["notes"][0]
    assert THIRD not in str(figures)

    # The province gets what the city stands by, and counts it again.
    sent = answered(upper, "upwards", "send", MONTH, "--to", up)
    assert (len(sent["files"]), sent["missing"], sent["later"]) == (3, [], [])
    answered(province, "office", "scan", up)
    whole = answered(province, "office", "month", MONTH, "--by-district")
    assert {name: whole["units"][name] for name in month["units"]} == month["units"]
    assert all(not each["unlike"] for each in whole["districts"] if each["code"] == "210300")
    assert done(upper, "check")


def test_a_district_that_catches_up_takes_its_months_off_the_list_of_what_lacks(
    city: City, tmp_path: Path
) -> None:
    _, upper, _ = city
    months_sent(city, tmp_path, "210305", "2026-11")
    before = answered(upper, "table", "term", "2026-2027-1")
    assert "210305督导室 2026年9月、2026年10月" in before["notes"][0]
    months_sent(city, tmp_path, "210305", "2026-09", "2026-10")
    after = answered(upper, "table", "term", "2026-2027-1")
    assert "210305督导室" not in after["notes"][0]
    assert after["zones"]["210305督导室"]["visits"] == before["zones"]["210305督导室"]["visits"] + 2
