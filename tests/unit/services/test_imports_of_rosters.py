import hashlib
from datetime import date, timedelta
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.school import SchoolState
from inspector_app.services.import_report import Fate
from inspector_app.services.imports import Accept
from tests.unit.services.workbooks import SCHOOL, assignment, person, roster, school

TODAY = date(2026, 11, 22)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "名册.xlsx"


def test_a_renamed_school_keeps_its_code_and_gains_a_former_name(
    workbench: Workbench, book: Path
) -> None:
    result = workbench.imports.import_roster(
        roster(book, schools=[school(学校名称="示范区实验小学")])
    )
    assert (result.new, result.changed) == (0, 1)
    renamed = workbench.schools.get(SCHOOL)
    assert renamed.name == "示范区实验小学"
    assert renamed.former_names == ("示范区第3小学",)
    assert len(workbench.schools.all()) == 2
    assert workbench.schools.find("三小")[0].code == SCHOOL


def test_a_second_renaming_keeps_both_former_names_and_a_return_drops_one(
    workbench: Workbench, book: Path
) -> None:
    for name in ("示范区实验小学", "示范区中心小学"):
        workbench.imports.import_roster(roster(book, schools=[school(学校名称=name)]))
    assert workbench.schools.get(SCHOOL).former_names == ("示范区第3小学", "示范区实验小学")
    workbench.imports.import_roster(roster(book, schools=[school()]))
    assert workbench.schools.get(SCHOOL).former_names == ("示范区实验小学", "示范区中心小学")


def test_full_width_digits_are_no_renaming(workbench: Workbench, book: Path) -> None:
    workbench.imports.import_roster(roster(book, schools=[school()]))
    result = workbench.imports.import_roster(
        roster(book, schools=[school(学校名称="示范区第３小学")])
    )
    assert not result.changes
    assert workbench.schools.get(SCHOOL).former_names == ()


def test_a_closed_school_is_an_update(workbench: Workbench, book: Path) -> None:
    closed = school(状态="停办", 停办日期="2026-08-31")
    preview = workbench.imports.preview_roster(roster(book, schools=[closed]))
    assert [(line.fate, line.detail) for line in preview.lines] == [
        (Fate.CHANGED, "2026-08-31 停办")
    ]
    workbench.imports.import_roster(book)
    found = workbench.schools.get(SCHOOL)
    assert (found.state, found.closed_on) == (SchoolState.CLOSED, date(2026, 8, 31))
    assert SCHOOL not in {row.school.code for row in workbench.schools.board()}


def test_what_a_later_roster_leaves_empty_stays(workbench: Workbench, book: Path) -> None:
    workbench.imports.import_roster(roster(book, schools=[school()]))
    result = workbench.imports.import_roster(
        roster(book, schools=[school(举办性质=None, 学生数=None)])
    )
    assert not result.changes
    assert workbench.schools.get(SCHOOL).pupils == 700


def test_a_reassignment_ends_one_row_and_begins_another(workbench: Workbench, book: Path) -> None:
    workbench.imports.import_roster(roster(book, assignments=[assignment(1)]))
    result = workbench.imports.import_roster(
        roster(
            book,
            assignments=[
                assignment(1, 结束日期="2022-08-31"),
                assignment(2, 开始日期="2022-09-01"),
            ],
        )
    )
    assert (result.new, result.changed) == (1, 1)
    held = workbench.context.stores.schools.assignments(school_code=SCHOOL)
    of_roster = [(a.inspector_id, a.start, a.end) for a in held if a.start > date(2000, 1, 1)]
    assert of_roster == [
        ("DX001", date(2022, 3, 1), date(2022, 8, 31)),
        ("DX002", date(2022, 9, 1), None),
    ]


def test_assignments_and_schools_missing_from_the_file_are_left_alone_and_noted(
    workbench: Workbench, book: Path
) -> None:
    workbench.imports.import_roster(roster(book, assignments=[assignment(1)]))
    result = workbench.imports.import_roster(
        roster(book, schools=[school()], assignments=[assignment(2)])
    )
    told = [note.sentence() for note in result.notes]
    assert any("1 所学校不在这份名册里" in line and "第7幼儿园" in line for line in told)
    assert any("条责任分配不在这份名册里" in line and "督学01—" in line for line in told)
    assert len(workbench.schools.all()) == 2


def test_the_first_zone_holds_for_all_earlier_days_and_a_new_one_from_the_import_on(
    workbench: Workbench, book: Path
) -> None:
    workbench.imports.import_roster(roster(book, people=[person(7)]))
    workbench.imports.import_roster(roster(book, people=[person(7, 责任区="第二督学责任区")]))
    people = workbench.context.stores.people

    def zone(day: date) -> str:
        found = people.find("DX007", on=day)
        assert found is not None
        return found.zone

    assert zone(date(2001, 9, 1)) == "第一督学责任区"
    assert zone(TODAY - timedelta(days=1)) == "第一督学责任区"
    assert zone(TODAY) == "第二督学责任区"


def test_a_person_without_a_zone_in_the_file_keeps_the_known_one(
    workbench: Workbench, book: Path
) -> None:
    names = ("督学编号", "姓名", "专兼职")
    csv = book.with_suffix(".csv")
    row = person(1)
    csv.write_text("\n".join([",".join(names), ",".join(str(row[n]) for n in names)]), "utf-8")
    workbench.imports.import_roster(csv)
    again = workbench.imports.import_roster(csv)
    assert not again.changes
    assert workbench.people.inspector("DX001").zone == "第一督学责任区"


def test_a_second_import_of_a_roster_changes_nothing_and_says_so(
    workbench: Workbench, book: Path
) -> None:
    roster(book, schools=[school()], people=[person(1), person(9)], assignments=[assignment(9)])
    workbench.imports.import_roster(book)
    head = workbench.context.stores.journal.head()
    result = workbench.imports.import_roster(book)
    assert not result.changes
    assert result.unchanged == result.read == 4
    assert "没有改动" in result.sentence
    assert workbench.context.stores.journal.head() == head


def test_one_bad_cell_keeps_a_whole_roster_out(workbench: Workbench, book: Path) -> None:
    roster(book, schools=[school(学校名称="示范区实验小学"), school(学校标识码="12")])
    with pytest.raises(InputError) as refused:
        workbench.imports.import_roster(book)
    assert [p.where for p in refused.value.problems] == ["学校!A3"]
    assert "没有导入任何内容" in refused.value.sentence
    assert workbench.schools.get(SCHOOL).name == "示范区第3小学"


def test_the_good_rows_of_a_roster_come_in_when_asked_for(workbench: Workbench, book: Path) -> None:
    roster(book, schools=[school(学校名称="示范区实验小学"), school(学校标识码="12")])
    result = workbench.imports.import_roster(book, accept=Accept.VALID_ROWS)
    assert (result.read, result.imported, result.refused) == (2, 1, 1)
    assert workbench.schools.get(SCHOOL).name == "示范区实验小学"


def test_a_preview_writes_nothing(workbench: Workbench, book: Path, clock: FixedClock) -> None:
    roster(book, schools=[school(学校名称="示范区实验小学")], people=[person(9)])
    head = workbench.context.stores.journal.head()
    preview = workbench.imports.preview_roster(book)
    assert (preview.new, preview.changed, preview.refused) == (1, 1, 0)
    assert {(line.kind, line.fate) for line in preview.lines} == {
        ("学校", Fate.CHANGED),
        ("督学", Fate.NEW),
    }
    assert any("原名示范区第3小学" in line.detail for line in preview.lines)
    assert workbench.schools.get(SCHOOL).name == "示范区第3小学"
    assert workbench.context.stores.journal.head() == head


def test_the_history_holds_one_entry_with_the_file_s_digest(
    workbench: Workbench, book: Path
) -> None:
    workbench.imports.import_roster(roster(book, people=[person(9)]))
    (seq,) = workbench.context.database.row("SELECT max(seq) FROM journal WHERE noun = 'import'")
    entry = workbench.context.stores.journal.entry(seq)
    assert entry.op["file"] == "名册.xlsx"
    assert entry.op["sha256"] == hashlib.sha256(book.read_bytes()).hexdigest()
    assert entry.op["rows"] == {"督学": [1, 0, 0, 0]}


def test_a_refused_roster_is_offered_no_way_that_there_is_not(
    workbench: Workbench, book: Path
) -> None:
    roster(book, people=[person(9, 专兼职="临时")])
    with pytest.raises(InputError) as refused:
        workbench.imports.import_roster(book)
    assert refused.value.sentence.endswith("请按列出的单元格改好后再导入。")
