"""Tables of Word files in the shapes that provinces send: what is asked, and how it is answered."""

from pathlib import Path
from typing import NamedTuple

import pytest

from inspector_app.authoring.words import Kind
from inspector_app.base.errors import InputError
from inspector_app.services.authored_forms import CheckedSource, check_source
from inspector_app.xform import load_form
from tests.unit.papers.word_files import p, tbl, tc, tr, word_file


def row(*cells: str) -> str:
    return tr(*(tc(p(text)) for text in cells))


def down(text: str = "") -> str:
    """Return a cell that begins a vertical merge, or goes on with it where it is empty."""
    return tc(p(text), merge="restart") if text else tc(p(""), merge="continue")


def across(text: str, span: int) -> str:
    return tr(tc(p(text), span=span))


def draft(folder: Path, body: str, columns: str = "") -> CheckedSource:
    path = folder / "省里的表.docx"
    path.write_bytes(word_file(body))
    return check_source(path, columns=columns)


class Asked(NamedTuple):
    """One question: the group it stands in, its text, and its options or its type."""

    group: str
    text: str
    how: str


def asked(checked: CheckedSource) -> list[Asked]:
    """Return the questions of a draft in their order."""
    assert checked.form is not None, [each.sentence() for each in checked.findings]
    load_form(checked.form.xml)
    contents = checked.form.contents
    titles = {q["name"]: q.get("label", "") for q in contents["questions"]}
    return [
        Asked(
            titles[q["groups"][-1]] if q.get("groups") else "", q["label"],
            "/".join(contents["lists"][q["list"]]) if "list" in q else q["type"],
        )
        for q in contents["questions"] if not q["type"].startswith("begin")
    ]  # fmt: skip


def told(checked: CheckedSource, rule: str) -> str:
    return "\n".join(f.sentence() for f in checked.findings if f.rule == rule)


PLAIN = row("序号", "检查内容", "检查方式", "检查结果", "备注")


def test_boxes_in_the_cells_are_the_options_and_notes_a_second_question(tmp_path: Path) -> None:
    body = tbl(PLAIN, row("1", "门卫值守规范", "实地看", "□是 □否", ""))
    assert asked(draft(tmp_path, body)) == [
        Asked("", "1 门卫值守规范", "是/否"), Asked("", "1 备注", "text"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cell", ["是（ ）否（ ）", "是□ 否□", "□ 是\n□ 否", "是/否", "☐是☐否", "○是　○否"]
)
def test_every_way_to_write_boxes_is_read(cell: str, tmp_path: Path) -> None:
    body = tbl(PLAIN, tr(*(tc(*map(p, t.split("\n"))) for t in ("1", "门卫", "看", cell, ""))))
    assert asked(draft(tmp_path, body))[0].how == "是/否"


@pytest.mark.parametrize(
    ("cell", "text"),
    [("门窗完好 □是 □否", "1 门窗完好"), ("门窗完好： 是□ 否□", "1 门窗完好"),
     ("门窗完好（是□ 否□）", "1 门窗完好")],
)  # fmt: skip
def test_boxes_behind_the_text_are_taken_off_it(cell: str, text: str, tmp_path: Path) -> None:
    body = tbl(row("序号", "检查内容"), row("1", cell))
    assert asked(draft(tmp_path, body)) == [Asked("", text, "是/否")]


def test_a_column_for_each_grade_is_one_choice(tmp_path: Path) -> None:
    body = tbl(row("序号", "督导内容", "好", "中", "差", "备注"), row("1", "计划落实", *"    "))
    assert asked(draft(tmp_path, body))[0] == Asked("", "1 计划落实", "好/中/差")


def test_grades_under_a_wide_head_are_one_choice_and_heads_of_two_lines_are_read(
    tmp_path: Path,
) -> None:
    head = tr(down("序号"), down("督导内容"), tc(p("评价等级"), span=3), down("存在问题"))
    below = tr(down(), down(), tc(p("优")), tc(p("良")), tc(p("差")), down())
    body = tbl(head, below, row("1", "计划落实", "", "", "", ""))
    assert asked(draft(tmp_path, body)) == [
        Asked("", "1 计划落实", "优/良/差"), Asked("", "1 存在问题", "text"),
    ]  # fmt: skip


def test_a_head_of_three_lines_is_read_to_its_end(tmp_path: Path) -> None:
    body = tbl(
        tr(down("序号"), down("检查内容"), tc(p("结果"), span=4)),
        tr(down(), down(), tc(p("自查"), span=2), tc(p("复查"), span=2)),
        tr(down(), down(), *(tc(p(t)) for t in ("合格", "不合格", "合格", "不合格"))),
        row("1", "消防通道畅通", "", "", "", ""),
    )
    checked = draft(tmp_path, body)
    assert asked(checked)[0] == Asked("", "1 消防通道畅通", "合格/不合格")


def test_points_and_the_score_beside_them_are_one_number_with_a_limit(tmp_path: Path) -> None:
    body = tbl(
        row("一级指标", "二级指标", "评分标准", "分值", "自评得分", "督导得分"),
        tr(down("办学方向"), tc(p("党建")), tc(p("有计划得满分")), tc(p("5分")), tc(), tc()),
        tr(down(), tc(p("德育")), tc(p("缺一次扣1分")), tc(p("10")), tc(), tc()),
        tr(tc(p("合计"), span=3), tc(p("15")), tc(), tc()),
    )
    checked = draft(tmp_path, body)
    assert asked(checked) == [
        Asked("办学方向", "1 党建", "decimal"), Asked("办学方向", "1 督导得分", "decimal"),
        Asked("办学方向", "2 德育", "decimal"), Asked("办学方向", "2 督导得分", "decimal"),
    ]  # fmt: skip
    assert checked.form is not None
    limits = [q.get("constraint") for q in checked.form.contents["questions"] if "q" in q["name"]]
    assert limits == [". >= 0 and . <= 5"] * 2 + [". >= 0 and . <= 10"] * 2
    assert "“合计”一行不当作一题" in told(checked, "guess-left-out")
    assert checked.cells is not None
    assert "标准：有计划得满分" in checked.cells[Kind.SURVEY][2]


def test_points_in_brackets_behind_the_text_limit_the_score(tmp_path: Path) -> None:
    body = tbl(row("序号", "评估内容", "得分"), row("1", "制度健全（5分）", ""))
    checked = draft(tmp_path, body)
    assert checked.form is not None
    assert checked.form.own["q1"]["分值"] == "5"


def test_rows_across_the_table_and_numbered_ones_are_groups(tmp_path: Path) -> None:
    body = tbl(
        row("序号", "检查内容", "结果"),
        across("一、校园安全", 3),
        row("1", "门卫", "□是 □否"),
        row("", "二、食堂管理", ""),
        row("2", "留样", "□是 □否"),
        across("检查人：　　　学校负责人：", 3),
    )
    checked = draft(tmp_path, body)
    assert [each.group for each in asked(checked)] == ["一、校园安全", "二、食堂管理"]
    assert "“检查人： 学校负责人：”下面没有题" in told(checked, "guess-left-out")


def test_one_heading_over_two_columns_is_a_group_and_its_text(tmp_path: Path) -> None:
    body = tbl(
        tr(tc(p("序号")), tc(p("检查内容"), span=2), tc(p("结果"))),
        tr(tc(p("1")), down("安全"), tc(p("门卫")), tc(p("□是 □否"))),
        tr(tc(p("2")), down(), tc(p("消防")), tc(p("□是 □否"))),
    )
    assert asked(draft(tmp_path, body)) == [
        Asked("安全", "1 门卫", "是/否"), Asked("安全", "2 消防", "是/否"),
    ]  # fmt: skip


def test_a_line_whose_text_and_result_are_merged_over_two_rows_is_asked_once(
    tmp_path: Path,
) -> None:
    body = tbl(
        row("序号", "检查内容", "检查方式", "结果"),
        tr(down("1"), down("食品留样"), tc(p("看留样柜")), down("□是 □否")),
        tr(down(), down(), tc(p("查记录")), down()),
    )
    checked = draft(tmp_path, body)
    assert asked(checked) == [Asked("", "1 食品留样", "是/否")]
    assert checked.cells is not None
    assert "方式：看留样柜 查记录" in checked.cells[Kind.SURVEY][1]


def test_a_title_over_the_table_and_lines_to_fill_in_over_its_head_are_no_questions(
    tmp_path: Path,
) -> None:
    body = p("附件2-1") + tbl(
        across("中小学校园安全专项督导检查表", 4),
        tr(tc(p("学校名称："), span=2), tc(p("检查日期："), span=2)),
        row("序号", "检查内容", "检查结果", "备注"),
        row("1", "门卫", "□是 □否", ""),
    )
    checked = draft(tmp_path, body)
    assert checked.form is not None
    assert checked.form.settings.title == "中小学校园安全专项督导检查表"
    assert asked(checked)[0] == Asked("", "1 门卫", "是/否")


def test_several_tables_are_parts_with_their_titles(tmp_path: Path) -> None:
    body = (
        p("责任督学工作手册检查表")
        + p("一、教学常规")
        + tbl(row("序号", "检查内容", "结果"), row("1", "备课", "□是 □否"))
        + p("二、后勤保障")
        + tbl(row("序号", "检查要点", "分值", "得分"), row("1", "食堂", "5", ""))
        + tbl(row("姓名", "电话"), row("", ""))
    )
    checked = draft(tmp_path, body)
    assert checked.form is not None
    assert checked.form.settings.title == "责任督学工作手册检查表"
    assert asked(checked) == [
        Asked("一、教学常规", "1 备课", "是/否"), Asked("二、后勤保障", "2 食堂", "decimal"),
    ]  # fmt: skip


def test_a_table_that_goes_on_without_a_head_or_with_the_same_joins_the_one_before(
    tmp_path: Path,
) -> None:
    first = tbl(row("序号", "检查内容", "结果"), row("1", "备课", "□是 □否"))
    bare = tbl(row("2", "上课", "□是 □否"))
    again = tbl(row("序号", "检查内容", "结果"), row("3", "作业", "□是 □否"))
    checked = draft(tmp_path, first + bare + again)
    assert [each.text for each in asked(checked)] == ["1 备课", "2 上课", "3 作业"]
    assert "没有表头，当作接着上一个表格" in told(checked, "guess-table")


def test_the_head_that_stands_again_on_each_page_is_no_question(tmp_path: Path) -> None:
    head = row("序号", "检查内容", "结果")
    body = tbl(head, row("1", "备课", "□是 □否"), head, row("2", "上课", "□是 □否"))
    assert [each.text for each in asked(draft(tmp_path, body))] == ["1 备课", "2 上课"]


def test_a_column_for_what_was_seen_is_answered_in_words(tmp_path: Path) -> None:
    body = tbl(row("序号", "检查内容", "检查情况"), row("1", "双减落实", ""))
    assert asked(draft(tmp_path, body)) == [Asked("", "1 双减落实", "text")]


def test_a_text_with_a_number_of_its_own_keeps_it(tmp_path: Path) -> None:
    body = tbl(row("项目", "结果"), row("1.2 门卫", "□是 □否"), row("（3）消防", "□是 □否"))
    assert [each.text for each in asked(draft(tmp_path, body))] == ["1.2 门卫", "（3）消防"]


def test_a_column_that_nobody_knows_is_told_with_what_stands_in_it(tmp_path: Path) -> None:
    body = tbl(row("检查内容", "牵头单位", "结果"), row("备课", "基教科", "□是 □否"))
    sentence = told(draft(tmp_path, body), "guess-column")
    assert "Word 表格 1 第 2 列：“牵头单位”没有放进草稿，里面有内容，如“基教科”" in sentence


def test_a_table_whose_heads_nobody_knows_shows_its_columns_to_be_said(tmp_path: Path) -> None:
    body = tbl(row("事项", "掌握"), row("备课", ""), row("上课", ""))
    unknown = draft(tmp_path, body)
    assert unknown.form is None
    assert [(each.heading, each.sample) for each in unknown.columns] == [
        ("事项", "备课"), ("掌握", ""),
    ]  # fmt: skip
    said = draft(tmp_path, body, "1=内容,2=结果:好/差")
    assert [each.how for each in asked(said)] == ["好/差", "好/差"]


# -- what a person says ----------------------------------------------------------------------------

MISREAD = tbl(row("检查内容", "牵头单位", "掌握"), row("备课", "基教科", ""))


def test_what_a_person_says_of_a_column_counts_before_the_guess(tmp_path: Path) -> None:
    checked = draft(tmp_path, MISREAD, "2=方式,3=结果:好/中/差")
    assert asked(checked) == [Asked("", "1 备课", "好/中/差")]
    assert checked.cells is not None
    assert "方式：基教科" in checked.cells[Kind.SURVEY][1]


def test_full_width_signs_and_the_number_of_the_table_are_read_too(tmp_path: Path) -> None:
    checked = draft(tmp_path, MISREAD, "1.2＝备注；3＝结果：好／差，1.1=内容")
    assert asked(checked) == [Asked("", "1 备课", "好/差"), Asked("", "1 牵头单位", "text")]


def test_options_that_a_person_says_outweigh_what_stands_in_the_cells(tmp_path: Path) -> None:
    body = tbl(row("检查内容", "结果"), row("备课", "□是 □否"))
    assert asked(draft(tmp_path, body, "2=结果:有/无"))[0].how == "有/无"


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [("3", "看不懂.*用途有：序号、分组、内容"), ("3=作用", "看不懂"), ("3=结果:好", "选项看不懂")],
)
def test_words_that_say_no_column_are_refused_with_how_to_write_them(
    columns: str, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=sentence):
        draft(tmp_path, MISREAD, columns)


def test_a_column_that_is_not_there_and_a_table_without_a_text_are_named(tmp_path: Path) -> None:
    missing = draft(tmp_path, MISREAD, "9=备注")
    assert missing.form is None
    assert "Word 表格 1 第 9 列：没有这一列" in told(missing, "word-column")
    textless = draft(tmp_path, MISREAD, "1=不用,2=方式")
    assert textless.form is None
    assert "没有一列当作内容" in told(textless, "word-no-text")


def test_a_head_without_a_line_below_is_told(tmp_path: Path) -> None:
    checked = draft(tmp_path, tbl(row("序号", "检查内容")))
    assert checked.form is None
    assert "表头下面没有可以做成题的行" in told(checked, "word-no-lines")


def test_columns_are_said_of_word_files_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("序号,检查内容\n", "utf-8")
    with pytest.raises(InputError, match="不是 Word 文件"):
        check_source(path, columns="1=备注")


# -- boxes, rows at the foot, columns that are left out --------------------------------------------


def test_boxes_in_the_cells_outweigh_a_heading_that_means_words(tmp_path: Path) -> None:
    head = row("序号", "检查内容", "检查情况", "备注")
    body = tbl(head, row("1", "门卫", "□是□否", ""), row("2", "消防", "□是□否", ""),
               row("3", "其他", "", ""))  # fmt: skip
    checked = draft(tmp_path, body)
    assert [each.how for each in asked(checked) if "备注" not in each.text] == [
        "是/否", "是/否", "text",
    ]  # fmt: skip
    assert "“检查情况”当作结果" in told(checked, "guess-column")


def test_words_with_strokes_under_such_a_heading_are_no_boxes(tmp_path: Path) -> None:
    body = tbl(row("序号", "检查内容", "检查情况"), row("1", "资料", "台账、照片"))
    assert [each.how for each in asked(draft(tmp_path, body))] == ["text"]


def test_why_points_were_taken_off_is_written_in_words(tmp_path: Path) -> None:
    body = tbl(row("检查内容", "分值", "得分", "扣分原因"), row("门卫", "5", "", ""))
    assert [(each.text, each.how) for each in asked(draft(tmp_path, body))] == [
        ("1 门卫", "decimal"), ("1 扣分原因", "text"),
    ]  # fmt: skip


def test_a_column_with_empty_cells_that_nobody_knows_is_told_too(tmp_path: Path) -> None:
    body = tbl(row("检查内容", "结果", "牵头单位"), row("门卫", "□是 □否", ""))
    sentence = told(draft(tmp_path, body), "guess-column")
    assert "第 3 列：“牵头单位”没有放进草稿，看不出它是什么；要用的话请说明" in sentence


def test_a_label_at_the_foot_that_stands_under_the_numbers_is_asked_in_words(
    tmp_path: Path,
) -> None:
    wide = tr(tc(p("存在问题")), tc(p(""), span=4))
    narrow = row("整改意见：", "", "", "", "")
    checked = draft(tmp_path, tbl(PLAIN, row("1", "门卫", "看", "□是 □否", ""), wide, narrow))
    assert asked(checked)[2:] == [
        Asked("", "2 存在问题", "text"), Asked("", "3 整改意见", "text"),
    ]  # fmt: skip


def test_rows_that_ask_nothing_are_told_with_their_place(tmp_path: Path) -> None:
    body = tbl(
        PLAIN, row("1", "门卫", "看", "□是 □否", ""), row("2", "", "", "", ""),
        row("督导人", "", "学校", "", ""), row("检查人签字", "", "", "", ""),
        row("3", "", "看", "", ""), row("总分", "", "", "", ""),
    )  # fmt: skip
    checked = draft(tmp_path, body)
    assert len(asked(checked)) == 2
    lines = told(checked, "guess-left-out").splitlines()
    assert [line.split("：")[0] for line in lines] == [
        "Word 表格 1 第 4 行", "Word 表格 1 第 6 行", "Word 表格 1 第 5 行",
        "Word 表格 1 第 7 行",
    ]  # fmt: skip
    assert "“督导人”一行在内容一列里没有字，没有放进草稿" in lines[0]
    assert "“检查人签字”一行留着签字" in lines[2]
    assert "“总分”一行不当作一题" in lines[3]
