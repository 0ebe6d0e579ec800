"""What is done with the plan, with what is kept, and with the standards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex

from inspector_app.domain.indicators.exact import decimal_text
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.balance import ask_due, ask_number, ask_step, ask_steps
from inspector_app.ui.row_tables import chosen_row

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.base.errors import UserError
    from inspector_app.domain.indicators.standards import StandardNumber
    from inspector_app.services.creation_plans import Drafting
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page
    from inspector_app.ui.pages.balance.parts import PlanPart, StandardsPart, YearsPart


class PlanActs:
    """Drafting, adding, changing and leaving out steps of the plan that is shown."""

    def __init__(self, page: Page, desk: Desk, part: PlanPart) -> None:
        self._page, self._desk, self._part = page, desk, part
        self._removed: list[tuple[str, ...]] = []
        self.assessment = ""
        part.draft.clicked.connect(self.ask_to_draft)
        part.change.clicked.connect(self.ask_to_change)
        part.add.clicked.connect(self.ask_to_add)
        part.remove.clicked.connect(self.remove)
        part.table.opened.connect(lambda _index: self.ask_to_change())

    def ask_to_draft(self, *, refused: str = "") -> None:
        """Ask by when, and draft a step for each failing item that has none."""
        uid, due = self.assessment, ask_due(self._page, refused=refused)
        if due is None:
            return

        def drafted(made: Drafting) -> None:
            self._page.kit.events.said.emit(f"起草了 {made.added} 项；原有的没有改动。")

        self._page.write(
            lambda: self._desk.creation_plans.draft_due(uid, due),
            drafted,
            on_error=lambda error: self.ask_to_draft(refused=error.sentence),
        )

    def ask_to_add(self, *, refused: str = "") -> None:
        """Ask for a step of the office's own."""
        uid = self.assessment
        values = ask_step(self._page, None, refused=refused) if uid else None
        if values is not None:
            self._write(
                lambda: self._desk.creation_plans.add(uid, values),
                "已添加一项。",
                lambda error: self.ask_to_add(refused=error.sentence),
            )

    def ask_to_change(self, *, refused: str = "") -> None:
        """Ask what the chosen step says, or what is to be written into several."""
        steps = self._part.chosen()
        if not steps:
            return
        if len(steps) == 1:
            values = ask_step(self._page, steps[0], refused=refused)
        else:
            values = ask_steps(self._page, len(steps), refused=refused)
        if values:
            uids, wanted = [step.uid for step in steps], values
            self._write(
                lambda: self._desk.creation_plans.change(uids, wanted),
                f"已改 {len(uids)} 项。",
                lambda error: self.ask_to_change(refused=error.sentence),
            )

    def remove(self) -> None:
        """Take the chosen steps out of the plan."""
        uids = tuple(step.uid for step in self._part.chosen())
        if uids:
            self._removed.append(uids)
            self._write(
                lambda: self._desk.creation_plans.remove(uids),
                f"已删去 {len(uids)} 项，按 Ctrl+Z 取回。",
            )

    def undo(self) -> None:
        """Bring back what was taken out last."""
        if self._removed:
            uids = self._removed.pop()
            self._write(
                lambda: self._desk.creation_plans.restore(uids), f"已取回 {len(uids)} 项。"
            )  # fmt: skip

    def _write(
        self,
        work: Callable[[], Changes],
        said: str,
        again: Callable[[UserError], None] | None = None,
    ) -> None:
        emit = self._page.kit.events.said.emit
        self._page.write(work, lambda _changes: emit(said), on_error=again)


class YearActs:
    """Opening, giving out and laying aside what is kept."""

    def __init__(
        self, page: Page, desk: Desk, part: YearsPart, open_kept: Callable[[str], None]
    ) -> None:
        self._page, self._desk, self._part, self._open_kept = page, desk, part, open_kept
        self._removed: list[str] = []
        part.open.clicked.connect(lambda: self._on_open(QModelIndex()))
        part.workbook.clicked.connect(self.save_workbook)
        part.remove.clicked.connect(self.remove)
        part.table.opened.connect(self._on_open)

    def _on_open(self, _index: QModelIndex) -> None:
        kept = chosen_row(self._part.table, self._part.model)
        if kept is not None:
            self._open_kept(kept.uid)

    def save_workbook(self) -> None:
        """Ask where, and write the workbook of the chosen assessment."""
        kept = chosen_row(self._part.table, self._part.model)
        if kept is None:
            return
        target = ask.save_file(self._page, "工作簿存到哪里", kept.file_name, ask.WORKBOOKS)
        if target is not None:
            self._page.read(
                lambda: self._desk.assessments.save_workbook(kept.uid, target),
                self._page.tell_written,
            )

    def remove(self) -> None:
        """Lay the chosen assessment in the recycle bin."""
        kept = chosen_row(self._part.table, self._part.model)
        if kept is None:
            return
        self._removed.append(kept.uid)
        self._page.write(
            lambda: self._desk.assessments.remove(kept.uid),
            lambda _: self._page.kit.events.said.emit(
                f"{kept.number} 已移到回收站，按 Ctrl+Z 取回。"
            ),
        )

    def undo(self) -> None:
        """Take back the assessment that was laid aside last."""
        if self._removed:
            uid = self._removed.pop()
            self._page.write(
                lambda: self._desk.assessments.restore(uid),
                lambda _: self._page.kit.events.said.emit("已取回。"),
            )


class StandardActs:
    """Changing numbers of the set."""

    def __init__(self, page: Page, desk: Desk, part: StandardsPart) -> None:
        self._page, self._desk, self._part = page, desk, part
        part.change.clicked.connect(self._on_change)
        part.reset.clicked.connect(self.reset)
        part.table.opened.connect(lambda _index: self._on_change())
        part.table.selectionModel().currentRowChanged.connect(self._offer)

    def _offer(self) -> None:
        number = self._part.number()
        self._part.reset.setEnabled(number is not None and number.own is not None)

    def _on_change(self) -> None:
        number = self._part.number()
        if number is not None:
            self.ask_to_change(number)

    def ask_to_change(self, number: StandardNumber, *, refused: str = "") -> None:
        """Ask for a number and its document, and set it."""
        words = ask_number(self._page, number, refused=refused)
        if words is None:
            return
        name, emit = number.name, self._page.kit.events.said.emit
        self._page.write(
            lambda: self._desk.indicator_standards.set_number(name, words.value, basis=words.basis),
            lambda _: emit(f"已改：{number.label} {words.value}。"),
            on_error=lambda error: self.ask_to_change(number, refused=error.sentence),
        )

    def reset(self) -> None:
        """Let the chosen number stand as it shipped."""
        number = self._part.number()
        if number is None or number.own is None:
            return
        shipped = decimal_text(number.shipped)
        text = f"{number.label}改回随程序的 {shipped}；原来由谁设定留在历史里。"
        if ask.confirm(self._page, "改回随程序的数", text, yes="改回"):
            self._page.write(
                lambda: self._desk.indicator_standards.reset_number(number.name),
                lambda _: self._page.kit.events.said.emit(f"已改回 {shipped}。"),
            )
