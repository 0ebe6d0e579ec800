"""Questions on a small screen, in any text size."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from inspector_app.domain.visit_options import Session
from inspector_app.ui.dialogs.crop import ask_box
from inspector_app.ui.dialogs.note import ask_note
from inspector_app.ui.dialogs.plan_words import PlanWords, ThemeWords, ask_plan_words, ask_theme
from inspector_app.ui.dialogs.planned_visit import Finders, PlannedForm, ask_planned
from inspector_app.ui.dialogs.progress_note import ask_progress
from inspector_app.ui.dialogs.signature import ask_signature
from inspector_app.ui.theme import dress
from inspector_app.ui.widgets.picker import Choice
from tests.gui.conftest import SIZE
from tests.gui.dialogs.rows import NOTHING_SEEN, TODAY, ledger_row, no_units

Answer = Callable[[Callable[[Any], None]], None]


def nobody(_owner: object, _text: str, answer: Callable[[list[Choice]], None]) -> None:
    answer([])


@pytest.mark.parametrize("scale", [100, 200])
def test_questions_show_all_they_say_on_a_small_screen_in_any_text_size(
    parent: QWidget, answer: Answer, page: bytes, qapp: QApplication, scale: int
) -> None:
    dress(qapp, scale=scale)
    cut = []

    def act(dialog: Any) -> None:
        wanted = dialog.layout().totalHeightForWidth(dialog.width())
        if dialog.height() < wanted or dialog.width() > SIZE[0]:
            cut.append((dialog.windowTitle(), dialog.size(), wanted))
        dialog.reject()

    answer(act)
    ask_note(parent)
    ask_box(parent, page)
    ask_signature(parent, "请督学在白框里签名，签的是送签稿 1（修订 1）。不签也可以定稿。")
    ask_progress(parent, ledger_row(), today=TODAY, seen=NOTHING_SEEN, units=no_units)
    ask_progress(
        parent,
        ledger_row(closed_on=date(2026, 11, 10)),
        today=TODAY,
        seen=NOTHING_SEEN,
        units=no_units,
    )
    proposed = [Choice(str(n), f"示范区第{n}小学", "本月还没有入校") for n in range(3)]
    form, finders = PlannedForm(day=TODAY, session=Session.MORNING), Finders(nobody, nobody)
    ask_planned(parent, form, finders, today=TODAY, proposed=proposed)
    ask_theme(parent, "2026年11月", ThemeWords("冬季安全", "教督办〔2026〕12号"))
    ask_plan_words(parent, PlanWords("", "", ""), text="周计划。")
    dress(qapp)
    assert cut == []
