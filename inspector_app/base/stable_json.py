"""JSON in one form, whoever writes it: what is stored as it was, and what a digest is taken of."""

import hashlib
import json
from typing import Final

# Kept, because every save writes with it and making it anew costs more than a short text.
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def stable_text(value: object) -> str:
    """Return ``value`` as JSON with sorted keys and no white space."""
    return _ENCODER.encode(value)


def stable_digest(value: object) -> str:
    """Return the SHA-256 of ``stable_text`` in UTF-8, as 64 hex digits."""
    return hashlib.sha256(stable_text(value).encode()).hexdigest()
