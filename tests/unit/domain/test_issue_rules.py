"""What may happen to an issue next, and that no story leads out of the ledger's order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from inspector_app.domain.issue import Issue, IssueState, Severity
from inspector_app.domain.issue_event import EventDetails, IssueEvent, IssueEventKind, Measure
from inspector_app.domain.issue_fold import fold
from inspector_app.domain.issue_rules import (
    SAID_BY_RECORD,
    NextStep,
    asks_for,
    next_kinds,
    refusal,
)
from tests.examples import FULL_LENGTH
from tests.unit.builders import make_event, make_issue, make_step

K = IssueEventKind
FOUND = date(2026, 9, 1)
TODAY = date(2026, 11, 30)


def after(*steps: NextStep, severity: Severity = Severity.ORDINARY) -> Issue:
    """Return an issue to which these steps happened."""
    events = [
        make_event(kind=K.FOUND, effective_on=FOUND, seq=1),
        *map(_event, steps, range(2, 99)),
    ]
    return replace(make_issue(severity=severity, deadline=date(2026, 9, 16)), dates=fold(events))


def _event(step: NextStep, seq: int) -> IssueEvent:
    return make_event(
        kind=step.kind, effective_on=step.on, seq=seq, until=step.until, note=step.note,
        details=step.details,
    )  # fmt: skip


def said(issue: Issue, step: NextStep, events: Sequence[IssueEvent] = ()) -> str:
    return refusal(issue, step, events=events, found_on=FOUND, today=TODAY)


def on(day: int) -> date:
    return FOUND + timedelta(days=day)


@pytest.mark.parametrize("kind", sorted(set(K) - SAID_BY_RECORD))
def test_each_step_is_refused_with_a_sentence_while_anything_it_asks_for_is_missing(
    kind: IssueEventKind,
) -> None:
    whole, plans = make_step(kind, on(30)), []
    if kind is K.MILESTONE_MET:
        aim = EventDetails(measures=(Measure(text="清空通道", due=on(40)),))
        whole, plans = (
            replace(whole, details=aim), [_event(make_step(K.PLANNED, on(10), details=aim), 2)],
        )  # fmt: skip
    if kind is K.MEASURED:
        aim = Measure(text="校长兼课", target="6", unit="人")
        plan = make_step(K.PLANNED, on(10), details=EventDetails(measures=(aim,)))
        told = EventDetails(measures=(replace(aim, actual="4"),))
        whole, plans = replace(whole, details=told), [_event(plan, 2)]
    issue = _ready_for(kind)
    assert said(issue, whole, plans) == ""
    for name in asks_for(kind):
        lacking = {
            "note": replace(whole, note="  "),
            "until": replace(whole, until=None),
            "person": replace(whole, details=replace(whole.details, person="")),
            "at": replace(whole, details=replace(whole.details, at="")),
            "evidence": replace(whole, details=EventDetails()),
            "measures": replace(whole, details=replace(whole.details, measures=())),
            "actual": replace(
                whole,
                details=replace(
                    whole.details,
                    measures=tuple(replace(each, actual=" ") for each in whole.details.measures),
                ),
            ),
        }
        assert said(issue, lacking[name], plans).endswith("；"), name


def _ready_for(kind: IssueEventKind) -> Issue:
    before = {
        K.NOT_ACCEPTED: K.ANSWERED, K.EXTENSION_REFUSED: K.EXTENSION_ASKED,
        K.ESCALATION_ANSWERED: K.ESCALATED, K.CONSULTATION_ANSWERED: K.CONSULTED,
        K.REOPENED: K.CLOSED,
    }  # fmt: skip
    steps = [make_step(before[kind], on(10))] if kind in before else []
    return after(*steps, severity=Severity.HAZARD)


def test_a_word_alone_closes_nothing() -> None:
    step = NextStep(kind=K.CLOSED, on=on(20), note="看过了")
    assert "佐证材料" in said(after(), step)
    for proof in ({"visit_uid": "v2"}, {"documents": ("整改报告",)}, {"photos": ("p",)}):
        assert said(after(), replace(step, details=EventDetails(**proof))) == ""


def test_a_check_that_finds_it_wanting_begins_a_round_with_a_deadline_of_its_own() -> None:
    issue = after(
        make_step(K.ANSWERED, on(10)), make_step(K.NOT_ACCEPTED, on(12), until=on(30)),
        make_step(K.ANSWERED, on(20)), make_step(K.NOT_ACCEPTED, on(22), until=on(40)),
    )  # fmt: skip
    assert (issue.dates.state, issue.dates.round, issue.due) == (IssueState.NOTIFIED, 3, on(40))
    assert issue.deadline == date(2026, 9, 16)


def test_to_ask_for_an_extension_extends_nothing() -> None:
    asked = after(make_step(K.EXTENSION_ASKED, on(10), until=on(60)))
    assert (asked.due, asked.dates.asked_on) == (date(2026, 9, 16), on(10))
    granted = after(
        make_step(K.EXTENSION_ASKED, on(10), until=on(60)),
        make_step(K.EXTENDED, on(11), until=on(50)),
    )
    assert (granted.due, granted.dates.extended_to, granted.dates.asked_on) == (
        on(50),
        on(50),
        None,
    )
    assert granted.deadline == date(2026, 9, 16)


def test_a_delivered_notice_sets_the_deadline_in_force() -> None:
    issue = after(make_step(K.NOTICE_ISSUED, on(1)), make_step(K.DELIVERED, on(3), until=on(18)))
    assert (issue.due, issue.dates.extended_to) == (on(18), None)


def test_what_is_waived_is_open_no_more_and_says_so() -> None:
    issue = after(make_step(K.WAIVED, on(5)))
    assert (issue.dates.state, issue.dates.is_open) == (IssueState.WAIVED, False)
    assert after(make_step(K.WAIVED, on(5)), make_step(K.REOPENED, on(6))).dates.is_open


@pytest.mark.parametrize("kind", [K.SCHOOL_TOLD, K.OFFICE_PHONED])
def test_only_a_hazard_is_told_and_phoned(kind: IssueEventKind) -> None:
    assert "不是安全隐患" in said(after(), make_step(kind, on(0)))
    assert said(after(severity=Severity.HAZARD), make_step(kind, on(0))) == ""


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (make_step(K.ANSWERED, FOUND - timedelta(days=1)), "早于发现问题"),
        (make_step(K.ANSWERED, TODAY + timedelta(days=1)), "今天之后"),
        (make_step(K.NOT_ACCEPTED, on(9)), "早于它所答复的"),
        (make_step(K.CLOSED, on(9)), "早于它所答复的"),
        (make_step(K.EXTENDED, on(20), until=on(19)), "不能早于"),
    ],
)
def test_days_out_of_order_are_refused_by_name(step: NextStep, words: str) -> None:
    assert words in said(after(make_step(K.ANSWERED, on(10))), step)


def test_a_closing_dated_before_the_reopening_is_refused_and_not_swallowed() -> None:
    steps = [make_step(K.CLOSED, on(10)), make_step(K.REOPENED, on(30))]
    events = [_event(step, seq) for seq, step in enumerate(steps, 2)]
    assert "不起作用" in said(after(*steps), make_step(K.CLOSED, on(20)), events)
    assert said(after(*steps), make_step(K.CLOSED, on(30)), events) == ""


def test_a_measure_without_words_is_no_measure() -> None:
    empty = Measure(text="一是清空通道", parts=(Measure(text=" "),))
    step = make_step(K.PLANNED, on(1), details=EventDetails(measures=(empty,)))
    assert "每一条都要有内容" in said(after(), step)


def _to_be_seen(step: NextStep, now: Issue) -> bool:
    """Say in the ledger's own words what each step leads to."""
    state, dates = now.dates.state, now.dates
    return {
        K.ANSWERED: dates.answered_on is not None,
        K.CLOSED: state is IssueState.CLOSED,
        K.VOIDED: state is IssueState.VOIDED,
        K.WAIVED: state is IssueState.WAIVED,
        K.REOPENED: dates.is_open,
        K.NOT_ACCEPTED: state is IssueState.NOTIFIED and now.due == step.until,
        K.EXTENDED: now.due == step.until == dates.extended_to,
        K.EXTENSION_ASKED: dates.asked_on is not None,
        K.EXTENSION_REFUSED: dates.asked_on is None,
        K.ESCALATED: dates.escalated_on is not None,
        K.ESCALATION_ANSWERED: dates.escalated_on is None,
        K.CONSULTED: dates.consulted_on is not None,
        K.CONSULTATION_ANSWERED: dates.consulted_on is None,
    }.get(step.kind, True)


class Ledger(RuleBasedStateMachine):
    """Plays any story of one issue through the rules, and folds it anew each time."""

    @initialize(severity=st.sampled_from(Severity))
    def found(self, severity: Severity) -> None:
        self.issue = make_issue(severity=severity, deadline=date(2026, 9, 16))
        self.events = [make_event(kind=K.FOUND, effective_on=FOUND, seq=1)]
        self.taken: list[NextStep] = []

    @rule(kind=st.sampled_from(K), days=st.integers(-2, 92), more=st.integers(-3, 40))
    def step(self, kind: IssueEventKind, days: int, more: int) -> None:
        wanted = make_step(kind, on(days))
        if wanted.until is not None:
            wanted = replace(wanted, until=on(days + more))
        offered = kind in next_kinds(self._now())
        wrong = said(self._now(), wanted, self.events)
        assert offered or wrong, "what is not offered is never taken"
        if not wrong:
            self.taken.append(wanted)
            self.events.append(_event(wanted, len(self.events) + 1))
            assert _to_be_seen(wanted, self._now()), "what is taken changes something"

    def _now(self) -> Issue:
        return replace(self.issue, dates=fold(self.events))

    @invariant()
    def nothing_that_happened_is_lost(self) -> None:
        assert len(self.events) == len(self.taken) + 1

    @invariant()
    def the_order_in_which_events_are_held_decides_nothing(self) -> None:
        assert fold(reversed(self.events)) == fold(self.events) == fold(self.events * 2)

    @invariant()
    def the_state_is_one_of_the_ledger(self) -> None:
        now = self._now()
        dates = now.dates
        assert dates.is_open is (
            dates.state not in {IssueState.CLOSED, IssueState.VOIDED, IssueState.WAIVED}
        )
        assert dates.round == 1 + sum(step.kind is K.NOT_ACCEPTED for step in self.taken)
        assert next_kinds(now), "there is always a next step"
        if not dates.is_open:
            assert next_kinds(now) == (K.REOPENED,)
            assert not now.overdue(on=TODAY)

    @invariant()
    def what_is_closed_has_evidence(self) -> None:
        closings = [step for step in self.taken if step.kind is K.CLOSED]
        assert all(step.details.is_evidence and step.note.strip() for step in closings)


TestAnyStory = Ledger.TestCase
TestAnyStory.settings = settings(
    max_examples=200 if FULL_LENGTH else 25, stateful_step_count=30, deadline=None
)
