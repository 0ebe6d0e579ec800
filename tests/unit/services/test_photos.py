"""照片: one durable transaction each, encrypted, assigned, never lost."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.errors import InputError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.photo import PhotoOwner, PhotoRole, TimeSource
from inspector_app.services.incoming_photos import IncomingPhoto
from tests.unit.services.conftest import SCHOOL

File = Callable[[str], IncomingPhoto]


def test_forty_dropped_files_are_grouped_by_half_day(
    workbench: Workbench, photo_file: File
) -> None:
    names = [f"IMG_202611{18 + n % 2}_{8 + 6 * (n % 3 > 0):02d}{n:02d}00.jpg" for n in range(40)]
    added = workbench.photos.add(PhotoOwner.BASKET, "", files=[photo_file(n) for n in names])
    assert len(added.photos) == 40
    groups = workbench.photos.basket()
    assert [group.label for group in groups] == [
        "2026年11月18日 上午", "2026年11月18日 下午", "2026年11月19日 上午", "2026年11月19日 下午",
    ]  # fmt: skip
    assert sum(len(group.photos) for group in groups) == 40
    assert workbench.today.page().basket_photos == 40


def test_the_time_in_a_file_name_is_marked_as_such(workbench: Workbench, photo_file: File) -> None:
    file = photo_file("微信图片_20261118101500.jpg")
    (photo,) = workbench.photos.add(PhotoOwner.BASKET, "", files=[file]).photos
    assert (photo.taken_at, photo.time_source) == ("2026-11-18T10:15:00", TimeSource.FILE_NAME)


def test_the_same_file_is_named_and_not_added_twice(workbench: Workbench, photo_file: File) -> None:
    uid = workbench.visit_edit.new().uid
    workbench.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("a.jpg")])
    again = workbench.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("a.jpg")])
    assert again.photos == ()
    assert "同一个文件" in again.duplicates[0].sentence()


def test_a_file_that_is_no_picture_is_refused_and_the_others_are_kept(
    workbench: Workbench, photo_file: File
) -> None:
    files = [photo_file("a.jpg"), IncomingPhoto(name="b.jpg", data=b"not a picture")]
    added = workbench.photos.add(PhotoOwner.BASKET, "", files=[*files, photo_file("c.jpg")])
    assert [photo.file_name for photo in added.photos] == ["a.jpg", "c.jpg"]
    assert [problem.where for problem in added.refused] == ["b.jpg"]


def test_a_picture_moves_from_the_basket_to_a_record(
    workbench: Workbench, photo_file: File
) -> None:
    uid = workbench.visit_edit.new(school_code=SCHOOL).uid
    (photo,) = workbench.photos.add(PhotoOwner.BASKET, "", files=[photo_file("a.jpg")]).photos
    workbench.photos.assign([photo.uid], PhotoOwner.VISIT, uid)
    assert workbench.photos.basket() == ()
    assert [p.uid for p in workbench.visits.record(uid).photos] == [photo.uid]


def test_a_file_that_is_not_taken_is_named_once_and_the_reason_said(
    workbench: Workbench, tmp_path: Path
) -> None:
    (tmp_path / "说明.txt").write_text("不是照片", encoding="utf-8")
    (tmp_path / "相册").mkdir()
    files = [IncomingPhoto(name=n, data=tmp_path / n) for n in ("没有.jpg", "相册", "说明.txt")]
    told = [p.sentence() for p in workbench.photos.add(PhotoOwner.BASKET, "", files=files).refused]
    assert told[0] == "没有.jpg：读不出来（文件或文件夹不存在）；请检查文件后再试"
    assert told[1].startswith("相册：读不出来（")
    assert told[2].startswith("说明.txt：认不出这是什么图片；")
    assert [sentence.count(file.name) for sentence, file in zip(told, files, strict=True)] == [
        1
    ] * 3


def test_a_photo_of_the_visit_may_be_put_in_as_the_signed_page_too(
    workbench: Workbench, complete: dict[str, Any], photo_file: File
) -> None:
    uid = workbench.visit_edit.new_from_json(complete).uid
    workbench.documents.signing_pdf(uid)
    page = photo_file("签字.jpg")
    workbench.photos.add(PhotoOwner.VISIT, uid, files=[page])
    signed = workbench.photos.add_signed_pages(uid, files=[page], signing_no=1)
    assert [photo.role for photo in signed.photos] == [PhotoRole.SIGNED_PAGE]
    again = workbench.photos.add_signed_pages(uid, files=[page], signing_no=1)
    assert again.photos == ()


def test_a_signed_page_belongs_to_the_revision_that_was_signed(
    workbench: Workbench, complete: dict[str, Any], photo_file: File
) -> None:
    uid = workbench.visit_edit.new_from_json(complete).uid
    workbench.documents.signing_pdf(uid)
    workbench.visits.file(uid)
    workbench.visits.correct(uid, reason="人数写错")
    page = photo_file("签字.jpg")
    (signed,) = workbench.photos.add_signed_pages(uid, files=[page], signing_no=1).photos
    assert (signed.signing_no, signed.revision) == (1, 1)


def test_a_picture_sent_from_the_basket_to_a_lesson_is_a_page_of_its_paper(
    workbench: Workbench, photo_file: File
) -> None:
    uid = workbench.visit_edit.new(school_code=SCHOOL).uid
    lesson = workbench.visit_edit.add_lesson(uid).uid
    (photo,) = workbench.photos.add(PhotoOwner.BASKET, "", files=[photo_file("a.jpg")]).photos
    workbench.photos.assign([photo.uid], PhotoOwner.LESSON, lesson)
    (paper,) = workbench.photos.of(PhotoOwner.LESSON, lesson)
    assert paper.role is PhotoRole.LESSON_PAPER
    workbench.photos.assign([photo.uid], PhotoOwner.VISIT, uid)
    assert [p.role for p in workbench.visits.record(uid).photos] == [PhotoRole.SITE]


def test_no_plain_picture_lies_on_the_disk(
    workbench: Workbench, photo_file: File, tmp_path: Path
) -> None:
    uid = workbench.visit_edit.new().uid
    file = photo_file("a.jpg")
    (photo,) = workbench.photos.add(PhotoOwner.VISIT, uid, files=[file]).photos
    shown = workbench.photos.content(photo.uid)
    assert workbench.photos.original(photo.uid) == file.data
    for path in (p for p in workbench.folder.rglob("*") if p.is_file()):
        stored = path.read_bytes()
        assert b"\xff\xd8\xff" not in stored[:64]
        assert shown[100:160] not in stored


def test_a_filed_record_takes_no_more_pictures(
    workbench: Workbench, filed: Callable[..., str], photo_file: File
) -> None:
    uid = filed()
    with pytest.raises(RefusedError, match="照片没有改动"):
        workbench.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("a.jpg")])
    assert workbench.visits.record(uid).photos == ()


def test_a_removed_picture_can_be_brought_back(workbench: Workbench, photo_file: File) -> None:
    uid = workbench.visit_edit.new().uid
    (photo,) = workbench.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("a.jpg")]).photos
    workbench.photos.remove(photo.uid)
    assert workbench.photos.of(PhotoOwner.VISIT, uid) == ()
    workbench.photos.restore(photo.uid)
    assert workbench.photos.of(PhotoOwner.VISIT, uid) == (photo,)


def test_taking_in_stops_when_asked_and_keeps_what_is_in(
    workbench: Workbench, photo_file: File
) -> None:
    files = [photo_file(f"{n}.jpg") for n in range(5)]
    added = workbench.photos.add(
        PhotoOwner.BASKET, "", files=files, progress=lambda done, _whole: done < 2
    )
    assert len(added.photos) == 2


def test_a_note_needs_a_word_or_a_picture(workbench: Workbench, photo_file: File) -> None:
    from inspector_app.base.errors import InputError

    with pytest.raises(InputError, match="空的"):
        workbench.notes.add("  ")
    made = workbench.notes.add("", photos=[photo_file("a.jpg")])
    assert len(workbench.notes.photos_of(made.uid)) == 1


def test_a_note_waits_until_it_is_assigned(workbench: Workbench) -> None:
    visit = workbench.visit_edit.new(school_code=SCHOOL).uid
    note = workbench.notes.add("问一下食堂留样").uid
    assert [n.uid for n in workbench.notes.unassigned()] == [note]
    workbench.notes.assign(note, visit_uid=visit)
    assert workbench.notes.unassigned() == ()
    assert [n.text for n in workbench.notes.of_visit(visit)] == ["问一下食堂留样"]


def test_a_signature_is_cut_from_a_signed_page(
    workbench: Workbench, complete: dict[str, Any], photo_file: File
) -> None:
    uid = workbench.visit_edit.new_from_json(complete).uid
    workbench.documents.signing_pdf(uid)
    (page,) = workbench.photos.add_signed_pages(
        uid, files=[photo_file("签字.jpg")], signing_no=1
    ).photos
    cut = workbench.photos.crop_signature(page.uid, left=0.1, top=0.5, right=0.6, bottom=0.7)
    assert (cut.width, cut.height) == (160, 48)
    assert cut.signing_no == 1


def test_a_time_typed_by_hand_says_so_and_the_time_of_the_file_comes_back(
    workbench: Workbench, photo_file: File
) -> None:
    file = photo_file("微信图片_20261118101500.jpg")
    (photo,) = workbench.photos.add(PhotoOwner.BASKET, "", files=[file]).photos
    workbench.photos.set_time(photo.uid, datetime.fromisoformat("2026-11-17T15:30"))
    (group,) = workbench.photos.basket()
    (typed,) = group.photos
    assert group.label == "2026年11月17日 下午"
    assert (typed.taken_at, typed.time_source) == ("2026-11-17T15:30:00", TimeSource.TYPED)
    workbench.photos.set_time(photo.uid, None)
    ((again,),) = (group.photos for group in workbench.photos.basket())
    assert (again.taken_at, again.time_source) == (photo.taken_at, TimeSource.FILE_NAME)


def test_a_time_that_has_not_come_yet_is_no_time_of_a_picture(
    workbench: Workbench, photo_file: File
) -> None:
    (photo,) = workbench.photos.add(PhotoOwner.BASKET, "", files=[photo_file("a.jpg")]).photos
    with pytest.raises(InputError, match="2026-11-22 16:01 还没有到"):
        workbench.photos.set_time(photo.uid, datetime.fromisoformat("2026-11-22T16:01"))
    assert workbench.photos.set_time(photo.uid, datetime.fromisoformat("2026-11-22T16:00")).photos


def test_the_time_of_a_picture_of_a_filed_record_stays(
    workbench: Workbench, complete: dict[str, Any], photo_file: File
) -> None:
    uid = workbench.visit_edit.new_from_json(complete).uid
    (photo,) = workbench.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("a.jpg")]).photos
    workbench.visits.file(uid)
    with pytest.raises(RefusedError, match="照片没有改动"):
        workbench.photos.set_time(photo.uid, datetime.fromisoformat("2026-11-17T15:30"))
    assert workbench.visits.record(uid).photos[0].taken_at == photo.taken_at
