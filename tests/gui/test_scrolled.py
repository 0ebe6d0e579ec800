"""No page goes on below its last part."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea

from inspector_app.ui.app import Window
from inspector_app.ui.navigator import (
    GoTo,
    OpenBalance,
    OpenCalendar,
    OpenChecklists,
    OpenForms,
    OpenPeople,
    OpenRegister,
    OpenReply,
    OpenRules,
    OpenSchool,
    OpenVisit,
    Place,
    Request,
)
from tests.form_packages import package, xform
from tests.gui.conftest import SIZE
from tests.gui.handbook_pictures import SIZE as LARGE


def requests(window: Window, folder: Path) -> Iterator[Request]:
    desk: Any = window.desk
    code = max(desk.schools.board(), key=lambda status: status.open_issues).school.code
    uid = desk.visit_edit.new(school_code=code).uid
    desk.visit_edit.add_issue(uid, description="消防通道堆放杂物。")
    desk.checklists.begin(uid, "shuangjian")
    desk.form_versions.publish(package(folder, xform()))
    desk.forms.begin(uid, "demo")
    yield from (GoTo(place=place) for place in Place)
    yield OpenVisit(uid=uid)
    yield OpenChecklists(uid=uid, form="shuangjian")
    yield OpenForms(uid=uid)
    yield OpenSchool(code=code)
    yield OpenReply(uid=desk.replies.begin_or_go_on(code).uid)
    yield OpenCalendar()
    yield OpenRules()
    yield OpenPeople()
    yield OpenRegister(kind="meeting")
    yield OpenBalance()


def beyond(window: Window) -> dict[str, int]:
    """Return by how much what is scrolled is higher than all that it holds."""
    found: dict[str, int] = {}
    for area in window.shell.findChildren(QScrollArea):
        inner = area.widget()
        if inner is None or not area.isVisible() or not inner.hasHeightForWidth():
            continue
        room = max(area.viewport().height(), inner.heightForWidth(inner.width()))
        if inner.height() > room:
            found[f"{type(window.shell.page).__name__}: {area.accessibleName()}"] = (
                inner.height() - room
            )
    return found


@pytest.mark.parametrize("size", [SIZE, LARGE])
def test_no_page_is_scrolled_on_below_its_last_part(
    window: Window, tmp_path: Path, size: tuple[int, int]
) -> None:
    window.shell.resize(*size)
    found: dict[str, int] = {}
    for request in requests(window, tmp_path):
        window.navigator.open(request)
        QApplication.sendPostedEvents()
        found |= beyond(window)
    assert found == {}
