"""报表落款: who hands in, who checks, and the telephone, as they stand on each form."""

from typing import Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError
from inspector_app.domain.report_lines import LINE_LABEL, ReportLines
from inspector_app.services.context import Context

_KEY: Final = "report_lines"
_LONGEST: Final = 60
WHERE_LINES_ARE: Final = "可在“设置”的“报表落款”里填，或用 layout lines"


def lines_of(context: Context) -> ReportLines:
    """Return what stands on every form of this folder, empty where nothing was saved."""
    saved = context.stores.settings.get(_KEY)
    return ReportLines() if saved is None else ReportLines(**saved)


class ReportLineService:
    """Reads and saves 报表落款."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def get(self) -> ReportLines:
        """Return them."""
        return lines_of(self._context)

    def set(self, lines: ReportLines) -> Changes:
        """Save them; they stand on forms that are filled from now on.

        Raises:
            InputError: one is too long; nothing was saved.
        """
        told = ReportLines(*(" ".join(each.split()) for each in lines))
        for name, text in told._asdict().items():
            if len(text) > _LONGEST:
                raise InputError(f"{LINE_LABEL[name]}最多 {_LONGEST} 字，没有保存；请写短一些。")
        with self._context.database.transaction():
            before = self.get()
            if told == before:
                return Changes()
            self._context.stores.settings.put(_KEY, told._asdict())
            self._context.note("settings", _KEY, {"set": [list(before), list(told)]})
        return Changes(settings=True)
