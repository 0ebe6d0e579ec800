"""The faces, by role, and the choice of a face for each character.

Bundled faces serve every role, so that a page looks the same on each machine. Where an office
has faces of its own (方正小标宋, 仿宋_GB2312), ``FontLibrary(own=…)`` puts them before these.

A face is read when the first character needs it and is kept, with every width measured so far, for
all documents of the process: reading takes about 15 ms a face, a document three times that.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from inspector_app.base.errors import EnvironmentProblem
from inspector_app.base.override import override
from inspector_app.base.paths import resources
from inspector_app.reports import glyph_tables, unicode_map
from inspector_app.reports.own_faces import checked


class Role(StrEnum):
    """What a face is used for: 宋, 黑, 仿宋 (text of letters), 楷, 小标宋 (titles of letters)."""

    SONG = "song"
    SONG_BOLD = "song-bold"
    HEI = "hei"
    HEI_BOLD = "hei-bold"
    FANG = "fang"
    KAI = "kai"
    TITLE = "title"


FACE_FILES: Final = {
    Role.SONG: "NotoSerifSC-Regular.ttf",
    Role.SONG_BOLD: "NotoSerifSC-Bold.ttf",
    Role.HEI: "NotoSansSC-Regular.ttf",
    Role.HEI_BOLD: "NotoSansSC-Bold.ttf",
    Role.FANG: "InspectorFang-Regular.ttf",
    Role.KAI: "InspectorKai-Regular.ttf",
    # No free 小标宋 was found; a heavy 宋 is what comes nearest.
    Role.TITLE: "NotoSerifSC-Bold.ttf",
}
"""The one table of faces by role."""

FALLBACK_FILES: Final = ("NotoSerifSC-Fallback.ttf",)
"""Where characters are looked for that the face of the role does not have."""

_UNCODED: Final = ("FirstChar", "LastChar", "Widths", "ToUnicode", "FontDescriptor")
_NONE: Final[Mapping[Role, Path]] = {}

# Characters without ink, which no face needs: joiners, direction marks, variation selectors.
_INKLESS: Final = frozenset(
    map(chr, (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)))
) | frozenset(map(chr, (*range(0xFE00, 0xFE10), 0xFEFF, *range(0xE0100, 0xE01F0))))


class FontsMissingError(EnvironmentProblem):
    """The program's own fonts are not where they were installed."""

    code = "fonts-missing"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"打印用的字体文件“{path.name}”不在程序目录中或已损坏，未生成任何文件，记录没有改变。"
            "请重新安装本程序后再打印。"
        )
        self.path = path


class _Font(TTFont):
    """A face whose subsets are written as ISO 19005-2, 6.2.11.6 has it."""

    @override
    def addObjects(self, doc: PDFDocument) -> None:
        super().addObjects(doc)
        own = f"+{self.face.name.decode()}"
        fonts: Any = doc.idToObject["BasicFonts"]
        for font in fonts.dict.values():
            if font.BaseFont.endswith(own):
                # A symbolic font's own table says which code is which glyph.
                font.local_attributes = _UNCODED


class Face:
    """One font file, registered under ``name``."""

    def __init__(self, path: Path, name: str) -> None:
        unicode_map.install()
        glyph_tables.install()
        try:
            # ASCII is not forced into every subset: most documents use few Latin letters.
            font = _Font(name, str(path), asciiReadable=False, shapable=False)
        except (TTFError, OSError) as error:
            raise FontsMissingError(path) from error
        pdfmetrics.registerFont(font)
        self.name = name
        self._glyphs = font.face.charToGlyph
        self._widths = font.face.charWidths

    def width(self, char: str) -> float | None:
        """Return the width of ``char`` in em, or nothing where this face does not have it."""
        code = ord(char)
        return self._widths[code] / 1000 if code in self._glyphs else None


class _Widths(dict[str, float]):
    """Width of each character in em, measured once."""

    def __init__(self, typeface: "Typeface") -> None:
        super().__init__()
        self._typeface = typeface

    def __missing__(self, char: str) -> float:
        width = self._typeface.measure(char)
        self[char] = width
        return width


class Typeface:
    """The face of a role, followed by the faces that step in for it.

    Attributes:
        widths: width of each character in em; one that no face has is as wide as a box.
    """

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self._paths = paths
        self._own: set[str] = set()
        self._stand_ins: dict[str, str | None] = {}
        self.name = _face(paths[0]).name
        self.widths = _Widths(self)

    def measure(self, char: str) -> float:
        """Find the face that has ``char`` and return the width it has there."""
        if char in _INKLESS:
            self._stand_ins[char] = ""
            return 0.0
        for path in self._paths:
            width = _face(path).width(char)
            if width is not None:
                if path is self._paths[0]:
                    self._own.add(char)
                else:
                    self._stand_ins[char] = _face(path).name
                return width
        self._stand_ins[char] = None
        return 1.0

    def has(self, char: str) -> bool:
        """Say whether ``char`` can be printed."""
        return self.widths[char] >= 0.0 and self._stand_ins.get(char, "") is not None

    def runs(self, text: str) -> Iterator[tuple[str | None, str]]:
        """Yield runs of one face as (face name, text); ``None`` for characters that no face has.

        Characters without ink are left out. Every character must have been measured before.
        """
        if self._own.issuperset(text):
            yield self.name, text
            return
        chosen = ((self._stand_ins.get(char, self.name), char) for char in text)
        for name, group in groupby(chosen, key=lambda pair: pair[0]):
            if name != "":
                yield name, "".join(char for _, char in group)


class FontLibrary:
    """The typefaces of one folder of fonts, and of the office's own files before them.

    Args:
        folder: where the bundled faces are, if not with the program.
        own: for each role that is switched to a file of the office, that file.

    Raises:
        OwnFaceError: a file of ``own`` is unreadable, not TrueType or must not be embedded.
        FontsMissingError: where a face is asked for whose file is absent or damaged.
    """

    def __init__(self, folder: Path | None = None, *, own: Mapping[Role, Path] = _NONE) -> None:
        self._folder = folder if folder is not None else resources() / "fonts"
        self._own = {role: checked(path) for role, path in own.items()}
        self._typefaces: dict[Role, Typeface] = {}

    def typeface(self, role: Role) -> Typeface:
        """Return the typeface of ``role``."""
        if role not in self._typefaces:
            own = (self._own[role],) if role in self._own else ()
            names = (FACE_FILES[role], *_stand_ins(role))
            self._typefaces[role] = Typeface((*own, *(self._folder / name for name in names)))
        return self._typefaces[role]


@cache
def _face(path: Path) -> Face:
    # Two folders may hold files of one name; the first to come must not stand for both.
    return Face(path, str(path))


def _stand_ins(role: Role) -> tuple[str, ...]:
    """Return the files that step in: the regular weight, the fallback, then the other style."""
    regular = FACE_FILES[Role.HEI if role in {Role.HEI, Role.HEI_BOLD} else Role.SONG]
    other = FACE_FILES[Role.SONG if role in {Role.HEI, Role.HEI_BOLD} else Role.HEI]
    return tuple(name for name in (regular, *FALLBACK_FILES, other) if name != FACE_FILES[role])
