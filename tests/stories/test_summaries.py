"""A summary on the command line, from its draft to the print that is kept."""

import json
from pathlib import Path
from typing import Any

from tests.stories.conftest import Command
from tests.stories.test_campaigns import district, file_visit, folder
from tests.stories.test_documents import text_of

__all__ = ["district", "folder"]


def answer(command: Command, *arguments: object) -> Any:
    code, out, told = command(*arguments, "--json")
    assert code == 0, told
    return json.loads(out)


def complete(command: Command, number: str) -> None:
    """Write what the draft leaves to people."""
    shown = answer(command, "summary", "show", number)
    for section in shown["figured"]["text"]:
        text = shown[section]
        for rest in text.split("【")[1:]:
            text = text.replace(f"【{rest.split('】')[0]}】", "按计划推进")
        if text != shown[section]:
            assert command("summary", "set", number, section, text)[0] == 0


def test_a_year_is_drafted_moves_with_the_records_is_filed_and_printed_once(
    command: Command, folder: Path
) -> None:
    file_visit(command, folder)
    made = answer(command, "summary", "draft", "--span", "年度", "--inspector", "督学01")
    number = made["no"]
    assert (made["scope"], made["inspector"], made["until"]) == ("个人", "DX001", "2026-11-22")
    assert "{visits=1}校次" in made["overview"]
    complete(command, number)
    file_visit(command, folder, date="2026-11-18")
    shown = answer(command, "summary", "show", number)
    assert "入校督导2校次" in shown["figured"]["text"]["overview"]
    moved = {each["id"]: (each["written"], each["now"]) for each in shown["figured"]["moved"]}
    assert moved["visits"] == ("1", "2")
    code, _, told = command("summary", "file", number)
    assert code == 1
    assert "写时是 1，现在是 2；看过文字，再用现在的数字" in told
    assert "写时是 1，现在是 2" in command("summary", "show", number)[1]
    assert command("summary", "refresh", number)[1].startswith("已用现在的数字，已保存 ")
    assert command("summary", "file", number)[0] == 0
    figures = answer(command, "summary", "figures", number)
    assert figures["figures"]["visits"]["value"] == 2
    assert figures["figures"]["coverage"]["value"] == [1, 2]
    behind = answer(command, "summary", "figures", number, "--behind", "issues_found")
    assert [record["text"] for record in behind["records"]] == ["消防通道堆放杂物。"] * 2
    table = command("summary", "figures", number, "--behind", "issues_found")[1]
    assert table.startswith("发现问题：2　背后有 2 条")
    printed_and_kept(command, folder, number)


def printed_and_kept(command: Command, folder: Path, number: str) -> None:
    """Print, let records move on, print again."""
    first, again, word = (folder / name for name in ("一.pdf", "二.pdf", "总结.docx"))
    assert command("summary", "print", number, "--out", first, "--docx", word)[0] == 0
    file_visit(command, folder, date="2026-11-17")
    assert command("summary", "print", number, "--out", again, "--revision", 1)[0] == 0
    assert again.read_bytes() == first.read_bytes()
    text = text_of(first)
    for words in (
        "2026年督学履职总结",
        "一、工作概况",
        "入校督导2校次",
        "主要数字",
        "各月入校校次",
    ):
        assert words in "".join(text.split()), words
    assert "草稿" not in text
    assert word.read_bytes()[:2] == b"PK"
    (line,) = answer(command, "summary", "list")
    assert (line["no"], line["state"]) == (number, "定稿")


def test_a_summary_that_cannot_be_drafted_is_refused_and_nothing_is_begun(
    command: Command, folder: Path
) -> None:
    assert folder.is_dir()
    for arguments, sentence in (
        (("--zone", "一区", "--inspector", "督学01"), "只能写一个，没有起草"),
        (("--zone", "一区"), "只有本人的记录，写不出全区或责任区的总结"),
        (("--on", "2027-03-01"), "2027年还没有开始，没有起草"),
        (("--on", "三月"), "请写成 2026-11-22 这样"),
        (("--inspector", "督学99"), "名册里没有督学“督学99”"),
    ):
        code, _, told = command("summary", "draft", *arguments)
        assert (code, sentence in told) == (1, True), told
    assert answer(command, "summary", "list") == []
    assert command("summary", "figures", "ZJ-2026-DX001-0001")[0] == 1
