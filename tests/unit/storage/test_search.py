"""What was typed is found, indexed or not."""

from dataclasses import replace

import pytest

from inspector_app.storage.database import Database
from inspector_app.storage.notes import NoteStore
from inspector_app.storage.schools import SchoolStore
from inspector_app.storage.search import SearchStore
from inspector_app.storage.visits import VisitStore
from tests.unit.builders import (
    AT,
    ORIGIN,
    make_issue,
    make_lesson,
    make_merit,
    make_note,
    make_school,
    make_visit,
)


@pytest.fixture
def search(database: Database) -> SearchStore:
    SchoolStore(database).put(
        make_school(code="2100000001", name="示范区第1小学"), initials="", origin=ORIGIN
    )
    return SearchStore(database)


@pytest.fixture
def visits(search: SearchStore, database: Database) -> VisitStore:
    return VisitStore(database)


def found(search: SearchStore, query: str, limit: int = 50) -> list[str]:
    return [hit.uid for hit in search.find(query, limit=limit)]


EVERY_TEXT = {
    "narrative": "红色", "plan_text": "橙色", "advice": "黄色", "host": "绿色", "others": "青色",
    "campaign": "蓝色", "month_theme": "紫色", "feedback_to": "黑色",
}  # fmt: skip


ROW_TEXTS = (
    "白色", "灰色", "金色", "银色", "粉色", "褐色", "米色", "墨色", "茶色", "栗色", "藕色", "酱色",
    "7777", "W777",
)  # fmt: skip


@pytest.mark.parametrize("indexed", [True, False])
def test_every_text_of_a_record_and_its_rows_is_found(
    search: SearchStore, visits: VisitStore, indexed: bool
) -> None:
    visits.insert(
        make_visit(
            **EVERY_TEXT, uid="here", number="210302-2022-D001-7777",
            merits=(make_merit(text="白色"),),
            issues=(make_issue(
                number="W777", description="灰色", requirement="金色", responsible="银色"
            ),),
            lessons=(make_lesson(
                class_name="粉色", subject="褐色", topic="米色", teacher="墨色", process="茶色",
                strengths="栗色", weaknesses="藕色", advice="酱色",
            ),),
        )
    )  # fmt: skip
    visits.insert(make_visit(uid="elsewhere"))
    if indexed:
        assert search.index_dirty() == 2
    for word in [*EVERY_TEXT.values(), *ROW_TEXTS]:
        assert found(search, word) == ["here"], word
    assert set(found(search, "第1小学")) == {"here", "elsewhere"}


def test_a_text_changed_since_it_was_indexed_is_found_as_it_stands_now(
    search: SearchStore, visits: VisitStore
) -> None:
    visits.insert(make_visit(uid="v", narrative="旧的说法"))
    search.index_dirty()
    visits.set_value("v", "narrative", "新的写法")
    visits.set_many("v", {"fts_dirty": 1})
    assert found(search, "写法") == ["v"]
    assert found(search, "说法") == []
    search.index_visit("v")
    assert found(search, "写法") == ["v"]
    assert found(search, "说法") == []
    assert search.index_dirty() == 0


def test_all_words_must_occur(search: SearchStore, visits: VisitStore) -> None:
    visits.insert(make_visit(uid="both", narrative="消防通道堆放杂物，食堂留样缺失"))
    visits.insert(make_visit(uid="one", narrative="消防通道堆放杂物"))
    for indexed in (False, True):
        if indexed:
            search.index_dirty()
        assert found(search, "消防 留样") == ["both"]
        assert set(found(search, "消防")) == {"both", "one"}
    assert found(search, "  ，。") == []


def test_the_newest_come_first_and_no_more_than_asked_for(
    search: SearchStore, visits: VisitStore
) -> None:
    for number in range(5):
        visits.insert(make_visit(uid=f"v{number}", narrative="消防"))
    search.index_dirty()
    assert found(search, "消防", limit=2) == ["v4", "v3"]
    assert found(search, "消防", limit=50) == ["v4", "v3", "v2", "v1", "v0"]


def test_discarded_and_changed_records_do_not_push_older_ones_out(
    search: SearchStore, visits: VisitStore
) -> None:
    for number in range(6):
        visits.insert(make_visit(uid=f"v{number}", narrative="消防"))
    search.index_dirty()
    for number in (3, 5):
        visits.set_many(f"v{number}", {"deleted_at": AT})
    visits.set_many("v4", {"narrative": "无关", "fts_dirty": 1})
    assert found(search, "消防", limit=2) == ["v2", "v1"]


def test_a_record_that_is_forgotten_or_in_the_recycle_bin_is_not_found(
    search: SearchStore, visits: VisitStore
) -> None:
    visits.insert(make_visit(uid="v", narrative="消防"))
    search.index_dirty()
    search.forget_visit("v")
    assert found(search, "消防") == []
    search.rebuild()
    assert found(search, "消防") == ["v"]
    assert search.index_dirty(limit=1) == 1
    assert found(search, "消防") == ["v"]
    visits.set_many("v", {"deleted_at": AT, "fts_dirty": 1})
    assert found(search, "消防") == []


def test_notes_are_found_beside_records_of_the_same_row_number(
    search: SearchStore, visits: VisitStore, database: Database
) -> None:
    notes = NoteStore(database)
    visits.insert(make_visit(uid="v", narrative="隔离墩"))
    notes.insert(make_note(uid="n", text="缺隔离墩"), origin=ORIGIN)
    for _ in range(2):
        assert found(search, "隔离墩") == ["v", "n"]
        search.index_dirty()
    notes.update("n", text="已补齐")
    assert found(search, "隔离墩") == ["v"]
    notes.update("n", deleted_at=AT)
    assert found(search, "补齐") == []


def test_a_hit_shows_the_surroundings_and_where_the_words_stand(
    search: SearchStore, visits: VisitStore
) -> None:
    visits.insert(
        make_visit(narrative="一" * 60 + "……面积６５㎡的食堂，ＡＢＣ公司送餐" + "二" * 60)
    )
    (hit,) = search.find("食堂 abc", limit=5)
    assert hit.snippet.startswith("…")
    marked = [hit.snippet[start : start + length] for start, length in hit.ranges]
    assert marked == ["食堂", "ＡＢＣ"]
    assert hit.title == "示范区第1小学 2022-09-05"


def test_a_record_gets_the_place_of_one_that_is_gone_and_not_its_words(
    search: SearchStore, visits: VisitStore
) -> None:
    gone = make_visit(uid="gone", narrative="消防")
    visits.insert(gone)
    search.index_dirty()
    visits.delete("gone")
    visits.insert(replace(make_visit(), uid="new", narrative="无关"))
    assert found(search, "消防") == []
    search.index_dirty()
    assert found(search, "消防") == []
    assert found(search, "无关") == ["new"]
