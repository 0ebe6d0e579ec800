"""Work off the interface thread: order, answers, and what a page that is gone hears."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from inspector_app.base.changes import Changes
from inspector_app.base.errors import RefusedError, UserError
from inspector_app.ui.jobs import InlineJobs, InternalFault, ThreadJobs, Ticket


@pytest.fixture
def jobs(qapp: object) -> Iterator[ThreadJobs]:
    made = ThreadJobs()
    yield made
    made.close()


@dataclass(frozen=True)
class Stored:
    changes: Changes


def test_writes_never_overlap_and_keep_their_order(qtbot: QtBot, jobs: ThreadJobs) -> None:
    owner = QObject()
    order: list[int] = []
    inside = threading.Lock()

    def work(number: int) -> None:
        assert inside.acquire(blocking=False)
        order.append(number)
        inside.release()

    for number in range(50):
        jobs.write(owner, lambda number=number: work(number))
    qtbot.waitUntil(lambda: jobs.signals.pending == 0)
    assert order == list(range(50))


def test_a_read_does_not_wait_for_a_long_write(qtbot: QtBot, jobs: ThreadJobs) -> None:
    owner = QObject()
    go_on = threading.Event()
    answers: list[str] = []
    jobs.write(owner, lambda: go_on.wait(5), on_done=lambda _done: answers.append("written"))
    jobs.read(owner, lambda: "read", on_done=answers.append)
    qtbot.waitUntil(lambda: answers == ["read"])
    go_on.set()
    qtbot.waitUntil(lambda: answers == ["read", "written"])


def test_an_answer_comes_back_on_the_interface_thread(qtbot: QtBot, jobs: ThreadJobs) -> None:
    owner = QObject()
    threads: list[int] = []
    jobs.read(
        owner, threading.get_ident, on_done=lambda t: threads.extend((t, threading.get_ident()))
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] != threads[1] == threading.get_ident()


def test_the_answer_to_an_owner_that_is_gone_is_dropped_but_the_change_is_told(
    qtbot: QtBot, jobs: ThreadJobs
) -> None:
    owner = QObject()
    go_on = threading.Event()
    answers: list[object] = []
    told: list[Changes] = []
    jobs.signals.changed.connect(told.append)

    def work() -> Stored:
        go_on.wait(5)
        return Stored(Changes(visits=True))

    jobs.write(owner, work, on_done=answers.append)
    owner.deleteLater()
    qtbot.wait(1)
    go_on.set()
    qtbot.waitUntil(lambda: bool(told))
    assert (told, answers) == ([Changes(visits=True)], [])


def test_a_change_is_told_before_the_page_that_made_it_goes_on(qtbot: QtBot) -> None:
    jobs, owner = InlineJobs(), QObject()
    happened: list[str] = []
    jobs.signals.changed.connect(lambda _changes: happened.append("changed"))
    jobs.write(owner, lambda: Changes(notes=True), on_done=lambda _c: happened.append("done"))
    assert happened == ["changed", "done"]


def test_a_read_never_announces_a_change(qtbot: QtBot) -> None:
    jobs, owner = InlineJobs(), QObject()
    told: list[Changes] = []
    jobs.signals.changed.connect(told.append)
    jobs.read(owner, lambda: Changes(notes=True))
    assert told == []


def test_a_refusal_reaches_the_page_as_its_sentence(qtbot: QtBot) -> None:
    jobs, owner = InlineJobs(), QObject()
    heard: list[UserError] = []

    def refuse() -> None:
        raise RefusedError("这份记录已定稿。")

    jobs.write(owner, refuse, on_error=heard.append)
    assert [error.sentence for error in heard] == ["这份记录已定稿。"]


def test_a_bug_is_logged_and_told_as_one(qtbot: QtBot, expected_log: list[str]) -> None:
    expected_log.append("a job ended in a bug")
    jobs, owner = InlineJobs(), QObject()
    heard: list[UserError] = []
    jobs.read(owner, lambda: 1 // 0, on_error=heard.append)
    assert isinstance(heard[0], InternalFault)
    assert "保存的内容都在" in heard[0].sentence


def test_closing_waits_for_a_save_that_is_under_way(qtbot: QtBot, qapp: object) -> None:
    jobs, owner = ThreadJobs(), QObject()
    saved: list[str] = []
    started = threading.Event()

    def save() -> None:
        started.set()
        threading.Event().wait(0.05)
        saved.append("saved")

    jobs.write(owner, save)
    started.wait(5)
    jobs.close()
    assert saved == ["saved"]


def test_what_takes_longer_than_a_third_of_a_second_says_so(qtbot: QtBot, jobs: ThreadJobs) -> None:
    owner = QObject()
    go_on = threading.Event()
    ticket = Ticket("正在导入……")
    with qtbot.waitSignal(jobs.signals.busy, timeout=1_000) as said:
        jobs.pool(owner, lambda: go_on.wait(5), ticket=ticket)
    assert said.args == [ticket]
    with qtbot.waitSignal(jobs.signals.idle, timeout=1_000):
        go_on.set()


def test_a_wish_to_stop_reaches_the_work(qtbot: QtBot) -> None:
    ticket = Ticket("正在导入……")
    assert ticket.goes_on(1, 3)
    ticket.cancel()
    assert not ticket.goes_on(2, 3)


def test_a_chain_of_jobs_is_one_long_piece_of_work_to_whoever_watches(
    qtbot: QtBot, jobs: ThreadJobs
) -> None:
    owner, ticket, links = QObject(), Ticket("正在打印……"), 30
    told: list[object] = []
    jobs.signals.busy.connect(told.append)
    jobs.signals.idle.connect(lambda: told.append("idle"))

    def go_on(done: int) -> None:
        if done < links:
            threading.Event().wait(0.02)
            jobs.read(owner, lambda: done + 1, on_done=go_on, ticket=ticket)

    go_on(0)
    qtbot.waitUntil(lambda: "idle" in told, timeout=5_000)
    assert set(told) == {ticket, "idle"}
    assert told.index("idle") == len(told) - 1
