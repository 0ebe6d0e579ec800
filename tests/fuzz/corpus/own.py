"""Foreign files of our own making: hostile ones by name, and honest ones damaged from a seed."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from PIL import Image

from inspector_app.exchange import age_file, layout
from inspector_app.exchange.age_keys import AgeKey
from tests.fuzz.corpus.desk import Desk
from tests.small_xlsx import write_xlsx
from tests.stories.conftest import RECORD
from tests.unit.exchange.bundle_tools import archive
from tests.unit.exchange.hostile import ARCHIVES, PICTURES, RECORDS, SOUND
from tests.unit.papers.word_files import p, tbl, tc, tr, word_file

# What is hostile by its size is tried where it belongs, and would fill a short run.
_MOST_BYTES: Final = 300_000


def hostile() -> Iterator[tuple[str, bytes]]:
    """Yield every hostile file that a test has, under a name that ends as one of its kind does."""
    kinds = (
        ("zip", {case: body for case, (body, _) in ARCHIVES.items()}),
        ("json", {case: body for case, (body, _) in RECORDS.items()}),
        ("jpg", PICTURES),
    )
    for suffix, bodies in kinds:
        for case, body in bodies.items():
            if len(body) <= _MOST_BYTES:
                yield f"{case.replace('/', ' ')}.{suffix}", body


def damaged(desk: Desk, scratch: Path, *, seed: int, many: int) -> Iterator[tuple[str, bytes]]:
    """Yield honest files with something in them changed; the same seed gives the same files."""
    random = Random(seed)
    files = list(honest(desk, scratch).items())
    for number in range(many):
        name, data = files[number % len(files)]
        for _ in range(random.randint(1, 3)):
            data = _changed(data, random)
        yield f"{number:03}-{name}", data


def honest(desk: Desk, scratch: Path) -> dict[str, bytes]:
    """Return an honest file of each kind by its name."""
    rows = [["学校标识码", "学校名称", "学校类别"], ["2121100007", "示范区第2小学", "小学"]]
    book = write_xlsx(scratch / "名册.xlsx", {"学校": rows}).read_bytes()
    (signature,) = [body for name, body in desk.entries if name.endswith(layout.SIGNATURE)]
    word = word_file(p("督导过程") + tbl(tr(tc(p("学校")), tc(p("示范区第3小学")))))
    return {
        "包.zip": archive(desk.entries), "名册.xlsx": book, "记录.docx": word,
        "名册.csv": "\n".join(",".join(row) for row in rows).encode("gb18030"),
        "记录.json": json.dumps(RECORD, ensure_ascii=False).encode(), "照片.jpg": SOUND,
        "照片.png": _picture("PNG"), "照片.webp": _picture("WEBP"), "包.age": _encrypted(),
        "包.sig": signature,
    }  # fmt: skip


def _picture(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").resize((96, 64)).convert("P").save(stream, kind)
    return stream.getvalue()


def _encrypted() -> bytes:
    stream = io.BytesIO()
    age_file.encrypt(io.BytesIO(b"x" * 500), stream, to=[AgeKey.generate().recipient])
    return stream.getvalue()


def _changed(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    end = min(len(data), at + random.choice((1, 2, 4, 40, 400)))
    match random.randrange(5):
        case 0:
            return data[:at] + random.randbytes(end - at) + data[end:]
        case 1:
            return data[:at]
        case 2:
            return data[:end] + data[at:]
        case 3:
            return data[:at] + bytes(end - at) + data[end:]
        case _:
            return data[:at] + b"\xff" * (end - at) + data[end:]
