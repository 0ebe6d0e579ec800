"""A 12-megapixel photo: ours against pyvips, in time and in memory.

    python -m tests.bench.photos [--runs N] [--json]

Both read the same JPEG held on its side (EXIF orientation 6), turn it upright, make a JPEG of
quality 82 without metadata and a thumbnail of 256, and hash what came and what goes. pyvips is
given its fastest way to the same picture: a half-size decode of 2016 x 1512, once in memory, and
the thumbnail from it. A second photo of 13 megapixels (4160 x 3120) needs a real resize. Runs are
interleaved. Medians are told; the ratio is of the best of each, in which neighbours on the machine
have the least part.

pyvips is no dependency of the project: ``pip install "pyvips[binary]"``.
"""

import argparse
import hashlib
import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from PIL import Image, ImageFilter

from inspector_app.base.child import run
from inspector_app.photos.normalise import normalise

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 1.5
MEMORY_LIMIT_MB = 300
_SIZES = {"12 Mpixel": (4032, 3024), "13 Mpixel": (4160, 3120)}
_HALF = {"12 Mpixel": True, "13 Mpixel": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Times of one photo: medians, and the ratio of the best of each."""

    photo: str
    megabytes: float
    ours_ms: float
    pyvips_ms: float
    ratio_of_medians: float
    ratio: float


def camera_photo(width: int, height: int) -> bytes:
    """Return a JPEG of about 2 MB: gradients, texture and hard edges, on its side."""
    slope = Image.linear_gradient("L").resize((width, height))
    grain = Image.effect_noise((width // 3, height // 3), 60).resize((width, height))
    other = Image.blend(slope.transpose(Image.Transpose.FLIP_LEFT_RIGHT), grain, 0.4)
    image = Image.merge("RGB", (slope, grain, other))
    number = 1
    for _ in range(400):
        number = number * 1103515245 + 12345 & 0x7FFFFFFF
        left, top, side = number % width, number // 9 % height, number % 300
        colour = (number % 256, number // 256 % 256, number // 65536 % 256)
        image.paste(colour, (left, top, left + side, top + side))
    exif = Image.Exif()
    exif[0x0112] = 6
    stream = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(0.7)).save(stream, "JPEG", quality=80, exif=exif)
    return stream.getvalue()


def ours(data: bytes) -> tuple[int, int]:
    """Do the work with the project's own code."""
    result = normalise(data, name="bench.jpg")
    return result.width, result.height


def by_pyvips(data: bytes, *, half: bool) -> tuple[int, int]:
    """Do the same work with pyvips."""
    import pyvips

    # Without this it would give the second run what the first one made.
    pyvips.cache_set_max(0)
    if half:
        decoded = pyvips.Image.new_from_buffer(data, "", shrink=2).autorot()
    else:
        decoded = pyvips.Image.thumbnail_buffer(data, 2048, height=2048)
    image = decoded.copy_memory()
    content = image.jpegsave_buffer(Q=82, keep="none")
    image.thumbnail_image(256, height=256).jpegsave_buffer(Q=80, keep="none")
    hashlib.sha256(data).hexdigest()
    hashlib.sha256(content).hexdigest()
    return image.width, image.height


def compare(photo: str, runs: int) -> Result:
    """Return the medians of one photo."""
    data = camera_photo(*_SIZES[photo])
    half = _HALF[photo]
    ways: tuple[Callable[[], tuple[int, int]], ...] = (
        lambda: ours(data),
        lambda: by_pyvips(data, half=half),
    )
    sizes = {way() for way in ways}
    if len(sizes) != 1:
        msg = f"the two make pictures of different sizes: {sizes}"
        raise AssertionError(msg)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for way, taken in zip(ways, times, strict=True):
            start = time.perf_counter()
            way()
            taken.append((time.perf_counter() - start) * 1000)
    mine, theirs = (statistics.median(taken) for taken in times)
    best, their_best = (min(taken) for taken in times)
    return Result(
        photo=photo,
        megabytes=round(len(data) / 1e6, 1),
        ours_ms=round(mine, 1),
        pyvips_ms=round(theirs, 1),
        ratio_of_medians=round(mine / theirs, 2),
        ratio=round(best / their_best, 2),
    )


def peak_memory_mb() -> float:
    """Return the peak resident memory of a fresh process that normalises one photo."""
    data = camera_photo(*_SIZES["12 Mpixel"])
    code = (
        "import pathlib, sys; sys.path.insert(0, sys.argv[1]);"
        "from inspector_app.photos.normalise import normalise;"
        "normalise(sys.stdin.buffer.read(), name='bench.jpg');"
        "print(pathlib.Path('/proc/self/status').read_text())"
    )
    done = run([sys.executable, "-c", code, str(ROOT)], given=data, seconds=60)
    # Not getrusage: its peak is inherited from the process that started this one.
    (line,) = [line for line in done.out.decode().splitlines() if line.startswith("VmHWM")]
    return round(int(line.split()[1]) / 1024, 1)


def main() -> int:
    """Print the figures; return 1 if a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results = [compare(photo, options.runs) for photo in _SIZES]
    memory = peak_memory_mb()
    if options.json:
        print(json.dumps({"photos": [asdict(r) for r in results], "peak_mb": memory}))
    else:
        for r in results:
            print(
                f"{r.photo} ({r.megabytes} MB): ours {r.ours_ms} ms, pyvips {r.pyvips_ms} ms,"
                f" ratio {r.ratio} (of medians {r.ratio_of_medians}; limit {LIMIT})"
            )
        print(f"peak memory of a process: {memory} MB (limit {MEMORY_LIMIT_MB})")
    return int(any(r.ratio > LIMIT for r in results) or memory > MEMORY_LIMIT_MB)


if __name__ == "__main__":
    raise SystemExit(main())
