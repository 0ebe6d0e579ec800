"""One visit, three laptops: the 责任督学, a peer with the file, a peer with a 同行登记 first."""

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base.clock import FixedClock
from tests.examples import examples
from tests.stories.conftest import Command, command_on, roster_book

SCHOOL: Final = "2121000003"
RECORD: Final[dict[str, Any]] = {
    "school": SCHOOL,
    "date": "2026-11-20",
    "session": "上午",
    "type": "经常性",
    "notice": "随机",
    "peers": ["DX002", "DX003"],
    "topics": ["T3"],
    "methods": {"campus_walks": 1, "documents_read": 2},
    "narrative": "随机听课两节，查看备课本。",
    "advice": "集体备课要留记录。",
    "feedback_way": ["现场口头"],
    "next_visit": "2026-12-18",
    "issues": [
        {"category": "T3", "description": "集体备课没有记录。", "severity": "一般",
         "deadline": "2026-12-04"}
    ],
    "lessons": [
        {"listener": "DX001", "period": 2, "class": "三1班", "subject": "语文", "teacher": "教师A",
         "topic": "观潮", "kind": "新授", "process": "朗读、讨论。", "advice": "多留时间。",
         "grade": "良"},
    ],
}  # fmt: skip
ENTRY: Final[dict[str, Any]] = {
    "school": SCHOOL,
    "date": "2026-11-20",
    "session": "上午",
    "lead": "DX001",
    "lessons": [
        {"period": 2, "class": "三1班", "subject": "语文", "topic": "观潮", "grade": "良"},
        {"period": 3, "class": "三2班", "subject": "数学", "topic": "角的度量", "grade": "优"},
    ],
}


def people_added(path: Path) -> Path:
    """Return the roster of the stories with a third inspector."""
    from openpyxl import load_workbook

    book = load_workbook(roster_book(path))
    book["督学"].append(["DX003", "督学03", "兼职", "第一督学责任区"])
    book.save(path)
    return path


@pytest.fixture
def laptop(tmp_path: Path, clock: FixedClock) -> Callable[[str], Command]:
    roster = people_added(tmp_path / "名册.xlsx")

    def make(person: str) -> Command:
        command = command_on(tmp_path / person, clock)
        assert command("init", "--district", "210304", "--inspector", person)[0] == 0
        assert command("import", "roster", roster)[0] == 0
        return command

    return make


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


def written(folder: Path, name: str, data: object) -> Path:
    path = folder / name
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def done(answer: tuple[int | None, str, str]) -> str:
    code, said, wrong = answer
    assert code == 0, wrong
    return said


def table(command: Command) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done(command("month", "2026-11", "--json")))
    return found


def own(command: Command, person: str) -> tuple[int, ...]:
    row = table(command)["inspectors"][person]
    names = ("visits", "inspector_visits", "led_visits", "half_days", "lessons", "issues_found")
    return tuple(row[name] for name in names)


def filed(lead: Command, folder: Path, **fields: Any) -> str:
    no = done(lead("visit", "new", "--from", written(folder, "r.json", RECORD | fields))).strip()
    done(lead("visit", "file", no))
    return no


def handed_over(lead: Command, no: str, folder: Path) -> Path:
    answer = json.loads(done(lead("visit", "hand-over", no, "--to", folder, "--json")))
    return Path(answer["file"])


def test_one_visit_on_three_laptops_counts_once_for_each_person(
    laptop: Callable[[str], Command], stick: Path
) -> None:
    lead, second, third = (laptop(person) for person in ("DX001", "DX002", "DX003"))
    no = filed(lead, stick)

    # The third has no file yet: what he enters counts for him from now on, and for nobody else.
    entry = done(third("joint", "add", "--from", written(stick, "e.json", ENTRY))).strip()
    assert own(third, "DX003") == (1, 1, 0, 1, 2, 0)
    assert own(third, "DX001") == (0, 0, 0, 0, 0, 0)
    assert "还没有等到督学01的记录" in done(third("month", "2026-11"))

    file = handed_over(lead, no, stick)
    assert file.name.startswith("同行记录-2026-11-20-示范区第3小学-tx1-")
    told = json.loads(done(second("visit", "take-over", file, "--preview", "--json")))
    assert (told["school"], told["lead"], told["news"]) == ("示范区第3小学", "督学01", "new")
    assert told["peers"] == ["督学02", "督学03"]
    for command, person, lessons in ((second, "DX002", 0), (third, "DX003", 2)):
        assert no in done(command("visit", "take-over", file))
        assert own(command, person) == (1, 1, 0, 1, lessons, 0)
        done(command("check"))
    assert "还没有等到" not in done(third("month", "2026-11"))
    listed = json.loads(done(third("visits", "--json")))
    assert {(v["no"], v["joint"], v["merged"]) for v in listed} == {
        (no, "同行", False), (entry, "同行登记", True),
    }  # fmt: skip

    # Each person once, the visit once: as in one folder in which all of it was written.
    everyone = [own(lead, "DX001")[1], own(second, "DX002")[1], own(third, "DX003")[1]]
    assert sum(everyone) == table(third)["district"]["inspector_visits"] == 3
    district = table(third)["district"]
    assert (district["visits"], district["lessons"], district["lessons_distinct"]) == (1, 3, 2)
    assert table(lead)["district"]["issues_found"] == 1


def test_a_record_taken_over_can_be_read_and_printed_and_nothing_else(
    laptop: Callable[[str], Command], stick: Path
) -> None:
    lead, peer = laptop("DX001"), laptop("DX002")
    no = filed(lead, stick)
    file = handed_over(lead, no, stick)
    done(peer("visit", "take-over", file))
    for act in (
        ("visit", "set", no, "advice", "改"),
        ("visit", "correct", no, "--reason", "改"),
        ("visit", "void", no, "--reason", "改"),
        ("visit", "discard", no),
        ("visit", "hand-over", no, "--to", stick),
    ):
        code, _, wrong = peer(*act)
        assert (code, "同行记录" in wrong) == (1, True), act
    shown = json.loads(done(peer("visit", "show", no, "--json")))
    assert (shown["joint"], shown["advice"]) == ("同行", RECORD["advice"])
    done(peer("visit", "pdf", no, "--out", stick / "r.pdf"))
    assert (stick / "r.pdf").read_bytes().startswith(b"%PDF")
    assert no in done(peer("search", "集体备课要留记录"))
    # Its issues are the matter of the 责任督学.
    assert json.loads(done(peer("issue", "list", "--json")))["issues"] == []


def test_a_correction_and_then_a_void_record_replace_what_was_taken_over(
    laptop: Callable[[str], Command], stick: Path
) -> None:
    lead, peer = laptop("DX001"), laptop("DX002")
    no = filed(lead, stick)
    first = handed_over(lead, no, stick)
    said = done(lead("visit", "hand-over", no, "--to", stick))
    assert "督学02、督学03" in said
    assert "放入的是同一个文件" in said
    done(peer("visit", "take-over", first))
    assert "没有改动" in done(peer("visit", "take-over", first))
    done(lead("visit", "correct", no, "--reason", "时段写错"))
    assert lead("visit", "hand-over", no, "--to", stick)[0] == 1
    done(lead("visit", "set", no, "session", "全天"))
    done(lead("visit", "file", no))
    second = handed_over(lead, no, stick)
    assert "较新" in done(peer("visit", "take-over", second))
    assert own(peer, "DX002")[3] == 2
    code, _, wrong = peer("visit", "take-over", first)
    assert (code, "更新的一版" in wrong) == (1, True)
    done(lead("visit", "void", no, "--reason", "并入另一份"))
    done(peer("visit", "take-over", handed_over(lead, no, stick)))
    assert own(peer, "DX002") == (0, 0, 0, 0, 0, 0)
    done(peer("check"))


def test_a_file_that_is_damaged_or_for_others_changes_nothing(
    laptop: Callable[[str], Command], stick: Path
) -> None:
    lead, peer = laptop("DX001"), laptop("DX003")
    file = handed_over(lead, filed(lead, stick, peers=["DX002"]), stick)
    done(lead("bundle", "verify", file))
    code, _, wrong = peer("visit", "take-over", file)
    assert (code, "不是交给本机督学（DX003）的" in wrong) == (1, True)
    spoilt = bytearray(file.read_bytes())
    spoilt[len(spoilt) // 2] ^= 1
    file.write_bytes(bytes(spoilt))
    code, _, wrong = laptop("DX002")("visit", "take-over", file)
    assert (code, "E02" in wrong) == (1, True)
    code, said, _ = lead("bundle", "verify", file, "--json")
    assert (code, json.loads(said)["code"]) == (1, "E02")
    assert json.loads(done(peer("visits", "--json"))) == []


def test_what_peers_wrote_goes_to_the_office_by_reference_and_with_their_own_lessons(
    laptop: Callable[[str], Command], stick: Path
) -> None:
    from inspector_app.exchange.verify import verify_bundle

    lead, peer = laptop("DX001"), laptop("DX003")
    no = filed(lead, stick)
    entry = done(peer("joint", "add", "--from", written(stick, "e.json", ENTRY))).strip()
    done(peer("visit", "take-over", handed_over(lead, no, stick)))
    answer = done(
        peer("bundle", "export", "--inspector", "DX003", "--month", "2026-11", "--to", stick,
             "--json")
    )  # fmt: skip
    records: Any = verify_bundle(Path(json.loads(answer)["file"])).records
    assert records["visits"] == []
    by_number = {row["no"]: row for row in records["joint"]}
    assert set(by_number) == {no, entry}
    assert by_number[entry]["record"] == by_number[no]["uuid"]
    assert [lesson["class"] for lesson in by_number[entry]["lessons"]] == ["三1班", "三2班"]
    assert "narrative" not in by_number[no]
    # Nor does the peer's laptop pass them off as the work of the 责任督学.
    code, _, wrong = peer("bundle", "export", "--inspector", "DX001", "--month", "2026-11",
                          "--to", stick)  # fmt: skip
    assert (code, "不能替督学01上报" in wrong) == (1, True)


def test_an_entry_that_may_be_about_two_records_waits_for_a_person(
    laptop: Callable[[str], Command], stick: Path
) -> None:
    lead, peer = laptop("DX001"), laptop("DX003")
    morning = filed(lead, stick)
    afternoon = filed(lead, stick, session="下午", lessons=[], issues=[], no_issues_found=True)
    for no in (morning, afternoon):
        done(peer("visit", "take-over", handed_over(lead, no, stick)))
    entry = done(
        peer("joint", "add", "--school", SCHOOL, "--date", "2026-11-20", "--session", "全天",
             "--lead", "督学01")
    ).strip()  # fmt: skip
    assert own(peer, "DX003")[:4] == (1, 1, 0, 2)
    (waiting,) = json.loads(done(peer("joint", "waiting", "--json")))
    assert (waiting["entry"], set(waiting["records"])) == (entry, {morning, afternoon})
    done(peer("joint", "match", entry, afternoon))
    assert own(peer, "DX003")[:4] == (1, 1, 0, 2)
    assert json.loads(done(peer("joint", "waiting", "--json"))) == []


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, now: datetime) -> Path:
    """Three laptops with a roster, a record on that of the lead, and the file for the peers."""
    root = tmp_path_factory.mktemp("three")
    roster = people_added(root / "名册.xlsx")
    for person in PEOPLE:
        command = command_on(root / person, FixedClock(now))
        done(command("init", "--district", "210304", "--inspector", person))
        done(command("import", "roster", roster))
    lead = command_on(root / "DX001", FixedClock(now))
    (root / "stick").mkdir()
    handed_over(lead, filed(lead, root), root / "stick")
    return root


PEOPLE: Final = ("DX001", "DX002", "DX003")
STEPS: Final = [(act, person) for act in ("enter", "take") for person in PEOPLE[1:]]


@examples(3)
@given(steps=st.permutations(STEPS), session=st.sampled_from(["上午", "下午", "全天"]))
def test_whatever_comes_first_the_laptops_add_up_to_one_folder_with_everything(
    prepared: Path,
    tmp_path_factory: pytest.TempPathFactory,
    now: datetime,
    steps: list[tuple[str, str]],
    session: str,
) -> None:
    root = tmp_path_factory.mktemp("order")
    laptops = {}
    for person in PEOPLE:
        shutil.copytree(prepared / person, root / person)
        laptops[person] = command_on(root / person, FixedClock(now))
    (file,) = (prepared / "stick").iterdir()
    entry = written(root, "e.json", ENTRY | {"session": session})
    for act, person in steps:
        if act == "enter":
            done(laptops[person]("joint", "add", "--from", entry))
        else:
            done(laptops[person]("visit", "take-over", file))
        # At no moment does anybody count twice.
        assert own(laptops[person], person)[:2] == (1, 1)
    rows = {person: own(command, person) for person, command in laptops.items()}
    assert rows == {p: (1, 1, int(p == "DX001"), 1, *rows[p][4:]) for p in PEOPLE}
    # The laptop of a peer holds the record and an entry: all that was written, in one folder.
    district = table(laptops["DX003"])["district"]
    assert (district["visits"], district["inspector_visits"]) == (1, 3)
    assert sum(row[1] for row in rows.values()) == 3


def test_a_checklist_goes_along_and_a_peer_without_its_version_keeps_the_answers(
    laptop: Callable[[str], Command], stick: Path
) -> None:
    lead, peer = laptop("DX001"), laptop("DX003")
    own_sheet = stick / "班级.csv"
    own_sheet.write_text(
        "编号,ban\n版本,1\n名称,班级检查表\n序号,检查内容,选项\n1,门窗完好,是否\n", encoding="utf-8"
    )
    done(lead("checklist", "publish", own_sheet))
    no = done(lead("visit", "new", "--from", written(stick, "r.json", RECORD))).strip()
    answers = written(stick, "a.json", {"1": "否", "1备注": "教师07的班窗扇松动"})
    done(lead("checklist", "fill", no, "--form", "ban", "--from", answers))
    done(lead("visit", "file", no))
    done(peer("visit", "take-over", handed_over(lead, no, stick)))
    (taken,) = json.loads(done(peer("checklist", "show", no, "--json")))["checklists"]
    assert (taken["known"], taken["answers"]["q1"]) == (False, "否")
    assert "本机没有这一版" in done(peer("checklist", "show", no))
    done(peer("checklist", "publish", own_sheet))
    (known,) = json.loads(done(peer("checklist", "show", no, "--json")))["checklists"]
    assert (known["known"], known["failed"]) == (True, ["1"])
