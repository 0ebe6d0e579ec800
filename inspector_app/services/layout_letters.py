"""What a letter of the ledger says, field by field, for a district's own form of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.domain.form_rows import ISSUES
from inspector_app.domain.issue import Issue
from inspector_app.domain.issue_event import IssueEvent, IssueEventKind, in_order
from inspector_app.domain.issue_rounds import Round, rounds_of
from inspector_app.domain.labels.issues import ISSUE_STATE_LABEL, SEVERITY_LABEL
from inspector_app.domain.labels.letters import LETTER_KIND_LABEL
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.views import LedgerRow
from inspector_app.domain.visit import Visit
from inspector_app.domain.word_spot import day_text
from inspector_app.services.campaign_views import view_of
from inspector_app.services.checklist_versions import ChecklistVersions
from inspector_app.services.context import Context
from inspector_app.services.counted import check_counted
from inspector_app.services.issues import IssueService
from inspector_app.services.layout_records import Told, all_told, as_lines, numbered, visit_told
from inspector_app.services.layout_rows import FilledRows, issue_lines, visit_rows
from inspector_app.services.letter_trees import LetterTrees
from inspector_app.services.wishes import LetterPrint

_K = IssueEventKind
_SEVERAL: Final = "各有关学校（园）"
_VERDICTS: Final = {
    _K.CLOSED: ("整改到位", "整改措施到位", "到位", "已整改", "合格", "通过"),
    _K.NOT_ACCEPTED: ("整改不到位", "不到位", "未到位", "需要继续整改", "未整改到位", "不合格"),
}
_SCHOOL_SAID: Final = (_K.PLANNED, _K.PROGRESS, _K.MEASURED, _K.MILESTONE_MET, _K.ANSWERED)


class LetterFacts(NamedTuple):
    """What a letter says: its fields, and its rows by their kind."""

    told: Mapping[str, Told]
    rows: FilledRows


_Facts = Mapping[str, str | date | Told | None]


class LetterFactService:
    """Gathers what letters say; records nothing of it."""

    def __init__(
        self, context: Context, *, letters: LetterTrees, issues: IssueService,
        checklists: ChecklistVersions,
    ) -> None:  # fmt: skip
        self._context, self._letters, self._issues = context, letters, issues
        self._checklists = checklists

    def of(self, wish: LetterPrint, *, on: date) -> LetterFacts:
        """Return what a letter says, dated ``on``.

        Raises:
            NotFoundError: there is no such issue, record or school.
            RefusedError: the letter has nothing to say of them, or they are more than a form holds.
        """
        makers: dict[LetterKind, Callable[[LetterPrint, date], LetterFacts]] = {
            LetterKind.RECTIFICATION_NOTICE: self._notice,
            LetterKind.FEEDBACK_LETTER: self._of_records,
            LetterKind.OPINION_LETTER: self._of_records,
            LetterKind.CHECK_SHEET: self._of_issue,
            LetterKind.CLOSED_LOOP: self._of_issue,
            LetterKind.HAZARD_SLIP: self._of_issue,
            LetterKind.CONSULTATION_LETTER: self._consultation,
            LetterKind.REPLY_FORM: self._of_school,
            LetterKind.SCHOOL_HANDOVER: self._of_school,
            LetterKind.CAMPAIGN_OPINION: self._campaign,
        }
        with self._context.database.snapshot():
            # What the program itself would not print, no form says either.
            self._letters.of(wish, on=on)
            return makers[wish.kind](wish, on)

    def _notice(self, wish: LetterPrint, on: date) -> LetterFacts:
        rows = self._letters.issues_of(wish)
        return self._facts(wish, on, rows, self._visit_of(rows))

    def _visit_of(self, rows: Sequence[LedgerRow]) -> Visit | None:
        uid = rows[0].visit_uid
        return self._context.stores.visits.get(uid) if uid else None

    def _facts(
        self, wish: LetterPrint, on: date, rows: Sequence[LedgerRow], visit: Visit | None,
        more: _Facts | None = None,
    ) -> LetterFacts:  # fmt: skip
        """Return what letters about issues have in common, and what one says beside it."""
        names = self._context.names()
        first, issues = rows[0], [row.issue for row in rows]
        people = [] if visit is None else [visit.lead_id, *visit.peer_ids]
        told: dict[str, str | date | Told | None] = {
            "reference": wish.reference,
            "school": first.school_name,
            "record": first.visit_number,
            "day": first.found_on,
            "lead": first.lead_name,
            "people": "、".join(names.get(each, each) for each in people if each),
            **_demands(issues, days=wish.days),
            "dated": on,
            **(more or {}),
        }
        return LetterFacts(all_told(told), {ISSUES: issue_lines(issues)})

    # -- records ---------------------------------------------------------------------------------

    def _of_records(self, wish: LetterPrint, on: date) -> LetterFacts:
        visits = [self._context.stores.visits.get(uid) for uid in wish.subjects]
        if len(visits) > 1 and wish.kind is LetterKind.FEEDBACK_LETTER:
            raise RefusedError("一份现场反馈意见书填一份记录，没有生成文件；请一份一份地填。")
        names = self._context.names()
        visit = visits[0]
        issues = [issue for each in visits for issue in each.issues]
        schools = dict.fromkeys(each.school.name for each in visits if each.school)
        told: dict[str, str | date | Told | None] = {
            **visit_told(visit, names),
            "school": next(iter(schools), "") if len(schools) == 1 else _SEVERAL,
            "record": visit.number if len(visits) == 1 else "",
            **_demands(issues, days=wish.days),
            "merits": as_lines([merit.text for each in visits for merit in each.merits]),
            "reference": wish.reference,
            "dated": on,
        }
        checklists = self._checklists.of_all(visit.checklists)
        rows = {**visit_rows(visit, names, checklists), ISSUES: issue_lines(issues)}
        return LetterFacts(all_told(told), rows)

    # -- one issue -------------------------------------------------------------------------------

    def _of_issue(self, wish: LetterPrint, on: date) -> LetterFacts:
        if len(wish.subjects) > 1:
            raise RefusedError(
                f"一份{LETTER_KIND_LABEL[wish.kind]}填一个问题，没有生成文件；请一个一个地填。"
            )
        row = self._issues.get(wish.subjects[0])
        check_counted(self._context, [row.visit_uid], letter=LETTER_KIND_LABEL[wish.kind])
        events = in_order(self._issues.events(row.issue.uid))
        now = rounds_of(row.issue, events, found_on=row.found_on)[-1]
        issue = row.issue
        more: dict[str, str | date | Told | None] = {
            "issue_number": issue.number,
            "category": TOPIC_LABEL.get(issue.category, issue.category),
            "severity": _one(SEVERITY_LABEL[issue.severity] if issue.severity else ""),
            "person": issue.responsible,
            "requirement": now.demand.strip(),
            "deadline": now.due,
            "done": _school_said(now),
            "state": ISSUE_STATE_LABEL[row.state],
            **_check_facts(now),
            **self._hazard(row, events),
        }
        return self._facts(wish, on, [row], self._visit_of([row]), more)

    def _hazard(self, row: LedgerRow, events: Sequence[IssueEvent]) -> _Facts:
        try:
            address = self._context.stores.schools.get(row.school_code).address
        except NotFoundError:
            # A record taken over from a workbook may be of a school that no roster has.
            address = ""
        return {
            "address": address,
            "told": _calls(events, _K.SCHOOL_TOLD),
            "phoned": _calls(events, _K.OFFICE_PHONED),
        }

    # -- others ----------------------------------------------------------------------------------

    def _consultation(self, wish: LetterPrint, on: date) -> LetterFacts:
        rows = self._letters.issues_of(wish)
        asked = [self._asked(row) for row in rows]
        departments = dict.fromkeys(event.details.person.strip() for event in asked)
        if len(departments) > 1:
            names = "、".join(departments)
            raise RefusedError(
                f"这些问题分别协商{names}，一份协商意见书填一个科室，没有生成文件；请分开填。"
            )
        more = {
            "department": next(iter(departments)),
            "advice": as_lines([event.note.strip() for event in asked]),
        }
        return self._facts(wish, on, rows, self._visit_of(rows), more)

    def _asked(self, row: LedgerRow) -> IssueEvent:
        events = in_order(self._issues.events(row.issue.uid))
        return next(each for each in reversed(events) if each.kind is _K.CONSULTED)

    def _of_school(self, wish: LetterPrint, on: date) -> LetterFacts:
        if len(wish.subjects) > 1:
            raise RefusedError(
                f"一份{LETTER_KIND_LABEL[wish.kind]}填一所学校，没有生成文件；请一所一所地填。"
            )
        code = wish.subjects[0]
        rows = sorted(self._issues.open_at(code), key=lambda row: row.issue.number)
        if rows:
            return self._facts(wish, on, rows, None, {"record": "", "day": None, "people": ""})
        school = self._context.stores.schools.get(code)
        return LetterFacts(all_told({"school": school.name, "dated": on}), {})

    def _campaign(self, wish: LetterPrint, on: date) -> LetterFacts:
        if len(wish.subjects) > 1:
            raise RefusedError("一份总体反馈意见填一个专项，没有生成文件；请一个一个地填。")
        view = view_of(self._context, wish.subjects[0])
        issues = [self._issues.get(each.uid).issue for each in view.findings.issues]
        told: dict[str, str | date | Told | None] = {
            "reference": wish.reference,
            "school": _SEVERAL,
            "campaign": view.findings.name,
            "opinion": view.entry.values["opinion"].strip(),
            "schools": str(view.progress.visited),
            **_demands(issues, days=wish.days),
            "dated": on,
        }
        return LetterFacts(all_told(told), {ISSUES: issue_lines(issues)})


def _demands(issues: Sequence[Issue], *, days: int) -> _Facts:
    """Return what is wanted of a school, and by when."""
    due = max((issue.due for issue in issues if issue.due), default=None)
    units = dict.fromkeys(i.responsible_unit for i in issues if i.responsible_unit)
    return {
        "issues": numbered(issues),
        "requirement": as_lines([issue.requirement.strip() for issue in issues]),
        "deadline": due or f"本通知送达之日起{days}日内",
        "unit": "、".join(units),
    }


def _one(word: str) -> Told:
    return Told(word, (word,) if word else ())


def _check_facts(now: Round) -> _Facts:
    """Return what a check said; nothing of it while the check is still to come."""
    check = now.check
    if check is None:
        return {"checked_on": None, "verdict": None, "follow": ""}
    words = _VERDICTS[check.kind]
    return {
        "checked_on": check.effective_on,
        "verdict": Told(words[0], words, either=True),
        "follow": check.note,
    }


def _school_said(now: Round) -> str:
    lines = []
    for event in now.of_kind(*_SCHOOL_SAID):
        said = "；".join(measure.text for measure in event.details.measures)
        text = "，".join(filter(None, (said, event.note.strip())))
        if text:
            lines.append(f"{day_text(event.effective_on)}：{text}")
    return "\n".join(lines)


def _calls(events: Sequence[IssueEvent], kind: IssueEventKind) -> str:
    return "\n".join(
        f"{day_text(event.effective_on)}{event.details.at}，{event.details.person}"
        for event in events
        if event.kind is kind
    )
