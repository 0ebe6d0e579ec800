"""Issued papers: kept once, listed, given out again, and checked page by page."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from inspector_app.base.errors import (
    EnvironmentProblem,
    InputError,
    NotFoundError,
    RefusedError,
)
from inspector_app.bootstrap import Workbench
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.month import Month
from inspector_app.domain.page_code import read_code
from inspector_app.domain.page_verdict import PageVerdict
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.pages import PdfPages
from inspector_app.reports.pdf import render
from inspector_app.reports.read_codes import found_pages
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import Copy, InterviewsPrint, MonthPrint, PlatePrint, VisitPrint
from tests.unit.services.conftest import SCHOOL

Filed = Callable[..., str]


def codes_of(pdf: bytes) -> list[str]:
    return [text for page in found_pages(pdf) for text in page.codes]


def picture_of(pdf: bytes, *, dpi: int, quality: int = 60, turn: float = 0.0) -> bytes:
    """A photo-like JPEG of the first page: coarse, grey, turned."""
    with PdfPages(pdf) as pages:
        drawn = pages.grey_picture(0, dpi=dpi)
    image = Image.frombytes("L", (drawn.width, drawn.height), drawn.samples)
    buffer = BytesIO()
    image.rotate(turn, expand=True, fillcolor=200).save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def test_every_page_of_a_filed_record_is_genuine_and_says_what_it_said(
    workbench: Workbench, filed: Filed, tmp_path: Path
) -> None:
    uid = filed()
    pdf = workbench.documents.visit_pdf(uid)
    file = tmp_path / "记录.pdf"
    file.write_bytes(pdf)
    pages = workbench.document_check.check(str(file))
    assert [(p.verdict, p.place, p.page) for p in pages] == [
        (PageVerdict.GENUINE, 1, 1), (PageVerdict.GENUINE, 2, 2),
    ]  # fmt: skip
    number = workbench.visits.get(uid).number
    assert any(number in line for line in pages[0].says)
    assert pages[0].figures == f"{number} 20261120 听0题1"


@pytest.mark.parametrize(("dpi", "turn"), [(120, 0.0), (150, 7.0), (200, 90.0), (300, 181.0)])
def test_a_coarse_or_turned_picture_of_a_page_is_read(
    workbench: Workbench, filed: Filed, tmp_path: Path, dpi: int, turn: float
) -> None:
    file = tmp_path / "photo.jpg"
    file.write_bytes(picture_of(workbench.documents.visit_pdf(filed()), dpi=dpi, turn=turn))
    (page,) = workbench.document_check.check(str(file))
    assert (page.verdict, page.page) == (PageVerdict.GENUINE, 1)


@pytest.mark.parametrize(
    ("said", "forged", "told"),
    [
        ("示范区第3小学", "示范区第8小学", "示范区第【8】小学"),
        ("2026年11月20日", "2026年11月21日", "2026年11月【21】日"),
        ("2份", "9份", "【9】份"),
    ],
)
def test_a_page_with_another_name_day_or_number_does_not_check(
    workbench: Workbench, filed: Filed, tmp_path: Path, said: str, forged: str, told: str
) -> None:
    uid = filed()
    genuine = codes_of(workbench.documents.visit_pdf(uid))
    (tree,) = workbench.document_trees.of(VisitPrint(uid=uid))

    class Copied:
        """Prints the genuine codes beside other words."""

        def code(self, page: object) -> str:
            return genuine.pop(0)

    def changed(value: object) -> object:
        if isinstance(value, str):
            return value.replace(said, forged)
        if isinstance(value, tuple):
            return tuple(changed(each) for each in value)
        if hasattr(value, "__dataclass_fields__"):
            names = value.__dataclass_fields__
            return replace(value, **{n: changed(getattr(value, n)) for n in names})
        return value

    file = tmp_path / "forged.pdf"
    file.write_bytes(render([changed(tree)], fonts=FontLibrary(), coder=Copied()))
    pages = workbench.document_check.check(str(file))
    assert PageVerdict.CHANGED in {page.verdict for page in pages}
    named = [text for page in pages for text in page.differences]
    assert any(told in text and text.startswith("出具时写的是") for text in named)


def test_a_code_that_was_tampered_with_is_damaged_wherever_it_was(
    workbench: Workbench, filed: Filed
) -> None:
    text = codes_of(workbench.documents.visit_pdf(filed()))[0]
    check = workbench.document_check
    assert check.text(text).verdict is PageVerdict.GENUINE
    for place in range(4, len(text), 7):
        other = "0" if text[place] != "0" else "1"
        verdict = check.text(text[:place] + other + text[place + 1 :]).verdict
        assert verdict in {PageVerdict.DAMAGED, PageVerdict.NOT_OURS}
    assert check.text(text[:-5]).verdict is PageVerdict.DAMAGED


def test_a_page_of_another_computer_is_not_ours(workbench: Workbench, filed: Filed) -> None:
    text = codes_of(workbench.documents.visit_pdf(filed()))[0]
    with workbench.context.database.transaction():
        workbench.context.database.execute("DELETE FROM device_key")
    assert workbench.document_check.text(text).verdict is PageVerdict.NOT_OURS


def test_a_corrected_record_makes_the_page_before_an_older_one(
    workbench: Workbench, filed: Filed
) -> None:
    uid = filed()
    text = codes_of(workbench.documents.visit_pdf(uid))[0]
    workbench.visits.correct(uid, reason="写错了")
    workbench.visits.file(uid)
    checked = workbench.document_check.text(text)
    assert (checked.verdict, checked.revision, checked.newest) == (PageVerdict.OLDER, 1, 2)
    assert re.search(r"现行的是第2版，20\d\d-\d\d-\d\d \d\d:\d\d 定稿。", checked.sentence())


def test_a_preview_that_nobody_issued_is_signed_but_not_in_the_archive(
    workbench: Workbench, filed: Filed
) -> None:
    text = codes_of(workbench.documents.visit_preview(filed()).content)[0]
    assert workbench.document_check.text(text).verdict is PageVerdict.NOT_KEPT


def test_the_check_code_at_the_foot_finds_the_document(workbench: Workbench, filed: Filed) -> None:
    workbench.documents.visit_pdf(filed())
    (line,) = workbench.document_archive.list()
    (found,) = workbench.document_check.check(line.check_code.lower())
    assert (found.verdict, found.title) == (PageVerdict.GENUINE, line.title)
    with pytest.raises(NotFoundError, match="档案里没有校验码 0000-0000"):
        workbench.document_check.check("0000-0000")


def test_neither_a_picture_without_a_code_nor_a_text_file_is_taken_for_a_page(
    workbench: Workbench, tmp_path: Path
) -> None:
    white = tmp_path / "white.png"
    Image.new("L", (300, 300), 255).save(white)
    (page,) = workbench.document_check.check(str(white))
    assert page.verdict is PageVerdict.NO_CODE
    words = tmp_path / "words.txt"
    words.write_text("不是图片", "utf-8")
    with pytest.raises(InputError, match="不是能打开的图片"):
        workbench.document_check.check(str(words))
    with pytest.raises(InputError, match="作为文件也读不出"):
        workbench.document_check.check(str(tmp_path / "nowhere.png"))


def test_a_reprint_is_the_very_bytes_whatever_the_record_says_by_then(
    workbench: Workbench, filed: Filed
) -> None:
    uid = filed()
    first = workbench.documents.visit_pdf(uid)
    workbench.visits.correct(uid, reason="写错了")
    number = workbench.visits.get(uid).number
    line = workbench.document_archive.find(number)
    assert workbench.document_archive.content(line.uid) == first
    assert (line.family, line.revision, line.by) == ("督导记录表", 1, "DX001")


def test_several_prints_of_one_number_are_named_to_choose_from(
    workbench: Workbench, filed: Filed
) -> None:
    uid = filed()
    workbench.documents.visit_pdf(uid)
    workbench.documents.visit_pdf(uid, copy=Copy.SCHOOL)
    with pytest.raises(InputError, match="有 2 份"):
        workbench.document_archive.find(workbench.visits.get(uid).number)
    first = workbench.document_archive.list()[0]
    assert workbench.document_archive.find(first.id) == first


def test_letters_bear_a_code_on_the_counterfoil_and_elsewhere_only_where_switched_on(
    workbench: Workbench, filed: Filed
) -> None:
    number = workbench.visits.get(filed()).number

    def notice(reference: str) -> bytes:
        wish = workbench.letters.wish(
            LetterKind.RECTIFICATION_NOTICE, [number], reference=reference
        )
        return workbench.documents.letter_pdf(wish)

    assert [len(page.codes) for page in found_pages(notice("示督〔2026〕1号"))] == [1, 0, 0]
    assert workbench.document_archive.set_letter_codes(True)
    assert not workbench.document_archive.set_letter_codes(True)
    assert [len(page.codes) for page in found_pages(notice("示督〔2026〕2号"))] == [1, 1, 1]


def test_a_plate_is_kept_without_a_code_and_another_wording_is_the_next_edition(
    workbench: Workbench,
) -> None:
    wish = PlatePrint(school_code=SCHOOL)
    first = workbench.documents.issue_pdf(wish)
    assert workbench.documents.issue_pdf(wish) == first
    assert codes_of(first) == []
    with workbench.context.database.transaction():
        workbench.context.database.execute("UPDATE school SET name = '示范区第33小学'")
    assert workbench.documents.issue_pdf(wish) != first
    assert [line.revision for line in workbench.document_archive.list(family="公示牌")] == [2, 1]
    with pytest.raises(InputError, match="没有“信件”这一种"):
        workbench.document_archive.list(family="信件")


def test_only_the_feedback_and_the_notice_go_to_a_school_and_each_is_noted(
    workbench: Workbench, filed: Filed, tmp_path: Path
) -> None:
    uid = filed()
    number = workbench.visits.get(uid).number
    wish = workbench.letters.wish(LetterKind.FEEDBACK_LETTER, [number], reference="示督〔2026〕3号")
    written = workbench.school_copies.to_folder(wish, tmp_path, title="反馈意见书")
    assert written.path.read_bytes() == workbench.documents.letter_pdf(wish)
    (noted,) = workbench.school_copies.log()
    assert (noted.title, noted.way, noted.place) == ("反馈意见书", "file", str(written.path))
    assert noted.document_uid == workbench.document_archive.list()[0].uid
    for other in (VisitPrint(uid=uid), InterviewsPrint(uid=uid)):
        with pytest.raises(RefusedError, match="只有现场反馈意见书和整改通知书"):
            workbench.school_copies.to_folder(other, tmp_path, title="记录")
    assert len(workbench.school_copies.log()) == 1


def test_a_paper_for_a_school_never_replaces_another_one_on_the_stick(
    workbench: Workbench, filed: Filed, tmp_path: Path
) -> None:
    def give(title: str, reference: str) -> Path:
        wish = workbench.letters.wish(LetterKind.FEEDBACK_LETTER, [number], reference=reference)
        return workbench.school_copies.to_folder(wish, tmp_path, title=title).path

    number = workbench.visits.get(filed()).number
    first = give("反馈意见书", "示督〔2026〕3号")
    again, other = give("反馈意见书", "示督〔2026〕3号"), give("反馈意见书", "示督〔2026〕4号")
    assert (again.name, other.name) == ("反馈意见书.pdf", "反馈意见书（2）.pdf")
    assert first.read_bytes() != other.read_bytes()
    assert give("../反馈/4号. ", "示督〔2026〕4号").parent == tmp_path
    noted = [each.at for each in workbench.school_copies.log()]
    assert noted == [workbench.document_archive.list()[0].day] * 4


def test_where_a_stick_is_full_or_gone_nothing_is_noted(
    workbench: Workbench, filed: Filed, tmp_path: Path
) -> None:
    number = workbench.visits.get(filed()).number
    wish = workbench.letters.wish(LetterKind.FEEDBACK_LETTER, [number])
    (tmp_path / "f").mkdir()
    for folder in (tmp_path / "拔掉了", tmp_path / "f."):
        with pytest.raises(RefusedError, match="请插好优盘"):
            workbench.school_copies.to_folder(wish, folder, title="反馈意见书")
    workbench.documents.letter_pdf(wish)
    resource = pytest.importorskip("resource")
    least, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, most))
    try:
        with pytest.raises(EnvironmentProblem, match="写不出"):
            workbench.school_copies.to_folder(wish, tmp_path, title="长" * 300)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (least, most))
    assert workbench.school_copies.log() == ()
    assert list(tmp_path.glob("*.part")) == []


def test_of_a_notice_the_school_is_pasted_its_own_copy(workbench: Workbench, filed: Filed) -> None:
    number = workbench.visits.get(filed()).number
    wish = workbench.letters.wish(LetterKind.RECTIFICATION_NOTICE, [number])
    text = workbench.school_copies.to_clipboard(wish, title="整改通知书")
    assert "学校联" in text
    assert "存根联" not in text
    assert "消防通道堆放杂物" in text
    assert [each.way for each in workbench.school_copies.log()] == ["clipboard"]


def test_what_a_code_names_is_the_document_in_the_archive(
    workbench: Workbench, filed: Filed
) -> None:
    text = codes_of(workbench.documents.visit_pdf(filed()))[0]
    (line,) = workbench.document_archive.list()
    assert read_code(text).code.uid == line.uid.replace("-", "")


def test_a_word_file_of_an_issued_record_bears_one_code_for_all_of_it(
    workbench: Workbench, filed: Filed
) -> None:
    wish = VisitPrint(uid=filed())
    assert pictures_of(workbench.documents.file_of(wish, FileFormat.WORD)) == []
    workbench.documents.visit_pdf(wish.uid)
    (picture,) = pictures_of(workbench.documents.file_of(wish, FileFormat.WORD))
    ((text,),) = (page.codes for page in found_pages(picture))
    checked = workbench.document_check.text(text)
    assert (checked.verdict, checked.page) == (PageVerdict.GENUINE, 0)
    assert "入校督导记录表" in checked.says


def pictures_of(word: bytes) -> list[bytes]:
    with zipfile.ZipFile(BytesIO(word)) as package:
        return [package.read(n) for n in package.namelist() if n.startswith("word/media/")]


def test_a_month_is_issued_once_it_was_handed_over_and_checks_page_by_page(
    workbench: Workbench, filed: Filed, tmp_path: Path
) -> None:
    filed()
    wish, file = MonthPrint(month=Month(2026, 11)), tmp_path / "月统计表.pdf"
    assert codes_of(workbench.documents.issue_pdf(wish)) == []
    assert workbench.document_archive.list() == ()
    workbench.bundles.export(inspector_id="DX001", month=wish.month, folder=tmp_path)
    file.write_bytes(workbench.documents.issue_pdf(wish))
    assert workbench.documents.issue_pdf(wish) == file.read_bytes()
    (line,) = workbench.document_archive.list(family="月统计表")
    assert (line.number, line.revision) == ("2026-11", 1)
    pages = workbench.document_check.file(file)
    assert {page.verdict for page in pages} == {PageVerdict.GENUINE}
    with PdfPages(file.read_bytes()) as drawn:
        assert [page.page for page in pages] == list(range(1, drawn.count + 1))


def test_a_file_without_codes_is_genuine_where_it_is_the_kept_one_to_the_byte(
    workbench: Workbench, tmp_path: Path
) -> None:
    file = tmp_path / "公示牌.pdf"
    issued = workbench.documents.issue_pdf(PlatePrint(school_code=SCHOOL))
    file.write_bytes(issued)
    (page,) = workbench.document_check.file(file)
    assert page.verdict is PageVerdict.GENUINE
    assert "与档案里的原件一字不差" in page.sentence()
    file.write_bytes(issued + b"\n")
    (page,) = workbench.document_check.file(file)
    assert (page.verdict, page.place) == (PageVerdict.NO_CODE, 0)
    assert "这份 PDF 里没有二维码" in page.sentence()
    assert "再拍一张" not in page.sentence()


@pytest.mark.parametrize("name", ["记录.docx", "台账.XLSX"])
def test_of_a_word_or_excel_file_it_is_said_what_to_check_instead(
    workbench: Workbench, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04")
    with pytest.raises(InputError, match="文件，谁都能改，没有核验；请核验出具的 PDF"):
        workbench.document_check.file(tmp_path / name)
    issued = workbench.documents.issue_pdf(PlatePrint(school_code=SCHOOL))
    (tmp_path / name).write_bytes(issued)
    (page,) = workbench.document_check.file(tmp_path / name)
    assert (page.verdict, page.original) == (PageVerdict.GENUINE, True)
