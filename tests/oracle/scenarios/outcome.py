"""What became of one scenario, and the two ways in which it can fail to go on."""

from dataclasses import dataclass, field


class NotOursError(Exception):
    """The scenario speaks of something that our engine does not have; the text says of what."""


class DiffersError(Exception):
    """An expectation does not hold; the text says how."""


@dataclass(slots=True)
class Outcome:
    """What became of one scenario.

    Attributes:
        digest: names the recording, whatever its place in the file.
        test: its file and its words.
        held: how many things were compared and are as expected.
        differs: what is not as expected.
        not_ours: expectations that speak of what our engine does not have.
        stopped: why it did not go on to its end; "" where it did.
        stand_in: the form is one of ours, because the recording only names its file.
    """

    digest: str
    test: str
    held: int = 0
    differs: list[str] = field(default_factory=list)
    not_ours: list[str] = field(default_factory=list)
    stopped: str = ""
    stand_in: bool = False

    @property
    def ran(self) -> bool:
        """Whether it went through to its end and something of it was compared."""
        return not self.stopped and self.held + len(self.differs) > 0

    @property
    def reason(self) -> str:
        """Return why nothing of it was compared."""
        return self.stopped or next(iter(self.not_ours), "the recording holds no expectation")

    def count(self, difference: str | None) -> None:
        """Note one comparison; None means that it came out as expected."""
        if difference is None:
            self.held += 1
        else:
            self.differs.append(difference)
