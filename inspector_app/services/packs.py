"""The data packs that ship with the program.

JSON, which every start reads with what it has loaded already; the line ``about`` of a file says in
Chinese how it is written.
"""

import json
from functools import cache
from typing import Any

from inspector_app.base.paths import resources


@cache
def read_pack(folder: str, name: str) -> dict[str, Any]:
    """Return what stands in ``resources/packs/<folder>/<name>.json``, read once; not to be changed.

    Raises:
        OSError, ValueError: the file is missing or damaged, which is a fault of the installation.
    """
    path = resources() / "packs" / folder / f"{name}.json"
    content: dict[str, Any] = json.loads(path.read_bytes())
    return content
