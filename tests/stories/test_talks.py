"""``lesson``, ``interview`` and ``questionnaire`` from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.stories.conftest import LESSON, RECORD, Command, roster_book

LIST = "三年级1班,语文,李明,第2节\n三年级2班,数学\n四年级1班\n"
TALK = {"audience": "家长", "people": 4, "way": "座谈", "points": "课后服务接送太晚。",
        "problems": "课后服务结束时间与下班衔接不上。"}  # fmt: skip
ANSWERS = (
    "序号,对课后服务满意吗（单选）,喜欢的社团（多选）\n"
    "1,满意,合唱;足球\n2,基本满意,足球\n3,不满意,\n"
)


@pytest.fixture
def no(command: Command, tmp_path: Path) -> str:
    """The number of a draft in the folder of 督学01."""
    assert command("init", "--district", "210304", "--inspector", "DX001")[0] == 0
    assert command("import", "roster", roster_book(tmp_path / "名册.xlsx"))[0] == 0
    code, out, err = command("visit", "new", "--from", written(tmp_path / "r.json", RECORD))
    assert code == 0, err
    return out.strip()


def written(path: Path, data: object) -> Path:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def asked(command: Command, *arguments: object) -> Any:
    code, out, err = command(*arguments, "--json")
    assert code == 0, err
    return json.loads(out)


def test_a_talk_is_added_listed_shown_made_an_issue_and_kept_back_from_print(
    command: Command, no: str, tmp_path: Path
) -> None:
    talk = written(tmp_path / "t.json", TALK)
    assert command("visit", "add-interview", no, "--from", talk)[0] == 0
    (row,) = asked(command, "interview", "list", no)
    assert (row["audience"], row["confidential"]) == ("家长", True)
    assert asked(command, "interview", "show", no, 1)["points"] == TALK["points"]
    assert command("interview", "make-issue", no, 1)[0] == 0
    assert asked(command, "visit", "show", no)["issues"][-1]["description"] == TALK["problems"]
    code, out, _ = command("visit", "pdf", no, "--out", tmp_path / "r.pdf", "--box-missing")
    assert (code, "有 1 次访谈保密，没有印" in out) == (0, True)
    whole = ("--with-confidential", "--box-missing")
    code, out, _ = command("visit", "pdf", no, "--out", tmp_path / "w.pdf", *whole)
    assert (code, "没有印" in out) == (0, False)
    for form in ("pdf", "docx"):
        assert command("interview", form, no, "--out", tmp_path / f"t.{form}")[0] == 0
    assert command("interview", "show", no, 2)[0] == 1
    assert "保密" in command("interview", "list", no)[1]


def test_a_pupil_is_refused_by_name_with_a_sentence(
    command: Command, no: str, tmp_path: Path
) -> None:
    pupil = written(tmp_path / "p.json", {"audience": "学生", "name": "王小明"})
    code, _, err = command("visit", "add-interview", no, "--from", pupil)
    assert (code, "学生只写代称" in err, "王小明" in err) == (1, True, False)
    assert asked(command, "interview", "list", no) == []


def test_answers_are_tallied_rated_and_printed_and_what_cannot_be_is_named(
    command: Command, no: str, tmp_path: Path
) -> None:
    sheets = written(tmp_path / "q.json", {"theme": "课后服务", "respondents": "家长"})
    assert command("visit", "add-questionnaire", no, "--from", sheets)[0] == 0
    answers = tmp_path / "答卷.csv"
    answers.write_bytes(ANSWERS.encode("gb18030"))
    done = asked(command, "questionnaire", "import", no, 1, answers)
    assert (done["sheets"], done["questions"]) == (3, 2)
    shown = asked(command, "questionnaire", "show", no, 1)
    assert shown["counts"] == {"sent": 3, "returned": 3, "valid": 3}
    assert shown["satisfied"] == [[2, 3], None]
    assert "回收率 3/3（100.0%）" in command("questionnaire", "show", no, 1)[1]
    assert command("visit", "set", no, "questionnaires[0].satisfaction", "仅满意")[0] == 0
    assert asked(command, "questionnaire", "show", no, 1)["satisfied"] == [[1, 3], None]
    code, _, err = command("visit", "set", no, "questionnaires[0].counts", "3、4、2")
    assert (code, "回收 4 份多于发放 3 份" in err) == (1, True)
    answers.write_text("对课后服务满意吗\n还行\n", encoding="utf-8-sig")
    code, _, err = command("questionnaire", "import", no, 1, answers)
    assert (code, "A2：“还行”不是这一题的选项" in err) == (1, True)
    assert "课后服务" in command("questionnaire", "list", no)[1]
    for form in ("pdf", "docx"):
        assert command("questionnaire", form, no, "--out", tmp_path / f"q.{form}")[0] == 0


def test_classes_are_drawn_shown_again_and_added_as_lessons(
    command: Command, no: str, tmp_path: Path
) -> None:
    listed = tmp_path / "名单.txt"
    listed.write_bytes(LIST.encode("gb18030"))
    drawn = asked(command, "lesson", "draw", no, "--from", listed, "--count", 2, "--add")
    assert (len(drawn["picked"]), drawn["true"]) == (2, True)
    (again,) = asked(command, "lesson", "draw", no)
    assert again == drawn
    lessons = asked(command, "lesson", "show", no)
    assert [row["class"] for row in lessons] == [
        drawn["classes"][place - 1]["class"] for place in drawn["picked"]
    ]
    text = command("lesson", "draw", no)[1]
    assert (drawn["seed"] in text, "结果相同" in text) == (True, True)
    code, _, err = command("lesson", "draw", no, "--from", listed, "--count", 9)
    assert (code, "请写 1 到 3" in err) == (1, True)


def test_a_record_with_all_rows_is_made_again_from_what_is_shown(
    command: Command, no: str, tmp_path: Path
) -> None:
    listed = tmp_path / "名单.txt"
    listed.write_text(LIST, encoding="utf-8")
    command("visit", "add-interview", no, "--from", written(tmp_path / "t.json", TALK))
    command("lesson", "draw", no, "--from", listed)
    shown = asked(command, "visit", "show", no)
    code, out, err = command("visit", "new", "--from", written(tmp_path / "again.json", shown))
    assert (code, out.strip()) == (0, no), err


def test_lessons_are_added_listed_exported_and_counted_against_the_time_gone(
    command: Command, no: str, tmp_path: Path
) -> None:
    lesson = written(tmp_path / "l.json", {**LESSON, "teacher": "李明"})
    assert command("lesson", "add", no, "--from", lesson)[0] == 0
    (row,) = asked(command, "lesson", "list", "--month", "2026-11", "--inspector", "督学01")
    assert (row["teacher"], row["subject"]) == ("李明", "科学")
    assert command("lesson", "list", "--xlsx", tmp_path / "听课.xlsx")[0] == 0
    assert asked(command, "lesson", "show", no, "--lesson", 1)[0]["topic"] == "水的循环"
    assert command("lesson", "show", no, "--lesson", 2)[0] == 1
    (own,) = asked(command, "lesson", "target", "--inspector", "DX001")
    assert (own["heard"], own["target"], own["rule"]["id"]) == (0, 30, "lessons-per-year")
    assert own["behind"] is True
    text = command("lesson", "target")[1]
    assert "每学年听课不少于 30 节" in text
    assert "铁东区的做法" in text
    assert command("rules", "off", "lessons-per-year")[0] == 0
    assert asked(command, "lesson", "target") == []


def test_a_blank_sheet_is_printed_with_the_number_of_a_record_and_without_one(
    command: Command, no: str, tmp_path: Path
) -> None:
    assert command("lesson", "blank", no, "--out", tmp_path / "b.pdf")[0] == 0
    assert (
        command("lesson", "blank", "--out", tmp_path / "c.pdf", "--docx", tmp_path / "c.docx")[0]
        == 0
    )
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")
    code, _, err = command("lesson", "blank")
    assert (code, "--out" in err) == (1, True)
    code, _, err = command("lesson", "target", "--on", "不是日期")
    assert (code, "不是日期" in err) == (1, True)
