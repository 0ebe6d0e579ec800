"""Pictures of the questions of a form: named by its answers, and gone and back with them."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from inspector_app.base.errors import IncompleteError, InputError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.form_pictures import picture_uids
from inspector_app.domain.photo import PhotoOwner
from inspector_app.services.incoming_photos import IncomingPhoto, Minors
from inspector_app.services.joint_content import joint_record
from inspector_app.services.wishes import FormsPrint, VisitPrint
from tests.form_packages import BINDS, BODY, INSTANCE, package, xform
from tests.form_packages import text as typed

ONE, SEVERAL = "/data/base/remark", "/data/base/views"


def upload(path: str, label: str, looks: str = "") -> str:
    return (
        f'<upload ref="{path}" mediatype="image/*" appearance="{looks}">'
        f"<label>{label}</label></upload>"
    )


PHOTOS = BODY.replace(
    typed(ONE, "备注", looks="multiline"),
    upload(ONE, "食堂全景") + upload(SEVERAL, "操场", "multi"),
).replace(
    typed("/data/finding/f_who", "责任人", looks="w2"),
    upload("/data/finding/f_who", "现场照片", "multi w2"),
)
TYPES = "".join(
    f'<bind nodeset="{path}" type="binary"/>' for path in (ONE, SEVERAL, "/data/finding/f_who")
)


def picture(shade: int, name: str = "") -> IncomingPhoto:
    stream = BytesIO()
    Image.new("RGB", (80 + shade, 60), (shade, 120, 160)).save(stream, "JPEG")
    return IncomingPhoto(name=name or f"IMG_{shade}.jpg", data=stream.getvalue())


@pytest.fixture
def uid(workbench: Workbench, complete: dict[str, Any]) -> str:
    return workbench.visit_edit.new_from_json(complete).uid


@pytest.fixture
def row(workbench: Workbench, uid: str, tmp_path: Path) -> str:
    """The form begun beside a draft that can be filed."""
    instance = INSTANCE.replace("<remark/>", "<remark/><views/>")
    xml = xform(binds=BINDS + TYPES, body=PHOTOS, instance=instance)
    workbench.form_versions.publish(package(tmp_path, xml))
    begun = workbench.forms.begin(uid, "demo").uid
    school = workbench.schools.board()[0].school.code
    workbench.forms.set(begun, "/data/base/school", school)
    return begun


def answer(workbench: Workbench, uid: str, name: str) -> str:
    (record,) = workbench.forms.of_record(uid).records
    return str(record.answers.get(name, ""))


def standing(workbench: Workbench, uid: str) -> list[str]:
    photos = workbench.context.stores.photos.of_visit(uid)
    return [photo.file_name for photo in photos if photo.owner is PhotoOwner.FORM]


def test_pictures_are_put_behind_those_that_a_question_has_and_named_in_its_answer(
    workbench: Workbench, uid: str, row: str
) -> None:
    first = workbench.form_photos.add(row, SEVERAL, [picture(1)])
    added = workbench.form_photos.add(row, SEVERAL, [picture(2), picture(3)])
    assert added.answer == answer(workbench, uid, "views")
    known = {photo.uid: photo for photo in workbench.photos.of(PhotoOwner.FORM, row)}
    shown = [known[each].file_name for each in picture_uids(added.answer)]
    assert shown == ["IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg"]
    assert added.answer.startswith(f"{first.answer} ")
    assert {photo.visit_uid for photo in known.values()} == {uid}


def test_pictures_of_the_basket_are_hung_on_a_question_of_a_form(
    workbench: Workbench, uid: str, row: str
) -> None:
    photos = workbench.photos.add(PhotoOwner.BASKET, "", files=[picture(1), picture(2)]).photos
    workbench.forms.add(row, "/data/finding")
    visit = workbench.visits.get(uid)
    places = workbench.form_photos.places(visit)
    assert [(each.path, each.question) for each in places] == [
        (ONE, "食堂全景"), (SEVERAL, "操场"), ("/data/finding[1]/f_who", "第 1 条 现场照片"),
    ]  # fmt: skip
    uids = [photo.uid for photo in photos]
    with pytest.raises(InputError, match="只放一张，给了 2 张"):
        workbench.form_photos.take(row, ONE, uids)
    assert len(workbench.photos.basket()[0].photos) == 2
    taken = workbench.form_photos.take(row, SEVERAL, uids)
    assert taken.answer == answer(workbench, uid, "views")
    assert list(picture_uids(taken.answer)) == uids
    assert workbench.photos.basket() == ()
    assert standing(workbench, uid) == ["IMG_1.jpg", "IMG_2.jpg"]


def test_a_question_for_one_picture_takes_the_new_one_in_place_of_the_old(
    workbench: Workbench, uid: str, row: str
) -> None:
    workbench.form_photos.add(row, ONE, [picture(1)])
    workbench.form_photos.add(row, ONE, [picture(2)])
    assert standing(workbench, uid) == ["IMG_2.jpg"]
    workbench.visit_edit.undo(uid)
    assert standing(workbench, uid) == ["IMG_1.jpg"]
    with pytest.raises(InputError, match="“食堂全景”只放一张，给了 2 张"):
        workbench.form_photos.add(row, ONE, [picture(3), picture(4)])


def test_undo_takes_a_picture_along_with_its_answer_and_redo_brings_it_back(
    workbench: Workbench, uid: str, row: str
) -> None:
    workbench.form_photos.add(row, SEVERAL, [picture(1)])
    workbench.visit_edit.undo(uid)
    assert (standing(workbench, uid), answer(workbench, uid, "views")) == ([], "")
    workbench.visit_edit.redo(uid)
    assert standing(workbench, uid) == ["IMG_1.jpg"]
    workbench.forms.remove(row)
    assert standing(workbench, uid) == []
    workbench.visit_edit.undo(uid)
    assert standing(workbench, uid) == ["IMG_1.jpg"]


def test_the_same_file_is_kept_once_and_comes_back_where_it_was_taken_out(
    workbench: Workbench, uid: str, row: str
) -> None:
    workbench.form_photos.add(row, SEVERAL, [picture(1)])
    again = workbench.form_photos.add(row, SEVERAL, [picture(1)])
    assert (again.photos.photos, len(again.photos.duplicates)) == ((), 1)
    workbench.forms.set(row, SEVERAL, "")
    back = workbench.form_photos.add(row, SEVERAL, [picture(1)])
    assert [photo.file_name for photo in back.photos.photos] == ["IMG_1.jpg"]
    assert len(workbench.photos.of(PhotoOwner.FORM, row)) == 1


def test_a_file_that_is_no_picture_is_refused_and_the_others_come_in(
    workbench: Workbench, uid: str, row: str
) -> None:
    broken = IncomingPhoto(name="说明.jpg", data=b"no picture")
    added = workbench.form_photos.add(row, SEVERAL, [broken, picture(1)])
    assert [problem.where for problem in added.photos.refused] == ["说明.jpg"]
    assert standing(workbench, uid) == ["IMG_1.jpg"]
    none = workbench.form_photos.add(row, SEVERAL, [broken])
    assert (none.saved, none.answer) == (None, "")
    assert standing(workbench, uid) == ["IMG_1.jpg"]


@pytest.mark.parametrize(
    ("path", "told"),
    [("/data/base/pupils", "“学生数”不是放照片的题"), ("/data/no", "没有“/data/no”这道题")],
)
def test_a_question_that_takes_no_pictures_says_so(
    workbench: Workbench, row: str, path: str, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        workbench.form_photos.add(row, path, [picture(1)])


def test_a_filed_record_takes_no_picture_and_keeps_what_it_froze(
    workbench: Workbench, uid: str, row: str
) -> None:
    workbench.form_photos.add(row, SEVERAL, [picture(1)])
    workbench.visits.file(uid)
    with pytest.raises(RefusedError, match="照片没有改动"):
        workbench.form_photos.add(row, SEVERAL, [picture(2)])
    frozen = workbench.visits.revision(uid, 1)
    (told,) = [each for each in frozen["photos"] if each["owner"] == "表单"]
    assert (told["owner_uuid"], told["visit_uuid"]) == (row, uid)
    workbench.visits.correct(uid, reason="换照片")
    workbench.forms.set(row, SEVERAL, "")
    workbench.form_photos.add(row, SEVERAL, [picture(3)])
    assert standing(workbench, uid) == ["IMG_3.jpg"]
    workbench.visits.abandon_correction(uid)
    assert standing(workbench, uid) == ["IMG_1.jpg"]


def test_filing_asks_for_a_picture_that_a_form_must_have(
    workbench: Workbench, uid: str, tmp_path: Path
) -> None:
    binds = BINDS + f'<bind nodeset="{ONE}" type="binary" required="true()"/>'
    body = BODY.replace(typed(ONE, "备注", looks="multiline"), upload(ONE, "食堂全景"))
    workbench.form_versions.publish(package(tmp_path, xform(binds=binds, body=body)))
    row = workbench.forms.begin(uid, "demo").uid
    workbench.forms.set(row, "/data/base/school", workbench.schools.board()[0].school.code)
    with pytest.raises(IncompleteError) as refused:
        workbench.visits.file(uid)
    assert "食堂全景" in refused.value.problems[0].what
    workbench.form_photos.add(row, ONE, [picture(1)])
    workbench.visits.file(uid)


def test_the_print_numbers_the_pictures_and_names_their_questions(
    workbench: Workbench, uid: str, row: str
) -> None:
    path, _ = workbench.forms.open(row).filling.add("/data/finding")  # type: ignore[union-attr]
    workbench.forms.add(row, "/data/finding")
    workbench.forms.set(row, f"{path}/f_text", "栏杆松动")
    workbench.form_photos.add(row, f"{path}/f_who", [picture(1)])
    added = workbench.form_photos.add(row, SEVERAL, [picture(2), picture(3)])
    workbench.photos.set_caption(added.photos.photos[0].uid, "东侧")
    workbench.photos.set_minors(added.photos.photos[1].uid, Minors.SHOWN)
    (tree,) = workbench.document_trees.of(FormsPrint(uid=uid))
    pages = [block for block in tree.blocks if type(block).__name__ == "PhotoPages"]  # type: ignore[union-attr]
    assert [(p.number, p.caption) for p in pages[0].photos] == [
        ("照片1", "操场：东侧"),
        ("照片2", "现场照片"),
    ]
    told = repr(tree.blocks)  # type: ignore[union-attr]
    assert "照片1、另有 1 张含未成年人面部，不印" in told


def test_the_print_of_the_record_names_the_form_and_the_question_of_a_picture(
    workbench: Workbench, uid: str, row: str
) -> None:
    workbench.form_photos.add(row, SEVERAL, [picture(2)])
    workbench.photos.add(PhotoOwner.VISIT, uid, files=[picture(90)])
    (tree,) = workbench.document_trees.of(VisitPrint(uid=uid))
    (pages,) = [block for block in tree.blocks if type(block).__name__ == "PhotoPages"]  # type: ignore[union-attr]
    assert sorted(photo.caption for photo in pages.photos) == ["", "示范表单·操场"]


def test_pictures_go_to_peers_with_their_record_but_for_those_of_minors(
    workbench: Workbench, uid: str, row: str
) -> None:
    workbench.form_photos.add(row, SEVERAL, [picture(1), picture(2)])
    shown = workbench.photos.of(PhotoOwner.FORM, row)[1]
    workbench.photos.set_minors(shown.uid, Minors.SHOWN)
    workbench.visits.file(uid)
    told = joint_record(workbench.context, workbench.visits.get(uid))
    (photo,) = told.content["photos"]
    assert (photo["owner"], photo["owner_uuid"]) == ("表单", row)
    assert told.kept_back == 1
