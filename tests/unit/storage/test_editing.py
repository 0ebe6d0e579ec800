"""The save path: one value of one row, in the JSON form that the history keeps."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import MethodCounts, VisitStatus
from inspector_app.storage.database import Database
from inspector_app.storage.editing import (
    EditingStore,
    _lengthening,
    _record_updates,
    json_of,
    typed,
)
from inspector_app.storage.schools import SchoolStore
from inspector_app.storage.visits import VisitStore
from tests.examples import examples
from tests.unit.builders import (
    AT,
    ORIGIN,
    make_issue,
    make_lesson,
    make_merit,
    make_school,
    make_visit,
)
from tests.unit.storage.any_record import ISSUES, LESSONS, VISITS

ROWS = {"issue": ISSUES, "lesson": LESSONS}


@pytest.fixture
def editing(database: Database) -> EditingStore:
    SchoolStore(database).put(make_school(code="2100000001"), initials="", origin=ORIGIN)
    return EditingStore(database)


@pytest.fixture
def visits(editing: EditingStore, database: Database) -> VisitStore:
    return VisitStore(database)


# What a record has to do with peers is told when it is put in, and never edited.
ROWS_OF_THEIR_OWN = {
    "merits", "issues", "lessons", "interviews", "questionnaires", "draws", "checklists",
    "forms",
}  # fmt: skip
EDITED = sorted(set(Visit.__slots__) - ROWS_OF_THEIR_OWN - {"joint"})


@examples()
@given(visit=VISITS, name=st.sampled_from(EDITED))
def test_any_attribute_of_a_record_is_read_from_its_json_form(visit: Visit, name: str) -> None:
    value = getattr(visit, name)
    form = json.loads(json.dumps(json_of("visit", name, value)))
    assert typed("visit", name, form) == value


@examples()
@given(data=st.data(), noun=st.sampled_from(sorted(ROWS)))
def test_any_attribute_of_a_row_is_read_from_its_json_form(data: st.DataObject, noun: str) -> None:
    row = data.draw(ROWS[noun])
    name = data.draw(
        st.sampled_from(sorted(set(type(row).__slots__) - {"dates", "paper_pages", "shown"}))
    )
    form = json.loads(json.dumps(json_of(noun, name, getattr(row, name))))
    assert typed(noun, name, form) == getattr(row, name)


def test_no_school_chosen_has_a_json_form_too() -> None:
    assert typed("visit", "school", json_of("visit", "school", None)) is None
    school = make_visit().school
    assert typed("visit", "school", json_of("visit", "school", school)) == school


def test_one_value_is_written_and_the_record_waits_for_the_index(
    editing: EditingStore, visits: VisitStore, database: Database
) -> None:
    visit = make_visit(
        uid="v", issues=(make_issue(uid="i"),), lessons=(make_lesson(uid="l"),), peer_ids=("D002",)
    )
    visits.insert(visit)
    for noun, uid, name, form in (
        ("visit", "v", "advice", "新"),
        ("visit", "v", "methods", list(range(12))),
        ("visit", "v", "peer_ids", ["D003", "D002"]),
        ("visit", "v", "school", [None, "", "", ""]),
        ("issue", "i", "description", "新"),
        ("lesson", "l", "scores", [1, 2, 3, None, 5, 6]),
    ):
        database.execute("UPDATE visit SET fts_dirty = 0")
        editing.write(noun, uid, name, form)
        assert editing.value(noun, uid, name) == form
        if name != "peer_ids":
            assert database.row("SELECT fts_dirty FROM visit") == (1,)
    found = visits.get("v")
    assert (found.advice, found.issues[0].description, found.school) == ("新", "新", None)
    assert (found.methods, found.peer_ids) == (MethodCounts(*range(12)), ("D003", "D002"))


def _pages_of_a_save(editing: EditingStore, database: Database, text: str) -> int:
    """Return how many pages the log grows by when ``text`` is saved."""
    database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    with database.transaction():
        editing.write("visit", "v", "narrative", text)
    size = database.path.with_name(f"{database.path.name}-wal").stat().st_size
    header, frame = 32, 24 + 4096
    return (size - header) // frame


def test_typing_on_in_a_long_text_writes_the_pages_that_changed(
    editing: EditingStore, visits: VisitStore, database: Database
) -> None:
    visits.insert(make_visit(uid="v"))
    text = "随机察看教学楼。" * 1250
    first = _pages_of_a_save(editing, database, text)
    second = _pages_of_a_save(editing, database, text + "一")
    third = _pages_of_a_save(editing, database, text + "一一")
    assert first > 7
    assert (second, third) == (2, 2)
    assert editing.value("visit", "v", "narrative") == text + "一一"


@examples()
@given(length=st.integers(0, 3_000), tails=st.lists(st.text(min_size=1, max_size=40), max_size=6))
def test_a_text_made_longer_at_its_end_is_what_it_would_be_if_it_were_written_whole(
    length: int, tails: list[str]
) -> None:
    connection = dbapi2.connect(":memory:")
    connection.execute("CREATE TABLE visit (uid, narrative TEXT, fts_dirty, slack)")
    text, longer = "字" * length, _lengthening("narrative")
    connection.execute("INSERT INTO visit VALUES ('v', ?, 1, zeroblob(58))", (text,))
    room = len(text.encode()) + 58
    for tail in tails:
        connection.execute(longer, (tail, "v"))
        text += tail
        ((kept, slack),) = connection.execute("SELECT narrative, length(slack) FROM visit")
        assert kept == text
        assert 58 <= slack <= 4153
        assert (len(text.encode()) + slack - room) % 4096 == 0


def test_a_text_is_made_longer_in_a_record_that_the_index_has_read_already(
    editing: EditingStore, visits: VisitStore, database: Database
) -> None:
    visits.insert(make_visit(uid="v"))
    text = "随机察看教学楼。" * 1250
    editing.write("visit", "v", "narrative", text)
    database.execute("UPDATE visit SET fts_dirty = 0")
    editing.lengthen("v", "narrative", by="一", whole=text + "一")
    assert editing.value("visit", "v", "narrative") == text + "一"
    assert database.row("SELECT fts_dirty FROM visit") == (1,)


_SAVED_TEXTS = st.lists(
    st.tuples(st.integers(0, 6_000), st.sampled_from("字aé𠅤")).map(lambda made: made[1] * made[0]),
    min_size=2, max_size=6,
)  # fmt: skip


@examples()
@given(texts=_SAVED_TEXTS)
def test_slack_takes_up_what_any_long_text_grows_by(texts: list[str]) -> None:
    connection = dbapi2.connect(":memory:")
    connection.execute("CREATE TABLE visit (uid, narrative, fts_dirty, slack)")
    connection.execute("INSERT INTO visit VALUES ('v', '', 1, x'')")
    statement, _ = _record_updates("narrative", slack=True)
    lengths = set()
    for text in texts:
        connection.execute(statement, (text, "v"))
        ((size, slack),) = connection.execute(
            "SELECT octet_length(narrative) + length(slack), length(slack) FROM visit"
        )
        lengths.add(size % 4096)
        assert 58 <= slack <= 4153
    assert len(lengths) == 1


@pytest.mark.parametrize("noun", ["merit", "issue", "lesson"])
def test_a_row_taken_out_comes_back_whole(
    editing: EditingStore, visits: VisitStore, noun: str
) -> None:
    visit = make_visit(merits=(make_merit(),), issues=(make_issue(),), lessons=(make_lesson(),))
    visits.insert(visit)
    uid = getattr(visit, f"{noun}s")[0].uid
    columns = editing.row(noun, uid)
    assert columns is not None
    editing.delete_row(noun, uid)
    assert editing.row(noun, uid) is None
    assert getattr(visits.get(visit.uid), f"{noun}s") == ()
    editing.insert_row(noun, json.loads(json.dumps(columns)))
    assert visits.get(visit.uid) == visit


def test_rows_are_put_in_another_order(editing: EditingStore, visits: VisitStore) -> None:
    visit = make_visit(merits=(make_merit(uid="a"), make_merit(uid="b"), make_merit(uid="c")))
    visits.insert(visit)
    visit_id = visits.id_of(visit.uid)
    assert editing.order("merit", visit_id) == ["a", "b", "c"]
    editing.set_order("merit", ["c", "a", "b"])
    assert editing.order("merit", visit_id) == ["c", "a", "b"]
    assert [merit.uid for merit in visits.get(visit.uid).merits] == ["c", "a", "b"]


def test_a_change_knows_the_record_it_goes_to(editing: EditingStore, visits: VisitStore) -> None:
    visit = make_visit(
        lessons=(make_lesson(uid="l"),), status=VisitStatus.DRAFT, prefilled=frozenset({"type"})
    )
    visits.insert(visit)
    target = editing.target(visit.uid)
    assert target is not None
    assert target == editing.target_of_row("lesson", "l")
    assert (target.visit_uid, target.visited_on, target.lead_id) == (
        visit.uid, "2022-09-05", "D001",
    )  # fmt: skip
    assert (target.status, target.deleted, target.prefilled) == (
        VisitStatus.DRAFT, False, frozenset({"type"}),
    )  # fmt: skip
    visits.set_many(visit.uid, {"deleted_at": AT})
    discarded = editing.target(visit.uid)
    assert discarded is not None
    assert discarded.deleted


def test_a_record_or_row_that_is_not_there_has_no_target(editing: EditingStore) -> None:
    assert editing.target("nobody") is None
    assert editing.target_of_row("issue", "nobody") is None
    assert editing.row("issue", "nobody") is None


@pytest.mark.parametrize(("noun", "name"), [("visit", "colour"), ("issue", "closed_on")])
def test_what_is_no_attribute_is_never_written(
    editing: EditingStore, noun: str, name: str, visits: VisitStore
) -> None:
    visits.insert(make_visit(uid="v", issues=(make_issue(uid="v"),)))
    with pytest.raises(LookupError, match=name):
        editing.write(noun, "v", name, "x")
    with pytest.raises(LookupError, match=name):
        json_of(noun, name, "x")


@pytest.mark.parametrize(
    ("name", "value"), [("session", "night"), ("feedback_ways", ("telegram",))]
)
def test_a_value_outside_its_list_has_no_json_form(name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=r"night|telegram"):
        json_of("visit", name, value)
