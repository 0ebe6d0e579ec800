"""Changes that a page sends out: what could not be stored is sent again, unless a newer one was."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
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


class Paper:
    """What is on the screen and what is stored, of several questions; the disk is full at times."""

    def __init__(self, sheet: Sheet) -> None:
        self.saver: Any = Saver(sheet)  # type: ignore[arg-type] - as much of a page as it asks
        self.shown: dict[str, str] = {}
        self.stored: dict[str, str] = {}
        self.written: list[tuple[str, ...]] = []

    def answer(self, *keys: str, full: bool) -> None:
        """Change questions at once; whether the disk has room for it is told."""
        text = str(self.saver.begun + 1)
        self.shown.update(dict.fromkeys(keys, text))
        old = dict.fromkeys(keys, text)
        self.saver.save_several(
            keys, self._work(old, full=full), lambda left: self._work({k: old[k] for k in left})
        )

    def _work(self, texts: dict[str, str], *, full: bool = False) -> Callable[[], Any]:
        def work() -> Any:
            if full:
                raise EnvironmentProblem("磁盘已满。")
            self.written.append(tuple(texts))
            self.stored.update(texts)
            return SimpleNamespace(at="")

        return work


def test_of_a_change_that_is_sent_again_what_a_newer_one_changed_is_left_out(sheet: Sheet) -> None:
    paper = Paper(sheet)
    paper.answer("q1", "q2", full=True)
    paper.answer("q1", full=False)
    sheet.store()
    assert (paper.stored, paper.saver.unsaved) == ({"q1": "2"}, 1)
    paper.saver.try_again()
    sheet.store()
    assert (paper.stored, paper.saver.unsaved) == ({"q1": "2", "q2": "1"}, 0)
    assert paper.written == [("q1",), ("q2",)]


def test_what_waits_is_left_alone_where_a_newer_change_took_all_of_it(sheet: Sheet) -> None:
    paper = Paper(sheet)
    paper.answer("rows/1/q1", "rows/1/q2", full=True)
    sheet.store()
    assert paper.saver.unsaved == 1
    paper.answer("rows/1", full=False)
    assert paper.saver.unsaved == 0
    sheet.store()
    paper.saver.try_again()
    assert (paper.written, sheet.sent) == ([("rows/1",)], [])


@given(
    st.lists(
        st.one_of(
            st.tuples(st.sets(st.sampled_from(["q1", "q2", "q3"]), min_size=1), st.booleans()),
            st.sampled_from(["store", "again"]),
        )
    )
)
def test_whenever_the_disk_is_full_what_is_stored_in_the_end_is_what_was_answered_last(
    deeds: list[Any],
) -> None:
    sheet = Sheet()
    paper = Paper(sheet)
    for deed in deeds:
        if deed == "store":
            sheet.store()
        elif deed == "again":
            paper.saver.try_again()
        else:
            paper.answer(*sorted(deed[0]), full=deed[1])
    for _ in range(2):
        sheet.store()
        paper.saver.try_again()
    sheet.store()
    assert (paper.stored, paper.saver.unsaved) == (paper.shown, 0)
    sheet.deleteLater()
