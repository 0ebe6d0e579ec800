"""Pictures made for the tests, and what is asked of a result."""

import io
import struct
from pathlib import Path
from typing import Any

from PIL import Image

HEIC_FOLDER = Path(__file__).parents[2] / "data" / "photos"
RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 180, 30), (30, 30, 220), (230, 220, 40)
_T = Image.Transpose
# What a camera held so stores of an upright scene.
STORED_AS = {
    1: None,
    2: _T.FLIP_LEFT_RIGHT,
    3: _T.ROTATE_180,
    4: _T.FLIP_TOP_BOTTOM,
    5: _T.TRANSPOSE,
    6: _T.ROTATE_90,
    7: _T.TRANSVERSE,
    8: _T.ROTATE_270,
}


def four_colours(width: int = 96, height: int = 64, *, mode: str = "RGB") -> Image.Image:
    """Red and green above, blue and yellow below."""
    image = Image.new("RGB", (width, height))
    half_width, half_height = width // 2, height // 2
    for left, top, colour in (
        (0, 0, RED),
        (half_width, 0, GREEN),
        (0, half_height, BLUE),
        (half_width, half_height, YELLOW),
    ):
        image.paste(colour, (left, top, width, height))
    image.paste(BLUE, (0, half_height, half_width, height))
    return image.convert(mode)


def scenery(width: int = 480, height: int = 360, *, seed: int = 1) -> Image.Image:
    """A picture of many colours with steps in all directions, the same for the same seed."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    number = seed
    for _ in range(60):
        number = number * 1103515245 + 12345 & 0x7FFFFFFF
        left, top = number % width, number // 7 % height
        right, bottom = left + width // 5, top + height // 5
        image.paste((number % 256, number // 256 % 256, number // 65536 % 256),
                    (left, top, right, bottom))  # fmt: skip
    return image


def exif(orientation: int = 1, **tags: Any) -> bytes:
    """An EXIF block: camera time, place, maker and owner."""
    block = Image.Exif()
    block[0x0112] = orientation
    block[0x010F] = "MAKER-MARK"
    block[0x0132] = "2023:01:01 00:00:00"
    block.get_ifd(0x8769)[0x9003] = tags.get("time", "2022:11:14 10:15:00")
    gps = {1: "N", 2: (43.0, 52.0, 30.0), 3: "E", 4: (125.0, 19.0, 12.0)}
    block.get_ifd(0x8825).update(tags.get("gps", gps))
    return block.tobytes()


def encoded(image: Image.Image, file_format: str = "JPEG", **options: Any) -> bytes:
    """The bytes of a file."""
    stream = io.BytesIO()
    image.save(stream, file_format, **options)
    return stream.getvalue()


def taken_with(orientation: int, *, width: int = 96, height: int = 64) -> bytes:
    """A JPEG of the upright four colours from a camera held in one of eight ways."""
    image, stored = four_colours(width, height), STORED_AS[orientation]
    turned = image if stored is None else image.transpose(stored)
    return encoded(turned, quality=95, exif=exif(orientation))


def opened(data: bytes) -> Image.Image:
    """A decoded result."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def corners(data: bytes) -> list[str]:
    """Names of the colours near the four corners, row by row."""
    image = opened(data).convert("RGB")
    right, bottom = image.width - 6, image.height - 6
    return [
        _nearest(image.getpixel(place))
        for place in ((5, 5), (right, 5), (5, bottom), (right, bottom))
    ]


UPRIGHT = ["red", "green", "blue", "yellow"]


def _nearest(pixel: Any) -> str:
    names = {"red": RED, "green": GREEN, "blue": BLUE, "yellow": YELLOW,
             "white": (255, 255, 255)}  # fmt: skip
    return min(names, key=lambda name: distance(pixel, names[name]))


def distance(one: Any, other: Any) -> int:
    """The largest difference in any channel."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def profile_with_red_and_blue_swapped() -> bytes:
    """An ICC profile (matrix and gamma 2.2) in which red means blue: nobody can miss it."""
    white = (0.9642, 1.0, 0.8249)
    red, green, blue = (
        (0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141),
    )  # fmt: skip
    curve = b"curv" + struct.pack(">LLHH", 0, 1, round(2.2 * 256), 0)
    name = b"Swapped\0"
    description = b"desc" + struct.pack(">LL", 0, len(name)) + name + b"\0" * 79
    tags = {
        b"desc": description, b"cprt": b"text" + b"\0" * 8, b"wtpt": _xyz(white),
        b"rXYZ": _xyz(blue), b"gXYZ": _xyz(green), b"bXYZ": _xyz(red),
        b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
    }  # fmt: skip
    table, body = struct.pack(">L", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for tag, content in tags.items():
        padded = content + b"\0" * (-len(content) % 4)
        table += tag + struct.pack(">LL", start + len(body), len(content))
        body += padded
    size = start + len(body)
    header = struct.pack(">L4sL4s4s4s", size, b"lcms", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H", 2022, 11, 14, 0, 0, 0) + b"acsp" + b"\0" * 28
    header += _s15(white)
    return header.ljust(128, b"\0") + table + body


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _s15(values)


def _s15(values: tuple[float, float, float]) -> bytes:
    return struct.pack(">3l", *(round(value * 65536) for value in values))
