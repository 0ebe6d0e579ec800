"""Answers to tallies, one row a sheet; every cell that cannot be is named."""

from inspector_app.domain.answer_sheets import tally
from inspector_app.domain.questionnaire import Question, QuestionKind, Tally

MEALS = Question(
    kind=QuestionKind.SINGLE, text="对食堂满意吗", options=(Tally("满意", 9), Tally("不满意", 9))
)
CLUBS = Question(
    kind=QuestionKind.MULTIPLE, text="社团", options=(Tally("合唱"), Tally("足球、篮球"))
)


def wheres(rows: list[list[object]], *known: Question) -> list[str]:
    return [problem.where for problem in tally(rows, known).problems]


def test_each_row_with_a_cell_is_a_sheet_and_empty_rows_are_none() -> None:
    rows: list[list[object]] = [
        ["序号", "对食堂满意吗"],
        [1, "满意"],
        [None, None],
        [2, "不满意"],
        [],
    ]
    found = tally(rows, [MEALS])
    assert found.sheets == 2
    assert found.questions[0].options == (Tally("满意", 1), Tally("不满意", 1))


def test_tallies_replace_what_was_counted_before() -> None:
    found = tally([["对食堂满意吗"], ["满意"]], [MEALS])
    assert found.questions[0].options == (Tally("满意", 1), Tally("不满意", 0))


def test_kinds_stand_behind_or_before_the_question_in_the_head() -> None:
    head: list[object] = [
        "1. 满意吗（单选）",
        "[多选题]社团",
        "负担【量表】",
        "填空 建议",
        "几年级",
    ]
    found = tally([head, ["好", "合唱┋足球", 3.0, "无", "三"]], [])
    kinds = [question.kind for question in found.questions]
    assert kinds == [
        QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.SCALE, QuestionKind.BLANK,
        QuestionKind.SINGLE,
    ]  # fmt: skip
    assert found.questions[1].options == (Tally("合唱", 1), Tally("足球", 1))
    assert found.questions[2].options == (Tally("3", 1),)
    assert found.questions[3].answers == ("无",)


def test_an_option_that_is_ticked_twice_on_one_sheet_counts_once() -> None:
    found = tally([["社团"], ["合唱;合唱；足球、篮球"]], [CLUBS])
    assert found.questions[0].options == (Tally("合唱", 1), Tally("足球、篮球", 1))


def test_points_of_a_scale_stand_in_their_order() -> None:
    found = tally([["负担（量表）"], [10], [2], [10]], [])
    assert found.questions[0].options == (Tally("2", 1), Tally("10", 2))


def test_cells_that_are_no_option_or_no_point_are_named_one_by_one() -> None:
    rows: list[list[object]] = [
        ["序号", "对食堂满意吗", "负担（量表）"],
        [1, "还行", 3],
        [2, "满意", "重"],
    ]
    found = tally(rows, [MEALS])
    assert [(p.where, p.remedy) for p in found.problems] == [
        ("B2", "只能是 满意、不满意"), ("C3", "请填 0 到 10 的整数"),
    ]  # fmt: skip


def test_a_question_in_two_columns_is_named() -> None:
    assert wheres([["满意吗", "满意吗"], ["好", "好"]]) == ["B1"]


def test_answers_that_are_all_different_are_not_taken_for_options() -> None:
    rows: list[list[object]] = [["建议"], *([f"第{n}条"] for n in range(21))]
    assert wheres(rows) == ["A1"]


def test_an_answer_of_more_than_two_hundred_letters_is_named() -> None:
    assert wheres([["建议（填空）"], ["长" * 201]]) == ["A2"]


def test_a_file_without_questions_is_named() -> None:
    assert wheres([]) == ["第 1 行"]
    assert wheres([["序号"], [1]]) == ["第 1 行"]


def test_more_than_fifteen_questions_are_named_and_those_that_are_not_in_the_file_stay() -> None:
    many: list[object] = [f"问题{n}" for n in range(15)]
    assert wheres([many, ["是"] * 15], MEALS) == ["第 1 行"]
    assert tally([["满意吗"], ["好"]], [MEALS]).questions[0] == MEALS


def test_the_column_behind_z_is_called_aa() -> None:
    head: list[object] = [*([None] * 26), "负担（量表）"]
    assert wheres([head, [*([None] * 26), "重"]]) == ["AA2"]
