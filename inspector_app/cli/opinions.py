"""``opinion …`` and ``complaint issue``: what registers tell of, in the ledger."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from inspector_app.cli.bench import Bench
from inspector_app.cli.input import object_in
from inspector_app.cli.output import print_json, say
from inspector_app.cli.taken import tell_taken
from inspector_app.domain.labels.issues import ISSUE_STATE_LABEL
from inspector_app.domain.registers.complaint import COMPLAINT
from inspector_app.domain.registers.opinion import OPINION
from inspector_app.services.opinion_issues import ProblemLine

Act = Callable[[Bench, argparse.Namespace], int]


def problem_lines(bench: Bench, uid: str) -> tuple[str, ...]:
    """Return how the problems of a letter stand in the ledger, none where it has none there."""
    lines = bench.opinion_issues.lines(uid)
    return tuple(line.sentence() for line in lines) if any(line.row for line in lines) else ()


def problems_json(bench: Bench, uid: str) -> list[dict[str, Any]]:
    """Return the same as plain values."""
    return list(_as_json(bench.opinion_issues.lines(uid)))


def _as_json(lines: Iterable[ProblemLine]) -> Iterable[dict[str, Any]]:
    for line in lines:
        row = line.row
        yield {
            "problem": line.place,
            "issue": row and row.issue.number,
            "state": row and ISSUE_STATE_LABEL[row.state],
            "due": row.due.isoformat() if row and row.due else None,
        }


def _issues(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.registers.uid_of(OPINION.id, options.no)
    found = bench.opinion_issues.take_in(uid)
    if options.json:
        print_json({"ok": True, "issues": list(_as_json(found.lines))})
        return 0
    say(found.taken.sentence())
    for line in found.lines:
        say(line.sentence())
    return 0


def complaint_issue(bench: Bench, options: argparse.Namespace) -> int:
    """Take what a complaint was right about into the ledger."""
    uid = bench.registers.uid_of(COMPLAINT.id, options.no)
    return tell_taken(
        bench.complaint_issues.take_in(uid, object_in(options.file)), as_json=options.json
    )


OPINION_ACTS: Final[Mapping[str, Act]] = {"issues": _issues}
