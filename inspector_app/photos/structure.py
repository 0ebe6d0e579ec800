"""What is wrong with how a picture is built, seen without decoding any of it.

A decoder takes a step for each marker, chunk and scan. A file that is all of these keeps it busy
for minutes, however small the picture is that it makes.
"""

import re
from typing import Final

MOST_MARKERS: Final = 5_000
MOST_CHUNKS: Final = 100_000
MOST_SCANS: Final = 100
_PNG_HEAD: Final = 8
_CHUNK_FRAME: Final = 12
_START_OF_SCAN: Final = 0xDA
_END: Final = 0xD9
_MARKER: Final = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
# Markers that stand alone, without a length: TEM, RST0 to RST7, SOI.
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD9)})


def is_laborious_jpeg(data: bytes) -> bool:
    """Say whether a JPEG has more markers, fill bytes or scans than any camera writes."""
    at, scans = 2, 0
    for _ in range(MOST_MARKERS):
        if scans:
            # Between a scan and the next marker a decoder reads over whatever stands there.
            found = _MARKER.search(data, at)
            at = found.start() if found else len(data)
        head = data[at : at + 4]
        if len(head) < 4 or head[0] != 0xFF or head[1] == _END:
            return False
        scans += head[1] == _START_OF_SCAN
        if scans > MOST_SCANS:
            return True
        at += _length(head)
    return True


def _length(head: bytes) -> int:
    """Return how far it is from a marker to what follows it."""
    if head[1] in {0x00, 0xFF}:
        return 1
    return 2 if head[1] in _BARE else 2 + int.from_bytes(head[2:4])


def is_laborious_png(data: bytes) -> bool:
    """Say whether a PNG has more chunks than any program writes."""
    at = _PNG_HEAD
    for _ in range(MOST_CHUNKS):
        if at + _CHUNK_FRAME > len(data):
            return False
        at += _CHUNK_FRAME + int.from_bytes(data[at : at + 4])
    return True
