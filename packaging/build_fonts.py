"""Make the shipped faces from their packages, and check that the shipped ones are those.

    .venv/bin/python packaging/build_fonts.py     make them again: needs npm, apt-get, fontTools
    python3 packaging/build_fonts.py --check      compare with fonts.lock: needs nothing

Nobody needs the first command to run or test the program: the faces are in the repository.
The same sources and the same fontTools give the same bytes.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import hashlib
import json
import re
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import font_outlines

ROOT: Final = Path(__file__).resolve().parents[1]
FONTS: Final = ROOT / "resources" / "fonts"
LOCK: Final = FONTS / "fonts.lock"
WORKSHOP: Final = ROOT / "build" / "fonts"

SANS: Final = "@expo-google-fonts/noto-sans-sc"
SERIF: Final = "@expo-google-fonts/noto-serif-sc"
VERSION: Final = "0.4.3"
KAI: Final = "fonts-lxgw-wenkai"
FANDOL: Final = "texlive-lang-chinese"
DEBIAN_VERSIONS: Final = {KAI: "1.250+repack-1", FANDOL: "2022.20230122-1"}
UNIHAN_PACKAGE: Final = "unicode-data"
UNIHAN_FILE: Final = Path("usr/share/unicode/Unihan_OtherMappings.txt.bz2")

# Both hold more than any text of the work needs: names of people and places are in the standard's
# 8105 characters, the signs of forms in GB 2312 and the blocks below.
COMMON: Final = "GB 2312, the 8105 characters of 通用规范汉字表, Latin, signs and symbols"
RARE: Final = "every other Chinese character of the source face (URO, extensions A and B in part)"
SIGN_BLOCKS: Final = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A: ā é ē
    (0x01CD, 0x01DC),  # ǎ ǐ ǒ ǔ ǖ ǘ ǚ ǜ
    (0x2010, 0x205E),  # dashes, quotation marks, ellipsis, per mille, reference mark
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x218B),  # ℃ № Ⅰ ⅰ
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # √ ≤ ≥ ≠ ∑
    (0x2460, 0x24FF),  # ① ⑳ ⑴
    (0x2500, 0x26FF),  # box drawing, □ ■ ▲ ○ ● ★
    (0x2713, 0x2717),  # ✓ ✗ where the face has them
    (0x2776, 0x2793),  # ❶
    (0x3000, 0x303F),  # 、。〇〔〕
    (0x3200, 0x33FF),  # ㈠ ㊣ ㎡
    (0xFE30, 0xFE4F),  # vertical forms
    (0xFF00, 0xFFEF),  # full-width forms
)
HAN_BLOCKS: Final = (
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Face:
    """One shipped file and where it comes from."""

    file: str
    package: str
    member: str
    family: str
    characters: str
    cubic: bool = False

    @property
    def version(self) -> str:
        """The version of the package that the face is cut from."""
        return DEBIAN_VERSIONS.get(self.package, VERSION)


FACES: Final = (
    Face(
        file="NotoSansSC-Regular.ttf",
        package=SANS,
        member="400Regular/NotoSansSC_400Regular.ttf",
        family="Inspector Sans",
        characters=COMMON,
    ),
    Face(
        file="NotoSansSC-Bold.ttf",
        package=SANS,
        member="700Bold/NotoSansSC_700Bold.ttf",
        family="Inspector Sans",
        characters=COMMON,
    ),
    Face(
        file="NotoSerifSC-Regular.ttf",
        package=SERIF,
        member="400Regular/NotoSerifSC_400Regular.ttf",
        family="Inspector Serif",
        characters=COMMON,
    ),
    Face(
        file="NotoSerifSC-Bold.ttf",
        package=SERIF,
        member="700Bold/NotoSerifSC_700Bold.ttf",
        family="Inspector Serif",
        characters=COMMON,
    ),
    Face(
        file="NotoSerifSC-Fallback.ttf",
        package=SERIF,
        member="400Regular/NotoSerifSC_400Regular.ttf",
        family="Inspector Rare",
        characters=RARE,
    ),
    Face(
        file="InspectorKai-Regular.ttf",
        package=KAI,
        member="usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
        family="Inspector Kai",
        characters=COMMON,
    ),
    Face(
        file="InspectorFang-Regular.ttf",
        package=FANDOL,
        member="usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf",
        family="Inspector Fang",
        characters=COMMON,
        cubic=True,
    ),
)
LICENCES: Final = {
    "NotoSansSC-OFL.txt": (SANS, "LICENSE_FONT"),
    "NotoSerifSC-OFL.txt": (SERIF, "LICENSE_FONT"),
    "InspectorKai-OFL.txt": (KAI, "usr/share/doc/fonts-lxgw-wenkai/copyright"),
    "InspectorFang-README.txt": (FANDOL, "usr/share/doc/texlive-doc/fonts/fandol/README"),
    "InspectorFang-GPL.txt": (FANDOL, "usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz"),
}


def main() -> int:
    """Make or check the faces."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare the files with fonts.lock")
    wanted = parser.parse_args()
    if wanted.check:
        return check()
    build()
    return check()


def check() -> int:
    """Compare the shipped files with the lock; say what differs."""
    complaints = differences()
    for complaint in complaints:
        print(f"fonts: {complaint}", file=sys.stderr)
    if not complaints:
        print(f"fonts: {len(FACES)} faces are the ones in {LOCK.relative_to(ROOT)}")
    return 1 if complaints else 0


def differences() -> list[str]:
    """Return a sentence for every shipped face that is not the one in the lock."""
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    locked = {face["file"]: face["sha256"] for face in lock["faces"]}
    shipped = {path.name: _sha256(path) for path in sorted(FONTS.glob("*.ttf"))}
    found = [f"{name} is locked but not there" for name in sorted(locked.keys() - shipped.keys())]
    found += [f"{name} is there but not locked" for name in sorted(shipped.keys() - locked.keys())]
    found += [
        f"{name} has sha256 {shipped[name]}, locked is {locked[name]}"
        for name in sorted(locked.keys() & shipped.keys())
        if locked[name] != shipped[name]
    ]
    return found


def build() -> None:
    """Fetch the sources, cut them to size and write the lock."""
    WORKSHOP.mkdir(parents=True, exist_ok=True)
    common = _common_characters(_fetch_unihan())
    archives = {package: _fetch(package) for package in (SANS, SERIF)}
    archives |= {package: _fetch_debian(package) for package in DEBIAN_VERSIONS}
    for name, (package, member) in LICENCES.items():
        text = _member(archives[package], member)
        text = gzip.decompress(text) if member.endswith(".gz") else text
        # The line that names the form of Debian's copyright files says nothing of the licence.
        lines = text.splitlines(keepends=True)
        kept = b"".join(line for line in lines if not line.startswith(b"Format: http"))
        (FONTS / "LICENSES" / name).write_bytes(kept)
    faces = [_cut(face, _member(archives[face.package], face.member), common) for face in FACES]
    lock = {
        "tool": _tool(),
        "command": "packaging/build_fonts.py",
        "packages": {
            name: {
                "registry": "debian" if name in DEBIAN_VERSIONS else "npm",
                "version": DEBIAN_VERSIONS.get(name, VERSION),
                "sha256": _sha256(path),
            }
            for name, path in archives.items()
        },
        "faces": faces,
    }
    LOCK.write_text(json.dumps(lock, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _fetch(package: str) -> Path:
    path = WORKSHOP / f"{package.removeprefix('@').replace('/', '-')}-{VERSION}.tgz"
    if not path.exists():
        wanted = f"{package}@{VERSION}"
        subprocess.run(["npm", "pack", "--silent", wanted], cwd=WORKSHOP, check=True)
    return path


def _fetch_debian(package: str) -> Path:
    version = DEBIAN_VERSIONS[package]
    found = list(WORKSHOP.glob(f"{package}_{version}_*.deb"))
    if not found:
        # Only this version gives the locked bytes; a mirror that has another says so.
        subprocess.run(["apt-get", "download", f"{package}={version}"], cwd=WORKSHOP, check=True)
        found = list(WORKSHOP.glob(f"{package}_{version}_*.deb"))
    return found[0]


def _fetch_unihan() -> Path:
    # The list of 通用规范汉字表 is property kTGH of the Unihan database, which Debian packages.
    installed = Path("/") / UNIHAN_FILE
    if installed.exists():
        return installed
    unpacked = WORKSHOP / "unihan"
    if not (unpacked / UNIHAN_FILE).exists():
        subprocess.run(["apt-get", "download", UNIHAN_PACKAGE], cwd=WORKSHOP, check=True)
        archive = next(WORKSHOP.glob(f"{UNIHAN_PACKAGE}_*.deb"))
        subprocess.run(["dpkg", "-x", archive, unpacked], check=True)
    return unpacked / UNIHAN_FILE


def _member(archive: Path, name: str) -> bytes:
    if archive.suffix == ".deb":
        unpacked = WORKSHOP / archive.stem
        if not unpacked.exists():
            subprocess.run(["dpkg-deb", "-x", archive, unpacked], check=True)
        return (unpacked / name).read_bytes()
    with tarfile.open(archive) as opened:
        stream = opened.extractfile(f"package/{name}")
        if stream is None:
            msg = f"{archive.name} has no file {name}"
            raise FileNotFoundError(msg)
        return stream.read()


def _common_characters(unihan: Path) -> set[int]:
    text = bz2.decompress(unihan.read_bytes()).decode("utf-8")
    codes = re.findall(r"^U\+([0-9A-F]+)\tkTGH\t", text, re.MULTILINE)
    standard = {int(code, 16) for code in codes}
    if len(standard) != 8105:
        msg = f"the list of 通用规范汉字表 has {len(standard)} characters instead of 8105"
        raise ValueError(msg)
    return standard | _gb2312() | {c for low, high in SIGN_BLOCKS for c in range(low, high + 1)}


def _gb2312() -> set[int]:
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(character) for pair in pairs for character in pair.decode("gb2312", "ignore")}


def _cut(face: Face, source: bytes, common: set[int]) -> dict[str, Any]:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    path = WORKSHOP / Path(face.member).name
    path.write_bytes(source)
    options = subset.Options(
        layout_features=[],
        drop_tables=["BASE", "GDEF", "GPOS", "GSUB", "STAT", "vhea", "vmtx", "VORG", "DSIG"],
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        notdef_outline=True,
        recalc_timestamp=False,
        hinting=False,
    )
    font: Any = subset.load_font(str(path), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=common if face.characters == COMMON else _rare(font, common))
    cutter.subset(font)
    if face.cubic:
        font_outlines.to_quadratic(font)
    _rename(font, face.family)
    target = FONTS / face.file
    subset.save_font(font, str(target), options)
    with TTFont(target) as made:
        covered = set(made.getBestCmap())
    return {
        "file": face.file,
        "sha256": _sha256(target),
        "bytes": target.stat().st_size,
        "family": face.family,
        "source": f"{face.package}@{face.version} {face.member}",
        "source_sha256": hashlib.sha256(source).hexdigest(),
        "characters": face.characters,
        "count": len(covered),
    }


def _rare(font: Any, common: set[int]) -> set[int]:
    has = {c for c in font.getBestCmap() if any(low <= c <= high for low, high in HAN_BLOCKS)}
    return has - common


def _rename(font: Any, family: str) -> None:
    # A machine may have the whole Noto face installed; under a name of its own the toolkit cannot
    # take that one for ours, and a picture of a page is the same everywhere.
    style = font["name"].getDebugName(2)
    full = {1: family, 3: f"{family} {style} subset", 4: f"{family} {style}"}
    full[6] = f"{family.replace(' ', '')}-{style}"
    for record in list(font["name"].names):
        if record.nameID in full:
            font["name"].setName(
                full[record.nameID],
                record.nameID,
                record.platformID,
                record.platEncID,
                record.langID,
            )


def _tool() -> str:
    import fontTools

    return f"fonttools {fontTools.version}"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
