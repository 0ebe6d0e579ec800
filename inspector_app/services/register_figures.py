"""What registers add up to: the suggestions of a year, the roster of a day, what is to be done."""

from datetime import date
from typing import NamedTuple

from inspector_app.base.errors import InputError
from inspector_app.domain.labels.suggestions import ANSWER_LABEL
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.appointment import appointments_in, roster_on
from inspector_app.domain.registers.meeting import Task, tasks_of
from inspector_app.domain.registers.suggestion import YearOfSuggestions, count_year
from inspector_app.services.context import Context
from inspector_app.services.entry_search import EntrySearch
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.registers import EntryLine, RegisterService
from inspector_app.services.value_readers import read_day

_APPOINTMENT, _MEETING, _SUGGESTION = "appointment", "meeting", "suggestion"


class TaskLine(NamedTuple):
    """Something that a meeting decided, and which meeting it was."""

    task: Task
    entry_uid: str
    number: str


class RegisterFigures:
    """Reads what entries say together; filed ones only, for a draft is not certain yet."""

    def __init__(self, context: Context, registers: RegisterService) -> None:
        self._context = context
        self._registers = registers

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
        told = {_SUGGESTION: self._of_suggestions, _APPOINTMENT: self._of_appointments,
                _MEETING: self._of_meetings}.get(kind_id)  # fmt: skip
        return told() if told is not None else ""

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

    def suggestions(self, year: int) -> YearOfSuggestions:
        """Count the suggestions of a calendar year."""
        wanted = EntrySearch(kind=_SUGGESTION, year=year, state=EntryState.FILED)
        return count_year(self._registers.entries(wanted), year)

    def roster(self, on: date) -> tuple[EntryLine, ...]:
        """Return the appointment of everyone who is an inspector on a day, by 督学编号."""
        lines = self._registers.list(EntrySearch(kind=_APPOINTMENT, state=EntryState.FILED))
        held = {
            appointment: line for line in lines for appointment in appointments_in([line.entry])
        }
        return tuple(held[each] for each in roster_on(held, on))

    def tasks(self) -> tuple[TaskLine, ...]:
        """Return what meetings decided and nobody has done yet, the first due first."""
        meetings = self._registers.entries(EntrySearch(kind=_MEETING, state=EntryState.FILED))
        found = [
            TaskLine(task, meeting.uid, meeting.number)
            for meeting in meetings
            for task in tasks_of(meeting)
            if task.done_on is None
        ]
        return tuple(sorted(found, key=lambda line: (line.task.due or date.max, line.number)))
