"""Entries of registers in the database: what lists are found by follows the content."""

from dataclasses import replace
from datetime import date

import pytest
from sqlcipher3 import dbapi2

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.meeting import MEETING
from inspector_app.domain.registers.suggestion import SUGGESTION
from inspector_app.storage.database import Database
from inspector_app.storage.register_dues import DueStore
from inspector_app.storage.registers import EntryFilter, RegisterStore
from tests.unit.builders import AT, ORIGIN
from tests.unit.domain.registers.entries import make_entry


@pytest.fixture
def store(database: Database) -> RegisterStore:
    return RegisterStore(database, KINDS)


def put(store: RegisterStore, entry: Entry) -> Entry:
    whole = replace(entry, origin=ORIGIN, created_at=AT)
    store.insert(whole)
    return whole


def columns(database: Database, uid: str) -> tuple[object, ...] | None:
    return database.row(
        "SELECT day, school_code, inspector_id, title FROM register_entry WHERE uid = ?", uid
    )


def test_an_entry_comes_out_as_it_went_in(store: RegisterStore) -> None:
    entry = put(store, make_entry(SUGGESTION, content="增设照明", made_on="2026-11-02"))
    assert store.get(entry.uid) == entry
    assert store.find("x") is None
    with pytest.raises(NotFoundError, match="找不到这一条登记"):
        store.get("x")


def test_what_lists_are_found_by_follows_every_value(
    database: Database, store: RegisterStore
) -> None:
    entry = put(store, make_entry(SUGGESTION))
    assert columns(database, entry.uid) == (None, None, None, "")
    for name, value in (
        ("made_on", "2026-11-02"), ("school", "S1"), ("inspector", "D01"), ("content", "照明"),
    ):  # fmt: skip
        store.write("register", entry.uid, name, value)
    assert columns(database, entry.uid) == ("2026-11-02", "S1", "D01", "照明")
    store.write("register", entry.uid, "school", "")
    assert columns(database, entry.uid) == ("2026-11-02", None, "D01", "照明")


def test_a_value_of_a_row_is_written_in_its_place(store: RegisterStore) -> None:
    rows = [
        {"uuid": uid, "matter": uid, "owner": "", "due": None, "done_on": None} for uid in "ab"
    ]  # fmt: skip
    entry = put(store, make_entry(MEETING, decisions=rows))
    store.write("register", entry.uid, "decisions/b/due", "2026-12-01")
    assert store.value("register", entry.uid, "decisions/b/due") == "2026-12-01"
    assert store.value("register", entry.uid, "decisions/a/due") is None
    assert DueStore(store._database).by(date(2026, 12, 1), limit=9)[0].uid == entry.uid
    with pytest.raises(NotFoundError, match="找不到要修改的这一项"):
        store.write("register", entry.uid, "decisions/c/due", "2026-12-01")


def test_a_field_that_a_kind_got_later_is_empty_in_older_entries(
    database: Database, store: RegisterStore
) -> None:
    entry = put(store, make_entry(MEETING, topics=[{"uuid": "t", "topic": "一"}]))
    with database.transaction():
        database.execute(
            "UPDATE register_entry SET content = json_remove(content, '$.campaign')"
        )  # fmt: skip
    values = store.get(entry.uid).values
    assert values["campaign"] == ""
    assert values["topics"] == [{"uuid": "t", "topic": "一", "speaker": ""}]


def test_a_filter_looks_at_kind_days_state_school_person_and_bin(store: RegisterStore) -> None:
    old = put(store, make_entry(SUGGESTION, made_on="2025-05-06", school="S1"))
    new = put(store, make_entry(SUGGESTION, made_on="2026-05-06", inspector="D01"))
    undated = put(store, make_entry(SUGGESTION))
    put(store, make_entry(MEETING))
    store.set_many(old.uid, {"state": "filed"})
    store.set_many(undated.uid, {"removed_at": AT})

    def found(**wanted: object) -> list[str]:
        return [e.uid for e in store.list(EntryFilter(kind="suggestion", **wanted))]  # type: ignore[arg-type]

    assert found() == [new.uid, old.uid]
    assert found(removed=True) == [undated.uid]
    assert found(start=date(2026, 1, 1)) == found(inspector_id="D01") == [new.uid]
    assert found(end=date(2025, 12, 31)) == found(school_code="S1") == [old.uid]
    assert found(state=EntryState.FILED) == [old.uid]


def test_an_entry_that_is_removed_for_good_leaves_nothing_to_be_done(
    database: Database, store: RegisterStore
) -> None:
    row = {"uuid": "a", "matter": "一", "owner": "", "due": "2026-11-01", "done_on": None}
    entry = put(store, make_entry(MEETING, decisions=[row]))
    assert len(DueStore(database).by(date(2026, 12, 1), limit=9)) == 1
    store.delete(entry.uid)
    assert DueStore(database).by(date(2026, 12, 1), limit=9) == ()


@pytest.mark.parametrize(
    ("column", "value"),
    [("state", "'done'"), ("content", "'{'"), ("revision", "0"), ("kind", "NULL")],
)
def test_what_no_entry_is_is_refused_by_the_database(
    database: Database, store: RegisterStore, column: str, value: str
) -> None:
    put(store, make_entry(SUGGESTION))
    with pytest.raises(dbapi2.IntegrityError), database.transaction():
        database.execute(f"UPDATE register_entry SET {column} = {value}")


def test_no_number_is_given_twice(database: Database, store: RegisterStore) -> None:
    entry = put(store, make_entry(SUGGESTION))
    with pytest.raises(Exception, match="UNIQUE"), database.transaction():
        put(store, replace(entry, uid="other"))
