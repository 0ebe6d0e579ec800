"""A record typed in Word becomes a draft: our own form, a district's, or prose."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from PIL import Image

from tests.stories.conftest import ISSUE, LESSON, RECORD, Command

COMPARED = (
    "school", "date", "session", "type", "campaign", "notice", "notice_date", "lead", "peers",
    "others", "host", "topics", "month_theme", "methods", "plan_text", "narrative", "advice",
    "feedback_way", "feedback_to", "next_visit",
)  # fmt: skip


def shown(command: Command, number: str) -> dict[str, Any]:
    return dict(json.loads(command("visit", "show", number, "--json")[1]))


def test_our_own_word_file_read_back_gives_the_same_record(
    command: Command, number: str, tmp_path: Path
) -> None:
    path = tmp_path / "记录.docx"
    assert command("visit", "docx", number, "--out", path)[0] == 0
    code, out, err = command("visit", "read-word", path, "--into", "new")
    assert code == 0, err
    made, known = shown(command, out.split()[0]), shown(command, number)
    assert {k: made[k] for k in COMPARED} == {k: known[k] for k in COMPARED}
    assert [m["text"] for m in made["merits"]] == RECORD["merits"]
    for key, value in ISSUE.items():
        assert made["issues"][0][key] == value
    assert {k: made["lessons"][0][k] for k in LESSON} == {k: known["lessons"][0][k] for k in LESSON}
    assert "没有认出" not in out


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Prose with headings, one without a number, a picture, and a part that no form has."""
    word = docx.Document()
    word.add_heading("督导札记", level=1)
    for line in (
        "学校：示范区第3小学", "督导时间：2026年11月19日下午", "一、督导纪实",
        "到校巡视，查看食堂。",
        "亮点", "1.明厨亮灶。", "三、存在问题", "1.通道堆放课桌。", "2.台账不完善少于30节",
        "四、天气情况", "晴，微风。", "五、意见建议", "每日巡查。",
    ):  # fmt: skip
        word.add_paragraph(line)
    picture = BytesIO()
    Image.effect_noise((200, 150), 40).convert("RGB").save(picture, "JPEG")
    picture.seek(0)
    word.add_picture(picture)
    path = tmp_path / "札记.docx"
    word.save(str(path))
    return path


def test_prose_is_seen_first_and_then_becomes_a_draft(
    command: Command, number: str, notes: Path
) -> None:
    before = command("visits")[1]
    code, out, _ = command("visit", "read-word", notes)
    assert (code, "没有认出（四、天气情况）：晴，微风。" in out) == (0, True)
    assert command("visits")[1] == before
    code, out, err = command("visit", "read-word", notes, "--into", "new")
    assert (code, "随手记" in out) == (0, True), err
    made = shown(command, out.split()[0])
    assert (made["school"], made["date"], made["session"]) == ("2121000003", "2026-11-19", "下午")
    assert (made["narrative"], made["advice"]) == ("到校巡视，查看食堂。", "每日巡查。")
    assert [m["text"] for m in made["merits"]] == ["明厨亮灶。"]
    assert [i["description"] for i in made["issues"]] == ["通道堆放课桌。", "台账不完善少于30节"]
    assert len(made["photos"]) == 1
    assert made["status"] == "草稿"


def test_a_draft_is_filled_where_it_is_empty_and_kept_where_it_is_not(
    command: Command, number: str, notes: Path
) -> None:
    draft = command("visit", "new")[1].strip()
    command("visit", "set", draft, "advice", "自己写的意见")
    for _ in range(2):
        code, _, err = command("visit", "read-word", notes, "--into", draft)
        assert (code, "没有覆盖" in err) == (0, True)
    made = shown(command, draft)
    assert (made["advice"], made["narrative"]) == ("自己写的意见", "到校巡视，查看食堂。")
    assert (len(made["issues"]), len(made["merits"]), len(made["photos"])) == (2, 1, 1)


def test_a_filed_record_takes_nothing_from_a_word_file(
    command: Command, number: str, notes: Path
) -> None:
    before = shown(command, number)
    code, _, err = command("visit", "read-word", notes, "--into", number)
    assert (code, "已定稿" in err) == (1, True)
    assert shown(command, number) == before


def test_what_a_heading_promises_and_its_text_does_not_keep_is_named_and_kept(
    command: Command, number: str, tmp_path: Path
) -> None:
    word = docx.Document()
    for line in ("学校：没有这所学校", "日期：昨天", "督导过程", "到校。"):
        word.add_paragraph(line)
    path = tmp_path / "乱.docx"
    word.save(str(path))
    told = json.loads(command("visit", "read-word", path, "--json")[1])
    assert told["narrative"] == "到校。"
    assert {each["text"] for each in told["rest"]} == {"没有这所学校", "昨天"}


def test_a_file_that_says_nothing_of_a_record_is_a_sentence(
    command: Command, number: str, tmp_path: Path
) -> None:
    path = tmp_path / "别的.docx"
    word = docx.Document()
    word.add_paragraph("采购清单")
    word.save(str(path))
    code, _, err = command("visit", "read-word", path, "--into", "new")
    assert (code, "没有认出" in err) == (1, True)
