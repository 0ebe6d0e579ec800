"""What LibreOffice makes of files where it is there: .docx of older formats, PDF of forms."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from inspector_app.base import child
from inspector_app.base.errors import EnvironmentProblem, InputError
from inspector_app.base.paths import resources
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


def pdf_of(data: bytes, *, name: str) -> bytes:
    """Return an .xlsx or .docx file as LibreOffice prints it.

    Raises:
        InputError: there is no LibreOffice here; it says how to print the file itself.
        EnvironmentProblem: it did not print it in time.
    """
    program = office()
    if program is None:
        ending = Path(name).suffix
        raise InputError(
            "这台电脑上没有 LibreOffice，不能把本区的表样转成 PDF，没有生成文件；"
            f"请填成 {ending} 文件，用 Office 或 WPS 打开，选“打印”或“输出为 PDF”。"
        )
    try:
        made = _made_of(data, f"in{Path(name).suffix}", "pdf", program)
    except (OSError, TimeoutError) as error:
        raise EnvironmentProblem(_not_printed(name)) from error
    if made is None:
        raise EnvironmentProblem(_not_printed(name))
    return made


def _not_printed(name: str) -> str:
    return (
        f"LibreOffice 没有能在 {_SECONDS:.0f} 秒内把“{name}”转成 PDF，没有生成文件；"
        f"请填成 {Path(name).suffix} 文件，用 Office 或 WPS 打开，选“打印”或“输出为 PDF”。"
    )


def _converted(data: bytes, name: str, program: Path) -> bytes:
    try:
        made = _made_of(data, "in.doc", "docx", program)
    except (OSError, TimeoutError) as error:
        raise InputError(
            f"文件“{name}”是旧格式，LibreOffice 没有能转换它，没有读入任何内容。"
            "请用 Word 或 WPS 打开它，另存为 .docx，再读入。"
        ) from error
    if made is None:
        raise damaged(name)
    return made


def _made_of(data: bytes, source: str, wanted: str, program: Path) -> bytes | None:
    """Return what LibreOffice makes of a file, ``None`` where it makes nothing of it."""
    with tempfile.TemporaryDirectory(prefix="inspector-office-") as place:
        folder = Path(place)
        (folder / source).write_bytes(data)
        # A profile of its own: neither macros nor a window of the person's own are touched.
        command = (
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--norestore", "--convert-to", wanted, "--outdir", folder / "out", folder / source,
        )  # fmt: skip
        child.run(command, seconds=_SECONDS, variables=_fonts(folder))
        made = folder / "out" / f"{Path(source).stem}.{wanted}"
        return made.read_bytes() if made.exists() else None


def _fonts(folder: Path) -> dict[str, str]:
    """Let LibreOffice take the program's own faces where the system has none for Chinese."""
    if sys.platform in {"win32", "darwin"}:
        return {}
    described = folder / "fonts.conf"
    described.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{resources() / 'fonts'}</dir></fontconfig>",
        encoding="utf-8",
    )
    return {"FONTCONFIG_FILE": str(described)}
