"""The command line: every main job, exit codes, sentences instead of tracebacks."""

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from inspector_app import bootstrap
from inspector_app.base.clock import Clock, FixedClock
from inspector_app.bootstrap import Workbench
from inspector_app.cli.main import run

_SCREENS = frozenset({"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
Command = Callable[..., tuple[int | None, str, str]]


@pytest.fixture
def command(tmp_path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run one command on the data folder of the test."""

    def opened(folder: Path, *, at: Clock = clock) -> Workbench:
        return bootstrap.open_workbench(folder, clock=at)

    def call(*arguments: object) -> tuple[int | None, str, str]:
        code = run(
            ["--data", str(tmp_path / "data"), *map(str, arguments)],
            default_folder=tmp_path / "elsewhere",
            opener=opened,
            init=bootstrap.init_folder,
        )
        out = capsys.readouterr()
        return code, out.out, out.err

    return call


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    book = Workbook()
    schools = book.active
    assert schools is not None
    schools.title = "学校"
    schools.append(["学校标识码", "学校名称", "办学类型", "举办性质", "学生数", "状态", "停办日期"])
    schools.append(["2121000003", "示范区第3小学", "小学", "公办", 700, "在办", None])
    people = book.create_sheet("督学")
    people.append(["督学编号", "姓名", "专兼职", "责任区"])
    people.append(["DX001", "督学01", "兼职", "第一督学责任区"])
    people.append(["DX002", "督学02", "专职", "第一督学责任区"])
    assigned = book.create_sheet("责任分配")
    assigned.append(["督学编号", "学校标识码", "开始日期", "结束日期"])
    assigned.append(["DX001", "2121000003", "2026-09-01", None])
    book.save(tmp_path / "名册.xlsx")
    return tmp_path / "名册.xlsx"


RECORD: dict[str, Any] = {
    "school": "2121000003",
    "date": "2026-11-20",
    "session": "上午",
    "type": "专项",
    "campaign": "校园安全专项",
    "notice": "已通知",
    "notice_date": "2026-11-18",
    "lead": "督学01",
    "peers": ["督学02"],
    "others": "区市场监管人员两名",
    "host": "副校长",
    "topics": ["T6", "T7"],
    "month_theme": "冬季安全",
    "methods": {"campus_walks": 1, "documents_read": 4, "panels": 1, "panel_people": 6},
    "plan_text": "重点看消防通道和食堂留样。",
    "narrative": "巡视校园，与王㛃、李䶮、赵𠅤座谈。" + "查看台账，逐项核对记录。" * 400,
    "merits": ["明厨亮灶运行正常。"],
    "advice": "坚持每日巡查，立行立改。",
    "feedback_way": ["现场口头", "书面反馈意见书"],
    "feedback_to": "校长",
    "next_visit": "2026-12-18",
}
LESSON = {
    "listener": "DX001", "period": 3, "class": "4年1班", "subject": "科学", "teacher": "教师07",
    "topic": "水的循环", "kind": "实验", "manner": "推门", "expected": 42, "present": 41,
    "has_plan": True, "homework": "观察记录一则", "process": "演示、分组、汇报。",
    "strengths": "分工明确。", "weaknesses": "时间偏紧。", "advice": "精简讲解。", "grade": "良",
}  # fmt: skip
ISSUE = {
    "category": "T6", "description": "消防通道堆放课桌。", "severity": "严重",
    "safety_hazard": True, "requirement": "三日内清理并留影。", "responsible": "总务处",
    "deadline": "2026-11-27",
}  # fmt: skip


def written(folder: Path, name: str, data: object) -> Path:
    path = folder / name
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def number(command: Command, roster: Path, tmp_path: Path) -> str:
    """The number of a filed record with a lesson and an issue."""
    command("init", "--district", "210304", "--inspector", "DX001")
    assert command("import", "roster", roster)[0] == 0
    no = command("visit", "new", "--from", written(tmp_path, "r.json", RECORD))[1].strip()
    for act, data in (("add-lesson", LESSON), ("add-issue", ISSUE)):
        assert command("visit", act, no, "--from", written(tmp_path, "x.json", data))[0] == 0
    assert command("visit", "file", no)[0] == 0
    return no


def test_the_whole_story_runs_without_a_window(
    command: Command, number: str, tmp_path: Path
) -> None:
    code, out, _ = command("month", "2026-11", "--json")
    district = json.loads(out)["district"]
    assert (code, district["visits"], district["inspector_visits"]) == (0, 1, 2)
    assert (district["lessons"], district["issues_found"]) == (1, 1)
    assert command("month", "2026-11", "--pdf", tmp_path / "m.pdf", "--xlsx", tmp_path / "m.xlsx")
    shared = tmp_path / "out"
    shared.mkdir()
    code, out, _ = command(
        "bundle", "export", "--inspector", "DX001", "--month", "2026-11", "--to", shared, "--json"
    )
    made = json.loads(out)
    assert (code, made["visits"], made["seq"]) == (0, 1, 1)
    assert json.loads(command("bundle", "verify", made["file"], "--json")[1])["ok"]
    assert json.loads(command("search", "消防", "--json")[1])[0]["number"] == number
    assert command("check")[0] == 0


def test_a_damaged_bundle_is_refused_with_its_code(
    command: Command, number: str, tmp_path: Path
) -> None:
    command("bundle", "export", "--inspector", "DX001", "--month", "2026-11", "--to", tmp_path)
    (bundle,) = tmp_path.glob("dd1-*.zip")
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(data)
    code, out, err = command("bundle", "verify", bundle, "--json")
    assert code == 1
    assert json.loads(out)["code"] == "E02"
    assert number not in err


def test_every_field_of_a_record_stands_in_its_pdf(
    command: Command, number: str, tmp_path: Path
) -> None:
    assert command("visit", "pdf", number, "--out", tmp_path / "v.pdf")[0] == 0
    text = _text_of(tmp_path / "v.pdf")
    shown = list(_leaves({**RECORD, "lessons": [LESSON], "issues": [ISSUE]}))
    missing = [value for value in shown if _squeezed(value) not in text]
    assert missing == []


def _text_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", pdf, "-"], capture_output=True, check=True)
    pages = done.stdout.decode().split("\f")
    furniture = re.compile(
        r"记录编号\S*|第\d+版|校验码[0-9A-F-]+|第\d+页共\d+页|^定稿$|续表", re.MULTILINE
    )
    lines = [_squeezed(line) for page in pages for line in page.splitlines()]
    return "".join(furniture.sub("", line) for line in lines)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def _leaves(value: Any, key: str = "") -> list[str]:
    """The texts of a record that print as they are; codes and dates print in their own words."""
    if isinstance(value, dict):
        return [leaf for name, part in value.items() for leaf in _leaves(part, name)]
    if isinstance(value, list):
        return [leaf for part in value for leaf in _leaves(part, key)]
    if not isinstance(value, str) or key in {"topics", "category", "listener"}:
        return []
    day = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value)
    return [f"{int(day[1])}年{int(day[2])}月{int(day[3])}日" if day else value]


def test_a_record_shown_as_json_has_the_ids_of_the_form(command: Command, number: str) -> None:
    shown = json.loads(command("visit", "show", number, "--json")[1])
    assert {**RECORD, "lead": "DX001", "peers": ["DX002"]}.keys() <= shown.keys()
    assert (shown["no"], shown["status"], shown["disposition"]) == (number, "定稿", "上报督导室")


def test_a_filed_record_is_not_set_but_corrected(command: Command, number: str) -> None:
    code, _, err = command("visit", "set", number, "advice", "改")
    assert (code, "更正" in err) == (1, True)
    assert command("visit", "correct", number, "--reason", "错字")[0] == 0
    assert command("visit", "set", number, "advice", "改")[0] == 0
    assert command("visit", "file", number)[0] == 0
    assert json.loads(command("visit", "show", number, "--json")[1])["revision"] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("visit", "show", "no-such"),
        ("visit", "file", "no-such"),
        ("visit", "new", "--from", "no-such.json"),
        ("month", "2026-13"),
        ("import", "roster", "no-such.xlsx"),
        ("bundle", "verify", "no-such.zip"),
        ("bundle", "export", "--inspector", "DX009", "--month", "2026-11", "--to", "."),
        ("visits", "--inspector", "DX009"),
        ("demo", "--years", "0"),
        ("demo", "--years", "1000"),
        ("init", "--district", "２１０３０４"),
        ("init", "--district", "21030"),
        ("init", "--inspector", "DX 1"),
        ("init", "--number-block", "0"),
        ("ledger", "--inspector", "DX009", "--pdf", "no-such.pdf"),
        ("visits", "pdf", "--month", "2026-11", "--inspector", "DX009", "--out", "no-such.pdf"),
        ("bundle", "materials", "--month", "2026-11", "--inspector", "DX009", "--to", "."),
    ],
)
def test_a_mistake_is_a_sentence_and_exit_1(command: Command, arguments: tuple[str, ...]) -> None:
    code, _, err = command(*arguments)
    assert code == 1
    assert re.search(r"[一-鿿]", err)
    assert "Traceback" not in err


def test_who_is_not_known_is_named_rather_than_shown_as_one_without_records(
    command: Command, number: str
) -> None:
    assert number in command("visits", "--inspector", "督学01")[1]
    code, out, err = command("visits", "--inspector", "DX009")
    assert (code, out) == (1, "")
    assert "DX009" in err


def test_a_search_without_hits_says_so_beside_the_empty_list(command: Command, number: str) -> None:
    code, out, err = command("search", "滤芯", "--json")
    assert (code, json.loads(out), "没有找到“滤芯”" in err) == (0, [], True)
    assert command("search", "消防")[2] == ""
    assert "没有找到" in command("visits", "--month", "2020-01")[2]


def test_wrong_use_is_exit_2_in_chinese(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        command("visit", "dance")
    assert stopped.value.code == 2
    assert "写法不对" in capsys.readouterr().err


def test_an_empty_folder_is_made_with_defaults_by_the_first_command(command: Command) -> None:
    assert command("schools")[0] == 0
    assert command("check")[0] == 0


def test_a_folder_of_other_files_becomes_no_data_folder_unless_told_to(
    command: Command, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "家庭照片.txt").write_text("别的文件", encoding="utf-8")
    code, _, err = command("schools")
    assert (code, "家庭照片.txt" in err) == (1, True)
    assert [path.name for path in folder.iterdir()] == ["家庭照片.txt"]
    assert command("init")[0] == 0
    assert command("schools")[0] == 0


def test_a_command_that_is_stopped_says_so_and_leaves_sound_data(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    command("init")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("inspector_app.cli.setup._progress", stopped)
    code, out, err = command("demo")
    assert (code, out, "已停下" in err) == (1, "", True)
    assert command("check")[0] == 0


def test_a_folder_is_not_made_twice(command: Command) -> None:
    assert command("init")[0] == 0
    code, _, err = command("init")
    assert (code, "没有改动" in err) == (1, True)


def test_demonstration_data_are_a_function_of_the_seed(command: Command, tmp_path: Path) -> None:
    assert command("demo", "--years", "1", "--seed", "4")[0] == 0
    first = command("visits", "--month", "2026-10", "--json")[1]
    assert command("demo")[0] == 1
    (tmp_path / "data").rename(tmp_path / "other")
    command("demo", "--years", "1", "--seed", "4")
    assert command("visits", "--month", "2026-10", "--json")[1] == first
    assert not re.search(r"[张王李赵刘]老师", first)


def test_without_a_screen_the_window_says_so_and_makes_nothing(tmp_path: Path) -> None:
    bare = {k: v for k, v in os.environ.items() if k not in _SCREENS}
    command = [sys.executable, "-m", "inspector_app", "--data", str(tmp_path / "data")]
    done = subprocess.run(command, env=bare, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert "没有图形界面" in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []
