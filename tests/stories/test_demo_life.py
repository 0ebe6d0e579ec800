"""A demonstration district that lived its past year: what a newcomer finds in 月统计."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.domain.month_steps import MonthState
from inspector_app.services.context import Role

SEPTEMBER, OCTOBER, NOVEMBER = Month(2026, 9), Month(2026, 10), Month(2026, 11)


@pytest.fixture(scope="module")
def lived(now: datetime, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    path = tmp_path_factory.mktemp("lived") / "data"
    bootstrap.init_folder(path, role=Role.OFFICE, district="210304")
    with bootstrap.open_workbench(path, clock=FixedClock(now)) as made:
        made.demo.build(years=1, seed=1, life=True)
        yield made


def test_months_that_are_over_are_locked_and_the_one_under_way_is_open(lived: Workbench) -> None:
    states = {m: lived.month_life.life(m).state for m in (SEPTEMBER, OCTOBER, NOVEMBER)}
    assert states == {
        SEPTEMBER: MonthState.LOCKED, OCTOBER: MonthState.LOCKED, NOVEMBER: MonthState.OPEN,
    }  # fmt: skip
    assert [step.at[:10] for step in lived.month_life.life(OCTOBER).steps] == ["2026-11-05"] * 3
    assert lived.checks.run().sound


def test_the_last_month_has_an_incomplete_edition_and_a_whole_one(lived: Workbench) -> None:
    first, second = lived.month_editions.all(OCTOBER)
    assert (first.missing, second.missing) == (("督学24", "督学25"), ())
    assert (second.have, second.of) == (25, 25)
    assert "（没有记录：还没有报，或本月没有入校）" in first.face
    assert second.differences


def test_a_locked_month_and_the_open_one_each_tell_a_record_that_came_late(
    lived: Workbench,
) -> None:
    for told_in, of in ((OCTOBER, SEPTEMBER), (NOVEMBER, OCTOBER)):
        (late,) = lived.months.table(told_in).late
        assert late.of == of
        assert {entry.item.word for entry in late.entries} == {"补报"}
    assert lived.months.table(OCTOBER).changed


def test_some_papers_are_issued_and_their_pages_are_genuine(
    lived: Workbench, tmp_path: Path
) -> None:
    papers = lived.document_archive.list()
    assert len(papers) == 4
    (month,) = [paper for paper in papers if paper.title == "入校督导月统计表 2026-10"]
    path = tmp_path / "月.pdf"
    lived.document_archive.reprint(month.uid, path)
    assert {page.verdict.name for page in lived.document_check.file(path)} == {"GENUINE"}
