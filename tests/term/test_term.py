"""One term of a district, played through the program: what it counts is what counting gives.

The short term is part of the tests; ``dev.py term`` plays the whole of it: 25 inspectors in five
zones with 121 schools, from September to the end of January.
"""

import io
import json
import os
from collections import Counter
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from inspector_app import bootstrap
from inspector_app.bootstrap import Workbench, init_folder
from inspector_app.cli.main import run
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.services.context import Role
from tests.term.books import Books
from tests.term.counts import (
    board_differences,
    differences_on,
    month_ledger_differences,
    table_differences,
)
from tests.term.district import Size
from tests.term.player import MovingClock, Player

WHOLE: Final = bool(os.environ.get("INSPECTOR_APP_FULL_LENGTH"))
SHORT: Final = Size(
    inspectors=3, zones=2, schools=10, first=date(2025, 9, 1), last=date(2025, 10, 31),
    visits_a_day=0.7, corrected=0.35, changes_a_month=3,
)  # fmt: skip
TERM: Final = Size(
    inspectors=25, zones=5, schools=121, first=date(2025, 9, 1), last=date(2026, 1, 31),
    visits_a_day=0.4, corrected=0.12, changes_a_month=6,
)  # fmt: skip
SIZE: Final = TERM if WHOLE else SHORT
_SHOWN: Final = 20
_ALWAYS: Final = frozenset(
    {"计划入校", "同行", "补报", "更正定稿", "作废", "学校换督学", "学校停办", "督学换责任区",
     "以回访销号", "被拒绝的步骤", "整改：extended", "整改：not_accepted", "整改：escalated",
     "整改：closed", "更正：day", "放弃更正"}
)  # fmt: skip


class Played:
    """A term that was played: its folder, its books, and what differed when."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = MovingClock(SIZE.first)
        self.books = Books()
        self.played: Counter[str] = Counter()
        self.differences: list[str] = []
        self.months: list[date] = []

    def open(self) -> Workbench:
        return bootstrap.open_workbench(self.folder, clock=self.clock)

    def play(self, scratch: Path) -> None:
        init_folder(self.folder, role=Role.OFFICE, district="210304", clock=self.clock)
        with self.open() as bench:
            player = Player(bench, self.clock, SIZE, scratch)
            self.books, self.played = player.books, player.played

            def compare(day: date) -> None:
                self.months.append(day)
                self.differences += differences_on(bench, player.books, day)

            player.play(at_month_end=compare)

    def command(self, *arguments: str) -> str:
        out = io.StringIO()
        with redirect_stdout(out):
            code = run(
                ["--data", str(self.folder), *arguments],
                default_folder=self.folder,
                opener=lambda path: bootstrap.open_workbench(path, clock=self.clock),
                init=bootstrap.init_folder,
            )
        assert code == 0, out.getvalue()
        return out.getvalue()


@pytest.fixture(scope="module")
def term(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The term, played once; tests only ask it."""
    scratch = tmp_path_factory.mktemp("term")
    played = Played(scratch / "data")
    played.play(scratch)
    print(f"\n{len(played.books.records)} 份记录，{len(played.books.issues)} 个问题")
    print("，".join(f"{what} {number}" for what, number in sorted(played.played.items())))
    return played


def test_at_each_months_end_every_number_is_the_one_counted_by_hand(term: Played) -> None:
    assert term.months
    assert term.differences[:_SHOWN] == []


def test_at_the_terms_end_the_table_of_each_month_is_counted_again_and_equal(
    term: Played,
) -> None:
    for day in term.months:
        told = json.loads(term.command("month", f"{day:%Y-%m}", "--json"))
        assert list(table_differences(told, term.books))[:_SHOWN] == []


def test_at_the_terms_end_board_and_ledger_of_each_month_are_as_of_its_last_day(
    term: Played,
) -> None:
    with term.open() as bench:
        for day in term.months:
            assert list(board_differences(bench, term.books, day))[:_SHOWN] == []
            assert list(month_ledger_differences(bench, term.books, day)) == []


def test_open_at_the_end_is_open_at_the_start_and_found_less_closed_and_voided(
    term: Played,
) -> None:
    before = 0
    for day in term.months:
        row = json.loads(term.command("month", f"{day:%Y-%m}", "--json"))["district"]
        assert row["open_at_start"] == before
        gone = row["closed"] + row["voided"]
        assert row["open_at_end"] == before + row["issues_found"] - gone
        before = row["open_at_end"]


def test_the_folder_of_a_played_term_is_sound(term: Played) -> None:
    checks = json.loads(term.command("check", "--json"))
    assert checks["ok"], checks


def test_the_term_has_what_the_proof_is_about(term: Played) -> None:
    kinds = {IssueEventKind.FOUND, IssueEventKind.RESTATED}
    wanted = {f"整改：{kind}" for kind in IssueEventKind if kind not in kinds} | {
        "计划入校", "取消计划", "改期", "按计划入校", "同行", "补报", "丢弃草稿", "更正定稿",
        "放弃更正", "作废", "学校换督学", "学校停办", "督学换责任区", "以回访销号", "被拒绝的步骤",
        "投诉",
    }  # fmt: skip
    # The short term is too short for what is rare.
    missing = {what for what in (wanted if WHOLE else _ALWAYS) if not term.played[what]}
    assert missing == set()
    late = [i for i in term.books.issues.values() if i["limit"] or i["deadline"]]
    assert any(i["answered"] and i["answered"] > (i["limit"] or i["deadline"]) for i in late)
