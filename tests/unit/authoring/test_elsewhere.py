"""Forms that were written for other programs: they open, or say cell by cell why not."""

from pathlib import Path
from typing import Any

import pytest

from inspector_app.authoring.check import CheckedForm, check_form
from inspector_app.authoring.findings import Level
from inspector_app.authoring.raw import read_raw
from inspector_app.xform import Session, load_form
from tests.form_sheets import Sheets
from tests.small_xlsx import write_xlsx

EN, ZH = "English (en)", "中文 (zh)"


def opened(folder: Path, sheets: Sheets) -> CheckedForm:
    return check_form(read_raw(write_xlsx(folder / "form.xlsx", sheets)))


def wrong(result: CheckedForm) -> dict[str, str]:
    """Return what keeps a form from being published, by its cell."""
    return {f.problem.where: f.sentence() for f in result.findings if f.level is Level.ERROR}


@pytest.fixture
def odk() -> dict[str, list[list[Any]]]:
    """A form in two languages as the standard's own template has it."""
    return {
        "survey": [
            ["type", "name", f"label::{EN}", f"label::{ZH}", f"hint::{EN}", "required", "relevant",
             "constraint", f"constraint_message::{EN}", "calculation", "choice_filter",
             "appearance", "parameters", "media::image", "repeat_count", "default", "note"],
            ["start", "start"], ["end", "end"], ["today", "today"],
            ["begin group", "g", "School", "学校"],
            ["select_one yes_no", "canteen", "Canteen?", "有食堂吗", "ask", "yes"],
            ["select_multiple meals", "meals", "Meals", "供餐", None, None, "${canteen} = 'yes'"],
            ["integer", "eaters", "How many", "人数", None, "true()", "selected(${meals}, 'l')",
             ". > 0", "more than 0"],
            ["end group"],
            ["begin repeat", "r", "Finding", "问题", *[None] * 10, "2"],
            ["text", "what", "What", "内容", None, None, None, None, None, None, None, "multiline"],
            ["end repeat"],
            ["calculate", "n", *[None] * 7, "count(${r})"],
            ["note", "told", "Found ${n}", "发现 ${n} 个"],
            ["range", "grade", "Grade", "等级", *[None] * 8, "start=1 end=5 step=1"],
        ],
        "choices": [
            ["list_name", "name", f"label::{EN}", f"label::{ZH}", "media::image"],
            ["yes_no", "yes", "Yes", "有"], ["yes_no", "no", "No", "没有"],
            ["meals", "b", "Breakfast", "早餐"], ["meals", "l", "Lunch", "午餐"],
        ],
        "settings": [
            ["form_title", "form_id", "version", "default_language", "style", "instance_name"],
            ["School visit", "school-visit", "2026112201", ZH, "pages", "concat(${canteen}, 'x')"],
        ],
    }  # fmt: skip


def test_a_form_of_the_standard_in_two_languages_opens_and_runs(odk: Any, tmp_path: Path) -> None:
    odk["survey"][0].pop()
    result = opened(tmp_path, odk)
    assert wrong(result) == {}
    assert result.form is not None
    session = Session(load_form(result.form.xml))
    assert session.label("/data/g/canteen") == "有食堂吗"
    session.language = EN
    session.set("/data/g/canteen", "yes")
    assert session.label("/data/g/meals") == "Meals"
    assert session.repeats("/data/r") == 2


def test_a_column_of_ones_own_in_such_a_form_is_named_with_the_way_to_keep_it(
    odk: Any, tmp_path: Path
) -> None:
    told = wrong(opened(tmp_path, odk))
    assert list(told) == ["survey!Q1"]
    assert "列名前加 #" in told["survey!Q1"]


def test_what_such_a_form_asks_of_a_telephone_is_named_row_by_row(odk: Any, tmp_path: Path) -> None:
    odk["survey"][0].pop()
    odk["survey"] += [["geopoint", "here", "Here", "位置"], ["barcode", "code", "Code", "条码"],
                      ["select_one_external t", "t", "T", "乡"]]  # fmt: skip
    told = wrong(opened(tmp_path, odk))
    assert set(told) == {"survey!A16", "survey!A17", "survey!A18"}


def test_a_matrix_of_kobo_says_how_it_is_written_here(tmp_path: Path) -> None:
    sheets = {
        "survey": [
            ["type", "name", "$kuid", "label", "required", "kobo--score-choices", "$given_name"],
            ["begin_score", "rate", "aaa111", "Rate", "false", "rates", None],
            ["score__row", "a", "aaa112", "First", "false", None, None],
            ["end_score", None, "aaa113"],
            ["begin_kobomatrix", "m", "aaa114", "Matrix", None, None, "m"],
            ["text", "b", "aaa115", "Second", "true"],
            ["end_kobomatrix", None, "aaa116"],
        ],
        "choices": [["list_name", "name", "label", "$autovalue"], ["rates", "1", "Good", "1"]],
        "settings": [["form_title", "id_string", "version"], ["Kobo", "kobo", "v1 (2026)"]],
    }
    result = opened(tmp_path, sheets)
    told = wrong(result)
    assert {"survey!A2", "survey!A3", "survey!A4", "survey!A5", "survey!A7"} <= set(told)
    assert "评分表开始 列表名" in told["survey!A2"]
    assert "评分项" in told["survey!A3"]
    assert "settings!C2" in told
    aside = [f.problem.where for f in result.findings if f.rule == "column-aside"]
    assert aside == ["survey!C1", "survey!F1", "survey!G1", "choices!D1"]
