"""The keys that files are encrypted with: age's X25519, one pair for each device and office."""

import hashlib
from dataclasses import dataclass, field

from pyrage import IdentityError, RecipientError, x25519


@dataclass(frozen=True, slots=True)
class AgeRecipient:
    """The half of a pair that files are encrypted to.

    Attributes:
        text: ``age1…``, as ``age -r`` takes it.
    """

    text: str

    def __post_init__(self) -> None:
        """Refuse what is no recipient, or another spelling of one (ValueError)."""
        try:
            spelled = str(x25519.Recipient.from_str(self.text))
        except RecipientError as error:
            msg = "not an age X25519 recipient"
            raise ValueError(msg) from error
        if spelled != self.text:
            msg = "a second spelling of a recipient"
            raise ValueError(msg)

    @property
    def tag(self) -> str:
        """The short name that a statement gives the key: 16 hex digits of its SHA-256."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class AgeKey:
    """A whole pair.

    Attributes:
        secret: ``AGE-SECRET-KEY-1…``; whoever stores it keeps it inside the encrypted database.
    """

    secret: str = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse what is no key (ValueError)."""
        try:
            x25519.Identity.from_str(self.secret)
        except IdentityError as error:
            msg = "not an age X25519 secret key"
            raise ValueError(msg) from error

    @classmethod
    def generate(cls) -> "AgeKey":
        """Return a new random pair."""
        return cls(str(x25519.Identity.generate()))

    @property
    def recipient(self) -> AgeRecipient:
        """The half that may be given away."""
        return AgeRecipient(str(x25519.Identity.from_str(self.secret).to_public()))
