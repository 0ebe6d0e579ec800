"""整改 of a term: notices, measures, answers in time and late, checks, new rounds, and the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from inspector_app.base.errors import RefusedError
from inspector_app.domain.issue_event import EventDetails, IssueEventKind, Measure
from inspector_app.domain.issue_rules import NextStep
from tests.term.books import Plain, is_open

if TYPE_CHECKING:
    from tests.term.player import Player

_K = IssueEventKind


class Steps:
    """Takes issues through their rounds."""

    def __init__(self, player: Player) -> None:
        self._player, self._books, self._random = player, player.books, player.random

    def begin(self, issue: Plain) -> None:
        """Decide what will become of an issue whose record was filed for the first time."""
        if issue["begun"]:
            return
        issue["begun"] = True
        if issue["words"] == "安全隐患":
            self._player.later(1, self._do, self._tell, issue["no"])
        if issue["on_the_spot"]:
            self._maybe(0.1, (3, 12), self._reopen, issue)
            return
        self._maybe(0.5, (1, 4), self._notice, issue)
        self._maybe(0.4, (5, 8), self._plan, issue)
        self._maybe(0.15, (3, 20), self._ask_extension, issue)
        if issue["words"] == "严重":
            self._maybe(0.5, (2, 6), self._escalate, issue)
        if issue["consult"]:
            self._maybe(1.0, (2, 6), self._consult, issue)
        self._maybe(0.06, (2, 30), self._give_up, issue)
        self._expect_answer(issue)

    def _maybe(self, share: float, days: tuple[int, int], act: Any, issue: Plain) -> None:
        """Let a step come in so many days, or never."""
        if self._player.chance(share):
            self._player.later(self._random.randint(*days), self._do, act, issue["no"])

    def _expect_answer(self, issue: Plain) -> None:
        """Let the school answer before the day or after it, or not at all."""
        limit = issue["limit"] or issue["deadline"] or self._player.today
        if self._player.chance(0.08):
            return
        late = self._player.chance(0.35)
        shift = self._random.randint(1, 20) if late else -self._random.randint(0, 6)
        day = limit + timedelta(days=shift)
        days = (day - self._player.today).days
        self._player.later(days, self._do, self._answer, issue["no"])

    # -- doing -----------------------------------------------------------------------------------

    def _do(self, act: Any, number: str) -> None:
        """Take a step, tomorrow where the record is being corrected, never of what is gone."""
        issue = self._books.issues.get(number)
        record = issue and self._books.records.get(issue["record"])
        if issue is None or record is None or record["status"] == "作废":
            return
        if not self._books.counts(record):
            self._player.later(1, self._do, act, number)
            return
        if is_open(self._books.issue_row(issue)) or act == self._reopen:
            act(issue)

    def _day(self, issue: Plain) -> date:
        """Return the day of a step: today, or one that is told late."""
        early = self._player.today - timedelta(days=self._random.choice((0, 0, 0, 1, 3)))
        record = self._books.records[issue["record"]]
        return max(early, issue["last"], record["date"])

    def _record(self, issue: Plain, kind: IssueEventKind, **values: Any) -> date:
        day = values.pop("on", None) or self._day(issue)
        details = EventDetails(
            **{name: values.pop(name) for name in EventDetails.__slots__ if name in values}
        )
        step = NextStep(kind=kind, on=day, details=details, **values)
        self._player.bench.issues.record(issue["no"], step)
        self._player.played[f"整改：{kind}"] += 1
        issue["last"] = day
        return day

    def _refused(self, issue: Plain, step: NextStep) -> None:
        """Try what cannot be; the counts at the month's end say that it left nothing behind."""
        with pytest.raises(RefusedError):
            self._player.bench.issues.record(issue["no"], step)
        self._player.played["被拒绝的步骤"] += 1

    # -- steps -----------------------------------------------------------------------------------

    def _tell(self, issue: Plain) -> None:
        issue["told"] = self._record(issue, _K.SCHOOL_TOLD, person="校长", at="08:10")
        issue["phoned"] = self._record(issue, _K.OFFICE_PHONED, person="值班", at="08:20")

    def _notice(self, issue: Plain) -> None:
        day = self._record(issue, _K.NOTICE_ISSUED)
        issue["notice"] = issue["notice"] or day
        if self._player.chance(0.5):
            limit = day + timedelta(days=self._random.randint(10, 30))
            self._record(issue, _K.DELIVERED, person="副校长", until=limit)
            issue["limit"] = limit

    def _plan(self, issue: Plain) -> None:
        self._record(issue, _K.PLANNED, measures=(Measure(text="清理通道，专人值守。"),))
        if self._player.chance(0.5):
            self._record(issue, _K.PROGRESS, note="已清理一半。")
        self._maybe(0.3, (1, 5), self._aim, issue)

    def _aim(self, issue: Plain) -> None:
        """Plan on with a value to reach by a day, tell what was reached, then that all was."""
        due = self._player.today + timedelta(days=60)
        aim = Measure(text="通道全部畅通。", due=due, target="6", unit="处")
        self._record(issue, _K.PLANNED, measures=(aim,))
        for kind, days, step in (
            (_K.MEASURED, (1, 6), {"measures": (replace(aim, actual="4"),)}),
            (_K.MILESTONE_MET, (7, 15), {"measures": (aim,), "note": "六处都已清理。"}),
        ):
            self._maybe(0.8, days, partial(self._record, kind=kind, **step), issue)

    def _ask_extension(self, issue: Plain) -> None:
        if issue["asked"] or self._books.issue_row(issue)["answered"]:
            return
        limit = (issue["limit"] or issue["deadline"]) + timedelta(days=20)
        limit = max(limit, self._player.today)
        issue["asked"] = self._record(issue, _K.EXTENSION_ASKED, note="要等经费。", until=limit)
        self._player.later(
            self._random.randint(1, 4), self._do, self._decide_extension, issue["no"]
        )

    def _decide_extension(self, issue: Plain) -> None:
        if not issue["asked"]:
            return
        if self._player.chance(0.7):
            limit = self._player.today + timedelta(days=self._random.randint(10, 40))
            self._record(issue, _K.EXTENDED, note="同意。", until=limit, person="督导室主任")
            issue["extended"] = issue["limit"] = limit
        else:
            self._record(issue, _K.EXTENSION_REFUSED, note="不同意。", person="督导室主任")
        issue["asked"] = None

    def _answer(self, issue: Plain) -> None:
        row = self._books.issue_row(issue)
        if row["answered"]:
            return
        self._refused(
            issue, NextStep(kind=_K.NOT_ACCEPTED, on=self._player.today, note="没有整改。")
        )
        issue["answered"] = self._record(issue, _K.ANSWERED)
        self._player.later(self._random.randint(1, 20), self._do, self._check, issue["no"])

    def _check(self, issue: Plain) -> None:
        if not self._books.issue_row(issue)["answered"]:
            return
        if self._player.chance(0.25):
            day = self._day(issue)
            limit = day + timedelta(days=self._random.randint(5, 20))
            self._record(issue, _K.NOT_ACCEPTED, on=day, note="仍有杂物。", until=limit)
            issue["answered"], issue["form_answer"], issue["limit"] = None, False, limit
            self._expect_answer(issue)
            return
        day = self._day(issue)
        bare = NextStep(kind=_K.CLOSED, on=day, note="已清理。")
        self._refused(issue, bare)
        visit = self._follow_up(issue, day)
        evidence = {"visit_uid": visit} if visit else {"documents": ("整改照片",)}
        self._player.played["以回访销号"] += bool(visit)
        issue["closed"] = self._record(issue, _K.CLOSED, on=day, note="已清理。", **evidence)
        if self._player.chance(0.06):
            self._player.later(self._random.randint(2, 20), self._do, self._reopen, issue["no"])

    def _follow_up(self, issue: Plain, day: date) -> str:
        """Return a later visit to the school that bears witness, if there was one."""
        own = self._books.records[issue["record"]]
        later = [
            r["no"]
            for r in self._books.records.values()
            if self._books.counts(r)
            and r["school"] == own["school"]
            and r["no"] != own["no"]
            and own["date"] <= r["date"] <= day
        ]
        return str(self._random.choice(later)) if later else ""

    def _reopen(self, issue: Plain) -> None:
        row = self._books.issue_row(issue)
        if is_open(row):
            return
        settled = max(d for d in (row["closed"], row["voided"]) if d)
        self._record(issue, _K.REOPENED, on=max(self._day(issue), settled), note="又堆上了。")
        issue["closed"] = issue["voided"] = None
        issue["form_close"] = False
        self._player.later(self._random.randint(3, 20), self._do, self._check, issue["no"])

    def _give_up(self, issue: Plain) -> None:
        kind = self._random.choice((_K.VOIDED, _K.WAIVED))
        issue["voided"] = self._record(issue, kind, note="校舍拆除。", person="督导室主任")

    def _escalate(self, issue: Plain) -> None:
        self._record(issue, _K.ESCALATED, note="请解决经费。")
        if self._player.chance(0.6):
            self._player.later(
                self._random.randint(2, 10), self._do, self._answer_escalation, issue["no"]
            )

    def _answer_escalation(self, issue: Plain) -> None:
        self._record(issue, _K.ESCALATION_ANSWERED, note="已列入预算。")

    def _consult(self, issue: Plain) -> None:
        self._record(issue, _K.CONSULTED, note="请派人查看。", person="基建科")
        self._player.later(
            self._random.randint(2, 10), self._do, self._answer_consultation, issue["no"]
        )

    def _answer_consultation(self, issue: Plain) -> None:
        self._record(issue, _K.CONSULTATION_ANSWERED, note="已查看。")
