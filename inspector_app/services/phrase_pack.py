"""The phrases that ship with the program, read once."""

from functools import cache
from typing import Final

from inspector_app.domain.phrase import Phrase
from inspector_app.domain.phrase_options import PhrasePlace, PhraseSource
from inspector_app.services.packs import read_pack

_FOLDER: Final = "phrases"


@cache
def shipped_phrases() -> tuple[Phrase, ...]:
    """Return every phrase as it ships."""
    return tuple(
        Phrase(
            uid=row["id"], text=row["text"], place=PhrasePlace(row["place"]),
            category=row["category"], source=PhraseSource.SHIPPED,
        )
        for row in read_pack(_FOLDER, "shipped")["phrase"]
    )  # fmt: skip
