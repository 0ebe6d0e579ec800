"""When a photo was taken, or what else a time in its file or its name means.

A camera's time is a wall time without a zone and is kept as it stands. A time in a file name may be
the camera's or a messenger's time of saving; nobody can tell, so it is only ever 文件名时间.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from inspector_app.base.clock import CHINA
from inspector_app.domain.photo import TimeSource

# IMG_20221114_101500, Screenshot_2022-11-14-10-15-00-123, 微信图片_20221114101500,
# 20221114_101500, WIN_20221114_10_15_00_Pro, "Screenshot 2022-11-14 at 10.15.00". Up to three
# digits of a fraction of a second may follow; a longer run is a number and not a time.
_STAMP: Final = re.compile(
    r"(?<![0-9])(?P<year>20[0-9]{2})([-_.]?)(?P<month>[0-9]{2})\2(?P<day>[0-9]{2})"
    r"(?:[-_. T]{0,3}|[ ]at[ ])"
    r"(?P<hour>[0-9]{2})([-_.:]?)(?P<minute>[0-9]{2})\6(?P<second>[0-9]{2})[0-9]{0,3}(?![0-9])",
)
# WeChat's export, its own camera and its cache name files by milliseconds since 1970; so do names
# that are nothing but such a number.
_EPOCH: Final = re.compile(
    r"(?:mmexport|wx_camera_|microMsg\.)(?P<named>[0-9]{13})(?![0-9])"
    r"|^(?P<bare>[0-9]{13})(?=$|[. (_~-])",
    re.IGNORECASE,
)
# One maker's phones write UTC into the name where all others write the wall time.
_UTC_PREFIX: Final = "PXL_"
_EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(2100, 1, 1, tzinfo=UTC)
_EXIF: Final = re.compile(
    r"([0-9]{4})[:/-]([0-9]{2})[:/-]([0-9]{2})[ T]([0-9]{2}):([0-9]{2}):([0-9]{2})",
)


def time_from_name(name: str) -> str:
    """Return the wall time in China that a file name tells, ``2022-11-14T10:15:00``, or nothing."""
    last = re.split(r"[/\\]", name)[-1]
    epoch = _EPOCH.search(last)
    if epoch is not None:
        return _from_milliseconds(int(epoch["named"] or epoch["bare"]))
    stamp = _STAMP.search(last)
    if stamp is None:
        return ""
    parts = ("year", "month", "day", "hour", "minute", "second")
    text = _valid(tuple(int(stamp[part]) for part in parts))
    if text and last.upper().startswith(_UTC_PREFIX):
        instant = datetime.fromisoformat(text).replace(tzinfo=UTC)
        return _wall(instant.astimezone(CHINA))
    return text


def time_from_exif(value: object) -> str:
    """Return the wall time that a DateTimeOriginal holds, or nothing."""
    if not isinstance(value, str):
        return ""
    found = _EXIF.match(value.strip("\0 "))
    return "" if found is None else _valid(tuple(int(part) for part in found.groups()))


def time_and_source(camera_time: str, name: str) -> tuple[str, TimeSource]:
    """Return the best known time of a photo and where it comes from.

    Args:
        camera_time: what the file itself says, or nothing.
        name: the file's name.
    """
    if camera_time:
        return camera_time, TimeSource.ORIGINAL
    named = time_from_name(name)
    return (named, TimeSource.FILE_NAME) if named else ("", TimeSource.UNKNOWN)


def _from_milliseconds(number: int) -> str:
    instant = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=number)
    return _wall(instant.astimezone(CHINA)) if _EARLIEST <= instant < _LATEST else ""


def _valid(parts: tuple[int, ...]) -> str:
    year, month, day, hour, minute, second = parts
    try:
        return _wall(datetime(year, month, day, hour, minute, second, tzinfo=CHINA))
    except ValueError:
        return ""


def _wall(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")
