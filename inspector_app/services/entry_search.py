"""Which entries of a register are wanted."""

from dataclasses import dataclass

from inspector_app.domain.labels.registers import ENTRY_STATE_LABEL
from inspector_app.domain.register_options import EntryState


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySearch:
    """Which entries a list is to show; what is empty is not looked at.

    Attributes:
        year: the calendar year of their day.
        school: 标识码 or name.
        inspector: 督学编号 or name.
        text: words that stand in what a list shows.
        counted: whether what figures count is wanted: also entries under correction, as filed.
    """

    kind: str
    year: int | None = None
    state: EntryState | None = None
    school: str = ""
    inspector: str = ""
    text: str = ""
    counted: bool = False
    removed: bool = False

    def words(self) -> str:
        """Return in Chinese which entries these are, "全部" where it is all of them."""
        parts = (
            "" if self.year is None else f"{self.year}年",
            "" if self.state is None else ENTRY_STATE_LABEL[self.state],
            self.school,
            self.inspector,
            f"含“{self.text}”" if self.text.strip() else "",
            "回收站" if self.removed else "",
        )
        return "　".join(filter(None, parts)) or "全部"
