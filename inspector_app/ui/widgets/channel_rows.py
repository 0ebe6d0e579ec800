"""The rows of 举报渠道: where anybody may report, as it stands on plates."""

from inspector_app.domain.plates import ReportChannels
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.line_rows import LineRows


class ChannelRows(LineRows):
    """Three lines."""

    def __init__(self) -> None:
        self.phone = LineField("举报电话", hint="如 0412-12345")
        self.mailbox = LineField("举报信箱", hint="如 示范区教育局教育督导室")
        self.email = LineField("举报电子邮箱", hint="如 jubao@example.cn")
        super().__init__(
            "本区的举报渠道（印在公示牌上；不填就不印）", ReportChannels(),
            (("电话", self.phone), ("信箱", self.mailbox), ("电子邮箱", self.email)),
        )  # fmt: skip
