"""Bytes of files that people made, as text."""

from typing import Final

_ENCODINGS: Final = ("utf-8-sig", "gb18030")


def decoded(content: bytes) -> str | None:
    """Return the text of bytes in UTF-8, with or without a mark, or GB18030; else ``None``."""
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
