"""同校同日待确认: found by the program, answered by the two people, kept by the office."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspector_app.base.changes import Changes
from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.domain.views import VisitSummary
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.office.labels import SAME_DAY_LABEL
from inspector_app.office.same_day import Encounter, SameDay, encounters, question_text
from inspector_app.services import typed_twice
from inspector_app.services.context import Context, Role
from inspector_app.services.edit_journal import months_of
from inspector_app.services.office_ledger import RECEIVED, LedgerRows
from inspector_app.services.office_rows import OfficeRows
from inspector_app.storage.office_matters import QuestionRow, SameIssueRow

_SPACE = uuid.UUID("6b0c0a55-43a4-5b3f-9a52-0d0f6a1e7c10")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What two people are asked, with their records."""

    row: QuestionRow
    school_name: str
    records: tuple[VisitSummary, ...]

    @property
    def text(self) -> str:
        """What is sent to them."""
        return question_text(
            day=date.fromisoformat(self.row.visited_on), school=self.school_name,
            records=[(r.lead_name, r.number) for r in self.records],
        )  # fmt: skip

    @property
    def issues(self) -> int:
        """How many issues the records have."""
        return sum(record.issues for record in self.records)

    @property
    def answer(self) -> SameDay | None:
        """What they answered."""
        return SameDay(self.row.answer) if self.row.answer else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedIssue:
    """同一问题: counted once, with everybody who found it."""

    counted: str
    other: str
    finders: tuple[str, ...]
    noted_by: str


class OfficeQuestions:
    """Finds questions, keeps answers, links issues."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.office_matters

    # -- finding ---------------------------------------------------------------------------------

    def find(self) -> Changes:
        """Ask about what has come; what is no question any more is dropped, answers stay."""
        with self._context.database.transaction():
            held = typed_twice.hold(self._context)
            found = self._encounters()
            known = {(q.school_code, q.visited_on, q.visits): q for q in self._store.questions()}
            wanted = {(e.school_code, e.day.isoformat(), e.visits) for e in found}
            for key, question in known.items():
                if key not in wanted and not question.answer:
                    self._store.drop_question(question.uid)
            new = [key for key in sorted(wanted) if key not in known]
            for key in new:
                self._ask(*key)
        return Changes(visits=bool(new)) | held

    def _encounters(self) -> tuple[Encounter, ...]:
        """Return what is open among the records of the office, those told apart left out."""
        away = {
            uid for q in self._store.questions() if q.answer == "duplicate"
            for uid in q.visits if uid != q.kept
        }  # fmt: skip
        facts = self._context.stores.facts.visits_where("v.school_code IS NOT NULL")
        found = encounters(fact for fact in facts if fact.uid not in away)
        return (*found, *typed_twice.encounters_of_typed(self._context))

    def _ask(self, school: str, day: str, visits: tuple[str, ...]) -> None:
        uid = str(uuid.uuid5(_SPACE, "\x1f".join((school, day, *visits))))
        now = self._context.now_text()
        self._store.put_question(QuestionRow(uid, school, day, visits, now, "", "", "", None))
        self._context.note(
            "question", uid, {"note": "同校同日待确认", "school": school, "day": day,
                              "records": list(visits)},
        )  # fmt: skip

    # -- asking ----------------------------------------------------------------------------------

    def all(self) -> tuple[Question, ...]:
        """Return every question, the open ones first."""
        with self._context.database.snapshot():
            rows = self._store.questions()
            names = {s.code: s.name for s in self._context.stores.schools.all()}
            found = [
                Question(
                    row=row,
                    school_name=names.get(row.school_code, row.school_code),
                    records=self._records(row.visits),
                )
                for row in rows
            ]
        return tuple(sorted(found, key=lambda q: bool(q.row.answer)))

    def open_count(self) -> int:
        """Return how many questions wait for an answer."""
        found = self._context.database.row("SELECT count(*) FROM office_question WHERE answer = ''")
        return int(found[0]) if found else 0

    def _records(self, uids: Sequence[str]) -> tuple[VisitSummary, ...]:
        found = (self._context.stores.visit_lists.summary(uid) for uid in uids)
        there = [each for each in found if each is not None]
        return tuple(sorted(there, key=lambda each: each.number))

    # -- answering -------------------------------------------------------------------------------

    def answer(self, uid: str, answer: SameDay, *, by: str, kept: str = "") -> Changes:
        """Write down what the people answered; an answer may be corrected by another.

        Args:
            uid: of the question.
            answer: what they said.
            by: who of them said so, in words: the office writes it down, it does not decide.
            kept: of 重复登记, the number of the record that counts.

        Raises:
            RefusedError: nobody is named, or not which record counts; nothing was changed.
        """
        if self._context.identity.role is not Role.OFFICE:
            raise RefusedError("同校同日的答复由督导室登记，没有改动。")
        if not by.strip():
            raise RefusedError("请写明是谁答复的（两位督学），没有登记；督导室不代为判断。")
        with self._context.database.transaction():
            row = self._row(uid)
            _refuse_alone(answer, self._records(row.visits))
            keeps = self._kept(row, answer, kept)
            self._store.put_question(
                row._replace(
                    answer=answer.value, kept=keeps, answered_by=by.strip(),
                    answered_at=self._context.now_text(),
                )
            )  # fmt: skip
            typed_twice.let_go(self._context, self._records(row.visits))
            self._apply(row.visits)
            self._context.note(
                "question", row.uid,
                {"note": "同校同日答复", "answer": SAME_DAY_LABEL[answer], "by": by.strip(),
                 "kept": keeps, "before": row.answer},
            )  # fmt: skip
            self.find()
        return Changes(
            visits=True, issues=True, lessons=True, months=months_of(row.visited_on),
            visit_uids=frozenset(row.visits),
        )  # fmt: skip

    def _row(self, uid: str) -> QuestionRow:
        found = [q for q in self._store.questions() if q.uid.startswith(uid)] if uid else []
        if len(found) != 1:
            raise NotFoundError(f"没有编号为“{uid}”的同校同日待确认，没有登记；请重新列出后再写。")
        return found[0]

    def _kept(self, row: QuestionRow, answer: SameDay, kept: str) -> str:
        if answer is not SameDay.DUPLICATE:
            return ""
        numbers = {each.number: each.uid for each in self._records(row.visits)}
        if kept not in numbers:
            listed = "、".join(numbers)
            raise RefusedError(f"重复登记要写明以哪一份为准（{listed}），没有登记。")
        return numbers[kept]

    def _apply(self, uids: Sequence[str]) -> None:
        """Let each record count or not, as the answers say now."""
        for uid in uids:
            if OfficeRows(self._context, chain="", seq=0).is_written_here(uid):
                self._apply_own(uid)
            else:
                self._let_received_stand(uid)

    def _let_received_stand(self, uid: str) -> None:
        last = self._store.revisions(uid)[-1]
        rows = OfficeRows(self._context, chain=last.chain, seq=last.seq)
        rows.let_stand(uid, entry=last.kind == "entry")
        for issue in self._context.stores.visits.get(uid).issues:
            self._context.stores.issue_events.refold(issue.uid)

    def _apply_own(self, uid: str) -> None:
        """As above, for a record that the office has written itself.

        One that somebody has made void here stays void: that was no answer to this question.
        """
        if self._context.stores.journal.voided_since(uid, RECEIVED):
            return
        out = uid in self._context.stores.typed.held() or any(
            q.answer == "duplicate" and uid in q.visits and q.kept != uid
            for q in self._store.questions()
        )
        status = VisitStatus.VOIDED if out else VisitStatus.FILED
        now = self._context.stores.visits.get(uid).status
        # One that is being corrected counts when it is filed again.
        if now is not status and now is not VisitStatus.DRAFT:
            self._context.stores.visits.set_many(uid, {"status": status.value})

    # -- two of one record -----------------------------------------------------------------------

    def settle(self, number: str, *, by: str, take_received: bool) -> Changes:
        """Write down what was decided of a record that is here twice.

        Args:
            number: of the record.
            by: who decided.
            take_received: whether what the inspector handed over stands in place of what the office
                has written; says nothing of two revisions of laptops.

        Raises:
            NotFoundError: there is no such record.
            RefusedError: there is nothing to decide, or nobody is named.
        """
        if not by.strip():
            raise RefusedError("请写明是谁定的，没有登记。")
        beside = self._store.uid_beside(number)
        uid = beside or self._context.stores.visits.uid_of(number)
        with self._context.database.transaction():
            now = self._context.now_text()
            if not self._store.settle_conflict(uid, by=by.strip(), at=now):
                raise RefusedError(f"{number} 没有要定的事，没有改动。")
            own = take_received and self._store.keeps_own(uid)
            if own:
                self._store.forget_conflict(uid, reason="own")
            said = "照督学上报的" if take_received else "照现在的"
            op = {"note": f"两份已核实，{said}", "by": by.strip()}
            if beside:
                # No step of the entry itself: nobody has written in it.
                self._context.note("office", uid, op)
            else:
                self._context.note("visit", uid, op, visit_uid=uid, field="*")
            if beside:
                return self._settled_beside(uid) if own else Changes(bundles=True)
            if own:
                self._let_received_stand(uid)
        visit = self._context.stores.visits.get(uid)
        day = str(visit.visited_on)
        return Changes(
            visits=True, issues=True, lessons=True, months=months_of(day),
            visit_uids=frozenset({uid}),
        )  # fmt: skip

    def _settled_beside(self, uid: str) -> Changes:
        """Let what was received of an entry, an issue or a reply stand."""
        kind = self._context.stores.office_rows.kind_of(uid)
        last = self._context.stores.office_rows.states(kind, uid)[-1]
        rows = LedgerRows(self._context, chain=last.chain, seq=last.seq)
        rows.let_stand(kind, uid)
        return Changes(registers=True, issues=True, replies=True)

    # -- 同一问题 --------------------------------------------------------------------------------

    def same_issue(self, counted: str, other: str, *, by: str) -> Changes:
        """Let two issues be one: ``counted`` counts, ``other`` is kept with its finder.

        Raises:
            NotFoundError: there is no such issue.
            RefusedError: they are of different schools, or linked already; nothing was changed.
        """
        if not by.strip():
            raise RefusedError("请写明是谁说的（两位督学），没有登记；督导室不代为判断。")
        with self._context.database.transaction():
            first, second = self._issue(counted), self._issue(other)
            self._refuse_unlike(first, second)
            row = SameIssueRow(second[0], first[0], by.strip(), self._context.now_text())
            self._store.link_issue(row)
            self._context.note(
                "issue", second[0],
                {"note": "同一问题", "same_as": first[0], "by": by.strip()}, visit_uid=second[1],
                field="*",
            )  # fmt: skip
        return _of_issues(first[3], second[3])

    def issues_of(self, uid: str) -> tuple[tuple[str, str], ...]:
        """Return number and words of each issue of the records of a question."""
        with self._context.database.snapshot():
            visits = [self._context.stores.visits.find(each) for each in self._row(uid).visits]
            names = self._context.names()
        return tuple(
            (issue.number, f"{names.get(visit.lead_id, visit.lead_id)}：{issue.description}")
            for visit in visits if visit is not None for issue in visit.issues
        )  # fmt: skip

    def part_issues(self, other: str, *, by: str) -> Changes:
        """Let an issue count by itself again (errors as above)."""
        with self._context.database.transaction():
            issue = self._issue(other)
            if not self._store.unlink_issue(issue[0]):
                raise RefusedError(f"{other} 没有并入别的问题，没有改动。")
            self._context.note(
                "issue", issue[0], {"note": "不是同一问题", "by": by.strip()},
                visit_uid=issue[1], field="*",
            )  # fmt: skip
        return _of_issues(issue[3])

    def _issue(self, number: str) -> tuple[str, str, str, str]:
        """Return uid, record (empty for another source), school and day of an issue."""
        found = self._context.database.row(
            "SELECT i.uid, coalesce(v.uid, ''), coalesce(nullif(i.school_code, ''), i.unit),"
            " i.found_on FROM issue i LEFT JOIN visit v ON v.id = i.visit_id WHERE i.number = ?",
            number,
        )
        if found is None:
            raise NotFoundError(f"没有编号为“{number}”的督导问题，没有登记；请核对编号。")
        return (str(found[0]), str(found[1]), str(found[2]), str(found[3]))

    def _refuse_unlike(
        self, first: tuple[str, str, str, str], second: tuple[str, str, str, str]
    ) -> None:
        if first[0] == second[0] or first[2] != second[2]:
            raise RefusedError("同一问题要是同一所学校的两条，没有登记；请核对编号。")
        linked = {row.issue_uid for row in self._store.same_issues()}
        counted = {row.same_as for row in self._store.same_issues()}
        if first[0] in linked or second[0] in linked or second[0] in counted:
            raise RefusedError("其中一条已经并入别的问题，没有登记；先解除，再重新并。")

    def shared_issues(self) -> tuple[SharedIssue, ...]:
        """Return the issues that count with another, with all who found them."""
        rows = self._context.database.rows(
            "SELECT i.number, o.number, coalesce(a.name, i.lead_id), coalesce(b.name, o.lead_id),"
            " s.noted_by FROM same_issue s JOIN issue i ON i.uid = s.same_as"
            " JOIN issue o ON o.uid = s.issue_uid LEFT JOIN inspector a ON a.id = i.lead_id"
            " LEFT JOIN inspector b ON b.id = o.lead_id ORDER BY i.number, o.number"
        )
        return tuple(
            SharedIssue(counted=c, other=o, finders=(first, second), noted_by=by)
            for c, o, first, second, by in rows
        )


def _refuse_alone(answer: SameDay, records: Sequence[VisitSummary]) -> None:
    """Refuse that somebody was on a joint visit with himself."""
    if answer is SameDay.JOINT and len({each.lead_id for each in records}) == 1:
        raise RefusedError(
            "两份都是同一位督学的，不是联合督导，没有登记；请写各自督导（去了两次）或重复登记。"
        )


def _of_issues(*days: str) -> Changes:
    return Changes(issues=True, months=months_of(*days))
