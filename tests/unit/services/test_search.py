from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench


def test_what_was_just_typed_is_found_before_it_is_indexed(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    uid = filed(narrative="查看直饮水滤芯更换记录。")
    hit = workbench.search.find("滤芯")[0]
    assert hit.uid == uid
    assert [hit.snippet[at : at + length] for at, length in hit.ranges] == ["滤芯"]


def test_indexing_takes_nothing_from_what_is_found(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    filed(narrative="查看直饮水滤芯更换记录。")
    before = [hit.uid for hit in workbench.search.find("滤芯")]
    while workbench.search.index_dirty():
        pass
    assert [hit.uid for hit in workbench.search.find("滤芯")] == before
    workbench.search.rebuild()
    assert [hit.uid for hit in workbench.search.find("滤芯")] == before


def test_all_words_must_occur(workbench: Workbench, filed: Callable[..., str]) -> None:
    filed(narrative="查看食堂留样。")
    assert workbench.search.find("食堂 留样")
    assert workbench.search.find("食堂 校车") == ()
    assert workbench.search.find("，。") == ()


def test_the_marked_words_stand_where_they_are_said_to_be(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    # Ellipses and ligatures become longer when they are folded for comparing.
    filed(narrative="……ﬁ……㎡" * 12 + "另查ＡＢ楼直饮水滤芯。")
    for word in ("滤芯", "ab楼"):
        hit = workbench.search.find(word)[0]
        marked = [hit.snippet[at : at + length] for at, length in hit.ranges]
        assert marked in (["滤芯"], ["ＡＢ", "楼"], ["ＡＢ楼"])


def test_a_note_is_found_under_the_day_it_had_in_china(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = FixedClock(datetime(2026, 11, 27, 18, 54, tzinfo=UTC))
    monkeypatch.setattr(workbench.context, "clock", late)
    workbench.notes.add("食堂台账缺两天。")
    assert [hit.title for hit in workbench.search.find("台账")] == ["2026-11-28"]
