"""What is to be printed is seen first: its pages, its missing characters; then paper or a file."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.month import Month
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import Copy, MonthPrint, RecordsPrint, VisitPrint
from inspector_app.ui import printer as printers
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.navigator import GoTo, OpenVisit, Place
from inspector_app.ui.pages import preview
from inspector_app.ui.pages.preview import PreviewPage
from inspector_app.ui.pages.visit.page import VisitPage
from inspector_app.ui.printer import Order
from tests.gui.conftest import Hands
from tests.gui.previews import HOME, NOVEMBER, NOWHERE, OFFICE, few_records, preview_of

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """A printer that puts each print job into a PDF file; its jobs so far."""
    jobs: list[Path] = []

    def opened(_name: str) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        jobs.append(tmp_path / f"job-{len(jobs)}.pdf")
        made.setOutputFileName(str(jobs[-1]))
        made.setResolution(100)
        return made

    monkeypatch.setattr(printers, "open_printer", opened)
    monkeypatch.setattr(preview, "found_printers", lambda: (OFFICE, HOME))
    return jobs


def order(monkeypatch: pytest.MonkeyPatch, **chosen: Any) -> None:
    """Answer the question how to print."""

    def answer(_parent: object, _printers: object, *, count: int) -> Order:
        return Order("办公室", **{"pages": tuple(range(1, count + 1)), **chosen})

    monkeypatch.setattr(preview, "ask_print", answer)


def drawn_by_poppler(pdf: Path, folder: Path, *, dpi: int) -> list[Image.Image]:
    subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-png", "-gray", pdf, folder / pdf.stem], check=True
    )
    pages = []
    for path in sorted(folder.glob(f"{pdf.stem}-*.png")):
        with Image.open(path) as page:
            pages.append(page.convert("L"))
    return pages


def ink(page: Image.Image) -> Image.Image:
    """Return a page with all that is not white made white, on black."""
    return page.point(lambda grey: 255 if grey < 160 else 0)


# -- looking -------------------------------------------------------------------------------------


def test_only_what_is_seen_is_drawn_and_pages_are_walked_with_the_keyboard(
    window: Window, hands: Hands
) -> None:
    page = preview_of(window, MonthPrint(month=NOVEMBER))
    hands.wait(lambda: page.view.pictured(0))
    last = page.view.count - 1
    assert last > 4
    assert not page.view.pictured(last)
    assert page.number.text() == f"第 1 / {last + 1} 页"
    assert hands.place == "打印预览"
    hands.press(Qt.Key.Key_PageDown, ctrl=True)
    assert page.number.text() == f"第 2 / {last + 1} 页"
    hands.press(Qt.Key.Key_PageUp, ctrl=True)
    hands.press(Qt.Key.Key_PageDown)
    assert page.view.verticalScrollBar().value() > 0
    hands.press(Qt.Key.Key_End)
    assert page.number.text() == f"第 {last + 1} / {last + 1} 页"
    hands.wait(lambda: page.view.pictured(last))


def test_pages_are_enlarged_reduced_and_fitted_to_the_width(window: Window, hands: Hands) -> None:
    page = preview_of(window, MonthPrint(month=NOVEMBER))
    fitted = page.view.zoom
    assert page.view.horizontalScrollBar().maximum() == 0
    hands.press(Qt.Key.Key_Plus, ctrl=True)
    hands.press(Qt.Key.Key_Plus, ctrl=True)
    assert page.view.zoom > fitted
    assert page.view.horizontalScrollBar().maximum() > 0
    for _ in range(4):
        hands.press(Qt.Key.Key_Minus, ctrl=True)
    assert page.view.zoom < fitted
    hands.press(Qt.Key.Key_0, ctrl=True)
    assert page.view.zoom == pytest.approx(fitted)


def test_pictures_that_are_far_away_are_let_go(window: Window, qtbot: QtBot) -> None:
    page = preview_of(window, MonthPrint(month=NOVEMBER))
    for _ in range(8):
        page.view.enlarge()
    qtbot.waitUntil(lambda: page.view.pictured(0))
    for number in range(7):
        page.view.go_to(number)
        qtbot.waitUntil(lambda number=number: page.view.pictured(number))
    assert not page.view.pictured(0)


def test_closing_leads_back_to_where_the_preview_was_asked_for(
    window: Window, hands: Hands, filed: str
) -> None:
    window.navigator.open(OpenVisit(uid=filed))
    before = window.shell.page
    assert isinstance(before, VisitPage)
    hands.press(Qt.Key.Key_P, ctrl=True)
    assert isinstance(window.shell.page, PreviewPage)
    hands.press(Qt.Key.Key_Escape)
    assert window.shell.page is before
    assert window.shell.rail.marked is Place.VISITS


def test_the_copy_for_the_school_is_seen_at_a_press(window: Window, filed: str) -> None:
    page = preview_of(window, VisitPrint(uid=filed))
    own = page.sheaf.pieces[0]
    page.own[Copy.SCHOOL].click()
    (piece,) = page.sheaf.pieces
    assert (own.wish, piece.wish) == (
        VisitPrint(uid=filed),
        VisitPrint(uid=filed, copy=Copy.SCHOOL),
    )
    assert page.print.isEnabled()


def test_a_copy_for_signing_takes_its_number_only_when_it_leaves(
    window: Window, draft: str, hands: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda *_a: tmp_path / "送签稿.pdf")
    desk: Any = window.desk
    desk.visit_edit.set_field(draft, "narrative", "巡视校园。")
    window.navigator.open(OpenVisit(uid=draft))
    record: Any = window.shell.page
    record.signing.make.click()
    hands.press(Qt.Key.Key_Escape)
    assert desk.visits.record(draft).signing == ()
    record.signing.make.click()
    page: Any = window.shell.page
    assert page.title.text().startswith("送签稿1 ")
    page.save.click()
    page.save.click()
    assert [copy.signing_no for copy in desk.visits.record(draft).signing] == [1]
    assert (tmp_path / "送签稿.pdf").exists()


# -- characters that no face has -----------------------------------------------------------------


def test_characters_that_no_face_has_are_named_before_anything_leaves(
    window: Window, draft: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda *_a: tmp_path / "记录.pdf")
    page = preview_of(window, VisitPrint(uid=draft))
    assert f"{NOWHERE}（U+30000，在督导过程" in page.missing.text
    assert not page.print.isEnabled()
    page.save_pdf()
    assert not (tmp_path / "记录.pdf").exists()
    page.missing.box.click()
    assert page.missing.text == ""
    page.save.click()
    assert (tmp_path / "记录.pdf").read_bytes().startswith(b"%PDF")


def test_whoever_wants_no_boxes_goes_back_to_the_record(window: Window, draft: str) -> None:
    window.navigator.open(OpenVisit(uid=draft))
    page = preview_of(window, VisitPrint(uid=draft))
    page.missing.cancel.click()
    assert isinstance(window.shell.page, VisitPage)


# -- paper ---------------------------------------------------------------------------------------


def test_what_comes_out_of_the_printer_looks_as_the_pdf_at_its_true_size(
    window: Window,
    filed: str,
    paper: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    order(monkeypatch)
    page = preview_of(window, VisitPrint(uid=filed))
    page.print.click()
    assert page.notice.text.startswith("已送到打印机“办公室”")
    desk: Any = window.desk
    (tmp_path / "issued.pdf").write_bytes(desk.documents.visit_pdf(filed))
    (job,) = paper
    printed = drawn_by_poppler(job, tmp_path, dpi=100)
    issued = drawn_by_poppler(tmp_path / "issued.pdf", tmp_path, dpi=100)
    assert len(printed) == len(issued) == page.view.count
    for ours, theirs in zip(printed, issued, strict=True):
        assert ours.size == theirs.size
        # The ink of both has one frame, to a fiftieth of an inch, and falls together nowhere else.
        frames = [ink(each).getbbox() for each in (ours, theirs)]
        assert None not in frames
        assert max(abs(one - other) for one, other in zip(*frames, strict=True)) <= 2
        moved = [
            ImageChops.offset(ours, x, y) for x, y in ((0, 0), (3, 0), (-3, 0), (0, 3), (0, -3))
        ]
        off = [ImageStat.Stat(ImageChops.difference(each, theirs)).mean[0] for each in moved]
        assert off[0] == min(off)


def test_a_range_in_two_copies_in_grey_prints_those_pages_twice(
    window: Window, paper: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    order(monkeypatch, pages=(2, 3), copies=2, grey=True)
    page = preview_of(window, MonthPrint(month=NOVEMBER))
    page.print.click()
    assert page.notice.text == "已送到打印机“办公室”：2 页，每页 2 份。"
    printed = drawn_by_poppler(paper[0], tmp_path, dpi=20)
    assert len(printed) == 4
    assert all(image.width > image.height for image in printed)
    assert printed[0].tobytes() == printed[2].tobytes() != printed[1].tobytes()


def test_on_two_sides_each_copy_of_a_notice_begins_on_a_sheet_of_its_own(
    window: Window, filed: str, paper: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk: Any = window.desk
    number = next(
        v.number for v in desk.visits.list(month=NOVEMBER) if desk.visits.get(v.uid).issues
    )
    wish = desk.letters.wish(LetterKind.RECTIFICATION_NOTICE, [number])
    page = preview_of(window, wish)
    pages = page.view.count
    order(monkeypatch, pages=tuple(range(1, pages + 1)), both_sides=True)
    page.print.click()
    printed = drawn_by_poppler(paper[0], tmp_path, dpi=20)
    blank = [n for n, image in enumerate(printed) if image.convert("L").getextrema()[0] > 250]
    assert len(printed) == pages + len(blank)
    # Two sides to a sheet, so that the second and the third copy begin on fronts.
    each = pages // 3
    assert blank == ([each, 2 * each + 1] if each % 2 else [])


def test_stopped_between_two_pages_nothing_of_that_document_is_printed(
    window: Window, paper: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    order(monkeypatch)
    page = preview_of(window, MonthPrint(month=NOVEMBER))
    asked: list[int] = []

    def goes_on(ticket: Ticket, done: int, total: int) -> bool:
        asked.append(done)
        if done == 2:
            ticket.cancel()
        return not ticket.cancelled()

    monkeypatch.setattr(Ticket, "goes_on", goes_on)
    page.print.click()
    assert asked == [0, 1, 2]
    assert "其余没有打印" in page.notice.text
    assert page.print.isEnabled()


def test_without_a_printer_a_sentence_says_what_can_be_done(
    window: Window, filed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "found_printers", tuple)
    page = preview_of(window, VisitPrint(uid=filed))
    page.print.click()
    assert page.notice.text.startswith("没有找到打印机")
    assert "存为 PDF" in page.notice.text


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false", extend=True)
def test_a_printer_that_does_not_take_the_pages_is_named(
    window: Window, filed: str, paper: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    order(monkeypatch)

    def broken(_name: str) -> QPrinter:
        made = QPrinter()
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / "no-such-folder" / "job.pdf"))
        return made

    monkeypatch.setattr(printers, "open_printer", broken)
    page = preview_of(window, VisitPrint(uid=filed))
    page.print.click()
    assert page.notice.text.startswith("打印机“办公室”没有接收")


# -- a month of records --------------------------------------------------------------------------


def test_the_records_of_a_month_are_printed_as_a_job_each(
    window: Window, paper: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    few_records(window, monkeypatch)
    window.navigator.open(GoTo(place=Place.VISITS))
    visits: Any = window.shell.page
    visits.print.click()
    page: Any = window.shell.page
    assert len(page.sheaf.pieces) == 3
    order(monkeypatch, pages=(1, page.view.count))
    page.print.click()
    assert [len(drawn_by_poppler(job, tmp_path, dpi=10)) for job in paper] == [1, 1]


def test_the_records_of_a_month_go_into_a_folder_one_file_each(
    window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ask, "folder", lambda *_a: tmp_path)
    page = preview_of(window, few_records(window, monkeypatch))
    page.save.click()
    written = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert written == sorted(piece.file_name(FileFormat.PDF) for piece in page.sheaf.pieces)
    assert "一份一个文件" in page.notice.text


def test_a_month_that_is_stopped_shows_the_records_made_so_far(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = few_records(window, monkeypatch)
    monkeypatch.setattr(Ticket, "goes_on", lambda _ticket, done, _total: done < 2)
    page = preview_of(window, wish)
    assert len(page.sheaf.pieces) == 2
    assert page.notice.text.startswith("已停下，只排了前 2 份")
    assert page.print.isEnabled()


def test_a_month_without_records_says_so(window: Window) -> None:
    page = preview_of(window, RecordsPrint(month=Month(2020, 1)))
    assert "没有已定稿的记录" in page.notice.text
    assert not page.print.isEnabled()
