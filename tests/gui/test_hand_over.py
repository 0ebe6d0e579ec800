"""上报: the month and what is new between months, to a folder or to the clipboard."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QTableView

from inspector_app.domain.month import Month
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, Place
from tests.gui.handbook_pictures import compare
from tests.sealed import join_office

NOVEMBER = Month(2026, 11)


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where every question for a folder leads; every other question is answered with yes."""
    folder = tmp_path / "共享"
    folder.mkdir()
    monkeypatch.setattr(ask, "folder", lambda *_: folder)
    monkeypatch.setattr(ask, "confirm", lambda *_, **__: True)
    return folder


@pytest.fixture
def joined(
    open_window: Callable[[Path], Window], filled: Path, monkeypatch: pytest.MonkeyPatch
) -> Window:
    """A window over a folder that has joined an office."""
    window = open_window(filled)
    desk: Any = window.desk
    join_office(desk)
    # What a record looks like on paper is no matter here, and takes a second each.
    monkeypatch.setattr(desk.documents, "visit_pdf", lambda *_, **__: b"%PDF-1.7 %%EOF")
    return window


def shown(window: Window) -> Any:
    window.navigator.open(GoTo(place=Place.HAND_OVER))
    page: Any = window.shell.page
    page.open_month(NOVEMBER)
    return page


def texts(page: Any) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def clipboard() -> list[Path]:
    return [Path(url.toLocalFile()) for url in QGuiApplication.clipboard().mimeData().urls()]


def test_what_is_new_is_listed_and_copied_for_a_messenger(joined: Window, target: Path) -> None:
    page = shown(joined)
    assert "上次以来的新记录和台账，给示范区督导室" in texts(page)
    page.news_copy.click()

    (file,) = clipboard()
    assert file.name.endswith(".zip.age")
    assert file.is_file()
    assert page.outbox.rows[0]["state_label"] == "已复制，等回执"
    assert "都已经上报，没有新的。" in texts(page)


def test_what_is_new_is_saved_into_a_folder(joined: Window, target: Path) -> None:
    page = shown(joined)
    page.news_save.click()

    (file,) = target.iterdir()
    assert file.name == page.outbox.rows[0]["file_name"]
    assert page.outbox.rows[0]["state_label"] == "已另存"


def test_the_month_goes_to_the_clipboard_as_well_as_to_a_folder(
    joined: Window, target: Path
) -> None:
    page = shown(joined)
    page.go_copy.click()
    copied = clipboard()
    page.hand_over()

    assert {path.name for path in target.iterdir()} == {path.name for path in copied}
    assert "是同一个包" in page.notice.text


def test_bundles_made_before_are_chosen_in_the_table(joined: Window, target: Path) -> None:
    page = shown(joined)
    page.news_copy.click()
    page.go_copy.click()
    table: QTableView = page.made.table
    # Not selectRow, which asks what the last key of another test held down.
    marked = QItemSelectionModel.SelectionFlag.ClearAndSelect
    rows = marked | QItemSelectionModel.SelectionFlag.Rows
    table.selectionModel().select(page.outbox.index(page.outbox.rowCount() - 1, 0), rows)
    page.made.copy.click()
    assert page.notice.text.startswith("已复制 1 个文件")
    assert [path.name for path in clipboard()] == [page.outbox.rows[-1]["file_name"]]

    table.clearSelection()
    page.made.save.click()
    newest = page.outbox.rows[0]["export_uid"]
    of_act = {row["file_name"] for row in page.outbox.rows if row["export_uid"] == newest}
    assert {path.name for path in target.iterdir()} == of_act


def test_a_sealed_bundle_is_verified_by_the_roster(
    joined: Window, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(joined)
    page.news_save.click()
    (file,) = target.iterdir()
    monkeypatch.setattr(ask, "open_file", lambda *_: file)
    page.check.click()

    assert "这是督学01的电脑“笔记本01”" in page.notice.text


def test_without_an_office_nothing_is_copied_and_nothing_is_new(
    window: Window, target: Path
) -> None:
    page = shown(window)

    assert page.go.isEnabled()
    assert not page.go_copy.isEnabled()
    assert "上次以来" not in texts(page)
    assert "没有加密" in texts(page)


@pytest.mark.screenshot
def test_what_is_new_looks_as_its_picture_in_the_handbook(joined: Window) -> None:
    shown(joined)

    assert compare(joined, "hand-over-news") == ""
