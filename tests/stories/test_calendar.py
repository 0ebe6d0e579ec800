"""``calendar``: the calendar from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.stories.conftest import Command


def asked(command: Command, *arguments: object) -> Any:
    code, out, _ = command("calendar", *arguments, "--json")
    assert code == 0
    return json.loads(out)


def test_a_school_year_lists_terms_days_and_months(command: Command) -> None:
    year = asked(command, "list", "--year", "2026-2027")
    assert year["school_year"] == "2026-2027学年"
    assert [term["assumed"] for term in year["terms"]] == [True, True]
    assert {"first": "2026-10-01", "last": "2026-10-07", "kind": "放假", "reason": "国庆节",
            "own": False} in year["days"]  # fmt: skip
    assert [m["month"] for m in year["months"] if m["exempt"]] == ["2027-02", "2027-07", "2027-08"]
    assert year["unknown_years"] == [2027]
    code, out, err = command("calendar", "list")
    assert code == 0
    assert "第一学期  2026-09-01  2027-01-20  2026-08-31  推算" in out
    assert "2027年的放假和调休还没有收录" in err


def test_a_day_is_shown_with_what_it_is_and_why(command: Command) -> None:
    shown = asked(command, "show", "2026-10-10")
    assert (shown["working_day"], shown["school_day"]) == (True, True)
    assert (shown["term"], shown["teaching_week"], shown["weekday"]) == ("第一学期", 6, "星期六")
    assert asked(command, "show", "2026-01-26")["vacation"] == "寒假"
    assert "国庆节调休上班" in command("calendar", "show", "2026年10月10日")[1]
    assert "2027年" in command("calendar", "show", "2027-05-01")[2]


def test_terms_are_set_and_taken_away(command: Command) -> None:
    term = ("2026-2027", "1", "--first", "2026-09-01", "--last", "2027-01-15")
    code, out, _ = command("calendar", "add-term", *term, "--week-one", "2026-09-07")
    assert (code, "第1教学周从 2026-09-07 开始" in out) == (0, True)
    first = asked(command, "list", "--year", "2026")["terms"][0]
    assert (first["last"], first["week_one"], first["assumed"]) == (
        "2027-01-15", "2026-09-07", False,
    )  # fmt: skip
    assert command("calendar", "remove-term", "2026", "第一学期")[0] == 0
    assert asked(command, "list", "--year", "2026")["terms"][0]["assumed"]


def test_days_are_set_and_taken_away(command: Command) -> None:
    code, out, _ = command(
        "calendar", "set-day", "2026-11-19", "放假", "--to", "2026-11-20", "--reason", "暴雪"
    )
    assert (code, "本区安排放假（暴雪）" in out) == (0, True)
    assert not asked(command, "show", "2026-11-20")["working_day"]
    assert command("calendar", "clear-day", "2026-11-19", "--to", "2026-11-20")[0] == 0
    assert asked(command, "show", "2026-11-20")["working_day"]


def test_a_deadline_is_told_with_its_reason_and_what_is_left(command: Command) -> None:
    period = ("--from", "2026-11-02", "--days", "15")
    found = asked(command, "deadline", *period, "--working")
    assert (found["due"], found["unit"], found["days_left"]) == ("2026-11-23", "工作日", 1)
    assert found["warning"] == ""
    code, out, _ = command("calendar", "deadline", *period)
    assert (code, out.splitlines()[0]) == (0, "2026-11-17")
    assert "今天已过 5 个自然日" in out
    late = command("calendar", "deadline", "--from", "2026-12-20", "--days", "30", "--working")
    assert late[0] == 0
    assert "2027年的放假和调休还没有收录" in late[2]


def test_a_list_is_imported(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "放假.csv"
    path.write_text("日期,放假/上班,说明,备份\n2027-01-01,放假,元旦,\n", encoding="utf-8")
    assert asked(command, "import", path)["new"] == 1
    code, out, err = command("calendar", "import", path)
    assert (code, "不变 1 天" in out) == (0, True)
    assert "这些列没有读：备份" in err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("show", "11-02"), "没有写年份"),
        (("list", "--year", "2026-2028"), "“2026-2028”不是学年"),
        (("list", "--year", "今年"), "“今年”不是学年"),
        (("list", "--year", "9999"), "“9999”不是学年"),
        (("list", "--year", "0000"), "“0000”不是学年"),
        (("add-term", "2026", "3", "--first", "2026-09-01", "--last", "2027-01-15"), "不是学期"),
        (
            ("add-term", "2026", "1", "--first", "2027-01-15", "--last", "2026-09-01"),
            "学期没有保存：学期最后一天 2026-09-01 不晚于开学日期",
        ),
        (("remove-term", "2026", "1"), "没有设过"),
        (("set-day", "2026-11-20", "半天", "--reason", "暴雪"), "不是“放假”或“上班”"),
        (("set-day", "2026-11-20", "放假"), "没有写理由"),
        (
            ("set-day", "2026-11-20", "放假", "--to", "2026-11-19", "--reason", "暴雪"),
            "最后一天 2026-11-19 早于第一天 2026-11-20",
        ),
        (("clear-day", "2026-11-20"), "没有本区自己的安排"),
        (("deadline", "--from", "2026-11-02", "--days", "-3"), "-3 天不能算期限"),
        (("import", "没有.csv"), "找不到文件"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    command: Command, arguments: tuple[str, ...], sentence: str
) -> None:
    code, _, err = command("calendar", *arguments)
    assert code == 1
    assert sentence in err
