"""The rows of 报表落款: who hands in, as it stands on a district's own forms."""

from typing import Final

from inspector_app.domain.report_lines import LINE_LABEL, ReportLines
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.line_rows import LineRows

_HINTS: Final = {
    "unit": "如 示范区人民政府教育督导室", "filler": "填表的人", "reviewer": "审核的人",
    "head": "单位负责人", "phone": "如 0412-12345",
}  # fmt: skip


class ReportLineRows(LineRows):
    """Five lines."""

    def __init__(self) -> None:
        self.fields = {
            name: LineField(label, hint=_HINTS[name]) for name, label in LINE_LABEL.items()
        }
        super().__init__(
            "报表落款（填在本区的表样上；不填就留着手写）", ReportLines(),
            [(LINE_LABEL[name], field) for name, field in self.fields.items()],
        )  # fmt: skip
