"""A record and its rows go in and come out as the same value."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.issue import IssueDates
from inspector_app.domain.photo import PhotoOwner
from inspector_app.domain.visit import (
    SchoolSnapshot,
    Visit,
    VisitStatus,
)
from inspector_app.domain.visit_options import Joint
from inspector_app.storage.database import Database
from inspector_app.storage.issue_events import IssueEventStore
from inspector_app.storage.people import PeopleStore
from inspector_app.storage.photos import PhotoStore
from inspector_app.storage.schools import SchoolStore
from inspector_app.storage.visit_lists import VisitFilter, VisitListStore
from inspector_app.storage.visits import VisitStore
from tests.examples import examples
from tests.unit.builders import (
    AT,
    ORIGIN,
    make_inspector,
    make_issue,
    make_lesson,
    make_merit,
    make_photo,
    make_school,
    make_visit,
)
from tests.unit.storage.any_record import SCHOOL, VISITS
from tests.unit.storage.conftest import KEY


@pytest.fixture
def visits(database: Database) -> VisitStore:
    SchoolStore(database).put(SCHOOL, initials="sfq1xx", origin=ORIGIN)
    return VisitStore(database)


# -- any record ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lasting(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[VisitStore]:
    path = tmp_path_factory.mktemp("visits") / "inspector.db"
    shutil.copy(template, path)
    database = Database(path, raw_key=KEY)
    database.execute("PRAGMA synchronous = OFF")
    SchoolStore(database).put(SCHOOL, initials="", origin=ORIGIN)
    yield VisitStore(database)
    database.close()


@examples()
@given(visit=VISITS)
def test_any_record_comes_out_as_it_went_in(lasting: VisitStore, visit: Visit) -> None:
    lasting.insert(visit)
    assert lasting.get(visit.uid) == visit


@examples()
@given(before=VISITS, after=VISITS)
def test_any_record_written_over_another_leaves_nothing_of_it_but_what_was_drawn(
    lasting: VisitStore, before: Visit, after: Visit
) -> None:
    lasting.insert(before)
    wanted = replace(after, uid=before.uid)
    lasting.replace_content(wanted)
    assert lasting.get(before.uid) == replace(wanted, draws=before.draws)


@examples()
@given(before=VISITS, after=VISITS, data=st.data())
def test_any_single_attribute_is_set_and_nothing_else(
    lasting: VisitStore, before: Visit, after: Visit, data: st.DataObject
) -> None:
    # What a record has to do with peers is told once, when it is put in.
    rows = {"merits", "issues", "lessons", "interviews", "questionnaires", "draws", "joint",
            "checklists", "forms"}  # fmt: skip
    names = sorted(set(Visit.__slots__) - {"uid", "number"} - rows)
    name = data.draw(st.sampled_from(names))
    lasting.insert(before)
    lasting.set_value(before.uid, name, getattr(after, name))
    assert lasting.get(before.uid) == replace(before, **{name: getattr(after, name)})


def test_what_a_record_has_to_do_with_peers_is_told_when_it_is_put_in_and_stays(
    visits: VisitStore,
) -> None:
    for joint in (None, *Joint):
        visit = make_visit(school=None, joint=joint)
        visits.insert(visit)
        visits.replace_content(replace(visit, advice="改过"))
        assert visits.get(visit.uid).joint is joint


def test_a_school_chosen_and_unchosen_fills_and_empties_its_four_columns(
    visits: VisitStore,
) -> None:
    visits.insert(make_visit(uid="v", school=None))
    chosen = SchoolSnapshot(
        code=SCHOOL.code, name="示范区第1小学", kind="primary", ownership="公办"
    )
    for school in (chosen, None):
        visits.set_value("v", "school", school)
        assert visits.get("v").school == school


# -- reading -------------------------------------------------------------------------------------


def test_a_record_that_is_not_there_is_named_in_a_sentence(visits: VisitStore) -> None:
    assert visits.find("nobody") is None
    with pytest.raises(NotFoundError, match="nobody"):
        visits.get("nobody")
    with pytest.raises(NotFoundError, match="nobody"):
        visits.id_of("nobody")
    with pytest.raises(NotFoundError, match="记录编号为“210302-1”"):
        visits.uid_of("210302-1")


def test_a_record_is_found_by_its_number(visits: VisitStore) -> None:
    visit = make_visit()
    visits.insert(visit)
    assert visits.uid_of(visit.number) == visit.uid


def test_numbers_of_discarded_records_count_among_those_given_out(
    visits: VisitStore, database: Database
) -> None:
    prefix = "210302-2022-D001-"
    assert visits.highest_serial(prefix) == 0
    visits.insert(make_visit(number=f"{prefix}0007"))
    visits.insert(make_visit(number="210302-2022-D0012-0999"))
    assert visits.highest_serial(prefix) == 7
    database.execute("INSERT INTO tombstone VALUES (?, 'u', '误建', ?, 'x')", f"{prefix}0012", AT)
    assert visits.highest_serial(prefix) == 12


def test_the_pages_of_a_lesson_are_its_photos_that_were_not_taken_away(
    visits: VisitStore, database: Database
) -> None:
    lesson = make_lesson()
    visit = make_visit(lessons=(lesson,))
    visits.insert(visit)
    photos = PhotoStore(database)
    pages = [make_photo(owner=PhotoOwner.LESSON, owner_uid=lesson.uid) for _ in range(3)]
    for page in pages:
        photos.insert(page, thumbnail=b"", added_at=AT, origin=ORIGIN)
    photos.mark_removed(pages[0].uid, at=AT)
    assert visits.get(visit.uid).lessons[0].paper_pages == 2


def test_a_record_removed_for_good_takes_its_rows_along_and_leaves_its_events(
    visits: VisitStore, database: Database
) -> None:
    issue = make_issue()
    visit = make_visit(
        issues=(issue,), lessons=(make_lesson(),), merits=(make_merit(),), peer_ids=("D002",)
    )
    visits.insert(visit)
    database.execute(
        "INSERT INTO issue_event (uid, issue_uid, seq, kind, effective_on, recorded_at, actor,"
        " origin, source) VALUES ('e', ?, 1, 'closed', '2022-09-30', ?, 'D001', 'x', 'recorded')",
        issue.uid, AT,
    )  # fmt: skip
    visits.delete(visit.uid)
    assert visits.find(visit.uid) is None
    for table in ("issue", "lesson", "merit", "visit_peer"):
        assert database.row(f"SELECT count(*) FROM {table}") == (0,), table
    assert len(IssueEventStore(database).events(issue.uid)) == 1


# -- children ------------------------------------------------------------------------------------


def test_a_child_row_knows_its_record_and_its_place(visits: VisitStore) -> None:
    first, second = make_merit(), make_merit()
    visit = make_visit(merits=(first, second))
    visits.insert(visit)
    found = visits.merits.get(second.uid)
    assert found is not None
    assert (found.visit_uid, found.ordinal, found.value) == (visit.uid, 2, second)
    assert visits.merits.get("nobody") is None


def test_a_child_row_is_added_changed_and_removed_alone(visits: VisitStore) -> None:
    visit = make_visit(merits=(make_merit(),))
    visits.insert(visit)
    visit_id = visits.id_of(visit.uid)
    added = make_merit()
    visits.merits.insert(visit_id, added, ordinal=visits.merits.next_ordinal(visit_id))
    visits.merits.update(added.uid, {"text": "家校共育"})
    changed = replace(added, text="家校共育")
    assert visits.get(visit.uid).merits == (*visit.merits, changed)
    visits.merits.delete(visit.merits[0].uid)
    assert visits.get(visit.uid).merits == (changed,)
    assert visits.merits.next_ordinal(visit_id) == 3


def test_the_number_of_a_removed_issue_is_not_given_out_again(visits: VisitStore) -> None:
    visit = make_visit(issues=(make_issue(), make_issue()))
    visits.insert(visit)
    assert [visits.take_issue_no(visit.uid) for _ in range(2)] == [3, 4]
    visits.issues.delete(visit.issues[0].uid)
    assert visits.take_issue_no(visit.uid) == 5


# -- lists ---------------------------------------------------------------------------------------


@pytest.fixture
def lists(database: Database) -> VisitListStore:
    return VisitListStore(database)


def listed(lists: VisitListStore, **wanted: Any) -> list[str]:
    return [line.uid for line in lists.summaries(VisitFilter(**wanted))]


def test_a_list_shows_the_newest_first_and_no_more_than_asked_for(
    visits: VisitStore, lists: VisitListStore
) -> None:
    for number, day in enumerate((3, 1, 2)):
        visits.insert(make_visit(uid=f"v{number}", visited_on=date(2022, 9, day)))
    assert listed(lists) == ["v0", "v2", "v1"]
    assert listed(lists, limit=2) == ["v0", "v2"]


def test_a_list_may_begin_or_end_with_a_day_alone(
    visits: VisitStore, lists: VisitListStore
) -> None:
    for day in (1, 2, 3):
        visits.insert(make_visit(uid=f"v{day}", visited_on=date(2022, 9, day)))
    assert listed(lists, start=date(2022, 9, 2)) == ["v3", "v2"]
    assert listed(lists, end=date(2022, 9, 2)) == ["v2", "v1"]
    assert listed(lists, start=date(2022, 9, 2), end=date(2022, 9, 2)) == ["v2"]


def test_a_person_sees_the_records_that_were_led_or_accompanied(
    visits: VisitStore, lists: VisitListStore
) -> None:
    visits.insert(make_visit(uid="led", lead_id="D001"))
    visits.insert(make_visit(uid="joined", lead_id="D002", peer_ids=("D003", "D001")))
    visits.insert(make_visit(uid="strange", lead_id="D002"))
    assert set(listed(lists, person_id="D001")) == {"led", "joined"}


def test_a_list_is_narrowed_by_school_state_and_recycle_bin(
    visits: VisitStore, lists: VisitListStore, database: Database
) -> None:
    other = make_school()
    SchoolStore(database).put(other, initials="", origin=ORIGIN)
    visits.insert(make_visit(uid="draft", status=VisitStatus.DRAFT))
    visits.insert(make_visit(uid="filed"))
    visits.insert(make_visit(uid="there", school=other))
    visits.insert(make_visit(uid="gone", status=VisitStatus.DRAFT))
    visits.set_many("gone", {"deleted_at": AT})
    assert visits.is_deleted("gone")
    assert not visits.is_deleted("draft")
    assert set(listed(lists)) == {"draft", "filed", "there"}
    assert listed(lists, statuses=frozenset({VisitStatus.DRAFT})) == ["draft"]
    counted = frozenset({VisitStatus.FILED, VisitStatus.HANDED_OVER})
    assert set(listed(lists, statuses=counted)) == {"filed", "there"}
    assert listed(lists, school_code=other.code) == ["there"]
    assert listed(lists, deleted=True) == ["gone"]


def test_a_line_names_people_and_counts_rows(
    visits: VisitStore, lists: VisitListStore, database: Database
) -> None:
    people = PeopleStore(database)
    people.put(make_inspector(id="D001", name="督学01"), origin=ORIGIN)
    people.put(make_inspector(id="D002", name="督学02、区级"), origin=ORIGIN)
    closed = replace(make_issue(), dates=IssueDates(closed_on=date(2022, 9, 30)))
    visit = make_visit(
        peer_ids=("D009", "D002"), issues=(make_issue(), closed), lessons=(make_lesson(),)
    )
    visits.insert(visit)
    photos = PhotoStore(database)
    for uid in ("a", "b"):
        photos.insert(
            make_photo(uid=uid, owner=PhotoOwner.VISIT, owner_uid=visit.uid, visit_uid=visit.uid),
            thumbnail=b"", added_at=AT, origin=ORIGIN,
        )  # fmt: skip
    photos.mark_removed("a", at=AT)
    (line,) = lists.summaries(VisitFilter())
    assert (line.lead_name, line.peer_names) == ("督学01", ("D009", "督学02、区级"))
    assert (line.issues, line.open_issues, line.lessons, line.photos) == (2, 1, 1, 1)
    assert (line.school_code, line.school_name) == (SCHOOL.code, SCHOOL.name)


@pytest.mark.parametrize(
    ("filed_at", "revision", "late"),
    [
        ("2022-09-07T15:59:59Z", 1, False),
        # Midnight of the third day in China is still the second day in UTC.
        ("2022-09-07T16:00:00Z", 1, True),
        ("2022-12-01T08:00:00Z", 2, False),
        ("", 1, False),
    ],
)
def test_filing_later_than_two_days_by_the_calendar_in_china_is_late(
    visits: VisitStore, lists: VisitListStore, filed_at: str, revision: int, late: bool
) -> None:
    visits.insert(make_visit(visited_on=date(2022, 9, 5), filed_at=filed_at, revision=revision))
    (line,) = lists.summaries(VisitFilter())
    assert line.late is late


def test_a_draft_without_a_date_stands_in_the_list_and_is_not_late(
    visits: VisitStore, lists: VisitListStore
) -> None:
    visits.insert(make_visit(visited_on=None, school=None, session=None, type=None))
    (line,) = lists.summaries(VisitFilter())
    assert (line.visited_on, line.school_code, line.late) == (None, "", False)
