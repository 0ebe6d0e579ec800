"""Printing letters of the ledger, from any page that shows an issue or a record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from inspector_app.domain.letter_choice import letters_of_issues, letters_of_record, to_be_noticed
from inspector_app.domain.letter_kind import LETTER_BASE, LetterBase
from inspector_app.ui.dialogs.ask import pick
from inspector_app.ui.dialogs.letter import ask_letter
from inspector_app.ui.navigator import OpenPreview

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from inspector_app.domain.views import LedgerRow
    from inspector_app.domain.visit import Visit
    from inspector_app.services.wishes import LetterPrint
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.dialogs.letter import LetterOrder, Proposals
    from inspector_app.ui.page import Kit


_T = TypeVar("_T")


class Reader(Protocol):
    """A page that asks the data and leads elsewhere."""

    kit: Kit

    def read(self, work: Callable[[], _T], on_done: Callable[[_T], None]) -> None:
        """Ask the data."""
        ...


def print_of_issues(page: Reader, widget: QWidget, desk: Desk, rows: Sequence[LedgerRow]) -> None:
    """Ask which letter about chosen issues is wanted, and show it."""
    kinds = letters_of_issues([row.issue for row in rows])
    if not all(row.school_code for row in rows):
        # A department has no school's papers.
        kinds = tuple(kind for kind in kinds if LETTER_BASE[kind] is not LetterBase.SCHOOL)
    if not kinds:
        return
    about = f"选中 {len(rows)} 个问题" if len(rows) > 1 else f"问题 {rows[0].issue.number}"

    def ask(numbers: Proposals) -> None:
        order = ask_letter(widget, kinds, about=about, numbers=numbers)
        if order is not None:
            of_school = LETTER_BASE[order.kind] is LetterBase.SCHOOL
            subjects = [row.school_code if of_school else row.issue.uid for row in rows]
            show_letter(page, widget, desk, order=order, subjects=subjects)

    page.read(desk.numbers.proposals, ask)


def print_of_record(page: Reader, widget: QWidget, desk: Desk, visit: Visit) -> None:
    """Ask which letter about a record is wanted, and show it."""
    kinds = letters_of_record(visit)
    if not kinds:
        return

    def ask(numbers: Proposals) -> None:
        order = ask_letter(widget, kinds, about=f"记录 {visit.number}", numbers=numbers)
        if order is not None:
            of_issues = LETTER_BASE[order.kind] is LetterBase.ISSUES
            issues = [issue.uid for issue in to_be_noticed(visit)]
            subjects = issues if of_issues else [visit.uid]
            show_letter(page, widget, desk, order=order, subjects=subjects)

    page.read(desk.numbers.proposals, ask)


def show_letter(
    page: Reader, widget: QWidget, desk: Desk, *, order: LetterOrder, subjects: Sequence[str]
) -> None:
    """Show a letter that was ordered; one that went out before keeps its 文号 if that is meant."""

    def made() -> tuple[LetterPrint, str]:
        wish = desk.letters.of(order.kind, subjects, reference=order.reference, days=order.days)
        return wish, desk.numbers.earlier(wish) if order.reference else ""

    def show(found: tuple[LetterPrint, str]) -> None:
        wish, earlier = found
        if earlier not in {"", wish.reference}:
            text = "同样的内容再印一份，不用新号；确实要另出一份，原来的号请再作废。"
            answers = (f"照原样重印 {earlier}", f"另用 {wish.reference}")
            place = pick(widget, f"这一份已经用 {earlier} 印出过", text, answers)
            if place is None:
                return
            wish = replace(wish, reference=earlier) if place == 0 else wish
        page.kit.navigator.open(OpenPreview(wish=wish))

    page.read(made, show)
