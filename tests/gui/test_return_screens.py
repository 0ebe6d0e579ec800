"""退回 beside its pictures in the handbook."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import returned as dialog
from inspector_app.ui.navigator import OpenReceiving, OpenVisit
from tests.district.office.district import District
from tests.gui.handbook_pictures import SIZE, compare, compare_widget
from tests.gui.test_returns import returned, share, shown, uid  # noqa: F401 - fixtures
from tests.unit.services.conftest import filled_folder  # noqa: F401 - a fixture

pytestmark = pytest.mark.screenshot


def test_the_pictures_of_returns_are_those_of_the_handbook(
    open_window: Callable[[Path], Window],
    share: District,  # noqa: F811 - the fixture above
    uid: str,  # noqa: F811 - the fixture above
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong: list[str] = []
    returned(share, uid)
    for bench in (share.office, share.laptops["DX001"]):
        bench.close()
    window = open_window(share.laptops["DX001"].context.folder.root)
    window.shell.resize(*SIZE)
    window.navigator.open(OpenVisit(uid=uid))
    shown(window).returned.go_to("2")
    wrong.append(compare(window, "returned"))

    window = open_window(share.office.context.folder.root)
    window.shell.resize(*SIZE)
    window.navigator.open(OpenReceiving())
    page = shown(window)
    page.tabs.setCurrentWidget(page.returns)
    wrong.append(compare(window, "returns"))
    window.navigator.open(OpenVisit(uid=uid))
    places = window.shell.page._desk.office_returns.places(uid)

    def asked(question: Any) -> bool:
        for line, said in ((question.lines[1], "与到校登记核对"), (question.lines[3], "请补上")):
            line.tick.setChecked(True)
            line.comment.setText(said)
        question.comment.setPlainText("其余写得很清楚。")
        question.by.setText("管理员")
        question.comment.setFocus()
        question.show()
        QApplication.sendPostedEvents()
        wrong.append(compare_widget(question, "give-back"))
        return False

    monkeypatch.setattr(dialog, "run", asked)
    assert dialog.ask_return(window.shell, places) is None
    assert [each for each in wrong if each] == []
