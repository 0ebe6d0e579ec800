"""The office's own fonts: switched on by choice, kept in the folder, never replaced in silence."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError
from inspector_app.base.paths import resources
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.reports.fonts import Role
from inspector_app.reports.own_faces import OwnFaceError
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.own_fonts import ROLE_NAMES, OwnFontLostError
from inspector_app.services.wishes import PlatePrint
from tests.made_once import made_once
from tests.unit.reports.test_font_trial import damaged
from tests.unit.services.conftest import SCHOOL


@pytest.fixture
def font(tmp_path: Path) -> Path:
    """A font file of an office: a 楷 that is put where 宋 is wanted, so that it shows."""
    return font_of_office(tmp_path)


def font_of_office(folder: Path) -> Path:
    path = folder / "单位楷体.ttf"
    path.write_bytes((resources() / "fonts" / "InspectorKai-Regular.ttf").read_bytes())
    return path


@pytest.fixture(scope="session")
def switched_folder(
    filled_folder: Path, now: datetime, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A data folder in which that font is switched on: to try a font takes a second."""

    def make(folder: Path) -> None:
        path = shutil.copytree(filled_folder, folder / "data")
        with open_workbench(path, clock=FixedClock(now)) as made:
            made.own_fonts.choose("song", font_of_office(folder))

    return made_once(tmp_path_factory, "font", make) / "data"


@pytest.fixture
def switched(switched_folder: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Workbench]:
    """That folder, open."""
    path = shutil.copytree(switched_folder, tmp_path / "switched")
    with open_workbench(path, clock=clock) as opened:
        yield opened


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
    switched: Workbench, font: Path, tmp_path: Path
) -> None:
    before = switched.own_fonts.chosen()
    assert before.keys() == {"song"}
    bad = tmp_path / "坏.ttf"
    bad.write_bytes(b"not a font")
    with pytest.raises(OwnFaceError, match="字体文件“坏"):
        switched.own_fonts.choose("song", bad)
    with pytest.raises(OwnFaceError, match="没有"):
        switched.own_fonts.choose("song", tmp_path / "没有.ttf")
    with pytest.raises(InputError, match="宋体"):
        switched.own_fonts.choose("comic", font)
    assert switched.own_fonts.chosen() == before


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
    switched: Workbench, tmp_path: Path, content: bytes | None
) -> None:
    (kept,) = switched.context.folder.fonts.iterdir()
    if content is None:
        kept.unlink()
    else:
        kept.write_bytes(content)
    with pytest.raises(OwnFontLostError) as lost:
        faces(switched, tmp_path)
    assert "“宋体”选用的字体文件“单位楷体.ttf”" in lost.value.sentence
    switched.own_fonts.switch_off("song")
    assert "InspectorSerif-Regular" in faces(switched, tmp_path)


def test_a_character_that_the_chosen_font_lacks_comes_from_another(
    workbench: Workbench, tmp_path: Path
) -> None:
    small = tmp_path / "小字库.ttf"
    small.write_bytes((resources() / "fonts" / "NotoSerifSC-Fallback.ttf").read_bytes())
    workbench.own_fonts.choose("song", small)
    said = faces(workbench, tmp_path)
    assert "InspectorSerif-Regular" in said


def test_the_choice_is_there_after_the_folder_is_opened_again(switched: Workbench) -> None:
    # It was made by another, which is closed.
    assert switched.own_fonts.chosen()["song"].name == "单位楷体.ttf"
    assert switched.own_fonts.files().keys() == {Role.SONG}
