"""The office's own fonts: switched on by choice, kept in the folder, never replaced in silence."""

import subprocess
from pathlib import Path

import pytest

from inspector_app.base.errors import InputError
from inspector_app.base.paths import resources
from inspector_app.bootstrap import Workbench
from inspector_app.reports.fonts import Role
from inspector_app.reports.own_faces import OwnFaceError
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.own_fonts import ROLE_NAMES, OwnFontLostError
from inspector_app.services.wishes import PlatePrint
from tests.unit.reports.test_font_trial import damaged
from tests.unit.services.conftest import SCHOOL


@pytest.fixture
def font(tmp_path: Path) -> Path:
    """A font file of an office: a 楷 that is put where 宋 is wanted, so that it shows."""
    path = tmp_path / "单位楷体.ttf"
    path.write_bytes((resources() / "fonts" / "InspectorKai-Regular.ttf").read_bytes())
    return path


def faces(workbench: Workbench, tmp_path: Path) -> str:
    """Return what poppler says of the faces in a plate."""
    pdf = tmp_path / "plate.pdf"
    pdf.write_bytes(workbench.documents.file_of(PlatePrint(school_code=SCHOOL), FileFormat.PDF))
    done = subprocess.run(["pdffonts", pdf], capture_output=True, check=True, text=True)
    return done.stdout


def test_every_role_that_can_be_switched_is_one_of_the_engine() -> None:
    assert {Role(role) for role in ROLE_NAMES} < set(Role)


def test_a_chosen_font_prints_from_the_next_document_on_until_it_is_switched_off(
    workbench: Workbench, font: Path, tmp_path: Path
) -> None:
    before = faces(workbench, tmp_path)
    assert "InspectorKai" not in before
    assert workbench.own_fonts.choose("song", font).settings
    font.unlink()
    assert "InspectorKai" in faces(workbench, tmp_path)
    assert workbench.own_fonts.chosen()["song"].name == "单位楷体.ttf"
    workbench.own_fonts.switch_off("song")
    assert faces(workbench, tmp_path) == before
    assert list(workbench.context.folder.fonts.iterdir()) == []


def test_a_file_that_is_no_font_is_refused_and_nothing_changes(
    workbench: Workbench, font: Path, tmp_path: Path
) -> None:
    workbench.own_fonts.choose("kai", font)
    before = workbench.own_fonts.chosen()
    bad = tmp_path / "坏.ttf"
    bad.write_bytes(b"not a font")
    with pytest.raises(OwnFaceError, match="字体文件“坏"):
        workbench.own_fonts.choose("kai", bad)
    with pytest.raises(OwnFaceError, match="没有"):
        workbench.own_fonts.choose("kai", tmp_path / "没有.ttf")
    with pytest.raises(InputError, match="宋体"):
        workbench.own_fonts.choose("comic", font)
    assert workbench.own_fonts.chosen() == before


def test_a_font_that_a_page_cannot_be_set_with_is_refused_when_it_is_chosen(
    workbench: Workbench, tmp_path: Path
) -> None:
    wide = damaged("hmtx", lambda old: b"\xff" * len(old), tmp_path / "坏宽.ttf")
    with pytest.raises(OwnFaceError, match=r"坏宽\.ttf.*字宽"):
        workbench.own_fonts.choose("song", wide)
    assert workbench.own_fonts.chosen() == {}
    assert not workbench.context.folder.fonts.exists()


@pytest.mark.parametrize("content", [None, b"something else"], ids=["gone", "changed"])
def test_a_kept_font_that_is_not_what_was_chosen_stops_printing_with_a_sentence(
    workbench: Workbench, font: Path, tmp_path: Path, content: bytes | None
) -> None:
    workbench.own_fonts.choose("song", font)
    (kept,) = workbench.context.folder.fonts.iterdir()
    if content is None:
        kept.unlink()
    else:
        kept.write_bytes(content)
    with pytest.raises(OwnFontLostError) as lost:
        faces(workbench, tmp_path)
    assert "“宋体”选用的字体文件“单位楷体.ttf”" in lost.value.sentence
    workbench.own_fonts.switch_off("song")
    assert "InspectorSerif-Regular" in faces(workbench, tmp_path)


def test_a_character_that_the_chosen_font_lacks_comes_from_another(
    workbench: Workbench, tmp_path: Path
) -> None:
    small = tmp_path / "小字库.ttf"
    small.write_bytes((resources() / "fonts" / "NotoSerifSC-Fallback.ttf").read_bytes())
    workbench.own_fonts.choose("song", small)
    said = faces(workbench, tmp_path)
    assert "InspectorSerif-Regular" in said


def test_the_choice_is_there_after_the_folder_is_opened_again(
    workbench: Workbench, font: Path
) -> None:
    workbench.own_fonts.choose("fang", font)
    again = type(workbench.own_fonts)(workbench.context)
    assert again.chosen() == workbench.own_fonts.chosen()
    assert again.files().keys() == {Role.FANG}
