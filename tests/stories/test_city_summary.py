"""督导工作总结 of a city with three districts: counted from their months, by commands."""

from pathlib import Path

from inspector_app.base.clock import FixedClock
from tests.stories.conftest import Command, _written, roster_book
from tests.stories.test_city_month import city, corrected, hand_up
from tests.stories.test_city_periods import months_sent
from tests.stories.test_documents import text_of
from tests.stories.test_summaries import complete
from tests.stories.test_upwards import _passphrases, answered, december, done, refused
from tests.unit.services.conftest import COMPLETE

__all__ = ["_passphrases", "city", "december"]
City = tuple[dict[str, Command], Command, Command]
MONTH = "2026-11"


def drafted(upper: Command, *more: str) -> str:
    return str(answered(upper, "summary", "draft", "--span", "学期", *more)["no"])


def figures(upper: Command, number: str) -> dict[str, object]:
    told = answered(upper, "summary", "figures", number)["figures"]
    return {name: each["value"] for name, each in told.items()}


def test_the_summary_of_a_city_counts_what_its_districts_reported_and_says_who_is_missing(
    city: City, tmp_path: Path
) -> None:
    _, upper, _ = city
    months_sent(city, tmp_path, "210304", "2026-10", "2026-11")
    months_sent(city, tmp_path, "210305", "2026-11")
    number = drafted(upper)
    term = answered(upper, "table", "term", "2026-2027-1")["district"]
    found = figures(upper, number)
    assert {name: found[name] for name in ("visits", "issues_found", "lessons")} == {
        name: term[name] for name in ("visits", "issues_found", "lessons")
    }
    assert (found["visits"], found["units_reported"]) == (5, [2, 3])
    overview = answered(upper, "summary", "show", number)["figured"]["text"]["overview"]
    assert "全市责任督学" in overview
    assert "区已报2/3（210304督导室、210305督导室），截至2026-12-02；" in overview
    assert "210306督导室 2026年9月、2026年10月、2026年11月" in overview.splitlines()[-1]
    told = answered(upper, "summary", "figures", number)
    assert [(name, row.get("visits")) for name, row in told["units"].items()] == [
        ("210304督导室", 4), ("210305督导室", 2), ("210306督导室", None),
    ]  # fmt: skip
    assert told["units"]["210305督导室"]["missing"] == "2026年9月、2026年10月"
    assert "安全隐患" in told["notes"][-1]
    assert {"hazards", "merits", "share_all", "lesson_target", "five_haves"}.isdisjoint(found)
    assert told["figures"]["cases"]["label"].startswith("本级：")


def test_a_summary_of_a_city_moves_with_what_comes_and_is_filed_and_printed_with_its_units(
    city: City, tmp_path: Path
) -> None:
    lower, upper, _ = city
    post = tmp_path / "交市里"
    hand_up(city, post, "210304")
    number = drafted(upper)
    complete(upper, number)
    hand_up(city, post, "210305")
    assert "写时是 1/3，现在是 2/3" in refused(upper, "summary", "file", number)
    done(upper, "summary", "refresh", number)
    done(upper, "summary", "file", number)
    corrected(lower["210304"], tmp_path, post)
    done(upper, "office", "scan", post)
    told = answered(upper, "summary", "figures", number)
    assert told["figures"]["visits"]["value"] == 3
    assert told["units"]["210304督导室"]["visits"] == 2
    behind = answered(upper, "summary", "figures", number, "--behind", "visits")["records"]
    assert [each["day"] for each in behind] == ["2026-11-19", "2026-11-20", "2026-11-23"]
    people = answered(upper, "summary", "figures", number, "--behind", "responsible")["records"]
    assert {each["uuid"] for each in people} >= {"210304/DX001", "210305/DX001"}
    done(upper, "summary", "print", number, "--out", tmp_path / "总结.pdf")
    text = "".join(text_of(tmp_path / "总结.pdf").split())
    assert "各单位情况" in text
    assert "没有计入的月报" in text
    assert "下级督导室报来的月统计和本级的登记得出" in text


def test_a_locked_month_counts_in_a_summary_as_it_was_locked(city: City, tmp_path: Path) -> None:
    lower, upper, _ = city
    post = tmp_path / "交市里"
    hand_up(city, post, "210304", "210305")
    done(upper, "month", "lock", MONTH)
    corrected(lower["210304"], tmp_path, post)
    done(upper, "office", "scan", post)
    number = drafted(upper)
    assert figures(upper, number)["visits"] == 3
    assert answered(upper, "summary", "show", number)["figured"]["locked"]["months"] == []


def test_what_units_did_is_compared_only_where_no_month_of_either_period_lacks(
    city: City, tmp_path: Path
) -> None:
    _, upper, _ = city
    for code in ("210304", "210305"):
        months_sent(city, tmp_path, code, "2026-10", "2026-11")
    order = ("summary", "draft", "--span", "月度", "--on", "2026-11-30")
    lacking = answered(upper, *order)["no"]
    assert answered(upper, "summary", "figures", lacking)["before"] == ""
    done(upper, "summary", "discard", lacking)
    months_sent(city, tmp_path, "210306", "2026-10", "2026-11")
    told = answered(upper, "summary", "figures", answered(upper, *order)["no"])
    assert told["before"] == "2026年10月"
    assert told["figures"]["visits_change"]["before"] == "1"


def test_a_report_on_rectification_of_a_city_says_whose_issues_it_counts(
    city: City, tmp_path: Path
) -> None:
    _, upper, _ = city
    hand_up(city, tmp_path / "交市里", "210304")
    number = drafted(upper, "--genre", "整改情况报告")
    overview = answered(upper, "summary", "show", number)["figured"]["text"]["overview"]
    assert "新发现2个" in overview
    assert "没有报来的：210304督导室 2026年9月、2026年10月；210305督导室" in overview


def test_own_inspectors_and_registers_of_a_city_are_told_as_its_own(
    city: City, december: FixedClock, tmp_path: Path
) -> None:
    _, upper, _ = city
    hand_up(city, tmp_path / "交市里", "210304")
    done(upper, "import", "roster", roster_book(tmp_path / "own.xlsx"))
    own = {**COMPLETE, "date": "2026-11-25", "lead": "DX001", "school": "2121000003"}
    record = done(upper, "visit", "new", "--from", _written(tmp_path / "o.json", own)).strip()
    done(upper, "visit", "file", record)
    number = drafted(upper)
    assert figures(upper, number)["visits"] == 3
    told = answered(upper, "summary", "figures", number)
    assert told["units"]["第一督学责任区"]["visits"] == 1
    behind = answered(upper, "summary", "figures", number, "--behind", "visits")["records"]
    assert len(behind) == 3
    person = drafted(upper, "--inspector", "DX001")
    assert figures(upper, person)["visits"] == 1
    said = refused(upper, "summary", "draft", "--span", "学期", "--inspector", "210304")
    assert "210304督导室是下级督导室，不是督学，没有起草" in said


def test_a_summary_of_a_city_to_which_nothing_came_says_so(city: City) -> None:
    _, upper, _ = city
    number = drafted(upper)
    found = figures(upper, number)
    assert (found["visits"], found["units_reported"]) == (0, [0, 3])
    overview = answered(upper, "summary", "show", number)["figured"]["text"]["overview"]
    assert "区已报0/3（无），截至2026-12-02；没有报来的：210304督导室 2026年9月" in overview
