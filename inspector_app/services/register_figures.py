"""What registers add up to: the suggestions of a year, the roster of a day, what is to be done."""

from collections import Counter
from datetime import date
from typing import Final, NamedTuple

from inspector_app.base.errors import InputError
from inspector_app.domain.labels.cases import CASE_REVIEW_LABEL
from inspector_app.domain.labels.suggestions import ANSWER_LABEL
from inspector_app.domain.register_options import CaseReview, EntryState, Nature
from inspector_app.domain.registers.appointment import APPOINTMENT, appointments_in, roster_on
from inspector_app.domain.registers.campaign import CAMPAIGN
from inspector_app.domain.registers.case import CASE
from inspector_app.domain.registers.complaint import COMPLAINT
from inspector_app.domain.registers.complaint_terms import finish_by
from inspector_app.domain.registers.duty import DUTY, duties_of
from inspector_app.domain.registers.emergency import EMERGENCY, is_reported
from inspector_app.domain.registers.meeting import MEETING, Task, tasks_of
from inspector_app.domain.registers.opinion import OPINION, findings_of
from inspector_app.domain.registers.selfcheck import SELFCHECK
from inspector_app.domain.registers.suggestion import SUGGESTION, YearOfSuggestions, count_year
from inspector_app.domain.registers.training import (
    HOURS_WANTED,
    TRAINING,
    HoursOfYear,
    hours_of_year,
)
from inspector_app.domain.registers.weekly import WEEKLY, week_words
from inspector_app.domain.selfcheck_sheet import selfcheck_sheet
from inspector_app.domain.standard_options import TaskState
from inspector_app.services.campaigns import CampaignService
from inspector_app.services.context import Context, Role
from inspector_app.services.entry_search import EntrySearch
from inspector_app.services.item_entries import standard_of_entry
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.people_cards import PersonCard, person_cards
from inspector_app.services.people_figures import PEOPLE_LINES
from inspector_app.services.registers import EntryLine, RegisterService
from inspector_app.services.value_readers import read_day
from inspector_app.services.weekly_reports import WeeklyReportService


class TaskLine(NamedTuple):
    """Something that a meeting decided, and which meeting it was."""

    task: Task
    entry_uid: str
    number: str


_NAMED: Final = 6


class RegisterFigures:
    """Reads what entries say together; filed ones only, for a draft is not certain yet."""

    def __init__(
        self,
        context: Context,
        registers: RegisterService,
        *,
        campaigns: CampaignService,
        weekly: WeeklyReportService,
    ) -> None:
        self._context = context
        self._registers = registers
        self._campaigns = campaigns
        self._weekly = weekly

    def day(self, text: str | None) -> date:
        """Return the day that a person wrote, today where nothing is written.

        Raises:
            InputError: it is no day.
        """
        try:
            return read_day(text, ContextLookup(self._context)) or self._context.today()
        except ValueError as error:
            raise InputError(f"{error}；请写成 2026-11-22 这样。") from error

    def summary(self, kind_id: str) -> str:
        """Return in one line of Chinese what a register adds up to, empty where it does not."""
        told = {
            SUGGESTION.id: self._of_suggestions, APPOINTMENT.id: self._of_appointments,
            MEETING.id: self._of_meetings, TRAINING.id: self._of_trainings,
            EMERGENCY.id: self._of_emergencies, CASE.id: self._of_cases,
            COMPLAINT.id: self._of_complaints,
            CAMPAIGN.id: self._of_campaigns, WEEKLY.id: self._of_weeks,
            OPINION.id: self._of_opinions, SELFCHECK.id: self._of_selfchecks,
            DUTY.id: self._of_duties,
        }.get(kind_id)  # fmt: skip
        if told is None:
            of_people = PEOPLE_LINES.get(kind_id)
            return "" if of_people is None else of_people(self._context)
        return told()

    def _of_suggestions(self) -> str:
        year = self._context.today().year
        counted = self.suggestions(year)
        answers = (f"{ANSWER_LABEL[each]} {number}" for each, number in counted.by_answer.items())
        return f"{year}年定稿 {counted.made} 条：{'，'.join(answers)}"

    def _of_appointments(self) -> str:
        lines = self.roster(self._context.today())
        ending = sum("没有续聘" in line.hint for line in lines)
        return f"今天在聘 {len(lines)} 人，60 天内到期未续 {ending} 人"

    def _of_meetings(self) -> str:
        return f"定稿的会议里还没办完的决定 {len(self.tasks())} 项"

    def _of_trainings(self) -> str:
        year = self._context.today().year
        lacking = sum(line.lacking > 0 for line in self.training_hours(year))
        return f"{year}年还没有满 {HOURS_WANTED} 学时的督学 {lacking} 人"

    def _of_selfchecks(self) -> str:
        filed = EntrySearch(kind=SELFCHECK.id, state=EntryState.FILED)
        found = self._registers.entries(filed)[:1]
        sheets = (selfcheck_sheet(standard_of_entry(self._context, e), e) for e in found)
        told = (f"{s.entry.values['year']}年定稿的：{s.counts.words()}" for s in sheets)
        return next(told, "还没有定稿的自评表")

    def _of_duties(self) -> str:
        found = self._registers.entries(EntrySearch(kind=DUTY.id, state=EntryState.FILED))
        today = self._context.today()
        states = Counter(duty.state(on=today) for each in found for duty in duties_of(each))
        done, late = states[TaskState.DONE], states[TaskState.OVERDUE]
        return f"定稿的任务 {states.total()} 项：已完成 {done} 项，逾期 {late} 项"

    def _of_emergencies(self) -> str:
        found = self._registers.entries(EntrySearch(kind=EMERGENCY.id))
        waiting = sum(
            not is_reported(each) for each in found if each.state is not EntryState.VOIDED
        )
        return f"还没有电话报告的 {waiting} 件"

    def _of_complaints(self) -> str:
        found = self._registers.entries(EntrySearch(kind=COMPLAINT.id, counted=True))
        today = self._context.today()
        complaints = (each.values for each in found if each.values["nature"] == Nature.COMPLAINT)
        open_ones = [values for values in complaints if not values["closed_on"]]
        late = sum((due := finish_by(values)) is not None and due < today for values in open_ones)
        return f"已受理未办结 {len(open_ones)} 件，其中过期 {late} 件"

    def _of_cases(self) -> str:
        found = self._registers.entries(EntrySearch(kind=CASE.id, counted=True))
        counted = Counter(each.values["review"] for each in found)
        told = (f"{CASE_REVIEW_LABEL[each]} {counted[each]}" for each in CaseReview)
        return f"定稿的案例 {len(found)} 篇：{'，'.join(told)}"

    def _of_campaigns(self) -> str:
        year = self._context.today().year
        found = self._campaigns.count(year)
        return (
            f"{year}年开始并定稿的专项 {found.campaigns} 次；"
            f"入校 {found.visits} 校次，{found.schools} 所学校"
        )

    def _of_weeks(self) -> str:
        found = self._weekly.missing()
        if self._context.identity.role is Role.LAPTOP:
            weeks = [week_words(each.monday) for each in found]
            return f"还没有交的周汇报 {len(weeks)} 份{_named(weeks)}"
        week = week_words(self._weekly.monday())
        return f"{week}的周汇报还差 {len(found)} 人{_named([each.name for each in found])}"

    def _of_opinions(self) -> str:
        letters = self._registers.entries(EntrySearch(kind=OPINION.id, counted=True))
        found = [finding for letter in letters for finding in findings_of(letter)]
        done = sum(finding.done_on is not None for finding in found)
        return f"定稿的意见函 {len(letters)} 份：问题 {len(found)} 个，已完成 {done} 个"

    def suggestions(self, year: int) -> YearOfSuggestions:
        """Count the suggestions of a calendar year."""
        wanted = EntrySearch(kind=SUGGESTION.id, year=year, counted=True)
        return count_year(self._registers.entries(wanted), year)

    def roster(self, on: date) -> tuple[EntryLine, ...]:
        """Return the appointment of everyone who is an inspector on a day, by 督学编号."""
        lines = self._registers.list(EntrySearch(kind=APPOINTMENT.id, counted=True))
        held = {
            appointment: line for line in lines for appointment in appointments_in([line.entry])
        }
        return tuple(held[each] for each in roster_on(held, on))

    def cards(self, on: date) -> tuple[PersonCard, ...]:
        """Return what the roster of a day knows of everyone in it."""
        return person_cards(self._context, on)

    def training_hours(self, year: int, *, wanted: int = HOURS_WANTED) -> tuple[HoursOfYear, ...]:
        """Return everyone's hours of a calendar year and how many are lacking, by 督学编号."""
        filed = EntrySearch(kind=TRAINING.id, year=year, counted=True)
        people = [person.id for person in self._context.inspectors()]
        return hours_of_year(self._registers.entries(filed), people, year, wanted=wanted)

    def tasks(self) -> tuple[TaskLine, ...]:
        """Return what meetings decided and nobody has done yet, the first due first."""
        meetings = self._registers.entries(EntrySearch(kind=MEETING.id, counted=True))
        found = [
            TaskLine(task, meeting.uid, meeting.number)
            for meeting in meetings
            for task in tasks_of(meeting)
            if task.done_on is None
        ]
        return tuple(sorted(found, key=lambda line: (line.task.due or date.max, line.number)))


def _named(names: list[str]) -> str:
    """Return the first names behind a number, empty where there is none."""
    more = "等" if len(names) > _NAMED else ""
    return f"：{'、'.join(names[:_NAMED])}{more}" if names else ""
