"""The month of a city with three districts: editions, the lock, and what comes after it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from inspector_app.base.clock import FixedClock
from tests.stories.conftest import Command, _written, roster_book
from tests.stories.test_upwards import (
    THIRD,
    _passphrases,
    answered,
    december,
    district,
    done,
    join,
    joined,
    locked_and_sent,
    office,
    refused,
)
from tests.unit.services.conftest import COMPLETE

__all__ = ["_passphrases", "december"]
MONTH = "2026-11"


@pytest.fixture
def city(tmp_path: Path, december: FixedClock) -> tuple[dict[str, Command], Command, Command]:
    """Three districts that have joined a city, the city, and its province."""
    lower, upper, province = joined(tmp_path, december)
    lower[THIRD] = district(tmp_path, THIRD, december)
    join(lower[THIRD], upper, codes=(THIRD, "210300"), root=tmp_path)
    return lower, upper, province


def hand_up(city: tuple[dict[str, Command], Command, Command], post: Path, *codes: str) -> None:
    """Let some districts hand their locked month to the city."""
    lower, upper, _ = city
    for code in codes:
        locked_and_sent(lower[code], post)
    done(upper, "office", "scan", post)


def corrected(lower: Command, root: Path, post: Path) -> None:
    """Let a district file one record more and hand its month up again."""
    more = {**COMPLETE, "date": "2026-11-26", "lead": "DX001", "school": "2121000003"}
    number = done(lower, "visit", "new", "--from", _written(root / "r.json", more)).strip()
    done(lower, "visit", "file", number)
    done(lower, "upwards", "send", MONTH, "--to", post)


def test_the_month_of_a_city_is_issued_incomplete_and_again_when_all_have_reported(
    city: tuple[dict[str, Command], Command, Command], tmp_path: Path
) -> None:
    _, upper, _ = city
    post = tmp_path / "交市里"
    hand_up(city, post, "210304", "210305")
    told = done(upper, "office", "month", MONTH)
    assert "2/3 区已报　还没有收到：210306督导室" in told
    assert "【催报】11月月统计" in told
    assert "请核对、锁定本月，在“上报上级”页报来" in told
    first = done(upper, "month", "edition", MONTH)
    assert "第1版　2/3 区已报　未齐，尚缺：210306督导室（还没有报来）" in first
    hand_up(city, post, THIRD)
    second = done(upper, "month", "edition", MONTH)
    assert "第2版　3/3 区已报　数字校验码" in second
    assert "合计　入校校次：3 → 4" in second
    assert "第2版以后数字没有变" in refused(upper, "month", "edition", MONTH)


def test_the_ordinary_month_of_a_city_counts_its_districts_and_lists_no_empty_people(
    city: tuple[dict[str, Command], Command, Command], tmp_path: Path
) -> None:
    _, upper, _ = city
    hand_up(city, tmp_path / "交市里", "210304", "210305", THIRD)
    table = answered(upper, "month", MONTH)
    assert {name: row["visits"] for name, row in table["zones"].items()} == {
        "210304督导室": 2, "210305督导室": 1, "210306督导室": 1,
    }  # fmt: skip
    assert (table["district"]["visits"], table["inspectors"]) == (4, {})
    book = tmp_path / "市.xlsx"
    done(upper, "month", MONTH, "--xlsx", book)
    sheets = load_workbook(book)
    assert [row[0].value for row in sheets["月统计表"].iter_rows(min_row=3, max_row=6)] == [
        "合计", "210304督导室", "210305督导室", "210306督导室",
    ]  # fmt: skip
    kinds = [row[1].value for row in sheets["记录"].iter_rows(min_row=3)]
    assert (kinds.count("督导记录"), kinds.count("问题")) == (4, 4)
    shown = answered(upper, "office", "month", MONTH)
    assert (shown["total"], shown["units"]) == (table["district"], table["zones"])


def test_a_locked_month_of_a_city_keeps_its_figures_and_an_edition_tells_what_came_later(
    city: tuple[dict[str, Command], Command, Command], tmp_path: Path
) -> None:
    lower, upper, province = city
    post, up = tmp_path / "交市里", tmp_path / "交省里"
    hand_up(city, post, "210304", "210305")
    assert "锁定时还有 1 家下级没有报来（210306督导室）" in done(upper, "month", "lock", MONTH)
    assert "没有收到改变数字的月统计" in refused(upper, "month", "edition", MONTH)
    locked = answered(upper, "month", MONTH)

    hand_up(city, post, THIRD)
    corrected(lower["210304"], tmp_path, post)
    done(upper, "office", "scan", post)
    assert answered(upper, "month", MONTH) == locked
    told = answered(upper, "office", "month", MONTH)
    assert (told["total"], told["later"]) == (
        locked["district"], ["210304督导室", "210306督导室"],
    )  # fmt: skip
    assert "▲ 锁定以后又收到：210304督导室、210306督导室" in done(upper, "office", "month", MONTH)
    sent = answered(upper, "upwards", "send", MONTH, "--to", up)
    assert (len(sent["files"]), sent["later"]) == (3, ["210304督导室", "210306督导室"])
    done(province, "office", "scan", up)
    above = answered(province, "office", "month", MONTH)
    assert (above["total"]["visits"], above["districts"][0]["unlike"]) == (3, [])

    since = done(upper, "month", "edition", MONTH)
    assert "第1版（锁定以后）　3/3 区已报" in since
    assert "合计　入校校次：3 → 5" in since
    assert "没有收到改变数字的月统计" in refused(upper, "month", "edition", MONTH)
    done(upper, "upwards", "send", MONTH, "--to", up)
    done(province, "office", "scan", up)
    above = answered(province, "office", "month", MONTH)
    assert above["total"]["visits"] == 5
    # The city's own figures agree with its districts; of the one that corrected one is named.
    unlike = {each["code"]: bool(each["unlike"]) for each in above["districts"]}
    assert unlike == {"210300": False, "210304": True, "210305": False, THIRD: False}


def test_an_office_with_districts_and_inspectors_of_its_own_counts_both(
    city: tuple[dict[str, Command], Command, Command], tmp_path: Path
) -> None:
    _, upper, province = city
    hand_up(city, tmp_path / "交市里", "210304")
    done(upper, "import", "roster", roster_book(tmp_path / "own.xlsx"))
    own = {**COMPLETE, "date": "2026-11-25", "lead": "DX001", "school": "2121000003"}
    number = done(upper, "visit", "new", "--from", _written(tmp_path / "o.json", own)).strip()
    done(upper, "visit", "file", number)
    table = answered(upper, "office", "month", MONTH)
    assert {name: row["visits"] for name, row in table["units"].items()} == {
        "210304督导室": 2, "第一督学责任区": 1,
    }  # fmt: skip
    assert answered(upper, "month", MONTH)["inspectors"]["DX001"]["visits"] == 1
    people = answered(upper, "office", "month", MONTH, "--people")["people"]
    assert "210304" not in {each["id"] for each in people}
    done(upper, "month", "lock", MONTH)
    up = tmp_path / "交省里"
    assert len(answered(upper, "upwards", "send", MONTH, "--to", up)["files"]) == 2
    done(province, "office", "scan", up)
    above = answered(province, "office", "month", MONTH)
    assert {name: row["visits"] for name, row in above["units"].items()} == {"210300督导室": 3}
    assert [each["unlike"] for each in above["districts"]] == [[], []]


def test_an_office_without_districts_is_told_where_to_begin(
    tmp_path: Path, december: FixedClock
) -> None:
    alone = office(tmp_path, "210300", december)
    assert "先用 districts add 区划 名称 登记下级" in refused(alone, "districts", "list")
    done(alone, "districts", "add", "210304", "示范区督导室")
    _, _, said = alone("districts", "list")
    assert "还没有收到下级的月统计；登记了的下级：示范区督导室" in said
    assert "0/1 区已报" in done(alone, "office", "month", MONTH)


def test_a_locked_figure_keeps_its_records_though_a_district_has_voided_one_since(
    city: tuple[dict[str, Command], Command, Command], tmp_path: Path
) -> None:
    lower, upper, _ = city
    post, book = tmp_path / "交市里", tmp_path / "市.xlsx"
    hand_up(city, post, "210304", "210305", THIRD)
    done(upper, "month", "lock", MONTH)
    gone = answered(lower["210304"], "visits")[0]["no"]
    done(lower["210304"], "visit", "void", gone, "--reason", "重复")
    done(lower["210304"], "upwards", "send", MONTH, "--to", post)
    done(upper, "office", "scan", post)
    done(upper, "month", MONTH, "--xlsx", book)
    rows = list(load_workbook(book)["记录"].iter_rows(min_row=3, values_only=True))
    visits = [row[2] for row in rows if row[1] == "督导记录"]
    assert len(visits) == answered(upper, "month", MONTH)["district"]["visits"] == 4
    assert gone in visits
    assert answered(upper, "month", MONTH, "--now")["district"]["visits"] == 3
