"""The schools of a zone one by one, by the same records as the figures of its report."""

from collections import Counter

from inspector_app.domain.figures import Count
from inspector_app.domain.joint import settled_lessons
from inspector_app.domain.monthly_table import Row, ScopeCount
from inspector_app.domain.summary_facts import Evidence, SchoolLine


def school_lines(found: Evidence, counted: ScopeCount) -> tuple[SchoolLine, ...]:
    """Return a line for each school that the zone answers for or went to, by 标识码."""
    if not found.school_names:
        return ()
    visits = Counter(code for code, _ in {(v.school_code, v.visited_on) for v in counted.visits})
    at = {visit.uid: visit.school_code for visit in counted.visits}
    lessons = Counter(
        lesson.school_code
        for lesson in settled_lessons(found.facts.lessons)
        if lesson.listener_id in found.people
        and lesson.visited_on in found.period
        and lesson.counts
        and lesson.whole
    )
    inside, closed = _uids(counted.row, "issues_found"), _uids(counted.row, "closed")
    own = [issue for issue in found.facts.issues if issue.uid in inside]
    raised = Counter(at[issue.visit_uid] for issue in own if issue.visit_uid in at)
    done = Counter(
        at[issue.visit_uid] for issue in own if issue.visit_uid in at and issue.uid in closed
    )
    codes = sorted({*_answered(found), *visits})
    return tuple(
        SchoolLine(
            found.school_names.get(code, code), visits[code], lessons[code], raised[code],
            done[code],
        )
        for code in codes
    )  # fmt: skip


def _answered(found: Evidence) -> set[str]:
    """Return the schools that the people of the scope answer for on the last day."""
    end, facts = found.period.end, found.facts
    return {
        each.school_code
        for each in facts.assignments
        if each.inspector_id in found.people
        and each.start <= end
        and (each.end is None or end <= each.end)
        and not (
            each.school_code in facts.closed_schools
            and facts.closed_schools[each.school_code] <= end
        )
    }


def _uids(row: Row, name: str) -> frozenset[str]:
    cell = row[name]
    return frozenset(cell.uids) if isinstance(cell, Count) else frozenset()
