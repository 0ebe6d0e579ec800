"""The process that ``examine`` starts: asked for a picture, it answers what that is."""

import io
import sys
from pathlib import Path

# Started as a file and isolated: the program it belongs to is the one it lies in.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PIL import Image

from inspector_app.base.child import serve
from inspector_app.photos.examine import MEMORY_BYTES, Examined, answer
from inspector_app.photos.fingerprint import fingerprint_of
from inspector_app.photos.normalise import THUMBNAIL_EDGE, jpeg_of
from inspector_app.photos.reading import MAX_PIXELS, SourceFormat, format_of, refuse_laborious
from inspector_app.photos.scaling import shrunk

_TAKEN = frozenset({SourceFormat.JPEG, SourceFormat.PNG})
# A decoder that gives the mean of eight by eight pixels is much faster than one that gives each.
_SMALLEST = 8


def main() -> None:
    """Look at every picture that is asked about."""
    serve(lambda data: answer(_looked_at(data)), memory_bytes=MEMORY_BYTES)


def _looked_at(data: bytes) -> Examined | None:
    kind = format_of(data)
    if kind is None or kind not in _TAKEN:
        return None
    try:
        refuse_laborious(data, kind)
        image = Image.open(io.BytesIO(data), formats=(kind.value,))
        width, height = image.size
        if width * height > MAX_PIXELS:
            return None
        if kind is SourceFormat.JPEG:
            factor = min(_SMALLEST, max(1, max(width, height) // THUMBNAIL_EDGE))
            image.draft("RGB", (max(width // factor, 1), max(height // factor, 1)))
        image.load()
        small = shrunk(image.convert("RGB"), THUMBNAIL_EDGE)
        return Examined(width, height, fingerprint_of(small), jpeg_of(small))
    except Exception:  # noqa: BLE001 - decoders raise whatever they like, and all of it means damage
        return None


if __name__ == "__main__":
    main()
