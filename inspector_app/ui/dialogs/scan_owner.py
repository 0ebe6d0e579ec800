"""Asking whose records scanned paper holds, and beside which draft it is to stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from inspector_app.domain.scan import pages_words
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.widgets.picker import Picker
from inspector_app.ui.widgets.rows import FormRow

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.domain.scan import Scan
    from inspector_app.ui.widgets.picker import Find

_MOST_NAMES: Final = 3


class _PickOne(Question):
    """One of many, found by a part of its name."""

    def __init__(self, parent: QWidget, title: str, text: str, *, yes: str, picker: Picker) -> None:
        super().__init__(parent, title, text, yes=yes)
        self.picked = ""
        self.who = picker
        self.body.addWidget(FormRow(picker.accessibleName(), picker))
        self.finish()
        self.yes.setEnabled(False)
        self.yes.setDefault(True)
        self.who.picked.connect(self._picked)
        self.who.textEdited.connect(lambda _text: self._picked(""))
        self.who.setFocus()

    def _picked(self, value: str) -> None:
        self.picked = value
        self.yes.setEnabled(bool(value))

    def ask(self) -> str | None:
        """Ask; ``None`` when given up."""
        return self.picked if run(self) and self.picked else None


def ask_scan_owner(parent: QWidget, paths: Sequence[Path], *, people: Find) -> str | None:
    """Ask whose records are on paper; ``None`` when given up."""
    names = "、".join(path.name for path in paths[:_MOST_NAMES])
    more = f"等 {len(paths)} 个文件" if len(paths) > _MOST_NAMES else ""
    text = f"{names}{more}。记录计在这位督学名下，注明“代录”；扫描件加密留着，作为签字盖章件。"
    picker = Picker("责任督学", people, hint="姓名或督学编号，按 ↓ 选")
    return _PickOne(parent, "替谁录", text, yes="放入，开始录", picker=picker).ask()


def ask_draft(parent: QWidget, scan: Scan, *, drafts: Find) -> str | None:
    """Ask beside which draft a scan is to stand; ``None`` when given up."""
    text = f"{'、'.join(scan.files)}：没有录的{pages_words(scan.left)}。打开以后再勾是哪几页。"
    picker = Picker("草稿", drafts, hint="学校、编号或日期，按 ↓ 选")
    return _PickOne(parent, "放到哪份草稿上", text, yes="放上，打开", picker=picker).ask()
