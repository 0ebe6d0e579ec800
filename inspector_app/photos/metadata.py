"""What is kept of a photo's EXIF: its orientation, its time and, if chosen, its place."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PIL import Image

from inspector_app.photos.times import time_from_exif

_ORIENTATION: Final = 0x0112
_EXIF_IFD: Final = 0x8769
_GPS_IFD: Final = 0x8825
_DATE_TIME_ORIGINAL: Final = 0x9003
_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE = 1, 2, 3, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a photo was taken, in degrees, WGS 84 as the phone wrote it."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What an EXIF block says.

    Attributes:
        orientation: 1 to 8; 1 is upright.
        camera_time: wall time ``2022-11-14T10:15:00`` of DateTimeOriginal, or nothing.
        position: None where the file has none.
    """

    orientation: int = 1
    camera_time: str = ""
    position: Position | None = None


def metadata_of(image: Image.Image) -> Metadata:
    """Return what the EXIF block of an opened picture says; a broken block says nothing."""
    try:
        return _read(image.getexif())
    except Exception:  # noqa: BLE001 - Pillow's EXIF parser lets struct.error and others through
        return Metadata()


def metadata_in(block: bytes) -> Metadata:
    """Return what an EXIF block says; a broken block says nothing."""
    exif = Image.Exif()
    try:
        exif.load(block)
        return _read(exif)
    except Exception:  # noqa: BLE001 - Pillow's EXIF parser lets struct.error and others through
        return Metadata()


def _read(exif: Image.Exif) -> Metadata:
    orientation = exif.get(_ORIENTATION, 1)
    return Metadata(
        orientation=orientation if orientation in range(1, 9) else 1,
        camera_time=time_from_exif(exif.get_ifd(_EXIF_IFD).get(_DATE_TIME_ORIGINAL)),
        position=_position_in(exif.get_ifd(_GPS_IFD)),
    )


def _position_in(gps: Mapping[int, object]) -> Position | None:
    latitude = _degrees(gps.get(_LATITUDE), negative=gps.get(_LATITUDE_REF) == "S", limit=90)
    longitude = _degrees(gps.get(_LONGITUDE), negative=gps.get(_LONGITUDE_REF) == "W", limit=180)
    # A phone without a fix writes zeros, and no school lies in the Gulf of Guinea.
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None
    return Position(latitude=latitude, longitude=longitude)


def _degrees(value: object, *, negative: bool, limit: int) -> float | None:
    if not isinstance(value, tuple) or len(value) != 3:
        return None
    degrees, minutes, seconds = (float(part) for part in value)
    angle = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(angle) or not 0 <= angle <= limit:
        return None
    return round(-angle if negative else angle, 7)
