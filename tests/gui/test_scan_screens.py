"""扫描件 beside its pictures in the handbook."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from inspector_app.services.scans import PaperRecord
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import OpenReceiving, OpenVisit
from tests.gui.conftest import Hands
from tests.gui.handbook_pictures import SIZE, compare
from tests.gui.on_screen import shown
from tests.gui.test_scans import window  # noqa: F401 - a fixture
from tests.scanned import photo
from tests.unit.services.conftest import (
    COMPLETE,
    filled_folder,  # noqa: F401 - a fixture
)

pytestmark = pytest.mark.screenshot


def test_the_pictures_of_typing_from_paper_are_those_of_the_handbook(
    window: Window,  # noqa: F811 - the fixture above
    open_window: Callable[[Path], Window],
    tmp_path: Path,
    hands: Hands,
) -> None:
    desk: Any = window.desk
    scan = desk.scans.commit("DX003", desk.scans.prepare([_paper(desk, tmp_path)])).scan
    other = photo(tmp_path / "IMG_督学02.jpg", 3)
    desk.scans.commit("DX002", desk.scans.prepare([other]))
    fields = {name: COMPLETE[name] for name in ("school", "date", "session", "type", "topics")}
    uid = desk.scans.begin(scan.uid, PaperRecord(fields, (1,))).uid
    window.shell.resize(*SIZE)
    window.navigator.open(OpenVisit(uid=uid))
    page = shown(window)
    hands.wait(lambda: page.scan.pane.view.pictured(0))
    QApplication.sendPostedEvents()
    wrong = [compare(window, "scan-record")]
    window.navigator.open(OpenReceiving())
    listed = shown(window)
    listed.tabs.setCurrentWidget(listed.scans)
    wrong.append(compare(window, "scans"))
    assert [each for each in wrong if each] == []


def _paper(desk: Any, folder: Path) -> Path:
    """Return what an inspector handed in on paper: a printed record, then taken away again."""
    uid = desk.visit_edit.new_from_json({**COMPLETE, "lead": "DX003"}).uid
    path = folder / "督学03 11月.pdf"
    path.write_bytes(desk.documents.visit_pdf(uid))
    desk.visits.discard(uid)
    return path
