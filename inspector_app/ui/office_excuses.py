"""不催报: notes of the person who is chosen on 催报 that there is no computer, or a leave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QPushButton

from inspector_app.base import clock as clocks
from inspector_app.services.office_people import LEAVE, NO_COMPUTER, NO_VISITS
from inspector_app.ui.dialogs.excusing import Excuse, Excused, ask_excuse
from inspector_app.ui.theme import button

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.domain.month import Month
    from inspector_app.office.dunning import PersonLine
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page


class Excusable(NamedTuple):
    """The person who is chosen, with the month that is looked at."""

    line: PersonLine | None
    month: Month


def excuse_button(page: Page, desk: Desk, chosen: Callable[[], Excusable]) -> QPushButton:
    """Return a button that asks about the person who is chosen, and notes the answer."""
    made = button("不催报…", tip="登记选中的督学不用电脑（督导室代录）或请假")

    def ask() -> None:
        line, month = chosen()
        found = line and ask_excuse(page, line.name, today=clocks.today(desk.clock))
        if line and found:
            person = line.id
            page.write(
                lambda: _note(desk, person, found, month),
                lambda _changes: page.notice.tell(f"已登记：{line.name}{found.what.value}。"),
            )

    made.clicked.connect(ask)
    return made


def _note(desk: Desk, person: str, found: Excused, month: Month) -> Changes:
    people = desk.office_people
    match found:
        case Excused(Excuse.NO_COMPUTER):
            return people.mark_no_computer(person, reason=found.reason)
        case Excused(Excuse.NO_VISITS):
            return people.mark_no_visits(person, month, reason=found.reason)
        case Excused(Excuse.VISITS):
            return people.take_back(person, NO_VISITS, month=month)
        case Excused(Excuse.LEAVE, date() as first):
            return people.mark_leave(person, first=first, until=found.until, reason=found.reason)
    return people.take_back(person, NO_COMPUTER if found.what is Excuse.COMPUTER else LEAVE)
