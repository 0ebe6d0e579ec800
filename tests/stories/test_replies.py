"""A school's reply: by paper it answers five issues at once; by Word its form is read back."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from PIL import Image

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import open_workbench
from tests.stories.conftest import ISSUE, RECORD, Command

SCHOOL = "示范区第3小学"
Issues = list[str]


def picture(path: Path, shade: int) -> Path:
    image = Image.effect_noise((320, 240), 60).convert("RGB")
    image.paste((shade, 255 - shade, 90), (20, 20, 200, 160))
    image.save(path)
    return path


@pytest.fixture
def issues(command: Command, number: str, tmp_path: Path) -> Issues:
    """The numbers of five open issues of one school, on two records."""
    data = {**RECORD, "date": "2026-11-21", "type": "经常性", "campaign": "", "merits": []}
    (tmp_path / "r.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    second = command("visit", "new", "--from", tmp_path / "r.json")[1].strip()
    for place in range(4):
        issue = {**ISSUE, "severity": "一般", "description": f"第{place + 2}处问题。"}
        (tmp_path / "i.json").write_text(json.dumps(issue, ensure_ascii=False), encoding="utf-8")
        assert command("visit", "add-issue", second, "--from", tmp_path / "i.json")[0] == 0
    code, _, err = command("visit", "file", second)
    assert code == 0, err
    return [f"{number}-01", *(f"{second}-{place:02d}" for place in range(1, 5))]


def shown(command: Command, number: str) -> dict[str, Any]:
    return dict(json.loads(command("issue", "show", number, "--json")[1]))


def test_a_reply_by_paper_answers_five_issues(
    command: Command, issues: Issues, tmp_path: Path, clock: FixedClock
) -> None:
    pages = [picture(tmp_path / f"回复{n}.jpg", 40 * n) for n in (1, 2)]
    before = files_in(tmp_path / "data" / "photos")
    code, out, err = command(
        "reply", "add", SCHOOL, "--on", "2026-11-22", "--photo", *pages,
        "--issue", *issues, "--measure", "逐项整改", "--done", "已全部完成", "--person", "副校长",
    )  # fmt: skip
    assert code == 0, err
    assert (out.count("待核查"), "回复了 5 个问题" in out) == (5, True)
    for number in issues:
        told = shown(command, number)
        assert told["state"] == "待核查"
        assert [event["kind"] for event in told["events"]][-2:] == ["整改措施", "学校报送"]
        assert told["events"][-1]["reference"].startswith("HF-2026-DX001-")
    # Each page once, with its original: four files, however many issues they answer.
    assert len(files_in(tmp_path / "data" / "photos") - before) == 4
    with open_workbench(tmp_path / "data", clock=clock) as bench:
        seen = [bench.issues.case(bench.ledger.row(n).issue.uid).photo_uids for n in issues]
    assert len(set(seen)) == 1
    assert len(seen[0]) == 2
    (listed,) = json.loads(command("reply", "list", "--school", SCHOOL, "--json")[1])
    assert (listed["state"], listed["issues"], listed["way"]) == ("已记入台账", 5, "纸质")
    assert command("check")[0] == 0


def files_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def test_verdicts_are_recorded_with_the_reply_or_none_is(
    command: Command, issues: Issues, tmp_path: Path
) -> None:
    page = picture(tmp_path / "整改后.jpg", 70)
    answers = [
        {"issue": issues[0], "done": "已清空", "verdict": "到位", "remark": "看过照片，通道畅通",
         "photos": [page.name]},
        {"issue": issues[1], "done": "已安排", "verdict": "不到位", "remark": "还缺一处"},
    ]  # fmt: skip
    source = tmp_path / "a.json"
    source.write_text(json.dumps({"answers": answers}, ensure_ascii=False), encoding="utf-8")
    code, _, err = command("reply", "add", SCHOOL, "--on", "2026-11-22", "--from", source)
    assert (code, issues[1] in err, "另定时限" in err) == (1, True, True)
    assert shown(command, issues[0])["state"] == "已反馈"
    answers[1]["until"] = "2026-12-20"
    source.write_text(json.dumps({"answers": answers}, ensure_ascii=False), encoding="utf-8")
    code, out, err = command("reply", "add", SCHOOL, "--on", "2026-11-22", "--from", source)
    assert (code, "已销号" in out) == (0, True), err
    assert (shown(command, issues[1])["round"], shown(command, issues[1])["due_now"]) == (
        2, "2026-12-20",
    )  # fmt: skip


def test_a_word_alone_closes_nothing(command: Command, issues: Issues) -> None:
    code, _, err = command(
        "reply", "add", SCHOOL, "--way", "微信等", "--issue", issues[0], "--done", "改好了",
        "--verdict", "到位", "--remark", "学校说改好了",
    )  # fmt: skip
    assert (code, "佐证材料" in err) == (1, True)
    assert json.loads(command("reply", "list", "--json")[1]) == []


def fill(path: Path, rows: dict[str, Callable[[list[Any]], None]]) -> None:
    """Fill rows of a form, by the number of their issue."""
    word = docx.Document(str(path))
    for row in word.tables[0].rows[1:]:
        cells = list(row.cells)
        act = rows.get("".join(cells[1].text.split()))
        if act is not None:
            act(cells)
    word.save(str(path))


def jpeg(shade: int) -> BytesIO:
    buffer = BytesIO()
    Image.effect_noise((200, 150), 20 + shade).convert("RGB").save(buffer, "JPEG")
    buffer.seek(0)
    return buffer


def filled_form(command: Command, issues: Issues, tmp_path: Path) -> Path:
    """The printed form with the first two issues answered, the second with a picture."""
    path = tmp_path / "回复表.docx"
    assert command("letter", "print", "reply_form", SCHOOL, "--docx", path)[0] == 0

    def first(cells: list[Any]) -> None:
        cells[5].text = "一是清空通道。"
        cells[5].add_paragraph("二是每日巡查。")
        cells[6].text = "已完成"
        cells[7].text = "总务主任"

    def second(cells: list[Any]) -> None:
        cells[6].text = "已更换"
        cells[8].paragraphs[0].add_run().add_picture(jpeg(1))

    fill(path, {issues[0]: first, issues[1]: second})
    return path


def test_a_reply_by_word_is_looked_at_and_then_recorded(
    command: Command, issues: Issues, tmp_path: Path
) -> None:
    path = filled_form(command, issues, tmp_path)
    code, out, err = command("reply", "read", path, "--json")
    assert code == 0, err
    lines = {line["issue"]: line for line in json.loads(out)["answers"]}
    assert lines[issues[0]]["measures"] == "一是清空通道。\n二是每日巡查。"
    assert lines[issues[0]]["will"] == "整改措施、学校报送"
    assert (lines[issues[1]]["done"], lines[issues[1]]["photos"]) == ("已更换", 1)
    assert "没有写措施" in lines[issues[2]]["refused"]
    assert shown(command, issues[0])["state"] == "已反馈"
    code, out, err = command("reply", "read", path, "--record")
    assert (code, "回复了 2 个问题" in out) == (0, True), err
    told = shown(command, issues[0])
    assert told["events"][-2]["measures"] == ["一是清空通道。", "二是每日巡查。"]
    assert (told["events"][-1]["note"], told["events"][-1]["person"]) == ("已完成", "总务主任")
    assert shown(command, issues[1])["state"] == "待核查"
    code, _, err = command("reply", "read", path, "--record")
    assert (code, "已经读入过" in err) == (1, True)
    assert command("check")[0] == 0


def test_rows_of_other_numbers_and_of_settled_issues_are_named(
    command: Command, issues: Issues, tmp_path: Path
) -> None:
    path = filled_form(command, issues, tmp_path)
    command(
        "issue", "void", issues[1], "--on", "2026-11-21", "--note", "重复", "--person", "督导室"
    )

    def strange(cells: list[Any]) -> None:
        cells[1].text = "210304-2026-DX009-0001-01"
        cells[6].text = "已完成"

    fill(path, {issues[2]: strange})
    lines = json.loads(command("reply", "read", path, "--json")[1])["answers"]
    refused = {line["issue"]: line["refused"] for line in lines}
    assert refused[issues[0]] == ""
    assert "已撤销" in refused[issues[1]]
    assert "没有这个问题编号" in refused["210304-2026-DX009-0001-01"]


def test_another_document_is_a_sentence(command: Command, number: str, tmp_path: Path) -> None:
    other = tmp_path / "记录.docx"
    assert command("visit", "docx", number, "--out", other)[0] == 0
    code, _, err = command("reply", "read", other)
    assert (code, "没有整改回复表" in err) == (1, True)
    other.write_bytes(other.read_bytes()[:900])
    code, _, err = command("reply", "read", other)
    assert (code, "已经损坏" in err) == (1, True)


def test_the_letters_of_an_issue_show_the_reply_and_its_pictures(
    command: Command, issues: Issues, tmp_path: Path
) -> None:
    command("reply", "read", filled_form(command, issues, tmp_path), "--record")
    for kind in ("check_sheet", "closed_loop"):
        path = tmp_path / f"{kind}.docx"
        code, _, err = command("letter", "print", kind, issues[1], "--docx", path)
        assert code == 0, err
        word = docx.Document(str(path))
        texts = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        assert any("学校报送：已更换（回复编号 HF-2026-DX001-0001，照片1张）" in t for t in texts)
        assert len(word.inline_shapes) == (1 if kind == "closed_loop" else 0)


def test_a_form_and_its_reply_are_told_to_people(
    command: Command, issues: Issues, tmp_path: Path
) -> None:
    path = filled_form(command, issues, tmp_path)
    code, out, _ = command("reply", "read", path, "--school", SCHOOL)
    assert (code, f"将记　{issues[0]}　整改措施、学校报送：已完成" in out) == (0, True)
    assert f"不记　{issues[4]}" in out
    command("reply", "read", path, "--record")
    number = "HF-2026-DX001-0001"
    assert number in command("reply", "list")[1]
    shown_text = command("reply", "show", number)[1]
    assert ("完成情况：已更换" in shown_text, "照片 1 张" in shown_text) == (True, True)
    told = json.loads(command("reply", "show", number, "--json")[1])
    assert [answer["issue"] for answer in told["answers"]] == issues[:2]
    code, _, err = command("reply", "discard", number)
    assert (code, "已经记入台账" in err) == (1, True)
    code, _, err = command("reply", "show", "HF-1")
    assert (code, "找不到学校回复" in err) == (1, True)


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [("--way", "飞鸽", "没有“飞鸽”这种回复方式"), ("--verdict", "很好", "没有“很好”这种结论")],
)
def test_an_unknown_word_is_refused_with_those_that_are_known(
    command: Command, issues: Issues, option: str, value: str, said: str
) -> None:
    code, _, err = command("reply", "add", SCHOOL, "--issue", issues[0], option, value)
    assert (code, said in err) == (1, True)
