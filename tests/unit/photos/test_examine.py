"""Pictures from elsewhere are decoded in another process; a bad one is left out, and only that."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from inspector_app.photos import examine
from inspector_app.photos.examine import examined


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480)) -> bytes:
    buffer = io.BytesIO()
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image.save(buffer, kind)
    return buffer.getvalue()


def bomb() -> bytes:
    """Return a PNG that claims 60,000 times 60,000 pixels."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"".join(
        (b"\x89PNG\r\n\x1a\n", struct.pack(">I", len(head)), chunk,
         struct.pack(">I", zlib.crc32(chunk)))
    )  # fmt: skip


def test_sound_pictures_are_told_in_order_and_bad_ones_left_out() -> None:
    good, png = picture(), picture("PNG", (300, 200))
    gif = picture("GIF")
    found = list(examined([good, good[:200], b"", bomb(), png, gif]))

    assert [each is not None for each in found] == [True, False, False, False, True, False]
    assert found[0] is not None
    assert found[0][:2] == (640, 480)
    assert found[4] is not None
    assert found[4][:2] == (300, 200)
    assert Image.open(io.BytesIO(found[0].thumbnail)).size == (256, 192)


# Wraps the real process: what it does with a picture of ours, and how it fails at a marked one.
FRAGILE = """
import os, sys, time
sys.path.insert(0, {root!r})
from inspector_app.base.child import serve
from inspector_app.photos.examine import answer
from inspector_app.photos.examiner import _looked_at

def fragile(data):
    if data.endswith(b"die"):
        os.abort()
    if data.endswith(b"hang"):
        time.sleep(600)
    if data.endswith(b"once") and not os.path.exists({mark!r}):
        open({mark!r}, "w").close()
        os.abort()
    return answer(_looked_at(data))

serve(fragile, memory_bytes=1_500_000_000)
"""


@pytest.fixture
def fragile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "fragile.py"
    root, mark = str(Path(__file__).parents[3]), str(tmp_path / "mark")
    script.write_text(FRAGILE.format(root=root, mark=mark), "utf-8")
    monkeypatch.setattr(examine, "_EXAMINER", script)
    monkeypatch.setattr(examine, "SECONDS", 3.0)


@pytest.mark.usefixtures("fragile")
@pytest.mark.parametrize("fault", [b"die", b"hang"])
def test_a_process_that_fails_takes_only_its_bad_picture_with_it(fault: bytes) -> None:
    given = [picture(), picture(), picture() + fault, picture(), picture()]

    found = [each is not None for each in examined(given)]

    assert found == [True, True, False, True, True]


@pytest.mark.usefixtures("fragile")
def test_a_process_that_fails_by_chance_costs_no_picture() -> None:
    assert [each is not None for each in examined([picture() + b"once"])] == [True]


def test_no_process_is_started_where_there_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examine, "_EXAMINER", Path("nothing of that name"))

    assert list(examined([])) == []


@pytest.mark.parametrize("edge", [200, 256, 500, 600, 1600, 2048, 4000])
def test_a_thumbnail_is_never_larger_nor_needlessly_smaller_than_it_may_be(edge: int) -> None:
    (found,) = examined([picture(size=(edge, edge * 3 // 4))])

    assert found is not None
    assert max(Image.open(io.BytesIO(found.thumbnail)).size) == min(edge, 256)
