"""Keys as pictures and as signed files: QR codes drawn and read back, texts with signatures."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app.base.errors import EnvironmentProblem, InputError, disk_reason
from inspector_app.base.files import open_file

if TYPE_CHECKING:
    from inspector_app.exchange.signed_text import SignedText

MODULE: Final = 8
"""Pixels of a module of a code's picture."""
_MOST_PICTURE: Final = 64 * 1024 * 1024


def picture_of(text: str) -> bytes:
    """Return a QR code of a key as a PNG file."""
    from inspector_app.reports.page_codes import png

    return png(text, module=MODULE)


def texts_on(picture: Path) -> tuple[str, ...]:
    """Return what the QR codes on a photo, a scan or a PDF file say.

    Raises:
        EnvironmentProblem: the file cannot be read.
        InputError: it is no picture, or has no code.
    """
    from inspector_app.reports.read_codes import found_pages

    try:
        with open_file(picture) as stream:
            data = stream.read(_MOST_PICTURE)
    except OSError as error:
        raise EnvironmentProblem(
            f"图片“{picture.name}”读不出来（{disk_reason(error)}）；没有核对，请检查后再试。"
        ) from error
    found = tuple(code for page in found_pages(data) for code in page.codes)
    if not found:
        raise InputError(
            f"“{picture.name}”上没有读到二维码，没有核对；请靠近、放正再拍一张，或改用核对号。"
        )
    return found


def read_signed(path: Path, called: str) -> "SignedText":
    """Read a text with the signatures beside it.

    Raises:
        InputError: the files are none, or the signature is missing.
        EnvironmentProblem: they cannot be read.
    """
    from inspector_app.exchange.signed_text import NotSignedTextError, read_files

    try:
        return read_files(path)
    except NotSignedTextError as error:
        raise InputError(
            f"“{path.name}”旁边没有它的签名文件（{path.name}.sig），或文件过大，没有采用；"
            f"请把{called}的几个文件放在同一个文件夹里。"
        ) from error
    except OSError as error:
        raise EnvironmentProblem(
            f"“{path.name}”读不出来（{disk_reason(error)}），没有采用；请检查后再试。"
        ) from error
