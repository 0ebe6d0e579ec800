"""``plan``, ``theme``, ``coverage``, ``rules`` and ``recusal`` from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.stories.conftest import RECORD, Command, roster_book

SCHOOL = "2121000003"
ADD = ("plan", "add", "--school", "示范区第3小学", "--date", "2026-11-24", "--session", "上午")


@pytest.fixture
def laptop(command: Command, tmp_path: Path) -> Command:
    """The folder of 督学01, with one school and two people."""
    assert command("init", "--district", "210304", "--inspector", "DX001")[0] == 0
    assert command("import", "roster", roster_book(tmp_path / "名册.xlsx"))[0] == 0
    return command


def asked(command: Command, *arguments: object) -> Any:
    code, out, err = command(*arguments, "--json")
    assert code == 0, err
    return json.loads(out)


def planned(command: Command, *more: object) -> str:
    """Plan the morning and return its number."""
    code, out, err = command(*ADD, *more)
    assert code == 0, err
    return out.split("　")[0]


# -- plan ----------------------------------------------------------------------------------------


def test_a_visit_is_planned_listed_shown_changed_and_called_off(laptop: Command) -> None:
    number = planned(laptop, "--peers", "督学02", "--topics", "t6、T7", "--text", "看留样")
    found = asked(laptop, "plan", "list", "--month", "2026-11")
    assert [plan["title"] for plan in found["plans"]] == ["2026年11月督导计划"]
    (visit,) = found["visits"]
    assert (visit["school"], visit["lead"], visit["peers"]) == (SCHOOL, "DX001", ["DX002"])
    assert (visit["date"], visit["session"], visit["state"]) == ("2026-11-24", "上午", "计划")
    assert (visit["topics"], visit["text"]) == (["T6", "T7"], "看留样")
    moved = ("--date", "2026-11-25", "--session", "全天", "--peers", "", "--text", "消防")
    assert laptop("plan", "set", number, *moved)[0] == 0
    shown = asked(laptop, "plan", "show", number)
    assert (shown["date"], shown["session"], shown["peers"]) == ("2026-11-25", "全天", [])
    assert laptop("plan", "cancel", number, "--reason", "停课")[0] == 0
    code, out, _ = laptop("plan", "show", number)
    assert (code, "取消理由：停课" in out, "督导事项：T6、T7" in out) == (0, True, True)
    assert laptop("plan", "list", "--week", "2026-11-25")[1].count("取消") == 1


def test_a_plan_is_made_for_a_span_and_shown_with_its_visits(laptop: Command) -> None:
    code, out, _ = laptop("plan", "add", "--level", "周", "--date", "2026-11-24", "--aims", "食堂")
    assert (code, "2026-11-23 至 2026-11-29" in out) == (0, True)
    number = out.split("　")[0]
    planned(laptop)
    assert (
        laptop("plan", "set", number, "--title", "第13周", "--basis", "区教督〔2026〕1号")[0] == 0
    )
    shown = asked(laptop, "plan", "show", number)
    assert (shown["title"], shown["level"], len(shown["visits"])) == ("第13周", "周", 1)
    text = laptop("plan", "show", number)[1]
    assert "督导重点：食堂" in text
    assert "依据：区教督〔2026〕1号" in text
    assert "第13周" in laptop("plan", "list")[1]


def test_an_empty_half_day_gets_proposals(laptop: Command) -> None:
    (found,) = asked(laptop, "plan", "propose", "--date", "2026-11-24", "--session", "下午")
    assert (found["school"], found["reason"]) == (SCHOOL, "本月还没有入校")
    assert "示范区第3小学  本月还没有入校" in laptop("plan", "propose")[1]
    planned(laptop)
    assert asked(laptop, "plan", "propose", "--date", "2026-11-25") == []


def test_a_record_is_begun_from_a_plan_and_makes_it_done(laptop: Command) -> None:
    assert laptop("theme", "set", "2026-11", "冬季安全")[0] == 0
    code, out, _ = laptop(
        "plan", "add", "--school", SCHOOL, "--date", "2026-11-20", "--session", "上午"
    )
    number = out.split("　")[0]
    code, out, err = laptop("plan", "begin", number)
    assert (code, err) == (0, "")
    record = asked(laptop, "visit", "show", out.strip())
    assert (record["date"], record["month_theme"]) == ("2026-11-20", "冬季安全")
    assert laptop("visit", "discard", out.strip())[0] == 0
    filed(laptop)
    assert asked(laptop, "plan", "show", number)["state"] == "已完成"


def filed(laptop: Command) -> str:
    """File a record of the morning of 20 November."""
    number: str = laptop("visit", "new")[1].strip()
    for field, value in RECORD.items():
        if field in {"issues", "lessons", "merits"}:
            continue
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        assert laptop("visit", "set", number, field, text)[0] == 0, field
    assert laptop("visit", "set", number, "no_issues_found", "是")[0] == 0
    code, _, err = laptop("visit", "file", number)
    assert code == 0, err
    return number


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("plan", "add", "--school", "没有的学校", *ADD[4:]), "没有学校“没有的学校”"),
        ((*ADD[:-1], "晚上"), "“晚上”不是时段"),
        (ADD[:-2], "请用 --session 写明"),
        (("plan", "add", "--level", "日", "--date", "2026-11-24"), "不是计划的级别"),
        (("plan", "add", "--level", "学期", "--date", "2027-02-10"), "不在学期里"),
        ((*ADD, "--lead", "查无此人"), "没有督学“查无此人”"),
        ((*ADD, "--topics", "T9"), "没有督导事项“T9”"),
        (("plan", "show", "abc"), "没有编号以“abc”开头"),
        (("plan", "cancel", "00000000", "--reason", "x"), "没有编号以"),
        (("theme", "set", "2026-13", "冬季"), "“2026-13”不是月份"),
        (("theme", "set", "2026-11", ""), "没有设过月主题"),
        (("coverage", "--month", "2026-12"), "还没有到"),
        (("coverage", "--month", "2026-08", "--term"), "2026-08-31 不在学期里"),
        (("coverage", "--inspector", "查无此人"), "没有督学“查无此人”"),
        (("rules", "on", "没有"), "没有规则“没有”"),
        (("rules", "set", "caseload", "most"), "“most”不是“名字=数值”"),
        (("rules", "set", "caseload", "most=x"), "不是“名字=数值”"),
        (("rules", "set", "caseload", "most=99"), "“至多几所”要在 1 到 50 之间"),
        (("rules", "reset", "caseload"), "没有改过"),
        (
            ("recusal", "add", "--inspector", "DX001", "--school", SCHOOL, "--relation", "同学"),
            "“同学”不是回避的关系",
        ),
        (("recusal", "end", "nowhere"), "没有编号为“nowhere”的回避申报"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    laptop: Command, arguments: tuple[str, ...], sentence: str
) -> None:
    code, _, err = laptop(*arguments)
    assert code == 1
    assert sentence in err


def test_half_days_recusal_and_span_are_refused_with_their_rule(laptop: Command) -> None:
    planned(laptop)
    code, _, err = laptop(*ADD)
    assert (code, "规则：同一位督学同一个半天只安排一所学校" in err) == (1, True)
    laptop("recusal", "add", "--inspector", "督学02", "--school", SCHOOL, "--relation", "近亲属")
    afternoon = (*ADD[:-1], "下午", "--peers", "督学02")
    code, _, err = laptop(*afternoon)
    assert (code, "《教育督导条例》（国务院令第624号）第十条" in err) == (1, True)
    code, out, _ = laptop("plan", "add", "--level", "周", "--date", "2026-12-01")
    code, _, err = laptop(*ADD[:-1], "下午", "--plan", out.split("　")[0])
    assert (code, "计划里的入校要在计划的起止日之内" in err) == (1, True)


# -- theme, coverage, rules, recusal -------------------------------------------------------------


def test_themes_are_listed_with_source_and_who_set_them(laptop: Command) -> None:
    laptop("theme", "set", "2026-11", "冬季安全", "--source", "教督办〔2026〕12号")
    assert asked(laptop, "theme", "list") == [
        {"month": "2026-11", "theme": "冬季安全", "source": "教督办〔2026〕12号",
         "set_by": "督学01", "set_on": "2026-11-22"}
    ]  # fmt: skip
    assert "教督办〔2026〕12号" in laptop("theme", "list")[1]
    assert "已去掉" in laptop("theme", "set", "2026-11", "")[1]


def test_the_board_names_the_rule_of_every_mark(laptop: Command) -> None:
    board = asked(laptop, "coverage")
    assert (board["month"], board["on"], board["exempt"]) == ("2026-11", "2026-11-22", False)
    (school,) = board["schools"]
    assert (school["level"], school["visits_month"], school["days_since"]) == ("提醒", 0, None)
    (mark,) = school["marks"]
    assert (mark["rule"], mark["words"]) == ("visits-per-month", "本月还没有入校")
    assert (mark["set_by"], "挂牌督导办法" in mark["source"]) == ("随程序的全国规则", True)
    code, out, _ = laptop("coverage")
    assert code == 0
    assert "△ 提醒  示范区第3小学" in out
    assert "规则“每月入校次数”：每所学校每月入校不少于 1 次" in out


def test_a_term_shows_the_visits_of_each_month(laptop: Command) -> None:
    filed(laptop)
    board = asked(laptop, "coverage", "--term")
    assert board["term"]["name"] == "2026-2027学年第一学期"
    assert board["schools"][0]["months"] == {"2026-09": 0, "2026-10": 0, "2026-11": 1}
    assert "2026-09  2026-10  2026-11" in laptop("coverage", "--term")[1]
    assert asked(laptop, "coverage", "--inspector", "督学02")["schools"] == []
    exempt = laptop("coverage", "--month", "2026-08")[1]
    assert "2026年8月，截至 2026-08-31，上课日 0 天，免每月入校" in exempt


def test_the_staffing_of_the_district_is_told(laptop: Command) -> None:
    found = asked(laptop, "coverage")["staffing"]
    assert (found["schools"], found["inspectors"], found["needed"]) == (1, 2, 1)
    assert [mark["words"] for mark in found["people"][1]["marks"]] == ["负责 0 所"]
    assert "配备测算：1 所 ÷ 2 人 = 每人 0.50 所" in laptop("coverage")[1]


def test_rules_are_listed_changed_switched_and_reset(laptop: Command) -> None:
    rules = {rule["id"]: rule for rule in asked(laptop, "rules", "list")}
    assert rules["visits-per-term"]["confidence"] == "法规"
    assert (rules["days-to-file"]["on"], rules["days-to-file"]["set_by"]) == (
        False, "随程序的全国规则",
    )  # fmt: skip
    code, out, _ = laptop(
        "rules", "set", "每月入校次数", "visits=2", "red_days=5", "--basis", "区教督〔2026〕5号"
    )
    assert (code, "月末 5 天仍不足的告急" in out) == (0, True)
    assert "督学01 2026-11-22 设定，依据区教督〔2026〕5号" in laptop("rules", "list")[1]
    changed = {rule["id"]: rule for rule in asked(laptop, "rules", "list")}["visits-per-month"]
    assert (changed["values"]["visits"], changed["basis"], changed["set_on"]) == (
        2, "区教督〔2026〕5号", "2026-11-22",
    )  # fmt: skip
    assert laptop("rules", "off", "visits-per-month")[1].startswith("停用")
    assert asked(laptop, "coverage")["schools"][0]["marks"] == []
    assert laptop("rules", "on", "visits-per-month")[1].startswith("启用")
    assert "随程序的全国规则" in laptop("rules", "reset", "visits-per-month")[1]


def test_a_recusal_is_declared_listed_and_ended(laptop: Command) -> None:
    wanted = ("--inspector", "督学02", "--school", SCHOOL, "--relation", "曾任职")
    code, _, err = laptop("recusal", "add", *wanted)
    assert (code, "要写离职日期" in err) == (1, True)
    assert laptop("recusal", "add", *wanted, "--left", "2025-06-30", "--note", "教研组")[0] == 0
    (line,) = asked(laptop, "recusal", "list")
    assert (line["relation"], line["last_day"], line["in_force"]) == (
        "曾在该校工作", "2028-06-30", True,
    )  # fmt: skip
    assert "2028-06-30  回避" in laptop("recusal", "list")[1]
    assert laptop("recusal", "end", line["id"][:8], "--on", "2026-11-22")[0] == 0
    assert asked(laptop, "recusal", "list")[0]["ended_on"] == "2026-11-22"


def test_a_record_with_somebody_in_recusal_is_warned_of(laptop: Command) -> None:
    laptop("recusal", "add", "--inspector", "DX001", "--school", SCHOOL, "--relation", "家人")
    number = laptop("visit", "new")[1].strip()
    assert laptop("visit", "set", number, "session", "上午")[2] == ""
    code, _, err = laptop("visit", "set", number, "school", SCHOOL)
    assert (code, "督学01与这所学校有回避关系" in err) == (0, True)


def test_the_sheet_before_a_visit_is_printed_with_and_without_an_empty_form(
    laptop: Command, tmp_path: Path
) -> None:
    paper, word = tmp_path / "一页纸.pdf", tmp_path / "一页纸.docx"
    code, out, _ = laptop("departure", "--school", SCHOOL, "--out", paper, "--docx", word)
    assert (code, out.splitlines()) == (0, [str(paper), str(word)])
    assert paper.read_bytes().startswith(b"%PDF")
    assert asked(laptop, "visits") == []
    number = planned(laptop)
    code, out, _ = laptop("departure", "--plan", number, "--out", paper, "--blank")
    assert code == 0
    (visit,) = asked(laptop, "visits")
    assert out.splitlines() == [f"记录编号 {visit['no']}", str(paper)]
    assert laptop("departure", "--school", SCHOOL)[0] == 1
