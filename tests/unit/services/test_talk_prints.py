"""Who reads what of talks, questionnaires and lessons on paper, in tables and in bundles."""

import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inspector_app.base.errors import NotFoundError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.domain.photo import PhotoOwner
from inspector_app.services.documents import Unprintable
from inspector_app.services.wishes import (
    BlankLessonPrint,
    Copy,
    InterviewsPrint,
    QuestionnairesPrint,
    VisitPrint,
)
from tests.unit.services.talk_samples import LESSON, SECRET, SHEETS, TALK

PDFTOTEXT = shutil.which("pdftotext")
NOVEMBER = Month(2026, 11)


def text_of_pdf(content: bytes) -> str:
    if PDFTOTEXT is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    done = subprocess.run(
        [PDFTOTEXT, "-raw", "-enc", "UTF-8", "-", "-"],
        input=content,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().replace("\n", "")


def printed(workbench: Workbench, uid: str, copy: Copy) -> str:
    content = workbench.documents.visit_pdf(uid, copy=copy, unprintable=Unprintable.BOX)
    return text_of_pdf(content)


def test_a_confidential_talk_is_in_no_print_but_the_one_that_asks_for_it(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    open_talk = {**TALK, "points": "可以说的一句话", "confidential": False}
    uid = filed(interviews=[TALK, open_talk])
    for copy in Copy:
        assert (SECRET in printed(workbench, uid, copy)) is (copy is Copy.FULL)
        assert ("可以说的一句话" in printed(workbench, uid, copy)) is copy.tells_talks
    assert "另有 1 次访谈保密" in printed(workbench, uid, Copy.OWN)
    assert "访谈记录" not in printed(workbench, uid, Copy.SCHOOL)
    assert "访谈保密" not in printed(workbench, uid, Copy.SCHOOL)


def test_what_the_school_has_signed_stays_signed_when_a_talk_is_written_down(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    uid = workbench.visit_edit.new_from_json(
        {**complete, "methods": {"panels": 1, "panel_people": 3}}
    )
    content, copy = workbench.documents.signing_pdf(uid.uid)
    workbench.talks.add_interview_json(uid.uid, TALK)
    _, same = workbench.documents.signing_docx(uid.uid)
    assert same.signing_no == copy.signing_no
    assert SECRET not in text_of_pdf(content)


def test_teachers_are_named_to_the_school_and_are_aliases_for_whoever_compiles(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    uid = filed(lessons=[LESSON], narrative="听李明老师的课。")
    for copy in Copy:
        assert ("李明" in printed(workbench, uid, copy)) is copy.names_teachers
    assert "教师甲" in printed(workbench, uid, Copy.MATERIALS)


def test_a_bundle_holds_no_teacher_and_nothing_that_was_said_in_confidence(
    workbench: Workbench,
    complete: dict[str, Any],
    tmp_path: Path,
    photo_file: Callable[[str], Any],
) -> None:
    given = {
        "lessons": [{**LESSON, "class": "李明老师班"}], "interviews": [TALK],
        "narrative": "听李明老师的课，王校长陪同。", "host": "校长王建国", "others": "李明",
    }  # fmt: skip
    uid = workbench.visit_edit.new_from_json({**complete, **given}).uid
    (photo,) = workbench.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("课.jpg")]).photos
    workbench.photos.set_caption(photo.uid, "李明老师和王校长")
    workbench.visits.file(uid)
    preview = workbench.bundles.preview(inspector_id="DX001", month=NOVEMBER)
    assert "保密访谈的内容" in {kept.what for kept in preview.kept_back}
    made = workbench.bundles.export(inspector_id="DX001", month=NOVEMBER, folder=tmp_path)
    with zipfile.ZipFile(made.path) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith("records.json")]
        records = json.loads(archive.read(name))
        (paper,) = [n for n in archive.namelist() if n.endswith(".pdf")]
        text = text_of_pdf(archive.read(paper))
    for held in (json.dumps(records, ensure_ascii=False), text):
        assert SECRET not in held
        assert "李明" not in held
        assert "王校长" not in held
        assert "王建国" not in held
    assert records["photos"][0]["caption"] == "教师甲和某校长"
    material = workbench.materials.write(month=NOVEMBER, folder=tmp_path)
    (picture,) = material.glob("照片/*/*")
    assert "教师甲和某校长" in picture.name
    (talk,) = records["visits"][0]["interviews"]
    assert (talk["audience"], talk["people"], talk["points"]) == ("教师", 3, "")


def test_tables_for_statistics_name_no_teacher(
    workbench: Workbench, filed: Callable[..., str], tmp_path: Path
) -> None:
    filed(lessons=[{**LESSON, "topic": "李明的公开课", "class": "李明班"}])
    workbench.tables.month_xlsx(tmp_path / "月.xlsx", NOVEMBER)
    workbench.lessons.write_xlsx(tmp_path / "听课.xlsx", month=NOVEMBER)
    cells = [
        str(cell)
        for name in ("月.xlsx", "听课.xlsx")
        for sheet in openpyxl.load_workbook(tmp_path / name)
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert {"教师甲", "教师甲的公开课", "教师甲班"} <= set(cells)
    assert not any("李明" in cell for cell in cells)


def test_a_case_begins_with_aliases_and_still_looks_for_the_names(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    filed(lessons=[LESSON], merits=["李明老师的实验课准备充分。"])
    (merit,) = workbench.case_sources.merits()
    uid = workbench.case_sources.begin(merit.uid).uid
    values = workbench.registers.record(uid).entry.values
    assert values["background"] == "教师甲的实验课准备充分。"
    workbench.register_edit.set_json(uid, "results", "李明老师的做法推广到全校。")
    gaps = workbench.registers.record(uid).gaps
    assert any("李明" in gap.what for gap in gaps)


def test_talks_and_questionnaires_print_alone_and_a_blank_sheet_bears_the_number(
    workbench: Workbench, draft: str
) -> None:
    workbench.talks.add_interview_json(draft, TALK)
    workbench.talks.add_questionnaire_json(draft, SHEETS)
    number = workbench.visits.get(draft).number

    def said(wish: Any) -> str:
        trees = workbench.document_trees.of(wish)
        return "\n".join(text for tree in trees for text in tree.texts())

    assert SECRET in said(InterviewsPrint(uid=draft, place=1))
    assert "48/50（96.0%）" in said(QuestionnairesPrint(uid=draft))
    assert "30/47（63.8%）" in said(VisitPrint(uid=draft))
    assert number in said(BlankLessonPrint(uid=draft))
    assert "听课督学签名" in said(BlankLessonPrint())
    with pytest.raises(NotFoundError, match="没有第 2 份"):
        said(QuestionnairesPrint(uid=draft, place=2))
