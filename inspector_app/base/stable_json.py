"""JSON in one form, whoever writes it: what is stored as it was, and what a digest is taken of."""

import hashlib
import json


def stable_text(value: object) -> str:
    """Return ``value`` as JSON with sorted keys and no white space."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def stable_digest(value: object) -> str:
    """Return the SHA-256 of ``stable_text`` in UTF-8, as 64 hex digits."""
    return hashlib.sha256(stable_text(value).encode()).hexdigest()
