"""Papers from the command line: 台账, 听课记录表, 公示牌, empty forms, a month's records."""

import json
import subprocess
from pathlib import Path

import docx
import openpyxl
import pytest

from inspector_app import bootstrap
from inspector_app.base import child
from inspector_app.base.paths import forms
from inspector_app.services.context import Role
from tests.stories.conftest import Command
from tests.unit.counties import VARIED, county_book

APPOINTED = {
    "inspector": "DX001", "level": "区", "tenure": "兼职", "document_no": "3号", "term": 1,
    "start": "2025-09-01", "end": "2028-08-31",
}  # fmt: skip

TALK = {"audience": "教师", "people": 6, "way": "座谈", "points": "教研两周一次。"}
SHEETS = {
    "theme": "课后服务", "respondents": "家长", "counts": {"sent": 50, "returned": 48, "valid": 47},
    "questions": "单选 满意吗 | 满意 30 | 不满意 3",
}  # fmt: skip
CASE = {
    "title": "一条警戒线带来的改变", "category": "安全", "school": "2121000003",
    "inspector": "DX001", "background": "字" * 400, "process": "字" * 400, "results": "字" * 400,
    "lessons": "字" * 400, "private": True,
}  # fmt: skip

OPINION = {
    "document_no": "9号", "dated": "2026-11-02", "sender": "市人民政府教育督导室", "level": "市",
    "problems": [{"text": "兼课不够。", "unit": "人事科", "person": "科长", "due": "2026-12-31",
                  "measures": "每周兼课四节。"}],
}  # fmt: skip


def written_to(folder: Path, data: object) -> Path:
    path = folder / "entry.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def text_of(pdf: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", pdf, "-"], capture_output=True, check=True
    )
    return "".join(done.stdout.decode().split())


def pages_of(pdf: Path) -> int:
    done = child.run(["pdfinfo", pdf], seconds=60)
    return int(done.out.decode().partition("Pages:")[2].split()[0])


def _entries(command: Command, folder: Path) -> dict[str, str]:
    """Write an entry of each kind that a document is made of; return what commands call it."""
    meeting = command("meeting", "add")[1].strip()
    appointed = command("appointment", "add", "--from", written_to(folder, APPOINTED))[1].strip()
    assert command("appointment", "file", appointed)[0] == 0
    case = command("case", "add", "--from", written_to(folder, CASE))[1].strip()
    assert command("case", "file", case)[0] == 0
    campaign = command("campaign", "add")[1].strip()
    assert command("campaign", "set", campaign, "opinion", "一、总体情况\n已督导两所。")[0] == 0
    opinion = command("opinion", "add", "--from", written_to(folder, OPINION))[1].strip()
    assert command("opinion", "file", opinion)[0] == 0
    county = county_book(folder / "各校数据.xlsx", *VARIED)
    measured = command("indicators", "keep", county, "--year", "2026")[1].strip()
    assert command("indicators", "plan", "draft", measured)[0] == 0
    assert command("number", "series", "示教督")[0] == 0
    assert command("number", "use", "示教督", "--title", "通知")[0] == 0
    duty = command("duty", "begin")[1].strip()
    assert command("duty", "item", duty, 1, "lead", "教育局")[0] == 0
    return {
        "工作簿": str(county), "测算编号": measured,
        "标识码": "2121000003", "登记编号": meeting, "机关代字": "示教督",
        "案例编号": case, "投诉编号": command("complaint", "add")[1].strip(),
        "专项编号": campaign, "意见函编号": opinion,
        "总结编号": command("summary", "draft")[1].strip(),
        "自评表编号": command("selfcheck", "begin")[1].strip(), "分解编号": duty,
    }  # fmt: skip


def become_an_office(folder: Path) -> None:
    with bootstrap.open_workbench(folder) as bench:
        bench.settings.set_identity(role=Role.OFFICE, district="210304", inspector_id="")


def test_the_kinds_of_documents_are_listed_with_formats_that_their_commands_write(
    command: Command, number: str, tmp_path: Path
) -> None:
    kinds = json.loads(command("document", "kinds", "--json")[1])
    assert {kind["code"] for kind in kinds} == {
        "visit", "signing", "blank-visit", "visits", "lesson", "blank-lesson", "interview",
        "questionnaire", "checklist", "blank-checklist", "month", "ledger", "plate", "plates",
        "form", "blank-form", "form-counts", "register", "register-list", "roster", "zones",
        "cases",
        "plate-coverage",
        "call-note", "complaint-handling", "complaint-review", "rectification-report",
        "rectification-notice", "feedback-letter", "opinion-letter", "check-sheet", "closed-loop",
        "hazard-slip", "consultation-letter", "reply-form", "school-handover",
        "campaign-opinion", "departure", "balance", "balance-failing", "creation-plan",
        "selfcheck", "responsibilities", "tasks", "matrix", "summary",
        "duty-assessment", "travel", "tables", "dunning", "district-month", "numbers",
        "task-board",
    }  # fmt: skip
    assert command("visit", "correct", number, "--reason", "补充访谈")[0] == 0
    for act, rows in (("add-interview", TALK), ("add-questionnaire", SHEETS)):
        assert command("visit", act, number, "--from", written_to(tmp_path, rows))[0] == 0
    assert command("checklist", "fill", number, "--form", "shuangjian")[0] == 0
    assert command("visit", "file", number)[0] == 0
    said = ("--person", "安全管理科", "--note", "请协调。")
    assert command("issue", "consult", f"{number}-01", *said)[0] == 0
    assert all(kind["formats"][:2] == ["pdf", "docx"] for kind in kinds)
    values = {
        "编号": number, "YYYY-MM": "2026-11", "督学编号": "DX001", "检查表": "shuangjian",
        "表单": "dudao",
        **_entries(command, tmp_path),
    }  # fmt: skip
    package = tmp_path / "dudao.form"
    assert command("form", "publish", forms() / "dudao", "--out", package)[0] == 0
    assert command("visit-form", "publish", package)[0] == 0
    # Last, for they take the record back to a draft, or are the office's alone.
    last = ["signing", "form", "dunning", "district-month"]
    for kind in sorted(kinds, key=lambda kind: [kind["code"] == code for code in last[::-1]]):
        if kind["code"] == last[0]:
            assert command("visit", "correct", number, "--reason", "补充")[0] == 0
            assert command("visit-form", "begin", number, "dudao")[0] == 0
        if kind["code"] == last[2]:
            become_an_office(tmp_path / "data")
        for ending, written in zip(kind["formats"], kind["commands"], strict=True):
            made = tmp_path / f"{kind['code']}.{ending}"
            words = [values.get(word, word) for word in written.rsplit(" ", 1)[0].split()]
            assert command(*words, made)[0] == 0, kind
            assert made.read_bytes()[:4] == {"pdf": b"%PDF"}.get(ending, b"PK\x03\x04")
    drafts = {kind["code"]: tmp_path / f"{kind['code']}.docx" for kind in kinds}
    assert "送签稿 1" in docx.Document(drafts["signing"]).sections[0].header.paragraphs[0].text
    assert "责任督学公示牌" in command("document", "kinds")[1]


def test_the_ledger_is_written_as_pdf_and_excel_with_the_same_issue(
    command: Command, number: str, tmp_path: Path
) -> None:
    pdf, xlsx = tmp_path / "台账.pdf", tmp_path / "台账.xlsx"
    code, out, _ = command("ledger", "--month", "2026-11", "--pdf", pdf, "--xlsx", xlsx)
    assert (code, out.split()) == (0, [str(xlsx), str(pdf)])
    page = openpyxl.load_workbook(xlsx).worksheets[0]
    found = {head.value: cell for head, cell in zip(page[2], page[3], strict=True)}
    assert found["发现日期"].is_date
    assert found["整改时限"].value.date().isoformat() == "2026-11-27"
    assert (found["序号"].value, found["来源"].value) == (1, "专项")
    assert (found["学段"].value, found["责任区"].value) == ("小学", "第一督学责任区")
    text = text_of(pdf)
    for name in ("问题编号", "被督导单位", "问题描述", "整改要求", "责任单位", "程度"):
        assert found[name].value in text


def test_a_ledger_without_a_file_to_write_is_refused(command: Command, number: str) -> None:
    code, _, err = command("ledger", "--month", "2026-11")
    assert code == 1
    assert "--pdf、--docx 或 --xlsx" in err


@pytest.mark.parametrize(
    "words",
    [("plates",), ("plate", "--school", "2121000003"), ("visit", "blank", "--school", "2121000003"),
     ("visit", "signing", "NO")],
)  # fmt: skip
def test_a_paper_without_a_file_to_write_is_refused_and_takes_no_number(
    command: Command, number: str, words: tuple[str, ...]
) -> None:
    before = command("visits", "--json")[1]
    code, _, err = command(*(number if word == "NO" else word for word in words))
    assert code == 1
    assert "--out" in err
    assert "--docx" in err
    assert command("visits", "--json")[1] == before


def test_a_copy_for_signing_is_written_as_pdf_and_word_under_one_number(
    command: Command, number: str, tmp_path: Path
) -> None:
    assert command("visit", "correct", number, "--reason", "补充")[0] == 0
    pdf, word = tmp_path / "稿.pdf", tmp_path / "稿.docx"
    code, out, _ = command("visit", "signing", number, "--out", pdf, "--docx", word)
    assert (code, out.split("\n")[:2]) == (0, [f"送签稿 1：{pdf}", f"送签稿 1：{word}"])
    assert f"送签稿 1：{word}" in command("visit", "signing", number, "--docx", word)[1]
    assert command("visit", "set", number, "advice", "坚持日巡查。")[0] == 0
    wrong = command("visit", "signing", number, "--docx", word, "--draft", "1")
    assert (wrong[0], "送签稿 1 打印以后记录改过" in wrong[2]) == (1, True)
    mixed = command("visit", "signing", number, "--docx", word, "--out", pdf, "--draft", "1")
    assert (mixed[0], "--draft 只用于 --docx" in mixed[2]) == (1, True)
    assert "送签稿 2" in command("visit", "signing", number, "--docx", word)[1]


def test_the_months_records_become_one_file_and_the_list_stays_a_list(
    command: Command, number: str, tmp_path: Path
) -> None:
    made = tmp_path / "合订.pdf"
    assert command("visits", "pdf", "--month", "2026-11", "--out", made)[0] == 0
    assert number in text_of(made)
    (listed,) = json.loads(command("visits", "--month", "2026-11", "--json")[1])
    assert listed["no"] == number
    code, _, err = command("visits", "pdf", "--month", "2026-10", "--out", tmp_path / "x.pdf")
    assert (code, (tmp_path / "x.pdf").exists()) == (1, False)
    assert "2026年10月没有已定稿的记录" in err


def test_a_lesson_that_the_record_does_not_have_is_refused(
    command: Command, number: str, tmp_path: Path
) -> None:
    made = tmp_path / "听课.pdf"
    assert command("lesson", "pdf", number, "--out", made)[0] == 0
    assert "水的循环" in text_of(made)
    for wrong in ("2", "0", "-1"):
        other = tmp_path / "无.pdf"
        code, _, err = command("lesson", "pdf", number, "--lesson", wrong, "--out", other)
        assert (code, other.exists()) == (1, False)
        assert f"没有第 {wrong} 节" in err


def test_a_plate_has_a_page_for_its_school(command: Command, number: str, tmp_path: Path) -> None:
    one, every = tmp_path / "牌.pdf", tmp_path / "全部.pdf"
    assert command("plate", "--school", "2121000003", "--out", one)[0] == 0
    assert command("plates", "--out", every)[0] == 0
    assert (pages_of(one), pages_of(every)) == (1, 1)
    assert "示范区第3小学" in text_of(one)
    assert "督学01" in text_of(every)
    assert command("plate", "--school", "9999999999", "--out", tmp_path / "x.pdf")[0] == 1


def test_paper_and_draft_share_the_number_of_an_empty_form(
    command: Command, number: str, tmp_path: Path
) -> None:
    paper = tmp_path / "空白.pdf"
    code, out, _ = command("visit", "blank", "--school", "2121000003", "--out", paper)
    reserved = out.partition("：")[0]
    assert code == 0
    assert reserved in text_of(paper)
    assert reserved != number
    draft = json.loads(command("visit", "show", reserved, "--json")[1])
    assert (draft["status"], draft["school"]) == ("草稿", "2121000003")
    assert command("visit", "set", reserved, "narrative", "照纸录入。")[0] == 0
    another = command("visit", "blank", "--school", "2121000003", "--out", paper)[1]
    assert another.partition("：")[0] not in {reserved, number}


def test_an_empty_form_for_an_unknown_school_takes_no_number(
    command: Command, number: str, tmp_path: Path
) -> None:
    before = command("visits", "--json")[1]
    paper = tmp_path / "空白.pdf"
    assert command("visit", "blank", "--school", "9999999999", "--out", paper)[0] == 1
    assert command("visits", "--json")[1] == before
    assert not paper.exists()


@pytest.mark.parametrize(
    "words", [("month", "2026-11", "--pdf"), ("ledger", "--pdf"), ("plates", "--out")]
)
def test_a_file_that_is_open_elsewhere_gets_a_sibling_from_every_command(
    command: Command,
    number: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
) -> None:
    import os

    replace = os.replace

    def refuse(part: Path, target: Path) -> None:
        if Path(target).name == "表.pdf":
            raise PermissionError(13, "used by another process")
        replace(part, target)

    monkeypatch.setattr(os, "replace", refuse)
    code, out, _ = command(*words, tmp_path / "表.pdf")
    assert code == 0
    assert "“表.pdf”正被其他程序打开" in out
    assert (tmp_path / "表（2）.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("option", ["--out", "--docx"])
def test_no_number_is_taken_for_a_paper_that_has_no_place(
    command: Command, number: str, tmp_path: Path, option: str
) -> None:
    nowhere = tmp_path / "没有" / "空表"
    code, _, err = command("visit", "blank", "--school", "2121000003", option, nowhere)
    assert (code, "文件夹不存在" in err) == (1, True)
    assert [row["no"] for row in json.loads(command("visits", "--json")[1])] == [number]
    command("visit", "correct", number, "--reason", "补充")
    assert command("visit", "signing", number, "--out", nowhere)[0] == 1
    assert "送签稿 1：" in command("visit", "signing", number, "--out", tmp_path / "稿.pdf")[1]


@pytest.mark.parametrize(
    ("words", "ending"),
    [
        ("visit pdf {no} --out", "docx"),
        ("visit docx {no} --out", "PDF"),
        ("month 2026-11 --pdf", "xlsx"),
        ("month 2026-11 --xlsx", "pdf"),
        ("ledger --xlsx", "pdf"),
        ("lesson docx {no} --out", "pdf"),
        ("plate --school 2121000003 --docx", "pdf"),
    ],
)
def test_no_file_gets_the_ending_of_another_format(
    command: Command, number: str, tmp_path: Path, words: str, ending: str
) -> None:
    target = tmp_path / f"文件.{ending}"
    code, _, err = command(*words.format(no=number).split(), target)
    assert (code, "后缀" in err, target.exists()) == (1, True, False)
