"""回执 on the page 上报: answers that were dropped; warnings that stay until they are mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from inspector_app.services.bundle_answers import MISUSE
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.page import clear
from inspector_app.ui.theme import GRID, label, look

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from inspector_app.services.collecting import Collected
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page


class OutboxWarnings(QFrame):
    """What has to be read; it cannot be closed, and is gone when it is mended."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(GRID, 4, GRID, 4)
        self.words = ""
        self.hide()

    def show_warnings(self, warnings: Sequence[str]) -> None:
        """Show these sentences, the worst first."""
        clear(self._box)
        for sentence in warnings:
            line = label(f"▲ {sentence}")
            line.setWordWrap(True)
            self._box.addWidget(line)
        look(self, "badcard" if MISUSE in warnings else "warncard")
        self.words = "\n".join(warnings)
        self.setAccessibleName(self.words)
        self.setVisible(bool(warnings))


def collect(page: Page, desk: Desk, paths: Sequence[Path]) -> None:
    """Take whatever the office sent at or below these paths, and say what came of it."""

    def done(taken: Collected) -> None:
        page.notice.tell(taken.sentence, kind="warn" if taken.refused else "")

    page.write(lambda: desk.collecting.take(paths), done, ticket=Ticket("正在收取……"))
