"""What is looked at is what is printed; looking issues and numbers nothing."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest

from inspector_app.base.errors import RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.reports.pdf import UnprintableError
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.documents import Unprintable
from inspector_app.services.wishes import (
    Copy,
    LedgerPrint,
    MonthPrint,
    PlatePrint,
    PlatesPrint,
    RecordsPrint,
    SigningPrint,
    VisitPrint,
)
from tests.unit.services.conftest import SCHOOL

NOVEMBER = Month(2026, 11)
NOWHERE = "\U00030000"


def issued_documents(workbench: Workbench) -> int:
    found = workbench.context.database.row("SELECT count(*) FROM document")
    assert found is not None
    return int(found[0])


def test_a_record_is_issued_when_it_goes_out_and_is_what_was_seen(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    printing = workbench.printing
    (piece,) = printing.plan(VisitPrint(uid=filed())).pieces
    seen = printing.prepare(piece)
    assert (issued_documents(workbench), seen.missing) == (0, ())
    issued = printing.issue(piece, unprintable=Unprintable.REFUSE)
    assert issued.content == seen.content
    assert issued_documents(workbench) == 1
    assert printing.prepare(piece).content == seen.content
    with printing.pages(seen.content) as pages:
        assert pages.sizes == seen.sizes


def test_a_copy_for_signing_takes_its_number_when_it_goes_out_and_only_once(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    printing = workbench.printing
    uid = workbench.visit_edit.new_from_json(complete).uid
    plan = printing.plan(SigningPrint(uid=uid))
    (piece,) = plan.pieces
    assert plan.title.startswith("送签稿1 ")
    seen = printing.prepare(piece)
    assert workbench.visits.record(uid).signing == ()
    first = printing.issue(piece, unprintable=Unprintable.REFUSE)
    assert first.changes.visit_uids == {uid}
    again = printing.issue(first.piece, unprintable=Unprintable.REFUSE)
    assert seen.content == first.content == again.content
    assert printing.prepare(first.piece).content == first.content
    assert [copy.signing_no for copy in workbench.visits.record(uid).signing] == [1]


def test_characters_without_a_face_are_named_and_nothing_leaves_without_leave(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    printing = workbench.printing
    (piece,) = printing.plan(VisitPrint(uid=filed(advice=f"请{NOWHERE}老师坚持。"))).pieces
    seen = printing.prepare(piece)
    ((character, places),) = seen.missing
    assert (character, len(places)) == (NOWHERE, 1)
    assert "意见" in places[0]
    with pytest.raises(UnprintableError):
        printing.issue(piece, unprintable=Unprintable.REFUSE)
    assert issued_documents(workbench) == 0
    boxes = printing.issue(piece, unprintable=Unprintable.BOX)
    assert boxes.content == seen.content
    later = printing.prepare(piece)
    assert (later.content, later.missing) == (seen.content, seen.missing)


def test_the_table_of_a_month_is_seen_as_it_prints(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    filed()
    printing = workbench.printing
    (piece,) = printing.plan(MonthPrint(month=NOVEMBER)).pieces
    seen = printing.prepare(piece)
    assert seen.content == printing.issue(piece, unprintable=Unprintable.REFUSE).content
    assert seen.sizes[0].width > seen.sizes[0].height


def test_a_month_of_records_is_one_piece_for_each_in_the_order_of_their_days(
    workbench: Workbench, filed: Callable[..., str], complete: dict[str, Any]
) -> None:
    later, earlier = filed(date="2026-11-20"), filed(date="2026-11-03")
    workbench.visit_edit.new_from_json(complete)
    plan = workbench.printing.plan(RecordsPrint(month=NOVEMBER, inspector_id="DX001"))
    assert [piece.wish for piece in plan.pieces] == [VisitPrint(uid=earlier), VisitPrint(uid=later)]
    assert plan.title == "2026年11月的记录 2 份"
    assert len({piece.stem for piece in plan.pieces}) == 2


def test_a_month_without_a_filed_record_is_refused_in_a_sentence(workbench: Workbench) -> None:
    with pytest.raises(RefusedError, match="2026年11月没有已定稿的记录"):
        workbench.printing.plan(RecordsPrint(month=NOVEMBER))


def test_the_files_of_each_copy_of_a_record_have_names_of_their_own(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    uid = filed()
    names = {
        workbench.printing.plan(VisitPrint(uid=uid, copy=copy)).pieces[0].stem for copy in Copy
    }
    assert len(names) == len(Copy)


def test_the_word_file_of_a_copy_that_was_looked_at_bears_the_number_that_was_seen(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    printing = workbench.printing
    uid = workbench.visit_edit.new_from_json(complete).uid
    workbench.documents.signing_pdf(uid)
    (piece,) = printing.plan(SigningPrint(uid=uid)).pieces
    assert piece.title.startswith("送签稿2 ")
    first = printing.word(piece, unprintable=Unprintable.REFUSE)
    assert first.changes.visit_uids == {uid}
    again = printing.word(first.piece, unprintable=Unprintable.REFUSE)
    assert (again.piece, again.content, bool(again.changes)) == (first.piece, first.content, False)
    printed = printing.issue(first.piece, unprintable=Unprintable.REFUSE)
    assert printed.content == workbench.documents.reprint_signing(uid, signing_no=2)
    assert [copy.signing_no for copy in workbench.visits.record(uid).signing] == [1, 2]


def test_a_word_file_of_a_record_is_written_where_no_face_has_a_character_and_issues_nothing(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    (piece,) = workbench.printing.plan(VisitPrint(uid=filed(advice=f"请{NOWHERE}老师。"))).pieces
    made = workbench.printing.word(piece, unprintable=Unprintable.REFUSE)
    word = docx.Document(BytesIO(made.content))
    assert NOWHERE in "".join(cell.text for t in word.tables for r in t.rows for cell in r.cells)
    assert issued_documents(workbench) == 0


@pytest.mark.parametrize(
    ("wish", "title"),
    [
        (LedgerPrint(month=NOVEMBER), "问题整改台账 2026-11"),
        (LedgerPrint(), "问题整改台账 未销号"),
        (PlatePrint(school_code=SCHOOL), f"责任督学公示牌 {SCHOOL}"),
        (PlatesPrint(), "责任督学公示牌"),
    ],
)
def test_ledgers_and_plates_are_seen_as_they_print(
    workbench: Workbench, filed: Callable[..., str], wish: Any, title: str
) -> None:
    filed()
    (piece,) = workbench.printing.plan(wish).pieces
    assert (piece.title, piece.file_name(FileFormat.WORD)) == (title, f"{title}.docx")
    seen = workbench.printing.prepare(piece)
    issued = workbench.printing.issue(piece, unprintable=Unprintable.REFUSE)
    assert seen.content == issued.content
    word = workbench.printing.word(piece, unprintable=Unprintable.REFUSE)
    assert word.content.startswith(b"PK")
