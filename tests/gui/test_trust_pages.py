"""人员与电脑登记 and 加入督导室: by keyboard, from the first request to the enrolled laptop."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench
from inspector_app.domain.letter_kind import NUMBERED
from inspector_app.domain.number_events import NumberStep
from inspector_app.services.context import Role
from inspector_app.services.number_keeping import append
from inspector_app.services.trust_signing import RootFile
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs import root_key as dialog
from inspector_app.ui.navigator import GoTo, OpenTrust, Place
from inspector_app.ui.theme import dress
from inspector_app.vault import passphrase
from tests.district.trust.districts import PASSPHRASE, fill, last_groups
from tests.gui.conftest import SIZE, Hands


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 8 * 1024)
    monkeypatch.setattr(passphrase, "ROUNDS", 1)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """What goes from hand to hand."""
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch, stick: Path) -> None:
    """Choose the stick wherever a folder is asked for, and the passphrase wherever one is."""

    def answer(question: Any) -> bool:
        if isinstance(question, dialog._RootQuestion):
            question.path = question.path or next(stick.glob("*.key.json"), None)
            for typed in (question.passphrase, question.new, question.again):
                typed.setText(PASSPHRASE)
        return bool(question.yes.isEnabled())

    monkeypatch.setattr(dialog, "run", answer)
    monkeypatch.setattr(ask, "folder", lambda *_: stick)
    monkeypatch.setattr(ask, "confirm", lambda *_, **__: True)


@pytest.fixture
def open_as(
    open_window: Callable[[Path], Window], ready_folder: Path, tmp_path: Path, clock: FixedClock
) -> Callable[..., Window]:
    """Open the window of an office, or of one inspector's laptop, on a folder of its own."""

    def make(role: Role, person: str = "") -> Window:
        path = shutil.copytree(ready_folder, tmp_path / f"data-{role.value}-{person}")
        with bootstrap.open_workbench(path, clock=clock) as made:
            fill(made)
            made.settings.set_identity(role=role, district="210304", inspector_id=person)
        window = open_window(path)
        window.navigator.open(OpenTrust())
        return window

    return make


@pytest.fixture
def laptops(
    ready_folder: Path, tmp_path: Path, clock: FixedClock
) -> Iterator[Callable[[str], Workbench]]:
    """Laptops without a window."""
    opened: list[Workbench] = []

    def make(person: str) -> Workbench:
        path = shutil.copytree(ready_folder, tmp_path / f"laptop-{person}")
        made = bootstrap.open_workbench(path, clock=clock)
        opened.append(made)
        fill(made)
        made.settings.set_identity(role=Role.LAPTOP, district="210304", inspector_id=person)
        return made

    yield make
    for each in opened:
        each.close()


class Office(NamedTuple):
    """An office without a window."""

    bench: Workbench
    root: RootFile
    digits: str
    stick: Path

    def sign(self) -> None:
        """Sign the next roster onto the stick."""
        self.bench.trust_signing.sign(self.root, to=self.stick)

    def enrol(self, digits: str) -> None:
        """Enrol the laptop that asks on the stick."""
        self.bench.trust_laptops.take_in([self.stick])
        self.bench.trust_laptops.accept(last_groups(digits))
        self.sign()


def shown(window: Window) -> Any:
    QApplication.sendPostedEvents()
    return window.shell.page


def told(page: Any) -> str:
    return "\n".join(
        page._told.itemAt(place).widget().text() for place in range(page._told.count())
    )


def test_a_meeting_compares_by_what_is_heard_and_signs_by_keyboard(
    open_as: Callable[..., Window],
    laptops: Callable[[str], Workbench],
    answers: None,
    stick: Path,
    hands: Hands,
) -> None:
    made = [laptops(person) for person in ("DX001", "DX002", "DX003")]
    for number, laptop in enumerate(made, start=1):
        laptop.trust_joining.request(stick, device=f"笔记本{number:02}")
    window = open_as(Role.OFFICE)
    page = shown(window)
    assert "还没有登记优盘" in told(page)
    assert not page.sign.isEnabled()
    page.root_acts._make()
    assert "已做好登记优盘" in page.notice.text
    page.setFocus()
    hands.press(Qt.Key.Key_O, ctrl=True)
    assert page.notice.text.startswith("读到 3 份")
    assert hands.place == "听到的核对号"
    for laptop in made[:2]:
        hands.write(last_groups(laptop.trust_joining.own().digits))
    assert page.accept.text() == "登记勾上的 2 台"
    hands.write("00000 00000")
    assert "都不符" in page.notice.text
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(2, 0))
    hands.press(Qt.Key.Key_Space)
    assert page.accept.text() == "登记勾上的 3 台"
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Return, ctrl=True)
    assert page.notice.text.startswith("已登记 2 台")
    assert "有 2 处登记或停用还没有签进名册" in told(page)
    hands.press(Qt.Key.Key_S, ctrl=True)
    assert page.notice.text.startswith("已签发登记名册第 1 版：2 台电脑")
    assert len(list((stick / "trust").glob("*.json"))) == 1


def test_the_roots_digits_are_projected_as_large_as_the_window(
    open_as: Callable[..., Window], answers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_as(Role.OFFICE)
    page = shown(window)
    page.root_acts._make()
    seen: list[str] = []

    def look(question: Any) -> bool:
        seen.append(question.shown.digits)
        return True

    monkeypatch.setattr(dialog, "run", look)
    QTest.keyClick(page, Qt.Key.Key_F5)
    assert seen == [page.root_acts.view.roots[0]]


@pytest.fixture
def office(laptops: Callable[[str], Workbench], stick: Path) -> Office:
    """An office without a window, whose root key lies on the stick."""
    bench = laptops("")
    bench.settings.set_identity(role=Role.OFFICE, district="210304", inspector_id="")
    root = bench.trust_signing.new_root(stick, passphrase=PASSPHRASE)
    return Office(bench, RootFile(root.path, PASSPHRASE), root.digits, stick)


def test_a_laptop_asks_by_keyboard_and_its_screen_can_be_photographed(
    open_as: Callable[..., Window], answers: None, office: Office, hands: Hands
) -> None:
    window = open_as(Role.LAPTOP, "DX001")
    page = shown(window)
    assert page.state.text() == "没有加入"
    hands.walk_to("这台电脑叫什么")
    page.device.setText("笔记本01")
    hands.press(Qt.Key.Key_Return, ctrl=True)
    assert page.state.text() == "已申请"
    assert last_groups(page.own.digits) in page.notice.text
    office.bench.trust_laptops.take_in([office.stick])
    QApplication.sendPostedEvents()
    photo = office.stick / "屏幕.png"
    assert window.shell.grab().save(str(photo))
    assert office.bench.trust_laptops.accept_picture(photo).laptop.device == "笔记本01"


def test_a_laptop_compares_the_root_once_and_follows_from_then_on(
    open_as: Callable[..., Window],
    answers: None,
    office: Office,
    hands: Hands,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_as(Role.LAPTOP, "DX001")
    page = shown(window)
    page.write_request()
    office.enrol(page.own.digits)
    typed = iter(["00000 00000", last_groups(office.digits)])

    def answer(question: Any) -> bool:
        assert not question.yes.isEnabled()
        question.check.setText(next(typed))
        return bool(question.yes.isEnabled())

    monkeypatch.setattr(dialog, "run", answer)
    page.setFocus()
    hands.press(Qt.Key.Key_O, ctrl=True)
    assert "不符" in page.notice.text
    assert page.root.digits == ""
    hands.press(Qt.Key.Key_O, ctrl=True)
    assert page.notice.text.startswith("已采用登记名册第 1 版")
    assert (page.state.text(), page.root.digits) == ("已登记", office.digits)
    # Nothing is asked from now on: there is no answer left.
    hands.press(Qt.Key.Key_O, ctrl=True)
    assert "本机已有" in page.notice.text


def test_a_laptop_that_was_stopped_says_so_and_may_ask_with_new_keys(
    open_as: Callable[..., Window],
    answers: None,
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_as(Role.LAPTOP, "DX001")
    page = shown(window)
    page.write_request()
    before = page.own.digits
    office.enrol(before)
    office.bench.trust_laptops.revoke("DX001", reason="丢失")
    office.sign()
    monkeypatch.setattr(page, "_pin", lambda folder, *_, **__: page.write(
        lambda: page._desk.trust_joining.pin(folder, check=last_groups(office.digits)),
        page._on_taken,
    ))  # fmt: skip
    page.take_roster()
    assert page.state.text() == "已停用"
    assert "第 1 包起不再收" in told(page)
    page.renew()
    assert page.state.text() == "已申请"
    assert page.own.digits != before


@pytest.mark.parametrize(("role", "person"), [(Role.OFFICE, ""), (Role.LAPTOP, "DX001")])
def test_no_page_of_trust_is_wider_than_the_screen_in_the_largest_text(
    open_as: Callable[..., Window], qapp: QApplication, role: Role, person: str
) -> None:
    dress(qapp, scale=200)
    window = open_as(role, person)
    window.shell.resize(*SIZE)
    page = shown(window)
    views = page.findChildren(QScrollArea)
    wide = [view.widget().width() - view.viewport().width() for view in views if view.widget()]
    width = window.shell.width()
    dress(qapp)
    assert (width, [each for each in wide if each > 0]) == (SIZE[0], [])


def test_more_leads_to_the_page_that_the_folder_is_for(
    open_as: Callable[..., Window],
) -> None:
    window = open_as(Role.LAPTOP, "DX002")
    for role, title, page in (
        (Role.LAPTOP, "加入督导室", "JoiningPage"),
        (Role.OFFICE, "人员与电脑登记", "EnrollingPage"),
    ):
        desk: Any = window.desk
        desk.settings.set_identity(role=role, district="210304", inspector_id="DX002")
        window.navigator.open(GoTo(place=Place.MORE))
        more = shown(window)
        more.refresh()
        assert more.trust.text() == title
        more.trust.click()
        assert type(shown(window)).__name__ == page


def test_the_office_ends_revokes_and_refuses_from_the_list(
    open_as: Callable[..., Window],
    laptops: Callable[[str], Workbench],
    answers: None,
    stick: Path,
    hands: Hands,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for person in ("DX001", "DX002", "DX003"):
        laptops(person).trust_joining.request(stick)
    window = open_as(Role.OFFICE)
    page = shown(window)
    page.take_in()
    chosen: list[str] = []

    def pick(_parent: Any, _title: str, _text: str, acts: Any) -> None:
        wanted = chosen[-1]
        next(act for words, act in acts if words.startswith(wanted))()

    monkeypatch.setattr(ask, "act", pick)
    monkeypatch.setattr(ask, "reason", lambda *_, **__: "丢失")

    def on(place: int, act: str) -> None:
        chosen.append(act)
        page.table.setFocus()
        page.table.setCurrentIndex(page.model.index(place, 0))
        hands.enter()

    on(2, "不登记")
    on(0, "核对相符")
    on(1, "核对相符")
    page.accept_ticked()
    on(0, "停用")
    on(1, "30 天后到期")
    states = {line.laptop.inspector_id: line.state for line in page.model.rows}
    assert states == {
        "DX001": "已停用，第 1 包起不收：丢失（还没签进名册）",
        "DX002": "登记到 2026-12-22（还没签进名册）",
        "DX003": "没有登记：丢失",
    }


def test_roots_are_doubled_rotated_and_begun_anew_from_the_page(
    open_as: Callable[..., Window],
    answers: None,
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_as(Role.OFFICE)
    page = shown(window)
    offered: list[list[str]] = []
    monkeypatch.setattr(
        ask, "act", lambda _p, _t, _x, acts: offered.append([words for words, _ in acts])
    )
    page.root_acts.choose()
    page.root_acts._make()
    page.root_acts.choose()
    page.root_acts._add()
    assert "第 1 版" in page.notice.text
    page.root_acts.choose()
    assert offered == [
        ["做一个登记优盘…"],
        ["另做一个备用…", "更换登记优盘…", "都丢了，重新开始…"],
        ["更换登记优盘…", "丢了一个，用另一个换…", "都丢了，重新开始…"],
    ]
    page.root_acts._rotate()
    assert "第 2 版" in page.notice.text
    page.root_acts._root_path = next(
        path
        for path in stick.glob("*.key.json")
        if page.root_acts.view.roots[0] and _is_known(page, path)
    )
    page.root_acts._rotate_lost()
    assert "第 3 版" in page.notice.text
    assert "登记优盘已在 2026-11-22 更换" in told(page)
    page.root_acts._begin_anew()
    assert "已做好登记优盘" in page.notice.text
    page.root_acts.write_rosters()
    assert page.notice.text.startswith("名册共 3 版")


def _is_known(page: Any, path: Path) -> bool:
    import json

    return json.loads(path.read_text())["public"] in str(page.root_acts.view.root_codes)


def test_a_laptop_that_is_stopped_may_leave_its_numbers_void(
    open_as: Callable[..., Window],
    laptops: Callable[[str], Workbench],
    answers: None,
    stick: Path,
    hands: Hands,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laptop = laptops("DX001")
    laptop.trust_joining.request(stick)
    window = open_as(Role.OFFICE)
    page = shown(window)
    page.take_in()
    page.tick()
    page.accept_ticked()
    desk: Any = window.desk
    chain = page.model.rows[0].laptop.chain
    with desk.context.database.transaction():
        desk.numbers.keep_series("示教督", NUMBERED)
        append(
            desk.context, code="示教督", year=2026, step=NumberStep.RESERVED,
            content={"serials": [1, 2], "to": chain, "person": "DX001", "device": "本"},
        )  # fmt: skip
    asked: list[str] = []
    monkeypatch.setattr(ask, "reason", lambda *_, **__: "丢失")
    monkeypatch.setattr(ask, "confirm", lambda _p, _t, text, **_: asked.append(text) or True)
    page._revoke(page.model.rows[0].laptop)
    assert "还有 2 个预留的文号没有用：示教督〔2026〕1–2号" in asked[0]
    assert {line.void.reason for line in desk.numbers.year("示教督").lines} == {"电脑停用：丢失"}
