"""The district of a term: its roster, and how it changes while the term runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

from inspector_app.bootstrap import Workbench
from tests.term.books import Books, holds
from tests.unit.services import workbooks

_ZONES: Final = ("第一", "第二", "第三", "第四", "第五")
# Of ten schools so many are of a kind, with the first digits of its code.
_KINDS: Final = (
    ("小学", "21", "小学", "公办"),
    ("幼儿园", "11", "幼儿园", "公办"),
    ("幼儿园", "11", "幼儿园", "普惠性民办"),
    ("初级中学", "31", "初级中学", "公办"),
)


@dataclass(frozen=True, kw_only=True)
class Size:
    """How large a term is."""

    inspectors: int
    zones: int
    schools: int
    first: date
    last: date
    visits_a_day: float
    corrected: float
    changes_a_month: int


class Roster:
    """Writes the roster of the books as a workbook and imports what has changed of it."""

    def __init__(self, books: Books, random: Random, folder: Path) -> None:
        self._books, self._random, self._folder = books, random, folder
        self._written = 0

    def begin(self, bench: Workbench, size: Size) -> None:
        """Make the district and import its roster."""
        for number in range(1, size.inspectors + 1):
            zone = f"{_ZONES[(number - 1) % size.zones]}督学责任区"
            self._books.people.append(
                {"id": f"DX{number:03d}", "number": number, "zones": [(date.min, zone)]}
            )
        for number in range(1, size.schools + 1):
            kind, prefix, ending, ownership = _KINDS[number % len(_KINDS)]
            code = f"{prefix}21{number:06d}"
            self._books.schools[code] = {
                "code": code, "name": f"示范区第{number}{ending}", "kind": kind,
                "ownership": ownership, "closed": None,
            }  # fmt: skip
            person = self._books.people[(number - 1) % size.inspectors]
            self._books.assignments.append(
                {"inspector": person["id"], "school": code, "start": size.first, "end": None}
            )
        self._import(
            bench,
            schools=self._books.schools,
            people=[p["id"] for p in self._books.people],
            assignments=range(size.schools),
            day=size.first,
        )

    def hand_over_a_school(self, bench: Workbench, day: date) -> None:
        """Give one school to somebody else from a day on."""
        running = [
            place
            for place, a in enumerate(self._books.assignments)
            if holds(a, day)
            and a["start"] < day
            and a["end"] is None
            and self._books.is_running(a["school"], day)
        ]
        if not running or len(self._books.people) < 2:
            return
        place = self._random.choice(running)
        old = self._books.assignments[place]
        others = [p["id"] for p in self._books.people if p["id"] != old["inspector"]]
        old["end"] = day - timedelta(days=1)
        self._books.assignments.append(
            {"inspector": self._random.choice(others), "school": old["school"], "start": day,
             "end": None}
        )  # fmt: skip
        places = (place, len(self._books.assignments) - 1)
        self._import(bench, assignments=places, day=day)

    def close_a_school(self, bench: Workbench, day: date) -> str:
        """Let one school close on a day."""
        running = [c for c in self._books.schools if self._books.is_running(c, day)]
        code = self._random.choice(running)
        self._books.schools[code]["closed"] = day
        self._import(bench, schools=[code], day=day)
        return code

    def move_a_person(self, bench: Workbench, day: date, zones: int) -> None:
        """Let one inspector belong to another zone from a day on."""
        person = self._random.choice(self._books.people)
        names = [f"{name}督学责任区" for name in _ZONES[:zones]]
        now = self._books.zone_of(person, day)
        others = [name for name in names if name != now]
        if others and person["zones"][-1][0] < day:
            person["zones"].append((day, self._random.choice(others)))
            self._import(bench, people=[person["id"]], day=day)

    def complaints(self, bench: Workbench) -> None:
        """Take over the list of complaints as it stands."""
        rows = [
            workbooks.complaint(
                c["no"], 受理日期=c["received"].isoformat(), 学校标识码=c["school"],
                核实督学=c["checker"], 办结时限=c["deadline"].isoformat(),
                办结日期=c["closed"] and c["closed"].isoformat(), 属实情况=c["finding"] or None,
            )
            for c in self._books.complaints.values()
        ]  # fmt: skip
        if rows:
            bench.imports.import_visits(workbooks.visits(self._path(), complaints=rows))

    def _import(
        self,
        bench: Workbench,
        *,
        day: date,
        schools: Iterable[str] = (),
        people: Iterable[str] = (),
        assignments: Iterable[int] = (),
    ) -> None:
        known = {p["id"]: p for p in self._books.people}
        path = workbooks.roster(
            self._path(),
            schools=[self._school(code) for code in schools],
            people=[
                workbooks.person(known[who]["number"], 责任区=self._books.zone_of(known[who], day))
                for who in people
            ],
            assignments=[self._assignment(place) for place in assignments],
        )
        bench.imports.import_roster(path)

    def _school(self, code: str) -> workbooks.Row:
        school = self._books.schools[code]
        closed = school["closed"]
        return workbooks.school(
            学校标识码=code, 学校名称=school["name"], 办学类型=school["kind"],
            举办性质=school["ownership"], 状态="停办" if closed else "在办",
            停办日期=closed and closed.isoformat(),
        )  # fmt: skip

    def _assignment(self, place: int) -> workbooks.Row:
        row = self._books.assignments[place]
        return {
            "督学编号": row["inspector"], "学校标识码": row["school"],
            "开始日期": row["start"].isoformat(),
            "结束日期": row["end"] and row["end"].isoformat(),
        }  # fmt: skip

    def _path(self) -> Path:
        self._written += 1
        return self._folder / f"roster-{self._written}.xlsx"
