"""Writes into a record for as long as it lives, and says after each save what is safe.

    python -m tests.crash.saver FOLDER RECORD SEED

A line ``SAVED {"field": …, "value": …}`` is printed only after the service has returned: whoever
kills this process may hold it to every line that it printed.
"""

import json
import sys
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image

from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.photo import PhotoOwner
from inspector_app.services.incoming_photos import IncomingPhoto

_FIELDS = ("narrative", "advice", "host", "plan_text")


def _say(**said: object) -> None:
    sys.stdout.write(f"SAVED {json.dumps(said, ensure_ascii=False)}\n")
    sys.stdout.flush()


def _picture(number: int) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (64, 48), (number * 7 % 256, number * 13 % 256, 60)).save(buffer, "JPEG")
    return buffer.getvalue()


def _save(bench: Workbench, uid: str, random: Random, step: int) -> None:
    if step % 10 == 9:
        file = IncomingPhoto(name=f"{step}.jpg", data=_picture(step))
        added = bench.photos.add(PhotoOwner.VISIT, uid, files=[file])
        for photo in added.photos:
            _say(photo=photo.uid, sha256=photo.sha256)
        return
    if step % 10 == 4:
        text = f"亮点{step}"
        added_merit = bench.visit_edit.add_merit(uid, text)
        _say(merit=added_merit.uid, value=text)
        return
    field = random.choice(_FIELDS)
    value = f"{step}：" + "督导" * random.randint(1, 2_000 if field == "narrative" else 80)
    bench.visit_edit.set_field(uid, field, value, editing=field)
    _say(field=field, value=value)


def main() -> None:
    """Save until killed."""
    folder, uid, seed = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    random = Random(seed)
    with open_workbench(folder) as bench:
        step = seed * 1_000
        while True:
            step += 1
            _save(bench, uid, random, step)


if __name__ == "__main__":
    main()
