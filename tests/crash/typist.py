"""Types into the record page for as long as it lives, and says what the page called saved.

    python -m tests.crash.typist FOLDER RECORD SEED

A line ``SAVED {"field": …, "value": …}`` is printed when the page says 已保存: whoever kills
this process may hold it to every line that it printed.
"""

import json
import os
import sys
from collections import deque
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from inspector_app.bootstrap import open_workbench
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import OpenVisit
from inspector_app.ui.theme import dress

_FIELDS = ("narrative", "advice", "host", "plan_text", "others", "feedback_to")
_WORDS = ("查看食堂后厨。", "巡视校园", "与教师座谈，", "留样记录完整；", "消防通道", "建议整改。")


class Typist:
    """A person who never stops typing."""

    def __init__(self, folder: Path, uid: str, seed: int) -> None:
        self._random = Random(seed)
        self._uid = uid
        self._written: deque[tuple[str, str]] = deque()
        self.window = Window(open_workbench, folder)
        self.window.shell.resize(1093, 544)
        self.window.shell.show()
        self.window.events.saved.connect(self._on_saved)
        self.window.open_data()
        self._timer = QTimer()
        self._timer.setInterval(3)
        self._timer.timeout.connect(self._step)
        self._timer.start()
        self._listening = False

    def _listen(self) -> None:
        """Note each value as the service stores it; the page tells of them in the same order."""
        desk: Any = self.window.desk
        store = desk.visit_edit.set_field

        def noted(uid: str, name: str, value: Any, *, editing: str = "") -> Any:
            saved = store(uid, name, value, editing=editing)
            self._written.append((name, value))
            return saved

        desk.visit_edit.set_field = noted
        self._listening = True

    def _step(self) -> None:
        if self.window.places is None:
            return
        if not self._listening:
            self._listen()
            self.window.navigator.open(OpenVisit(uid=self._uid))
            return
        page: Any = self.window.shell.page
        if getattr(page, "record", None) is None:
            return
        field: QWidget = page.sheet.form.input(self._random.choice(_FIELDS))
        field.setFocus()
        event = QInputMethodEvent()
        event.setCommitString(self._random.choice(_WORDS))
        QApplication.sendEvent(field, event)
        if self._random.random() < 0.5:
            page.flush()

    def _on_saved(self, _at: str) -> None:
        if self.window.shell.line.saved_text.startswith("✓ 已保存") and self._written:
            name, value = self._written.popleft()
            told = json.dumps({"field": name, "value": value}, ensure_ascii=False)
            sys.stdout.write(f"SAVED {told}\n")
            sys.stdout.flush()


def _end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Qt swallows what a slot raises; here it ends the process, so that nobody waits for it."""
    sys.__excepthook__(kind, error, trace)
    os._exit(1)


def main() -> None:
    """Type until killed."""
    sys.excepthook = _end
    app = QApplication([])
    dress(app)
    typist = Typist(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    app.aboutToQuit.connect(typist.window.close)
    app.exec()


if __name__ == "__main__":
    main()
