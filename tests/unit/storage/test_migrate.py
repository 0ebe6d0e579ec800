"""The six promises of a migration, on real encrypted files."""

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import peewee
import pytest
from sqlcipher3 import dbapi2

from inspector_app.domain.registers.kinds import KINDS
from inspector_app.storage import tables
from inspector_app.storage.awaiting import AwaitingStore
from inspector_app.storage.calendar import CalendarStore
from inspector_app.storage.database import Database
from inspector_app.storage.migrate import NEWEST, NewerDatabaseError, migrate, version_of
from inspector_app.storage.migrations import STEPS, Step
from inspector_app.storage.people import PeopleStore
from inspector_app.storage.registers import RegisterStore
from inspector_app.storage.visits import VisitStore
from tests.unit.builders import AT
from tests.unit.storage.conftest import KEY

# Made by the runner itself and by FTS5: nothing reads them through a model.
WITHOUT_MODEL = {"schema_history", "search_index"}

ONE = Step(1, "Lay the table.", (
    """CREATE TABLE schema_history
       (version INTEGER PRIMARY KEY, info TEXT, applied_at TEXT, program TEXT)""",
    "CREATE TABLE thing (name TEXT)",
))  # fmt: skip
TWO = Step(2, "Add the size.", ("ALTER TABLE thing ADD COLUMN size INTEGER",))
BROKEN = Step(3, "Fall over in the middle.", (
    "CREATE TABLE other (name TEXT)",
    "INSERT INTO thing VALUES ('half', 1)",
    "INSERT INTO nowhere VALUES (1)",
))  # fmt: skip


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "inspector.db", raw_key=KEY)
    database.connect()
    yield database
    database.close()


def raise_to(database: Database, *steps: Step, copies: list[int] | None = None) -> int:
    seen: list[int] = [] if copies is None else copies
    return migrate(database, at=AT, program="0.1.0", before_change=seen.append, steps=steps)


def tables_of(database: Database) -> set[str]:
    return {
        name for (name,) in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    }


def digest_of(database: Database) -> str:
    database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    return hashlib.sha256(database.path.read_bytes()).hexdigest()


def test_an_empty_file_gets_the_newest_schema_and_no_copy(empty: Database) -> None:
    copies: list[int] = []
    reached = migrate(empty, at=AT, program="0.1.0", before_change=copies.append)
    assert reached == version_of(empty) == STEPS[-1].version
    assert "visit" in tables_of(empty)
    assert copies == []


@pytest.mark.parametrize("model", tables.ALL, ids=lambda model: model._meta.table_name)
def test_each_model_has_the_columns_nulls_and_key_that_the_migrations_made(
    database: Database, model: type[peewee.Model]
) -> None:
    made = {
        name: (kind, not optional, place)
        for _, name, kind, optional, _, place in database.rows(
            f"PRAGMA table_info({model._meta.table_name})"
        )
    }
    key = model._meta.primary_key
    names = key.field_names if isinstance(key, peewee.CompositeKey) else [key.name]
    places = {model._meta.fields[name].column_name: n for n, name in enumerate(names, 1)}
    declared = {}
    for column, field in model._meta.columns.items():
        kind = {"AUTO": "INTEGER", "INT": "INTEGER"}.get(field.field_type, field.field_type)
        # SQLite lists a sole key column of an ordinary table as one that may be null.
        null = field.null or (column in places and made[column][1])
        declared[column] = (kind, null, places.get(column, 0))
    assert declared == made


def test_every_table_has_a_model(database: Database) -> None:
    made = {name for name in tables_of(database) if not name.startswith("search_index_")}
    assert made - WITHOUT_MODEL == {model._meta.table_name for model in tables.ALL}


def test_unique_columns_of_the_models_are_unique_in_the_file(database: Database) -> None:
    for model in tables.ALL:
        table = model._meta.table_name
        indexes = database.rows(f"PRAGMA index_list({table})")
        alone = {
            columns[0][2]
            for _, name, unique, *_ in indexes
            if unique and len(columns := database.rows(f"PRAGMA index_info({name})")) == 1
        }
        wanted = {f.column_name for f in model._meta.sorted_fields if f.unique}
        assert wanted <= alone, table


def test_a_broken_step_leaves_version_and_tables_as_the_step_before_made_them(
    empty: Database,
) -> None:
    with pytest.raises(dbapi2.OperationalError, match="nowhere"):
        raise_to(empty, ONE, TWO, BROKEN)
    assert version_of(empty) == 2
    assert tables_of(empty) == {"schema_history", "thing"}
    assert empty.rows("SELECT * FROM thing") == []
    assert empty.rows("SELECT version FROM schema_history") == [(1,), (2,)]


def test_a_mended_step_goes_on_where_the_broken_one_stopped(empty: Database) -> None:
    with pytest.raises(dbapi2.OperationalError):
        raise_to(empty, ONE, BROKEN)
    assert raise_to(empty, ONE, TWO) == 2
    assert empty.rows("SELECT name, size FROM thing") == []


def test_the_copy_is_made_before_the_first_change_of_a_file_that_holds_data(
    empty: Database, tmp_path: Path
) -> None:
    raise_to(empty, ONE)
    with empty.transaction():
        empty.execute("INSERT INTO thing VALUES ('old')")
    copy = tmp_path / "before.db"
    seen: list[int] = []

    def make_copy(version: int) -> None:
        seen.append(version)
        empty.backup(copy)

    migrate(
        empty, at=AT, program="0.2.0", before_change=make_copy,
        steps=(ONE, TWO, Step(3, "One more.", ("CREATE TABLE more (x TEXT)",))),
    )  # fmt: skip
    assert seen == [1]
    kept = Database(copy, raw_key=KEY)
    assert version_of_open(kept) == 1
    assert kept.rows("SELECT * FROM thing") == [("old",)]
    kept.close()


def test_a_copy_that_fails_leaves_the_file_as_it_was(empty: Database) -> None:
    raise_to(empty, ONE)
    before = digest_of(empty)

    def no_room(_: int) -> None:
        raise OSError(28, "no space left")

    with pytest.raises(OSError, match="no space"):
        migrate(empty, at=AT, program="0.2.0", before_change=no_room, steps=(ONE, TWO))
    assert digest_of(empty) == before


def test_a_newer_file_is_refused_with_a_sentence_and_stays_untouched(empty: Database) -> None:
    raise_to(empty, ONE, TWO)
    before = digest_of(empty)
    copies: list[int] = []
    with pytest.raises(NewerDatabaseError) as refused:
        raise_to(empty, ONE, copies=copies)
    assert (refused.value.found, refused.value.known) == (2, 1)
    assert "数据没有改动；请先升级本程序" in refused.value.sentence
    assert copies == []
    assert digest_of(empty) == before


def test_a_file_of_the_newest_version_is_left_alone(empty: Database) -> None:
    raise_to(empty, ONE, TWO)
    before = digest_of(empty)
    copies: list[int] = []
    assert raise_to(empty, ONE, TWO, copies=copies) == 2
    assert copies == []
    assert digest_of(empty) == before


def test_each_step_writes_its_line_of_history(empty: Database) -> None:
    raise_to(empty, ONE)
    migrate(
        empty, at="2027-01-01T00:00:00Z", program="0.2.0",
        before_change=lambda _: None, steps=(ONE, TWO),
    )  # fmt: skip
    assert empty.rows("SELECT * FROM schema_history ORDER BY version") == [
        (1, "Lay the table.", AT, "0.1.0"),
        (2, "Add the size.", "2027-01-01T00:00:00Z", "0.2.0"),
    ]


def test_the_shipped_steps_are_numbered_without_a_gap_and_say_what_they_do() -> None:
    assert [step.version for step in STEPS] == list(range(1, NEWEST + 1))
    assert all(step.info.endswith(".") and step.statements for step in STEPS)


def test_a_record_of_the_first_version_is_kept_and_gets_its_slack(empty: Database) -> None:
    raise_to(empty, STEPS[0])
    with empty.transaction():
        empty.execute(
            "INSERT INTO visit (uid, number, lead_id, status, origin, created_at, narrative)"
            " VALUES ('u', 'n', 'DX001', 'draft', 'laptop', ?, '查看食堂。')",
            AT,
        )
    raise_to(empty, *STEPS)
    assert empty.rows("SELECT uid, narrative, slack FROM visit") == [("u", "查看食堂。", b"")]


WHERE_AN_ISSUE_STANDS = "SELECT school_code, lead_id, found_on, counted FROM issue"


def with_an_issue(database: Database) -> None:
    with database.transaction():
        database.execute(
            "INSERT INTO visit (id, uid, number, lead_id, status, origin, created_at, visited_on)"
            " VALUES (1, 'u', 'n', 'DX001', 'filed', 'laptop', ?, '2026-11-20')",
            AT,
        )
        database.execute(
            "INSERT INTO issue (uid, number, visit_id, ordinal) VALUES ('i', 'n', 1, 1)"
        )


def test_an_issue_of_an_older_version_learns_where_it_stands(empty: Database) -> None:
    raise_to(empty, *STEPS[:2])
    with_an_issue(empty)
    raise_to(empty, *STEPS)
    assert empty.rows(WHERE_AN_ISSUE_STANDS) == [("", "DX001", "2026-11-20", 1)]


@pytest.mark.parametrize(
    ("change", "stands"),
    [
        ("lead_id = 'DX002'", ("", "DX002", "2026-11-20", 1)),
        ("visited_on = '2026-11-19'", ("", "DX001", "2026-11-19", 1)),
        ("status = 'voided'", ("", "DX001", "2026-11-20", 0)),
        ("status = 'draft'", ("", "DX001", "2026-11-20", 0)),
        ("deleted_at = '2026-11-21T08:00:00Z'", ("", "DX001", "2026-11-20", 0)),
        ("status = 'handed_over'", ("", "DX001", "2026-11-20", 1)),
    ],
)
def test_what_a_record_says_reaches_its_issues(
    empty: Database, change: str, stands: tuple[str, str, str, int]
) -> None:
    raise_to(empty, *STEPS)
    with_an_issue(empty)
    with empty.transaction():
        empty.execute(f"UPDATE visit SET {change}")
    assert empty.rows(WHERE_AN_ISSUE_STANDS) == [stands]


def test_a_file_from_before_the_calendar_keeps_its_records_and_has_an_empty_one(
    empty: Database,
) -> None:
    raise_to(empty, *STEPS[:3])
    with_an_issue(empty)
    raise_to(empty, *STEPS)
    assert empty.rows(WHERE_AN_ISSUE_STANDS) == [("", "DX001", "2026-11-20", 1)]
    assert CalendarStore(empty).terms() == ()
    assert CalendarStore(empty).days() == {}


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("'minor', 0", ("minor", "on_site")),
        ("'ordinary', 0", ("ordinary", "notice")),
        ("'serious', 0", ("serious", "escalate")),
        ("'complex', 0", ("serious", "consult")),
        ("'serious', 1", ("hazard", "escalate")),
        ("NULL, 0", (None, None)),
    ],
)
def test_the_four_old_words_become_gravity_and_handling(
    empty: Database, said: str, stands: tuple[str | None, str | None]
) -> None:
    raise_to(empty, *STEPS[:4])
    with_an_issue(empty)
    with empty.transaction():
        empty.execute(f"UPDATE issue SET (severity, safety_hazard) = ({said})")
    raise_to(empty, *STEPS)
    assert empty.rows("SELECT severity, handling FROM issue") == [stands]


def test_an_issue_from_before_the_rounds_keeps_its_dates_its_unit_and_its_triggers(
    empty: Database,
) -> None:
    raise_to(empty, *STEPS[:4])
    with_an_issue(empty)
    with empty.transaction():
        empty.execute(
            "UPDATE issue SET (deadline, extended_to, responsible)"
            " = ('2026-11-25', '2026-12-01', '总务处')"
        )
    raise_to(empty, *STEPS)
    kept = "SELECT deadline, extended_to, due_now, responsible_unit, responsible FROM issue"
    assert empty.rows(kept) == [("2026-11-25", "2026-12-01", "2026-12-01", "总务处", "")]
    with empty.transaction():
        empty.execute("UPDATE visit SET status = 'voided'")
    assert empty.rows(WHERE_AN_ISSUE_STANDS) == [("", "DX001", "2026-11-20", 0)]
    assert empty.rows("PRAGMA foreign_key_check") == []


def test_a_file_from_before_the_registers_keeps_its_records_and_has_empty_ones(
    empty: Database,
) -> None:
    raise_to(empty, *STEPS[:3])
    with_an_issue(empty)
    raise_to(empty, *STEPS)
    assert empty.rows(WHERE_AN_ISSUE_STANDS) == [("", "DX001", "2026-11-20", 1)]
    assert RegisterStore(empty, KINDS).counts() == {}


def test_a_file_from_before_the_sources_keeps_its_milestones_and_knows_the_source_of_its_issues(
    empty: Database,
) -> None:
    raise_to(empty, *STEPS[:12])
    with_an_issue(empty)
    with empty.transaction():
        empty.execute("UPDATE visit SET type = 'campaign'")
        empty.execute(
            "INSERT INTO issue_milestone (issue_uid, ordinal, due, text, target, unit)"
            " VALUES ('i', 0, '2027-08-31', '补充图书', '275万余', '元')"
        )
    raise_to(empty, *STEPS)
    assert empty.rows(WHERE_AN_ISSUE_STANDS) == [("", "DX001", "2026-11-20", 1)]
    assert empty.rows("SELECT source, matter, source_key FROM issue") == [
        ("campaign", "schools", "")
    ]
    kept = "SELECT issue_uid, due, text, target, unit, done_on, actual FROM issue_milestone"
    assert empty.rows(kept) == [("i", "2027-08-31", "补充图书", "275万余", "元", None, "")]
    with empty.transaction():
        empty.execute("UPDATE visit SET type = 'routine'")
    assert empty.rows("SELECT source FROM issue") == [("routine",)]
    assert empty.rows("PRAGMA foreign_key_check") == []
    with empty.transaction():
        empty.execute("DELETE FROM visit")
    assert empty.rows(kept) == []


@pytest.mark.parametrize(
    "columns",
    [
        "source_key = '', unit = '区教育局'",
        "source = 'routine', source_key = '3', unit = '区教育局'",
        "source = 'opinion', source_key = '3', unit = ''",
    ],
)
def test_an_issue_has_a_record_or_a_whole_source(empty: Database, columns: str) -> None:
    raise_to(empty, *STEPS)
    with_an_issue(empty)
    with pytest.raises(dbapi2.IntegrityError), empty.transaction():
        empty.execute(f"UPDATE issue SET visit_id = NULL, {columns}")


def test_a_file_from_before_the_cards_keeps_its_people_and_records_and_knows_no_more_of_them(
    empty: Database,
) -> None:
    raise_to(empty, *STEPS[:14])
    with_an_issue(empty)
    with empty.transaction():
        empty.execute("INSERT INTO inspector VALUES ('DX001', '督学01', 'part_time', 'import')")
        empty.execute("UPDATE issue SET escalated_on = '2026-11-21'")
    raise_to(empty, *STEPS)
    (person,) = PeopleStore(empty).all(on=date(2026, 11, 22))
    assert (person.name, person.subjects, person.education, person.teaching_since) == (
        "督学01", "", None, None,
    )  # fmt: skip
    assert VisitStore(empty).get("u").departments == ()
    assert AwaitingStore(empty).counts(on=date(2026, 11, 22), monday=None).escalated == 1


def version_of_open(database: Database) -> int:
    database.connect()
    return version_of(database)
