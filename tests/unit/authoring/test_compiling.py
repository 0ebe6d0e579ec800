"""What a form compiles to: the same whatever language it is written in, its words untouched."""

import csv
import io
import re
from pathlib import Path

import pytest

from inspector_app.authoring.check import CompiledForm, check_form
from inspector_app.authoring.raw import read_raw
from inspector_app.authoring.words import CHINESE_COLUMN, CHINESE_TYPE, Kind
from inspector_app.base.errors import InputError
from inspector_app.xform import Session, load_form
from tests.form_sheets import AT, Sheets, book_of, checked, finding, found, row, whole
from tests.old_xls import old_workbook
from tests.small_xlsx import write_xlsx


def compiled(sheets: Sheets) -> CompiledForm:
    result = checked(sheets)
    assert result.form is not None, [each.sentence() for each in result.findings]
    return result.form


def in_english(sheets: Sheets) -> Sheets:
    kinds = {"题目": Kind.SURVEY, "选项": Kind.CHOICES, "设置": Kind.SETTINGS}
    types = {chinese: english for english, chinese in CHINESE_TYPE.items()}
    made: Sheets = {}
    for title, rows in sheets.items():
        kind = kinds[title]
        heads = {chinese: english for english, chinese in CHINESE_COLUMN[kind].items()}
        made[kind.value] = [[heads.get(head, head) for head in rows[0]], *rows[1:]]
    for line in made["survey"][1:]:
        word, *rest = line[0].split(" ", 1)
        line[0] = " ".join([types[word], *rest])
        line[4] = "yes" if line[4] == "是" else line[4]
    return made


def test_english_headers_types_and_sheets_say_the_same_as_chinese_ones() -> None:
    assert compiled(in_english(whole())).xml == compiled(whole()).xml


@pytest.mark.parametrize("place", ["题目", "提示", "校验提示"])
def test_chinese_quotation_marks_come_through_the_compiler(place: str) -> None:
    sheets = whole()
    words = '“双减”与‘减负’，说"好"'
    sheets["题目"][15][AT[place]] = words
    xml = compiled(sheets).xml
    assert "“双减”与‘减负’" in xml


def test_quotation_marks_of_choices_and_titles_come_through_too() -> None:
    sheets = whole()
    sheets["选项"][1][2] = "有“明厨亮灶”"
    sheets["设置"][1][0] = "“双减”检查"
    form = load_form(compiled(sheets).xml)
    assert form.title == "“双减”检查"
    session = Session(form)
    assert "有“明厨亮灶”" in {c.label for c in session.choices("/data/base/食堂")}


def test_a_private_character_of_the_author_stays_what_it_is() -> None:
    sheets = whole()
    sheets["题目"][14][2] = "描述\ue001“甲”"
    assert "描述\ue001“甲”" in compiled(sheets).xml


def test_a_choice_of_something_else_asks_in_chinese_what_it_is() -> None:
    sheets = whole()
    sheets["题目"][5][0] = "多选 方式 或其他"
    session = Session(load_form(compiled(sheets).xml))
    assert not session.state("/data/base/ways_other").relevant
    session.set("/data/base/ways", "look other")
    assert session.state("/data/base/ways_other").relevant
    assert session.label("/data/base/ways_other") == "其他（请写明）"


def test_a_cascade_offers_what_fits_the_answer_before() -> None:
    sheets = whole()
    sheets["题目"].append(row(类型="单选 类", 名称="kind", 题目="类"))
    sheets["题目"].append(row(类型="单选 方式", 名称="way", 题目="方式", 选项筛选="kind = ${kind}"))
    sheets["选项"] += [["类", "a", "甲", None], ["类", "b", "乙", None]]
    session = Session(load_form(compiled(sheets).xml))
    session.set("/data/kind", "b")
    assert [choice.value for choice in session.choices("/data/way")] == ["ask"]


def test_a_roster_is_asked_from_outside_and_need_not_be_in_the_form() -> None:
    sheets = whole()
    rows = [{"name": "1", "label": "示范区第1小学", "zone": "z1"}]
    session = Session(load_form(compiled(sheets).xml), rosters=lambda name: rows)
    assert [choice.label for choice in session.choices("/data/school")] == ["示范区第1小学"]


def test_a_rating_table_is_a_group_whose_items_share_a_list_and_the_sum_follows() -> None:
    session = Session(load_form(compiled(whole()).xml))
    session.set("/data/work/w1", "3")
    assert session.value("/data/total") == "3"
    assert "“作业”得 3 分" in session.label("/data/told")


def test_an_obligatory_rating_table_makes_each_of_its_items_obligatory() -> None:
    sheets = whole()
    sheets["题目"][7][4] = "是"
    session = Session(load_form(compiled(sheets).xml))
    assert session.state("/data/work/w1").required
    assert session.state("/data/work/w2").required


def test_a_repeat_takes_as_many_findings_as_there_are() -> None:
    session = Session(load_form(compiled(whole()).xml))
    session.set("/data/base/day", "2026-11-02")
    place = session.add("/data/finding")
    session.set(f"{place}/f_due", "2026-11-01")
    assert not session.state(f"{place}/f_due").valid


def test_own_columns_leave_the_form_and_the_basis_is_shown_as_a_hint() -> None:
    form = compiled(whole())
    assert form.own["w1"] == {"统计": "均分", "分值": "3", "依据": "作业管理通知"}
    assert form.own["finding"] == {"台账": "问题"}
    assert "统计" not in form.xml
    assert Session(load_form(form.xml)).hint("/data/work/w1") == "依据：作业管理通知"


def test_the_place_of_every_name_is_kept() -> None:
    form = compiled(whole())
    assert form.cells["f_text"] == "题目!B15"
    assert form.cells["w1"] == "题目!B9"


def test_a_missing_translation_is_taken_from_the_default_language_and_told() -> None:
    sheets = whole()
    sheets["题目"][0][2] = "题目::中文 (zh)"
    sheets["题目"][0][3] = "题目::蒙文 (mn)"
    sheets["题目"][2][3] = "өдөр"
    result = checked(sheets)
    assert result.form is not None
    form = load_form(result.form.xml)
    assert form.default_language == "中文 (zh)"
    session = Session(form, language="蒙文 (mn)")
    assert session.label("/data/base/day") == "өдөр"
    assert session.label("/data/base/eaters") == "就餐人数"
    assert ("translation-missing", "题目!D5") in found(result)


def test_a_blank_code_is_the_text_of_its_choice() -> None:
    session = Session(load_form(compiled(whole()).xml))
    assert [c.value for c in session.choices("/data/base/食堂")] == ["有", "无"]


def test_what_the_compiler_refuses_and_we_do_not_is_shown_behind_a_sentence() -> None:
    sheets = whole()
    sheets["题目"][17] = row(
        类型="名单单选 schools.csv", 名称="school", 题目="学校", 参数="value=不 label=x"
    )
    sheets["题目"][17][AT["参数"]] = "value=1x"
    result = checked(sheets)
    it = finding(result, "compiler")
    assert result.form is None
    assert re.search(r"[\u4e00-\u9fff]", it.problem.what)
    assert "value" in it.detail


# -- files -----------------------------------------------------------------------------------------


def test_a_workbook_of_excel_97_is_read_whatever_its_suffix_says(tmp_path: Path) -> None:
    path = tmp_path / "其实是旧的.xlsx"
    path.write_bytes(old_workbook(whole()))
    result = check_form(read_raw(path))
    assert result.form is not None
    assert result.form.xml == compiled(whole()).xml


def test_another_file_in_disguise_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "其实是文档.xls"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    with pytest.raises(InputError, match="另存为"):
        read_raw(path)


def test_a_folder_of_csv_files_says_the_same_as_the_workbook(tmp_path: Path) -> None:
    names = {"题目": "survey", "选项": "choices", "设置": "settings"}
    for title, rows in whole().items():
        stream = io.StringIO()
        csv.writer(stream).writerows([["" if v is None else v for v in line] for line in rows])
        (tmp_path / f"{names[title]}.csv").write_text(stream.getvalue(), "gb18030")
    result = check_form(read_raw(tmp_path))
    assert result.form is not None
    assert result.form.xml == compiled(whole()).xml


def test_a_folder_without_questions_says_what_to_put_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"survey\.csv"):
        read_raw(tmp_path)


def test_a_list_and_a_picture_beside_the_form_come_along(tmp_path: Path) -> None:
    sheets = whole()
    sheets["题目"].append(row(类型="名单单选 教师.csv", 名称="teacher", 题目="教师"))
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "教师.csv").write_text("name,label\n1,教师01\n", "utf-8")
    result = check_form(read_raw(write_xlsx(tmp_path / "a.xlsx", sheets)))
    assert result.form is not None
    assert list(result.form.files) == ["教师.csv"]


def test_no_file_outside_of_the_folder_is_ever_taken(tmp_path: Path) -> None:
    sheets = whole()
    sheets["题目"].append(row(类型="名单单选 ../别处.csv", 名称="teacher", 题目="教师"))
    (tmp_path / "别处.csv").write_text("name,label\n", "utf-8")
    folder = tmp_path / "表"
    folder.mkdir()
    result = check_form(read_raw(write_xlsx(folder / "a.xlsx", sheets)))
    assert ("file-missing", "题目!A19") in found(result)


def test_the_same_cells_compile_to_the_same_bytes() -> None:
    assert check_form(book_of(whole())).form == check_form(book_of(whole())).form


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"name,label,subject\n1,a,x\n", None),
        (b"code,label\n1,a\n", "file-columns"),
        (b"\0\0", "file-unreadable"),
        (b"", "file-unreadable"),
    ],
)
def test_a_list_that_comes_along_is_read_for_its_columns(
    tmp_path: Path, content: bytes, rule: str | None
) -> None:
    sheets = whole()
    sheets["题目"].append(
        row(类型="名单单选 教师.csv", 名称="teacher", 题目="教师", 选项筛选="subject = 'x'")
    )
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "教师.csv").write_bytes(content)
    result = check_form(read_raw(write_xlsx(tmp_path / "a.xlsx", sheets)))
    told = {each for each in found(result) if each[0].startswith("file-")}
    assert told == ({(rule, "题目!A19")} if rule else set())
    assert (result.form is None) == bool(rule)
