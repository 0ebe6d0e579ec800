"""设置: who works here."""

from typing import Any

import pytest

from inspector_app.ui.app import Window
from inspector_app.ui.navigator import GoTo, Place
from tests.gui.conftest import Hands


@pytest.fixture
def settings(window: Window) -> Any:
    """The page 设置."""
    window.navigator.open(GoTo(place=Place.SETTINGS))
    return window.shell.page


def test_half_a_district_is_neither_saved_while_it_is_typed_nor_when_it_is_left(
    window: Window, settings: Any, hands: Hands
) -> None:
    desk: Any = window.desk
    hands.walk_to("区划代码")
    settings.district.setText("2103")
    settings.district.flush()
    assert desk.settings.identity().district == "210304"
    assert settings.notice.text == ""
    hands.enter()
    assert "“2103”不是六位半角数字" in settings.notice.text
    assert desk.settings.identity().district == "210304"
    settings.district.setFocus()
    settings.district.setText("210302")
    hands.enter()
    assert desk.settings.identity().district == "210302"
    assert settings.notice.text == ""
