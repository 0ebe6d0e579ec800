"""LibreOffice as the other office: it opens our files, prints them, and poppler reads its print.

It is given the program's own faces under the names of those that offices have, so that it breaks
lines about where Word does, and that what it draws can be looked at.
"""

import html
import os
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import dropwhile, pairwise
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
_FACES: Final = {
    "宋体": "Inspector Serif",
    "黑体": "Inspector Sans",
    "仿宋_GB2312": "Inspector Fang",
    "楷体_GB2312": "Inspector Kai",
    "方正小标宋简体": "Inspector Serif",
    "Times New Roman": "Inspector Serif",
    "Calibri": "Inspector Sans",
}
_PAGE: Final = r"第\d+页共\d*页"
# Head and foot of our papers, and what our PDF says above a table that goes on.
_FURNITURE: Final = re.compile(
    rf"(.*校验码[0-9A-F]{{4}}-[0-9A-F]{{4}})?({_PAGE})?"
    r"|草稿|定稿|作废|送签稿\d+|纸质表|续表"
)

# Our PDF draws them; in Word they are characters.
_BOXES: Final = dict.fromkeys(map(ord, "□■"))


def programs(*names: str) -> list[str]:
    """Return where programs are, or skip the test with the name of one that is not there."""
    found = {name: shutil.which(name) for name in names}
    missing = [name for name, path in found.items() if path is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    return [path for path in found.values() if path]


def print_all(files: Sequence[Path], folder: Path) -> Mapping[Path, Path]:
    """Let LibreOffice print all files in one go; return the PDF of each."""
    (office,) = programs("soffice")
    profile, out = folder / "profile", folder / "printed"
    command = [
        office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf",
        "--outdir", str(out), *map(str, files),
    ]  # fmt: skip
    # Text is drawn in software, so that it needs neither a screen nor its driver.
    variables = {**os.environ, "FONTCONFIG_FILE": str(_fonts(folder)), "SAL_USE_VCLPLUGIN": "svp"}
    done = subprocess.run(command, capture_output=True, env=variables, timeout=540, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    printed = {path: out / f"{path.stem}.pdf" for path in files}
    missing = [path.name for path, pdf in printed.items() if not pdf.exists()]
    assert missing == [], done.stdout.decode(errors="replace")
    return printed


def saved_again(path: Path, suffix: str, folder: Path) -> Path:
    """Let LibreOffice open a Word file and save it anew, as .docx or in the old format."""
    (office,) = programs("soffice")
    command = [
        office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
        "--convert-to", suffix, "--outdir", str(folder), str(path),
    ]  # fmt: skip
    variables = {**os.environ, "SAL_USE_VCLPLUGIN": "svp"}
    subprocess.run(command, capture_output=True, env=variables, timeout=240, check=True)
    return folder / f"{path.stem}.{suffix}"


def _fonts(folder: Path) -> Path:
    """Write a description of fonts that has nothing but the program's own."""
    same = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{face}</string></edit></match>'
        for name, face in _FACES.items()
    )
    written = folder / "fonts.conf"
    written.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{ROOT / 'resources' / 'fonts'}</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{folder / 'fonts-cache'}</cachedir>{same}</fontconfig>",
        encoding="utf-8",
    )
    return written


def lines_of(pdf: Path) -> list[list[str]]:
    """Return the lines of each page, without white space, head and foot of the page."""
    (reader,) = programs("pdftotext")
    command = [reader, "-raw", "-enc", "UTF-8", pdf, "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    pages = ([squeezed(line) for line in page.split("\n")] for page in text.split("\f"))
    return [[x for x in page if x and not _FURNITURE.fullmatch(x)] for page in pages]


def pages_of(pdf: Path) -> list[str]:
    """Return the text of each page, as above."""
    return ["".join(page) for page in lines_of(pdf)]


def without_repeated_heads(pages: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of all pages without the heads of tables that went over from another page.

    Two programs fill their pages differently and repeat such a head at other times.
    """
    known: set[str] = set()
    kept: list[str] = []
    for page in pages:
        kept += dropwhile(known.__contains__, page)
        known.update(page)
    return kept


def squeezed(text: str) -> str:
    """Take out white space, boxes to tick, and variants of characters that readers of PDF make."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_BOXES).split())


def lacking(wanted: Iterable[str], pages: Sequence[str]) -> list[str]:
    """Return the texts that no page holds whole and no two pages hold between them."""
    whole = "\n".join(pages)
    return [text for text in wanted if text not in whole and not _parted(text, pages)]


def _parted(text: str, pages: Sequence[str]) -> bool:
    """Say whether a page break falls into a text: its two parts stand on neighbouring pages."""
    return any(
        text[:cut] in before and text[cut:] in after
        for before, after in pairwise(pages)
        for cut in range(1, len(text))
    )


def fewer(wanted: Iterable[str], pages: Iterable[str]) -> dict[str, int]:
    """Return the characters that occur less often on ``pages`` than in ``wanted``, and how much.

    A short text that is dropped somewhere is found elsewhere; its characters are counted.
    """
    return dict(Counter("".join(wanted)) - Counter("".join(pages)))


def said_of_charts(document: Path) -> str:
    """Return what a Word file tells of its charts, each a picture there with its numbers told."""
    with zipfile.ZipFile(document) as package:
        body = package.read("word/document.xml").decode("utf-8")
    told = (html.unescape(each) for each in re.findall(r'descr="([^"]*)"', body))
    return squeezed(" ".join(each for each in told if "（单位：" in each))


def is_of_chart(line: str, said: str) -> bool:
    """Say whether a line is set of words and numbers that are told of a chart, and of no more."""
    reached = {0}
    for start in range(len(line)):
        if start not in reached:
            continue
        for end in range(start + 1, len(line) + 1):
            piece = line[start:end]
            if piece not in said:
                break
            # One letter alone proves nothing, unless it is the name of a row: 好: 6.
            if (
                len(piece) > 1
                or not piece.isalpha()
                or f";{piece}:" in said
                or (f"。{piece}:" in said)
            ):
                reached.add(end)
    return bool(line) and len(line) in reached
