"""What cannot be is refused, what is odd is flagged: by command and by service, naming the rule.

Each is tried both ways on a copy of one folder. What is refused leaves every row of the data as it
was; what is flagged is kept whole.
"""

import json
import shutil
from collections.abc import Callable
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.calendar_kinds import DayUnit
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.issue_rules import NextStep
from inspector_app.domain.month import Period
from inspector_app.domain.recusal import Relation
from inspector_app.domain.visit_options import Session
from inspector_app.services.plans import HalfDay
from tests.stories.conftest import ISSUE, RECORD, Command, Filed, command_on
from tests.unit.services import workbooks

SCHOOL: Final = "2121000003"
CLOSED: Final = "2121000004"
NOVEMBER: Final = Period(date(2026, 11, 1), date(2026, 11, 22))
PLAN: Final = ("plan", "add", "--date", "2026-11-20", "--session", "上午")


@pytest.fixture(scope="module")
def ready(filed: Filed, now: datetime, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a filed record, a closed school, and an appointment that has expired."""
    folder = tmp_path_factory.mktemp("bad")
    shutil.copytree(filed.folder, folder / "data")
    command = command_on(folder / "data", FixedClock(now))
    roster = workbooks.roster(
        folder / "名册.xlsx",
        schools=[
            workbooks.school(
                学校标识码=CLOSED, 学校名称="示范区第4小学", 状态="停办", 停办日期="2026-10-01"
            )
        ],
    )
    assert command("import", "roster", roster)[0] == 0
    source = folder / "聘任.json"
    appointment = {
        "inspector": "督学02", "level": "区", "tenure": "兼职", "document_no": "示教督〔2023〕1号",
        "start": "2023-09-01", "end": "2026-08-31", "term": 1,
    }  # fmt: skip
    source.write_text(json.dumps(appointment, ensure_ascii=False), "utf-8")
    code, out, err = command("appointment", "add", "--from", source)
    assert code == 0, err
    assert command("appointment", "file", out.strip())[0] == 0
    return folder / "data"


@pytest.fixture
def folder(ready: Path, tmp_path: Path) -> Path:
    return shutil.copytree(ready, tmp_path / "data")


@pytest.fixture
def issue(filed: Filed) -> str:
    return f"{filed.number}-01"


@pytest.fixture
def bench(folder: Path, clock: FixedClock) -> Callable[[], Any]:
    @contextmanager
    def opened() -> Any:
        with bootstrap.open_workbench(folder, clock=clock) as made:
            yield made

    return opened


def rows_of(bench: Workbench) -> dict[str, list[Any]]:
    """Return every row of every table of the program."""
    database = bench.context.database
    names = database.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
        " AND name NOT LIKE 'sqlite%'"
    )
    return {name: sorted(map(repr, database.rows(f"SELECT * FROM {name}"))) for (name,) in names}


@pytest.fixture
def refused(command: Command, bench: Callable[[], Any]) -> Callable[..., None]:
    """Try a command and a call that are refused with the same words and change no row."""

    def check(
        arguments: tuple[object, ...], call: Callable[[Workbench], object], *said: str
    ) -> None:
        with bench() as made:
            before = rows_of(made)
            with pytest.raises((RefusedError, InputError)) as error:
                call(made)
            assert rows_of(made) == before
        problems = getattr(error.value, "problems", ())
        sentence = error.value.sentence + "".join(p.sentence() for p in problems)
        code, out, err = command(*arguments)
        assert (code, out) == (1, "")
        with bench() as made:
            assert rows_of(made) == before
        for words in said:
            assert words in sentence
            assert words in err

    return check


def uid_of(bench: Workbench, number: str) -> str:
    return str(bench.ledger.row(number).issue.uid)


def test_a_step_out_of_its_turn_says_what_it_waits_for(
    refused: Callable[..., None], issue: str
) -> None:
    until = date(2026, 12, 20)
    step = NextStep(
        kind=IssueEventKind.NOT_ACCEPTED, on=date(2026, 11, 22), note="仍有课桌", until=until
    )
    refused(
        ("issue", "check", issue, "--note", "仍有课桌", "--until", "2026-12-20"),
        lambda made: made.issues.record(uid_of(made, issue), step),
        "学校还没有报送整改结果，谈不上整改不到位；没有改动。",
    )


def test_a_closing_without_evidence_says_what_is_evidence(
    refused: Callable[..., None], issue: str
) -> None:
    step = NextStep(kind=IssueEventKind.CLOSED, on=date(2026, 11, 22), note="看过")
    refused(
        ("issue", "close", issue, "--note", "看过"),
        lambda made: made.issues.record(uid_of(made, issue), step),
        "销号要有另一次入校督导的记录，或佐证材料、照片；没有改动。",
    )


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-11-19", "日期早于发现问题的 2026-11-20"), ("2026-11-23", "日期在今天之后")],
)
def test_a_date_out_of_order_says_which_date_it_is_measured_by(
    refused: Callable[..., None], issue: str, day: str, said: str
) -> None:
    step = NextStep(kind=IssueEventKind.ANSWERED, on=date.fromisoformat(day))
    refused(
        ("issue", "answer", issue, "--on", day),
        lambda made: made.issues.record(uid_of(made, issue), step),
        said,
        "没有改动。",
    )


def test_an_answer_before_its_question_is_refused(
    refused: Callable[..., None], issue: str, command: Command
) -> None:
    asked = ("issue", "ask-extension", issue, "--on", "2026-11-22", "--until", "2026-12-20")
    assert command(*asked, "--note", "等经费")[0] == 0
    step = NextStep(kind=IssueEventKind.EXTENSION_REFUSED, on=date(2026, 11, 21), note="不同意")
    refused(
        ("issue", "refuse-extension", issue, "--on", "2026-11-21", "--note", "不同意"),
        lambda made: made.issues.record(uid_of(made, issue), step),
        "不同意延期的日期早于它所答复的 2026-11-22；没有改动。",
    )


def test_a_deadline_in_an_unknown_year_is_told_with_what_it_was_taken_for(
    command: Command, bench: Callable[[], Any]
) -> None:
    with bench() as made:
        found = made.calendar.deadline(date(2027, 3, 1), count=10, unit=DayUnit.WORKING)
        before = rows_of(made)
    code, out, err = command("calendar", "deadline", "--from", "2027-03-01", "--days", 10,
                             "--working")  # fmt: skip
    assert (code, out.splitlines()[0]) == (0, found.due.isoformat())
    said = "2027年的放假和调休还没有收录，这里把周末算作休息、其余日子算作上班，结果可能要改"
    assert said in found.warning
    assert said in err
    with bench() as made:
        assert rows_of(made) == before


def test_no_visit_is_planned_at_a_closed_school(refused: Callable[..., None]) -> None:
    refused(
        (*PLAN, "--school", CLOSED),
        lambda made: made.plans.add(
            HalfDay(day=date(2026, 11, 20), session=Session.MORNING, school_code=CLOSED)
        ),
        "示范区第4小学已于 2026-10-01 停办，停办的学校不安排入校。",
    )


def _draft(command: Command, tmp_path: Path, **changed: object) -> str:
    source = tmp_path / "r.json"
    record = {**RECORD, "no_issues_found": True, **changed}
    source.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    code, out, err = command("visit", "new", "--from", source)
    assert code == 0, err
    return out.strip()


def test_a_record_of_a_closed_school_is_filed_and_flagged(
    command: Command, bench: Callable[[], Any], tmp_path: Path
) -> None:
    number = _draft(command, tmp_path, school=CLOSED)
    said = "示范区第4小学已于 2026-10-01 停办，督导日期是 2026-11-20；规则：停办的学校不安排入校"
    with bench() as made:
        hints = made.visits.record(made.visits.uid_of(number)).hints
    assert said in hints[0].what
    code, out, _ = command("visit", "file", number)
    assert (code, said in out) == (0, True)
    with bench() as made:
        assert made.visits.get(made.visits.uid_of(number)).narrative == RECORD["narrative"]


def test_somebody_whose_appointment_expired_is_flagged_on_the_record_and_on_the_plan(
    command: Command, bench: Callable[[], Any], tmp_path: Path
) -> None:
    said = (
        "督学02在 2026-11-20 没有有效的聘任，上一聘期到 2026-08-31 为止；"
        "规则：受聘的督学才实施督导，见《教育督导条例》第六条"
    )
    number = _draft(command, tmp_path, peers=["督学02"])
    with bench() as made:
        hints = made.visits.record(made.visits.uid_of(number)).hints
    assert said in [hint.what for hint in hints]
    assert said in command("visit", "file", number)[1]
    code, _, err = command(*PLAN[:3], "2026-11-24", *PLAN[4:], "--school", SCHOOL,
                           "--peers", "督学02")  # fmt: skip
    planned = said.replace("2026-11-20", "2026-11-24")
    assert (code, planned in err) == (0, True)
    with bench() as made:
        (view,) = made.plans.week(date(2026, 11, 24)).visits
    assert any(planned in warning for warning in view.warnings)


def test_a_peer_in_recusal_is_refused_on_a_plan_and_flagged_on_a_record(
    refused: Callable[..., None], command: Command, bench: Callable[[], Any], tmp_path: Path
) -> None:
    with bench() as made:
        made.recusals.add("DX002", SCHOOL, Relation.FAMILY)
    said = ("督学02与这所学校有回避关系（", "规则：", "，见")
    refused(
        (*PLAN[:3], "2026-11-24", *PLAN[4:], "--school", SCHOOL, "--peers", "督学02"),
        lambda made: made.plans.add(
            HalfDay(
                day=date(2026, 11, 24), session=Session.MORNING, school_code=SCHOOL,
                peer_ids=("DX002",),
            )
        ),
        *said,
        "请换人。",
    )  # fmt: skip
    number = _draft(command, tmp_path, peers=["督学02"], date="2026-11-22")
    with bench() as made:
        (warning,) = made.visits.warnings(made.visits.uid_of(number))
    code, _, err = command("visit", "file", number)
    assert code == 0
    assert all(words in err and words in warning.what for words in said)


def test_more_schools_than_the_roster_has_are_refused(refused: Callable[..., None]) -> None:
    refused(
        ("coverage", "share", "--from", "2026-11-01", "--claim", "中小学=2"),
        lambda made: made.coverage.shares(NOVEMBER, claims={"中小学": 2}),
        "中小学 2 所，多于 2026-11-22 名册上的 1 所；规则：督导过的学校只能是名册上的学校",
    )


def test_a_number_that_the_records_do_not_give_is_refused(
    refused: Callable[..., None],
) -> None:
    refused(
        ("coverage", "share", "--from", "2026-11-01", "--claim", "全部=0"),
        lambda made: made.coverage.shares(NOVEMBER, claims={"全部": 0}),
        "全部 0 所，而记录里督导过 1 所；规则：数字由已定稿的记录数出",
    )


def test_an_issue_that_misses_its_day_keeps_the_record_a_draft(
    refused: Callable[..., None], command: Command, tmp_path: Path
) -> None:
    early = {**ISSUE, "deadline": "2026-11-01"}
    number = _draft(command, tmp_path, issues=[early], no_issues_found=False)
    refused(
        ("visit", "file", number),
        lambda made: made.visits.file(made.visits.uid_of(number)),
        "还不能定稿：有 1 处没有填好。",
        "问题 1 的整改时限早于督导日期",
    )
