"""An ordinary visit by keyboard alone, with its keys counted beside the text itself."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from inspector_app.domain.visit_options import VisitStatus
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from tests.gui.conftest import Hands

MOST_KEYS = 120
# Choosing four files in the system's own dialog and answering 定稿 are the hands' work too.
KEYS_IN_DIALOGS = 8


@pytest.fixture
def four_pictures(tmp_path: Path) -> tuple[Path, ...]:
    paths = []
    for number in range(4):
        buffer = BytesIO()
        Image.linear_gradient("L").rotate(90 * number).convert("RGB").save(buffer, "JPEG")
        paths.append(tmp_path / f"现场{number + 1}.jpg")
        paths[-1].write_bytes(buffer.getvalue())
    return tuple(paths)


def next_gap(hands: Hands, name: str) -> None:
    hands.press(Qt.Key.Key_F8)
    assert name in hands.place, f"F8 came to {hands.place} instead of {name}"


def write_lesson(hands: Hands, number: int) -> None:
    hands.press(Qt.Key.Key_L, ctrl=True)
    assert hands.place.endswith("节次")
    hands.choose(str(number))
    for name, text in (
        ("班级", "3年2班"), ("学科", "数学"), ("课题", "分数的初步认识"), ("授课教师", "教师01"),
    ):  # fmt: skip
        next_gap(hands, name)
        hands.write(text)
    next_gap(hands, "课型")
    hands.choose("1")
    next_gap(hands, "教学过程")
    hands.write("复习导入；分组操作；练习讲评。")
    next_gap(hands, "建议")
    hands.write("练习再分层。")
    next_gap(hands, "等级")
    hands.choose("2")


def write_issue(hands: Hands, topic: str, severity: str) -> None:
    hands.press(Qt.Key.Key_I, ctrl=True)
    assert hands.place.endswith("描述")
    hands.write("二楼消防通道堆放课桌。")
    next_gap(hands, "类别")
    hands.choose(topic)
    next_gap(hands, "程度")
    hands.choose(severity)
    next_gap(hands, "整改时限")
    hands.write("+14")


def write_record(hands: Hands) -> None:
    hands.press(Qt.Key.Key_N, ctrl=True)
    hands.write("1小")
    hands.enter(2)
    assert hands.place == "时段"
    hands.choose("3")
    next_gap(hands, "督导事项")
    hands.choose("12345678")
    hands.enter(2)
    assert hands.place.startswith("督导方式：校园巡视")
    for key in "2c3l1":
        hands.choose(key)
    next_gap(hands, "督导过程")
    hands.write("到校后巡视校园，查阅教学管理资料，列席行政会议，随堂听课两节。")
    for number in (2, 3):
        write_lesson(hands, number)
    for topic, severity in (("6", "2"), ("7", "1"), ("3", "1")):
        write_issue(hands, topic, severity)
    next_gap(hands, "督导意见和建议")
    hands.write("坚持每日巡查，按期整改。")
    next_gap(hands, "反馈方式")
    hands.choose("1")
    next_gap(hands, "拟回访日期")
    hands.write("+20")
    hands.press(Qt.Key.Key_O, ctrl=True)
    hands.press(Qt.Key.Key_F9)


def test_an_ordinary_visit_takes_no_more_than_120_keys_beside_its_text(
    open_window: Callable[[Path], Window],
    filled: Path,
    hands: Hands,
    four_pictures: tuple[Path, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(filled)
    desk: Any = window.desk
    monkeypatch.setattr(ask, "open_files", lambda *_a: four_pictures)
    monkeypatch.setattr(ask, "confirm", lambda *_a, **_n: True)
    before = {visit.uid for visit in desk.visits.list()}
    write_record(hands)
    (visit,) = [desk.visits.get(v.uid) for v in desk.visits.list() if v.uid not in before]
    assert visit.status is VisitStatus.FILED
    assert len(visit.topics) == 8
    assert (visit.methods.campus_walks, visit.methods.documents_read) == (2, 3)
    assert visit.methods.meetings_attended == 1
    assert (len(visit.lessons), len(visit.issues)) == (2, 3)
    assert len(desk.visits.record(visit.uid).photos) == 4
    assert hands.keys + KEYS_IN_DIALOGS <= MOST_KEYS
