"""The main job from an empty folder to a bundle, with nothing but the keyboard."""

import json
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.bundle_check import check_bundle
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from tests.gui.conftest import Hands

# Beside the texts themselves, for one lesson, one issue and one picture.
MOST_KEYS = 90


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    book = Workbook()
    schools = book.active
    assert schools is not None
    schools.title = "学校"
    schools.append(["学校标识码", "学校名称", "办学类型", "举办性质", "学生数", "状态", "停办日期"])
    schools.append(["2121000003", "示范区第3小学", "小学", "公办", 700, "在办", None])
    schools.append(["2121000013", "示范区第13小学", "小学", "公办", 900, "在办", None])
    people = book.create_sheet("督学")
    people.append(["督学编号", "姓名", "专兼职", "责任区"])
    people.append(["DX001", "督学01", "兼职", "第一督学责任区"])
    people.append(["DX002", "督学02", "专职", "第一督学责任区"])
    assigned = book.create_sheet("责任分配")
    assigned.append(["督学编号", "学校标识码", "开始日期", "结束日期"])
    assigned.append(["DX001", "2121000003", "2026-09-01", None])
    book.save(tmp_path / "名册.xlsx")
    return tmp_path / "名册.xlsx"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    buffer = BytesIO()
    Image.radial_gradient("L").convert("RGB").save(buffer, "JPEG")
    path = tmp_path / "校门.jpg"
    path.write_bytes(buffer.getvalue())
    return path


class Answers:
    """Answers the few questions of the window."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, roster: Path, picture: Path) -> None:
        self.roster, self.picture = roster, picture
        self.file: Path | None = None
        self.folder: Path | None = None
        self.save: Path | None = None
        self.asked: list[str] = []
        monkeypatch.setattr(ask, "open_file", lambda *_a: self.file)
        monkeypatch.setattr(ask, "open_files", lambda *_a: (self.file,))
        monkeypatch.setattr(ask, "save_file", lambda *_a: self.save)
        monkeypatch.setattr(ask, "folder", lambda *_a: self.folder)
        monkeypatch.setattr(ask, "confirm", self._confirm)

    def _confirm(self, _parent: object, title: str, _text: str, **_named: object) -> bool:
        self.asked.append(title)
        return True


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch, roster: Path, picture: Path) -> Answers:
    return Answers(monkeypatch, roster=roster, picture=picture)


def take_over_roster(window: Window, hands: Hands, answers: Answers) -> None:
    answers.file = answers.roster
    hands.walk_to("导入名册")
    hands.press(Qt.Key.Key_Space)
    hands.walk_to("选名册")
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Return, ctrl=True)
    assert window.desk is not None
    assert len(window.desk.schools.all()) == 2


def write_basics(hands: Hands) -> None:
    assert hands.place == "被督导学校"
    hands.write("三小")
    hands.enter()
    assert hands.place == "督导日期"
    hands.write("11.20")
    hands.enter()
    hands.choose("1")
    hands.press(Qt.Key.Key_F8)
    assert hands.place.startswith("督导事项")
    hands.choose("67")


def write_lesson(hands: Hands) -> None:
    hands.press(Qt.Key.Key_L, ctrl=True)
    for wanted, typed in (
        ("节次", "2"), ("班级", "3年2班"), ("学科", "语文"), ("课题", "古诗"),
        ("授课教师", "教师01"),
    ):  # fmt: skip
        to_part(hands, wanted)
        hands.write(typed)
    to_part(hands, "课型")
    hands.choose("1")
    to_part(hands, "教学过程")
    hands.write("导入、讲读、练习。")
    to_part(hands, "建议")
    hands.write("多读多背。")
    to_part(hands, "等级")
    hands.choose("2")


def write_issue(hands: Hands) -> None:
    hands.press(Qt.Key.Key_I, ctrl=True)
    to_part(hands, "描述")
    hands.write("消防通道堆放杂物。")
    to_part(hands, "类别")
    hands.choose("6")
    to_part(hands, "程度")
    hands.choose("2")
    to_part(hands, "整改时限")
    hands.write("12.5")


def to_part(hands: Hands, part: str) -> None:
    """Press Tab until a field of the open row is reached whose name ends so."""
    for _ in range(40):
        if hands.place.endswith(part):
            return
        hands.press(Qt.Key.Key_Tab)
    pytest.fail(f"Tab never came to {part}; last at {hands.place}")


def test_the_main_job_is_done_by_keyboard_alone(
    open_window: Callable[[Path], Window],
    folder: Path,
    hands: Hands,
    answers: Answers,
    tmp_path: Path,
) -> None:
    window = open_window(folder)
    desk: Any = window.desk
    take_over_roster(window, hands, answers)
    start = hands.keys
    write_record(hands, answers)
    (draft,) = desk.visits.list()
    assert [gap.where for gap in desk.visits.gaps(draft.uid)] == []
    hands.press(Qt.Key.Key_F9)
    assert hands.keys - start <= MOST_KEYS
    visit = desk.visits.get(draft.uid)
    assert visit.status is VisitStatus.FILED
    assert (len(visit.lessons), len(visit.issues)) == (1, 1)
    assert len(desk.visits.record(draft.uid).photos) == 1
    print_and_hand_over(hands, answers, tmp_path)
    assert answers.asked == ["这份记录定稿吗？", "上报2026年11月吗？"]
    (record,) = records_in(tmp_path)
    assert record["narrative"] == "巡视校园，查看食堂后厨和消防通道。"


def write_record(hands: Hands, answers: Answers) -> None:
    """Write a record that misses nothing; F8 leads from one open field to the next."""
    hands.press(Qt.Key.Key_N, ctrl=True)
    write_basics(hands)
    hands.press(Qt.Key.Key_F8)
    hands.write("巡视校园，查看食堂后厨和消防通道。")
    write_lesson(hands)
    write_issue(hands)
    for _ in range(6):
        hands.press(Qt.Key.Key_F8)
        if hands.place.startswith("督导意见"):
            hands.write("坚持每日巡查。")
        elif hands.place.startswith("反馈方式"):
            hands.choose("1")
        elif hands.place.startswith("拟回访"):
            hands.write("12.10")
    answers.file = answers.picture
    hands.press(Qt.Key.Key_O, ctrl=True)


def records_in(folder: Path) -> list[dict[str, Any]]:
    """The records of the one bundle in a folder, which is sound."""
    (bundle,) = folder.glob("dd1-*.zip")
    assert check_bundle(bundle)["counts"]["visits"] == 1
    with zipfile.ZipFile(bundle) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith("records.json"))
        found: list[dict[str, Any]] = json.loads(archive.read(name))["visits"]
    return found


def print_and_hand_over(hands: Hands, answers: Answers, tmp_path: Path) -> None:
    answers.save = tmp_path / "记录.pdf"
    hands.press(Qt.Key.Key_P, ctrl=True)
    hands.press(Qt.Key.Key_S, ctrl=True)
    assert "消防通道堆放杂物" in text_of(answers.save)
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_7, alt=True)
    answers.save = tmp_path / "月.pdf"
    hands.press(Qt.Key.Key_P, ctrl=True)
    hands.press(Qt.Key.Key_S, ctrl=True)
    assert "入校督导月统计表" in text_of(answers.save)
    answers.folder = tmp_path
    hands.press(Qt.Key.Key_8, alt=True)
    hands.press(Qt.Key.Key_Return, ctrl=True)


def text_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True)
    return done.stdout.decode().replace("\n", "")


def test_writing_goes_on_where_it_was(
    open_window: Callable[[Path], Window], filled: Path, hands: Hands
) -> None:
    window = open_window(filled)
    desk: Any = window.desk
    code = desk.schools.all()[0].code
    uid = desk.visit_edit.new(school_code=code).uid
    desk.visit_edit.set_field(uid, "narrative", "查看食堂，未完")
    desk.visit_edit.set_cursor(uid, field="narrative", position=4)
    window.shell.page.refresh()  # type: ignore[union-attr]
    QApplication.sendPostedEvents()
    hands.walk_to("接着写")
    hands.press(Qt.Key.Key_Space)
    assert hands.place.startswith("督导过程")
    hands.write("后厨")
    hands.press(Qt.Key.Key_Tab)
    assert desk.visits.get(uid).narrative == "查看食堂后厨，未完"
    assert window.shell.line.saved_text.startswith("✓ 已保存 16:00:00")
