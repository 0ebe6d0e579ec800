"""What 定稿 of a summary asks and does: no number may have moved; then figures and sources stay."""

from collections.abc import Iterator
from threading import get_ident
from typing import Final, NamedTuple

from inspector_app.base.errors import InputError, Problem
from inspector_app.base.ids import new_uid
from inspector_app.domain.figured_text import moved, refreshed, unknown
from inspector_app.domain.labels.summaries import SECTION_LABEL
from inspector_app.domain.month import Period
from inspector_app.domain.moved_months import MovedMonths
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.summary import COUNTED_BY, SECTIONS
from inspector_app.domain.summary_facts import SummaryFacts
from inspector_app.domain.summary_figures import summary_facts
from inspector_app.services.context import Context
from inspector_app.services.moved_months import moved_months
from inspector_app.services.register_journal import RegisterJournal
from inspector_app.services.summary_evidence import SummaryEvidence
from inspector_app.services.summary_sources import FrozenFacts, lines_of, packed, unpacked

_KIND: Final = "summary-figures-r{revision}"


class _Counted(NamedTuple):
    """Figures, what they were counted for, and how the database was then."""

    key: tuple[object, ...]
    state: tuple[int, int, int]
    facts: SummaryFacts


class _Moved(NamedTuple):
    """The locked months of some days that count otherwise, and how the database was then."""

    days: Period
    state: tuple[int, int, int]
    months: MovedMonths


class SummaryClosing:
    """Judges a draft by its figures, and freezes them; the caller holds read or transaction."""

    def __init__(self, context: Context, evidence: SummaryEvidence) -> None:
        self._context = context
        self._evidence = evidence
        self._counted: dict[int, _Counted] = {}
        self._moved: dict[int, _Moved] = {}

    def problems(self, entry: Entry) -> tuple[Problem, ...]:
        """Return what keeps a summary from being filed and stands in the records."""
        if entry.day("first") is None or entry.day("until") is None:
            # Without its days there is nothing to count; that they are missing is told anyway.
            return ()
        try:
            facts = self.facts(entry)
        except InputError as error:
            return (Problem(where="first", what=error.sentence.rstrip("。")),)
        return tuple(_problems(entry, facts))

    def facts(self, entry: Entry) -> SummaryFacts:
        """Return the figures of a summary as the records have them now.

        Each thread keeps what it counted last, as long as nothing at all was written since.

        Raises:
            InputError: its days or whose it is do not stand in it.
        """
        with self._context.database.snapshot():
            key = (*(entry.values[name] for name in COUNTED_BY), self._context.today())
            state = self._context.database.state()
            held = self._counted.get(get_ident())
            if held is None or (held.key, held.state) != (key, state):
                held = _Counted(key, state, summary_facts(self._evidence.of(entry)))
                self._counted[get_ident()] = held
            return held.facts

    def moved_months(self, days: Period) -> MovedMonths:
        """Return the locked months of a summary that count otherwise than when they were locked.

        Kept as ``facts`` are.
        """
        with self._context.database.snapshot():
            state = self._context.database.state()
            held = self._moved.get(get_ident())
            if held is None or (held.days, held.state) != (days, state):
                held = _Moved(days, state, moved_months(self._context, days))
                self._moved[get_ident()] = held
            return held.months

    def close(self, entry: Entry, journal: RegisterJournal) -> Entry:
        """Keep figures and sources for good; return the entry with every figure filled in."""
        facts = self.facts(entry)
        frozen = FrozenFacts(facts, lines_of(self._context, _sources(facts)))
        stored = self._context.vault.put(packed(frozen))
        self._context.stores.history.add_document(
            uid=new_uid(),
            kind=_KIND.format(revision=entry.revision),
            record_uid=entry.uid,
            title=f"数字和来源 {entry.number} 第{entry.revision}版",
            sha256=stored.sha256,
            size=stored.size,
            made_at=self._context.now_text(),
        )
        for section in SECTIONS:
            journal.set_value(entry, section, refreshed(entry.values[section], facts.values()))
        return self._context.stores.registers.get(entry.uid)

    def frozen(self, entry: Entry, revision: int) -> FrozenFacts | None:
        """Return the figures of a filed revision; ``None`` where none were kept."""
        row = self._context.database.row(
            "SELECT sha256 FROM document WHERE kind = ? AND record_uid = ?"
            " ORDER BY made_at DESC LIMIT 1",
            _KIND.format(revision=revision),
            entry.uid,
        )
        return None if row is None else unpacked(self._context.vault.get(row[0]))


def _sources(facts: SummaryFacts) -> Iterator[str]:
    for figure in facts.figures:
        yield from figure.sources


def _problems(entry: Entry, facts: SummaryFacts) -> Iterator[Problem]:
    values, figures = facts.values(), facts.by_id()
    for section in SECTIONS:
        text, name = entry.values[section], SECTION_LABEL[section]
        for each in moved(text, values):
            yield Problem(
                where=section,
                what=f"“{name}”里的{figures[each.id].label}写时是 {each.written}，"
                f"现在是 {each.now}",
                remedy="看过文字，再用现在的数字",
            )
        for figure_id in unknown(text, values):
            yield Problem(
                where=section,
                what=f"“{name}”里的 {{{figure_id}}} 不是这份总结的数字",
                remedy="删去，或换成列出的数字",
            )
