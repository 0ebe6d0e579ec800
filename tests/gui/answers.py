"""Questions of the window, answered in place of a person."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog

Answer = Callable[..., None]


def answering(monkeypatch: pytest.MonkeyPatch, *modules: ModuleType) -> Answer:
    """Return what lets functions act in place of the person, one for each question, in turn."""

    def be(*acts: Callable[[Any], None]) -> None:
        waiting = list(acts)

        def run(dialog: QDialog) -> bool:
            before = QApplication.activeWindow()
            dialog.show()
            QApplication.processEvents()
            waiting.pop(0)(dialog)
            accepted = dialog.result() == QDialog.DialogCode.Accepted
            dialog.hide()
            dialog.deleteLater()
            if before is not None:
                before.activateWindow()
                QApplication.processEvents()
            return accepted

        for module in modules:
            monkeypatch.setattr(module, "run", run)

    return be
