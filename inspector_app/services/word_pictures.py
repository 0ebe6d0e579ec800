"""Pictures taken out of a Word file, made ready as if they had been dropped in."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from inspector_app.base.errors import InputError, Problem
from inspector_app.domain.word_content import WordPicture
from inspector_app.services.incoming_photos import IncomingPhoto, Prepared
from inspector_app.services.photos import PhotoService


def prepared_pictures(
    photos: PhotoService, name: str, pictures: Iterable[WordPicture], refused: list[Problem]
) -> list[Prepared]:
    """Return the pictures that can be read, called after ``name`` and their place.

    What is wrong with the others is added to ``refused``.
    """
    made = []
    for place, picture in enumerate(pictures, start=1):
        called = f"{name}-{place}{PurePosixPath(picture.name).suffix}"
        try:
            made.append(photos.prepare(IncomingPhoto(name=called, data=picture.data)))
        except InputError as error:
            refused += error.problems
    return made
