"""Plain sheets of items and tables of Word files as forms."""

import re
from pathlib import Path

import pytest

from inspector_app.authoring.findings import Level
from inspector_app.authoring.word_options import options_in
from inspector_app.base.errors import RefusedError, UserError
from inspector_app.base.paths import forms
from inspector_app.services.authored_forms import check_source, export_workbook, publish_form
from inspector_app.services.shipped_checklists import shipped_checklists
from inspector_app.xform import Session, load_form
from tests.form_sheets import whole
from tests.province_form import word_table
from tests.small_xlsx import write_xlsx
from tests.unit.papers.word_files import p, tbl, tc, tr, word_file

PLAIN = (
    "编号,ban\n版本,1\n名称,班级检查表\n序号,一级,检查内容,选项,分值,重点★,方式,依据\n"
    "1,环境,门窗完好,是否,2,★,实地看,安全办法\n2,环境,卫生,打分,10,,,\n3,人员,人数,数值,,,,\n"
    "4,人员,其他,文字,,,,\n"
)


def plain_sheet(folder: Path) -> Path:
    path = folder / "班级.csv"
    path.write_text(PLAIN, "gb18030")
    return path


def test_a_plain_sheet_without_any_formula_is_a_form(tmp_path: Path) -> None:
    checked = check_source(plain_sheet(tmp_path))
    assert [each.sentence() for each in checked.findings] == []
    assert checked.form is not None
    session = Session(load_form(checked.form.xml))
    session.set("/data/g1/q2", "11")
    assert not session.state("/data/g1/q2").valid
    session.set("/data/g1/q1", "不适用")
    assert session.state("/data/g1/q1").valid
    assert checked.form.own["q1"] == {"统计": "占比", "依据": "安全办法", "分值": "2"}
    assert "方式：实地看" in session.hint("/data/g1/q1")


@pytest.mark.parametrize("name", sorted(shipped_checklists()))
def test_each_checklist_that_ships_is_a_form_with_the_same_names(name: str) -> None:
    checked = check_source(forms() / f"{name}.csv")
    assert checked.form is not None, [each.sentence() for each in checked.findings]
    asked = {question["name"] for question in checked.form.contents["questions"]}
    assert {item.key for item in shipped_checklists()[name].items} <= asked


def test_a_mistake_in_a_plain_sheet_is_named_as_it_always_was(tmp_path: Path) -> None:
    path = tmp_path / "班级.csv"
    path.write_text(PLAIN.replace("是否,2", "有没有,2"), "utf-8")
    checked = check_source(path)
    assert checked.form is None
    assert [f.problem.where for f in checked.findings] == ["检查表!D5"]


# -- Word ------------------------------------------------------------------------------------------


def row(*cells: str) -> str:
    return tr(*(tc(p(text)) for text in cells))


def word(folder: Path, body: str) -> Path:
    path = folder / "检查表.docx"
    path.write_bytes(word_file(body))
    return path


TABLE = (
    p("幼儿园规范办园督导检查表")
    + tbl(
        row("序号", "检查内容", "检查方式", "检查结果", "备注"),
        tr(tc(p("一、安全"), span=5)),
        row("1", "门卫值守规范", "实地看", "□是 □否", ""),
        row("2", "食品留样齐全", "查记录", "□是 □否", ""),
        tr(tc(p("二、保教"), span=5)),
        row("3", "没有小学化教学", "看活动", "好/中/差", ""),
        row("4", "游戏活动充足", "看活动", "", ""),
    )
    + p("检查人：")
)


def test_a_table_of_word_becomes_a_draft_with_its_guesses_listed(tmp_path: Path) -> None:
    checked = check_source(word(tmp_path, TABLE))
    assert checked.draft
    assert checked.form is not None, [each.sentence() for each in checked.findings]
    assert checked.form.settings.title == "幼儿园规范办园督导检查表"
    session = Session(load_form(checked.form.xml))
    assert [c.value for c in session.choices("/data/g1/q1")] == ["是", "否"]
    assert [c.value for c in session.choices("/data/g2/q3")] == ["好", "中", "差"]
    assert [c.value for c in session.choices("/data/g2/q4")] == ["是", "否"]
    assert session.label("/data/g1/q1") == "1 门卫值守规范"
    guesses = [f.problem.sentence() for f in checked.findings if f.rule.startswith("guess")]
    assert any("第 4 列：“检查结果”当作结果" in told for told in guesses)
    assert any("编号和版本是暂定的" in told for told in guesses)
    assert any("看不出怎么填结果" in told for told in guesses)


def test_options_in_the_cells_below_a_wide_header_are_what_may_be_answered(
    tmp_path: Path,
) -> None:
    head = tr(tc(p("序号")), tc(p("督导内容")), tc(p("评价等级"), span=3))
    below = tr(tc(p("")), tc(p("")), tc(p("优")), tc(p("良")), tc(p("差")))
    body = tbl(head, below, row("1", "计划落实", "", "", ""))
    checked = check_source(word(tmp_path, body))
    assert checked.form is not None, [each.sentence() for each in checked.findings]
    session = Session(load_form(checked.form.xml))
    assert [c.value for c in session.choices("/data/q1")] == ["优", "良", "差"]


def test_a_table_with_points_is_answered_in_points(tmp_path: Path) -> None:
    body = tbl(row("序号", "内容", "分值", "得分"), row("1", "制度健全", "5分", ""))
    checked = check_source(word(tmp_path, body))
    assert checked.form is not None
    session = Session(load_form(checked.form.xml))
    session.set("/data/q1", "6")
    assert not session.state("/data/q1").valid
    assert checked.form.own["q1"]["分值"] == "5"


def test_merged_cells_of_the_first_column_make_a_group(tmp_path: Path) -> None:
    body = tbl(
        row("类别", "内容", "结果"),
        tr(tc(p("安全"), merge="restart"), tc(p("门卫")), tc(p(""))),
        tr(tc(p(""), merge="continue"), tc(p("消防")), tc(p(""))),
    )
    checked = check_source(word(tmp_path, body))
    assert checked.form is not None
    assert [q["name"] for q in checked.form.contents["questions"]] == ["g1", "q1", "q2"]


def test_a_draft_of_a_word_file_is_not_published_before_somebody_saw_it(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="form export"):
        publish_form(word(tmp_path, TABLE), tmp_path / "a.form")


def test_a_word_file_without_such_a_table_says_what_the_table_needs(tmp_path: Path) -> None:
    checked = check_source(word(tmp_path, p("关于开展督导的通知")))
    assert checked.form is None
    (only,) = checked.findings
    assert only.level is Level.ERROR
    assert re.search("第一行请写上列名", only.problem.remedy)


def test_an_old_word_file_says_how_it_is_turned_into_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    path = tmp_path / "旧.wps"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    with pytest.raises(UserError, match="另存为"):
        check_source(path)


def test_a_word_file_and_a_workbook_are_known_by_what_is_in_them(tmp_path: Path) -> None:
    as_workbook, as_word = tmp_path / "其实是文档.xlsx", tmp_path / "其实是表.docx"
    as_workbook.write_bytes(word(tmp_path, TABLE).read_bytes())
    as_word.write_bytes(write_xlsx(tmp_path / "a.xlsx", whole()).read_bytes())
    assert check_source(as_workbook).draft
    assert not check_source(as_word).draft
    assert check_source(as_word).form is not None


def test_a_line_at_the_foot_that_one_cell_answers_is_asked_in_words(tmp_path: Path) -> None:
    foot = tr(tc(p("存在的问题"), span=2), tc(span=2))
    heads = tr(*(tc(p(head)) for head in ("序号", "检查内容", "检查结果", "备注")))
    line = tr(tc(p("1")), tc(p("门窗完好")), tc(p("□是 □否")), tc())
    path = tmp_path / "表.docx"
    path.write_bytes(word_file(tbl(heads, line, foot)))
    checked = check_source(path)
    assert checked.form is not None
    asked = {each["name"]: each["type"] for each in checked.form.contents["questions"]}
    assert asked == {"q1": "select_one", "q1_note": "text", "q2": "text"}
    assert not any(each.rule == "guess-result" for each in checked.findings)


def test_a_draft_says_where_its_word_file_lies_and_publishing_takes_it_along(
    tmp_path: Path,
) -> None:
    (tmp_path / "省里").mkdir()
    word, draft = word_table(tmp_path / "省里"), tmp_path / "草稿.xlsx"
    export_workbook(str(word), draft)
    assert publish_form(draft, tmp_path / "a.form").package.manifest["word"]["map"]
    word.rename(tmp_path / "别处.docx")
    assert "word" not in publish_form(draft, tmp_path / "b.form").package.manifest


def test_words_that_lead_to_boxes_and_places_to_write_in_are_no_options() -> None:
    for cell in ("情况：□是 □否", "1. □是  2. □否", "□是 □否（原因：　　）"):
        assert options_in(cell) == ("是", "否"), cell
