"""A campaign on the command line, from its plan to the 交流会 and 总体反馈意见; and a week told."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from inspector_app import bootstrap
from inspector_app.domain.school import Assignment, Inspector, InspectorKind, School, SchoolKind
from inspector_app.storage.people import FIRST_DAY
from tests.stories.conftest import Command
from tests.stories.test_documents import text_of
from tests.unit.services.registers.conftest import COMPLETE, SCHOOL

OTHER = "2121000004"
NAME = COMPLETE["campaign"]["name"]
VISIT: dict[str, Any] = {
    "school": SCHOOL, "date": "2026-11-19", "session": "上午", "type": "专项", "campaign": NAME,
    "notice": "已通知", "notice_date": "2026-11-06", "lead": "督学01",
    "peers": ["督学02", "督学03"], "topics": ["T6"], "methods": {"campus_walks": 1},
    "narrative": "逐项核对。", "advice": "逐项整改。", "feedback_way": ["现场口头"],
    "merits": ["门卫登记细致。"], "next_visit": "2026-12-10",
    "issues": [{"category": "T6", "description": "消防通道堆放杂物。", "severity": "一般",
                "deadline": "2026-12-05"}],
}  # fmt: skip


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two schools and three inspectors; made once, only ever copied."""
    path = tmp_path_factory.mktemp("campaign") / "data"
    bootstrap.init_folder(path, district="210304", inspector_id="DX001")
    with bootstrap.open_workbench(path) as made, made.context.database.transaction():
        stores = made.context.stores
        for code, place in ((SCHOOL, 3), (OTHER, 4)):
            school = School(code=code, name=f"示范区第{place}小学", kind=SchoolKind.PRIMARY)
            stores.schools.put(school, initials="", origin="test")
        for number in (1, 2, 3):
            name, kind = f"督学{number:02d}", InspectorKind.PART_TIME
            person = Inspector(id=f"DX{number:03d}", name=name, kind=kind)
            stores.people.put(person, origin="test")
        for code in (SCHOOL, OTHER):
            assigned = Assignment(inspector_id="DX001", school_code=code, start=FIRST_DAY)
            stores.schools.put_assignment(assigned, origin="test")
    return path


@pytest.fixture
def folder(district: Path, tmp_path: Path) -> Path:
    """A folder with that data folder in it; JSON files are written beside it."""
    shutil.copytree(district, tmp_path / "data")
    return tmp_path


def written(folder: Path, data: object) -> Path:
    path = folder / "from.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def plan(**values: Any) -> dict[str, Any]:
    group = {"head": "督学01", "members": ["督学02", "督学03"], "schools": [SCHOOL, OTHER]}
    return {**COMPLETE["campaign"], "groups": [group], "notice_on": None, **values}


def answer(command: Command, *arguments: object) -> Any:
    code, out, told = command(*arguments, "--json")
    assert code == 0, told
    return json.loads(out)


def lacking(command: Command, number: str) -> dict[str, list[str]]:
    gate = answer(command, "campaign", "gate", number)
    assert gate["complete"] == all(each["met"] for each in gate["gate"])
    return {each["have"]: each["missing"] for each in gate["gate"] if not each["met"]}


def file_visit(command: Command, folder: Path, **values: Any) -> str:
    number = command("visit", "new", "--from", written(folder, {**VISIT, **values}))[1].strip()
    code, out, told = command("visit", "file", number)
    assert code == 0, told
    assert "请留意" not in out
    return number


def planned(command: Command, folder: Path) -> str:
    """Write and file the plan of a campaign; return its number."""
    few = {"head": "督学01", "members": ["督学02"], "schools": [SCHOOL, OTHER]}
    begun = written(folder, plan(groups=[few]))
    number = command("campaign", "add", "--from", begun)[1].strip()
    code, _, told = command("campaign", "file", number)
    assert code == 1
    assert "分组 1 只有 2 人；专项督导的督导小组由 3 名以上督学组成（《教育督导条例》" in told
    command("campaign", "set", number, "groups[0].members", "督学02、督学03")
    assert list(lacking(command, number)) == ["有计划", "有实施", "有发现", "有交流", "有总结"]
    assert command("campaign", "file", number)[0] == 0
    assert lacking(command, number)["有计划"] == ["还没有书面督导通知的日期"]
    assert command("campaign", "set", number, "notice_on", "2026-11-06")[0] == 0
    return number


def visited(command: Command, folder: Path, number: str) -> None:
    """File the records of a campaign, and look at what they come to."""
    file_visit(command, folder)
    assert lacking(command, number)["有实施"] == ["还没有入校：示范区第4小学"]
    # The number of the campaign stands for its name.
    file_visit(command, folder, school=OTHER, campaign=number)
    file_visit(command, folder, school=OTHER, session="下午", issues=[], no_issues_found=True,
               next_visit=None)  # fmt: skip
    progress = answer(command, "campaign", "progress", number)
    assert (progress["visited"], progress["schools"], progress["visits"]) == (2, 2, 2)
    assert progress["days_left"] == 8
    findings = answer(command, "campaign", "findings", number)
    (cluster,) = findings["clusters"]
    assert (cluster["count"], cluster["schools"]) == (2, ["示范区第3小学", "示范区第4小学"])
    assert len({issue["no"] for point in cluster["points"] for issue in point["issues"]}) == 2
    told = "".join(command("campaign", act, number)[1] for act in ("progress", "findings", "gate"))
    assert "已入校 2/2 所，2 校次，还剩 8 天" in told
    assert "2 个　消防通道堆放杂物　示范区第3小学、示范区第4小学" in told
    assert "五有不全" in told


def exchanged(command: Command, number: str) -> None:
    """Hold the 交流会 of a campaign."""
    meeting = command("campaign", "exchange", number)[1].strip()
    for field, value in (("place", "三楼会议室"), ("chair", "督学01"), ("expected", "3"),
                         ("present", "3")):  # fmt: skip
        assert command("meeting", "set", meeting, field, value)[0] == 0
    assert command("meeting", "file", meeting)[0] == 0


def test_a_campaign_goes_from_its_plan_to_the_exchange_and_the_opinion(
    command: Command, folder: Path
) -> None:
    number = planned(command, folder)
    visited(command, folder, number)
    exchanged(command, number)
    assert list(lacking(command, number)) == ["有总结"]
    draft = command("campaign", "draft-opinion", number)[1]
    assert "应督导学校（园）2所，实际督导2所，入校2校次，看到亮点3项，发现问题2个" in draft
    assert "1.消防通道堆放杂物（2个：示范区第3小学、示范区第4小学）。" in draft
    assert lacking(command, number) == {"有总结": ["总体反馈意见还没有印发日期"]}
    assert command("campaign", "set", number, "opinion_on", "2026-11-22")[0] == 0
    assert lacking(command, number) == {}
    assert "五有齐全" in command("campaign", "gate", number)[1]
    count = answer(command, "campaign", "count", "--year", "2026")
    assert (count["campaigns"], count["visits"], count["schools"]) == (1, 2, 2)
    assert count["by_theme"] == {"校园安全": 1}
    assert "2026年专项督导 1 次（校园安全 1 次）；入校 2 校次" in command(
        "campaign", "count", "--year", "2026"
    )[1]  # fmt: skip


def test_an_opinion_is_printed_with_its_issues_and_reprinted_as_it_went_out(
    command: Command, folder: Path
) -> None:
    number = command("campaign", "add", "--from", written(folder, plan()))[1].strip()
    assert command("campaign", "file", number)[0] == 0
    file_visit(command, folder)
    assert command("campaign", "opinion", number)[0] == 1
    assert command("campaign", "draft-opinion", number)[0] == 0
    pdf, again, word = folder / "a.pdf", folder / "b.pdf", folder / "a.docx"
    reference = ("--ref", "示教督〔2026〕9号")
    made = command("campaign", "opinion", number, "--out", pdf, "--docx", word, *reference)
    assert made[0] == 0
    text = text_of(pdf)
    issue = answer(command, "campaign", "findings", number)["clusters"][0]["points"][0]["issues"]
    for said in ("总体反馈意见", "问题清单", "示教督〔2026〕9号", issue[0]["no"]):
        assert said in text
    assert word.stat().st_size > 0
    assert command("campaign", "set", number, "opinion", "另写。")[0] == 0
    assert command("campaign", "opinion", number, "--out", again, *reference)[0] == 0
    assert again.read_bytes() == pdf.read_bytes()
    code, _, told = command("campaign", "opinion", number, "--docx", word, *reference)
    assert (code, "内容改过" in told) == (1, True)


def test_a_week_is_drafted_told_in_a_chat_written_as_a_file_and_missing_until_filed(
    command: Command, folder: Path
) -> None:
    file_visit(command, folder, campaign="", type="经常性")
    assert [m["draft"] for m in answer(command, "weekly", "missing", "--week", "2026-11-20")] == [
        ""
    ]
    drafted = answer(command, "weekly", "draft", "--week", "2026-11-20")
    number = drafted["no"]
    assert (drafted["monday"], drafted["visit_count"], drafted["issue_count"]) == (
        "2026-11-16", 1, 1,
    )  # fmt: skip
    assert command("weekly", "set", number, "plan", "入校两所。")[0] == 0
    told = answer(command, "weekly", "text", number)
    assert told["characters"] == len(told["text"]) <= 300
    assert told["text"].startswith("【周汇报】督学01　11月16日至11月22日：入校1校次，")
    assert command("weekly", "text", number)[1].strip() == told["text"]
    word = folder / "week.docx"
    assert command("weekly", "docx", number, "--out", word)[0] == 0
    assert word.stat().st_size > 0
    assert number in command("weekly", "missing", "--week", "2026-11-20")[1]
    assert command("weekly", "file", number)[0] == 0
    assert command("weekly", "missing", "--week", "2026-11-20")[1] == "周汇报都交了\n"


def test_the_gate_of_a_term_names_what_is_missing(command: Command, folder: Path) -> None:
    gate = answer(command, "term", "gate", "--on", "2026-11-20")
    assert gate["name"] == "2026-2027学年第一学期"
    assert {each["have"]: each["met"] for each in gate["gate"]} == {
        "有计划": False, "有实施": False, "有发现": False, "有交流": False, "有总结": True,
    }  # fmt: skip
    said = command("term", "gate")[1]
    assert "还没有入校：示范区第3小学、示范区第4小学" in said
    assert command("term", "gate", "--on", "2026-08-10")[0] == 1


def test_a_campaign_that_records_name_is_void_only_for_who_knows_of_them(
    command: Command, folder: Path
) -> None:
    number = command("campaign", "add", "--from", written(folder, plan()))[1].split()[0]
    assert command("campaign", "file", number)[0] == 0
    record = command("visit", "new", "--from", written(folder, VISIT))[1].strip()
    assert command("visit", "file", record)[0] == 0
    code, _, told = command("campaign", "void", number, "--reason", "不搞了")
    assert (code, "已有 1 份记录" in told, "没有作废" in told) == (1, True, True)
    assert answer(command, "campaign", "show", number)["state"] == "定稿"
    assert command("campaign", "void", number, "--reason", "不搞了", "--knowing")[0] == 0
    assert answer(command, "campaign", "show", number)["state"] == "作废"
