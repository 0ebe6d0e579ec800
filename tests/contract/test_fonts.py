"""The bundled faces are the locked ones, hold what the work needs and carry their licences."""

import hashlib
import json
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
FACES = {
    face["file"]: face for face in json.loads((FONTS / "fonts.lock").read_text("utf-8"))["faces"]
}
# 仿宋 holds GB 2312 and little more; the rest of a line is taken from the fallback face.
NARROW_FACE = "InspectorFang-Regular.ttf"
MAIN_FACES = sorted(name for name in FACES if "Fallback" not in name and name != NARROW_FACE)
SIGNS = "㛃䶮𠅤堃喆〇□■√①⑳〔〕—…㎡℃％“”āǎǚＡ"


def characters_of(name: str) -> set[int]:
    with TTFont(FONTS / name, lazy=True) as font:
        return set(font.getBestCmap())


def gb2312() -> set[int]:
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(c) for pair in pairs for c in pair.decode("gb2312", "ignore")}


def test_shipped_faces_are_exactly_the_locked_ones() -> None:
    shipped = {path.name: hashlib.sha256(path.read_bytes()) for path in FONTS.glob("*.ttf")}
    assert {name: digest.hexdigest() for name, digest in shipped.items()} == {
        name: face["sha256"] for name, face in FACES.items()
    }


def test_the_faces_stay_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in FONTS.glob("*.ttf")) <= 35_000_000


@pytest.mark.parametrize("name", MAIN_FACES)
def test_a_main_face_holds_gb2312_rare_names_and_the_signs_of_forms(name: str) -> None:
    held = characters_of(name)
    assert not {chr(c) for c in gb2312() - held}
    assert not {c for c in SIGNS if ord(c) not in held}


def test_the_face_of_letters_holds_gb2312_and_the_fallback_what_it_lacks() -> None:
    held = characters_of(NARROW_FACE)
    assert not {chr(c) for c in gb2312() - held}
    together = held | characters_of("NotoSerifSC-Fallback.ttf")
    together |= characters_of("NotoSerifSC-Regular.ttf")
    assert not {c for c in SIGNS if ord(c) not in together}


def test_main_and_fallback_face_together_hold_every_character_of_uro_and_extension_a() -> None:
    held = characters_of("NotoSerifSC-Regular.ttf") | characters_of("NotoSerifSC-Fallback.ttf")
    assert not set(range(0x4E00, 0x9FA6)) - held
    assert not set(range(0x3400, 0x4DB6)) - held


@pytest.mark.parametrize("name", sorted(FACES))
def test_a_face_has_outlines_that_documents_can_embed(name: str) -> None:
    with TTFont(FONTS / name, lazy=True) as font:
        assert "glyf" in font
        # 8 allows editable embedding, which is more than a document needs.
        assert font["OS/2"].fsType in {0, 8}
        assert font["name"].getDebugName(1) == FACES[name]["family"]


def test_the_licence_of_every_source_is_beside_the_faces() -> None:
    for source in ("NotoSansSC", "NotoSerifSC"):
        text = (FONTS / "LICENSES" / f"{source}-OFL.txt").read_text("utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
