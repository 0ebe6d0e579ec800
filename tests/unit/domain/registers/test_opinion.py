"""上级意见函: counted by its lists, every problem with its measure under one number."""

from datetime import date
from typing import Any

import pytest

from inspector_app.domain.opinion_text import read_opinion, surplus_fault
from inspector_app.domain.registers.kind import Entry, Facts
from inspector_app.domain.registers.opinion import OPINION, counts_of, findings_of, unpaired
from tests.unit.domain.registers.entries import make_entry

FACTS = Facts(today=date(2026, 11, 22))
PROBLEM = {"text": "兼课不够。", "unit": "人事科", "person": "科长", "due": "2026-12-31"}


def letter(**values: Any) -> Entry:
    given: dict[str, Any] = {
        "document_no": "9号",
        "dated": "2026-11-02",
        "sender": "市督导室",
        "level": "municipal",
    }
    for name, value in values.items():
        if isinstance(value, list):
            given[name] = [{"uuid": f"{name}-{n}", **row} for n, row in enumerate(value)]
        else:
            given[name] = value
    return make_entry(OPINION, **given)


def test_numbers_are_those_of_the_lists_and_what_the_letter_says_of_them_is_told() -> None:
    grades = ["不合格"] * 2 + ["基本合格"] * 5
    entry = letter(
        problems=[{**PROBLEM, "grade": grade} for grade in grades],
        claims=[{"what": "不合格", "number": 4}, {"what": "基本合格", "number": 3},
                {"what": "问题", "number": 7}],
    )  # fmt: skip
    assert counts_of(entry) == {"亮点": 0, "问题": 7, "建议": 0, "不合格": 2, "基本合格": 5}
    told = [hint.what for hint in OPINION.hints(entry, FACTS) if hint.where.startswith("claims")]
    assert told == [
        "函里写不合格 4 个，清单里有 2 个；数字以清单为准",
        "函里写基本合格 3 个，清单里有 5 个；数字以清单为准",
    ]


def test_a_problem_without_a_measure_is_named_by_its_number() -> None:
    entry = letter(
        problems=[{**PROBLEM, "measures": "排课。"}, PROBLEM, {**PROBLEM, "measures": " "}]
    )
    assert unpaired(entry) == (2, 3)
    (hint,) = OPINION.hints(entry, FACTS)
    assert hint.what == "问题 2、3 还没有整改措施，整改报告还不能印"


def test_what_is_due_and_not_done_has_to_be_done() -> None:
    done = {**PROBLEM, "done_on": "2026-11-20"}
    (due,) = OPINION.dues(letter(problems=[PROBLEM, done]))
    assert (due.day, due.text) == (date(2026, 12, 31), "意见函整改：兼课不够。（人事科）")


@pytest.mark.parametrize("field", ["due", "done_on"])
def test_a_day_before_the_letter_cannot_be(field: str) -> None:
    (fault,) = OPINION.checks(letter(problems=[{**PROBLEM, field: "2026-11-01"}]), FACTS)
    assert fault.where == f"problems[0].{field}"
    assert "早于意见函的日期" in fault.what


def test_a_letter_of_tomorrow_cannot_be() -> None:
    faults = [fault.where for fault in OPINION.checks(letter(dated="2026-11-23"), FACTS)]
    assert faults == ["dated"]


# -- read from a text ----------------------------------------------------------------------------

TEXT = """关于督导情况的意见函
示政督〔2022〕9号
经督导，有3个亮点、5个问题，提出2条建议。
一、亮点
1.集团办学有成效。
2.经费有保障。
3.教研有特色。
二、存在的主要问题
1.校长兼课落实不够。
一是没有排进课表；
二是没有检查。
2、交流轮岗人数不足。
3．普惠园数量不够，
离要求还差两所。
4.编制超出较多。
听课每学年不完善少于30节。
三、意见建议
（一）加强队伍建设。
（二）加快园舍建设。
四、其他
请于30日内报告。
2022年9月6日
"""


def test_lists_are_read_whatever_the_numbers_look_like() -> None:
    found = read_opinion(TEXT)
    assert (found.document_no, found.dated) == ("示政督〔2022〕9号", date(2022, 9, 6))
    assert found.merits == ("集团办学有成效。", "经费有保障。", "教研有特色。")
    assert found.problems == (
        "校长兼课落实不够。\n一是没有排进课表；\n二是没有检查。",
        "交流轮岗人数不足。",
        "普惠园数量不够，\n离要求还差两所。",
        "编制超出较多。",
        "听课每学年不完善少于30节。",
    )
    assert found.advice == ("加强队伍建设。", "加快园舍建设。")
    assert found.claims == (("亮点", 3), ("问题", 5), ("建议", 2))


def test_measures_belong_to_the_problems_of_their_place_also_without_a_number() -> None:
    text = "主要问题\n1.甲。\n2.乙。\n3.丙。\n整改措施\n措施1：子。\n措施2：丑。\n寅。\n"
    rows = read_opinion(text).values()["problems"]
    assert [(row["text"], row["measures"]) for row in rows] == [
        ("甲。", "子。"), ("乙。", "丑。"), ("丙。", "寅。"),
    ]  # fmt: skip


def test_a_missing_measure_stays_missing() -> None:
    rows = read_opinion("主要问题\n1.甲。\n2.乙。\n整改措施\n1.子。\n").values()["problems"]
    assert [row["measures"] for row in rows] == ["子。", ""]


@pytest.mark.parametrize("text", ["", "一、\n", "问题", "2022年13月40日", "\n\n　\n"])
def test_a_text_that_says_nothing_gives_empty_lists(text: str) -> None:
    found = read_opinion(text)
    assert (found.merits, found.problems, found.advice, found.dated) == ((), (), (), None)


def test_a_grade_is_read_from_the_words_of_the_problem() -> None:
    text = "存在问题\n1.班额不能达标。\n2.园舍基本合格。\n3.食堂旧。\n"
    rows = read_opinion(text).values()["problems"]
    assert [row["grade"] for row in rows] == ["不合格", "基本合格", ""]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("在岗教师203人，编制137个，超编66人。", ""),
        ("在岗教师203人，编制137个，超编65人。", "教师 203 减编制 137 是 66，所写的超编是 65"),
        ("教师不足。", ""),
    ],
)
def test_a_surplus_that_does_not_add_up_is_told(text: str, fault: str) -> None:
    assert surplus_fault(text) == fault
    hints = [h.what for h in OPINION.hints(letter(problems=[{**PROBLEM, "text": text}]), FACTS)]
    assert bool([hint for hint in hints if fault and fault in hint]) is bool(fault)


@pytest.mark.parametrize(
    ("measure", "due"),
    [
        ("2023年底前建成两所。", "2023-12-31"),
        ("年底前完成。", "2022-12-31"),
        ("到底要落实。", None),
        ("按时完成。", None),
    ],
)
def test_the_end_of_a_year_is_a_day(measure: str, due: str | None) -> None:
    text = f"2022年9月6日\n存在问题\n1.园少。\n整改措施\n1.{measure}\n"
    (row,) = read_opinion(text).values()["problems"]
    assert row.get("due") == due


def test_findings_come_in_the_order_of_the_letter() -> None:
    entry = letter(problems=[PROBLEM, {**PROBLEM, "text": "二。"}])
    assert [finding.text for finding in findings_of(entry)] == ["兼课不够。", "二。"]
