"""Chinese words for 表样: what they are the form of, and what they are filled in as."""

from typing import Final

from inspector_app.domain.layout import LayoutKind, Medium

LAYOUT_KIND_LABEL: Final = {
    LayoutKind.MONTH: "月统计表",
    LayoutKind.VISIT: "入校督导记录表",
    LayoutKind.NOTICE: "整改通知书",
}
MEDIUM_LABEL: Final = {
    Medium.EXCEL: "Excel 原表",
    Medium.WORD: "Word 原表",
    Medium.COLUMNS: "选定的列",
}
