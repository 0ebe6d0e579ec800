"""扫描件: pages are put in once, records are typed from them, and both stay together."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.photo import PhotoOwner, PhotoRole
from inspector_app.domain.scan import Scan
from inspector_app.services.context import Role
from inspector_app.services.scans import PaperRecord
from tests.district.office.district import IN_USE, NOVEMBER, District, opened
from tests.scanned import pdf, photo, tiff
from tests.unit.services.conftest import COMPLETE

PutIn = Callable[..., Scan]
FIELDS: dict[str, Any] = {**COMPLETE, "issues": [], "no_issues_found": True}


@pytest.fixture
def office(filled_folder: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Workbench]:
    folder = shutil.copytree(filled_folder, tmp_path / "office-alone", ignore=IN_USE)
    with opened(folder, clock, role=Role.OFFICE, person="", device="device-office") as made:
        yield made


@pytest.fixture
def put_in(office: Workbench, tmp_path: Path) -> PutIn:
    """Put a scan of three pages in, or other files."""

    def put(*paths: Path) -> Scan:
        files = paths or (pdf(tmp_path / "11月.pdf", [1, 2, 3]),)
        return office.scans.commit("DX003", office.scans.prepare(files)).scan

    return put


def signed(office: Workbench, uid: str) -> list[tuple[int, int]]:
    """Return revision and 送签稿 of each signed page of a record."""
    return [
        (p.revision, p.signing_no) for p in office.visits.record(uid).photos
        if p.role is PhotoRole.SIGNED_PAGE
    ]  # fmt: skip


def test_pages_of_several_files_stand_in_their_order(
    office: Workbench, put_in: PutIn, tmp_path: Path
) -> None:
    scan = put_in(
        pdf(tmp_path / "a.pdf", [1, 2]), tiff(tmp_path / "b.tif", [3]), photo(tmp_path / "c.jpg", 4)
    )
    pages = office.photos.of(PhotoOwner.SCAN, scan.uid)
    assert [page.file_name for page in pages] == [
        "a 第1页.jpg", "a 第2页.jpg", "b 第1页.jpg", "c.jpg",
    ]  # fmt: skip
    assert (scan.files, scan.left) == (("a.pdf", "b.tif", "c.jpg"), (1, 2, 3, 4))
    assert office.photos.basket() == ()


def test_the_file_itself_is_kept_encrypted_and_checked(
    office: Workbench, put_in: PutIn, tmp_path: Path
) -> None:
    put_in()
    data = (tmp_path / "11月.pdf").read_bytes()
    (file,) = office.context.stores.scans.files(office.scans.all()[0].uid)
    assert office.context.attachments.get(file.sha256) == data
    folder = office.context.folder.photos
    assert not any(b"%PDF" in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert office.checks.run().sound
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        path.unlink()
    faults = [fault for check in office.checks.run().checks for fault in check.faults]
    assert any(fault.startswith("扫描件 ") and "11月.pdf" in fault for fault in faults)


def test_two_records_of_one_scan_count_for_the_person_and_name_their_pages(
    office: Workbench, put_in: PutIn
) -> None:
    scan = put_in()
    first = office.scans.begin(scan.uid, PaperRecord(FIELDS, (1, 2)))
    second = office.scans.begin(scan.uid, PaperRecord({**FIELDS, "date": "2026-11-12"}, (3,)))
    for made in (first, second):
        office.visits.file(made.uid)
    listed = {line.uid: (line.lead_id, line.scan) for line in office.visits.list(month=NOVEMBER)}
    assert listed == {
        first.uid: ("DX003", "扫描件第1–2页"), second.uid: ("DX003", "扫描件第3页"),
    }  # fmt: skip
    assert office.months.content(NOVEMBER)["inspectors"]["DX003"]["led_visits"] == 2
    assert office.scans.get(scan.uid).left == ()
    assert office.visits.record(first.uid).source == "代录（扫描件第1–2页）"


def test_pages_are_bound_to_the_revision_that_they_show(office: Workbench, put_in: PutIn) -> None:
    scan = put_in()
    uid = office.scans.begin(scan.uid, PaperRecord(FIELDS, (1,))).uid
    office.visits.file(uid)
    office.visits.correct(uid, reason="督学补交一页")
    office.scans.use(scan.uid, uid, (1, 2))
    assert signed(office, uid) == [(1, 0), (2, 0)]
    with pytest.raises(RefusedError, match="第 1 页是这份记录定稿时的依据"):
        office.scans.use(scan.uid, uid, (2,))
    office.scans.use(scan.uid, uid, (1,))
    assert signed(office, uid) == [(1, 0)]


def test_a_page_may_be_added_to_a_filed_record_and_none_taken_off(
    office: Workbench, put_in: PutIn
) -> None:
    scan = put_in()
    uid = office.scans.begin(scan.uid, PaperRecord(FIELDS, (1,))).uid
    office.visits.file(uid)
    office.scans.use(scan.uid, uid, (1, 3))
    assert office.visits.record(uid).source == "代录（扫描件第1、3页）"
    with pytest.raises(RefusedError, match="定稿时的依据"):
        office.scans.use(scan.uid, uid, (3,))


def test_one_bad_field_leaves_neither_scan_nor_record(office: Workbench, tmp_path: Path) -> None:
    prepared = office.scans.prepare([pdf(tmp_path / "a.pdf", [1, 2])])
    wrong = PaperRecord({**FIELDS, "session": "半夜"}, (2,))
    with pytest.raises(InputError):
        office.scans.enter("DX003", prepared, records=[PaperRecord(FIELDS, (1,)), wrong])
    assert office.scans.all() == ()
    assert office.visits.list() == ()


def test_a_file_that_is_here_is_not_put_in_again(
    office: Workbench, put_in: PutIn, tmp_path: Path
) -> None:
    file = pdf(tmp_path / "a.pdf", [1, 2])
    scan = put_in(file)
    with pytest.raises(RefusedError, match=f"扫描件 {scan.uid[:8]}.*没有再放一次"):
        put_in(file.rename(tmp_path / "b.pdf"))
    assert len(office.scans.all()) == 1


def test_a_scan_put_in_by_mistake_goes_away_unless_something_was_typed_from_it(
    office: Workbench, put_in: PutIn
) -> None:
    scan = put_in()
    made = office.scans.begin(scan.uid, PaperRecord({}, (2,)))
    with pytest.raises(RefusedError, match=f"{made.number}是照这份扫描件录的"):
        office.scans.remove(scan.uid)
    office.scans.use(scan.uid, made.uid, (1,))
    office.visits.discard(made.uid)
    with pytest.raises(RefusedError, match="回收站里的草稿"):
        office.scans.remove(scan.uid)


def test_a_scan_that_went_away_can_be_put_in_again(office: Workbench, put_in: PutIn) -> None:
    office.scans.remove(put_in().uid)
    assert office.scans.all() == ()
    assert put_in().left == (1, 2, 3)


def test_a_page_that_lies_on_its_side_is_turned_for_good_and_on_drafts(
    office: Workbench, put_in: PutIn, tmp_path: Path
) -> None:
    scan = put_in(photo(tmp_path / "c.jpg", 4))
    draft = office.scans.begin(scan.uid, PaperRecord({}, (1,))).uid
    filed = office.scans.begin(scan.uid, PaperRecord(FIELDS, (1,))).uid
    office.visits.file(filed)
    office.scans.turn(scan.pages[0].photo_uid)
    (page,) = office.photos.of(PhotoOwner.SCAN, scan.uid)
    assert (page.width, page.height) == (594, 420)
    assert office.photos.thumbnail(page.uid)
    assert [p.width for p in office.photos.of(PhotoOwner.VISIT, draft)] == [594]
    assert [p.width for p in office.photos.of(PhotoOwner.VISIT, filed)] == [420]
    assert office.photos.original(page.uid) == (tmp_path / "c.jpg").read_bytes()


def test_nothing_is_prefilled_in_what_is_typed_from_paper(office: Workbench, put_in: PutIn) -> None:
    visit = office.visits.get(office.scans.begin(put_in().uid, PaperRecord({}, (1,))).uid)
    assert (visit.visited_on, visit.school, visit.prefilled) == (None, None, frozenset())
    assert visit.lead_id == "DX003"


def test_a_record_that_its_inspector_handed_over_takes_no_scan(
    district: District, write: Callable[..., str], tmp_path: Path
) -> None:
    uid = write("DX001")
    district.hand_over("DX001")
    district.scan()
    scans = district.office.scans
    scan = scans.commit("DX001", scans.prepare([pdf(tmp_path / "a.pdf", [1])])).scan
    with pytest.raises(RefusedError, match="不是督导室代录的"):
        scans.use(scan.uid, uid, (1,))


def test_a_laptop_types_nothing_for_others(workbench: Workbench, tmp_path: Path) -> None:
    prepared = workbench.scans.prepare([pdf(tmp_path / "a.pdf", [1])])
    with pytest.raises(RefusedError, match="代录只在督导室的电脑上做"):
        workbench.scans.commit("DX003", prepared)


def test_nobody_unknown_gets_a_scan(office: Workbench, tmp_path: Path) -> None:
    prepared = office.scans.prepare([pdf(tmp_path / "a.pdf", [1])])
    with pytest.raises(InputError, match="没有编号是“DX099”的督学"):
        office.scans.commit("DX099", prepared)


def test_a_scan_is_found_by_the_beginning_of_its_number(office: Workbench, put_in: PutIn) -> None:
    scan = put_in()
    assert office.scans.get(scan.uid[:8]).uid == scan.uid
    with pytest.raises(NotFoundError, match="没有编号是“zzz”的扫描件"):
        office.scans.get("zzz")


def test_the_printed_record_says_that_the_office_typed_it_and_from_what(
    office: Workbench, put_in: PutIn
) -> None:
    from inspector_app.reports.document import Document, Note
    from inspector_app.services.wishes import Copy, VisitPrint

    uid = office.scans.begin(put_in().uid, PaperRecord(FIELDS, (1, 2))).uid
    (tree,) = office.document_trees.of(VisitPrint(uid=uid, copy=Copy.OWN))
    assert isinstance(tree, Document)
    notes = [block.text for block in tree.blocks if isinstance(block, Note)]
    assert notes[0] == "来源：督导室代录（扫描件第1–2页）。"


def test_a_blank_back_is_not_left_to_be_typed(office: Workbench, put_in: PutIn) -> None:
    scan = put_in()
    office.scans.begin(scan.uid, PaperRecord(FIELDS, (1,)))
    office.scans.set_blank(scan.uid, (2, 3))
    assert office.scans.get(scan.uid).left == ()
    assert (office.scans.current(), office.scans.count_done()) == ((), 1)
    office.scans.set_blank(scan.uid, (2,))
    assert [each.left for each in office.scans.current()] == [(3,)]
    with pytest.raises(InputError, match="没有第 4 页"):
        office.scans.set_blank(scan.uid, (4,))


def test_a_draft_in_the_recycle_bin_leaves_its_pages_to_be_typed(
    office: Workbench, put_in: PutIn
) -> None:
    scan = put_in()
    uid = office.scans.begin(scan.uid, PaperRecord(FIELDS, (1, 2, 3))).uid
    assert (office.scans.current(), office.scans.count_done()) == ((), 1)
    office.visits.discard(uid)
    assert [each.left for each in office.scans.current()] == [(1, 2, 3)]
    office.visits.restore(uid)
    assert office.scans.current() == ()


def test_scans_that_are_done_are_told_the_newest_first_and_no_more_than_asked(
    office: Workbench, put_in: PutIn, clock: FixedClock, tmp_path: Path
) -> None:
    made = []
    for number in (1, 2, 3):
        clock.advance(timedelta(minutes=1))
        made.append(put_in(photo(tmp_path / f"{number}.jpg", number)).uid)
    for uid in made[:2]:
        office.scans.begin(uid, PaperRecord(FIELDS, (1,)))
    assert [scan.uid for scan in office.scans.current()] == [made[2]]
    assert [scan.uid for scan in office.scans.done(limit=1)] == [made[1]]
    assert [scan.uid for scan in office.scans.all()] == [made[2], made[1], made[0]]


def test_a_record_that_was_typed_before_gets_its_pages_later(
    office: Workbench, put_in: PutIn
) -> None:
    scan = put_in()
    uid = office.visit_edit.new_from_json({**FIELDS, "lead": "DX003"}).uid
    assert office.visits.record(uid).source == "代录"
    office.scans.use(scan.uid, uid, (2,))
    assert office.visits.record(uid).source == "代录（扫描件第2页）"
    found = office.scans.of_visit(uid)
    assert found is not None
    assert found.uid == scan.uid
