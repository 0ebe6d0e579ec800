"""One Tuesday of one inspector: two schools, from the departure sheet to the bundle at night."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import load_workbook
from PIL import Image

from inspector_app.base import child
from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.photo import PhotoOwner
from inspector_app.domain.visit_options import Session
from inspector_app.services.incoming_photos import IncomingPhoto, PhotosAdded
from inspector_app.services.photo_groups import PhotoGroup
from inspector_app.services.signing_paper import number_of_unchanged
from tests.stories.conftest import ISSUE, LESSON, RECORD, Command, command_on, roster_book
from tests.unit.photos.samples import encoded, exif, scenery

ROOT: Final = Path(__file__).parents[2]
MORNING_SCHOOL, AFTERNOON_SCHOOL = "示范区第3小学", "示范区第5小学"
TUESDAY: Final = "2026-11-24"
EARLIER: Final = "2026-10-27"
ORDINARY: Final = {**RECORD, "type": "经常性", "campaign": "", "notice": "随机",
                   "notice_date": None, "month_theme": ""}  # fmt: skip
HALF_A_SENTENCE: Final = "八时到校，先看门岗和晨检。二楼东侧安全出口"
WHOLE: Final = f"{HALF_A_SENTENCE}上了锁，请值班教师当场打开。随后推门听课一节。"
CHANGED: Final = "安全出口在校期间保持开启，值班教师每节课后巡查一次。"


@dataclass(kw_only=True)
class Day:
    """The day so far: the clock, the folder, and the records that were begun."""

    command: Command
    clock: FixedClock
    folder: Path
    papers: Path
    morning: str = ""
    afternoon: str = ""
    old_issues: list[str] = field(default_factory=list)

    def at(self, day: str, time: str) -> None:
        """Let it be this time in China."""
        wanted = datetime.fromisoformat(f"{day}T{time}:00+08:00")
        self.clock.advance(wanted - self.clock.now())

    def do(self, *arguments: object) -> str:
        """Run a command that must succeed and return what it printed."""
        code, out, err = self.command(*arguments)
        assert code == 0, err
        return out

    def asked(self, *arguments: object) -> Any:
        """Return what a command tells as JSON."""
        return json.loads(self.do(*arguments, "--json"))

    def written(self, data: object) -> Path:
        """Return a file that holds ``data``."""
        path = self.papers / "data.json"
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return path

    def picture(self, name: str, seed: int) -> Path:
        """Return a picture of its own."""
        path = self.papers / name
        path.write_bytes(encoded(scenery(seed=seed)))
        return path

    def record(self, number: str) -> Any:
        """Return a record under the ids of its form."""
        return self.asked("visit", "show", number)

    def photos(self, number: str, role: str) -> list[Any]:
        """Return the pictures of a record that are evidence of one thing."""
        return [photo for photo in self.record(number)["photos"] if photo["role"] == role]

    def opened(self) -> Workbench:
        """Open the folder as a fresh program does."""
        return open_workbench(self.folder, clock=self.clock)


@pytest.fixture
def day(tmp_path: Path) -> Day:
    """The folder of 督学01 with two schools, early on the day of an earlier visit."""
    clock = FixedClock(datetime(2026, 10, 27, 1, tzinfo=UTC))
    papers = tmp_path / "papers"
    papers.mkdir()
    folder = tmp_path / "data"
    made = Day(command=command_on(folder, clock), clock=clock, folder=folder, papers=papers)
    book = load_workbook(roster_book(papers / "名册.xlsx"))
    book["学校"].append(["2121000005", AFTERNOON_SCHOOL, "小学", "公办", 500, "在办", None])
    book["责任分配"].append(["DX001", "2121000005", "2026-09-01", None])
    book.save(papers / "名册.xlsx")
    made.do("init", "--district", "210304", "--inspector", "DX001")
    made.do("import", "roster", papers / "名册.xlsx")
    return made


def test_a_tuesday_of_two_schools_goes_from_the_departure_sheet_to_the_bundle(day: Day) -> None:
    five_issues_are_left_open_by_an_earlier_visit(day)
    the_morning_begins_with_a_departure_sheet_and_a_record_from_the_plan(day)
    a_lesson_is_heard_on_paper(day)
    pictures_hang_only_where_there_is_a_place(day)
    the_program_ends_in_mid_sentence_and_the_next_one_goes_on_there(day)
    a_locked_exit_is_opened_while_the_inspector_watches(day)
    the_headteacher_changes_a_sentence_and_the_second_copy_comes_back_stamped(day)
    the_afternoon_begins_at_the_second_school(day)
    forty_phone_photos_are_given_to_the_two_records(day)
    the_first_record_is_filed_with_its_exit_closed(day)
    a_reply_by_paper_answers_five_issues_once_its_visit_is_filed(day)
    the_evening_counts_the_day_and_hands_it_over(day)


# -- before --------------------------------------------------------------------------------------


def five_issues_are_left_open_by_an_earlier_visit(day: Day) -> None:
    issues = [
        {**ISSUE, "severity": "一般", "description": f"第{place}处台账不全。",
         "deadline": "2026-11-20" if place < 3 else "2026-11-30"}
        for place in range(1, 6)
    ]  # fmt: skip
    data = {**ORDINARY, "school": "2121000005", "date": EARLIER, "next_visit": TUESDAY,
            "issues": issues}  # fmt: skip
    number = day.do("visit", "new", "--from", day.written(data)).strip()
    day.do("visit", "file", number)
    day.old_issues = [f"{number}-{place:02d}" for place in range(1, 6)]


# -- morning -------------------------------------------------------------------------------------


def the_morning_begins_with_a_departure_sheet_and_a_record_from_the_plan(day: Day) -> None:
    day.at("2026-11-23", "16:00")
    plans = [
        day.do("plan", "add", "--school", school, "--date", TUESDAY, "--session", session)
        .split("　")[0]
        for school, session in ((MORNING_SCHOOL, "上午"), (AFTERNOON_SCHOOL, "下午"))
    ]  # fmt: skip
    day.at(TUESDAY, "07:30")
    with day.opened() as bench:
        assert [each.school_name for each in bench.today.page().planned] == [
            MORNING_SCHOOL, AFTERNOON_SCHOOL,
        ]  # fmt: skip
    for plan, school in zip(plans, (MORNING_SCHOOL, AFTERNOON_SCHOOL), strict=True):
        day.do("departure", "--plan", plan, "--out", day.papers / "出发.pdf")
        sheet = text_of(day.papers / "出发.pdf")
        assert school in sheet
        # What is still open goes along to the school that it concerns, and to no other.
        assert ("第5处台账不全" in sheet) == (school == AFTERNOON_SCHOOL)
    day.at(TUESDAY, "08:05")
    day.morning = day.do("plan", "begin", plans[0]).strip()
    begun = day.record(day.morning)
    assert (begun["school"], begun["date"], begun["session"]) == ("2121000003", TUESDAY, "上午")
    for name in ("type", "notice", "topics", "methods", "advice", "feedback_way"):
        value = ORDINARY[name]
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        day.do("visit", "set", day.morning, name, text)


def a_lesson_is_heard_on_paper(day: Day) -> None:
    """The head of the lesson is typed, everything else stands on the paper that is photographed."""
    head = {**LESSON, "process": "", "strengths": "", "weaknesses": "", "homework": ""}
    day.do("visit", "add-lesson", day.morning, "--from", day.written(head))
    code, _, err = day.command("visit", "file", day.morning)
    assert (code, "听课 1 的教学过程" in err, "听课本的照片" in err) == (1, True, True)
    page = day.picture("听课本.jpg", 101)
    day.do("visit", "add-photo", day.morning, page, "--lesson", 1)
    (paper,) = day.photos(day.morning, "听课本照片")
    assert paper["owner_uuid"] == day.record(day.morning)["lessons"][0]["uuid"]
    code, _, err = day.command("visit", "file", day.morning)
    assert (code, "教学过程" in err) == (1, False)


def pictures_hang_only_where_there_is_a_place(day: Day) -> None:
    page = day.papers / "听课本.jpg"
    for more, said in (
        (("--lesson", 2), "没有第 2 节听课（共 1 节听课）"),
        (("--issue", 1), "没有第 1 个问题（共 0 个问题）"),
        (("--role", "整改前"), "--role 只和 --issue 一起写"),
    ):
        code, _, err = day.command("visit", "add-photo", day.morning, page, *more)
        assert (code, said in err, "照片没有放入" in err) == (1, True, True)
    assert len(day.record(day.morning)["photos"]) == 1


def the_program_ends_in_mid_sentence_and_the_next_one_goes_on_there(day: Day) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.stories.interrupted", day.folder, day.morning,
         day.clock.now().isoformat(), HALF_A_SENTENCE],
        cwd=ROOT, check=False,
    )  # fmt: skip
    assert ended.returncode == -signal.SIGKILL
    with day.opened() as bench:
        resume = bench.today.page().resume
        assert resume is not None
        assert resume.visit.number == day.morning
        assert (resume.cursor.field, resume.cursor.position) == ("narrative", len(HALF_A_SENTENCE))
        kept = bench.visits.get(resume.visit.uid).narrative
        bench.visit_edit.set_field(
            resume.visit.uid, "narrative", kept + WHOLE[resume.cursor.position :]
        )
    assert day.record(day.morning)["narrative"] == WHOLE


def a_locked_exit_is_opened_while_the_inspector_watches(day: Day) -> None:
    exit_ = {"category": "T6", "description": "二楼东侧安全出口上锁。", "severity": "安全隐患",
             "fixed_on_the_spot": True, "requirement": "在校期间不得上锁。"}  # fmt: skip
    day.do("visit", "add-issue", day.morning, "--from", day.written(exit_))
    before = ("visit", "add-photo", day.morning, day.picture("上锁.jpg", 102), "--issue", 1)
    code, _, err = day.command(*before, "--role", "送达回证")
    assert (code, "可选：现场照片、整改前、整改后" in err) == (1, True)
    day.do(*before, "--role", "整改前")
    code, _, err = day.command("visit", "file", day.morning)
    assert (code, "问题 1 当场整改的凭据" in err) == (1, True)
    after = ("visit", "add-photo", day.morning, day.picture("打开.jpg", 103), "--issue", 1)
    day.do(*after, "--role", "整改后")
    with day.opened() as bench:
        assert bench.visits.gaps(bench.visits.uid_of(day.morning)) == ()


def the_headteacher_changes_a_sentence_and_the_second_copy_comes_back_stamped(day: Day) -> None:
    day.at(TUESDAY, "11:00")
    first, second = day.papers / "送签稿1.pdf", day.papers / "送签稿2.pdf"
    assert "送签稿 1：" in day.do("visit", "signing", day.morning, "--out", first)
    day.do("visit", "set", day.morning, "advice", CHANGED)
    assert "送签稿 2：" in day.do("visit", "signing", day.morning, "--out", second)
    assert ("送签稿1" in text_of(first), CHANGED in text_of(first)) == (True, False)
    assert ("送签稿2" in text_of(second), CHANGED in text_of(second)) == (True, True)
    page = day.picture("盖章页.jpg", 104)
    code, _, err = day.command("visit", "add-photo", day.morning, page, "--signed", 3)
    assert (code, "没有送签稿 3" in err) == (1, True)
    day.do("visit", "add-photo", day.morning, page, "--signed", 2)
    (stamped,) = day.photos(day.morning, "签字盖章件")
    assert (stamped["signing_no"], stamped["revision"]) == (2, 1)


# -- afternoon -----------------------------------------------------------------------------------


def the_afternoon_begins_at_the_second_school(day: Day) -> None:
    day.at(TUESDAY, "13:30")
    data = {**ORDINARY, "school": "2121000005", "date": TUESDAY, "session": "下午",
            "narrative": "逐项看上次五处问题的整改。", "merits": [], "no_issues_found": True,
            "next_visit": None}  # fmt: skip
    day.afternoon = day.do("visit", "new", "--from", day.written(data)).strip()


def forty_phone_photos_are_given_to_the_two_records(day: Day) -> None:
    day.at(TUESDAY, "16:10")
    files = list(forty_files())
    assert len(files) == 40
    with day.opened() as bench:
        added = bench.photos.add(PhotoOwner.BASKET, "", files=files)
        duplicates_are_named(added)
        morning, afternoon, untimed = bench.photos.basket()
        half_days_are_told_apart(morning, afternoon, untimed)
        assert bench.today.page().basket_photos == 39
        for number, group in ((day.morning, (morning,)), (day.afternoon, (afternoon, untimed))):
            uids = [photo.uid for each in group for photo in each.photos]
            bench.photos.assign(uids, PhotoOwner.VISIT, bench.visits.uid_of(number))
        assert bench.photos.basket() == ()
        assert bench.today.page().basket_photos == 0
    given = [day.photos(number, "现场照片") for number in (day.morning, day.afternoon)]
    assert [len(photos) for photos in given] == [22, 17]
    sources = {photo["time_source"] for photos in given for photo in photos}
    assert sources == {"原图", "文件名", "未知"}
    received = [p for p in given[0] if p["time_source"] == "文件名"]
    assert [p["taken_at"] for p in received] == [
        "2026-11-24T10:20:00", "2026-11-24T10:21:00", "2026-11-24T11:50:00",
    ]  # fmt: skip
    # On paper, too, no time of receiving is called the camera's.
    day.do("visit", "pdf", day.morning, "--out", day.papers / "照片.pdf")
    printed = text_of(day.papers / "照片.pdf")
    stated = re.findall("(拍摄时间|文件名所记时间)2026-11-24([0-9]{2}:[0-9]{2})", printed)
    assert [time for word, time in stated if word == "文件名所记时间"] == [
        "10:20", "10:21", "11:50",
    ]  # fmt: skip
    assert len(stated) == 22


def forty_files() -> Iterator[IncomingPhoto]:
    """Yield what a phone holds at four: 19 of the morning, 15 of the afternoon, and 6 odd ones."""
    for number in range(19):
        yield taken(number, f"{TUESDAY.replace('-', ':')} 09:{number + 10}:00")
    for number in range(19, 34):
        yield taken(number, f"{TUESDAY.replace('-', ':')} 14:{number}:00")
    yield messenger("微信图片_20261124102000.jpg", 34)
    moment = datetime.fromisoformat(f"{TUESDAY}T10:21:00+08:00").timestamp()
    yield messenger(f"mmexport{int(moment)}000.jpg", 35)
    yield messenger("微信图片_20261124151500.jpg", 36)
    yield messenger("现场.jpg", 37)
    # The first picture once more: the file itself, and as a messenger shrinks and renames it.
    whole = taken(0, f"{TUESDAY.replace('-', ':')} 09:10:00")
    assert isinstance(whole.data, bytes)
    yield IncomingPhoto(name="又一份.jpg", data=whole.data)
    small = Image.open(BytesIO(whole.data)).resize((320, 240))
    yield IncomingPhoto(name="微信图片_20261124115000.jpg", data=encoded(small, quality=60))


def taken(number: int, time: str) -> IncomingPhoto:
    data = encoded(scenery(seed=number + 1), exif=exif(time=time))
    return IncomingPhoto(name=f"IMG_{number:04d}.jpg", data=data)


def messenger(name: str, number: int) -> IncomingPhoto:
    return IncomingPhoto(name=name, data=encoded(scenery(seed=number + 1)))


def duplicates_are_named(added: PhotosAdded) -> None:
    assert added.refused == ()
    assert len(added.photos) == 39
    assert [each.sentence() for each in added.duplicates] == [
        "“又一份.jpg”与“IMG_0000.jpg”是同一个文件，没有再放一次。",
        "“微信图片_20261124115000.jpg”看上去与“IMG_0000.jpg”是同一张（疑似重复），已放入，请确认。",
    ]


def half_days_are_told_apart(
    morning: PhotoGroup, afternoon: PhotoGroup, untimed: PhotoGroup
) -> None:
    tuesday = date.fromisoformat(TUESDAY)
    assert (morning.day, morning.session) == (tuesday, Session.MORNING)
    assert (afternoon.day, afternoon.session) == (tuesday, Session.AFTERNOON)
    assert [group.label for group in (morning, afternoon, untimed)] == [
        "2026年11月24日 上午", "2026年11月24日 下午", "时间未知",
    ]  # fmt: skip
    assert [len(g.photos) for g in (morning, afternoon, untimed)] == [22, 16, 1]
    times = [photo.taken_at for photo in morning.photos]
    assert times == sorted(times)


def the_first_record_is_filed_with_its_exit_closed(day: Day) -> None:
    day.at(TUESDAY, "16:30")
    day.do("visit", "file", day.morning)
    (exit_,) = day.record(day.morning)["issues"]
    assert (exit_["state"], exit_["closed_on"]) == ("已销号", TUESDAY)
    told = day.asked("issue", "show", f"{day.morning}-01")
    assert [event["kind"] for event in told["events"]] == ["发现", "学校报送", "销号"]
    assert {event["on"] for event in told["events"]} == {TUESDAY}
    assert "当场整改" in told["events"][-1]["note"]
    with day.opened() as bench:
        page = bench.today.page()
        assert page.hazards == ()
        assert exit_["no"] not in {row.issue.number for row in page.due}
        record = bench.visits.record(bench.visits.uid_of(day.morning))
        assert record.signed_as is not None
        assert (record.signed_as.signing_no, record.signed_matches) == (2, True)
        assert number_of_unchanged(bench.context, record.visit.uid) == 2


def a_reply_by_paper_answers_five_issues_once_its_visit_is_filed(day: Day) -> None:
    pages = [day.picture(f"回复{n}.jpg", 110 + n) for n in (1, 2)]
    answers = [
        {"issue": number, "measures": ["补齐台账"], "done": "已补齐", "verdict": "到位",
         "remark": "当场翻看，已补齐", "visit": day.afternoon}
        for number in day.old_issues[:3]
    ] + [
        {"issue": number, "measures": ["补齐台账"], "done": "补了一半", "verdict": "不到位",
         "remark": "还缺十月的记录", "until": "2026-12-15"}
        for number in day.old_issues[3:]
    ]  # fmt: skip
    add = ("reply", "add", AFTERNOON_SCHOOL, "--on", TUESDAY, "--photo", *pages, "--from")
    code, _, err = day.command(*add, day.written({"answers": answers}))
    assert (code, f"记录 {day.afternoon} 还没有定稿" in err) == (1, True)
    assert day.asked("reply", "list") == []
    day.do("visit", "file", day.afternoon)
    said = day.do(*add, day.written({"answers": answers}))
    assert ("回复了 5 个问题" in said, said.count("已销号")) == (True, 3)
    with day.opened() as bench:
        shown = [bench.issues.case(bench.ledger.row(n).issue.uid).photo_uids
                 for n in day.old_issues]  # fmt: skip
    assert len(set(shown)) == 1
    assert len(shown[0]) == 2
    for number in day.old_issues[3:]:
        told = day.asked("issue", "show", number)
        assert (told["state"], told["round"], told["due_now"]) == ("整改中", 2, "2026-12-15")


# -- evening -------------------------------------------------------------------------------------


def the_evening_counts_the_day_and_hands_it_over(day: Day) -> None:
    day.at(TUESDAY, "20:00")
    sums = [
        day.do("issue", "list", "--school", school, "--open").splitlines()[-1]
        for school in (MORNING_SCHOOL, AFTERNOON_SCHOOL)
    ]
    assert sums[0].startswith("未销号 0")
    assert sums[1] == (
        "未销号 2（逾期 0、待核查 0、安全隐患 0），最早 2026-10-27，截至 2026-11-24，来源：仅本人"
    )
    month = day.asked("month", "2026-11")["district"]
    assert {name: month[name] for name in (
        "visits", "lessons", "issues_found", "fixed_on_the_spot", "open_at_start", "closed",
        "open_at_end",
    )} == {
        "visits": 2, "lessons": 1, "issues_found": 1, "fixed_on_the_spot": 1, "open_at_start": 5,
        "closed": 4, "open_at_end": 2,
    }  # fmt: skip
    day.do("check")
    shared = day.papers / "out"
    shared.mkdir()
    made = day.asked(
        "bundle", "export", "--inspector", "DX001", "--month", "2026-11", "--to", shared
    )
    assert (made["visits"], made["drafts_left"]) == (2, 0)
    assert day.asked("bundle", "verify", made["file"])["ok"]


def text_of(pdf: Path) -> str:
    """Return the text of a PDF file without its spaces and turns of line."""
    said = child.run(["pdftotext", "-enc", "UTF-8", pdf, "-"], seconds=60).out.decode()
    return "".join(said.split())
