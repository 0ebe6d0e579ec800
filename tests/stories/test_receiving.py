"""A month of an office by commands: a folder is taken in, gaps are told, receipts are read."""

import json
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from tests.district.office.district import District, written
from tests.stories.at_the_district import done, on
from tests.unit.services.registers.conftest import COMPLETE

SUPERIOR_LETTER = {
    "ref": "市督导反馈〔2026〕2号", "item": "3", "school": "2121000003",
    "description": "食堂留样记录不全。", "found_on": "2026-11-03", "deadline": "2026-11-30",
}  # fmt: skip


@pytest.fixture
def district(enrolled: District) -> District:
    for name in ("DX001", "DX002"):
        written(enrolled.laptops[name])
        enrolled.hand_over(name)
    return enrolled


def test_an_office_takes_a_folder_in_asks_and_answers(
    district: District, clock: FixedClock
) -> None:
    office = on(district, "office", clock)
    said = done(office("office", "scan", district.share))
    assert "收下　dd1-" in said
    assert "督学01第 1 包，1 份记录" in said
    assert "写出回执" in said
    again = json.loads(done(office("office", "scan", "--json")))
    assert [each["code"] for each in again["files"]] == ["I80", "I80"]

    text = done(office("office", "gaps", "--month", "2026-11", "--text"))
    assert "还没有收到：督学03。" in text
    board = json.loads(done(office("office", "gaps", "--month", "2026-11", "--json")))
    assert [(x["id"], x["state"]) for x in board["people"]] == [
        ("DX001", "closed"), ("DX002", "closed"), ("DX003", "nothing"),
    ]  # fmt: skip
    assert board["questions"] == 1
    assert "同校同日待确认 1 件" in done(office("office", "gaps", "--month", "2026-11"))
    assert "督学01第 1 包" in done(office("office", "list"))
    paper = district.share.parent / "催报.pdf"
    done(office("office", "gaps", "--month", "2026-11", "--out", paper))
    assert paper.read_bytes().startswith(b"%PDF")

    (question,) = json.loads(done(office("office", "questions", "--json")))
    assert question["text"] in done(office("office", "questions"))
    wrong = office("office", "answer", question["id"], "也许", "--by", "督学01")
    assert (wrong[0], "各自督导" in wrong[2]) == (1, True)
    done(office("office", "answer", question["id"][:6], "一次联合督导", "--by", "督学01、督学02"))
    issues = [f"{number}-01" for number in question["records"]]
    done(office("office", "same-issue", *issues, "--by", "督学01、督学02"))
    month = json.loads(done(office("month", "2026-11", "--json")))
    assert month["district"]["issues_found"] == 1
    done(office("office", "part-issue", issues[1], "--by", "督学02"))
    assert json.loads(done(office("month", "2026-11", "--json")))["district"]["issues_found"] == 2


def test_a_laptop_reads_its_receipts_and_takes_nothing_in(
    district: District, clock: FixedClock
) -> None:
    district.scan()
    laptop = on(district, "DX001", clock)
    assert done(laptop("receipts", "take", district.share)).endswith("新读取回执 1 份\n")
    assert "第 1 包　2026-11　督导室已收" in done(laptop("receipts", "list"))
    refused = laptop("office", "scan", district.share, "--json")
    assert "只在督导室" in json.loads(refused[1])["sentence"]


def test_a_week_a_meeting_and_a_letters_issue_reach_the_office(
    district: District, tmp_path: Path, clock: FixedClock
) -> None:
    laptop = on(district, "DX003", clock)
    for kind in ("weekly", "meeting"):
        told = {**COMPLETE[kind]}
        told |= {name: "DX003" for name in ("inspector", "recorder") if name in told}
        file = tmp_path / f"{kind}.json"
        file.write_text(json.dumps(told), encoding="utf-8")
        added = json.loads(done(laptop(kind, "add", "--from", file, "--json")))
        done(laptop(kind, "file", added["no"]))
    issue = tmp_path / "issue.json"
    issue.write_text(json.dumps([SUPERIOR_LETTER]), encoding="utf-8")
    done(laptop("issue", "add", "--source", "上级督导", "--from", issue))
    done(
        laptop(
            "bundle", "export", "--inspector", "DX003", "--news", "--to", district.share / "inbox"
        )
    )

    office = on(district, "office", clock)
    said = done(office("office", "scan", district.share))
    assert "督学03第 1 包，0 份记录，登记、问题、回复 3 条，0 张照片" in said
    (meeting,) = json.loads(done(office("meeting", "list", "--json")))
    assert meeting["recorder"] == "DX003"
    done(office("meeting", "print", meeting["no"], "--out", tmp_path / "会议.pdf"))
    assert (tmp_path / "会议.pdf").read_bytes().startswith(b"%PDF")
    found = json.loads(done(office("issue", "list", "--source", "上级督导", "--json")))
    (row,) = found["issues"]
    assert (row["lead"], row["ref"]) == ("DX003", SUPERIOR_LETTER["ref"])
    done(office("check"))


def test_what_is_known_is_counted_and_listed_where_that_is_asked(
    district: District, clock: FixedClock
) -> None:
    office = on(district, "office", clock)
    done(office("office", "scan", district.share))
    again = done(office("office", "scan"))
    assert again.splitlines()[0] == "没有新的上报包；收过的 2 个没有列出，全部列出用 --all。"
    assert "dd1-" not in again
    assert done(office("office", "scan", "--all")).count("已收过") >= 2
    told = json.loads(done(office("office", "scan", "--json")))
    assert [each["known"] for each in told["files"]] == [True, True]


def test_a_file_that_is_no_receipt_is_named(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    district.scan()
    laptop = on(district, "DX001", clock)
    wrong = tmp_path / "回执.xlsx"
    wrong.write_bytes(b"PK")
    code, said, _ = laptop("receipts", "take", wrong)
    assert code == 1
    assert said.startswith("▲ 回执.xlsx：不是回执，没有读取；回执的文件名以 rc1- 开头")
    assert said.endswith("新读取回执 0 份\n")
    code, told, _ = laptop("receipts", "take", wrong, district.share, "--json")
    found = json.loads(told)
    assert (code, found["ok"], found["new"]) == (1, False, 1)


def test_a_folder_without_receipts_is_told_so(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    (tmp_path / "空").mkdir()
    code, _, told = on(district, "DX001", clock)("receipts", "take", tmp_path / "空")
    assert (code, told) == (0, "没有找到回执。\n")
