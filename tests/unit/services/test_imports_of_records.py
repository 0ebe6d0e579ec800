from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.issue import IssueDates
from inspector_app.domain.issue_event import EventSource, IssueEventKind
from inspector_app.domain.issue_fold import fold
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.import_pace import Pace
from inspector_app.services.import_report import Fate
from inspector_app.services.import_rows import RowMaker, merits_in
from inspector_app.services.imports import Accept
from inspector_app.sheets.visit_rows import IssueRow
from tests.unit.services.workbooks import (
    KINDERGARTEN,
    NUMBER,
    complaint,
    issue,
    lesson,
    record,
    visits,
)

OTHER = "210304-2022-DX001-0002"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "记录.xlsx"


@pytest.fixture
def term(book: Path) -> Path:
    return visits(
        book,
        records=[record(), record(OTHER, 督导日期="2022-05-09", 学校标识码=KINDERGARTEN)],
        lessons=[lesson(), lesson(班级="5年1班")],
        issues=[issue(), issue("WT00002", 记录编号=OTHER)],
        complaints=[complaint()],
    )


def _uid(workbench: Workbench, number: str = NUMBER) -> str:
    return workbench.context.stores.visits.uid_of(number)


def test_a_record_holds_what_its_row_says(workbench: Workbench, term: Path) -> None:
    result = workbench.imports.import_visits(term)
    assert (result.read, result.new, result.refused) == (7, 7, 0)
    visit = workbench.visits.get(_uid(workbench))
    assert visit.status is VisitStatus.FILED
    assert visit.visited_on == date(2022, 5, 2)
    assert (visit.lead_id, visit.peer_ids) == ("DX001", ("DX002",))
    assert [merit.text for merit in visit.merits] == ["大课间有序。"]
    assert [heard.class_name for heard in visit.lessons] == ["4年2班", "5年1班"]
    assert [found.number for found in visit.issues] == ["WT00001"]
    assert visit.methods.campus_walks == 1
    assert visit.origin == "import"


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("草稿", VisitStatus.DRAFT),
        ("已提交", VisitStatus.FILED),
        ("已上报", VisitStatus.HANDED_OVER),
        ("作废", VisitStatus.VOIDED),
    ],
)
def test_each_status_word_has_its_status(
    workbench: Workbench, book: Path, word: str, status: VisitStatus
) -> None:
    workbench.imports.import_visits(visits(book, records=[record(状态=word)]))
    assert workbench.visits.get(_uid(workbench)).status is status


def test_the_school_is_called_as_it_was_on_that_day(workbench: Workbench, book: Path) -> None:
    rows = [record(学校名称="示范区第３小学"), record(OTHER, 学校名称="示范区向阳小学")]
    workbench.imports.import_visits(visits(book, records=rows))
    names = [workbench.visits.get(_uid(workbench, n)).school for n in (NUMBER, OTHER)]
    assert [s.name for s in names if s is not None] == ["示范区第3小学", "示范区向阳小学"]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("", ()),
        ("无", ()),
        (" 暂无 ", ()),
        ("大课间有序。", ("大课间有序。",)),
        ("大课间有序。\n社团丰富。", ("大课间有序。", "社团丰富。")),
        ("1.大课间有序；2.社团丰富。", ("大课间有序", "社团丰富。")),
        ("（1）大课间有序。（2）社团丰富。", ("大课间有序。", "社团丰富。")),
        ("①大课间；②社团", ("大课间", "社团")),
        ("跑道长1.5公里，共3.2亩。", ("跑道长1.5公里，共3.2亩。",)),
        ("一年级 12 个班；有序", ("一年级 12 个班；有序",)),
    ],
)
def test_a_cell_of_merits_becomes_one_entry_for_each(text: str, entries: tuple[str, ...]) -> None:
    assert merits_in(text) == entries


def test_an_issue_holds_its_life_as_imported_events(workbench: Workbench, book: Path) -> None:
    row = issue(
        延期至="2022-06-20",
        通知书日期="2022-05-03",
        学校报送日期="2022-06-10",
        销号日期="2022-06-15",
    )
    workbench.imports.import_visits(visits(book, records=[record()], issues=[row]))
    found = workbench.visits.get(_uid(workbench)).issues[0]
    assert found.dates == IssueDates(
        extended_to=date(2022, 6, 20),
        due_now=date(2022, 6, 20),
        noticed_on=date(2022, 5, 3),
        answered_on=date(2022, 6, 10),
        closed_on=date(2022, 6, 15),
    )
    assert (found.deadline, found.due) == (date(2022, 6, 1), date(2022, 6, 20))
    events = workbench.context.stores.issue_events.events(found.uid)
    assert {event.kind for event in events} == {
        IssueEventKind.FOUND, IssueEventKind.NOTICE_ISSUED, IssueEventKind.EXTENDED,
        IssueEventKind.ANSWERED, IssueEventKind.CLOSED,
    }  # fmt: skip
    assert {event.source for event in events} == {EventSource.IMPORT}
    assert fold(events) == found.dates


_days = st.none() | st.dates(date(2022, 5, 2), date(2022, 12, 31))


@given(notice=_days, extended=_days, answered=_days, closed=_days, voided=_days)
def test_the_events_of_a_row_lead_to_the_days_that_it_says(
    notice: date | None,
    extended: date | None,
    answered: date | None,
    closed: date | None,
    voided: date | None,
) -> None:
    row = IssueRow(
        sheet="问题", row=2, digest="", number="WT1", record_number=NUMBER, topic="T1",
        description="堆放杂物", severity="一般", fixed_on_the_spot=False, deadline=date(2022, 6, 1),
        extended_to=extended, notice_on=notice, answered_on=answered, closed_on=closed,
        voided_on=voided,
    )  # fmt: skip
    maker = RowMaker(district="210304", at="2026-11-22T08:00:00Z", schools={})
    made, events = maker.issue(row, found_on=date(2022, 5, 2))
    assert made.dates == IssueDates(
        extended_to=extended, due_now=extended, noticed_on=notice, answered_on=answered,
        closed_on=closed, voided_on=voided,
    )  # fmt: skip
    assert fold(reversed(events)) == made.dates
    assert len({event.uid for event in events}) == len(events)


def test_a_changed_row_changes_the_record_in_place_and_keeps_its_photos(
    workbench: Workbench, book: Path, photo_file: Callable[[str], Any]
) -> None:
    visits(book, records=[record(状态="草稿")], lessons=[lesson()], issues=[issue()])
    workbench.imports.import_visits(book)
    uid = _uid(workbench)
    photo = _photo_on(workbench, uid, photo_file)
    changed = [record(意见建议="坚持每日巡查。", 亮点="社团丰富。", 同行督学="督学03")]
    visits(
        book, records=changed, lessons=[lesson(等级="优")], issues=[issue(销号日期="2022-05-20")]
    )
    result = workbench.imports.import_visits(book)
    assert (result.new, result.changed, result.unchanged) == (0, 3, 0)
    assert result.changes.months == {"2022-05"}
    visit = workbench.visits.get(uid)
    assert (visit.advice, visit.peer_ids) == ("坚持每日巡查。", ("DX003",))
    assert [merit.text for merit in visit.merits] == ["社团丰富。"]
    assert visit.issues[0].dates.closed_on == date(2022, 5, 20)
    assert [p.uid for p in workbench.visits.record(uid).photos] == [photo]


def _photo_on(workbench: Workbench, uid: str, photo_file: Callable[[str], Any]) -> str:
    from inspector_app.domain.photo import PhotoOwner

    added = workbench.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("门口.jpg")])
    return added.photos[0].uid


def test_a_date_that_is_taken_back_in_the_workbook_is_taken_back_here(
    workbench: Workbench, book: Path
) -> None:
    visits(book, records=[record()], issues=[issue(销号日期="2022-05-20")])
    workbench.imports.import_visits(book)
    workbench.imports.import_visits(visits(book, records=[record()], issues=[issue()]))
    found = workbench.visits.get(_uid(workbench)).issues[0]
    assert found.dates == IssueDates()
    assert len(workbench.context.stores.issue_events.events(found.uid)) == 1


def test_the_first_events_follow_the_date_of_their_record(workbench: Workbench, book: Path) -> None:
    extended = issue(延期至="2022-06-20")
    workbench.imports.import_visits(visits(book, records=[record()], issues=[extended]))
    moved = visits(book, records=[record(督导日期="2022-05-06")], issues=[extended])
    result = workbench.imports.import_visits(moved)
    assert (result.changed, result.unchanged) == (1, 1)
    found = workbench.visits.get(_uid(workbench)).issues[0]
    days = {e.effective_on for e in workbench.context.stores.issue_events.events(found.uid)}
    assert days == {date(2022, 5, 6)}


def test_a_lesson_put_right_in_the_workbook_does_not_count_twice(
    workbench: Workbench, book: Path
) -> None:
    visits(book, records=[record()], lessons=[lesson(), lesson(班级="5年1班")])
    workbench.imports.import_visits(book)
    visits(book, records=[record()], lessons=[lesson(), lesson(班级="5年2班")])
    preview = workbench.imports.preview_visits(book)
    assert any("改写或删去" in note.what for note in preview.notes)
    result = workbench.imports.import_visits(book)
    assert result.changes.lessons
    heard = [x.class_name for x in workbench.visits.get(_uid(workbench)).lessons]
    assert sorted(heard) == ["4年2班", "5年2班"]
    assert not workbench.imports.import_visits(book).changes


def test_lessons_of_a_file_without_their_records_only_add(workbench: Workbench, book: Path) -> None:
    workbench.imports.import_visits(visits(book, records=[record()], lessons=[lesson()]))
    workbench.imports.import_visits(visits(book, lessons=[lesson(班级="5年2班")]))
    assert len(workbench.visits.get(_uid(workbench)).lessons) == 2


def test_a_refused_lesson_does_not_remove_the_one_taken_before(
    workbench: Workbench, book: Path
) -> None:
    workbench.imports.import_visits(visits(book, records=[record()], lessons=[lesson()]))
    visits(book, records=[record()], lessons=[lesson(是否整节="不详")])
    result = workbench.imports.import_visits(book, accept=Accept.VALID_ROWS)
    assert result.refused == 1
    assert len(workbench.visits.get(_uid(workbench)).lessons) == 1


def test_an_unchanged_row_of_a_record_corrected_here_is_skipped(
    workbench: Workbench, term: Path
) -> None:
    workbench.imports.import_visits(term)
    uid = _uid(workbench)
    _corrected(workbench, uid)
    result = workbench.imports.import_visits(term)
    assert not result.changes
    assert result.conflicts == ()
    assert workbench.visits.get(uid).advice == "在本机更正。"


def test_a_changed_row_of_a_record_corrected_here_is_named_and_not_applied(
    workbench: Workbench, book: Path
) -> None:
    visits(book, records=[record()], issues=[issue()])
    workbench.imports.import_visits(book)
    uid = _uid(workbench)
    _corrected(workbench, uid)
    visits(
        book,
        records=[record(意见建议="表里的新意见。")],
        lessons=[lesson()],
        issues=[issue(销号日期="2022-05-20")],
    )
    result = workbench.imports.import_visits(book)
    assert [c.where for c in result.conflicts] == [
        f"督导记录第 2 行（{NUMBER}）", f"听课记录第 2 行（{NUMBER}）", "问题第 2 行（WT00001）"
    ]  # fmt: skip
    assert (result.imported, result.refused) == (0, 3)
    assert not result.changes
    visit = workbench.visits.get(uid)
    assert visit.advice == "在本机更正。"
    assert visit.lessons == ()
    assert visit.issues[0].dates.closed_on is None


def _corrected(workbench: Workbench, uid: str) -> None:
    workbench.visits.correct(uid, reason="写错了")
    workbench.visit_edit.set_field(uid, "advice", "在本机更正。", editing="e")


def test_a_number_of_a_record_made_here_is_a_conflict_with_all_that_hangs_on_it(
    workbench: Workbench, book: Path, filed: Callable[..., str]
) -> None:
    uid = filed()
    number = workbench.visits.get(uid).number
    visits(
        book,
        records=[record(number)],
        lessons=[lesson(number)],
        issues=[issue(记录编号=number)],
        complaints=[complaint()],
    )
    preview = workbench.imports.preview_visits(book)
    assert [line.fate for line in preview.lines].count(Fate.CONFLICT) == 3
    result = workbench.imports.import_visits(book)
    assert (len(result.conflicts), result.new) == (3, 1)
    assert workbench.visits.get(uid).narrative == "巡视校园，查看食堂。"


def test_a_number_of_an_issue_made_here_is_a_conflict(
    workbench: Workbench, book: Path, filed: Callable[..., str]
) -> None:
    number = workbench.visits.get(filed()).issues[0].number
    result = workbench.imports.import_visits(
        visits(book, records=[record()], issues=[issue(number), issue("WT9")])
    )
    assert [c.where for c in result.conflicts] == [f"问题第 2 行（{number}）"]
    assert result.new == 2


def test_files_of_one_sheet_each_find_the_records_that_are_here(
    workbench: Workbench, book: Path, term: Path, tmp_path: Path, folder: Path
) -> None:
    for part in ({"records": [record()]}, {"lessons": [lesson()]}, {"issues": [issue()]}):
        assert workbench.imports.import_visits(visits(book, **part)).refused == 0
    visit = workbench.visits.get(_uid(workbench))
    assert (len(visit.lessons), len(visit.issues)) == (1, 1)
    assert not workbench.imports.import_visits(
        visits(book, records=[record()], lessons=[lesson()], issues=[issue()])
    ).changes


def test_a_stopped_import_says_so_and_the_next_one_completes_it(
    workbench: Workbench, term: Path
) -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, whole: int) -> bool:
        told.append((done, whole))
        return False

    result = workbench.imports.import_visits(term, progress=stop)
    assert told == [(2, 7)]
    assert not result.finished
    assert "已停止" in result.sentence
    again = workbench.imports.import_visits(term)
    assert again.finished
    assert (again.new, again.unchanged) == (5, 2)


def test_a_crash_between_two_steps_is_mended_by_importing_again(
    workbench: Workbench, term: Path, folder: Path, clock: FixedClock
) -> None:
    def crash(done: int, whole: int) -> bool:
        if done > 2:
            raise KeyboardInterrupt
        return True

    with pytest.raises(KeyboardInterrupt):
        workbench.imports.import_visits(term, progress=crash)
    workbench.close()
    with open_workbench(folder, clock=clock) as opened:
        result = opened.imports.import_visits(term)
        assert result.new + result.unchanged == 7
        visit = opened.visits.get(_uid(opened))
        assert (len(visit.lessons), len(visit.issues)) == (2, 1)
        assert list(opened.context.stores.journal.faults()) == []


def test_progress_ends_at_the_whole(workbench: Workbench, term: Path) -> None:
    told: list[tuple[int, int]] = []

    def note(done: int, whole: int) -> bool:
        told.append((done, whole))
        return True

    workbench.imports.import_visits(term, progress=note)
    assert told == [(2, 7), (4, 7), (6, 7), (7, 7)]


def test_a_refused_file_leaves_no_trace(workbench: Workbench, book: Path) -> None:
    visits(book, records=[record(), record(OTHER, 时段="晚上")])
    head = workbench.context.stores.journal.head()
    with pytest.raises(InputError) as refused:
        workbench.imports.import_visits(book)
    assert [p.where for p in refused.value.problems] == ["督导记录!E3"]
    assert workbench.visits.list() == ()
    assert workbench.context.stores.journal.head() == head


def test_bad_rows_stay_out_with_all_that_hangs_on_them(workbench: Workbench, book: Path) -> None:
    visits(
        book,
        records=[record(), record(OTHER, 时段="晚上")],
        lessons=[lesson(OTHER)],
        issues=[issue(), issue("WT2", 记录编号=OTHER)],
    )
    preview = workbench.imports.preview_visits(book)
    result = workbench.imports.import_visits(book, accept=Accept.VALID_ROWS)
    assert (result.read, result.imported, result.refused) == (5, 2, 3)
    assert [(line.kind, line.detail) for line in preview.lines if line.fate is Fate.REFUSED] == [
        ("督导记录", "有单元格要改"), ("听课记录", "所属的行没有导入"), ("问题", "所属的行没有导入")
    ]  # fmt: skip
    assert [v.number for v in workbench.visits.list()] == [NUMBER]


def test_what_was_imported_is_found_by_its_words(workbench: Workbench, book: Path) -> None:
    rows = [record(督导过程="查看直饮水滤芯。")]
    visits(book, records=rows, issues=[issue(问题描述="更换记录缺失。")])
    workbench.imports.import_visits(book)
    assert [hit.number for hit in workbench.search.find("滤芯")] == [NUMBER]
    visits(book, records=rows, issues=[issue(问题描述="台账缺页。")])
    workbench.imports.import_visits(book)
    assert workbench.search.find("更换记录") == ()
    assert [hit.number for hit in workbench.search.find("台账")] == [NUMBER]


def test_an_imported_draft_may_be_discarded_and_stays_away(
    workbench: Workbench, book: Path
) -> None:
    visits(book, records=[record(状态="草稿")], issues=[issue()])
    workbench.imports.import_visits(book)
    workbench.visits.discard(_uid(workbench))
    assert not workbench.imports.import_visits(book).changes
    visits(book, records=[record(状态="已提交")], issues=[issue()])
    assert len(workbench.imports.import_visits(book).conflicts) == 1


def test_steps_grow_while_they_are_quick_and_shrink_when_they_are_slow() -> None:
    now = 0.0
    pace = Pace(rows=100, timer=lambda: now)
    sizes = []
    for portion in pace.portions(range(1_500)):
        sizes.append(len(portion))
        now += 0.01 if len(sizes) < 3 else 0.3
    assert sizes == [100, 200, 400, 200, 100, 50, 25, 12, 6, 3, *[1] * 404]
    assert sum(sizes) == 1_500
