"""``issue``: lists, one issue, and steps of 整改 on the command line."""

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.stories.conftest import Command


@pytest.fixture
def issue(number: str) -> str:
    """The number of the one issue of the ledger, a 安全隐患."""
    return f"{number}-01"


def test_a_school_is_asked_how_many_are_open_by_its_short_name(
    command: Command, issue: str
) -> None:
    code, out, _ = command("issue", "list", "--school", "三小", "--open")
    assert code == 0
    assert issue in out
    assert out.splitlines()[-1] == (
        "未销号 1（逾期 0、待核查 0、安全隐患 1），最早 2026-11-20，截至 2026-11-22，来源：仅本人"
    )


def test_the_list_is_told_as_json_with_its_sums(command: Command, issue: str) -> None:
    told = json.loads(command("issue", "list", "--severity", "安全隐患", "--json")[1])
    assert [each["no"] for each in told["issues"]] == [issue]
    assert (told["count"]["open"], told["count"]["untold_hazards"]) == (1, 1)
    none = json.loads(command("issue", "list", "--topic", "T1", "--json")[1])
    assert (none["issues"], none["count"]["earliest"]) == ([], None)


@pytest.mark.parametrize(
    ("filter_", "said"),
    [
        (("--severity", "很重"), "轻微、一般、严重、安全隐患"),
        (("--school", "没有的学校"), "没有找到学校"),
        (("--topic", "T99"), "T1–T8"),
        (("--inspector", "督学99"), "督学99"),
    ],
)
def test_a_filter_that_names_nothing_is_refused(
    command: Command, issue: str, filter_: tuple[str, str], said: str
) -> None:
    code, out, err = command("issue", "list", *filter_)
    assert (code, out) == (1, "")
    assert said in err


def test_a_round_of_rectification_runs_by_commands(
    command: Command, issue: str, tmp_path: Path
) -> None:
    day = ("--on", "2026-11-21")
    for step in (
        ("tell", "--person", "校长", "--at", "09:10"),
        ("phone", "--person", "督导室值班", "--at", "09:20"),
        ("notice", "--ref", "示教督改〔2026〕3号"),
        ("deliver", "--person", "教导主任", "--until", "2026-12-06"),
        ("plan", "--measure", "清空通道", "--measure", "每日巡查"),
        ("answer", "--note", "已整改"),
        ("check", "--note", "仍有课桌", "--until", "2026-12-20"),
        ("answer", "--note", "已清空"),
    ):
        code, _, err = command("issue", step[0], issue, *day, *step[1:])
        assert code == 0, err
    assert command("issue", "close", issue, *day, "--note", "看过")[0] == 1
    picture = tmp_path / "整改后.jpg"
    Image.new("RGB", (400, 300), (120, 150, 90)).save(picture)
    assert command("issue", "add-photo", issue, picture)[0] == 0
    code, out, _ = command("issue", "close", issue, *day, "--note", "通道畅通", "--photos")
    assert (code, "已销号" in out) == (0, True)
    told = json.loads(command("issue", "show", issue, "--json")[1])
    assert (told["state"], told["round"], told["due_now"]) == ("已销号", 2, "2026-12-20")
    assert told["next"] == ["恢复"]
    assert [event["kind"] for event in told["events"]][-3:] == ["整改不到位", "学校报送", "销号"]
    assert next(e for e in told["events"] if e["kind"] == "整改措施")["measures"] == [
        "清空通道", "每日巡查",
    ]  # fmt: skip


def test_pictures_close_every_issue_that_is_named_or_none(
    command: Command, issue: str, tmp_path: Path
) -> None:
    picture = tmp_path / "整改后.jpg"
    Image.new("RGB", (400, 300), (120, 150, 90)).save(picture)
    command("issue", "answer", issue, "--on", "2026-11-21", "--note", "已清空")
    assert command("issue", "add-photo", issue, picture)[0] == 0
    close = ("issue", "close", issue, "--on", "2026-11-21", "--note", "通道畅通", "--photos")
    # Named twice, it cannot be closed the second time.
    code, _, err = command(*close[:3], issue, *close[3:])
    assert (code, f"{issue}：" in err, "已销号" in err) == (1, True, True)
    assert json.loads(command("issue", "show", issue, "--json")[1])["state"] == "待核查"
    assert command(*close)[0] == 0


def test_a_refused_step_says_why_and_changes_nothing(command: Command, issue: str) -> None:
    before = command("issue", "show", issue)[1]
    code, _, err = command("issue", "extend", issue, "--until", "2026-12-20", "--note", "等经费")
    assert (code, "由谁批准" in err, "没有改动" in err) == (1, True, True)
    assert command("issue", "show", issue)[1] == before


def test_a_picture_for_no_known_use_is_refused(command: Command, issue: str) -> None:
    code, _, err = command("issue", "add-photo", issue, "x.jpg", "--role", "合影")
    assert (code, "整改后、学校回复、送达回证" in err) == (1, True)


def test_one_school_is_no_common_problem(command: Command, issue: str) -> None:
    assert json.loads(command("issue", "common", "--json")[1]) == []
    told = json.loads(command("issue", "common", "--schools", "1", "--json")[1])
    assert [(each["category"], each["issues"]) for each in told] == [("T6", 1)]


def test_a_long_term_issue_is_followed_by_its_milestones(command: Command, issue: str) -> None:
    day = ("--on", "2026-11-21")
    code, _, err = command(
        "issue", "plan", issue, *day, "--measure", "改建运动场｜目标 275万余元｜时限 2027-08-31",
        "--measure", "- 完成设计｜时限 2026-11-28",
    )  # fmt: skip
    assert code == 0, err
    told = json.loads(command("issue", "show", issue, "--json")[1])
    assert [(m["due"], m["target"], m["unit"]) for m in told["milestones"]] == [
        ("2026-11-28", "", ""), ("2027-08-31", "275万余", "元"),
    ]  # fmt: skip
    assert "阶段目标达成" in told["next"]
    code, _, err = command("issue", "milestone", issue, *day, "--measure", "绿化", "--note", "好")
    assert (code, "没有还没达成的阶段目标" in err) == (1, True)
    code, _, err = command("issue", "milestone", issue, *day, "--note", "设计已审定")
    assert code == 0, err
    told = json.loads(command("issue", "show", issue, "--json")[1])
    assert [m["done_on"] for m in told["milestones"]] == ["2026-11-21", None]
    assert "阶段目标 2027-08-31 改建运动场 目标 275万余元" in command("issue", "show", issue)[1]
    assert command("check")[0] == 0


def test_what_a_measure_came_to_stands_against_its_target(command: Command, issue: str) -> None:
    day = ("--on", "2026-11-21")
    code, _, err = command("issue", "plan", issue, *day, "--measure", "校长兼课｜目标 6人",
                           "--measure", "交流｜目标 4名｜时限 2026-11-28")  # fmt: skip
    assert code == 0, err
    code, _, err = command("issue", "actual", issue, *day, "--measure", "校长兼课")
    assert (code, "请写明实际值" in err) == (1, True)
    code, _, err = command("issue", "actual", issue, *day, "--measure", "绿化", "--value", "4人")
    assert (code, "没有写了目标值的“绿化”" in err) == (1, True)
    for value, on in (("4人", "2026-11-21"), ("5人", "2026-11-22")):
        told = ("--measure", "校长兼课", "--value", value, "--on", on)
        assert command("issue", "actual", issue, *told)[0] == 0
    out = command("issue", "show", issue)[1]
    assert "目标值 校长兼课 目标 6人，已到 5人，2026-11-22" in out
    assert "阶段目标 2026-11-28 交流 目标 4名" in out
    told = json.loads(command("issue", "show", issue, "--json")[1])
    assert [(a["target"], a["actual"], a["actual_on"]) for a in told["aims"]] == [
        ("4", "", None), ("6", "5", "2026-11-22"),
    ]  # fmt: skip
    assert [m["text"] for m in told["milestones"]] == ["交流"]
    assert command("check")[0] == 0
