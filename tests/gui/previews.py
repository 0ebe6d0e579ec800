"""Opens the preview of a document."""

from typing import Any

import pytest

from inspector_app.domain.month import Month
from inspector_app.services.wishes import RecordsPrint
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import OpenPreview
from inspector_app.ui.pages.preview import PreviewPage
from inspector_app.ui.printer import PrinterFacts

NOVEMBER = Month(2026, 11)
NOWHERE = "\U00030000"
"""A character that no face has."""
OFFICE = PrinterFacts("办公室", both_sides=True, usual=True)
HOME = PrinterFacts("家里")


def preview_of(window: Window, wish: Any) -> PreviewPage:
    """Open the preview of a wish and return its page."""
    window.navigator.open(OpenPreview(wish=wish))
    page = window.shell.page
    assert isinstance(page, PreviewPage)
    return page


def few_records(window: Window, monkeypatch: pytest.MonkeyPatch, count: int = 3) -> RecordsPrint:
    """Let the month have no more than a few records."""
    desk: Any = window.desk
    whole = desk.printing.plan
    monkeypatch.setattr(
        desk.printing, "plan", lambda wish: (p := whole(wish))._replace(pieces=p.pieces[:count])
    )
    return RecordsPrint(month=NOVEMBER, inspector_id="DX001")
