"""What the standard has and this program does not offer is refused at its cell; the rest is taken.

The lists are those of the standard: types, columns, settings, appearances, functions, paths.
"""

import re
from collections.abc import Callable, Sequence

import pytest

from inspector_app.authoring.check import CheckedForm
from inspector_app.authoring.findings import Level
from tests.form_sheets import AT, Sheets, cell, checked, put, row, whole

TYPES = (
    "geopoint", "geotrace", "geoshape", "start-geopoint", "background-geopoint", "osm",
    "osm building", "audio", "video", "background-audio", "barcode", "phonenumber", "phone number",
    "email", "simserial", "sim serial", "subscriberid", "deviceid", "device id", "imei",
    "xml-external", "select_one_external 有无", "select_one_from_file a.xml",
    "select_one_from_file a.geojson", "select_multiple_from_file a.xml", "begin loop",
    "begin_loop over 有无", "end loop", "end_loop", "loop", "include", "include other.xlsx",
    "cascading_select", "cascading_select 有无", "get sim id", "get phone number", "get device id",
    "add image prompt", "add audio prompt", "add video prompt", "add note prompt2", "location",
    "gps", "save_to", "entity", "begin_score 评分", "score__row", "end_score", "begin_rank 有无",
    "rank__level", "end_rank", "begin_kobomatrix 有无", "end_kobomatrix", "percentage", "uri",
    "start-geopoint2", "stop", "geo", "photo360",
)  # fmt: skip
"""Types of the standard and of other programs that mean nothing here."""

TRANSLATED = ("begin_score", "score__row", "end_score", "begin_kobomatrix", "end_kobomatrix")

SURVEY_COLUMNS = (
    "audio", "video", "big-image", "autoplay", "query", "compact_tag", "sms_field", "sms_option",
    "sms_separator", "body::accuracyThreshold", "body::kb:flash", "instance::odk:length",
    "instance::abc", "save_to", "bind::type", "bind::orx:max-pixels", "bind::oc:itemgroup",
    "media::audio", "media::video", "media::audio::中文 (zh)", "audio::中文 (zh)", "disabled",
    "control::appearance", "rows", "intent", "oc_item_group", "hxl", "tags",
    "bind::saveIncomplete", "entity_saveto",
)  # fmt: skip
CHOICES_COLUMNS = ("audio", "video", "geometry", "media::audio", "media::video", "big-image")
SETTINGS_COLUMNS = (
    "public_key", "submission_url", "auto_send", "auto_delete", "client_editable",
    "omit_instanceID", "namespaces", "sms_keyword", "sms_separator", "sms_allow_media",
    "sms_date_format", "sms_datetime_format", "sms_response", "prefix", "delimiter",
    "clean_text_values", "add_none_option", "instance_xmlns", "attribute::x", "name",
)  # fmt: skip
APPEARANCES = (
    "maps", "placement-map", "map", "image-map", "quick", "quickcompact", "new-front", "new",
    "front", "ex:org.example.app(a='b')", "ex:abc", "printer", "printer:x", "masked",
    "hidden-answer", "bearing", "counter", "picker", "ethiopian", "coptic", "islamic",
    "bikram-sambat", "myanmar", "persian", "buddhist", "annotate", "批注",
)  # fmt: skip
FUNCTIONS = (
    "area(${w1})", "distance(${w1})", "geofence(${w1}, ${w2})", "intersects(${w1})",
    "extract-signed(${w1}, 'a')", "search('a')", "version()", "property('a')",
    "pulldata('a', 'b', 'c')", "id('a')", "lang('zh')", "sha1(${w1})", "summe(${w1})",
    "last-of(${w1})", "ends(${w1})",
)  # fmt: skip
PATHS = (
    "/data/@id", "@id", "../@x", "/data/text()", "/data/comment()",
    "/data/namespace::a", "attribute::id", "/data/processing-instruction()", "$given_name + 1",
    "ancestor::work", "following::w1", "preceding::w1",
)  # fmt: skip


def refused(result: CheckedForm, where: str) -> str:
    """Return what was said of a cell that keeps the form from being published."""
    assert result.form is None
    said = [f for f in result.findings if f.level is Level.ERROR and _is_at(f.problem.where, where)]
    assert said, [f.sentence() for f in result.findings]
    assert {"compiler", "engine"}.isdisjoint(f.rule for f in said)
    assert all(re.search(r"[\u4e00-\u9fff]", f.problem.what) for f in said)
    assert all(f.problem.remedy or "请" in f.problem.what for f in said)
    return "\n".join(f.sentence() for f in said)


def _is_at(place: str, where: str) -> bool:
    return place == where or place.startswith(f"{where}!")


def refused_for(result: CheckedForm, rule: str) -> str:
    """Return what was said under a rule that keeps the form from being published."""
    assert result.form is None
    return "\n".join(f.sentence() for f in result.findings if f.rule == rule)


def with_row(**cells: str) -> Sheets:
    sheets = whole()
    sheets["题目"].append(row(**cells))
    return sheets


def changed(change: Callable[[Sheets], None]) -> Sheets:
    sheets = whole()
    change(sheets)
    return sheets


class Many:
    """A form with a row for each of many things, checked once."""

    def __init__(self, column: str, cells: Sequence[str], *, at: int = 18, **rest: str) -> None:
        sheets = whole()
        self._at = {text: place for place, text in enumerate(cells, at + 1)}
        for number, text in enumerate(cells):
            line = row(**{"名称": f"x{number}", "题目": "甲", **rest, column: text})
            sheets["题目"].insert(at + number, line)
        self._column = column
        self.result = checked(sheets)

    def cell(self, text: str) -> str:
        """Return where a thing stands."""
        return f"题目!{cell(self._column, self._at[text])}"

    def said_of(self, text: str) -> list[str]:
        """Return what is wrong with the row of a thing, under its rule."""
        number = self._at[text]
        return [
            f"{f.rule}：{f.sentence()}" for f in self.result.findings
            if f.level is not Level.NOTE and re.search(rf"[A-Z:]{number}$", f.problem.where)
        ]  # fmt: skip


@pytest.fixture(scope="module")
def types() -> Many:
    return Many("类型", TYPES)


@pytest.fixture(scope="module")
def appearances() -> Many:
    return Many("外观", APPEARANCES, 类型="文本")


@pytest.fixture(scope="module")
def formulas() -> dict[str, Many]:
    texts = (*FUNCTIONS, *PATHS)
    return {
        "计算": Many("计算", texts, 类型="计算", 题目=""),
        "显示条件": Many("显示条件", texts, 类型="文本"),
        "校验": Many("校验", texts, 类型="文本", 校验提示="乙"),
    }


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_that_is_not_offered_is_refused_at_its_cell(kind: str, types: Many) -> None:
    refused(types.result, types.cell(kind))


@pytest.mark.parametrize("column", SURVEY_COLUMNS)
def test_a_column_of_questions_that_is_not_offered_is_refused_at_its_head(column: str) -> None:
    refused(checked(changed(put("题目", "T1", column))), "题目!T1")


@pytest.mark.parametrize("column", CHOICES_COLUMNS)
def test_a_column_of_choices_that_is_not_offered_is_refused_at_its_head(column: str) -> None:
    refused(checked(changed(put("选项", "E1", column))), "选项!E1")


@pytest.mark.parametrize("column", SETTINGS_COLUMNS)
def test_a_setting_that_is_not_offered_is_refused_at_its_head(column: str) -> None:
    refused(checked(changed(put("设置", "D1", column))), "设置!D1")


@pytest.mark.parametrize("sheet", ["external_choices", "entities", "osm"])
def test_a_sheet_that_is_not_offered_is_refused(sheet: str) -> None:
    refused(checked(changed(lambda s: s.__setitem__(sheet, [["list_name"], ["a"]]))), sheet)


@pytest.mark.parametrize("word", APPEARANCES)
def test_an_appearance_that_is_not_offered_is_refused_at_its_cell(
    word: str, appearances: Many
) -> None:
    refused(appearances.result, appearances.cell(word))


@pytest.mark.parametrize("formula", [*FUNCTIONS, *PATHS])
@pytest.mark.parametrize("column", ["计算", "显示条件", "校验"])
def test_a_function_or_path_that_is_not_offered_is_refused_in_every_column(
    formula: str, column: str, formulas: dict[str, Many]
) -> None:
    refused(formulas[column].result, formulas[column].cell(formula))


@pytest.mark.parametrize("kind", TRANSLATED)
def test_what_another_program_writes_for_tables_is_told_with_our_word_for_it(kind: str) -> None:
    result = checked(with_row(类型=f"{kind} 评分", 名称="x", 题目="甲"))
    assert "评分" in refused(result, "题目!A19").split("请", 1)[1]


# -- what is offered -------------------------------------------------------------------------------

# An empty number is told of wherever one is reckoned with.
# What is told of questions that share a list or reckon with each other, as here they do.
HARMLESS = ("empty-number", "other-shared")
OFFERED_TYPES = (
    "text", "string", "integer", "int", "decimal", "date", "time", "dateTime", "datetime", "note",
    "hidden", "select_one 有无", "select one 有无", "select1 有无", "select_multiple 方式",
    "select all that apply from 方式", "select_one_from_file schools.csv", "image", "photo",
    "file", "acknowledge", "trigger", "range", "rank 方式", "select_one 有无 or_other",
    "select_multiple 方式 or specify other", "select_one ${f_text}", "start", "end", "today",
    "username", "audit",
)  # fmt: skip
OFFERED_APPEARANCES = (
    *(f"w{n}" for n in range(1, 13)), "multiline", "minimal", "autocomplete", "search",
    "horizontal", "columns", "columns-pack", "columns-3", "likert", "label", "list-nolabel",
    "list", "month-year", "year", "no-calendar", "thousands-sep", "numbers", "url", "signature",
    "draw", "rating", "multi", "w2 multiline",
)  # fmt: skip
OFFERED_FORMULAS = (
    "if(${w1} = '3', 1, 0)", "coalesce(${w1}, 0)", "once(uuid())", "position(..)",
    "selected(${ways}, 'look')", "selected-at(${ways}, 0)", "count-selected(${ways})",
    "jr:choice-name(${食堂}, '${食堂}')", "indexed-repeat(${f_text}, ${finding}, 1)",
    "count(${finding})", "count-non-empty(${f_text})", "sum(${w1})", "max(${w1}, ${w2})",
    "min(${w1})", "regex(${f_text}, '[0-9]+')", "contains(${f_text}, 'a')",
    "starts-with(${f_text}, 'a')", "ends-with(${f_text}, 'a')", "substr(${f_text}, 0, 2)",
    "substring-before(${f_text}, 'a')", "substring-after(${f_text}, 'a')",
    "translate(${f_text}, 'a', 'b')", "string-length(${f_text})", "normalize-space(${f_text})",
    "concat(${f_text}, 'a')", "join('、', ${f_text})", "boolean-from-string(${f_text})",
    "string(${w1})", "number(${w1})", "int(${w1})", "round(${w1}, 2)", "abs(${w1})", "pow(2, 3)",
    "today()", "now()", "date(${day})", "date-time(${day})", "format-date(${day}, '%Y')",
    "format-date-time(now(), '%H')", "decimal-date-time(${day})", "decimal-time('08:30')",
    "instance('有无')/root/item[name = ${食堂}]/label", "current()/../f_due",
    "pulldata('schools', 'label', 'name', ${school})", "true()", "false()", "not(${w1} = '3')",
    "boolean(${w1})", "random()", "weighted-checklist(1, 2, ${w1}, 1)", "checklist(1, 2, ${w1})",
    "digest(${f_text}, 'SHA-1')", "base64-decode('YQ==')", "sqrt(4)", "log(2)", "log10(2)",
    "exp(1)", "exp10(1)", "sin(1)", "cos(1)", "tan(1)", "asin(1)", "acos(1)", "atan(1)",
    "atan2(1, 2)", "pi()", "floor(1.5)", "ceiling(1.5)", "substring(${f_text}, 1, 2)",
    "${w1} | ${w2}", "1 + 2 - 3 * 4 div 5 mod 6", "1 < 2 and 2 <= 3 or 3 != 4",
)  # fmt: skip
OFFERED_PATHS = (
    "count(../finding)", "/data/work/w1", "count(/data/finding[f_text = 'a'])",
    "self::node()/../work/child::w1",
)  # fmt: skip


def accepted(sheets: Sheets) -> None:
    result = checked(sheets)
    wrong = [f.sentence() for f in result.findings if f.level is Level.ERROR]
    assert wrong == []
    assert result.form is not None


@pytest.fixture(scope="module")
def offered() -> dict[str, Many]:
    """Forms with all that is offered; formulas stand within the repeat, paths after it."""
    return {
        "types": Many("类型", OFFERED_TYPES),
        "appearances": Many("外观", OFFERED_APPEARANCES, 类型="文本"),
        "formulas": Many("计算", OFFERED_FORMULAS, at=16, 类型="计算", 题目=""),
        "paths": Many("计算", OFFERED_PATHS, 类型="计算", 题目=""),
    }


@pytest.mark.parametrize("kind", ["types", "appearances", "formulas", "paths"])
def test_a_form_of_all_that_is_offered_can_be_published(
    kind: str, offered: dict[str, Many]
) -> None:
    assert offered[kind].result.form is not None


@pytest.mark.parametrize(
    ("kind", "text"),
    [("types", each) for each in OFFERED_TYPES]
    + [("appearances", each) for each in OFFERED_APPEARANCES]
    + [("formulas", each) for each in OFFERED_FORMULAS]
    + [("paths", each) for each in OFFERED_PATHS],
)
def test_what_is_offered_is_taken(kind: str, text: str, offered: dict[str, Many]) -> None:
    said = [each for each in offered[kind].said_of(text) if not each.startswith(HARMLESS)]
    assert said == []


WIDE_PATHS = ("count(//finding)", "count(descendant::f_text)")
"""Paths that may lead anywhere in the form, to the question itself too."""


@pytest.mark.parametrize("path", WIDE_PATHS)
def test_a_path_that_may_lead_anywhere_is_taken_in_a_rule_and_told_to_turn_back_in_a_sum(
    path: str,
) -> None:
    accepted(with_row(类型="整数", 名称="x", 题目="甲", 校验=f"{path} < 9", 校验提示="乙"))
    said = refused_for(checked(with_row(类型="计算", 名称="x", 计算=path)), "cycle")
    assert "公式绕回了自己" in said
    assert "请写明 ${名称}" in said


@pytest.mark.parametrize(
    "path", ["count(preceding-sibling::finding)", "count(following-sibling::finding)"]
)
def test_a_path_to_what_stands_beside_the_question_is_taken_in_a_sum(path: str) -> None:
    accepted(with_row(类型="计算", 名称="x", 计算=path))


@pytest.mark.parametrize(
    "column", ["$kuid", "$given_name", "$autoname", "kobo--locking-profile", "kobo--score-choices"]
)
def test_a_column_that_another_program_keeps_for_itself_is_told_and_left_aside(
    column: str,
) -> None:
    sheets = changed(put("题目", "T1", column))
    put("题目", "T3", "ab12")(sheets)
    result = checked(sheets)
    assert result.form is not None
    assert [(f.rule, f.problem.where) for f in result.findings] == [("column-aside", "题目!T1")]


def test_a_row_of_audit_is_told_to_be_needless_and_left_out() -> None:
    result = checked(with_row(类型="audit", 名称="audit", 参数="track-changes=true"))
    assert result.form is not None
    assert [(f.rule, f.problem.where) for f in result.findings] == [("audit-always", "题目!A19")]


@pytest.mark.parametrize("column", ["trigger", "guidance_hint", "提示::中文 (zh)", "填表说明"])
def test_a_column_that_is_offered_is_taken(column: str) -> None:
    sheets = changed(put("题目", "T1", column))
    sheets["题目"][14][AT["触发"]] = None
    result = checked(sheets)
    assert "column-unknown" not in {f.rule for f in result.findings}
    assert "column-refused" not in {f.rule for f in result.findings}
