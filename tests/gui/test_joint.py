"""同行 in the window: a file is taken over, an entry is written by keyboard, a doubt is settled."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.visit_options import Joint, VisitStatus
from inspector_app.services.context import Role
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, OpenVisit, Place
from tests.gui.conftest import Hands
from tests.gui.handbook_pictures import SIZE as SCREEN
from tests.gui.handbook_pictures import compare

LEAD: Final = "DX002"
ME: Final = "DX001"
RECORD: Final[dict[str, Any]] = {
    "date": "2026-11-20", "session": "上午", "type": "经常性", "notice": "随机", "lead": LEAD,
    "peers": [ME], "topics": ["T3"], "methods": {"campus_walks": 1},
    "narrative": "随机听课两节，查看备课本。", "advice": "集体备课要留记录。",
    "feedback_way": ["现场口头"], "next_visit": "2026-12-18",
    "issues": [{"category": "T3", "description": "集体备课没有记录。", "severity": "一般",
                "deadline": "2026-12-04"}],
    "lessons": [{"listener": LEAD, "period": 2, "class": "三1班", "subject": "语文",
                 "teacher": "教师A", "topic": "观潮", "kind": "新授", "process": "朗读、讨论。",
                 "advice": "多留时间。", "grade": "良"}],
}  # fmt: skip


@pytest.fixture
def lead(filled: Path, clock: FixedClock, tmp_path: Path) -> Callable[..., Path]:
    """Make a file of a record that 督学02 led and 督学01 went along to, on another laptop."""
    other = shutil.copytree(filled, tmp_path / "lead")
    shutil.rmtree(other / "outbox", ignore_errors=True)
    with open_workbench(other, clock=clock) as made:
        made.settings.set_identity(role=Role.LAPTOP, district="210304", inspector_id=LEAD)

    def make(**fields: Any) -> Path:
        with open_workbench(other, clock=clock) as made:
            uid = made.visit_edit.new_from_json(RECORD | {"school": school_in(made)} | fields).uid
            made.visits.file(uid)
            return made.joint_hand_over.write(uid, tmp_path).path

    return make


def school_in(bench: Any) -> str:
    code: str = bench.schools.all()[0].code
    return code


def entered(bench: Workbench, **fields: Any) -> str:
    given = {"school": school_in(bench), "date": "2026-11-20", "session": "上午", "lead": LEAD}
    lessons = [{"period": 3, "class": "三2班", "subject": "数学"}]
    return bench.joint_entries.add(given | {"lessons": lessons} | fields).uid


def dropped(page: Any, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    page.dropEvent(event)
    QApplication.sendPostedEvents()


def test_a_file_dropped_on_the_list_is_shown_and_taken_over_after_a_yes(
    window: Window, lead: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    asked: list[str] = []
    monkeypatch.setattr(ask, "confirm", lambda *a, **_n: asked.append(a[2]) or True)
    window.navigator.open(GoTo(place=Place.VISITS))
    dropped(window.shell.page, lead())
    assert "责任督学 督学02" in asked[0]
    assert re.search("电脑代号 [a-z2-7]{26}", asked[0])
    page: Any = window.shell.page
    assert page.record.visit.joint is Joint.TAKEN
    assert "督学02交来的同行记录，本机只能查看和打印" in page.joint.words
    shown = {each.text() for each in page.head.findChildren(QPushButton) if each.isVisible()}
    assert shown == {"打印…"}
    assert desk.visits.get(page.uid).status is VisitStatus.FILED


def test_an_entry_is_written_by_keyboard_and_counts(
    window: Window, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    monkeypatch.setattr(ask, "pick", lambda *_a: 2)
    monkeypatch.setattr(ask, "confirm", lambda *_a, **_n: True)
    window.navigator.open(GoTo(place=Place.VISITS))
    visits: Any = window.shell.page
    visits.joint.click()
    page: Any = window.shell.page
    assert [part.isHidden() for part in page.sheet._sections].count(False) == 2
    assert hands.place == "被督导学校"
    hands.write("1小")
    hands.enter(2)
    assert hands.place == "时段"
    hands.choose("1")
    hands.press(Qt.Key.Key_F8)
    assert hands.place == "责任督学"
    hands.write("督学02")
    hands.enter()
    hands.press(Qt.Key.Key_L, ctrl=True)
    hands.choose("3")
    hands.press(Qt.Key.Key_F8)
    hands.write("三2班")
    hands.press(Qt.Key.Key_F9)
    entry = desk.visits.get(page.uid)
    assert (entry.joint, entry.status) == (Joint.ENTRY, VisitStatus.FILED)
    assert (entry.lead_id, entry.peer_ids) == (LEAD, (ME,))
    assert [lesson.listener_id for lesson in entry.lessons] == [ME]
    assert "还没有收到督学02的记录" in page.joint.words


def test_a_doubtful_entry_is_shown_on_the_list_and_on_the_day_until_a_person_decides(
    window: Window, lead: Callable[..., Path]
) -> None:
    desk: Any = window.desk
    for session in ("上午", "下午"):
        desk.joint_take_over.take(lead(session=session))
    entry = entered(desk, session="全天")
    assert desk.today.page().joint_waiting == 1
    window.navigator.open(GoTo(place=Place.VISITS))
    page: Any = window.shell.page
    page.refresh()
    QApplication.sendPostedEvents()
    choices = [each for each in page.waiting.findChildren(QPushButton) if each.isVisible()]
    assert [each.text()[:16] for each in choices] == [
        "是这一份：2026-11-20 ", "是这一份：2026-11-20 ",
    ]  # fmt: skip
    choices[0].click()
    assert page.waiting.isHidden()
    assert desk.today.page().joint_waiting == 0
    assert desk.visits.record(entry).companions != ()


def test_a_filed_record_is_handed_to_its_peers_from_its_page(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    given = RECORD | {"school": school_in(desk), "lead": ME, "peers": [LEAD]}
    uid = desk.visit_edit.new_from_json(given | {"lessons": []}).uid
    desk.visits.file(uid)
    target = tmp_path / "U盘"
    target.mkdir()
    monkeypatch.setattr(ask, "confirm", lambda *_a, **_n: True)
    monkeypatch.setattr(ask, "folder", lambda *_a: target)
    window.navigator.open(OpenVisit(uid=uid))
    page: Any = window.shell.page
    page.head.peers.click()
    (file,) = target.iterdir()
    assert file.name.startswith("同行记录-2026-11-20-")
    assert "请交给督学02" in page.notice.text


def test_what_a_peer_hands_over_is_told_before_it_leaves(
    window: Window, lead: Callable[..., Path]
) -> None:
    desk: Any = window.desk
    desk.joint_take_over.take(lead())
    entered(desk, session="下午")
    window.navigator.open(GoTo(place=Place.HAND_OVER))
    page: Any = window.shell.page
    told = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "1 份收取的记录只报编号" in told
    assert "1 份同行登记连同本人听课上报" in told


@pytest.mark.screenshot
def test_joint_visits_look_as_their_pictures_in_the_handbook(
    window: Window, lead: Callable[..., Path]
) -> None:
    desk: Any = window.desk
    window.shell.resize(*SCREEN)
    for session in ("上午", "下午"):
        desk.joint_take_over.take(lead(session=session))
    entered(desk, session="下午")
    window.navigator.open(GoTo(place=Place.VISITS))
    wrong = [compare(window, "joint")]
    draft = desk.joint_entries.begin(school_code=school_in(desk)).uid
    desk.visit_edit.add_lesson(draft, period_no=3, class_name="三2班", subject="数学")
    window.navigator.open(OpenVisit(uid=draft))
    wrong.append(compare(window, "joint-entry"))
    assert [each for each in wrong if each] == []
