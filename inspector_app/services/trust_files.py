"""Rosters and requests as files: written once and read back, found again wherever they lie."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app.base.errors import EnvironmentProblem, disk_reason
from inspector_app.base.files import make_folder

if TYPE_CHECKING:
    from inspector_app.exchange.signed_text import SignedText

ROSTERS: Final = "trust"
REQUESTS: Final = "enrol"
# A messenger or a browser may put words before and behind the name; what counts is inside.
_ROSTER: Final = re.compile(r"roster-\d{6}-[0-9a-f]{12}.*\.json", re.IGNORECASE)
_REQUEST: Final = re.compile(r"[a-z2-7]{8}-[0-9a-f]{12}.*\.json", re.IGNORECASE)
_MOST_FILES: Final = 2_000
_SHORT: Final = 12


def roster_name(version: int, text: "SignedText") -> str:
    """Return the name that a version of the roster is written under."""
    return f"roster-{version:06d}-{text.sha256[:_SHORT]}.json"


def request_name(chain: str, text: "SignedText") -> str:
    """Return the name that a request is written under."""
    return f"{chain[:8]}-{text.sha256[:_SHORT]}.json"


def put_signed(folder: Path, name: str, text: "SignedText") -> Path:
    """Write a text and its signatures, the text last: where it lies, it is whole.

    Raises:
        EnvironmentProblem: it could not be written.
        OtherContentError: something else bears its name.
    """
    from inspector_app.exchange.share_publish import place_text

    try:
        make_folder(folder)
        return place_text(folder, name, text).path
    except OSError as error:
        raise EnvironmentProblem(
            f"没有写到“{folder}”（{disk_reason(error)}）；请检查 U 盘或共享文件夹后再写一次。"
        ) from error


def rosters_in(path: Path) -> tuple[Path, ...]:
    """Return the rosters in a folder, or a file that is named, by name."""
    return _found(path, _ROSTER, ROSTERS)


def requests_in(path: Path) -> tuple[Path, ...]:
    """Return the requests in a folder, or a file that is named, by name."""
    return _found(path, _REQUEST, REQUESTS)


def _found(path: Path, form: re.Pattern[str], below: str) -> tuple[Path, ...]:
    if not path.is_dir():
        return (path,)
    try:
        found = [each for each in _files(path, below) if form.search(each.name)]
    except OSError as error:
        raise EnvironmentProblem(
            f"文件夹“{path.name}”读不出来（{disk_reason(error)}）；请检查后再试。"
        ) from error
    return tuple(sorted(found, key=lambda each: each.name))


def _files(folder: Path, below: str) -> Iterator[Path]:
    for place in (folder, folder / below):
        if place.is_dir():
            for number, each in enumerate(place.iterdir()):
                if number < _MOST_FILES and each.suffix == ".json" and each.is_file():
                    yield each
