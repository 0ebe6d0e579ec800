"""Pictures from elsewhere are decoded in another process; a bad one is left out, and only that."""

import io
import struct
import zlib

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


def test_a_process_that_fails_takes_only_its_bad_picture_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bad = b"\xff\xd8\xff kills the decoder"
    plain = examine.run

    def run(command: object, *, given: bytes, **limits: object) -> examine.Finished:
        if bad in given:
            raise TimeoutError
        return plain(command, given=given, **limits)  # type: ignore[arg-type]

    monkeypatch.setattr(examine, "run", run)
    found = list(examined([picture(), bad, picture()]))
    assert [each is not None for each in found] == [True, False, True]


def test_more_pictures_than_one_process_takes_are_told_one_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(examine, "_TOGETHER", 2)
    assert [each is not None for each in examined([picture()] * 5)] == [True] * 5
    assert list(examined([])) == []
