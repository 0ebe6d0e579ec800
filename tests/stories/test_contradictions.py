"""Five places where reports of districts contradict themselves: each is told, none is counted."""

import json
from pathlib import Path
from typing import Any

import pytest

from inspector_app.domain.rule_kinds import RuleId
from inspector_app.services.rule_pack import shipped_rules
from tests.selfchecks import filled
from tests.stories.conftest import RECORD, Command, roster_book
from tests.stories.test_documents import text_of
from tests.unit.services import workbooks


@pytest.fixture
def office(command: Command, tmp_path: Path) -> Command:
    """The office of a district with one school and two inspectors."""
    assert command("init", "--role", "office", "--district", "210304")[0] == 0
    assert command("import", "roster", roster_book(tmp_path / "名册.xlsx"))[0] == 0
    return command


def taken(command: Command, folder: Path, text: str) -> tuple[str, str]:
    """Take a letter over; return its number and everything that was said."""
    path = folder / "意见函.txt"
    path.write_text(text, encoding="utf-8")
    code, out, err = command("opinion", "import", path)
    assert code == 0, err
    return out.splitlines()[0], out


def shown(command: Command, number: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(command("opinion", "show", number, "--json")[1])
    return told


def test_four_and_three_are_claimed_and_two_and_five_are_listed(
    office: Command, tmp_path: Path
) -> None:
    listed = [f"{n}.第{n}项{'不能达标' if n <= 2 else '基本合格'}。" for n in range(1, 8)]
    text = "自查结果：4项不能合格，3项勉强基本合格。\n存在的问题\n" + "\n".join(listed)
    number, said = taken(office, tmp_path, text)
    rows = shown(office, number)["problems"]
    assert [row["grade"] for row in rows] == ["不合格"] * 2 + ["基本合格"] * 5
    assert "函里写不合格 4 个，清单里有 2 个；数字以清单为准" in said
    assert "函里写基本合格 3 个，清单里有 5 个；数字以清单为准" in said


def test_the_counts_of_a_sheet_of_36_items_are_those_of_its_items(
    office: Command, tmp_path: Path
) -> None:
    data = filled(failed=(23, 24), basic=(11, 12, 16, 26, 29))
    told = "自查结果：4项不能合格，3项勉强基本合格，29项合格。"
    path = tmp_path / "自评表.json"
    path.write_text(json.dumps({**data, "summary": told}, ensure_ascii=False), encoding="utf-8")
    number = office("selfcheck", "add", "--from", path)[1].strip()
    result = json.loads(office("selfcheck", "result", number, "--json")[1])
    assert result["counts"] == {"合格": 29, "基本合格": 5, "不合格": 2, "未评": 0}
    assert (result["grade"], result["missing"]) == ("", ["“巩固”不能有不合格，现有 2 项"])
    pdf = tmp_path / "自评表.pdf"
    assert office("selfcheck", "table", number, "--pdf", pdf)[0] == 0
    assert "合格29项基本合格5项不合格2项" in text_of(pdf)
    assert "需要整改的项目（7项）" in text_of(pdf)


def test_twenty_nine_schools_of_twenty_eight_and_eighty_six_of_ninety_three(
    office: Command, tmp_path: Path
) -> None:
    codes = [f"2121{n:06d}" for n in range(100, 127)] + [f"1121{n:06d}" for n in range(93)]
    schools = [
        workbooks.school(
            学校标识码=code, 学校名称=f"示范区第{n}{'小学' if code[0] == '2' else '幼儿园'}",
            办学类型="小学" if code[0] == "2" else "幼儿园",
            举办性质="民办" if n < 2 else "公办",
        )
        for n, code in enumerate(codes)
    ]  # fmt: skip
    roster = workbooks.roster(tmp_path / "全区.xlsx", schools=schools)
    assert office("import", "roster", roster)[0] == 0
    kindergartens = [code for code in codes if code[0] == "1"][:86]
    visits = workbooks.visits(
        tmp_path / "记录.xlsx",
        records=[
            workbooks.record(
                f"210304-2026-DX001-{n:04d}", 学校标识码=code, 督导日期="2026-10-12",
                学校名称=schools[codes.index(code)]["学校名称"],
            )
            for n, code in enumerate(kindergartens, start=1)
        ],
    )  # fmt: skip
    code, _, err = office("import", "visits", visits)
    assert code == 0, err
    asked = ("coverage", "share", "--from", "2026-09-01")
    told = {row["group"]: row for row in json.loads(office(*asked, "--json")[1])}
    assert (told["中小学"]["roster"], told["民办"]["roster"]) == (28, 2)
    assert told["幼儿园"]["share"] == "86/93（92.5%）"
    assert office(*asked, "--claim", "幼儿园=86")[0] == 0
    code, out, err = office(*asked, "--claim", "中小学=29", "--claim", "幼儿园=86")
    assert (code, out) == (1, "")
    assert "中小学 29 所，多于 2026-11-22 名册上的 28 所" in err


def test_seventeen_and_twenty_five_inspectors_are_two_days_of_one_roster(
    office: Command, tmp_path: Path
) -> None:
    people = [workbooks.person(n) for n in range(1, 26)]
    assert (
        office("import", "roster", workbooks.roster(tmp_path / "督学.xlsx", people=people))[0] == 0
    )
    for n in range(1, 26):
        appointed = {
            "inspector": f"DX{n:03d}", "level": "区", "tenure": "兼职", "term": 1,
            "document_no": "示教督〔2026〕1号", "end": "2027-12-31",
            "start": "2025-01-01" if n <= 17 else "2026-03-01",
        }  # fmt: skip
        source = tmp_path / "聘任.json"
        source.write_text(json.dumps(appointed, ensure_ascii=False), encoding="utf-8")
        number = office("appointment", "add", "--from", source)[1].strip()
        assert office("appointment", "file", number)[0] == 0
    for day, heads in (("2026-02-28", 17), ("2026-03-01", 25)):
        assert len(json.loads(office("appointment", "roster", "--on", day, "--json")[1])) == heads


def test_a_misread_sentence_is_kept_and_the_target_stays_thirty_lessons(
    office: Command, tmp_path: Path
) -> None:
    misread = "每学年下基层听课不完善少于30节。"
    number, _ = taken(office, tmp_path, f"存在问题\n1.{misread}\n")
    assert [row["text"] for row in shown(office, number)["problems"]] == [misread]
    (rule,) = (r for r in shipped_rules() if r.id is RuleId.LESSONS_PER_YEAR)
    assert rule.number("lessons") == 30
    told = json.loads(office("lesson", "target", "--json")[1])
    assert [(row["inspector"], row["heard"], row["full"]) for row in told] == [
        ("DX001", 0, 30), ("DX002", 0, 30),
    ]  # fmt: skip


def test_the_fifth_measure_without_its_number_answers_the_fifth_problem(
    office: Command, tmp_path: Path
) -> None:
    problems = "".join(f"{n}.问题其{n}。\n" for n in range(1, 6))
    measures = "".join(f"{'' if n == 5 else f'{n}.'}措施其{n}。\n" for n in range(1, 6))
    text = f"示政督〔2026〕9号\n2026年11月2日\n主要问题\n{problems}整改措施\n{measures}"
    number, _ = taken(office, tmp_path, text)
    rows = shown(office, number)["problems"]
    assert [(row["text"], row["measures"]) for row in rows] == [
        (f"问题其{n}。", f"措施其{n}。") for n in range(1, 6)
    ]
    for place in range(5):
        for name, value in (("unit", "人事科"), ("person", "科长"), ("due", "2026-12-31")):
            assert office("opinion", "set", number, f"problems[{place}].{name}", value)[0] == 0
    for name, value in (("sender", "市督导室"), ("level", "市")):
        assert office("opinion", "set", number, name, value)[0] == 0
    assert office("opinion", "file", number)[0] == 0
    pdf = tmp_path / "报告.pdf"
    assert office("opinion", "report", number, "--out", pdf)[0] == 0
    text = text_of(pdf)
    assert "5.问题其5。" in text
    assert "5.措施其5。" in text
    assert office("opinion", "set", number, "problems[2].measures", "")[0] == 0
    code, _, err = office("opinion", "report", number, "--out", tmp_path / "缺.pdf")
    assert (code, "问题 3 还没有对应的整改措施" in err) == (1, True)
    assert not (tmp_path / "缺.pdf").exists()


def test_a_text_without_a_problem_and_a_file_that_is_no_text_are_refused(
    office: Command, tmp_path: Path
) -> None:
    empty, picture = tmp_path / "空.txt", tmp_path / "图.txt"
    empty.write_text("关于督导的函\n请支持。\n", encoding="utf-8")
    picture.write_bytes(b"\x00\xff\xfe" * 30)
    for path, said in ((empty, "没有找到问题"), (picture, "不是文字文件")):
        code, _, err = office("opinion", "import", path)
        assert (code, said in err) == (1, True)
    assert json.loads(office("opinion", "list", "--json")[1]) == []


def test_records_say_what_reports_only_claim(office: Command) -> None:
    code, _, err = office("coverage", "share", "--from", "2026-11-23", "--to", "2026-11-30")
    assert (code, "在今天之后" in err) == (1, True)
    assert "不是“组=数”" in office("coverage", "share", "--from", "2026-11-01", "--claim", "8")[2]
    said = office("coverage", "share", "--from", "2026-11-01", "--claim", "大学=1")[2]
    assert "没有“大学”这一组，可以写 全部、中小学、幼儿园、民办" in said
    assert (
        RECORD["school"]
        in json.loads(office("coverage", "share", "--from", "2026-11-01", "--json")[1])[0][
            "not_visited"
        ]
    )
