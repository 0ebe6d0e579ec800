"""Files of formats before .docx, turned into one by LibreOffice where it is there."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from inspector_app.base import child
from inspector_app.base.errors import InputError
from inspector_app.papers.package import OldFormatError, Package, damaged, read_file

_SECONDS: Final = 90.0
_PLACES: Final = {
    "win32": (
        "C:/Program Files/LibreOffice/program/soffice.exe",
        "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
}


def word_bytes(path: Path) -> bytes:
    """Return the bytes of a .docx file, or of what LibreOffice makes of a .doc or .wps file.

    Raises:
        OldFormatError: there is no LibreOffice to turn it into a .docx file.
        InputError: it cannot be read.
        NotFoundError: there is no such file.
        EnvironmentProblem: it cannot be opened.
    """
    data = read_file(path)
    try:
        Package(data, name=path.name)
    except OldFormatError as error:
        program = office()
        if program is None:
            raise OldFormatError(
                f"文件“{path.name}”是旧格式（.doc 或 .wps），这台电脑上没有 LibreOffice，"
                "不能直接读。"
                "请用 Word 或 WPS 打开它，另存为 .docx，再读入。"
            ) from error
        return _converted(data, path.name, program)
    return data


def office() -> Path | None:
    """Return the program of LibreOffice, if it is here."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    places = (Path(found),) if found else tuple(map(Path, _PLACES.get(sys.platform, ())))
    return next((place for place in places if place.exists()), None)


def _converted(data: bytes, name: str, program: Path) -> bytes:
    with tempfile.TemporaryDirectory(prefix="inspector-word-") as place:
        folder = Path(place)
        source = folder / "in.doc"
        source.write_bytes(data)
        # A profile of its own: neither macros nor a window of the person's own are touched.
        command = (
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--norestore", "--convert-to", "docx", "--outdir", folder / "out", source,
        )  # fmt: skip
        try:
            child.run(command, seconds=_SECONDS)
        except (OSError, TimeoutError) as error:
            raise InputError(
                f"文件“{name}”是旧格式，LibreOffice 没有能转换它，没有读入任何内容。"
                "请用 Word 或 WPS 打开它，另存为 .docx，再读入。"
            ) from error
        made = folder / "out" / "in.docx"
        if not made.exists():
            raise damaged(name)
        return read_file(made)
