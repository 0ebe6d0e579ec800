"""统计表 of a city with three districts: counted from their months, by commands."""

from pathlib import Path

from openpyxl import load_workbook

from tests.stories.conftest import Command, _written, roster_book
from tests.stories.test_city_month import city, corrected, hand_up
from tests.stories.test_upwards import THIRD, _passphrases, answered, december, done
from tests.unit.services.conftest import COMPLETE

__all__ = ["_passphrases", "city", "december"]
City = tuple[dict[str, Command], Command, Command]
MONTH = "2026-11"


def months_sent(city: City, root: Path, code: str, *months: str) -> Path:
    """Let a district lock some months, with a record in each, and hand them up."""
    lower = city[0][code]
    post = root / f"交-{code}"
    for month in months:
        content = {**COMPLETE, "date": f"{month}-13", "lead": "DX001", "school": "2121000003"}
        number = done(lower, "visit", "new", "--from", _written(root / "m.json", content)).strip()
        done(lower, "visit", "file", number)
        done(lower, "month", "lock", month)
        done(lower, "upwards", "send", month, "--to", post)
    done(city[1], "office", "scan", post)
    return post


def test_a_term_of_a_city_is_counted_from_the_months_of_its_districts(
    city: City, tmp_path: Path
) -> None:
    _, upper, _ = city
    months_sent(city, tmp_path, "210304", "2026-10", "2026-11")
    months_sent(city, tmp_path, "210305", "2026-11")
    told = answered(upper, "table", "term", "2026-2027-1")
    # Of the first: one visit in October, three in November.
    assert {name: row["visits"] for name, row in told["zones"].items()} == {
        "210304督导室": 4, "210305督导室": 2,
    }  # fmt: skip
    # Both rosters are of one workbook: over both a school counts once, and so does its 13 November.
    assert (told["district"]["visits"], told["district"]["visited_schools"]) == (5, 1)
    assert told["inspectors"] == {}
    assert set(told["tables"]) == {
        "coverage", "lessons", "issues", "complaints", "types", "topics", "months", "steps",
        "compare", "cumulative", "reported",
    }  # fmt: skip
    by_month = {row["key"]: row["cells"]["visits"] for row in told["tables"]["months"]["rows"]}
    assert (by_month["2026-10"], by_month["2026-11"]) == (1, 4)
    reported = {row["key"]: row["cells"] for row in told["tables"]["reported"]["rows"]}
    assert reported["210304督导室"]["2026-10"].startswith("2026-12-02 收到")
    assert reported["210305督导室"]["2026-10"] == "▲ 未报"
    assert reported[f"{THIRD}督导室"]["2026-11"] == "▲ 未报"
    missing, not_told = told["notes"]
    assert "210305督导室 2026年9月、2026年10月；" in missing
    assert "210306督导室 2026年9月、2026年10月、2026年11月" in missing
    assert "督导报告、案例、意见建议、例会、培训、周汇报" in not_told
    assert "没有计入的月报" in done(upper, "table", "term", "2026-2027-1")


def test_a_ratio_of_a_term_is_made_of_its_parts_and_a_stock_is_that_of_the_end(
    city: City, tmp_path: Path
) -> None:
    lower, upper, _ = city
    months_sent(city, tmp_path, "210304", "2026-10", "2026-11")
    told = answered(upper, "table", "term", "2026-2027-1")["zones"]["210304督导室"]
    own = answered(lower["210304"], "table", "term", "2026-2027-1")["district"]
    # The same rule over the same records: whatever the months say is what the term says.
    assert told == own


def test_a_locked_month_counts_in_a_term_as_it_was_locked(city: City, tmp_path: Path) -> None:
    lower, upper, _ = city
    post = tmp_path / "交市里"
    hand_up(city, post, "210304", "210305")
    done(upper, "month", "lock", MONTH)
    corrected(lower["210304"], tmp_path, post)
    hand_up(city, post, THIRD)
    term = ("table", "term", "2026-2027-1")
    assert answered(upper, *term)["district"]["visits"] == 3
    kept = answered(upper, *term)["tables"]["reported"]["rows"][0]["cells"][MONTH]
    assert kept == "2026-12-02 收到（锁定）"
    done(upper, "month", "edition", MONTH)
    assert answered(upper, *term)["district"]["visits"] == 5
    kept = answered(upper, *term)["tables"]["reported"]["rows"][0]["cells"][MONTH]
    assert kept == "2026-12-02 收到（第1版）"


def test_a_figure_of_a_period_leads_to_the_records_of_the_months_behind(
    city: City, tmp_path: Path
) -> None:
    _, upper, _ = city
    months_sent(city, tmp_path, "210304", "2026-10", "2026-11")
    place = "coverage/210304督导室/visits"
    found = answered(upper, "table", "term", "2026-2027-1", "--behind", place)
    days = [line["day"] for line in found["records"]]
    assert days == ["2026-10-13", "2026-11-13", "2026-11-20", "2026-11-23"]
    assert all(line["no"].startswith("210304-2026-DX001") for line in found["records"])
    assert "210304督导室　督学01" in found["records"][0]["text"]


def test_the_tables_of_a_city_are_a_workbook_and_a_print_of_units(
    city: City, tmp_path: Path
) -> None:
    _, upper, _ = city
    months_sent(city, tmp_path, "210304", "2026-10", "2026-11")
    book, paper = tmp_path / "市.xlsx", tmp_path / "市.pdf"
    done(upper, "table", "school-year", "2026-2027", "--xlsx", book, "--pdf", paper)
    sheets = load_workbook(book)
    assert sheets.sheetnames[:2] == ["督导统计表", "按学校类型"]
    assert "计入的月报" in sheets.sheetnames
    heads = [cell.value for cell in sheets["督导统计表"][2]]
    assert heads[0] == "单位"
    assert paper.read_bytes().startswith(b"%PDF")


def test_own_inspectors_of_a_city_are_a_unit_of_its_period_too(city: City, tmp_path: Path) -> None:
    _, upper, _ = city
    months_sent(city, tmp_path, "210304", "2026-11")
    done(upper, "import", "roster", roster_book(tmp_path / "own.xlsx"))
    own = {**COMPLETE, "date": "2026-11-25", "lead": "DX001", "school": "2121000003"}
    number = done(upper, "visit", "new", "--from", _written(tmp_path / "o.json", own)).strip()
    done(upper, "visit", "file", number)
    told = answered(upper, "table", "month", MONTH)
    assert {name: row["visits"] for name, row in told["zones"].items()} == {
        "210304督导室": 3, "第一督学责任区": 1,
    }  # fmt: skip


def test_a_district_has_its_own_tables_as_before(city: City) -> None:
    told = answered(city[0]["210304"], "table", "month", MONTH)
    assert {"duties", "schools"} <= set(told["tables"])
    assert "DX001" in told["inspectors"]
