"""Two districts hand their month to a city, the city its to a province: by commands."""

import json
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import init_folder, open_workbench
from inspector_app.domain.month import Month
from inspector_app.services.context import Role
from inspector_app.vault import passphrase
from tests.district.trust.districts import PASSPHRASE, last_groups
from tests.stories.conftest import Command, _written, command_on, roster_book
from tests.unit.services.conftest import COMPLETE

DISTRICTS = {"210304": ["2026-11-20", "2026-11-23"], "210305": ["2026-11-19"]}
THIRD = "210306"


@pytest.fixture(autouse=True)
def _passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 8 * 1024)
    monkeypatch.setattr(passphrase, "ROUNDS", 1)
    monkeypatch.setenv("INSPECTOR_APP_ROOT_PASSPHRASE", PASSPHRASE)


@pytest.fixture
def december() -> FixedClock:
    return FixedClock(datetime(2026, 12, 2, 8, tzinfo=UTC))


def answered(command: Command, *arguments: object) -> Any:
    code, out, err = command(*arguments, "--json")
    assert code == 0, err
    return json.loads(out)


def done(command: Command, *arguments: object) -> str:
    code, out, err = command(*arguments)
    assert code == 0, err
    return out


def refused(command: Command, *arguments: object) -> str:
    code, _, err = command(*arguments)
    assert code == 1
    return err


def office(root: Path, code: str, clock: FixedClock) -> Command:
    init_folder(root / code, role=Role.OFFICE, district=code, clock=clock)
    return command_on(root / code, clock)


def district(root: Path, code: str, clock: FixedClock) -> Command:
    """Return an office whose November has a record on some days."""
    command = office(root, code, clock)
    done(command, "import", "roster", roster_book(root / f"{code}.xlsx"))
    for day in DISTRICTS.get(code, ["2026-11-24"]):
        content = {**COMPLETE, "date": day, "lead": "DX001", "school": "2121000003"}
        record = _written(root / "r.json", content)
        number = done(command, "visit", "new", "--from", record).strip()
        done(command, "visit", "file", number)
    return command


def join(lower: Command, upper: Command, *, codes: tuple[str, str], root: Path) -> None:
    """Let an office become a member of the one above it."""
    (code, above), stick = codes, root / f"stick-{codes[1]}"
    stick.mkdir(exist_ok=True)
    done(upper, "districts", "add", code, f"{code}督导室")
    done(lower, "upwards", "join", "--office", above, "--name", f"{code}督导室")
    asked = answered(lower, "upwards", "request", "--to", stick)
    done(upper, "enrol", "accept", stick, "--check", last_groups(asked["digits"]))
    kept = stick / "根"
    if not kept.exists():
        kept.mkdir()
        answered(upper, "root", "new", "--to", kept)
    key = next(kept.glob("root-*.json"))
    signed = answered(upper, "root", "sign-roster", "--root", key, "--out", stick)
    assert signed["laptops"] >= 1
    shown = answered(upper, "trust", "show")["root_digits"][0]
    done(lower, "upwards", "pin", stick, "--check", last_groups(shown))


def test_an_office_that_joins_another_is_told_of_the_one_above_and_not_of_itself(
    tmp_path: Path, december: FixedClock
) -> None:
    district = office(tmp_path, "210304", december)
    stick = tmp_path / "U盘"
    stick.mkdir()
    done(district, "upwards", "join", "--office", "210300", "--name", "210304督导室")
    assert "本机还没有加入上级督导室" in done(district, "upwards", "show")
    asked = done(district, "upwards", "request", "--to", stick)
    assert "请连同旁边的 .sig 文件交给上级督导室，念最后两组数字给上级督导室核对" in asked
    assert "等上级督导室核对登记" in done(district, "upwards", "show")
    assert "请选上级督导室给的" in refused(district, "upwards", "pin", stick, "--check", "1 2")

    city = office(tmp_path, "210300", december)
    join(district, city, codes=("210304", "210300"), root=tmp_path)
    shown = done(district, "upwards", "show")
    assert "上级督导室核对号" in shown
    assert "已登记：210304督导室的“督导室”。" in shown


def joined(root: Path, clock: FixedClock) -> tuple[dict[str, Command], Command, Command]:
    """Return two districts that have joined a city, the city, and its province."""
    lower = {code: district(root, code, clock) for code in DISTRICTS}
    city, province = (office(root, code, clock) for code in ("210300", "210000"))
    for code, command in lower.items():
        join(command, city, codes=(code, "210300"), root=root)
    join(city, province, codes=("210300", "210000"), root=root)
    return lower, city, province


def locked_and_sent(district: Command, post: Path) -> None:
    done(district, "month", "lock", "2026-11")
    done(district, "upwards", "send", "2026-11", "--to", post)


def test_a_district_is_shown_what_leaves_and_hands_the_same_over_once(
    tmp_path: Path, december: FixedClock
) -> None:
    first = district(tmp_path, "210304", december)
    city = office(tmp_path, "210300", december)
    join(first, city, codes=("210304", "210300"), root=tmp_path)
    assert "还没有锁定" in refused(first, "upwards", "preview", "2026-11")
    done(first, "month", "edition", "2026-11")
    done(first, "month", "lock", "2026-11")
    shown = done(first, "upwards", "preview", "2026-11")
    assert "投诉人只有区督导室知道" in shown
    assert "记录 2，听课 0，问题 2" in shown
    post = tmp_path / "交市里"
    sent = answered(first, "upwards", "send", "2026-11", "--to", post)
    assert (sent["seq"], len(sent["files"])) == (1, 1)
    assert answered(first, "upwards", "send", "2026-11", "--to", post)["repeated"]
    assert "0/1 区已报　还没有收到：210304督导室" in done(city, "office", "month", "2026-11")
    scanned = answered(city, "office", "scan", post)
    assert [(x["outcome"], x["visits"]) for x in scanned["files"]] == [("taken", 2)]
    assert "（第1版）" in done(city, "office", "month", "2026-11")
    receipts = tmp_path / "210300" / "receipts"
    assert "新读取回执" in done(first, "upwards", "receipts", receipts)
    assert "督导室已收" in done(first, "upwards", "list")


def test_two_districts_a_city_and_a_province_count_the_same_records(
    tmp_path: Path, december: FixedClock
) -> None:
    lower, city, province = joined(tmp_path, december)
    post, up = tmp_path / "交市里", tmp_path / "交省里"
    locked_and_sent(lower["210304"], post)
    answered(city, "office", "scan", post)
    assert answered(city, "office", "month", "2026-11")["missing"] == ["210305督导室"]
    locked_and_sent(lower["210305"], post)
    answered(city, "office", "scan", post)

    table = answered(city, "office", "month", "2026-11")
    assert {name: row["visits"] for name, row in table["units"].items()} == {
        "210304督导室": 2, "210305督导室": 1,
    }  # fmt: skip
    assert table["missing"] == []
    # Both rosters are of one workbook: one school stands in both.
    assert table["shared_schools"] == ["2121000003"]
    assert [each["unlike"] for each in table["districts"]] == [[], []]
    assert set(table["inspectors"]) >= {"210304/DX001", "210305/DX001"}
    locked = answered(lower["210304"], "month", "2026-11")
    assert table["units"]["210304督导室"] == locked["district"]
    assert "2/2 区已报" in done(city, "districts", "list")
    assert "210305　210305督导室" in done(city, "office", "month", "2026-11")

    assert "还没有锁定" in refused(city, "upwards", "send", "2026-11", "--to", up)
    done(city, "month", "lock", "2026-11")
    sent = answered(city, "upwards", "send", "2026-11", "--to", up)
    # The city's own table, and the two months that it is the sum of.
    assert (len(sent["files"]), sent["missing"]) == (3, [])
    assert len(answered(province, "office", "scan", up)["files"]) == 3
    whole = answered(province, "office", "month", "2026-11")
    assert {name: row["visits"] for name, row in whole["units"].items()} == {"210300督导室": 3}
    parted = answered(province, "office", "month", "2026-11", "--by-district")
    assert {name: parted["units"][name] for name in table["units"]} == table["units"]
    assert [(x["code"], x["unlike"]) for x in whole["districts"]] == [
        ("210300", []), ("210304", []), ("210305", []),
    ]  # fmt: skip
    assert whole["total"]["issues_found"] == 3
    assert "由210300督导室报来" in done(province, "office", "month", "2026-11")


def test_the_table_over_districts_is_a_workbook_that_says_what_each_has_locked(
    tmp_path: Path, december: FixedClock
) -> None:
    lower, city, _ = joined(tmp_path, december)
    for each in lower.values():
        locked_and_sent(each, tmp_path / "交市里")
    answered(city, "office", "scan", tmp_path / "交市里")
    book = tmp_path / "市.xlsx"
    done(city, "office", "month", "2026-11", "--xlsx", book)
    sheets = load_workbook(book)
    assert sheets.sheetnames == ["月统计表", "各区", "数字来源", "记录"]
    records = [row[1].value for row in sheets["记录"].iter_rows(min_row=3)]
    assert records.count("督导记录") == 3
    assert [row[0].value for row in sheets["月统计表"].iter_rows(min_row=3, max_row=5)] == [
        "合计", "210304督导室", "210305督导室",
    ]  # fmt: skip
    assert [row[9].value for row in sheets["各区"].iter_rows(min_row=3, max_row=4)] == [
        "逐格相符", "逐格相符",
    ]  # fmt: skip


def test_the_table_over_districts_prints_units_where_people_stood(
    tmp_path: Path, december: FixedClock
) -> None:
    lower, city, _ = joined(tmp_path, december)
    locked_and_sent(lower["210304"], tmp_path / "交市里")
    answered(city, "office", "scan", tmp_path / "交市里")
    paper = tmp_path / "市.pdf"
    done(city, "office", "month", "2026-11", "--pdf", paper, "--docx", tmp_path / "市.docx")
    text = subprocess.run(
        ["pdftotext", "-layout", paper, "-"], capture_output=True, check=True, text=True
    ).stdout
    assert "责任督学" not in text.replace("责任督学名下", "")
    for words in ("210304督导室", "逐格相符", "还没有收到：210305督导室", "单位"):
        assert words in text
    assert (tmp_path / "市.docx").read_bytes().startswith(b"PK")


def test_what_a_district_corrects_after_the_lock_is_named_at_the_city(
    tmp_path: Path, december: FixedClock
) -> None:
    lower = district(tmp_path, "210304", december)
    city = office(tmp_path, "210300", december)
    join(lower, city, codes=("210304", "210300"), root=tmp_path)
    post = tmp_path / "交市里"
    locked_and_sent(lower, post)
    done(city, "office", "scan", post)
    record = _written(tmp_path / "r.json", {**COMPLETE, "date": "2026-11-26", "lead": "DX001"})
    number = done(lower, "visit", "new", "--from", record).strip()
    done(lower, "visit", "file", number)
    assert "▲ 合计的入校校次：锁定 2，现有记录合计 3" in done(
        lower, "upwards", "preview", "2026-11"
    )
    done(lower, "upwards", "send", "2026-11", "--to", post)
    done(city, "office", "scan", post)
    book = tmp_path / "市.xlsx"
    done(city, "office", "month", "2026-11", "--xlsx", book)
    assert load_workbook(book).sheetnames[2] == "与记录不同"
    newest = answered(city, "office", "month", "2026-11")
    assert (len(newest["districts"]), newest["total"]["visits"]) == (1, 3)
    told = done(city, "office", "month", "2026-11")
    assert "▲ 210304督导室合计的入校校次：锁定 2，记录合计 3" in told


def test_nothing_that_anybody_wrote_is_in_what_goes_up(
    tmp_path: Path, december: FixedClock
) -> None:
    lower = district(tmp_path, "210304", december)
    city = office(tmp_path, "210300", december)
    join(lower, city, codes=("210304", "210300"), root=tmp_path)
    done(lower, "month", "lock", "2026-11")
    post = tmp_path / "交市里"
    (file,) = answered(lower, "upwards", "send", "2026-11", "--to", post)["files"]
    done(city, "office", "scan", post)
    listed = answered(city, "office", "list")["bundles"]
    assert [(x["type"], x["period"], x["visits"]) for x in listed] == [("district", "2026-11", 2)]
    with open_workbench(tmp_path / "210300", clock=december) as bench:
        store = bench.context.stores.district_months
        (line,) = store.all()
        text = json.dumps(store.records(line), ensure_ascii=False)
    assert Path(file).read_bytes().startswith(b"age-encryption.org/v1")
    for words in ("巡视校园", "消防通道", "坚持每日巡查", "现场口头"):
        assert words in json.dumps(COMPLETE, ensure_ascii=False)
        assert words not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("join", "--office", "210400", "--name", "示范区督导室"), "不是 210304 的上级"),
        (("join", "--office", "2103", "--name", "示范区督导室"), "不是六位"),
        (("join", "--office", "210300", "--name", "  "), "没有写本室的名称"),
        (("preview", "2026-11"), "还没有写明上级"),
    ],
)
def test_an_office_that_cannot_be_the_one_above_is_refused_with_a_sentence(
    arguments: tuple[str, ...], said: str, tmp_path: Path, december: FixedClock
) -> None:
    assert said in refused(office(tmp_path, "210304", december), "upwards", *arguments)


def test_a_laptop_neither_hands_upwards_nor_has_districts(
    tmp_path: Path, december: FixedClock
) -> None:
    init_folder(tmp_path / "laptop", district="210304", inspector_id="DX001", clock=december)
    laptop = command_on(tmp_path / "laptop", december)
    join_it = ("upwards", "join", "--office", "210300", "--name", "示范区督导室")
    assert "由督导室做" in refused(laptop, *join_it)
    assert "在上级督导室的电脑上登记" in refused(laptop, "districts", "add", "210304", "某室")


@pytest.mark.parametrize(
    ("name", "value"), [("code", "210404"), ("code", "210300"), ("month", "2026-10")]
)
def test_a_month_of_another_district_or_month_than_it_is_signed_as_is_refused(
    name: str, value: str, tmp_path: Path, december: FixedClock
) -> None:
    lower = district(tmp_path, "210304", december)
    city = office(tmp_path, "210300", december)
    join(lower, city, codes=("210304", "210300"), root=tmp_path)
    done(lower, "month", "lock", "2026-11")
    post = tmp_path / "交市里"
    post.mkdir()
    folder = tmp_path / "210304"
    with (
        open_workbench(folder, clock=december) as bench,
        open_workbench(folder / "upwards", clock=december) as upper,
    ):
        found = bench.upwards_content.of(Month(2026, 11), name="某室")
        (own,) = found.districts
        head = {**own.content["district"], name: value}
        forged = replace(own, content={**own.content, "district": head})
        upper.upwards.send(replace(found, districts=(forged,)), folder=post)
    (line,) = answered(city, "office", "scan", post)["files"]
    assert (line["outcome"], line["code"]) == ("refused", "E100")
    assert "0/1 区已报" in done(city, "office", "month", "2026-11")
