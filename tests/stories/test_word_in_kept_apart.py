"""A Word file read into a draft: other records and schools are refused, talks are not read."""

import argparse
import json
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from inspector_app.cli.talk_parser import add_talk_commands
from tests.stories.conftest import RECORD, Command, roster_book

TALKS = (
    {"audience": "家长", "people": 2, "way": "个别", "points": "接送的路口太挤。",
     "confidential": False},
    {"audience": "家长", "people": 4, "way": "座谈", "points": "只对督学说的话。"},
)  # fmt: skip
SHEETS = {
    "theme": "课后服务", "respondents": "家长", "questions": "单选 满意吗 | 满意 20 | 不满意 7",
    "counts": {"sent": 30, "returned": 28, "valid": 27},
}  # fmt: skip
CLASSES = "三年级1班,语文\n三年级2班,数学\n四年级1班\n"


def written(path: Path, data: object) -> Path:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def shown(command: Command, number: str) -> dict[str, Any]:
    return dict(json.loads(command("visit", "show", number, "--json")[1]))


@pytest.fixture
def draft(command: Command, tmp_path: Path) -> str:
    """A draft on 示范区第3小学, in a folder that knows 示范区第4小学 too."""
    assert command("init", "--district", "210304", "--inspector", "DX001")[0] == 0
    book = openpyxl.load_workbook(roster_book(tmp_path / "名册.xlsx"))
    book["学校"].append(["2121000004", "示范区第4小学", "小学", "公办", 500, "在办", None])
    book.save(tmp_path / "名册.xlsx")
    assert command("import", "roster", tmp_path / "名册.xlsx")[0] == 0
    record = {**RECORD, "methods": {"documents_read": 4}}
    return command("visit", "new", "--from", written(tmp_path / "r.json", record))[1].strip()


def with_talks(command: Command, draft: str, folder: Path) -> None:
    for talk in TALKS:
        path = written(folder / "t.json", talk)
        code, _, err = command("visit", "add-interview", draft, "--from", path)
        assert code == 0, err
    path = written(folder / "q.json", SHEETS)
    assert command("visit", "add-questionnaire", draft, "--from", path)[0] == 0
    classes = folder / "班级.txt"
    classes.write_text(CLASSES, encoding="utf-8")
    assert command("lesson", "draw", draft, "--from", classes, "--seed", "7")[0] == 0


def printed(command: Command, draft: str, path: Path, *more: str) -> Path:
    code, _, err = command("visit", "docx", draft, "--out", path, *more)
    assert code == 0, err
    return path


def test_what_is_read_is_shown_in_the_words_of_the_form(command: Command, tmp_path: Path) -> None:
    assert command("init", "--district", "210304", "--inspector", "DX001")[0] == 0
    assert command("import", "roster", roster_book(tmp_path / "名册.xlsx"))[0] == 0
    word = docx.Document()
    for line in ("学校标识码：2121000003", "督学证：■已出示", "督导方式：访谈家长1人、查阅资料4份",
                 "督导过程", "到校巡视。"):  # fmt: skip
        word.add_paragraph(line)
    word.save(str(tmp_path / "记录.docx"))
    out = command("visit", "read-word", tmp_path / "记录.docx")[1]
    lines = {line.strip() for line in out.splitlines()}
    assert {
        "督导方式及数量：查阅资料 4、访谈家长 1", "已出示督学证：是",
        "被督导学校（园）：示范区第3小学",
    } <= lines  # fmt: skip


def test_the_form_of_another_school_is_not_read_into_a_draft(
    command: Command, draft: str, tmp_path: Path
) -> None:
    word = docx.Document()
    for line in ("学校：示范区第4小学", "督导过程", "别校的事。", "存在问题", "1.别校的问题。"):
        word.add_paragraph(line)
    word.save(str(tmp_path / "别校.docx"))
    before = shown(command, draft)
    code, _, err = command("visit", "read-word", tmp_path / "别校.docx", "--into", draft)
    assert code == 1
    assert "写的是示范区第4小学" in err
    assert "选的是示范区第3小学，没有读入任何内容" in err
    assert shown(command, draft) == before


def test_the_form_of_another_record_is_not_read_into_a_draft(
    command: Command, draft: str, tmp_path: Path
) -> None:
    path = printed(command, draft, tmp_path / "记录.docx")
    other = command("visit", "new")[1].strip()
    before = shown(command, other)
    code, _, err = command("visit", "read-word", path, "--into", other)
    assert code == 1
    assert f"记录编号是 {draft}，不是草稿 {other}，没有读入任何内容" in err
    assert shown(command, other) == before


@pytest.mark.parametrize("more", [(), ("--with-confidential",)])
def test_talks_of_our_own_print_are_named_and_never_noted(
    command: Command, draft: str, tmp_path: Path, more: tuple[str, ...]
) -> None:
    with_talks(command, draft, tmp_path)
    path = printed(command, draft, tmp_path / "记录.docx", *more)
    out = command("visit", "read-word", path)[1]
    assert "没有读入　访谈、问卷、抽签：不从 Word 读入" in out
    told = json.loads(command("visit", "read-word", path, "--json")[1])
    assert (told["skipped"], told["rest"]) == (["访谈", "问卷", "抽签"], [])
    code, out, err = command("visit", "read-word", path, "--into", "new")
    assert (code, "随手记" in out) == (0, False)
    assert "没有放入 访谈、问卷、抽签" in err


def test_numbers_that_the_record_counts_already_are_not_typed_into_it(
    command: Command, draft: str, tmp_path: Path
) -> None:
    with_talks(command, draft, tmp_path)
    path = printed(command, draft, tmp_path / "记录.docx")
    before = shown(command, draft)["methods"]
    code, _, err = command("visit", "read-word", path, "--into", draft)
    assert (code, "督导方式" in err) == (0, False)
    assert shown(command, draft)["methods"] == before


@pytest.mark.parametrize(
    ("name", "words"),
    [("interview", "列出一份记录里的访谈"), ("questionnaire", "列出一份记录里的问卷")],
)
def test_the_lists_of_talks_and_sheets_are_called_by_their_names(
    name: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    add_talk_commands(parser.add_subparsers())
    with pytest.raises(SystemExit):
        parser.parse_args([name, "--help"])
    assert words in capsys.readouterr().out
