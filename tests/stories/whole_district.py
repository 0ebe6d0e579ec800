"""A district of an office and twenty-five laptops, each a data folder of its own, by commands."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook

from inspector_app.base.clock import FixedClock
from tests.district.trust.districts import last_groups
from tests.stories.conftest import Command, command_on

DISTRICT: Final = "210304"
MONTH: Final = "2026-11"
LAPTOPS: Final = tuple(f"DX{number:03}" for number in range(1, 26))
ON_PAPER: Final = "DX026"
"""Somebody who never uses a computer."""
ISSUE: Final = {
    "category": "T6", "description": "消防通道堆放杂物。", "severity": "一般",
    "deadline": "2026-12-05",
}  # fmt: skip


def school_of(person: str, place: int = 0) -> str:
    """Return the 标识码 of a school that a person answers for, the first or the second."""
    return f"21210{2 * (int(person[2:]) - 1) + place + 1:05}"


def roster_of_district(path: Path) -> Path:
    """Write the office's workbook: 52 schools, two for each person."""
    book, people = Workbook(), (*LAPTOPS, ON_PAPER)
    schools = book.active
    assert schools is not None
    schools.title = "学校"
    schools.append(["学校标识码", "学校名称", "办学类型", "举办性质", "学生数", "状态", "停办日期"])
    persons = book.create_sheet("督学")
    persons.append(["督学编号", "姓名", "专兼职", "责任区"])
    assigned = book.create_sheet("责任分配")
    assigned.append(["督学编号", "学校标识码", "开始日期", "结束日期"])
    for person in people:
        persons.append([person, f"督学{person[-2:]}", "兼职", "第一督学责任区"])
        for place in (0, 1):
            code = school_of(person, place)
            name = f"示范区第{int(code[5:])}小学"
            schools.append([code, name, "小学", "公办", 700, "在办", None])
            assigned.append([person, code, "2026-09-01", None])
    book.save(path)
    return path


@dataclass(frozen=True, kw_only=True)
class Seat:
    """One computer: who sits there, its commands, and where its files go."""

    name: str
    person: str
    command: Command
    folder: Path
    sent: Path

    def do(self, *arguments: object) -> str:
        """Run a command that has to succeed; return what it said."""
        code, out, err = self.command(*arguments)
        assert code == 0, f"{self.name} {arguments}: {err}"
        return out

    def ask(self, *arguments: object) -> Any:
        """Run a command that has to succeed; return what it told programs."""
        return json.loads(self.do(*arguments, "--json"))

    def refused(self, *arguments: object) -> str:
        """Run a command that has to be refused; return the sentence."""
        code, _out, err = self.command(*arguments)
        assert code == 1, f"{self.name} {arguments} was not refused"
        return err

    def file(self, scratch: Path, **fields: Any) -> str:
        """Write a record and file it; return its number."""
        record = {
            "school": school_of(self.person or ON_PAPER), "date": "2026-11-10", "session": "上午",
            "type": "经常性", "notice": "随机", "lead": self.person or ON_PAPER, "topics": ["T6"],
            "methods": {"campus_walks": 1}, "narrative": "巡视校园，查看台账。",
            "merits": ["门卫登记完整。"], "advice": "坚持每日巡查。", "feedback_way": ["现场口头"],
            "issues": [dict(ISSUE)], "next_visit": "2026-12-10", **fields,
        }  # fmt: skip
        path = scratch / f"{self.name}.json"
        path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        number = self.do("visit", "new", "--from", path).strip()
        self.do("visit", "file", number)
        return number


@dataclass(kw_only=True)
class WholeDistrict:
    """The office, the laptops, the director's stick, the shared folder and everybody's sticks."""

    folder: Path
    clock: FixedClock
    book: Path
    office: Seat
    root: str = ""
    seats: dict[str, Seat] = field(default_factory=dict)
    sharing: set[str] = field(default_factory=set)

    @property
    def stick(self) -> Path:
        """The director's stick."""
        return self.folder / "主任优盘"

    @property
    def meeting(self) -> Path:
        """The stick that goes round at the meeting."""
        return self.folder / "会议优盘"

    @property
    def share(self) -> Path:
        """The shared folder, which half of the laptops reach."""
        return self.folder / "督导共享"

    def sit_down(self, name: str, person: str) -> Seat:
        """Set a laptop up for a person."""
        made = seat(self.folder, name, self.clock, "--inspector", person)
        made.do("import", "roster", self.book)
        self.seats[name] = made
        return made

    def enrol(self, seats: Iterable[Seat]) -> None:
        """Let laptops be enrolled at one meeting: digits are compared both ways."""
        heard: list[str] = []
        found = list(seats)
        for each in found:
            asked = each.ask("enrol", "request", "--to", self.meeting, "--device", each.name)
            heard += ["--check", last_groups(asked["digits"])]
        self.office.do("enrol", "accept", self.meeting, *heard)
        self.sign()
        shown = self.office.ask("trust", "show")["root_digits"][0]
        for each in found:
            each.do("trust", "pin", self.meeting, "--check", last_groups(shown))

    def sign(self) -> None:
        """Let the director sign the roster as it is now."""
        self.office.do("root", "sign-roster", "--root", self.root, "--out", self.meeting)

    def share_folder(self, names: Iterable[str]) -> None:
        """Let the office make the shared folder, and some laptops join it."""
        self.share.mkdir()
        self.office.do("office", "share", self.share)
        for name in names:
            self.seats[name].do("share", "join", self.share)
            self.sharing.add(name)

    def hand_over(self, *names: str) -> None:
        """Make the month of laptops and let it out, through the folder or by messenger."""
        for name in names:
            self._let_out(self.seats[name], "--month", MONTH)

    def tell_news(self, name: str) -> None:
        """Let out what is new on a laptop since it handed over.

        Into a folder that was joined it goes by itself; a sending more finds nothing to do.
        """
        if name in self.sharing:
            self.seats[name].do("share", "send")
        else:
            self._let_out(self.seats[name], "--news")

    def _let_out(self, made: Seat, *what: str) -> None:
        there = self.folder / "待放" / made.name if made.name in self.sharing else made.sent
        there.mkdir(parents=True, exist_ok=True)
        made.do("bundle", "export", "--inspector", made.person, *what, "--to", there)
        if made.name in self.sharing:
            made.do("share", "send")

    def scan(self) -> Any:
        """Let the office look at the shared folder and what came by messenger."""
        return self.office.ask("office", "scan", self.share, *self.dropped())

    def dropped(self) -> Sequence[Path]:
        """Return the folders of a messenger in which files have come."""
        return [path for path in sorted(self.folder.glob("微信/*")) if any(path.iterdir())]


def seat(folder: Path, name: str, clock: FixedClock, *options: str) -> Seat:
    """Make a data folder."""
    command = command_on(folder / "电脑" / name, clock)
    sent = folder / "微信" / name
    sent.mkdir(parents=True)
    person = options[1] if options[0] == "--inspector" else ""
    made = Seat(name=name, person=person, command=command, folder=folder / "电脑" / name, sent=sent)
    made.do("init", "--district", DISTRICT, *options)
    return made


def made_district(folder: Path, clock: FixedClock) -> WholeDistrict:
    """Set the office up with its roster of schools and the root on the director's stick."""
    office = seat(folder, "督导室", clock, "--role", "office")
    made = WholeDistrict(
        folder=folder, clock=clock, office=office,
        book=roster_of_district(folder / "名册.xlsx"),
    )  # fmt: skip
    for path in (made.stick, made.meeting):
        path.mkdir()
    office.do("import", "roster", made.book)
    made.root = office.ask("root", "new", "--to", made.stick)["file"]
    return made
