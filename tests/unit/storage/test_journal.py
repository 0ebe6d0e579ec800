"""The chain of changes: nothing in it can be altered, and what was typed can be taken back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.text_span import Span
from inspector_app.storage.database import Database
from inspector_app.storage.growing_entry import GrowingEntry
from inspector_app.storage.journal import GENESIS, Entry, JournalStore
from tests.examples import examples
from tests.unit.builders import AT


@pytest.fixture
def journal(database: Database) -> JournalStore:
    return JournalStore(database)


def entry(**values: Any) -> Entry:
    given_: dict[str, Any] = {
        "at": AT, "actor": "D001", "editing": "e1", "visit_uid": "v", "noun": "visit", "uid": "v",
        "field": "advice", "op": {"set": ["", "旧"]},
    }  # fmt: skip
    return Entry(**(given_ | values))


def growing(journal: JournalStore) -> GrowingEntry:
    newest = journal.newest()
    assert newest is not None
    return journal.growing(newest)


def test_an_empty_history_has_a_head_of_zeros(journal: JournalStore) -> None:
    assert journal.head() == GENESIS
    assert journal.newest() is None
    assert list(journal.faults()) == []


def test_each_entry_moves_the_head_and_is_read_as_it_was_written(journal: JournalStore) -> None:
    first = entry(op={"set": [None, "引号\"'\n"]})
    heads = {journal.head()}
    assert journal.append(first) == 1
    heads.add(journal.head())
    assert journal.append(entry(undoes=1)) == 2
    heads.add(journal.head())
    assert len(heads) == 3
    assert journal.entry(1) == first._replace(seq=1)
    assert [e.seq for e in journal.of_visit("v")] == [1, 2]
    assert journal.of_visit("other") == []
    with pytest.raises(LookupError, match="3"):
        journal.entry(3)


def test_the_newest_entry_grows_and_the_chain_still_holds(journal: JournalStore) -> None:
    journal.append(entry())
    journal.append(entry(op={"span": [0, "", "食"]}))
    newest = journal.newest()
    assert newest is not None
    assert journal.grow(journal.growing(newest), Span(0, "", "食堂"), at="2022-09-05T08:00:09Z")
    op = {"span": [0, "", "食堂"]}
    assert journal.entry(2) == newest.entry._replace(op=op, at="2022-09-05T08:00:09Z")
    assert list(journal.faults()) == []
    journal.append(entry())
    assert list(journal.faults()) == []


def test_an_older_entry_is_never_written_anew(journal: JournalStore) -> None:
    journal.append(entry())
    first = growing(journal)
    journal.append(entry())
    second, stale = growing(journal), growing(journal)
    assert not journal.grow(first, Span(0, "", ""), at="2022-09-05T08:00:09Z")
    assert journal.grow(second, Span(0, "", "食"), at="2022-09-05T08:00:09Z")
    moved_on = journal.newest()
    assert not journal.grow(stale, Span(0, "", ""), at="2022-09-05T08:00:10Z")
    assert journal.newest() == moved_on
    assert list(journal.faults()) == []


WRITTEN = st.text(st.characters(exclude_categories=["Cs"]))


@examples()
@given(st.integers(0, 50_000), WRITTEN, WRITTEN, st.lists(WRITTEN, min_size=1, max_size=4))
def test_what_an_entry_grows_to_is_what_the_chain_is_checked_with(
    template_journal: JournalStore, at: int, removed: str, field: str, texts: list[str]
) -> None:
    seq = template_journal.append(entry(op={"span": [at, removed, ""]}, field=field))
    grows = growing(template_journal)
    for text in texts:
        assert template_journal.grow(grows, Span(at, removed, text), at=AT)
    assert template_journal.entry(seq).op == {"span": [at, removed, texts[-1]]}
    assert list(template_journal.faults()) == []


COLUMNS = ("at", "actor", "editing", "visit_uid", "noun", "uid", "field", "op", "previous", "hash")


@pytest.mark.parametrize("column", COLUMNS)
def test_an_altered_column_is_named_by_its_entry(
    journal: JournalStore, database: Database, column: str
) -> None:
    for _ in range(3):
        journal.append(entry())
    database.execute(f"UPDATE journal SET {column} = '{{}}' WHERE seq = 2")
    assert "修改历史第 2 条与前一条对不上" in list(journal.faults())


def test_an_altered_reference_of_an_undo_is_named(
    journal: JournalStore, database: Database
) -> None:
    journal.append(entry())
    journal.append(entry(undoes=1))
    database.execute("UPDATE journal SET undoes = NULL WHERE seq = 2")
    assert list(journal.faults()) == ["修改历史第 2 条与前一条对不上"]


def test_a_removed_or_reordered_entry_is_found(journal: JournalStore, database: Database) -> None:
    for number in range(4):
        journal.append(entry(op={"set": ["", number]}))
    database.execute("DELETE FROM journal WHERE seq = 2")
    assert list(journal.faults()) == ["修改历史第 3 条与前一条对不上"]
    database.execute("UPDATE journal SET seq = 2 WHERE seq = 4")
    assert list(journal.faults())


def test_an_entry_forged_with_its_own_hash_breaks_the_next_link(
    journal: JournalStore, database: Database
) -> None:
    for _ in range(3):
        journal.append(entry())
    kept = database.row("SELECT previous FROM journal WHERE seq = 3")
    assert kept is not None
    database.execute("DELETE FROM journal WHERE seq >= 2")
    journal.append(entry(op={"set": ["", "伪造"]}))
    journal.append(entry())
    database.execute("UPDATE journal SET previous = ? WHERE seq = 3", kept[0])
    assert list(journal.faults()) == ["修改历史第 3 条与前一条对不上"]


def test_a_record_that_nobody_changed_here_is_untouched(journal: JournalStore) -> None:
    journal.append(entry(visit_uid="v"))
    assert journal.touched("v")
    assert not journal.touched("w")


def test_a_new_change_forgets_what_could_be_put_back(journal: JournalStore) -> None:
    journal.append(entry())
    journal.append(entry(undoes=1))
    assert journal.stacks("v").undone == (1,)
    journal.append(entry())
    stacks = journal.stacks("v")
    assert (stacks.done, stacks.undone) == ((3,), ())


def test_undo_never_crosses_a_filing(journal: JournalStore) -> None:
    journal.append(entry())
    journal.append(entry(field="*", op={"note": "filed"}))
    stacks = journal.stacks("v")
    assert (stacks.done, stacks.undone) == ((), ())
    journal.append(entry())
    assert journal.stacks("v").done == (3,)


@examples()
@given(steps=st.lists(st.sampled_from(("change", "back", "forth", "other")), max_size=14))
def test_back_and_forth_walk_like_two_stacks_whatever_the_steps(
    template_journal: JournalStore, steps: list[str]
) -> None:
    journal = template_journal
    journal.append(entry(field="*"))
    done: list[int] = []
    undone: list[int] = []
    for step in steps:
        if step == "change":
            done.append(journal.append(entry()))
            undone.clear()
        elif step == "other":
            journal.append(entry(visit_uid="another"))
        elif step == "back" and done:
            undone.append(done.pop())
            journal.append(entry(undoes=undone[-1]))
        elif step == "forth" and undone:
            done.append(undone.pop())
            journal.append(entry(undoes=-done[-1]))
        stacks = journal.stacks("v")
        assert (list(stacks.done), list(stacks.undone)) == (done, undone)


@pytest.fixture(scope="module")
def template_journal(template: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    import shutil

    from tests.unit.storage.conftest import KEY

    path = tmp_path_factory.mktemp("journal") / "inspector.db"
    shutil.copy(template, path)
    database = Database(path, raw_key=KEY)
    yield JournalStore(database)
    database.close()
