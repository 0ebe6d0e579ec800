"""With which letters the readings of a character begin: a small table, quickly at hand."""

from functools import lru_cache

from inspector_app.base.paths import resources


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    text = (resources() / "readings" / "initials.txt").read_text("utf-8")
    return dict(line.split(" ", 1) for line in text.splitlines())


def read_with(letter: str) -> str:
    """Return all characters that have a reading which begins with a letter."""
    return _table().get(letter, "")


def spells(letters: str, text: str) -> bool:
    """Say whether a text begins with letters: its own, or those of any readings."""
    given = text.lower()
    return len(letters) <= len(given) and all(
        letter == character or character in read_with(letter)
        for letter, character in zip(letters, given, strict=False)
    )
