"""A page with nothing in it yet begins where every page begins, and says what to do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.services.context import Role
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import (
    GoTo,
    OpenDirector,
    OpenDistricts,
    OpenLayouts,
    OpenOffers,
    OpenPublishedForms,
    OpenReceiving,
    OpenTasks,
    Place,
    Request,
)

HIGHEST: Final = 60
"""Within so many pixels of the top a title stands beside what can be done on the page."""
TABS_THAT_HIDE_THEIR_TABLE: Final = (0, 2, 3, 4, 5)


def office_folder(folder: Path, clock: FixedClock) -> Path:
    bootstrap.init_folder(folder, role=Role.OFFICE, district="210304", clock=clock)
    return folder


def shown(window: Window, request: Request) -> Any:
    """Return a page that has been laid out."""
    window.navigator.open(request)
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    return window.shell.page


def bottom_in(page: QWidget, inner: QWidget) -> int:
    return inner.mapTo(page, inner.rect().bottomLeft()).y()


@pytest.mark.parametrize("wish", [OpenOffers(), OpenTasks(), OpenLayouts(), OpenPublishedForms()])
def test_the_title_of_an_empty_page_of_a_laptop_stands_at_the_top(
    open_window: Callable[[Path], Window], folder: Path, wish: Request
) -> None:
    page = shown(open_window(folder), wish)
    title = next(each for each in page.findChildren(QLabel) if each.property("look") == "title")
    assert bottom_in(page, title) < HIGHEST


@pytest.mark.parametrize("wish", [OpenDistricts(), OpenDirector(), OpenTasks()])
def test_the_title_of_an_empty_page_of_the_office_stands_at_the_top(
    open_window: Callable[[Path], Window], tmp_path: Path, clock: FixedClock, wish: Request
) -> None:
    page = shown(open_window(office_folder(tmp_path / "office", clock)), wish)
    title = next(each for each in page.findChildren(QLabel) if each.property("look") == "title")
    assert bottom_in(page, title) < HIGHEST


def test_what_can_be_done_stands_at_the_top_of_an_empty_tab(
    open_window: Callable[[Path], Window], tmp_path: Path, clock: FixedClock
) -> None:
    window = open_window(office_folder(tmp_path / "office", clock))
    page = shown(window, OpenReceiving())
    for at in TABS_THAT_HIDE_THEIR_TABLE:
        page.tabs.setCurrentIndex(at)
        QApplication.processEvents()
        tab = page.tabs.currentWidget()
        acts = [each for each in tab.findChildren(QPushButton) if each.isVisible()]
        assert acts
        assert max(bottom_in(tab, each) for each in acts) < 2 * HIGHEST


def test_where_there_is_no_school_nobody_is_said_to_have_been_everywhere(
    open_window: Callable[[Path], Window], tmp_path: Path, clock: FixedClock
) -> None:
    page = shown(open_window(office_folder(tmp_path / "office", clock)), GoTo(place=Place.TODAY))
    said = [each.text() for each in page.findChildren(QLabel)]
    assert "还没有学校。" in said
    assert "本月都去过了。" not in said
