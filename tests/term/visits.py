"""Visits of a term: planned or not, alone or with others, filed at once or late or never."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.visits import SESSION_LABEL
from inspector_app.domain.plan import PlanState
from inspector_app.domain.visit_options import Session
from inspector_app.services.plans import HalfDay
from tests.oracle.naive_month import SUMMED
from tests.term.books import Plain

if TYPE_CHECKING:
    from tests.term.player import Player

_HALVES: Final = {"上午": {"上午"}, "下午": {"下午"}, "全天": {"上午", "下午"}}
_TYPES: Final = ("经常性",) * 6 + ("专项", "综合", "整改回访", "联合督导", "突发事件", "投诉核查")
_SEVERITIES: Final = ("轻微", "轻微", "一般", "一般", "一般", "严重", "安全隐患")
_WEIGHTS: Final = {"轻微": "小", "一般": "一般", "严重": "严重", "安全隐患": "严重"}


class Visits:
    """Goes to schools and writes records."""

    def __init__(self, player: Player) -> None:
        self._player, self._books, self._random = player, player.books, player.random
        self._busy: dict[tuple[str, date], set[str]] = defaultdict(set)
        self._planned: dict[date, list[Plain]] = defaultdict(list)

    # -- plans -----------------------------------------------------------------------------------

    def plan_the_week(self) -> None:
        """Plan some visits of the five days to come; some are moved, some called off."""
        player, today = self._player, self._player.today
        for person in self._books.people:
            for shift in range(5):
                day = today + timedelta(days=shift)
                if day > player.size.last or not player.chance(player.size.visits_a_day / 2):
                    continue
                wanted = self._wanted(person["id"], day)
                if wanted is not None:
                    self._plan(wanted)

    def _plan(self, wanted: Plain) -> None:
        session = from_label(SESSION_LABEL, wanted["session"])
        assert isinstance(session, Session)
        plans = self._player.bench.plans
        half_day = HalfDay(
            day=wanted["date"],
            session=session,
            school_code=wanted["school"],
            lead_id=wanted["lead"],
            peer_ids=tuple(wanted["peers"]),
            topics=("T6",),
            text="看整改。",
        )
        uid = plans.add(half_day).view.planned.uid
        self._player.played["计划入校"] += 1
        self._take(wanted)
        if self._player.chance(0.1):
            plans.cancel(uid, reason="学校考试")
            self._player.played["取消计划"] += 1
            self._give_back(wanted)
            return
        if self._player.chance(0.1):
            self._give_back(wanted)
            later = {**wanted, "date": wanted["date"] + timedelta(days=1)}
            if not self._is_free(later) or later["date"].weekday() > 4:
                later = wanted
            plans.change(uid, day=later["date"])
            self._player.played["改期"] += 1
            wanted = later
            self._take(wanted)
        self._planned[wanted["date"]].append({**wanted, "plan": uid})

    def _wanted(self, lead: str, day: date) -> Plain | None:
        """Return who goes where when, if the school is open and everybody is free."""
        mine = self._books.schools_of(lead, day)
        if self._player.chance(0.1) or not mine:
            mine = [c for c in self._books.schools if self._books.is_running(c, day)]
        people = [p["id"] for p in self._books.people if p["id"] != lead]
        number = min(len(people), self._random.choice((0, 0, 0, 1, 1, 2)))
        wanted: Plain = {
            "school": self._random.choice(mine),
            "date": day,
            "session": self._random.choice(("上午", "上午", "下午", "全天")),
            "lead": lead,
            "peers": self._random.sample(people, number),
        }
        return wanted if self._is_free(wanted) else None

    def _is_free(self, wanted: Plain) -> bool:
        halves = _HALVES[wanted["session"]]
        return all(
            not self._busy[who, wanted["date"]] & halves
            for who in (wanted["lead"], *wanted["peers"])
        )

    def _take(self, wanted: Plain) -> None:
        for who in (wanted["lead"], *wanted["peers"]):
            self._busy[who, wanted["date"]] |= _HALVES[wanted["session"]]

    def _give_back(self, wanted: Plain) -> None:
        for who in (wanted["lead"], *wanted["peers"]):
            self._busy[who, wanted["date"]] -= _HALVES[wanted["session"]]

    # -- the day ---------------------------------------------------------------------------------

    def go(self) -> None:
        """Make the planned visits of today and some more, and write their records."""
        player, today = self._player, self._player.today
        for wanted in self._planned.pop(today, ()):
            if not self._books.is_running(wanted["school"], today):
                # Closed since it was planned: nobody goes.
                player.bench.plans.cancel(wanted["plan"], reason="学校停办")
                player.played["停办后取消计划"] += 1
                continue
            if player.bench.plans.get(wanted["plan"]).state is PlanState.DONE:
                # One of its people was there today already: one visit does both half-days.
                player.played["计划已由另一份记录完成"] += 1
                wanted.pop("plan")
            self._write(wanted)
        for person in self._books.people:
            if player.chance(player.size.visits_a_day / 2):
                wanted = self._wanted(person["id"], today)
                if wanted is not None:
                    self._take(wanted)
                    self._write(wanted)

    def _write(self, wanted: Plain) -> None:
        player, edit = self._player, self._player.bench.visit_edit
        record = self._record(wanted)
        lessons = [self.lesson(record) for _ in range(self._random.choice((0, 0, 1, 1, 2)))]
        issues = [self.issue(record) for _ in range(self._random.choice((0, 0, 1, 1, 2, 3)))]
        fields = self._fields(record, issues=bool(issues))
        if "plan" in wanted:
            uid = player.bench.plans.begin(wanted["plan"]).uid
            for name, value in fields.items():
                if name not in {"uuid", "school", "date", "lead", "peers", "session"}:
                    edit.set_json(uid, name, value)
            for lesson in lessons:
                edit.add_lesson_json(uid, self.lesson_fields(lesson))
            for issue in issues:
                edit.add_issue_json(uid, self.issue_fields(issue))
            player.played["按计划入校"] += 1
        else:
            rows = {
                "lessons": [self.lesson_fields(lesson) for lesson in lessons],
                "issues": [self.issue_fields(issue) for issue in issues],
            }
            uid = edit.new_from_json({**fields, **rows}).uid
        for row in (record, *lessons, *issues):
            row["record"] = uid
        record["no"] = uid
        self._books.records[uid] = record
        self._books.lessons |= {row["id"]: row for row in lessons}
        self._books.issues |= {row["no"]: row for row in issues}
        player.played["入校"] += 1
        player.played["同行"] += bool(record["peers"])
        self._then(uid)

    def _then(self, uid: str) -> None:
        """File the record today or some day, or let it lie, or throw it away."""
        player = self._player
        if player.chance(0.84):
            self._file(uid)
        elif player.chance(0.7):
            player.played["补报"] += 1
            player.later(self._random.randint(1, 9), self._file, uid)
        elif player.chance(0.5):
            player.bench.visits.discard(uid, reason="重复")
            player.played["丢弃草稿"] += 1
            self._books.forget_rows(uid)
            del self._books.records[uid]

    def _file(self, uid: str) -> None:
        player = self._player
        player.bench.visits.file(uid)
        self._books.records[uid]["status"] = "已提交"
        player.played["定稿"] += 1
        for issue in self._books.of_record(self._books.issues, uid):
            player.steps.begin(issue)
        player.corrections.perhaps(uid)

    # -- what a record says ----------------------------------------------------------------------

    def _record(self, wanted: Plain) -> Plain:
        pick = self._random
        sent = pick.choice((0, 0, 0, 40))
        counts = {name: pick.choice((0, 0, 1, 2, 5)) for name in SUMMED}
        counts |= {"campus_walks": pick.choice((1, 2)), "questionnaires_sent": sent}
        counts["questionnaires_returned"] = pick.randint(0, sent)
        return {
            **{name: wanted[name] for name in ("school", "date", "session", "lead", "peers")},
            "type": pick.choice(_TYPES),
            "online": self._player.chance(0.04),
            "status": "草稿",
            "by_notice": self._player.chance(0.25),
            **counts,
        }

    def _fields(self, record: Plain, *, issues: bool) -> Plain:
        ways = ["现场口头", "整改通知书"] if record["by_notice"] else ["现场口头"]
        return {
            "school": record["school"],
            "date": record["date"].isoformat(),
            "session": record["session"],
            "type": record["type"],
            "campaign": "校园安全专项" if record["type"] == "专项" else "",
            "notice": "随机",
            "lead": record["lead"],
            "peers": record["peers"],
            "topics": ["T6", "T7"],
            "methods": {name: record[name] for name in SUMMED},
            "narrative": "巡视校园，查看食堂，与教师交谈。",
            "advice": "坚持每日巡查。",
            "feedback_way": ways,
            "online": record["online"],
            "no_issues_found": not issues,
            "next_visit": (record["date"] + timedelta(days=20)).isoformat(),
        }

    def lesson(self, record: Plain) -> Plain:
        return {
            "id": self._player.new_uid(),
            "record": record.get("no", ""),
            "listener": self._random.choice([record["lead"], *record["peers"]]),
            "class": self._random.choice(("4年1班", "4年2班")),
            "period": self._random.choice((1, 2)),
            "whole": self._player.chance(0.9),
        }

    def lesson_fields(self, lesson: Plain) -> Plain:
        return {
            "uuid": lesson["id"], "listener": lesson["listener"], "class": lesson["class"],
            "period": lesson["period"], "whole": lesson["whole"], "subject": "数学",
            "teacher": "教师07", "topic": "分数", "kind": "新授", "process": "演示、练习。",
            "advice": "精讲多练。", "grade": "良",
        }  # fmt: skip

    def issue(self, record: Plain) -> Plain:
        severity = self._random.choice(_SEVERITIES)
        consult = severity == "严重" and self._player.chance(0.4)
        on_the_spot = severity in {"轻微", "一般"} and self._player.chance(0.2)
        days = timedelta(days=self._random.randint(5, 40))
        topics = ("T1", "T3", "T5", "T6", "T6", "T7", "K1")
        return {
            "no": self._player.new_uid(),
            "record": record.get("no", ""),
            "category": self._random.choice(topics),
            "words": severity,
            "consult": consult,
            "severity": "复杂" if consult else _WEIGHTS[severity],
            "on_the_spot": on_the_spot,
            "form_answer": on_the_spot,
            "form_close": on_the_spot,
            "deadline": None if on_the_spot else record["date"] + days,
            **dict.fromkeys(("limit", "extended", "notice", "answered", "closed", "voided")),
            **dict.fromkeys(("asked", "escalated", "consulted", "told", "phoned")),
            "last": record["date"],
            "begun": False,
        }

    def issue_fields(self, issue: Plain) -> Plain:
        deadline = issue["deadline"]
        return {
            "uuid": issue["no"],
            "category": issue["category"],
            "description": "消防通道堆放杂物。",
            "severity": issue["words"],
            **({"handling": "协商科室"} if issue["consult"] else {}),
            "fixed_on_the_spot": issue["on_the_spot"],
            "witness": "副校长" if issue["on_the_spot"] else "",
            "deadline": deadline and deadline.isoformat(),
        }
