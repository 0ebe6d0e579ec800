"""What a scroll area shows that is as high as it has to be, and no higher."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from inspector_app.base.override import override


class ScrolledColumn(QWidget):
    """A column of parts of which some are the higher the narrower they are.

    A scroll area makes what it shows at least as high as its least size says, and that is as high
    as the column is where it is narrowest: below the last part one scrolled on into emptiness.
    """

    @override
    def minimumSizeHint(self) -> QSize:
        least, layout = super().minimumSizeHint(), self.layout()
        # How high it is at its width, the scroll area then asks itself.
        return QSize(least.width(), 1) if layout and layout.hasHeightForWidth() else least
