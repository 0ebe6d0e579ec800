"""The registers on the command line: the same acts for every kind, and what they add up to."""

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inspector_app import bootstrap
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.school import Inspector, InspectorKind, School, SchoolKind
from tests.stories.conftest import Command
from tests.stories.test_documents import text_of
from tests.unit.services.registers.conftest import COMPLETE, SCHOOL


@pytest.fixture(scope="session")
def with_people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a school and three inspectors; made once, only ever copied."""
    path = tmp_path_factory.mktemp("registers") / "data"
    bootstrap.init_folder(path, district="210304", inspector_id="DX001")
    with bootstrap.open_workbench(path) as made, made.context.database.transaction():
        stores = made.context.stores
        school = School(code=SCHOOL, name="示范区第3小学", kind=SchoolKind.PRIMARY)
        stores.schools.put(school, initials="", origin="test")
        for number in (1, 2, 3):
            name, kind = f"督学{number:02d}", InspectorKind.PART_TIME
            person = Inspector(id=f"DX{number:03d}", name=name, kind=kind)
            stores.people.put(person, origin="test")
    return path


@pytest.fixture
def folder(with_people: Path, tmp_path: Path) -> Path:
    """A folder with that data folder in it; JSON files are written beside it."""
    shutil.copytree(with_people, tmp_path / "data")
    return tmp_path


def written(folder: Path, data: object) -> Path:
    path = folder / "entry.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def known(kind: str) -> dict[str, Any]:
    """A complete entry, of one's own."""
    data: dict[str, Any] = json.loads(json.dumps(COMPLETE[kind]))
    return data


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_added_shown_changed_filed_corrected_printed_and_made_void(
    command: Command, folder: Path, kind: str
) -> None:
    code, out, _ = command(kind, "add", "--from", written(folder, known(kind)), "--json")
    number = json.loads(out)["no"]
    assert code == 0
    shown = json.loads(command(kind, "show", number, "--json")[1])
    assert command(kind, "add", "--from", written(folder, shown)) == (0, f"{number}\n", "")
    assert command(kind, "file", number)[1].startswith(f"{number} 已定稿")
    assert command(kind, "correct", number, "--reason", "核对")[0] == 0
    assert command(kind, "abandon", number)[0] == 0
    assert command(kind, "correct", number, "--reason", "核对")[0] == 0
    assert command(kind, "file", number)[0] == 0
    pdf, word = folder / "one.pdf", folder / "one.docx"
    assert command(kind, "print", number, "--out", pdf, "--docx", word)[0] == 0
    assert "".join(KINDS[kind].paper.split()) in text_of(pdf)
    assert command(kind, "void", number, "--reason", "重复")[0] == 0
    listed = json.loads(command(kind, "list", "--json")[1])
    assert [(each["no"], each["state"], each["revision"]) for each in listed] == [
        (number, "作废", 2)
    ]  # fmt: skip
    assert number in command(kind, "list")[1]


def test_a_draft_is_set_field_by_field_with_rows_and_goes_to_the_recycle_bin_and_back(
    command: Command, folder: Path
) -> None:
    number = command("meeting", "add")[1].strip()
    assert command("meeting", "set", number, "地点", "会议室")[1].startswith("已保存 ")
    row = written(folder, {"topic": "开学检查"})
    assert command("meeting", "add-row", number, "topics", "--from", row)[0] == 0
    assert command("meeting", "set", number, "topics[0].speaker", "督学02")[0] == 0
    shown = command("meeting", "show", number)[1]
    assert "地点：会议室" in shown
    assert "议题：1. 开学检查；汇报人：督学02" in shown
    assert command("meeting", "remove-row", number, "议题", "1")[0] == 1
    assert command("meeting", "remove-row", number, "议题", "0")[0] == 0
    assert "议题：" not in command("meeting", "show", number)[1]
    assert command("meeting", "discard", number)[0] == 0
    assert number not in command("meeting", "list")[1]
    assert number in command("meeting", "list", "--removed")[1]
    assert command("meeting", "restore", number)[0] == 0
    assert number in command("meeting", "list", "--state", "草稿")[1]
    assert number not in command("meeting", "list", "--state", "定稿")[1]


def test_an_incomplete_entry_is_refused_with_every_gap_as_lines_and_as_json(
    command: Command, folder: Path
) -> None:
    number = command("meeting", "add")[1].strip()
    code, _, told = command("meeting", "file", number)
    assert code == 1
    assert "还不能定稿" in told
    assert "topics：“议题”还没有填；至少一项" in told


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("meeting", "show", "HY-1"), "“例会和交流会”里没有编号“HY-1”"),
        (("meeting", "list", "--inspector", "督学99"), "名册里没有督学“督学99”"),
        (("appointment", "roster", "--on", "下个月"), "请写成 2026-11-22 这样"),
        (("appointment", "roster", "--out", "r.pdf"), "没有在聘期内的督学，没有生成文件"),
        (("meeting", "list", "--pdf", "l.pdf"), "“例会和交流会”（全部）没有登记"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    command: Command, folder: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    code, _, told = command(*arguments)
    assert code == 1
    assert complaint in told


def test_the_list_is_printed_and_exported_as_it_was_asked_for(
    command: Command, folder: Path
) -> None:
    for year in (2025, 2026):
        data = {**known("meeting"), "held_on": f"{year}-03-04", "place": f"会议室{year}"}
        assert command("meeting", "add", "--from", written(folder, data))[0] == 0
    pdf, xlsx = folder / "list.pdf", folder / "list.xlsx"
    asked = ("meeting", "list", "--year", "2025", "--pdf", pdf, "--xlsx", xlsx)
    assert command(*asked)[0] == 0
    assert "会议室2025" in text_of(pdf)
    assert "会议室2026" not in text_of(pdf)
    page = openpyxl.load_workbook(xlsx).worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0][0] == "例会和交流会一览表　2025年"
    found = dict(zip(rows[1], page[3], strict=True))
    assert found["日期"].is_date
    assert (found["应到"].value, found["地点"].value) == (12, "会议室2025")
    assert len(rows) == 3


def test_files_are_attached_left_out_and_written_out_again(command: Command, folder: Path) -> None:
    number = command("policy", "add", "--from", written(folder, known("policy")))[1].strip()
    for name in ("通知.pdf", "附表.xlsx"):
        (folder / name).write_bytes(name.encode() * 9)
    told = command("policy", "attach", number, folder / "通知.pdf", folder / "附表.xlsx")[1]
    assert told.startswith("放入 2 个附件，已保存 ")
    assert "附件：通知.pdf、附表.xlsx" in command("policy", "show", number)[1]
    assert command("policy", "detach", number, "1")[0] == 0
    out = folder / "new" / "out"
    code, told, _ = command("policy", "export", number, "--to", out)
    assert (code, told.strip()) == (0, str(out / "通知.pdf"))
    assert (out / "通知.pdf").read_bytes() == (folder / "通知.pdf").read_bytes()
    assert command("policy", "attach", number, folder / "没有.pdf")[0] == 1


def test_the_hours_of_a_year_tell_who_lacks_how_many(command: Command, folder: Path) -> None:
    data = {**known("training"), "people": ["督学02"], "hours": 30}
    number = command("training", "add", "--from", written(folder, data))[1].strip()
    assert command("training", "file", number)[0] == 0
    hours = json.loads(command("training", "hours", "--year", "2026", "--json")[1])
    assert hours == [
        {"inspector": "DX001", "hours": 0, "lacking": 40},
        {"inspector": "DX002", "hours": 30, "lacking": 10},
        {"inspector": "DX003", "hours": 0, "lacking": 40},
    ]
    told = command("training", "hours", "--year", "2026", "--wanted", "30")[1]
    assert told.startswith("2026年应满 30 学时，还差的 2 人")


def test_a_case_is_made_from_a_merit_and_several_become_a_booklet(
    command: Command, folder: Path
) -> None:
    visit = {
        "school": SCHOOL, "date": "2026-11-20", "session": "上午", "type": "经常性",
        "notice": "随机", "topics": ["T6"], "methods": {"campus_walks": 1}, "narrative": "巡视。",
        "advice": "坚持。", "feedback_way": ["现场口头"], "no_issues_found": True,
        "merits": ["大课间活动有特色。"],
    }  # fmt: skip
    number = command("visit", "new", "--from", written(folder, visit))[1].strip()
    assert json.loads(command("case", "merits", "--json")[1]) == []
    assert command("visit", "file", number)[0] == 0
    (merit,) = json.loads(command("case", "merits", "--json")[1])
    assert merit["text"] in command("case", "merits")[1]
    begun = command("case", "add", "--from-merit", merit["uid"])[1].strip()
    case = json.loads(command("case", "show", begun, "--json")[1])
    assert (case["background"], case["record"]) == ("大课间活动有特色。", number)
    numbers = []
    for title in ("第一个做法", "第二个做法"):
        data = {**known("case"), "title": title}
        numbers.append(command("case", "add", "--from", written(folder, data))[1].strip())
        assert command("case", "file", numbers[-1])[0] == 0
    pdf, word = folder / "booklet.pdf", folder / "booklet.docx"
    assert command("case", "booklet", *numbers, "--out", pdf, "--docx", word)[0] == 0
    text = text_of(pdf)
    assert text.index("典型案例汇编") < text.index("第一个做法") < text.index("第二个做法")
    assert word.read_bytes()[:2] == b"PK"
    assert command("case", "booklet", begun, "--out", pdf)[0] == 1
    assert command("case", "add", "--from-merit", "x")[0] == 1


def test_suggestions_of_a_year_are_counted_by_their_answers(command: Command, folder: Path) -> None:
    for answer in ("采纳", "采纳", "部分采纳", "待答复"):
        data = {**known("suggestion"), "answer": answer}
        number = command("suggestion", "add", "--from", written(folder, data))[1].strip()
        assert command("suggestion", "file", number)[0] == 0
    assert command("suggestion", "add", "--from", written(folder, known("suggestion")))[0] == 0
    counted = json.loads(command("suggestion", "count", "--year", "2026", "--json")[1])
    answers = {"待答复": 1, "采纳": 2, "部分采纳": 1, "未采纳": 0}
    assert counted == {"year": 2026, "made": 4, "answers": answers}
    assert "提出意见建议 4 条：待答复 1 条，采纳 2 条" in command(
        "suggestion", "count", "--year", "2026"
    )[1]  # fmt: skip


def test_the_roster_of_a_day_lists_who_has_a_term_that_day(command: Command, folder: Path) -> None:
    for person, start, end in (
        ("督学01", "2020-09-01", "2023-08-31"),
        ("督学02", "2022-01-01", "2027-01-10"),
    ):
        data = {**known("appointment"), "inspector": person, "start": start, "end": end}
        number = command("appointment", "add", "--from", written(folder, data))[1].strip()
        told = command("appointment", "file", number)[1]
        assert ("聘期已于" in told) is (person == "督学01")
        assert ("聘期长于 3 年" in told) is (person == "督学02")

    def on(day: str) -> list[str]:
        listed = json.loads(command("appointment", "roster", "--on", day, "--json")[1])
        return [each["inspector"] for each in listed]

    assert on("2021-01-01") == ["DX001"]
    assert on("2023-08-31") == ["DX001", "DX002"]
    assert on("2023-09-01") == ["DX002"]
    told = command("appointment", "roster")[1]
    assert told.startswith("2026-11-22 在聘期内的督学 1 人")
    assert "聘期到 2027-01-10 为止，还有 49 天" in told
    pdf = folder / "roster.pdf"
    assert command("appointment", "roster", "--on", "2023-01-01", "--out", pdf)[0] == 0
    assert "督学02" in text_of(pdf)


def test_what_meetings_decided_is_listed_until_it_is_done(command: Command, folder: Path) -> None:
    number = command("meeting", "add", "--from", written(folder, known("meeting")))[1].strip()
    assert json.loads(command("meeting", "tasks", "--json")[1]) == []
    assert command("meeting", "file", number)[0] == 0
    tasks = json.loads(command("meeting", "tasks", "--json")[1])
    assert [(task["no"], task["due"]) for task in tasks] == [(number, "2026-11-27"), (number, None)]
    assert command("meeting", "set", number, "decisions[0].done_on", "2026-11-21")[0] == 0
    assert command("meeting", "set", number, "decisions[0].owner", "督学01")[0] == 1
    assert "完成食堂检查" not in command("meeting", "tasks")[1]
    assert "汇总问题清单" in command("meeting", "tasks")[1]
