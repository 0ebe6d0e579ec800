"""What is wrong with one cell, before anybody knows where the cell is."""


class CellError(ValueError):
    """A cell cannot be taken as it is.

    Attributes:
        what: what is wrong, in Chinese.
        remedy: what would be right, in Chinese.
    """

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
