"""What registers add to a 督导工作总结: campaigns, meetings, cases, suggestions, training.

Only filed entries of the period and of the scope come in here; a campaign is one, however many
schools it went to, and counts where it began.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from inspector_app.domain.figures import Count, Ratio
from inspector_app.domain.labels.five_haves import HAVE_LABEL
from inspector_app.domain.register_options import Answer, CaseReview, MeetingType
from inspector_app.domain.registers.campaign import CAMPAIGN
from inspector_app.domain.registers.case import CASE
from inspector_app.domain.registers.emergency import EMERGENCY
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.meeting import MEETING
from inspector_app.domain.registers.suggestion import SUGGESTION
from inspector_app.domain.registers.training import TRAINING
from inspector_app.domain.registers.weekly import WEEKLY
from inspector_app.domain.summary_facts import Evidence

RegisterCell = tuple[str, Count | Ratio, str]
_ANSWERED: Final = frozenset({Answer.ADOPTED, Answer.PARTLY, Answer.NOT_ADOPTED})
_ADOPTED: Final = frozenset({Answer.ADOPTED, Answer.PARTLY})


def register_cells(found: Evidence) -> Iterator[RegisterCell]:
    """Yield id, number and note of every figure that registers bear."""
    yield "campaigns", _count(found.of(CAMPAIGN.id)), ""
    yield from _meetings(found.of(MEETING.id))
    yield "emergencies", _count(found.of(EMERGENCY.id)), ""
    if found.letters is not None:
        yield "letters", Count(len(found.letters), found.letters), ""
    yield from _cases_and_suggestions(found)
    yield from _trainings(found)
    yield from _reports(found)


def _meetings(meetings: tuple[Entry, ...]) -> Iterator[RegisterCell]:
    for name, kind in (
        ("meetings_work", MeetingType.WORK), ("meetings_exchange", MeetingType.EXCHANGE)
    ):  # fmt: skip
        yield name, _count(each for each in meetings if each.values["type"] == kind), ""
    yield "meetings", _count(meetings), ""


def _cases_and_suggestions(found: Evidence) -> Iterator[RegisterCell]:
    cases, made = found.of(CASE.id), found.of(SUGGESTION.id)
    yield "cases", _count(cases), ""
    adopted = (each for each in cases if each.values["review"] == CaseReview.ADOPTED)
    yield "cases_adopted", _count(adopted), ""
    yield "suggestions", _count(made), ""
    yield "suggestions_answered", _part(made, lambda e: e.values["answer"] in _ANSWERED), ""
    yield "suggestions_adopted", _part(made, lambda e: e.values["answer"] in _ADOPTED), ""


def _trainings(found: Evidence) -> Iterator[RegisterCell]:
    trainings = found.of(TRAINING.id)
    yield "trainings", _count(trainings), ""
    own = frozenset(found.own_people)
    hours = sum((t.values["hours"] or 0) * len(own & set(t.values["people"])) for t in trainings)
    yield "training_hours", Count(hours, tuple(t.uid for t in trainings)), ""
    if not trainings:
        return
    trained = {person for t in trainings for person in t.values["people"]}
    own_people = found.own_people
    there = tuple(person for person in own_people if person in trained)
    yield "training_people", Ratio(len(there), len(own_people), there, own_people), ""


def _reports(found: Evidence) -> Iterator[RegisterCell]:
    reports = _count(found.of(WEEKLY.id))
    yield "weekly_reports", reports, ""
    if found.reports_due is not None:
        yield "weekly_due", Ratio(*found.reports_due, reports.uids), ""
    if found.gate is not None:
        lacking = (
            f"{HAVE_LABEL[each.have]}：{'；'.join(each.missing)}"
            for each in found.gate
            if not each.met
        )
        met = sum(each.met for each in found.gate)
        yield "five_haves", Ratio(met, len(found.gate)), "\n".join(lacking)


def _count(entries: Iterable[Entry]) -> Count:
    uids = tuple(entry.uid for entry in entries)
    return Count(len(uids), uids)


def _part(entries: tuple[Entry, ...], fits: Callable[[Entry], bool]) -> Ratio:
    passing = tuple(entry.uid for entry in entries if fits(entry))
    return Ratio(len(passing), len(entries), passing, tuple(entry.uid for entry in entries))
