"""The rows of 举报渠道: where anybody may report, as it stands on plates."""

from __future__ import annotations

from PySide6.QtCore import Signal

from inspector_app.domain.plates import ReportChannels
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.rows import FormRow, Section


class ChannelRows(Section):
    """Three lines; each is saved when it is left.

    Signals:
        changed(ReportChannels): what stands there now.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__("本区的举报渠道（印在公示牌上；不填就不印）")
        self.phone = LineField("举报电话", hint="如 0412-12345")
        self.mailbox = LineField("举报信箱", hint="如 示范区教育局教育督导室")
        self.email = LineField("举报电子邮箱", hint="如 jubao@example.cn")
        self._shown = ReportChannels()
        for title, field in (
            ("电话", self.phone), ("信箱", self.mailbox), ("电子邮箱", self.email),
        ):  # fmt: skip
            self.add(FormRow(title, field))
            field.left.connect(self._on_left)

    def show_channels(self, channels: ReportChannels) -> None:
        """Show what is saved."""
        self._shown = channels
        for field, value in zip((self.phone, self.mailbox, self.email), channels, strict=True):
            field.show_value(value)

    def _on_left(self) -> None:
        fields = (self.phone, self.mailbox, self.email)
        now = ReportChannels(*(field.text().strip() for field in fields))
        if now != self._shown:
            self._shown = now
            self.changed.emit(now)
