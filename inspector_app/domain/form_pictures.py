"""The answer to a question for pictures: the names of their files, one after the other.

A name is the uid of the picture and the ending of its kind. A picture of a form stands while an
answer of that form names it: an answer that is taken back takes its pictures along, and brings them
back with it.
"""

from collections.abc import Iterable
from typing import Final

from inspector_app.domain.photo import Photo

# The word of the appearance that lets a question have several pictures.
SEVERAL: Final = "multi"


def picture_names(photos: Iterable[Photo]) -> str:
    """Return the answer that names pictures, in their order."""
    return " ".join(f"{photo.uid}.{photo.suffix}" for photo in photos)


def picture_uids(answer: str) -> tuple[str, ...]:
    """Return the uids of the pictures that an answer names, in their order."""
    return tuple(name.partition(".")[0] for name in answer.split())
