"""What a city does not take from below: another root, a stopped computer, another's code."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import open_workbench
from inspector_app.domain.month import Month
from tests.district.trust.districts import last_groups
from tests.stories.conftest import Command
from tests.stories.test_city_month import city, corrected, hand_up
from tests.stories.test_upwards import (
    THIRD,
    _passphrases,
    answered,
    december,
    district,
    done,
    join,
    locked_and_sent,
    office,
)

__all__ = ["_passphrases", "city", "december"]
City = tuple[dict[str, Command], Command, Command]
MONTH = "2026-11"


def sent_as(folder: Path, code: str, post: Path, clock: FixedClock) -> None:
    """Let a district hand up its month under another code, signed as it should be."""
    with (
        open_workbench(folder, clock=clock) as bench,
        open_workbench(folder / "upwards", clock=clock) as upper,
    ):
        found = bench.upwards_content.of(Month(2026, 11), name="某室")
        (own,) = found.districts
        head = {**own.content["district"], "code": code}
        # Signed statement and content agree with each other: nothing but the code is wrong.
        forged = replace(own, code=code, content={**own.content, "district": head})
        upper.upwards.send(replace(found, districts=(forged,)), folder=post)


def scanned(upper: Command, post: Path) -> list[dict[str, Any]]:
    return [
        line
        for line in answered(upper, "office", "scan", post)["files"]
        if line["outcome"] != "known"
    ]


def test_a_month_under_the_code_of_another_district_is_refused_and_counts_for_neither(
    city: City, december: FixedClock, tmp_path: Path
) -> None:
    lower, upper, _ = city
    hand_up(city, tmp_path / "交市里", "210305")
    before = answered(upper, "office", "month", MONTH)
    done(lower["210304"], "month", "lock", MONTH)
    post = tmp_path / "冒名"
    post.mkdir()
    sent_as(tmp_path / "210304", "210305", post, december)
    (line,) = scanned(upper, post)
    assert (line["outcome"], line["code"]) == ("refused", "E100")
    assert "不是下级督导室的月统计" in line["sentence"]
    after = answered(upper, "office", "month", MONTH)
    assert (after["units"], after["missing"]) == (before["units"], before["missing"])
    assert "210304督导室" in after["missing"]


def test_a_district_that_joined_another_city_of_the_same_code_is_refused(
    city: City, december: FixedClock, tmp_path: Path
) -> None:
    _, upper, _ = city
    other = tmp_path / "别处"
    other.mkdir()
    false = office(other, "210300", december)
    fourth = district(other, "210307", december)
    join(fourth, false, codes=("210307", "210300"), root=other)
    post = tmp_path / "交错了"
    locked_and_sent(fourth, post)
    (line,) = scanned(upper, post)
    assert (line["outcome"], line["code"]) == ("refused", "E21")
    assert "不是发给这里的，这里打不开" in line["sentence"]
    assert answered(upper, "office", "month", MONTH)["units"] == {}


def test_a_district_that_was_never_enrolled_is_refused_though_it_knows_the_city(
    city: City, december: FixedClock, tmp_path: Path
) -> None:
    _, upper, _ = city
    fourth = district(tmp_path, "210307", december)
    stick = tmp_path / "stick-210300"
    done(upper, "districts", "add", "210307", "210307督导室")
    done(fourth, "upwards", "join", "--office", "210300", "--name", "210307督导室")
    done(fourth, "upwards", "request", "--to", tmp_path)
    shown = answered(upper, "trust", "show")["root_digits"][0]
    done(fourth, "upwards", "pin", stick, "--check", last_groups(shown))
    post = tmp_path / "没有登记"
    locked_and_sent(fourth, post)
    (line,) = scanned(upper, post)
    assert line["outcome"] == "refused"
    assert "没有在登记名册里登记" in line["sentence"]
    month = answered(upper, "office", "month", MONTH)
    assert "210307督导室" in month["missing"]


def test_a_district_whose_computer_was_stopped_is_refused_and_what_had_come_counts(
    city: City, tmp_path: Path
) -> None:
    lower, upper, _ = city
    post = tmp_path / "交市里"
    hand_up(city, post, "210304")
    done(upper, "enrol", "revoke", "210304", "--reason", "电脑丢失")
    key = next((tmp_path / "stick-210300" / "根").glob("root-*.json"))
    answered(upper, "root", "sign-roster", "--root", key, "--out", tmp_path / "stick-210300")
    later = tmp_path / "以后"
    corrected(lower["210304"], tmp_path, later)
    (line,) = scanned(upper, later)
    assert (line["outcome"], line["code"]) == ("refused", "E63")
    assert "登记已经停用" in line["sentence"]
    month = answered(upper, "office", "month", MONTH)
    assert month["units"]["210304督导室"]["visits"] == 2


def test_what_an_office_that_was_taken_off_still_hands_over_is_kept_and_not_counted(
    city: City, tmp_path: Path
) -> None:
    _, upper, _ = city
    done(upper, "districts", "remove", THIRD, "--reason", "区划登记错了")
    hand_up(city, tmp_path / "交市里", "210304", THIRD)
    month = answered(upper, "office", "month", MONTH)
    assert set(month["units"]) == {"210304督导室"}
    assert [each["code"] for each in month["removed"]] == [THIRD]


def test_packs_go_to_laptops_of_people_and_to_no_office_below(city: City, tmp_path: Path) -> None:
    lower, upper, _ = city
    folder = tmp_path / "下发"
    folder.mkdir()
    done(upper, "phrase", "add", "请写清地点。")
    code, _, told = upper("office", "send", "phrases", "--into", folder)
    assert (code, "没有在用的督学电脑" in told) == (1, True)
    code, _, told = upper("office", "send", "phrases", "--to", "210304督导室", "--into", folder)
    assert (code, "是下级督导室的，不接收下发" in told) == (1, True)
    assert list(folder.iterdir()) == []
    code, _, told = lower["210304"]("pack", "take", folder)
    assert (code, told) == (1, "下发包由督学的电脑接收，这里是督导室的电脑，没有接收。\n")
