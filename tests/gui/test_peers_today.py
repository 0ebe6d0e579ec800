"""Records of peers on 今日: they came by themselves, and a person looks before they are taken."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, Place
from tests.district.office.district import District, written


@pytest.fixture
def district(enrolled: District) -> District:
    """A district in which DX001 has put a record for DX002 into the folder."""
    enrolled.office.share.make(enrolled.share)
    for name in ("DX001", "DX002"):
        enrolled.laptops[name].share.join(enrolled.share)
    lead = enrolled.laptops["DX001"]
    lead.joint_sharing.send(written(lead, peers=["DX002"]))
    return enrolled


@pytest.fixture
def window(open_window: Callable[[Path], Window], district: District) -> Window:
    laptop = district.laptops["DX002"]
    laptop.close()
    made = open_window(laptop.context.folder.root)
    assert made.places is not None
    made.places.carrying.walk()
    return made


def lines(window: Window) -> list[QPushButton]:
    window.navigator.open(GoTo(place=Place.TODAY))
    QApplication.sendPostedEvents()
    found = window.shell.page.findChildren(QPushButton)
    return [each for each in found if "督学01　2026-11-20" in each.text() and each.isVisible()]


def test_a_record_of_a_peer_is_shown_before_it_is_taken(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    assert window.shell.line.said_text == "收到同行记录 1 份，看过再收取。"
    (line,) = lines(window)
    asked: list[str] = []

    def chosen(answer: int | None) -> Callable[..., int | None]:
        return lambda _page, title, text, _ways: asked.append(f"{title}{text}") or answer

    monkeypatch.setattr(ask, "pick", chosen(None))
    line.click()
    assert "收取这份同行记录吗？" in asked[0]
    assert "是督学01的电脑签的" in asked[0]
    assert desk.visits.list() == ()

    monkeypatch.setattr(ask, "pick", chosen(0))
    line.click()
    assert len(desk.visits.list()) == 1
    assert lines(window) == []


def test_a_beginning_is_offered_only_where_there_is_no_school(window: Window) -> None:
    lines(window)
    said = [each.text() for each in window.shell.page.findChildren(QLabel)]
    assert "本月还没入校的学校　0 所" in said
    assert "从这里开始" not in said


def test_a_record_that_is_not_wanted_waits_no_more(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    (line,) = lines(window)
    monkeypatch.setattr(ask, "pick", lambda *_: 1)
    line.click()
    assert lines(window) == []
    assert desk.visits.list() == ()
