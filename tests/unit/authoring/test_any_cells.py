"""Any table of cells is a form or is refused with its mistakes; nothing makes the check fall."""

from typing import Any

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from inspector_app.authoring.findings import Level
from inspector_app.xform import Session, load_form
from tests.examples import examples
from tests.form_sheets import SURVEY_HEAD, Sheets, checked, whole

TYPES = (
    "文本", "整数", "日期", "单选 有无", "单选 方式 或其他", "多选 方式", "说明", "计算",
    "分组开始",
    "分组结束", "重复开始", "重复结束", "评分表开始 评分", "评分项", "评分表结束", "范围", "确认",
    "单选 ${a}", "select_one", "名单单选 schools.csv", "geopoint", "留痕", "填表日期", "排序 方式",
)  # fmt: skip
NAMES = ("a", "b", "c", "甲", "食堂", "1x", "a b", "meta", "A", "a.b-c", "")
FORMULAS = (
    "${a} = '有'", "${b} + 1", "count(${甲})", "sum(${a})", ". > 0", "(", "a = b", "today()",
    "${a}", "“有”", "selected(${a}，'有')", "not(", "${c}[1]", "position(..)", "kind = ${a}", "3",
    "indexed-repeat(${a}, ${甲}, 1)", "if(${a} > 1, ${b}, ${c})", "true()", "- - 1", "'", "是",
    "否",
)  # fmt: skip
WORDS = ("有“双减”的题", "得 ${a} 分", "<b>&amp;", "\ue001", "${", "", "=1+1", "\u200b", "#REF!")
cells: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.sampled_from(FORMULAS), st.sampled_from(WORDS), st.sampled_from(NAMES),
    st.integers(-5, 5), st.floats(allow_nan=False), st.booleans(), st.text(max_size=6),
)  # fmt: skip


@st.composite
def rows(draw: st.DrawFn) -> list[Any]:
    made: list[Any] = [None] * len(SURVEY_HEAD)
    made[0] = draw(st.sampled_from(TYPES))
    made[1] = draw(st.sampled_from(NAMES))
    made[2] = draw(st.sampled_from(WORDS))
    for position in draw(st.sets(st.integers(4, len(SURVEY_HEAD) - 1), max_size=3)):
        made[position] = draw(st.one_of(st.sampled_from(FORMULAS), cells))
    return made


def is_form_or_told(sheets: Sheets) -> None:
    result = checked(sheets)
    errors = [each for each in result.findings if each.level is Level.ERROR]
    if result.form is None:
        assert errors
        assert all(each.problem.where and each.problem.what for each in errors)
    else:
        assert not errors
        session = Session(load_form(result.form.xml), rosters=lambda name: [])
        assert session.instance_xml()


@examples(60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(rows(), max_size=8))
def test_rows_that_look_like_questions_are_a_form_or_are_refused(lines: list[list[Any]]) -> None:
    sheets = whole()
    sheets["题目"] = [list(SURVEY_HEAD), *lines]
    is_form_or_told(sheets)


@examples(60, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 18), st.integers(0, len(SURVEY_HEAD) - 1), cells)
def test_a_whole_form_with_one_cell_changed_is_a_form_or_is_refused(
    at: int, position: int, value: Any
) -> None:
    sheets = whole()
    line = sheets["题目"][min(at, len(sheets["题目"]) - 1)]
    line[position] = value
    is_form_or_told(sheets)


@examples(40, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(
    st.sampled_from(("题目", "选项", "设置", "表1", "entities", "survey")),
    st.lists(st.lists(cells, max_size=5), max_size=6), max_size=4,
))  # fmt: skip
def test_sheets_of_any_cells_are_refused_without_a_fall(sheets: Sheets) -> None:
    is_form_or_told(sheets)
