"""``month check|compile|lock|correct``: taking a month from open to locked."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from inspector_app.base.clock import day_of_instant
from inspector_app.cli.bench import Bench
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.labels.months import GAP_LABEL, MONTH_STATE_LABEL, MONTH_STEP_LABEL
from inspector_app.domain.late_entries import LateEntry, LateMonth
from inspector_app.domain.month import Month
from inspector_app.domain.month_edition import Edition
from inspector_app.domain.month_life import MonthGap, MonthLife
from inspector_app.domain.month_steps import GapKind
from inspector_app.domain.table_difference import Difference
from inspector_app.services.months import MonthTable

Act = Callable[[Bench, argparse.Namespace, Month], int]
_COMMANDS: Final = {
    GapKind.QUESTION: "office questions、office answer",
    GapKind.OBJECTED: "office enter list",
}


def check(bench: Bench, options: argparse.Namespace, month: Month) -> int:
    """List the gaps of a month and what mends each."""
    gaps = bench.month_life.check(month).gaps
    life = bench.month_life.life(month)
    if options.json:
        print_json({**_life_json(life), "gaps": [_gap_json(gap) for gap in gaps]})
        return 0
    say(f"{month.title}　{steps_line(life)}")
    for done in life.steps:
        reason = f"：{done.reason}" if done.reason else ""
        say(f"{day_of_instant(done.at)}　{done.actor}　{MONTH_STEP_LABEL[done.step]}{reason}")
    if not gaps:
        say("没有要核对的：没有草稿、迟报、未评等次、无时限、休息日入校和待对应的同行登记。")
    for gap in gaps:
        command = _COMMANDS.get(gap.kind, "")
        say(f"[{GAP_LABEL[gap.kind]}] {gap.sentence()}{f'（{command}）' if command else ''}")
    return 0


def compile_month(bench: Bench, options: argparse.Namespace, month: Month) -> int:
    """Say that the figures are those to hand over."""
    bench.month_life.compile(month)
    return _tell(bench, options, month)


def lock(bench: Bench, options: argparse.Namespace, month: Month) -> int:
    """Keep the figures of a month for good."""
    bench.month_life.lock(month, anyway=options.anyway)
    told = _tell(bench, options, month)
    missing = bench.month_life.life(month).steps[-1].reason
    if missing and not options.json:
        say(f"锁定时{missing}；以后定稿的在下月作补报、更正。")
    return told


def correct(bench: Bench, options: argparse.Namespace, month: Month) -> int:
    """Open the 更正 of a month, and of records of it."""
    bench.month_life.correct(month, reason=options.reason, records=options.record or ())
    if not options.json:
        opened = f"，打开了 {len(options.record)} 份记录的更正" if options.record else ""
        say(f"已开始更正{month.title}{opened}。表不改；更正记录并定稿后，作为更正列在下月的表里。")
        say_cells(bench.months.table(month), bench.months.differences(month))
        return 0
    return _tell(bench, options, month)


def edition(bench: Bench, options: argparse.Namespace, month: Month) -> int:
    """Issue the next edition of the district's month."""
    made = bench.month_editions.issue(month)
    if options.json:
        print_json(_edition_json(made))
    else:
        _say_edition(bench.months.table(month), made)
    return 0


def editions(bench: Bench, options: argparse.Namespace, month: Month) -> int:
    """List the editions of the district's month, each with what differs from the one before."""
    found = bench.month_editions.all(month)
    if options.json:
        print_json([_edition_json(each) for each in found])
        return 0
    table = bench.months.table(month)
    for each in found:
        _say_edition(table, each)
    return 0


def _say_edition(table: MonthTable, made: Edition) -> None:
    say(f"{table.month.title}　{made.face}　数字校验码 {made.check_code}")
    say_cells(table, made.differences, lead="　")


def _edition_json(made: Edition) -> dict[str, Any]:
    cells = [cell._asdict() for cell in made.differences]
    offices = made.offices and made.offices._asdict()
    return {
        **made._asdict(), "missing": list(made.missing), "differences": cells, "offices": offices,
    }  # fmt: skip


def note(bench: Bench, options: argparse.Namespace, month: Month) -> int:
    """Note another value beside a figure, or take it back where the value is empty."""
    bench.month_editions.deviate(
        month, row=options.row, figure=options.figure, value=options.value, reason=options.reason
    )
    names = {person.id: person.name for person in bench.months.table(month).inspectors}
    for each in bench.months.deviations(month):
        say(each.words(names))
    return 0


def _tell(bench: Bench, options: argparse.Namespace, month: Month) -> int:
    life, table = bench.month_life.life(month), bench.months.table(month)
    if options.json:
        print_json({**_life_json(life), "digest": table.digest, "check_code": table.check_code})
        return 0
    say(f"{month.title}　{steps_line(life)}　数字校验码 {table.check_code}")
    if life.gaps and not life.state.frozen:
        say(f"还有 {len(life.gaps)} 处没有核对清楚，用 month check {month} 看。")
    return 0


ACTS: Final[Mapping[str, Act]] = {
    "check": check,
    "compile": compile_month,
    "lock": lock,
    "correct": correct,
    "edition": edition,
    "editions": editions,
    "note": note,
}


def steps_line(life: MonthLife) -> str:
    """Return the steps of a month in one line; the one that it has come to in brackets."""
    return " → ".join(f"【{w}】" if s is life.state else w for s, w in MONTH_STATE_LABEL.items())


def say_cells(table: MonthTable, cells: Iterable[Difference], *, lead: str = "") -> None:
    """Print the cells that differ, a line each, with the names that the table prints."""
    people = {person.id: person.name for person in table.inspectors}
    for each in cells:
        cell = each.named(people, table.school_names)
        say(f"{lead}{cell.row}　{cell.label}：{cell.before} → {cell.after}")


def print_late(late: tuple[LateMonth, ...]) -> None:
    """Print what a table tells of earlier months."""
    for each in late:
        say(f"补报、更正　属于{each.of.title}{f'　{each.reason}' if each.reason else ''}")
        if each.entries:
            print_table(("种类", "事项", "日期", "学校", "编号"), map(_late_row, each.entries))
        else:
            cells = len(each.differences)
            say(f"没有属于这个月的记录；更早月份的补报、更正使它的 {cells} 格数字有变。")


def _late_row(entry: LateEntry) -> tuple[str, ...]:
    line, told = entry.line, (entry.item.word, entry.about)
    if line is None:
        return (*told, "", "", entry.item.uid)
    return (*told, str(line.day or ""), line.school_name, line.number)


def _life_json(life: MonthLife) -> dict[str, Any]:
    return {
        "month": str(life.month),
        "state": life.state.value,
        "gap_count": len(life.gaps),
        "steps": [
            {"step": n.step.value, "at": n.at, "by": n.actor, "reason": n.reason}
            for n in life.steps
        ],
        "correcting": life.correcting,
    }


def _gap_json(gap: MonthGap) -> dict[str, Any]:
    return {
        "kind": gap.kind.value,
        "where": gap.number,
        "school": gap.school,
        "what": gap.what,
        "remedy": gap.remedy,
        "visit": gap.visit_uid,
        "issue": gap.issue,
    }
