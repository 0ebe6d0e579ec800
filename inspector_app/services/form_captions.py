"""What is told in words of the pictures that answer a question of a form."""

from collections.abc import Callable

from inspector_app.domain.form_pictures import picture_uids
from inspector_app.domain.photo import PhotoOwner
from inspector_app.services.context import Context

Told = Callable[[str], str]
"""Returns what is told of an answer that names pictures."""


def counted(answer: str) -> str:
    """Return how many pictures an answer names."""
    return f"照片 {len(answer.split())} 张"


def captions_of(context: Context, record_uid: str) -> Told:
    """Return what tells the pictures of a filled form by their captions, else by their files."""
    known = context.stores.photos.of(PhotoOwner.FORM, record_uid)
    words = {photo.uid: photo.caption or photo.file_name for photo in known}

    def told(answer: str) -> str:
        found = [words.get(uid, "") for uid in picture_uids(answer)]
        named = "、".join(word for word in found if word)
        return f"{counted(answer)}：{named}" if named else counted(answer)

    return told
