"""A signature given on the screen: bound to what was signed, and never asked for."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageDraw

from inspector_app.base.errors import RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.photo import PhotoOwner, PhotoRole
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.signing_paper import signature_of


def ink(*points: tuple[int, int]) -> bytes:
    """Return strokes on white, as the pad gives them."""
    image = Image.new("L", (600, 200), 255)
    ImageDraw.Draw(image).line(points, fill=20, width=6)
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


SIGNATURE = ink((40, 150), (120, 30), (240, 160), (560, 60))


@pytest.fixture
def printed(workbench: Workbench, complete: dict[str, Any]) -> str:
    """A record that misses nothing, with 送签稿 1."""
    uid = workbench.visit_edit.new_from_json(complete).uid
    workbench.documents.signing_pdf(uid)
    return uid


def test_a_signature_on_the_screen_belongs_to_the_copy_and_revision_it_was_given_on(
    workbench: Workbench, printed: str
) -> None:
    (photo,) = workbench.photos.add_signature(printed, SIGNATURE).photos
    assert (photo.owner, photo.owner_uid) == (PhotoOwner.VISIT, printed)
    assert (photo.role, photo.media_type) == (PhotoRole.SIGNATURE, "image/png")
    assert (photo.signing_no, photo.revision) == (1, 1)


def test_without_a_copy_to_sign_nothing_is_signed(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    uid = workbench.visit_edit.new_from_json(complete).uid
    with pytest.raises(RefusedError, match="还没有送签稿"):
        workbench.photos.copy_to_sign(uid)
    with pytest.raises(RefusedError, match="请先打印送签稿"):
        workbench.photos.add_signature(uid, SIGNATURE)
    assert workbench.visits.record(uid).photos == ()


def test_a_copy_that_says_other_things_than_the_record_is_not_signed(
    workbench: Workbench, printed: str
) -> None:
    workbench.visit_edit.set_json(printed, "advice", "改过的意见")
    with pytest.raises(RefusedError, match="送签稿 1 打印以后记录改过"):
        workbench.photos.add_signature(printed, SIGNATURE)
    workbench.documents.signing_pdf(printed)
    (photo,) = workbench.photos.add_signature(printed, SIGNATURE).photos
    assert photo.signing_no == 2


def test_a_record_is_filed_with_and_without_a_signature(workbench: Workbench, printed: str) -> None:
    assert workbench.visits.gaps(printed) == ()
    workbench.visits.file(printed)
    assert workbench.visits.get(printed).status is VisitStatus.FILED
    workbench.photos.add_signature(printed, SIGNATURE)
    record = workbench.visits.record(printed)
    assert signature_of(record) is not None
    assert record.signed_as is None


def test_the_newest_signature_is_printed_and_none_on_what_was_not_signed(
    workbench: Workbench, printed: str
) -> None:
    assert signature_of(workbench.visits.record(printed)) is None
    workbench.photos.add_signature(printed, SIGNATURE)
    other = ink((30, 40), (300, 180), (330, 20), (580, 150))
    (again,) = workbench.photos.add_signature(printed, other).photos
    assert signature_of(workbench.visits.record(printed)) == again
    workbench.visit_edit.set_json(printed, "advice", "改过的意见")
    assert signature_of(workbench.visits.record(printed)) is None


def test_a_signature_does_not_stand_on_the_next_revision(
    workbench: Workbench, printed: str
) -> None:
    workbench.photos.add_signature(printed, SIGNATURE)
    workbench.visits.file(printed)
    workbench.visits.correct(printed, reason="人数写错")
    assert signature_of(workbench.visits.record(printed)) is None
    workbench.visits.abandon_correction(printed)
    assert signature_of(workbench.visits.record(printed)) is not None
