"""Changes that a page sends out: what could not be stored is sent again, unless a newer one was."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inspector_app.base.errors import EnvironmentProblem, UserError
from inspector_app.ui.saving import Saver


class Sheet(QWidget):
    """A page whose changes are stored, in their order, when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[Callable[[], Any], Any, Any]] = []
        said = SimpleNamespace(emit=lambda *_: None)
        self.kit = SimpleNamespace(
            events=SimpleNamespace(saved=said, not_saved=said),
            jobs=SimpleNamespace(write=self._write),
        )

    def _write(self, _page: object, work: Any, *, on_done: Any, on_error: Any) -> None:
        self.sent.append((work, on_done, on_error))

    def show_error(self, _error: UserError) -> None:
        """Say nothing."""

    def store(self) -> None:
        """Do all that was sent; its outcomes arrive when everything is done."""
        outcomes = []
        while self.sent:
            work, done, failed = self.sent.pop(0)
            try:
                outcomes.append((done, work()))
            except EnvironmentProblem as problem:
                outcomes.append((failed, problem))
        for told, outcome in outcomes:
            told(outcome)


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    made = Sheet()
    qtbot.addWidget(made)
    return made


def writes(stored: dict[str, str], text: str, *, full_disk: list[str]) -> Callable[[], Any]:
    def work() -> Any:
        if text in full_disk:
            full_disk.remove(text)
            raise EnvironmentProblem("磁盘已满。")
        stored["q1"] = text
        return SimpleNamespace(at="")

    return work


def test_a_change_that_could_not_be_stored_is_sent_again(sheet: Sheet) -> None:
    saver: Any = Saver(sheet)  # type: ignore[arg-type] - as much of a page as a saver asks
    stored: dict[str, str] = {}
    saver.save("q1", writes(stored, "甲", full_disk=["甲"]))
    sheet.store()
    assert (stored, saver.unsaved) == ({}, 1)
    saver.try_again()
    sheet.store()
    assert (stored, saver.unsaved) == ({"q1": "甲"}, 0)


def test_an_older_change_does_not_follow_a_newer_one_of_the_same(sheet: Sheet) -> None:
    saver: Any = Saver(sheet)  # type: ignore[arg-type] - as much of a page as a saver asks
    stored: dict[str, str] = {}
    full_disk = ["甲"]
    saver.save("q1", writes(stored, "甲", full_disk=full_disk))
    saver.save("q1", writes(stored, "甲乙", full_disk=full_disk))
    sheet.store()
    assert (stored, saver.unsaved) == ({"q1": "甲乙"}, 0)
    saver.try_again()
    sheet.store()
    assert stored == {"q1": "甲乙"}
