"""Talks and questionnaires: names, counts, rates, tallies, and what they add to the methods."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.interview import Audience, Interview, InterviewWay, name_fault
from inspector_app.domain.labels.talks import QUESTION_KIND_LABEL
from inspector_app.domain.question_text import question_faults, read_questions, written
from inspector_app.domain.questionnaire import (
    MOST_QUESTIONS,
    Question,
    QuestionKind,
    Questionnaire,
    SatisfactionRule,
    Share,
    SheetCounts,
    Tally,
    counts_fault,
    percent,
    return_rate,
    satisfaction,
    tally_faults,
    valid_rate,
)
from inspector_app.domain.talk_counts import methods_counted
from inspector_app.domain.visit_options import MethodCounts

MEALS = Question(
    kind=QuestionKind.SINGLE,
    text="对食堂满意吗",
    options=(Tally("满意", 30), Tally("基本满意", 12), Tally("不满意", 3)),
)


@pytest.mark.parametrize(
    "alias",
    ["学生甲", "学生A", "女生2、男生3", "生1", "三年级男生甲", "同学乙，同学丙", "某某同学", ""],
)
def test_a_pupil_may_be_called_by_an_alias_or_not_at_all(alias: str) -> None:
    assert name_fault(Audience.PUPIL, alias) == ""


@pytest.mark.parametrize(
    "name", ["王小明", "小明", "李雷同学", "学生王明", "学生甲、王明", "Wang Ming"]
)
def test_a_pupil_is_never_called_by_a_name(name: str) -> None:
    assert "代称" in name_fault(Audience.PUPIL, name)


@pytest.mark.parametrize("audience", [a for a in Audience if a is not Audience.PUPIL])
def test_others_may_be_named(audience: Audience) -> None:
    assert name_fault(audience, "王小明") == ""


def test_counts_are_refused_exactly_where_0_le_valid_le_returned_le_sent_does_not_hold() -> None:
    for sent, returned, valid in product(range(-1, 4), repeat=3):
        right = 0 <= valid <= returned <= sent
        assert (counts_fault(SheetCounts(sent, returned, valid)) == "") is right


def test_the_fault_says_which_rule_is_broken() -> None:
    assert "回收 51 份多于发放 50 份" in counts_fault(SheetCounts(50, 51, 40))
    assert "有效 45 份多于回收 40 份" in counts_fault(SheetCounts(50, 40, 45))


def test_rates_keep_part_and_whole_and_are_printed_half_up() -> None:
    counts = SheetCounts(50, 48, 47)
    assert return_rate(counts) == Share(48, 50)
    assert valid_rate(counts) == Share(47, 48)
    assert percent(Share(1, 16)) == "1/16（6.3%）"
    assert percent(Share(1, 3)) == "1/3（33.3%）"
    assert percent(Share(0, 0)) == "—"


def test_satisfaction_follows_the_definition_that_was_chosen() -> None:
    assert satisfaction(MEALS, 47, SatisfactionRule.FAIRLY_TOO) == Share(42, 47)
    assert satisfaction(MEALS, 47, SatisfactionRule.SATISFIED_ONLY) == Share(30, 47)


def test_a_question_that_does_not_ask_for_it_has_no_satisfaction() -> None:
    other = Question(kind=QuestionKind.SINGLE, text="几点睡", options=(Tally("九点", 5),))
    assert satisfaction(other, 10, SatisfactionRule.FAIRLY_TOO) is None


def test_single_answers_may_not_be_more_than_the_valid_sheets() -> None:
    assert list(tally_faults([MEALS], 45)) == []
    assert list(tally_faults([MEALS], 44)) == [
        "第 1 题每份只能选一项，各项合计 45 份，多于有效 44 份"
    ]


def test_several_answers_of_one_sheet_count_each_but_none_more_often_than_sheets() -> None:
    clubs = Question(
        kind=QuestionKind.MULTIPLE, text="社团", options=(Tally("合唱", 30), Tally("足球", 30))
    )
    assert list(tally_faults([clubs], 30)) == []
    assert "“合唱”30 份，多于有效 29 份" in next(tally_faults([clubs], 29))


def test_no_more_than_fifteen_questions_are_asked() -> None:
    assert list(tally_faults([MEALS] * MOST_QUESTIONS, 47)) == []
    assert "最多 15 题" in list(tally_faults([MEALS] * (MOST_QUESTIONS + 1), 47))


def test_questions_are_read_as_people_write_them() -> None:
    text = (
        "1. 单选题 对食堂满意吗｜满意 30人｜基本满意=12 | 不满意：3\n\n"
        "量表 负担 | 1 20 | 5 3\n填空 建议 | 多开社团 | 午餐再热一些\n"
    )
    single, scale, blank = read_questions(text)
    assert single == MEALS
    assert scale.options == (Tally("1", 20), Tally("5", 3))
    assert blank.answers == ("多开社团", "午餐再热一些")


def test_a_line_that_cannot_be_read_is_kept_as_it_is_and_told_of() -> None:
    text = "对食堂满意吗 | 满意 30"
    (question,) = read_questions(text)
    assert question.kind is None
    assert written([question]) == text
    assert "第 1 题看不出题型" in question_faults(text, valid=0)[0]


@pytest.mark.parametrize(
    ("line", "fault"), [("单选 满意吗", "没有选项"), ("单选 满意吗 | 是 1 | 是 2", "写了两次")]
)
def test_what_is_wrong_with_a_line_is_said(line: str, fault: str) -> None:
    assert fault in question_faults(line, valid=50)[0]


LABELS = st.text(st.sampled_from("满意不很小于大甲 5年A."), min_size=1, max_size=6).map(str.strip)
OPTIONS = st.lists(
    st.builds(Tally, LABELS.filter(bool), st.integers(0, 999_999)), min_size=1, max_size=4
).map(tuple)
QUESTIONS = st.lists(
    st.builds(
        Question,
        kind=st.sampled_from([k for k in QuestionKind if k is not QuestionKind.BLANK]),
        text=st.text(st.sampled_from("对食堂吗（1–5）"), min_size=1, max_size=8),
        options=OPTIONS,
    ),
    max_size=4,
)


@given(QUESTIONS)
def test_questions_that_are_written_are_read_as_the_same_questions(
    questions: list[Question],
) -> None:
    assert list(read_questions(written(questions))) == questions


def test_every_kind_of_question_begins_with_its_word() -> None:
    for kind, word in QUESTION_KIND_LABEL.items():
        assert read_questions(f"{word} 题目 | 甲 1")[0].kind is kind


# -- what counts ---------------------------------------------------------------------------------


def talk(audience: Audience, way: InterviewWay, people: int | None) -> Interview:
    return Interview(uid="t", audience=audience, way=way, people=people)


@pytest.mark.parametrize(
    ("audience", "figure"),
    [
        (Audience.HEAD, "teachers_interviewed"),
        (Audience.TEACHER, "teachers_interviewed"),
        (Audience.PUPIL, "students_interviewed"),
        (Audience.PARENT, "parents_interviewed"),
    ],
)
def test_a_talk_counts_its_people_under_their_kind(audience: Audience, figure: str) -> None:
    counted = methods_counted(MethodCounts(), [talk(audience, InterviewWay.INDIVIDUAL, 2)], [])
    assert counted == MethodCounts()._replace(**{figure: 2})


def test_a_panel_counts_once_and_its_people_beside_it() -> None:
    counted = methods_counted(
        MethodCounts(), [talk(Audience.PARENT, InterviewWay.PANEL, 6)] * 2, []
    )
    assert (counted.panels, counted.panel_people, counted.parents_interviewed) == (2, 12, 0)


@pytest.mark.parametrize("audience", [Audience.SUPPORT, Audience.COMMUNITY])
def test_who_has_no_figure_is_counted_in_none(audience: Audience) -> None:
    assert (
        methods_counted(MethodCounts(), [talk(audience, InterviewWay.INDIVIDUAL, 3)], [])
        == MethodCounts()
    )


def test_what_was_typed_and_what_was_written_down_are_never_added() -> None:
    talks = [talk(Audience.TEACHER, InterviewWay.INDIVIDUAL, 2)]
    for typed, wanted in ((0, 2), (2, 2), (5, 5), (1, 2)):
        found = methods_counted(MethodCounts(teachers_interviewed=typed), talks, [])
        assert found.teachers_interviewed == wanted


def test_questionnaires_of_a_visit_count_together() -> None:
    sheets = [
        Questionnaire(uid="a", counts=SheetCounts(50, 48, 47)),
        Questionnaire(uid="b", counts=SheetCounts(30, 20, 20)),
    ]
    found = methods_counted(MethodCounts(campus_walks=1), [], sheets)
    assert (found.questionnaires_sent, found.questionnaires_returned) == (80, 68)
    assert found.campus_walks == 1
