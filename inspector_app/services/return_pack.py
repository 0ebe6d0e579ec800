"""Reads packs of returns on a laptop."""

from collections.abc import Mapping
from typing import Any

from inspector_app.base.changes import Changes
from inspector_app.services.pack_lines import PackLine
from inspector_app.services.returned import ReturnedService

KIND = "return"
"""What a pack that carries returns calls them."""


class ReturnReader:
    """Finds nothing out by itself: what a pack says of returns is taken by their service."""

    kind = KIND
    title = "退回的记录"
    replaces = False

    def __init__(self, returned: ReturnedService) -> None:
        self._returned = returned

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        """Return what taking these rows over would do (RefusedError: they cannot be read)."""
        return self._returned.preview(rows)

    def take(self, rows: Mapping[str, Any]) -> Changes:
        """Take the rows over (errors as above)."""
        return self._returned.take(rows)
