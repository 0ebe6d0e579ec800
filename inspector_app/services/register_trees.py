"""What documents of registers say, gathered for every format."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from inspector_app.base.errors import RefusedError
from inspector_app.domain.labels.schools import EDUCATION_LABEL
from inspector_app.domain.register_options import ComplaintForm, EntryState
from inspector_app.domain.registers.case import CASE
from inspector_app.domain.registers.kind import RegisterKind
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.opinion import OPINION, unpaired
from inspector_app.domain.registers.words import state_word
from inspector_app.services.opinion_issues import OpinionIssues
from inspector_app.services.register_figures import RegisterFigures
from inspector_app.services.registers import EntryLine, RegisterService
from inspector_app.services.standard_trees import StandardTrees, first_form
from inspector_app.services.wishes import (
    CasesPrint,
    ComplaintPrint,
    EntriesPrint,
    EntryPrint,
    ReportPrint,
    RosterPrint,
    StandardPrint,
    SummaryPrint,
)

if TYPE_CHECKING:
    from inspector_app.reports.document import Document
    from inspector_app.reports.letter import Letter, Printable
    from inspector_app.reports.roster_report import RosterLine
    from inspector_app.services.people_cards import PersonCard
    from inspector_app.services.summary_trees import SummaryTrees


class RegisterTrees:
    """Gathers the trees of entries and of lists of them."""

    def __init__(
        self,
        registers: RegisterService,
        figures: RegisterFigures,
        *,
        opinions: OpinionIssues,
        summaries: "Callable[[], SummaryTrees]",
        standards: StandardTrees,
    ) -> None:
        self._registers = registers
        self._figures = figures
        self._opinions = opinions
        self._summaries = summaries
        self._standards = standards

    def entry(self, wish: EntryPrint) -> "Document":
        """Return the printed form of one entry (NotFoundError: there is none)."""
        from inspector_app.reports.register_report import register_report

        record = self._registers.record(wish.uid)
        if record.sealed.leaks:
            raise leaking(record.kind, record.sealed.leaks)
        if record.kind.written_by_items:
            form = first_form(record.kind.id)
            return self.by_items(StandardPrint(uid=wish.uid, form=form))
        return register_report(record.kind, record.entry, record.names)

    def by_items(self, wish: StandardPrint) -> "Document":
        """Return a paper of an entry by an indicator set (errors as of ``StandardTrees.of``)."""
        return self._standards.of(wish)

    def summary(self, wish: SummaryPrint) -> "Printable":
        """Return a summary as it is printed (errors as of ``SummaryTrees.of``)."""
        return self._summaries().of(wish)

    def complaint(self, wish: ComplaintPrint) -> "Document":
        """Return a paper of a complaint, with who complains only as far as the wish says it.

        Raises:
            NotFoundError: there is none.
            RefusedError: an open field says who complains, and the paper is not to say it.
        """
        from inspector_app.reports.call_note_report import call_note_report
        from inspector_app.reports.complaint_handling_report import complaint_handling_report
        from inspector_app.reports.complaint_review_report import complaint_review_report
        from inspector_app.reports.complaint_rows import ComplaintPaper

        record = self._registers.record(wish.uid)
        if record.sealed.leaks and not wish.sealed:
            raise leaking(record.kind, record.sealed.leaks)
        paper = ComplaintPaper(record.entry, record.names, wish.sealed)
        return {
            ComplaintForm.CALL_NOTE: call_note_report,
            ComplaintForm.HANDLING: complaint_handling_report,
            ComplaintForm.REVIEW: complaint_review_report,
        }[wish.form](paper)

    def entries(self, wish: EntriesPrint, *, unit: str) -> "Document":
        """Return the list of a register.

        Raises:
            RefusedError: there is nothing in it.
        """
        kind, which = KINDS[wish.wanted.kind], wish.wanted.words()
        lines = self._registers.list(wish.wanted)
        if not lines:
            raise RefusedError(
                f"“{kind.name}”（{which}）没有登记，没有生成文件；换个条件，或登记以后再试。"
            )
        heading = f"{kind.name}一览表"
        return _listed(kind, lines, heading=heading, unit=unit, title=which)

    def roster(self, wish: RosterPrint, *, unit: str) -> "Document":
        """Return who is an inspector on a day.

        Raises:
            RefusedError: nobody is.
        """
        from inspector_app.reports.roster_report import roster_report

        lines = self._figures.roster(wish.on)
        if not lines:
            raise RefusedError(
                f"{wish.on} 没有在聘期内的督学，没有生成文件；请先登记并定稿督学聘任。"
            )
        cards = {card.person.id: card for card in self._figures.cards(wish.on)}
        told = [_roster_line(line, cards) for line in lines]
        return roster_report(told, unit=unit, on=f"{wish.on}")

    def cases(self, wish: CasesPrint, *, unit: str) -> "tuple[Document, ...]":
        """Return a booklet: the table of contents, then the cases in their order.

        Raises:
            RefusedError: there is none, or one of them is no case or not filed.
        """
        from inspector_app.reports.case_contents_report import case_contents_report
        from inspector_app.reports.case_report import case_report

        records = [self._registers.record(uid) for uid in wish.uids]
        unfit = [
            record.entry.number
            for record in records
            if record.kind is not CASE or record.entry.state is not EntryState.FILED
        ]
        if unfit or not records:
            named = f"：{'、'.join(unfit)}" if unfit else ""
            raise RefusedError(f"汇编里只收已定稿的案例{named}，没有生成文件；请先定稿。")
        cases, names = [record.entry for record in records], records[0].names
        return (
            case_contents_report(cases, names, unit=unit),
            *(case_report(case, names, place=place) for place, case in enumerate(cases, start=1)),
        )

    def report(self, wish: ReportPrint, *, on: date) -> "Letter":
        """Return the 整改报告 that answers an 意见函, dated ``on``.

        Raises:
            RefusedError: the entry is none, is not filed, or a problem has no measure.
        """
        from inspector_app.reports.rectification_report import rectification_report
        from inspector_app.reports.words import day

        record = self._registers.record(wish.uid)
        entry = record.entry
        if record.kind is not OPINION or entry.state is not EntryState.FILED:
            raise RefusedError(
                f"{entry.number} 不是已定稿的上级意见函，没有生成整改报告；请先登记并定稿。"
            )
        if missing := unpaired(entry):
            named = "、".join(map(str, missing))
            raise RefusedError(
                f"问题 {named} 还没有对应的整改措施，没有生成整改报告；"
                "规则：主要问题和整改措施一一对应，编号相同。请补写措施。"
            )
        return rectification_report(
            self._opinions.findings(entry),
            document_no=entry.values["document_no"],
            addressee=entry.values["sender"],
            dated=day(on),
            record_no=entry.number,
        )


def leaking(kind: RegisterKind, labels: Sequence[str]) -> RefusedError:
    """Return the refusal to print, without what is sealed, what says it in an open field."""
    return RefusedError(
        f"“{'”、“'.join(labels)}”里写着{kind.sealed_about}，没有生成不带这些信息的文件；"
        f"请先{kind.sealed_remedy}，再打印。"
    )


def _roster_line(line: EntryLine, cards: "Mapping[str, PersonCard]") -> "RosterLine":
    """Return an appointment with what the roster knows of the inspector."""
    from inspector_app.reports.roster_report import RosterLine

    name, start, end, term = line.cells
    card = cards.get(line.entry.values["inspector"])
    person = None if card is None else card.person
    hints = (line.hint, "" if card is None else card.hint)
    return RosterLine(
        name=name,
        appointment=line.title,
        start=start,
        end=end,
        term=term,
        zone=person.zone if person else "",
        subjects=person.subjects if person else "",
        stages=person.stages if person else "",
        education=EDUCATION_LABEL[person.education] if person and person.education else "",
        since=f"{person.teaching_since or ''}" if person else "",
        position=person.position if person else "",
        hint="；".join(filter(None, hints)),
    )


def _listed(
    kind: RegisterKind, lines: Sequence[EntryLine], *, heading: str, unit: str, title: str
) -> "Document":  # fmt: skip
    from inspector_app.reports.register_list_report import ListedEntry, register_list_report

    entries = [
        ListedEntry(
            number=line.entry.number,
            title=line.title,
            cells=line.cells,
            state=state_word(kind, line.entry),
            hint=line.hint,
        )
        for line in lines
    ]
    return register_list_report(kind, entries, heading=heading, unit=unit, title=title)
