"""Chinese words for 表样: what they are the form of, and what they are filled in as."""

from typing import Final

from inspector_app.domain.labels.letters import LETTER_KIND_LABEL
from inspector_app.domain.layout import LAYOUT_OF_LETTER, LayoutKind, Medium

LAYOUT_KIND_LABEL: Final = {
    LayoutKind.MONTH: "月统计表",
    LayoutKind.VISIT: "入校督导记录表",
    **{LAYOUT_OF_LETTER[kind]: label for kind, label in LETTER_KIND_LABEL.items()},
}
MEDIUM_LABEL: Final = {
    Medium.EXCEL: "Excel 原表",
    Medium.WORD: "Word 原表",
    Medium.COLUMNS: "选定的列",
}
