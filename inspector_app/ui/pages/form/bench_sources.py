"""Files that the bench begins with: the template, and workbooks of forms that ship."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector_app.ui.dialogs import ask

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from inspector_app.ui.page import Page

    Then = Callable[[Path], None]


def write_template(page: Page, then: Then) -> None:
    """Write the template where the person chooses, and go on with it."""
    from inspector_app.services import authored_forms

    path = ask.save_file(page, "把模板存到哪里", "我的表单.xlsx", ask.EXCEL)
    if path is not None:
        _write(page, lambda: authored_forms.write_template(path).path, then)


def write_shipped(page: Page, then: Then) -> None:
    """Ask for a form of the program, write its workbook, and go on with it."""
    from inspector_app.services import authored_forms
    from inspector_app.services.shipped_sources import shipped_forms

    forms = shipped_forms()
    words = [f"{each.title}　{each.questions} 题　{each.use}" for each in forms]
    text = "存成工作簿，改好后用自己的编号发布。"
    place = ask.pick(page, "从哪一份改起", text, words)
    if place is None:
        return
    chosen = forms[place]
    path = ask.save_file(page, "把工作簿存到哪里", f"{chosen.title}.xlsx", ask.EXCEL)
    if path is not None:
        _write(page, lambda: authored_forms.export_workbook(chosen.form_id, path).path, then)


def _write(page: Page, work: Callable[[], Path], then: Then) -> None:
    page.kit.jobs.pool(page, work, on_done=then, on_error=page.show_error)
