"""What is no readable file is dropped on every page that takes files: each says so and goes on."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from inspector_app.ui import scans_tab
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import (
    GoTo,
    OpenBalance,
    OpenDistricts,
    OpenFormBench,
    OpenImport,
    OpenOffers,
    OpenReceiving,
    OpenUpwards,
    Place,
)
from inspector_app.ui.pages.offers import OffersPage
from tests.district.office.district import District
from tests.gui.on_screen import shown


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_folder(path: Path) -> None:
    path.mkdir()


def nothing_in_it(path: Path) -> None:
    path.touch()


def gone(path: Path) -> None:
    path.touch()
    path.unlink()


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path)


ODD: Final = (a_pipe, a_folder, nothing_in_it, gone, a_link_to_itself)
# Not by page: those that ask for nothing more are equal to each other.
AT_THE_OFFICE: Final[Sequence[tuple[Any, str]]] = (
    (OpenReceiving(), "dd1-72asyext-000012-0123456789ab.zip.age"),
    (OpenReceiving(tab="typed"), "扫描.pdf"),
    (OpenDistricts(), "dd1-72asyext-000012-0123456789ab.zip.age"),
    (OpenUpwards(), "rc1-72asyext-000001-0123456789ab.json"),
)
AT_A_LAPTOP: Final[Sequence[tuple[Any, str]]] = (
    (GoTo(place=Place.HAND_OVER), "pk1-72asyext-000001-0123456789ab.zip"),
    (GoTo(place=Place.VISITS), "tx1-72asyext-000001-0123456789ab.zip"),
    (OpenOffers(), "op1-72asyext-000001-0123456789ab.zip.age"),
    (OpenImport(), "名册.xlsx"),
    (OpenBalance(), "各校数据.xlsx"),
    (OpenFormBench(), "表单.xlsx"),
)


def drop(page: Any, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, bare = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, bare))


@pytest.mark.parametrize("make", ODD)
@pytest.mark.parametrize("role", ["office", "DX001"])
def test_each_page_says_what_was_wrong_with_what_was_dropped_and_goes_on(
    open_window: Callable[[Path], Window],
    enrolled: District,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    role: str,
    make: Callable[[Path], None],
) -> None:
    bench = enrolled.office if role == "office" else enrolled.laptops[role]
    bench.close()
    window = open_window(bench.context.folder.root)
    monkeypatch.setattr(ask, "pick", lambda *_: 0)
    monkeypatch.setattr(scans_tab, "ask_scan_owner", lambda *_, **__: "DX001")
    silent = []
    doors = AT_THE_OFFICE if role == "office" else AT_A_LAPTOP
    for number, (place, name) in enumerate(doors):
        (folder := tmp_path / f"放入{number}").mkdir()
        make(folder / name)
        window.navigator.open(place)
        page = shown(window)
        page.notice.hide()
        drop(page, folder / name)
        shown(window)
        # A pack that may still be on its way stands in the list with its state.
        listed = isinstance(page, OffersPage) and bool(page.offers.rows)
        if not listed and (page.notice.isHidden() or not page.notice.text):
            silent.append(place)
    assert silent == []
