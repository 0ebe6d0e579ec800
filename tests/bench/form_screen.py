"""A form on the screen: opened, filled key by key, its schools found; beside plain Qt widgets.

    python -m tests.bench.form_screen [--runs N] [--json]

Everything goes through the window itself, without a screen but over a real data folder, with the
threads that save and read. What is measured: from the wish to see a form of 500 and 3,000
questions, and of the size of a verbal autopsy, until its first section is painted, its package read
and its session made anew each time; from a key to the paint it leads to, at the 99th percentile and
at worst, and apart from these the keys that go on to a section which is not made yet; the finding
of one of 20,000 schools, letter by letter. The yardstick of opening is the first section of plain
Qt widgets in a grid, painted; that of a key is a key in a plain line.
Processor time is told, of the whole process for opening and of the interface thread for keys, so
that neighbours do not count. The exit code is 1 above a limit.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QLineEdit, QRadioButton, QWidget

from inspector_app import bootstrap
from inspector_app.domain.school import School, SchoolKind
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import OpenForms
from inspector_app.ui.theme import dress
from tests.bench import forms_generated as generated
from tests.bench.district import Line, report
from tests.bench.forms import line, quiet, timed
from tests.form_packages import package

SIZE: Final = (1093, 544)
# Milliseconds.
OPEN_LIMITS: Final = {"500 questions": 250.0, "550 binds, 2 languages": 500.0}
KEY_LIMIT: Final = 16.0
TURN_LIMIT: Final = 100.0
WORST_LIMITS: Final = {"3,000 questions": 100.0}
FIND_LIMIT: Final = 50.0
_NO_LIMIT: Final = float("inf")
_SCHOOLS: Final = 20_000
_ROSTER: Final = "the list of schools"
_PATIENCE: Final = 60.0
_REST: Final = 0.7
_IN_SECTION: Final = 10


def forms() -> dict[str, str]:
    """Return the forms that are measured."""
    return {
        "500 questions": generated.form_of(500),
        "550 binds, 2 languages": generated.long_form(),
        "3,000 questions": generated.form_of(3_000),
        _ROSTER: generated.roster_form(whole=True),
    }


def prepare(folder: Path, *, runs: int, schools: int) -> dict[str, list[str]]:
    """Make a data folder; return the records with each form, each with a version of its own.

    A version is read from its package when it is first opened, and kept then.
    """
    bootstrap.init_folder(folder, district="210304", inspector_id="DX001")
    found: dict[str, list[str]] = {}
    with bootstrap.open_workbench(folder) as bench:
        with bench.context.database.transaction():
            for number in range(schools):
                name = f"示范区第{number}小学"
                school = School(code=f"{number:010}", name=name, kind=SchoolKind.PRIMARY)
                bench.context.stores.schools.put(school, initials="", origin="bench")
        for what, xml in forms().items():
            found[what] = []
            for run in range(1 if what == _ROSTER else runs):
                form, version = f"sized-{len(found)}", str(run + 1)
                path = package(folder.parent, xml, form=form, version=version, title=what)
                bench.form_versions.publish(path)
                uid = bench.visit_edit.new(school_code="").uid
                bench.forms.begin(uid, form)
                found[what].append(uid)
    return found


class Screen:
    """A window over a data folder, and what can be done in it."""

    def __init__(self, folder: Path, app: QApplication) -> None:
        self._app = app
        self._window = Window(bootstrap.open_workbench, folder)
        self._window.shell.resize(*SIZE)
        self._window.shell.show()
        self._window.shell.activateWindow()
        self._window.open_data()
        self._until(lambda: self._window.places is not None)
        self._settle()

    def close(self) -> None:
        """Finish what is under way."""
        self._window.shell.close()
        self._window.close()

    def _until(self, state: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE
        while not state():
            if time.monotonic() > end:
                message = "the window did not come to it"
                raise AssertionError(message)
            self._app.processEvents()
            # The other threads work meanwhile; waiting must not count as work of this one.
            time.sleep(0.001)

    def _settle(self) -> None:
        """Let the window come to rest."""
        end = time.monotonic() + _REST
        self._until(lambda: time.monotonic() > end and not self._window.jobs.signals.pending)

    @property
    def book(self) -> Any:
        """The form on the screen."""
        page: Any = self._window.shell.page
        return page.book

    def open(self, uid: str) -> float:
        """Return the milliseconds until a form is painted."""
        self._settle()

        def work() -> None:
            self._window.navigator.open(OpenForms(uid=uid))
            self._until(lambda: self.book.stack.currentWidget() is not None)
            self._app.processEvents()

        with quiet():
            return timed(work)

    def key(self, key: Qt.Key | str) -> float:
        """Press a key where the keyboard is; return the milliseconds until all is painted."""
        at = self._app.focusWidget()
        assert at is not None
        began = time.thread_time()
        if isinstance(key, str) and not key.isascii():
            # As an input method gives it.
            given = QInputMethodEvent()
            given.setCommitString(key)
            self._app.sendEvent(at, given)
        else:
            QTest.keyClick(at, key)
        self._app.processEvents()
        return (time.thread_time() - began) * 1000

    def fill(self, many: int) -> tuple[list[float], list[float]]:
        """Fill the form in; return what each key took, and each that went on to a new section."""
        dice, keys, turns = Random(1), list[float](), list[float]()
        self.book.focus_first()
        self._settle()
        while len(keys) < many:
            for key in _some_keys(self._app.focusWidget(), dice):
                before = self.book.current
                taken = self.key(key)
                (keys if self.book.current == before else turns).append(taken)
            if not self.book.stack.isAncestorOf(self._app.focusWidget()):
                # Behind the last question of the last section.
                self.book.turn(1 - self.book.navigator.count())
                self.book.focus_first()
        return keys, turns

    def switch(self, many: int) -> list[float]:
        """Say again and again what most of the form depends on; return what each key took."""
        assert self.book.go_to("/data/stage") or self.book.go_to("/data/age")
        self._settle()
        return [self.key((Qt.Key.Key_1, Qt.Key.Key_2)[n % 2]) for n in range(many)]

    def find(self, letters: str) -> list[float]:
        """Type in the line of schools; return what each letter took."""
        assert self.book.go_to("/data/school")
        self._settle()
        self._app.focusWidget().clear()
        found = [self.key(letter) for letter in letters]
        picker: Any = self._app.focusWidget()
        assert picker.list_is_open
        return found


def _some_keys(at: QWidget | None, dice: Random) -> Sequence[Qt.Key]:
    """Return keys that fill in the widget and go on."""
    if isinstance(at, QLineEdit):
        digits = [Qt.Key(Qt.Key.Key_1 + dice.randrange(9)) for _ in range(2)]
        return (*digits, Qt.Key.Key_Return)
    return (Qt.Key(Qt.Key.Key_1 + dice.randrange(3)), Qt.Key.Key_Tab)


class Plain(QWidget):
    """The yardstick: one section of labels, lines and radio buttons in a grid."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        self.lines = []
        for row in range(_IN_SECTION):
            grid.addWidget(QLabel(f"第 {row} 题"), row, 0)
            if row < _IN_SECTION // 2:
                for column in range(1, 6):
                    grid.addWidget(QRadioButton(str(column)), row, column)
            else:
                self.lines.append(QLineEdit())
                grid.addWidget(self.lines[-1], row, 1, 1, 5)


def plain_opening(app: QApplication) -> float:
    """Return the milliseconds until the section of plain widgets is painted."""
    made: list[Plain] = []

    def work() -> None:
        made.append(Plain())
        made[0].resize(*SIZE)
        made[0].show()
        app.processEvents()

    with quiet():
        taken = timed(work)
    made[0].close()
    return taken


def plain_keys(app: QApplication, many: int) -> list[float]:
    """Return the milliseconds that each key in a plain line of text takes until it is painted."""
    plain = Plain()
    plain.resize(*SIZE)
    plain.show()
    app.processEvents()
    found = []
    for _ in range(many):
        began = time.thread_time()
        QTest.keyClick(plain.lines[0], Qt.Key.Key_1)
        app.processEvents()
        found.append((time.thread_time() - began) * 1000)
    plain.close()
    return found


def percentile(times: Sequence[float], share: float) -> float:
    """Return what that share of the times keeps to."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def measure(scratch: Path, *, runs: int, keys: int, schools: int = _SCHOOLS) -> list[Line]:
    """Return every line of the report."""
    made = QApplication.instance() or QApplication([])
    assert isinstance(made, QApplication)
    dress(made)
    records = prepare(scratch / "data", runs=runs, schools=schools)
    screen = Screen(scratch / "data", made)
    try:
        lines = _opened_and_filled(screen, records, keys)
        screen.open(records[_ROSTER][0])
        letters = [each for _ in range(max(1, runs // 3)) for each in screen.find("第19")]
        lines.append(line("one of 20,000 schools, worst letter", max(letters), limit=FIND_LIMIT))
    finally:
        screen.close()
    plain = [plain_opening(made) for _ in range(runs)]
    typed = plain_keys(made, keys)
    by_name = {each.what: each.ours for each in lines}
    return [
        *lines,
        line("  plain widgets: open, 500 questions", by_name["open, 500 questions"],
             beside=median(plain)),
        line("  plain line: key p99, 500 questions", by_name["key p99, 500 questions"],
             beside=percentile(typed, 0.99)),
    ]  # fmt: skip


def _opened_and_filled(screen: Screen, records: dict[str, list[str]], keys: int) -> list[Line]:
    lines = []
    for what, uids in records.items():
        if what == _ROSTER:
            continue
        opened = [screen.open(uid) for uid in uids]
        # A switch is one key of many: it has its own line, as the worst that a key can lead to.
        (times, turns), worst = screen.fill(keys), screen.switch(6)
        lines += [
            line(f"open, {what}", median(opened), limit=OPEN_LIMITS.get(what, _NO_LIMIT)),
            line(f"key p99, {what}", percentile(times, 0.99), limit=KEY_LIMIT),
            line(f"worst key, {what}", max(times + worst),
                 limit=WORST_LIMITS.get(what, _NO_LIMIT)),
            line(f"next section, {what}", percentile(turns, 0.9), limit=TURN_LIMIT),
        ]  # fmt: skip
    return lines


def main() -> int:
    """Print the result; return 1 above a limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--keys", type=int, default=400)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        lines = measure(Path(name), runs=options.runs, keys=options.keys)
    if options.json:
        print(json.dumps([asdict(each) for each in lines], ensure_ascii=False))
    else:
        print(report(lines).replace(" inf x", "   –  ").replace(" inf ms", "   –   "))
    return int(not all(each.passes for each in lines))


if __name__ == "__main__":
    raise SystemExit(main())
