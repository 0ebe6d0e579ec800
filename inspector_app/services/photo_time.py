"""The time of a picture that a person puts right, and the one its file tells."""

from datetime import datetime

from inspector_app.base.clock import CHINA
from inspector_app.base.errors import InputError
from inspector_app.domain.photo import Photo, TimeSource
from inspector_app.services.context import Context


def typed_time(context: Context, moment: datetime) -> tuple[str, TimeSource]:
    """Return a wall time in China as it is kept, marked as 手填.

    Raises:
        InputError: it is not yet that time.
    """
    if moment.replace(tzinfo=CHINA) > context.clock.now():
        raise InputError(f"{moment:%Y-%m-%d %H:%M} 还没有到，照片的时间没有改；请核对。")
    return moment.isoformat(timespec="seconds"), TimeSource.TYPED


def time_in_file(context: Context, photo: Photo) -> tuple[str, TimeSource]:
    """Return the time that the original, kept as it was taken in, or its name tells."""
    from inspector_app.photos.reading import read_picture
    from inspector_app.photos.times import time_and_source

    original = context.vault.get(photo.original_sha256)
    picture = read_picture(original, name=photo.file_name)
    return time_and_source(picture.metadata.camera_time, photo.file_name)
