"""A clerk writes a form, has it checked, publishes it, and then its second version."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from inspector_app.authoring.cells import csv_texts
from inspector_app.authoring.template_text import EXAMPLE
from inspector_app.authoring.words import Kind
from inspector_app.cli.main import run
from tests.form_sheets import Sheets, cell, put, whole
from tests.small_xlsx import write_xlsx
from tests.unit.papers.word_files import p, tbl, tc, tr, word_file


def command(*arguments: object) -> tuple[int | None, str, str]:
    def never(*_: Any, **__: Any) -> Any:
        pytest.fail("a form asks for no data folder")

    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(
            ["form", *map(str, arguments)], default_folder=Path("nowhere"), opener=never, init=never
        )
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "表单.xlsx", whole())


def changed(folder: Path, name: str, *cells: tuple[str, str, Any]) -> Path:
    sheets: Sheets = whole()
    for sheet, address, value in cells:
        put(sheet, address, value)(sheets)
    return write_xlsx(folder / name, sheets)


def test_a_form_without_mistakes_says_so_in_one_line(form: Path) -> None:
    assert command("check", form) == (0, "“表单.xlsx”没有不对的地方，9 题，可以发布。\n", "")


def test_every_mistake_is_a_line_with_its_cell_and_what_to_do(tmp_path: Path) -> None:
    path = changed(
        tmp_path, "错.xlsx",
        ("题目", cell("类型", 15), "txt"), ("题目", cell("显示条件", 5), "（${食糖}＝'有'）"),
    )  # fmt: skip
    code, out, _ = command("check", path)
    assert code == 1
    lines = out.splitlines()
    assert lines[0].startswith("不对  题目!A15：不认识类型“txt”；")
    assert lines[1].startswith("不对  题目!F5：没有名称是“食糖”的题；是不是 ${食堂}？")
    assert lines[2].startswith("说明  题目!F5：公式里的全角符号已改为半角")
    assert lines[-1] == "“错.xlsx”有 2 处不对，改好后再发布。"


def test_a_program_is_told_rule_place_and_remedy(tmp_path: Path) -> None:
    path = changed(tmp_path, "错.xlsx", ("题目", cell("名称", 15), "day"))
    code, out, _ = command("check", path, "--json")
    told = json.loads(out)
    assert (code, told["ok"], told["form"]) == (1, False, None)
    assert told["findings"][0] == {
        "level": "error", "rule": "name-twice", "where": "题目!B15",
        "what": "名称“day”与第 3 行重复", "remedy": "全表里每个名称只能用一次，请改一个",
    }  # fmt: skip


def test_a_form_is_published_once_and_its_next_version_tells_what_it_changes(
    form: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "1.form", tmp_path / "2.form"
    code, out, _ = command("publish", form, "--out", first)
    assert (code, out) == (0, f"已发布：作业检查 2026.1，{first}\n")
    assert command("publish", form, "--out", first)[1].startswith("这一版早已发布")
    new = changed(
        tmp_path, "新.xlsx", ("设置", "C2", "2026.2"), ("题目", cell("题目", 15), "经过"),
        ("选项", "C4", "听"),
    )  # fmt: skip
    code, out, _ = command("publish", new, "--out", second, "--previous", first)
    assert code == 0
    assert "说明  f_text：文字从“描述”改成“经过”" in out
    assert "请看  方式/look：列表“方式”的选项 look 从“看”改成“听”；统计会把两种混在一起" in out
    code, out, _ = command("publish", new, "--out", second, "--previous", first, "--json")
    assert {c["kind"] for c in json.loads(out)["changes"]} == {"label-changed", "choice-relabelled"}


def test_a_refused_publication_names_each_cell_and_leaves_no_file(tmp_path: Path) -> None:
    path = changed(tmp_path, "错.xlsx", ("题目", cell("类型", 15), "txt"))
    code, out, err = command("publish", path, "--out", tmp_path / "a.form", "--json")
    assert code == 1
    assert json.loads(out)["problems"][0]["where"] == "题目!A15"
    assert "没有发布：“错.xlsx”有 1 处不对" in err
    assert not (tmp_path / "a.form").exists()


def test_the_template_filled_with_its_example_is_published(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    assert command("template", "--out", path)[0] == 0
    book = load_workbook(path)
    for kind, title in ((Kind.SURVEY, "题目"), (Kind.CHOICES, "选项"), (Kind.SETTINGS, "设置")):
        for at, line in enumerate(EXAMPLE[kind], 1):
            for position, text in enumerate(line, 1):
                book[title].cell(at, position).value = text or None
    book.save(path)
    code, out, err = command("publish", path, "--out", tmp_path / "作业.form")
    assert (code, err) == (0, "")
    assert out.startswith("已发布：作业管理检查表 2026.1")


def test_the_forms_that_ship_are_listed_and_handed_out(tmp_path: Path) -> None:
    _, out, _ = command("list", "--json")
    listed = json.loads(out)
    assert {"anquan", "dudao", "shuangjian"} < {each["id"] for each in listed}
    assert all(each["use"] for each in listed)
    assert "入校督导记录表" in command("list")[1]
    assert command("export", "dudao", "--xlsx", tmp_path / "督导.xlsx")[0] == 0
    assert command("check", tmp_path / "督导.xlsx")[0] == 0


def test_a_package_gives_back_the_workbook_that_was_published(form: Path, tmp_path: Path) -> None:
    command("publish", form, "--out", tmp_path / "a.form")
    command("export", tmp_path / "a.form", "--xlsx", tmp_path / "回.xlsx")
    assert (tmp_path / "回.xlsx").read_bytes() == form.read_bytes()


def test_a_workbook_becomes_three_csv_files_that_say_the_same(form: Path, tmp_path: Path) -> None:
    folder = tmp_path / "源"
    assert command("export", form, "--csv", folder)[0] == 0
    assert sorted(p.name for p in folder.iterdir()) == ["choices.csv", "settings.csv", "survey.csv"]
    assert command("check", folder)[0] == 0
    assert set(csv_texts(EXAMPLE)) == {p.name for p in folder.iterdir()}


def test_what_is_neither_a_form_nor_a_file_is_said_with_what_there_is(tmp_path: Path) -> None:
    code, _, err = command("export", "meiyou", "--xlsx", tmp_path / "a.xlsx")
    assert code == 1
    assert "没有表单“meiyou”" in err
    assert "dudao" in err
    assert command("check", tmp_path / "没有.xlsx")[0] == 1
    assert command("publish", tmp_path / "没有.xlsx", "--out", tmp_path / "a.form")[0] == 1


def test_a_plain_sheet_becomes_a_form_that_scores_and_can_be_published(tmp_path: Path) -> None:
    sheet = tmp_path / "图书室.csv"
    sheet.write_text(
        "编号,tushu\n版本,2026.1\n名称,图书室检查表\n来源,区里的要求\n"
        "序号,一级,检查内容,选项,分值,重点★,依据\n"
        "1,管理,每天开放,是否,5,★,区里的要求\n2,管理,借阅有登记,好中差,3,,区里的要求\n"
        "3,管理,藏书够用,打分,10,,区里的要求\n4,其他,生均图书,数值,,,\n",
        "utf-8-sig",
    )
    assert command("export", sheet, "--scored", "--csv", tmp_path)[0] == 0
    assert "总体评价" in (tmp_path / "survey.csv").read_text("utf-8-sig")
    code, out, _ = command("check", tmp_path)
    assert (code, out.endswith("可以发布。\n")) == (0, True)
    assert command("export", sheet, "--scored", "--xlsx", tmp_path / "图书室.xlsx")[0] == 0
    assert command("publish", tmp_path / "图书室.xlsx", "--out", tmp_path / "图书室.form")[0] == 0
    code, _, told = command("export", "dudao", "--scored", "--csv", tmp_path)
    assert code != 0
    assert "只有一张检查表才能展开成表单" in told
    sheet.write_text(
        "编号,tushu\n版本,2026.1\n名称,检\n序号,检查内容,选项\n1,甲,没有\n", "utf-8-sig"
    )
    code, _, told = command("export", sheet, "--scored", "--csv", tmp_path)
    assert code != 0
    assert "没有写出任何文件" in told


# -- Word originals --------------------------------------------------------------------------------


def line_of(*cells: str) -> str:
    return tr(*(tc(p(text)) for text in cells))


def drafted(folder: Path) -> tuple[Path, Path]:
    """Return a Word table and the workbook that was drafted from it."""
    word = folder / "省里的表.docx"
    word.write_bytes(
        word_file(tbl(line_of("序号", "检查内容", "检查结果"), line_of("1", "门卫", "□是 □否")))
    )
    book = folder / "草稿.xlsx"
    assert command("export", word, "--xlsx", book)[0] == 0
    return word, book


def test_a_word_original_goes_in_and_one_that_was_moved_is_told(tmp_path: Path) -> None:
    word, book = drafted(tmp_path)
    code, out, _ = command("publish", book, "--out", tmp_path / "有.form")
    assert code == 0
    assert "带上了 Word 原表：1 题有地方填回去。" in out
    word.rename(tmp_path / "挪走.docx")
    code, out, _ = command("publish", book, "--out", tmp_path / "没有.form")
    assert code == 0
    assert "“#Word原表”写的“省里的表.docx”找不到或打不开，原表没有装进包里" in out


@pytest.mark.parametrize("columns", ["9=备注", "2.1=备注"])
def test_a_column_that_the_word_table_has_not_is_refused_and_nothing_is_written(
    columns: str, tmp_path: Path
) -> None:
    word, _ = drafted(tmp_path)
    out = tmp_path / "新.xlsx"
    for way in (("--xlsx", out), ("--csv", tmp_path)):
        code, _, told = command("export", word, *way, "--columns", columns)
        assert code != 0
        assert "没有这一列" in told
    assert not out.exists()
    assert not list(tmp_path.glob("*.csv"))


def test_a_lower_version_than_the_one_before_is_told(tmp_path: Path) -> None:
    book = write_xlsx(tmp_path / "新.xlsx", whole())
    assert command("publish", book, "--out", tmp_path / "1.form")[0] == 0
    older = changed(tmp_path, "旧.xlsx", ("设置", "C2", "2025.10"))
    code, out, _ = command(
        "publish", older, "--out", tmp_path / "0.form", "--previous", tmp_path / "1.form"
    )
    assert code == 0
    assert "版本 2025.10 比上一版 2026.1 低" in out


# -- what is no source of a form -------------------------------------------------------------------


def test_a_published_file_is_no_source_and_the_way_to_its_workbook_is_told(
    form: Path, tmp_path: Path
) -> None:
    package = tmp_path / "作业.form"
    command("publish", form, "--out", package)
    for act in (("check", package), ("publish", package, "--out", tmp_path / "再.form")):
        code, _, told = command(*act)
        assert code != 0
        assert "form export 作业.form --xlsx" in told


def test_one_sheet_of_the_folder_of_csv_files_stands_for_all_of_them(tmp_path: Path) -> None:
    folder = tmp_path / "csvd"
    folder.mkdir()
    for name, text in csv_texts(EXAMPLE).items():
        (folder / name).write_text(text, encoding="utf-8-sig")
    whole_folder = command("check", folder)[1]
    assert "没有不对的地方" in whole_folder
    assert command("check", folder / "survey.csv")[1] == whole_folder.replace("csvd", "survey.csv")


def test_the_folder_that_one_stands_in_and_an_empty_workbook_are_told_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, told = command("check", ".")
    assert code != 0
    assert f"文件夹“{tmp_path.name}”里没有 survey.csv" in told
    empty = write_xlsx(tmp_path / "空.xlsx", {"Sheet1": []})
    code, out, _ = command("check", empty)
    assert code == 1
    assert "是空的" in out
    assert "form template" in out


def test_a_file_named_as_another_kind_is_not_written(form: Path, tmp_path: Path) -> None:
    for act in (
        ("export", "shitang", "--xlsx", tmp_path / "e.csv"),
        ("template", "--out", tmp_path / "e.csv"),
        ("publish", form, "--out", tmp_path / "e.xlsx"),
    ):
        code, _, told = command(*act)
        assert code != 0
        assert "后缀与要写的格式不符" in told
    assert {each.name for each in tmp_path.iterdir()} == {"表单.xlsx"}
