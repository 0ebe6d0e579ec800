"""Opens the preview of a document."""

from typing import Any

from inspector_app.domain.month import Month
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import OpenPreview
from inspector_app.ui.pages.preview import PreviewPage

NOVEMBER = Month(2026, 11)


def preview_of(window: Window, wish: Any) -> PreviewPage:
    """Open the preview of a wish and return its page."""
    window.navigator.open(OpenPreview(wish=wish))
    page = window.shell.page
    assert isinstance(page, PreviewPage)
    return page
