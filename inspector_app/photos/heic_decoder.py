"""Decodes one HEIC file; run as a program of its own, by its path.

    python heic_decoder.py MOST_PIXELS EDGE <photo.heic >answer

A damaged file can bring the decoder's native code down: a single wrong byte in the name of an item
did. That must cost the photo and not the program, whatever is being typed in it. The answer is one
line of JSON and then the pixels as they are. Nothing of the package is imported here, so that it
starts fast and wherever the package lies.
"""

import base64
import json
import sys
from typing import Final

TOO_MANY_PIXELS: Final = 3
_MEMORY_BYTES: Final = 1_500_000_000


def main(most_pixels: int, edge: int) -> int:
    """Decode standard input to standard output; 0, or why not.

    Args:
        most_pixels: a picture with more is not decoded.
        edge: the long edge that is wanted in the end, or 0: a picture of more than twice that is
            averaged down before it is handed over.
    """
    _limit_memory()
    import pi_heif  # noqa: PLC0415 - under the limit

    heif = pi_heif.open_heif(sys.stdin.buffer.read(), convert_hdr_to_8bit=True)
    if heif.size[0] * heif.size[1] > most_pixels:
        return TOO_MANY_PIXELS
    image = heif.to_pillow()
    step = max(image.size) // (edge + edge // 4) if edge else 1
    if step > 1 and image.mode in {"L", "RGB"}:
        image = image.reduce(step)
    header = {
        "mode": image.mode,
        "size": image.size,
        "exif": _text(heif.info.get("exif")),
        "profile": _text(heif.info.get("icc_profile")),
    }
    sys.stdout.buffer.write(json.dumps(header).encode("ascii") + b"\n")
    sys.stdout.buffer.write(image.tobytes())
    return 0


def _text(block: bytes | None) -> str:
    return base64.b64encode(block or b"").decode("ascii")


def _limit_memory() -> None:
    # Here and not by the starting program: between fork and exec of a program with threads, as
    # little as possible may happen.
    try:
        import resource  # noqa: PLC0415 - absent on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
