from pathlib import Path
from typing import Any
import pytest
from PySide6.QtWidgets import QApplication
from inspector_app.domain.month import Month
from inspector_app.services.wishes import FormCountsPrint
from inspector_app.ui.navigator import *
from inspector_app.ui.pages.form.answers import FormAnswersPage, _Shown
from inspector_app.ui.theme import dress
OUT = Path("/tmp/fill5/shots")


def grab(window: Any, name: str) -> None:
    for _ in range(5):
        QApplication.processEvents()
    window.shell.grab().save(str(OUT / f"{name}.png"))


@pytest.mark.parametrize("scale", [100, 200])
def test_all(window: Any, dressed: Any, scale: int, monkeypatch: Any) -> None:
    desk: Any = window.desk
    print(desk.context.database.rows("SELECT form, count(*), min(v.visited_on), max(v.visited_on) FROM form_record f JOIN visit v ON v.id=f.visit_id GROUP BY form") if False else "")
    window.shell.resize(1366 if scale == 200 else 1093, 768 if scale == 200 else 544)
    dress(dressed, scale=scale)
    try:
        for form in ("anquan", "shuangjian"):
            monkeypatch.setattr(FormAnswersPage, "_look", lambda self, form=form: _Shown((), desk.form_campaigns.wished(FormCountsPrint(form=form, drafts=True))))
            uid = "x"
            window.navigator.open(OpenFormAnswers(uid=uid)) 
            page = window.shell.page
            grab(window, f"answers-{scale}-{form}-0")
            page.lines.setCurrentIndex(page._lines.index(0, 0)); page._on_line(page._lines.index(0, 0))
            grab(window, f"answers-{scale}-{form}-1")
            for tab in (1, 2):
                page.tabs.setCurrentIndex(tab)
                grab(window, f"answers-{scale}-{form}-{tab + 1}")
        for m in ("2026-11", "2026-10", "2026-09", "2026-03"):
            figures = desk.form_figures.of_month(Month.parse(m))
            print(m, len(figures))
            if figures:
                break
        window.navigator.open(GoTo(place=Place.MONTH))
        page = window.shell.page
        print([n for n in dir(page) if "month" in n.lower()])
        for _ in range(5):
            QApplication.processEvents()
        page.form_button.click()
        grab(window, f"month-{scale}")
    finally:
        dress(dressed)
