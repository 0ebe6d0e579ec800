"""Issues that no record found, on the command line: from a file, a letter, a complaint, a peer."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from tests.stories.conftest import Command
from tests.stories.test_complaints import WHO, accepted, both, folder  # noqa: F401 - fixtures
from tests.stories.test_contradictions import office, shown, taken  # noqa: F401 - a fixture
from tests.stories.test_documents import text_of
from tests.stories.test_joint import (  # noqa: F401 - fixtures
    done,
    filed,
    handed_over,
    laptop,
    stick,
)

LETTER: Final = """示政教督函〔2026〕3号
2026年10月20日
存在的主要问题
1.教师超编，教师203人、编制137个、超编66人，调配没有落实。
2.示范区第3小学课后服务没有全覆盖。
整改措施
1.校长兼课｜目标 6人
校长交流｜目标 4名｜时限 2026-12-31
2.课后服务每周五天。
"""
SELF: Final = {
    "ref": "B12 生均用房", "school": "2121000003", "description": "生均教学用房差 0.4 平方米。",
    "deadline": "2026-11-20", "requirement": "腾出两间教室。",
}  # fmt: skip


def written(path: Path, data: object) -> Path:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def listed(command: Command, *filters: str) -> list[dict[str, Any]]:
    told = json.loads(command("issue", "list", *filters, "--json")[1])
    return list(told["issues"])


@pytest.fixture
def letter(office: Command, tmp_path: Path) -> str:  # noqa: F811 - the fixture
    """A filed letter with two problems, the first one of 督政."""
    number, _ = taken(office, tmp_path, LETTER)
    for field, value in (
        ("problems[0].unit", "区教育局"), ("problems[0].person", "分管副局长"),
        ("problems[0].matter", "督政"), ("problems[0].due", "2026-12-31"),
        ("problems[1].unit", "示范区第3小学"), ("problems[1].person", "校长"),
        ("problems[1].due", "2026-11-10"), ("sender", "市政府教育督导室"), ("level", "市"),
    ):  # fmt: skip
        code, _, err = office("opinion", "set", number, field, value)
        assert code == 0, err
    code, _, err = office("opinion", "file", number)
    assert code == 0, err
    return number


def test_the_problems_of_a_letter_go_into_the_ledger_one_to_one_and_come_back_as_its_report(
    office: Command,  # noqa: F811 - the fixture
    letter: str,
    tmp_path: Path,
) -> None:
    out = office("opinion", "issues", letter)[1].splitlines()
    assert out[0] == "新列入台账 2 个。"
    first, second = f"{letter}-01", f"{letter}-02"
    assert out[1:] == [
        f"问题 1　{first}　整改中　时限 2026-12-31", f"问题 2　{second}　整改中　时限 2026-11-10",
    ]  # fmt: skip
    assert "没有变化 2 个" in office("opinion", "issues", letter)[1]
    one, two = sorted(listed(office), key=lambda each: str(each["no"]))
    assert (one["no"], one["school_name"], one["school"]) == (first, "区教育局", "")
    assert (two["no"], two["school_name"], two["school"]) == (second, "示范区第3小学", "2121000003")
    assert [each["no"] for each in listed(office, "--matter", "督政")] == [first]
    assert [each["no"] for each in listed(office, "--source", "意见函", "--overdue")] == [second]

    day = ("--on", "2026-11-20")
    for act in (
        ("actual", first, *day, "--measure", "校长兼课", "--value", "4人"),
        ("answer", second, *day, "--note", "已全覆盖"),
        ("close", second, *day, "--note", "查过课表", "--document", "课后服务课表"),
    ):
        code, _, err = office("issue", *act)
        assert code == 0, err
    told = office("opinion", "show", letter)[1]
    assert f"台账：问题 2　{second}　已销号" in told
    assert [each["state"] for each in shown(office, letter)["ledger"]] == ["整改中", "已销号"]
    pdf = tmp_path / "整改报告.pdf"
    code, _, err = office("opinion", "report", letter, "--out", pdf)
    assert code == 0, err
    text = "".join(text_of(pdf).split())
    assert "现已完成1个" in text
    assert f"完成情况：整改中（问题编号{first}）" in text
    assert "校长兼课目标6人，已到4人（2026年11月20日）" in text
    assert "1.校长兼课（目标6人）校长交流（目标4名，2026年12月31日前）" in text
    assert "完成：2026年11月20日" in text
    assert office("check")[0] == 0


def test_a_corrected_letter_restates_its_issues_and_moves_none(
    office: Command,  # noqa: F811 - the fixture
    letter: str,
) -> None:
    office("opinion", "issues", letter)
    assert office("opinion", "correct", letter, "--reason", "写漏了人数")[0] == 0
    code, _, err = office("opinion", "issues", letter)
    assert (code, "不是已定稿的上级意见函" in err) == (1, True)
    new = json.dumps("教师超编 66 人，调配没有落实。", ensure_ascii=False)
    assert office("opinion", "set", letter, "problems[0].text", new)[0] == 0
    assert office("opinion", "file", letter)[0] == 0
    out = office("opinion", "issues", letter)[1]
    assert out.startswith("按来源更正 1 个，早已在台账里、没有变化 1 个。")
    assert "按来源更正：问题描述" in office("issue", "show", f"{letter}-01")[1]


def test_issues_come_from_a_file_or_a_pipe_and_stand_once(
    command: Command, number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = ("issue", "add", "--source", "自评自查")
    code, out, err = command(*add, "--from", written(tmp_path / "x.json", SELF))
    assert code == 0, err
    assert out.splitlines() == ["WT-2026-DX001-0001", "新列入台账 1 个。"]
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps([SELF, {**SELF, "item": "2"}])))
    told = json.loads(command(*add, "--from", "-", "--json")[1])
    assert [(i["number"], i["fresh"]) for i in told["issues"]] == [
        ("WT-2026-DX001-0001", False), ("WT-2026-DX001-0002", True),
    ]  # fmt: skip
    shown_ = command("issue", "show", "WT-2026-DX001-0001")[1]
    assert "来源：自评自查　B12 生均用房　事项：督学" in shown_
    assert "WT-2026-DX001-0001" in command("search", "腾出两间教室")[1]


@pytest.mark.parametrize(
    ("source", "data", "said"),
    [
        ("听说", SELF, "可选：意见函、投诉、自评自查、上级督导、监测"),
        ("监测", {**SELF, "school": ""}, "没有写被督导单位"),
        ("监测", {**SELF, "unit": "区财政局"}, "学校和部门都写了"),
        ("监测", {**SELF, "deadline": "很快"}, "整改时限"),
        ("监测", [], "几组字段的列表"),
        ("监测", ["通道堵了"], "几组字段的列表"),
    ],
)
def test_what_cannot_be_taken_in_is_said_and_nothing_is_kept(
    command: Command, number: str, tmp_path: Path, source: str, data: Any, said: str
) -> None:
    path = written(tmp_path / "x.json", data)
    code, out, err = command("issue", "add", "--source", source, "--from", path)
    assert (code, out) == (1, "")
    assert said in err
    assert len(listed(command)) == 1


def test_letters_and_sheets_name_the_source_and_the_ledger_lists_it(
    command: Command, number: str, tmp_path: Path
) -> None:
    command("issue", "add", "--source", "自评自查", "--from", written(tmp_path / "x.json", SELF))
    no = "WT-2026-DX001-0001"
    command("issue", "consult", no, "--person", "基建科", "--note", "请腾房")
    for kind, said in (
        ("rectification_notice", "来源渠道：自评自查（B12生均用房）"),
        ("check_sheet", "来源：自评自查"),
        ("consultation_letter", "自评自查（B12生均用房）指出示范区第3小学存在以下问题"),
    ):
        pdf = tmp_path / f"{kind}.pdf"
        code, _, err = command("letter", "print", kind, no, "--out", pdf)
        assert code == 0, err
        assert said in "".join(text_of(pdf).split()), kind
    both_of = (no, f"{number}-01", "--out", tmp_path / "x.pdf")
    code, _, err = command("letter", "print", "rectification_notice", *both_of)
    assert (code, "不出自同一份记录" in err) == (1, True)
    pdf, xlsx = tmp_path / "台账.pdf", tmp_path / "台账.xlsx"
    assert command("ledger", "--pdf", pdf, "--xlsx", xlsx)[0] == 0
    assert "自评自查" in text_of(pdf)
    head, *rows = [row for row in load_workbook(xlsx).active.iter_rows(values_only=True) if row[1]]
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["来源"], row["事项"], row["关联记录或文号"]) for row in found] == [
        ("自评自查", "督学", "B12 生均用房"), ("专项", "督学", number),
    ]  # fmt: skip


def test_a_complaint_that_was_right_becomes_an_issue_without_who_complains(
    command: Command,
    folder: Path,  # noqa: F811 - the fixture
) -> None:
    no = accepted(command, folder)
    issue = {"description": "午餐送到教室时偏凉。", "deadline": "2026-12-05"}
    path = written(folder / "i.json", issue)
    code, _, err = command("complaint", "issue", no, "--from", path)
    assert (code, "没有核实为属实" in err) == (1, True)
    command("complaint", "verify", no, "--text", "温度偏低。", "--finding", "属实")
    leaking = written(folder / "l.json", {**issue, "requirement": f"回复{WHO['name']}。"})
    code, _, err = command("complaint", "issue", no, "--from", leaking)
    assert (code, "反映人" in err) == (1, True)
    assert WHO["name"] not in err
    code, out, err = command("complaint", "issue", no, "--from", path)
    assert code == 0, err
    assert out.splitlines()[0] == f"{no}-01"
    (row,) = listed(command, "--source", "投诉")
    assert (row["ref"], row["school"], row["category"]) == (no, "2121000003", "T7")
    told = json.dumps([row, command("issue", "show", f"{no}-01")], ensure_ascii=False)
    assert not [word for word in (*WHO.values(), "吃不饱") if word in told]
    assert f"{no}-01" in command("complaint", "show", no)[1]
    assert "没有变化 1 个" in command("complaint", "issue", no, "--from", path)[1]


def test_of_a_peers_issue_nothing_is_offered_that_would_be_refused(
    laptop: Callable[[str], Command],  # noqa: F811 - the fixture
    stick: Path,  # noqa: F811 - the fixture
) -> None:
    lead, peer = laptop("DX001"), laptop("DX002")
    no = filed(lead, stick)
    done(peer("visit", "take-over", handed_over(lead, no, stick)))
    assert "接下来可以记" in done(lead("issue", "show", f"{no}-01"))
    out = done(peer("issue", "show", f"{no}-01"))
    assert "接下来可以记" not in out
    assert "这里只能看" in out
    assert json.loads(done(peer("issue", "show", f"{no}-01", "--json")))["next"] == []
