"""双减: a Word table of the province goes out as a form, and its answers come back in it."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl import load_workbook

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.domain.school import Assignment, Inspector, InspectorKind, School, SchoolKind
from inspector_app.papers.reading import read_word
from inspector_app.storage.people import FIRST_DAY
from tests.province_form import TITLE, correct, summary_book, word_table
from tests.stories.conftest import Command, command_on
from tests.stories.test_campaigns import VISIT, answer, plan, written
from tests.stories.test_documents import text_of

CODES = ("2121000003", "2121000004", "2121000005")
NAMES = tuple(f"示范区第{place}小学" for place in (3, 4, 5))
CAMPAIGN = "双减专项督导"
ANSWERS: tuple[dict[str, str], ...] = (
    {"g1/q1": "是", "g1/q2": "否", "g2/q3": "好", "g2/q4": "9.5", "g1/q2_note": "微信群里布置过",
     "has": "有", "finding[1]/f_text": "班级群里还有家长作业。", "finding[1]/f_who": "教导处",
     "finding[1]/f_by": "2026-12-10", "finding[1]/f_grave": "一般"},
    {"g1/q1": "是", "g1/q2": "是", "g2/q3": "中", "g2/q4": "8", "has": "无"},
    {"g1/q1": "否", "g1/q2": "是", "g2/q3": "好", "g2/q4": "7", "has": "无"},
)  # fmt: skip


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with three schools and three inspectors; made once, only ever copied."""
    path = tmp_path_factory.mktemp("shuangjian") / "data"
    bootstrap.init_folder(path, district="210304", inspector_id="DX001")
    with bootstrap.open_workbench(path) as made, made.context.database.transaction():
        stores = made.context.stores
        for code, name in zip(CODES, NAMES, strict=True):
            school = School(code=code, name=name, kind=SchoolKind.PRIMARY)
            stores.schools.put(school, initials="", origin="test")
        for number in (1, 2, 3):
            kind, name = InspectorKind.PART_TIME, f"督学{number:02d}"
            stores.people.put(Inspector(id=f"DX{number:03d}", name=name, kind=kind), origin="test")
        for code in CODES:
            assigned = Assignment(inspector_id="DX001", school_code=code, start=FIRST_DAY)
            stores.schools.put_assignment(assigned, origin="test")
    return path


def done(command: Command, *words: object) -> str:
    code, out, told = command(*words)
    assert code == 0, told + out
    return out


def published(command: Command, folder: Path) -> Path:
    """Draft the Word table, correct the draft, mend what the check finds, publish."""
    word, draft, package = word_table(folder), folder / "草稿.xlsx", folder / "双减.form"
    assert "读成了一份草稿" in done(command, "form", "check", word)
    done(command, "form", "export", word, "--xlsx", draft)
    correct(draft)
    book = load_workbook(draft)
    heads = {cell.value: cell.column for cell in book["题目"][1]}
    rows = {row[heads["名称"] - 1].value: row[0].row for row in book["题目"].iter_rows(min_row=2)}
    wrong = book["题目"].cell(rows["finding"], heads["显示条件"])
    wrong.value = "${hsa} = '有'"
    book.save(draft)
    code, out, _ = command("form", "check", draft)
    assert code == 1
    assert f"题目!{wrong.coordinate}：没有名称是“hsa”的题；是不是 ${{has}}？" in out
    wrong.value = "${has} = '有'"
    book.save(draft)
    assert "没有不对的地方" in done(command, "form", "check", draft)
    told = done(command, "form", "publish", draft, "--out", package, "--word", word)
    assert "带上了 Word 原表“省里的表.docx”：9 题有地方填回去。" in told
    assert "原表里没有地方填的：有没有发现问题\n" in told
    done(command, "visit-form", "publish", package)
    return package


def visited(command: Command, folder: Path, code: str, answers: dict[str, str]) -> str:
    """Fill the form in beside a record and file it; return the number of the record."""
    values = {**VISIT, "school": code, "campaign": CAMPAIGN, "issues": [], "no_issues_found": True}
    if "finding[1]/f_text" in answers:
        values.pop("no_issues_found")
    number = done(command, "visit", "new", "--from", written(folder, values)).strip()
    done(command, "visit-form", "begin", number, "sjjc")
    for path, value in answers.items():
        done(command, "visit-form", "set", number, "sjjc", f"/data/{path}", value)
    if "finding[1]/f_text" in answers:
        done(command, "visit-form", "make-issues", number, "sjjc")
        for field, value in (("category", "T2"), ("requirement", "当周停止，告知家长。")):
            done(command, "visit", "set", number, f"issues[0].{field}", value)
    done(command, "visit", "file", number)
    return number


class Story(NamedTuple):
    """A data folder, and the numbers of the three filed records of the campaign in it."""

    folder: Path
    numbers: list[str]


@pytest.fixture(scope="session")
def told(district: Path, now: datetime, tmp_path_factory: pytest.TempPathFactory) -> Story:
    """The story up to the filed records; told once in a run, only copied."""
    folder = tmp_path_factory.mktemp("story")
    shutil.copytree(district, folder / "data")
    command = command_on(folder / "data", FixedClock(now))
    published(command, folder)
    group = {"head": "督学01", "members": ["督学02", "督学03"], "schools": list(CODES)}
    begun = written(folder, plan(name=CAMPAIGN, form=TITLE, groups=[group], notice_on="2026-11-06"))
    number = done(command, "campaign", "add", "--from", begun).strip()
    done(command, "campaign", "file", number)
    pairs = zip(CODES, ANSWERS, strict=True)
    return Story(folder / "data", [visited(command, folder, code, said) for code, said in pairs])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def story(told: Story, folder: Path) -> list[str]:
    """The numbers of the three records, in a data folder of the test."""
    shutil.copytree(told.folder, folder / "data")
    return told.numbers


def test_what_was_found_is_in_the_ledger_with_matter_gravity_and_deadline(
    command: Command, story: list[str]
) -> None:
    (row,) = answer(command, "issue", "list")["issues"]
    wanted = {
        "description": "班级群里还有家长作业。", "source": "专项", "matter": "督学",
        "severity": "一般", "deadline": "2026-12-10", "responsible": "教导处",
        "school": CODES[0],
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted


def test_the_word_form_of_the_province_comes_back_filled_and_otherwise_untouched(
    command: Command, folder: Path, story: list[str]
) -> None:
    out = folder / "回.docx"
    told = done(command, "visit-form", "word", story[0], "sjjc", "--out", out)
    assert "  没有填：有没有发现问题（有）：表里没有找到这一题" in told
    content, before = (read_word(p.read_bytes(), name="表") for p in (out, word_table(folder)))
    lines = [paragraph.text for paragraph in content.paragraphs()]
    assert lines[1].startswith("学校：示范区第3小学")
    assert lines[1].endswith("检查日期：2026年11月19日")
    assert lines[-1] == "督导人员：督学01、督学02、督学03"
    rows = [[cell.text for cell in row] for row in content.tables[0].rows]
    assert rows[2] == ["1", "每天的作业在校内公示", "看公示栏", "☑是 □否", ""]
    assert rows[3] == ["2", "不给家长布置作业", "访谈家长", "□是 ☑否", "微信群里布置过"]
    assert rows[5][3] == "好√/中/差"
    assert rows[6][3] == "9.5"
    assert rows[7] == ["存在的问题", "1. 班级群里还有家长作业。；教导处；2026-12-10；一般"]
    shapes = [[(c.column, c.span) for c in row] for row in content.tables[0].rows]
    assert shapes == [[(c.column, c.span) for c in row] for row in before.tables[0].rows]
    given = folder / "另一份.docx"
    shutil.copy(word_table(folder), given)
    again = folder / "回2.docx"
    done(command, "visit-form", "word", story[0], "sjjc", "--template", given, "--out", again)
    assert read_word(again.read_bytes(), name="表") == content


def test_the_summary_table_of_the_province_is_filled_cell_for_cell(
    command: Command, folder: Path, story: list[str]
) -> None:
    table, out = summary_book(folder, [*NAMES, "外区实验小学"]), folder / "填好.xlsx"
    words = ("form", "table", "sjjc", "--template", table, "--campaign", CAMPAIGN)
    told = done(command, *words)
    assert "一行一所学校，一列一项；填 12 格" in told
    assert "没有认出：外区实验小学" in told
    assert "能填 18 格，还没有写" in told
    assert "已填 18 格" in done(command, *words, "--out", out)
    page = load_workbook(out)["各校"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=4, max_row=8)]
    assert rows[0] == [1, NAMES[0], "是", "否", "好", 9.5]
    assert rows[2] == [3, NAMES[2], "否", "是", "好", 7]
    assert rows[3] == [4, "外区实验小学", None, None, None, None]
    assert rows[4][5] == "=SUM(F4:F7)"
    assert page["F4"].font.bold
    assert "C2:D2" in {str(area) for area in page.merged_cells.ranges}
    counted = [[c.value for c in row] for row in load_workbook(out)["计数"].iter_rows(min_row=2)]
    assert [row[2:5] for row in counted] == [[2, 1, 3], [2, 1, 3]]


def test_the_answers_are_counted_printed_and_exported(
    command: Command, folder: Path, story: list[str]
) -> None:
    found = answer(command, "form", "counts", TITLE, "--campaign", CAMPAIGN)
    (first, *_) = found["questions"]
    assert [(c["label"], c["count"]) for c in first["choices"]] == [("是", 2), ("否", 1)]
    assert first["choices"][1]["records"] == [story[2]]
    assert found["numbers"][0]["mean"] == pytest.approx(49 / 6)
    lines = done(command, "form", "counts", "sjjc", "--campaign", CAMPAIGN).splitlines()
    assert max(map(len, lines)) < 120
    assert [line.split()[-2:] for line in lines[2:4]] == [
        ["是", "2/3（66.7%）"],
        ["否", "1/3（33.3%）"],
    ]
    lines = done(command, "form", "answers", "sjjc", "--month", "2026-11").splitlines()
    assert f"  {first['label']}：否" in lines
    assert any(
        line.startswith("  第 1 条　") and "班级群里还有家长作业。" in line for line in lines
    )
    pdf, book = folder / "汇总.pdf", folder / "回答.xlsx"
    done(command, "form", "counts", "sjjc", "--out", pdf)
    printed = "".join(text_of(pdf).split())
    for words in ("是2/3（66.7%）", "8.17", *NAMES, *(number for number in story)):
        assert words in printed
    done(command, "form", "answers", "sjjc", "--month", "2026-11", "--xlsx", book)
    sheets = load_workbook(book)
    assert sheets.sheetnames == ["回答", "编码", "finding", "统计"]
    row = [cell.value for cell in sheets["回答"][3]]
    assert {NAMES[0], "否", 9.5, "微信群里布置过"} <= set(row)
    assert "班级群里还有家长作业。" in [cell.value for cell in sheets["finding"][3]]
    assert found["missing"] == []


def test_the_month_tells_what_the_form_is_counted_for(
    command: Command, folder: Path, story: list[str]
) -> None:
    pdf, book = folder / "月.pdf", folder / "月.xlsx"
    done(command, "month", "2026-11", "--pdf", pdf)
    printed = "".join(text_of(pdf).split())
    assert "六、专项与量表" in printed
    assert "8.17（满分10）" in printed
    done(command, "month", "2026-11", "--xlsx", book)
    rows = [[cell.value for cell in row] for row in load_workbook(book)["专项与量表"].iter_rows()]
    assert [TITLE, "1 每天的作业在校内公示", "占比", "是", 2, 3, pytest.approx(2 / 3), None] in rows


def test_a_filled_form_is_printed_whole_and_handed_on_as_excel_and_as_an_instance(
    command: Command, folder: Path, story: list[str]
) -> None:
    pdf, book, xml = folder / "表.pdf", folder / "一份.xlsx", folder / "一份.xml"
    done(command, "visit-form", "print", story[0], "--out", pdf)
    printed = "".join(text_of(pdf).split())
    for words in ("班级群里还有家长作业。", "微信群里布置过", "9.5", "教导处"):
        assert words in printed
    done(command, "visit-form", "export", story[0], "sjjc", "--xlsx", book, "--xml", xml)
    told: list[Any] = [[c.value for c in row] for row in load_workbook(book)["回答"].iter_rows()]
    assert ["2 不给家长布置作业", "q2", "否", "否"] in told
    assert "<f_text>班级群里还有家长作业。</f_text>" in xml.read_text()
    code, _, told_wrong = command("visit-form", "export", story[0], "sjjc")
    assert code == 1
    assert "请用 --xlsx 写明 Excel" in told_wrong
