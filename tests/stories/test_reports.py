"""``report``: drafted where there is none, written as a file, an old Word file as its skeleton."""

from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook

from tests.stories.conftest import Command
from tests.stories.test_campaigns import district, file_visit, folder
from tests.stories.test_documents import text_of
from tests.stories.test_summaries import answer, complete
from tests.unit.papers.word_files import p, tbl, tc, tr, word_file

__all__ = ["district", "folder"]


def words(path: Path) -> str:
    return "".join(text_of(path).split())


def test_a_month_is_drafted_once_and_written_as_it_stands_from_then_on(
    command: Command, folder: Path
) -> None:
    file_visit(command, folder)
    out, again = folder / "月.pdf", folder / "月.docx"
    code, told, _ = command("report", "month", "--on", "2026-11", "--out", out)
    assert (code, "ZJ-2026-DX001-0001 已起草，是草稿" in told) == (0, True)
    for said in ("2026年11月督学履职总结（督学01）", "2026年11月，本人入校督导1校次", "草稿"):
        assert said in words(out)
    code, told, _ = command("report", "month", "--on", "2026-11-03", "--out", again)
    assert (code, "ZJ-2026-DX001-0001 已经有了" in told) == (0, True)
    assert again.read_bytes()[:2] == b"PK"
    (line,) = answer(command, "summary", "list")
    assert (line["span"], line["genre"]) == ("月度", "督导工作总结")
    numbered = folder / "按编号.pdf"
    assert command("report", "summary", "ZJ-2026-DX001-0001", "--out", numbered)[0] == 0
    assert words(numbered) == words(out)


def test_what_became_of_the_issues_is_a_paper_of_its_own_beside_the_summary(
    command: Command, folder: Path
) -> None:
    file_visit(command, folder)
    out = folder / "整改.pdf"
    assert command("report", "rectification", "--span", "月度", "--out", out)[0] == 0
    assert command("report", "month", "--out", folder / "月.pdf")[0] == 0
    text = words(out)
    for said in (
        "2026年11月整改情况报告（督学01）", "期初未销号问题0个，新发现1个，销号0个，期末未销号1个",
        "整改完成情况", "“校园及周边安全、学生交通安全”1个", "期末未销号的问题还有1个",
    ):  # fmt: skip
        assert said in text, said
    assert "听课" not in text.split("主要数字")[0]
    assert {line["genre"] for line in answer(command, "summary", "list")} == {
        "督导工作总结", "整改情况报告",
    }  # fmt: skip


def test_the_duties_of_a_person_are_a_table_with_room_to_judge_and_no_grade(
    command: Command, folder: Path
) -> None:
    file_visit(command, folder)
    out, zone = folder / "考核.pdf", folder / "区.pdf"
    assert command("report", "duty", "--on", "2026", "--out", out)[0] == 0
    text = words(out)
    for said in ("督学个人履职考核表", "督学01", "DX001", "入校校次1", "考核等次", "核定"):
        assert said in text, said
    code, _, told = command("report", "zone", "一区", "--out", zone)
    assert (code, "写不出全区或责任区的总结" in told, zone.exists()) == (1, True, False)


def test_an_old_word_file_keeps_its_words_and_loses_its_numbers(
    command: Command, folder: Path
) -> None:
    file_visit(command, folder)
    old, out = folder / "去年.docx", folder / "今年.pdf"
    old.write_bytes(
        word_file(
            p("2025年督学履职总结") + p("一、基本情况")
            + p("2025年，本人入校督导38校次，发现问题21个，撰写简报9期。")
            + p("二、亮点工作") + p("本人荣获先进个人称号。")
            + tbl(tr(tc(p("月份")), tc(p("校次"))))
            + p("督学01") + p("2025年12月30日")
        )
    )  # fmt: skip
    code, told, _ = command("report", "year", "--skeleton", old, "--out", out)
    assert (code, "照旧稿：2 处数字换成了现在的，3 处【请补充】" in told) == (0, True)
    made = answer(command, "summary", "show", "ZJ-2026-DX001-0001")
    assert (made["title"], made["unit"]) == ("2026年督学履职总结", "督学01")
    assert "2026年，本人入校督导{visits=1}校次，发现问题{issues_found=1}个，" in made["body"]
    assert made["overview"] == ""
    text = words(out)
    for said in ("一、基本情况", "二、亮点工作", "旧稿写“9”", "表格：月份、校次，共1行"):
        assert said in text, said
    assert "38" not in text.split("主要数字")[0]
    assert "还有 3 处【请补充】" in command("summary", "file", "ZJ-2026-DX001-0001")[2]
    file_visit(command, folder, date="2026-11-18")
    assert command("summary", "refresh", "ZJ-2026-DX001-0001")[0] == 0
    complete(command, "ZJ-2026-DX001-0001")
    code, _, told = command("summary", "file", "ZJ-2026-DX001-0001")
    assert (code, told) == (0, "")
    filed = answer(command, "summary", "show", "ZJ-2026-DX001-0001")["figured"]
    assert (filed["frozen"], "入校督导2校次" in filed["text"]["body"]) == (True, True)


def test_an_ending_that_is_no_paper_is_refused_before_anything_is_written(
    command: Command, folder: Path
) -> None:
    code, _, told = command("report", "month", "--out", folder / "月.xlsx")
    assert (code, "后缀不是 .pdf 或 .docx" in told) == (1, True)
    assert answer(command, "summary", "list") == []


def test_the_days_on_the_way_are_counted_from_records_and_written_as_files(
    command: Command, folder: Path
) -> None:
    file_visit(command, folder)
    file_visit(command, folder, session="下午", school="2121000004")
    found = answer(command, "report", "travel", "--month", "2026-11")
    assert found["inspectors"] == {
        "DX001": {"days": 1, "meals": 1, "rest_days": 0, "half_days": 2, "visits": 2}
    }
    (day,) = found["days"]
    assert (day["day"], day["meal"], len(day["records"])) == ("2026-11-19", True, 2)
    table = command("report", "travel", "--from", "2026-11-01", "--to", "2026-11-22")[1]
    assert table.startswith("督学交通和误餐天数　2026-11-01至2026-11-22")
    for name in ("天数.pdf", "天数.docx", "天数.xlsx"):
        assert command("report", "travel", "--month", "2026-11", "--out", folder / name)[0] == 0
    text = words(folder / "天数.pdf")
    assert "督学交通和误餐天数表" in text
    assert "示范区第3小学（上午）；示范区第4小学（下午）" in text
    book = load_workbook(folder / "天数.xlsx")
    assert book.sheetnames == ["交通和误餐天数", "逐日"]
    assert [cell.value for cell in book["逐日"][2]][:4] == ["DX001", "督学01", day_of(19), "四"]


def day_of(number: int) -> datetime:
    return datetime(2026, 11, number)  # noqa: DTZ001 - what Excel has


def test_days_on_the_way_that_cannot_be_counted_are_refused_with_a_sentence(
    command: Command, folder: Path
) -> None:
    for arguments, sentence in (
        (("--month", "2026-11", "--from", "2026-11-01"), "只能写一种"),
        (("--from", "2026-11-02", "--to", "2026-11-01"), "截止日期早于开始日期"),
        (("--from", "2024-11-02", "--to", "2026-11-01"), "最多统计一年"),
        (("--inspector", "督学02"), "只有本人的记录"),
        (("--out", folder / "天数.txt"), "后缀不是 .pdf、.docx 或 .xlsx"),
    ):
        code, _, told = command("report", "travel", *arguments)
        assert (code, sentence in told) == (1, True), told
