"""更正, 放弃更正 and 作废 of a term: the record counts nothing until it is filed again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.term.books import Plain

if TYPE_CHECKING:
    from tests.term.player import Player


class Corrections:
    """Opens filed records again."""

    def __init__(self, player: Player) -> None:
        self._player, self._books, self._random = player, player.books, player.random

    def perhaps(self, uid: str) -> None:
        """Decide whether a filed record will be corrected or voided."""
        if self._player.chance(self._player.size.corrected):
            self._player.later(self._random.randint(1, 25), self._correct, uid)
        elif self._player.chance(0.06):
            self._player.later(self._random.randint(1, 40), self._void, uid)

    def _void(self, uid: str) -> None:
        if self._books.counts(self._books.records[uid]):
            self._player.bench.visits.void(uid, reason="记错了学校")
            self._books.records[uid]["status"] = "作废"
            self._player.played["作废"] += 1

    def _correct(self, uid: str) -> None:
        if not self._books.counts(self._books.records[uid]):
            return
        before = self._books.copy_of(uid)
        self._player.bench.visits.correct(uid, reason="补充")
        self._books.records[uid]["status"] = "草稿"
        change = self._random.choice(self._changes())
        change(self._books.records[uid])
        self._player.played[f"更正：{change.__name__.strip('_')}"] += 1
        if self._player.chance(0.2):
            self._player.later(self._random.randint(1, 6), self._abandon, uid, before)
        else:
            self._player.later(self._random.randint(1, 6), self._refile, uid)

    def _refile(self, uid: str) -> None:
        self._player.bench.visits.file(uid)
        self._books.records[uid]["status"] = "已提交"
        self._player.played["更正定稿"] += 1
        for issue in self._books.of_record(self._books.issues, uid):
            self._player.steps.begin(issue)
        self.perhaps(uid)

    def _abandon(self, uid: str, before: Plain) -> None:
        self._player.bench.visits.abandon_correction(uid)
        self._books.put_back(uid, before)
        self._player.played["放弃更正"] += 1

    # -- what is corrected -----------------------------------------------------------------------

    def _changes(self) -> list[Callable[[Plain], None]]:
        # What moves days of issues is tried most often.
        return [
            *[self._day, self._way] * 3, self._day, self._session, self._methods, self._people,
            self._way, self._add_lesson, self._remove_lesson, self._add_issue,
            self._remove_issue, self._deadline,
        ]  # fmt: skip

    def _set(self, record: Plain, name: str, value: object) -> None:
        self._player.bench.visit_edit.set_json(record["no"], name, value)

    def _day(self, record: Plain) -> None:
        day = record["date"] - timedelta(days=self._random.randint(1, 4))
        if day >= self._player.size.first:
            record["date"] = day
            self._set(record, "date", day.isoformat())

    def _session(self, record: Plain) -> None:
        record["session"] = self._random.choice(("上午", "下午", "全天"))
        self._set(record, "session", record["session"])

    def _methods(self, record: Plain) -> None:
        from tests.oracle.naive_month import SUMMED

        record["documents_read"] += 3
        record["panels"] = 0
        self._set(record, "methods", {name: record[name] for name in SUMMED})

    def _people(self, record: Plain) -> None:
        if record["peers"]:
            # The one who went along leads now.
            record["lead"], record["peers"] = record["peers"][0], [record["lead"]]
            self._set(record, "peers", [])
            self._set(record, "lead", record["lead"])
            self._set(record, "peers", record["peers"])

    def _way(self, record: Plain) -> None:
        record["by_notice"] = not record["by_notice"]
        ways = ["现场口头", "整改通知书"] if record["by_notice"] else ["现场口头"]
        self._set(record, "feedback_way", ways)

    def _add_lesson(self, record: Plain) -> None:
        lesson = self._player.visits.lesson(record)
        fields = self._player.visits.lesson_fields(lesson)
        self._player.bench.visit_edit.add_lesson_json(record["no"], fields)
        self._books.lessons[lesson["id"]] = lesson

    def _remove_lesson(self, record: Plain) -> None:
        lessons = self._books.of_record(self._books.lessons, record["no"])
        if lessons:
            self._player.bench.visit_edit.remove_lesson(lessons[0]["id"])
            del self._books.lessons[lessons[0]["id"]]

    def _add_issue(self, record: Plain) -> None:
        issue = self._player.visits.issue(record)
        fields = self._player.visits.issue_fields(issue)
        self._set(record, "no_issues_found", value=False)
        self._player.bench.visit_edit.add_issue_json(record["no"], fields)
        self._books.issues[issue["no"]] = issue

    def _remove_issue(self, record: Plain) -> None:
        issues = self._books.of_record(self._books.issues, record["no"])
        if issues:
            self._player.bench.visit_edit.remove_issue(issues[-1]["no"])
            del self._books.issues[issues[-1]["no"]]
            self._set(record, "no_issues_found", len(issues) == 1)

    def _deadline(self, record: Plain) -> None:
        issues = self._books.of_record(self._books.issues, record["no"])
        for place, issue in enumerate(issues):
            if issue["deadline"]:
                issue["deadline"] += timedelta(days=7)
                name = f"issues[{place}].deadline"
                self._set(record, name, issue["deadline"].isoformat())
