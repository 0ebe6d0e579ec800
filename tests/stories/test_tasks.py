"""任务 by commands: given at the office, done on laptops, and seen at the office again."""

import json
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from tests.district.office.district import District
from tests.stories.at_the_district import done, on, read
from tests.stories.conftest import Command
from tests.unit.services.conftest import SCHOOL
from tests.unit.services.registers.conftest import COMPLETE as ENTRIES


def refused(answer: tuple[int | None, str, str]) -> str:
    code, _, wrong = answer
    assert code == 1
    return wrong


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


REST = {
    "date": "2026-11-20", "session": "上午", "type": "经常性", "notice": "随机",
    "topics": "T6、T7", "methods": '{"campus_walks": 1}', "narrative": "巡视校园，查看锅炉房。",
    "no_issues_found": "是", "advice": "坚持每日巡查。", "feedback_way": "现场口头",
}  # fmt: skip


def file_for(laptop: Command, number: str, *school: str) -> str:
    """Begin the record of a task, write the rest of it, and file it."""
    record = done(laptop("task", "begin", number)).strip()
    for field, value in (*REST.items(), *(("school", each) for each in school)):
        done(laptop("visit", "set", record, field, value))
    done(laptop("visit", "file", record))
    return record


def hand_over(laptop: Command, district: District, person: str) -> None:
    inbox = district.share / "inbox"
    done(laptop("bundle", "export", "--inspector", person, "--news", "--to", inbox))


def stands(office: Command) -> dict[str, str]:
    (task,) = read(office("task", "list", "--json"))
    return {share["name"]: share["stand"] for share in task["progress"]}


def test_a_task_goes_out_is_done_by_a_record_and_an_answer_and_the_office_sees_who_has_done_it(
    district: District, clock: FixedClock, stick: Path
) -> None:
    office = on(district, "office", clock)
    first, second = on(district, "DX001", clock), on(district, "DX002", clock)
    said = done(
        office(
            "task", "add", "冬季取暖安全检查", "--due", "2026-11-24", "--for", "督学01、督学02",
            "--source", "上级来文", "--ref", "示教督〔2026〕5号", "--by", "主任",
            "--text", "看锅炉房和一氧化碳报警器。",
        )
    )  # fmt: skip
    assert said.startswith("已布置　RW-2026-001 第 1 版　冬季取暖安全检查")
    assert "未接收" in done(office("task", "list"))
    sent = read(office("office", "send", "tasks", "--into", stick, "--json"))
    assert len(sent["packs"]) == 2
    for laptop in (first, second):
        assert "RW-2026-001 冬季取暖安全检查" in done(laptop("pack", "take", stick))
        done(laptop("pack", "take", stick, "--yes"))
    (mine,) = read(first("task", "list", "--json"))
    assert mine["shares"] == [{"person": "DX001", "schools": []}]

    record = file_for(first, "RW-2026-001", SCHOOL)
    shown = read(first("visit", "show", record, "--json"))
    assert shown["basis"] == "RW-2026-001 冬季取暖安全检查（示教督〔2026〕5号）"
    assert "已完成 2026-11-20" in done(first("task", "list"))
    done(
        second(
            "task", "answer", "RW-2026-001", "--text", "两园已查，无燃煤。", "--on", "2026-11-21"
        )
    )
    for laptop, person in ((first, "DX001"), (second, "DX002")):
        hand_over(laptop, district, person)
    assert "收下" in done(office("office", "scan", district.share))

    (task,) = read(office("task", "list", "--json"))
    by_name = {share["name"]: share for share in task["progress"]}
    assert by_name["督学01"]["places"][0]["records"] == [record]
    assert by_name["督学02"]["places"][0]["answer"]["text"] == "两园已查，无燃煤。"
    assert [share["taken"] for share in task["progress"]] == [1, 1]
    assert (task["stand"], task["overdue"]) == ("done", False)
    told = done(office("task", "list"))
    assert "已完成 2026-11-21" in told
    assert done(office("task", "remind")).strip() == "没有要催办的任务。"


def test_a_task_with_schools_is_done_school_by_school_and_a_change_reaches_who_has_it(
    district: District, clock: FixedClock, stick: Path
) -> None:
    office, laptop = on(district, "office", clock), on(district, "DX001", clock)
    done(
        office(
            "task", "add", "食堂专项检查", "--due", "2026-12-05", "--for", "督学01",
            "--kind", "入校", "--school", "示范区第3小学、示范区第7幼儿园",
        )
    )  # fmt: skip
    done(office("office", "send", "tasks", "--into", stick))
    done(laptop("pack", "take", stick, "--yes"))
    record = file_for(laptop, "RW-2026-001")
    assert read(laptop("visit", "show", record, "--json"))["school"] == SCHOOL
    assert "进行中 1/2" in done(laptop("task", "list"))
    assert "还有 1 所：示范区第7幼儿园" in done(laptop("task", "list"))

    done(office("task", "change", "RW-2026-001", "--due", "2026-12-12"))
    done(office("office", "send", "tasks", "--into", stick))
    assert "更新　RW-2026-001 食堂专项检查：期限改为 2026-12-12" in done(
        laptop("pack", "take", stick)
    )
    done(laptop("pack", "take", stick, "--yes"))
    assert "期限 2026-12-12" in done(laptop("task", "show", "RW-2026-001"))
    done(office("task", "withdraw", "RW-2026-001", "--reason", "并入联合检查"))
    done(office("office", "send", "tasks", "--into", stick))
    assert "撤回，并入联合检查" in done(laptop("pack", "take", stick))
    done(laptop("pack", "take", stick, "--yes"))
    assert "已撤回" in done(laptop("task", "list"))
    assert "不用再办" in refused(laptop("task", "begin", "RW-2026-001"))


def test_who_has_not_taken_or_done_a_task_is_named_in_the_reminder(
    district: District, clock: FixedClock, stick: Path
) -> None:
    office, laptop = on(district, "office", clock), on(district, "DX001", clock)
    done(
        office(
            "task", "add", "报送假期安排", "--due", "2026-11-24", "--for", "全部", "--kind", "报送"
        )
    )
    done(office("office", "send", "tasks", "--into", stick))
    done(laptop("pack", "take", stick, "--yes"))
    hand_over(laptop, district, "DX001")
    done(office("office", "scan", district.share))
    text = done(office("task", "remind"))
    assert "RW-2026-001 报送假期安排（期限 2026-11-24，还有 2 个工作日）" in text
    assert "督学01、督学02（未接收）、督学03（未接收）" in text
    assert stands(office) == {"督学01": "not_begun", "督学02": "not_begun", "督学03": "not_begun"}
    done(
        office(
            "task", "answer", "RW-2026-001", "--inspector", "督学03", "--text", "电话告知：已交。"
        )
    )
    assert stands(office)["督学03"] == "done"
    assert "督学03" not in done(office("task", "remind"))


def test_the_board_of_tasks_is_written_as_pdf_word_and_excel(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    office = on(district, "office", clock)
    done(office("task", "add", "开学检查", "--due", "2026-12-05", "--school", SCHOOL))
    for flag, name in (("--out", "a.pdf"), ("--docx", "a.docx"), ("--xlsx", "a.xlsx")):
        path = tmp_path / name
        assert str(path) in done(office("task", "list", flag, path))
        assert path.stat().st_size > 1_000


def test_a_person_alone_gives_himself_a_task_that_nobody_else_hears_of(
    district: District, clock: FixedClock
) -> None:
    office, laptop = on(district, "office", clock), on(district, "DX001", clock)
    said = done(laptop("task", "add", "整理听课记录", "--due", "2026-11-30"))
    assert "RW-DX001-2026-001" in said
    done(laptop("task", "answer", "RW-DX001-2026-001", "--text", "已整理成册。"))
    assert "没有新的内容要上报" in refused(
        laptop("bundle", "export", "--inspector", "DX001", "--news", "--to", district.share)
    )
    assert "没有找到任务" in office("task", "list")[2]


def test_a_decision_of_a_meeting_becomes_a_task_with_its_words_and_day(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    office = on(district, "office", clock)
    decision = {"matter": "各校上报食堂整改情况。", "owner": "督学02", "due": "2026-12-01"}
    source = tmp_path / "meeting.json"
    content = {**ENTRIES["meeting"], "decisions": [decision]}
    source.write_text(json.dumps(content, ensure_ascii=False, default=str), encoding="utf-8")
    number = done(office("meeting", "add", "--from", source)).split()[0]
    done(office("task", "add", "--meeting", number))
    (task,) = read(office("task", "list", "--json"))
    assert (task["title"], task["due"]) == ("各校上报食堂整改情况。", "2026-12-01")
    assert (task["source"], task["reference"]) == ("meeting", number)
    assert task["shares"] == [{"person": "DX002", "schools": []}]


def test_what_a_task_lacks_is_said_and_nothing_is_given(
    district: District, clock: FixedClock
) -> None:
    office, laptop = on(district, "office", clock), on(district, "DX002", clock)
    assert "没有写期限" in refused(office("task", "add", "检查", "--for", "督学01"))
    assert "没有写交给谁" in refused(office("task", "add", "检查", "--due", "2026-12-01"))
    early = refused(office("task", "add", "检查", "--due", "2026-11-01", "--for", "督学01"))
    assert "早于布置的那天" in early
    wrong = office("task", "add", "检查", "--due", "2026-12-01", "--for", "督学02、督学03",
                   "--school", SCHOOL)  # fmt: skip
    assert "示范区第3小学" in refused(wrong)
    assert "没有“急”这一项" in refused(office("task", "add", "检查", "--kind", "急"))
    assert "没有任务“RW-2026-009”" in refused(laptop("task", "show", "RW-2026-009"))
    assert "没有找到任务" in office("task", "list")[2]
