"""文书 of the ledger as people ask for them: a kind and numbers, checked before any is made."""

from collections.abc import Iterator, Sequence

from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.domain.labels.letters import LETTER_KIND_LABEL
from inspector_app.domain.letter_kind import (
    LEAST_DAYS,
    LETTER_BASE,
    LONGEST_REFERENCE,
    MOST_DAYS,
    NUMBERED,
    USUAL_DAYS,
    LetterBase,
    LetterKind,
)
from inspector_app.domain.registers.campaign import CAMPAIGN, name_of
from inspector_app.domain.visit_options import COUNTED_STATUSES
from inspector_app.services.context import Context
from inspector_app.services.schools import SchoolService
from inspector_app.services.visits import VisitService
from inspector_app.services.wishes import LetterPrint
from inspector_app.storage.registers import EntryFilter


class LetterService:
    """Turns what people write into a wish for a letter."""

    def __init__(self, context: Context, *, visits: VisitService, schools: SchoolService) -> None:
        self._context = context
        self._visits = visits
        self._schools = schools

    def wish(
        self,
        kind: LetterKind,
        numbers: Sequence[str],
        *,
        reference: str = "",
        days: int = USUAL_DAYS,
    ) -> LetterPrint:
        """Return the wish for a letter.

        Args:
            kind: which letter.
            numbers: 问题编号 or 记录编号 (all issues of the record), names of 专项, names or 标识码
                of schools.
            reference: 文号, or nothing.
            days: within how many days the school answers.

        Raises:
            InputError: the days or the 文号 cannot be.
            NotFoundError: there is no such number.
            RefusedError: the record of a number has no issue.
        """
        return self.of(kind, tuple(self._subjects(kind, numbers)), reference=reference, days=days)

    def of(
        self, kind: LetterKind, subjects: Sequence[str], *, reference: str = "", days: int
    ) -> LetterPrint:
        """Return the wish for a letter about uids, or schools, that are known already.

        Raises:
            InputError: the days or the 文号 cannot be, or the letter bears no 文号.
        """
        if reference.strip() and kind not in NUMBERED:
            raise InputError(
                f"{LETTER_KIND_LABEL[kind]}是表格，不编文号，没有打印；请不写文号再打印。"
            )
        if not LEAST_DAYS <= days <= MOST_DAYS:
            raise InputError(
                f"书面报告的天数是 {days}，没有打印；请写 {LEAST_DAYS} 到 {MOST_DAYS} 之间的天数。"
            )
        return LetterPrint(
            kind=kind,
            subjects=tuple(dict.fromkeys(subjects)),
            reference=_checked(reference),
            days=days,
        )

    def _subjects(self, kind: LetterKind, numbers: Sequence[str]) -> Iterator[str]:
        find = {
            LetterBase.ISSUES: self._issues,
            LetterBase.EACH_ISSUE: self._issues,
            LetterBase.RECORDS: self._records,
            LetterBase.SCHOOL: self._school,
            LetterBase.CAMPAIGN: self._campaign,
        }[LETTER_BASE[kind]]
        for number in numbers:
            found = tuple(find(number.strip()))
            if not found:
                raise NotFoundError(
                    f"没有编号或名称为“{number}”的，没有打印{LETTER_KIND_LABEL[kind]}；请核对。"
                )
            yield from found

    def _issues(self, number: str) -> Iterator[str]:
        row = self._context.stores.issues.row_of(number)
        if row is not None:
            if row.visit_uid:
                self._own(row.visit_number)
            yield row.issue.uid
            return
        # The number of a record stands for all its issues.
        visit = self._visits.get(self._own(number))
        if not visit.issues:
            raise RefusedError(f"记录 {visit.number} 里没有问题，没有打印；请核对编号。")
        yield from (issue.uid for issue in visit.issues)

    def _records(self, text: str) -> Iterator[str]:
        """Yield the record of a 记录编号, or the counted ones of a 专项 by its name."""
        of_campaign = self._context.database.rows(
            "SELECT uid, status FROM visit WHERE campaign = ? AND deleted_at IS NULL"
            " AND id NOT IN (SELECT visit_id FROM joint_visit)",
            text,
        )
        counted = [uid for uid, status in of_campaign if status in COUNTED_STATUSES]
        yield from counted or [self._own(text)]

    def _own(self, number: str) -> str:
        """Return the uid of a record of one's own (RefusedError where a peer writes it)."""
        uid = self._visits.uid_of(number)
        if self._visits.get(uid).joint is not None:
            raise RefusedError(f"{number} 是同行的记录或同行登记，文书由责任督学来出，没有打印。")
        return uid

    def _campaign(self, text: str) -> Iterator[str]:
        """Yield the 专项 of a number, or the one that is called so."""
        store = self._context.stores.registers
        yield from (
            entry.uid
            for entry in store.list(EntryFilter(kind=CAMPAIGN.id))
            if text in {entry.number, entry.uid, name_of(entry.values)}
        )

    def _school(self, text: str) -> Iterator[str]:
        found = self._schools.find(text)
        exact = [s for s in found if text in {s.code, s.name, s.short_name}]
        chosen = exact or found
        if len(chosen) > 1:
            listed = "、".join(school.name for school in chosen[:5])
            raise InputError(f"“{text}”可能是几所学校：{listed}；没有打印，请写得更全。")
        yield from (school.code for school in chosen)


def _checked(reference: str) -> str:
    """Return a 文号 without white space at its ends (InputError where it fits on no line)."""
    wanted = reference.strip()
    if len(wanted) > LONGEST_REFERENCE or not wanted.isprintable():
        raise InputError(
            f"文号“{wanted[:LONGEST_REFERENCE]}”太长或有不能打印的字，没有打印；"
            "请写成 示教督〔2026〕3号 这样。"
        )
    return wanted
