"""随手记: sent to a school, and from there to a record of it."""

from collections.abc import Callable

import pytest

from inspector_app.base.errors import RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.photo import PhotoOwner
from inspector_app.services.incoming_photos import IncomingPhoto
from tests.unit.services.conftest import SCHOOL

File = Callable[[str], IncomingPhoto]


@pytest.fixture
def note(workbench: Workbench, photo_file: File) -> str:
    """A note with a picture."""
    return workbench.notes.add("后门门禁坏了", photos=[photo_file("门禁.jpg")]).uid


def test_a_note_of_a_school_stands_there_with_its_pictures(workbench: Workbench, note: str) -> None:
    changes = workbench.notes.assign(note, school_code=SCHOOL)
    (held,) = workbench.notes.of_school(SCHOOL)
    assert (held.note.text, [p.file_name for p in held.photos]) == ("后门门禁坏了", ["门禁.jpg"])
    assert changes.notes
    assert workbench.notes.unassigned() == ()


def test_a_note_goes_on_from_its_school_to_a_record_and_takes_its_pictures_along(
    workbench: Workbench, note: str
) -> None:
    visit = workbench.visit_edit.new(school_code=SCHOOL).uid
    workbench.notes.assign(note, school_code=SCHOOL)
    changes = workbench.notes.assign(note, visit_uid=visit)
    assert workbench.notes.of_school(SCHOOL) == ()
    assert [each.uid for each in workbench.notes.of_visit(visit)] == [note]
    (photo,) = workbench.visits.record(visit).photos
    assert (photo.owner, photo.file_name) == (PhotoOwner.VISIT, "门禁.jpg")
    assert visit in changes.visit_uids


def test_a_note_with_pictures_is_not_sent_to_a_filed_record(
    workbench: Workbench, note: str, filed: Callable[..., str]
) -> None:
    visit = filed()
    with pytest.raises(RefusedError, match="照片没有改动"):
        workbench.notes.assign(note, visit_uid=visit)
    assert [each.uid for each in workbench.notes.unassigned()] == [note]
    assert len(workbench.notes.photos_of(note)) == 1


def test_a_note_of_a_school_that_is_taken_away_stands_there_no_more(
    workbench: Workbench, note: str
) -> None:
    workbench.notes.assign(note, school_code=SCHOOL)
    workbench.notes.remove(note)
    assert workbench.notes.of_school(SCHOOL) == ()
    workbench.notes.restore(note)
    assert len(workbench.notes.of_school(SCHOOL)) == 1
