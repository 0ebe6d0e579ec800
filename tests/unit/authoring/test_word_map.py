"""Where the questions of a form stand in the Word table that it was made from."""

from inspector_app.authoring.word_map import Asked, WordPlace, map_from, map_json, map_of
from inspector_app.papers.reading import read_word
from tests.unit.papers.word_files import p, tbl, tc, tr, word_file


def row(*cells: str) -> str:
    return tr(*(tc(p(text)) for text in cells))


def places(body: str, *asked: Asked) -> dict[str, WordPlace]:
    return map_of(read_word(word_file(body), name="表"), asked)


HEAD = row("序号", "检查内容", "检查方式", "检查结果", "备注")
TABLE = tbl(
    HEAD,
    tr(tc(p("一、作业"), span=5)),
    row("1", "每天的作业在校内公示", "看", "□是 □否", ""),
    row("2", "不给家长布置作业", "问", "□是 □否", ""),
    row("3", "制度健全", "查", "", ""),
)


def test_questions_are_found_by_their_words_whatever_they_are_called_now() -> None:
    found = places(
        TABLE,
        Asked("public", "★ 每天的作业，在校内公示。"),
        Asked("public_note", "公示的说明"),
        Asked("parents", "2. 不给家长布置作业"),
        Asked("extra", "新加的一题"),
    )
    assert {name: (p.row, p.column) for name, p in found.items()} == {
        "public": (2, 3), "public_note": (2, 4), "parents": (3, 3),
    }  # fmt: skip


def test_a_question_whose_words_were_put_right_is_found_by_its_number_and_most_of_its_words() -> (
    None
):
    found = places(
        TABLE, Asked("q2", "2 学校不得给家长布置作业"), Asked("q3", "3 食堂管理规范有序")
    )
    assert {name: p.row for name, p in found.items()} == {"q2": 3}


def test_the_same_words_in_several_rows_are_in_the_order_of_the_form() -> None:
    body = tbl(HEAD, row("1", "制度健全", "", "", ""), row("2", "制度健全", "", "", ""))
    found = places(body, Asked("a", "1 制度健全"), Asked("b", "2 制度健全"))
    assert (found["a"].row, found["b"].row) == (1, 2)


def test_each_choice_has_its_column_where_the_table_gives_it_one() -> None:
    head = tr(tc(p("序号")), tc(p("督导内容")), tc(p("评价等级"), span=3), tc(p("得分")))
    below = tr(tc(), tc(), tc(p("好")), tc(p("中")), tc(p("差")), tc())
    body = tbl(
        head, below, row("1", "计划落实", "", "", "", ""), row("2", "记录完整", "", "", "", "")
    )
    found = places(
        body, Asked("a", "1 计划落实", ("好", "中", "差")), Asked("b", "2 记录完整得几分")
    )
    assert found["a"].options == {"好": 2, "中": 3, "差": 4}
    assert "b" not in found
    found = places(body, Asked("b", "2 记录完整"))
    assert (found["b"].column, found["b"].options) == (5, {})


def test_a_cell_beside_a_label_takes_what_the_label_asks() -> None:
    body = tbl(
        tr(tc(p("存在的问题：")), tc()), tr(tc(p("负责人")), tc(p("由学校填"))), row("甲", "乙")
    )
    found = places(body, Asked("finding", "存在的问题"), Asked("head", "负责人"))
    assert found == {"finding": WordPlace(0, 0, 1, {})}


def test_a_map_goes_round_through_the_manifest() -> None:
    found = places(TABLE, Asked("q1", "1 每天的作业在校内公示", ("是", "否")))
    assert map_from(map_json(found)) == found


def test_a_further_answer_of_a_line_has_the_cell_under_its_heading() -> None:
    body = tbl(
        row("序号", "检查内容", "检查结果", "自评得分", "督评得分"),
        row("1", "制度健全", "□是 □否", "", ""),
    )
    found = places(
        body, Asked("q1", "1 制度健全", ("是", "否")), Asked("q1_2", "1 自评得分"),
        Asked("q1_3", "1 督评得分"),
    )  # fmt: skip
    assert [found[name].column for name in ("q1", "q1_2", "q1_3")] == [2, 3, 4]


def test_of_items_beside_each_other_the_answer_stands_behind_its_item() -> None:
    body = tbl(row("检查项目", "结果", "检查项目", "结果"), row("卫生", "", "安全", ""))
    assert places(body, Asked("safe", "安全"))["safe"].column == 3


def test_a_table_without_a_head_goes_on_with_the_one_before_it() -> None:
    body = TABLE + p("") + tbl(row("4", "校车审批", "查", "", ""))
    assert places(body, Asked("bus", "4 校车审批"))["bus"] == WordPlace(1, 0, 3, {})


def test_a_label_at_the_foot_that_is_called_as_notes_are_has_the_cell_beside_it() -> None:
    foot = tr(tc(p("存在问题")), tc(p(""), span=4))
    body = tbl(HEAD, row("1", "制度健全", "", "□是 □否", ""), foot)
    found = places(body, Asked("q1", "1 制度健全", ("是", "否")), Asked("q1_note", "1 备注"),
                   Asked("q2", "2 存在问题"))  # fmt: skip
    assert {name: (p.row, p.column) for name, p in found.items()} == {
        "q1": (1, 3), "q1_note": (1, 4), "q2": (2, 1),
    }  # fmt: skip
