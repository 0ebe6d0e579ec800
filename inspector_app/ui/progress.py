"""Recording what happened to an issue, from any page that shows one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from inspector_app.base import clock as clocks
from inspector_app.domain.labels.issues import ISSUE_STATE_LABEL
from inspector_app.ui.theme import button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget

    from inspector_app.domain.issue import Issue
    from inspector_app.domain.views import IssueCase, LedgerRow
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.surface import Writer
    from inspector_app.ui.widgets.picker import Choice, Find


def standing(issue: Issue) -> str:
    """Return where an issue stands, with the day it was settled on."""
    day = issue.dates.settled_on
    return ISSUE_STATE_LABEL[issue.dates.state] + (f" {day}" if day else "")


def progress_button(issue: Issue) -> QPushButton:
    """Return the button that fits where an issue stands."""
    made = button("", kind="link")
    show_next(made, issue)
    return made


def show_next(pressed: QPushButton, issue: Issue) -> None:
    """Let a button say what can be recorded of an issue now."""
    verb = "记进展" if issue.dates.is_open else "恢复"
    pressed.setText(f"{verb}…")
    pressed.setAccessibleName(f"{verb}：{issue.description[:20]}")


def _unit_finder(writer: Writer, desk: Desk) -> Find:
    from inspector_app.ui.finders import unit_choice

    def find(_owner: object, text: str, answer: Callable[[Sequence[Choice]], None]) -> None:
        writer.read(
            lambda: desk.units.find(text), lambda found: answer([unit_choice(u) for u in found])
        )

    return find


def tell_progress(
    writer: Writer,
    widget: QWidget,
    desk: Desk,
    row: LedgerRow,
    *,
    then: Callable[[], None] | None = None,
) -> None:
    """Ask what happened to an issue and record it."""

    def ask(seen: IssueCase) -> None:
        from inspector_app.ui.dialogs.progress_note import ask_progress

        step = ask_progress(
            widget, row, today=clocks.today(desk.clock), seen=seen,
            units=_unit_finder(writer, desk),
        )  # fmt: skip
        if step is None:
            return
        writer.write(
            lambda: desk.issues.record(row.issue.uid, step),
            lambda _changes: then() if then is not None else None,
        )

    writer.read(lambda: desk.issues.case(row.issue.uid), ask)
