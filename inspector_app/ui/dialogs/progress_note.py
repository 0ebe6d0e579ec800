"""What happened to an issue, asked in one small form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspector_app.domain.issue_event import EventDetails, IssueEventKind, Measure
from inspector_app.domain.issue_rules import NextStep, asks_for, next_kinds, refusal
from inspector_app.domain.labels.issue_events import ISSUE_EVENT_LABEL
from inspector_app.domain.labels.issues import ISSUE_STATE_LABEL
from inspector_app.domain.measure_text import measures_of, value_of
from inspector_app.domain.milestones import measurable, open_milestones
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.lenient import Lean
from inspector_app.ui.widgets.chips import ChoiceChips
from inspector_app.ui.widgets.dates import DateField
from inspector_app.ui.widgets.fields import LineField, LongText, name_field
from inspector_app.ui.widgets.open_picker import OpenPicker
from inspector_app.ui.widgets.picker import Choice, Find
from inspector_app.ui.widgets.rows import FormRow

if TYPE_CHECKING:
    from inspector_app.domain.views import IssueCase, LedgerRow

_MOST_FOLLOW_UPS: Final = 4
_MEASURES_HINT: Final = (
    "措施一行一条，如：补充图书｜责任 总务处｜目标 275万余元｜时限 2027-08-31。"
    "前面空一格或写 - 的，是上一条的一部分；有时限的就是阶段目标。"
)


class _ProgressQuestion(Question):
    """Kind, day and what that kind asks for.

    A settled issue can only be taken back: then nothing is left to choose.
    """

    def __init__(
        self, parent: QWidget, row: LedgerRow, *, today: date, seen: IssueCase, units: Find
    ) -> None:
        dates, kinds = row.issue.dates, next_kinds(row.issue, seen.events)
        title, text = "记整改进展", row.issue.description
        if not dates.is_open:
            title = "恢复这个问题"
            text += (
                f"\n{dates.settled_on} {ISSUE_STATE_LABEL[dates.state]}。恢复后重新列为未销号，"
                "以前记下的经过都留着。"
            )
        super().__init__(parent, title, text, yes="记下" if dates.is_open else "恢复")
        self._today, self._row, self._seen = today, row, seen
        self._units = units
        self.kind = ChoiceChips("发生了什么", [(k, ISSUE_EVENT_LABEL[k]) for k in kinds])
        self.on = DateField("发生日期", lambda: today)
        self.on.show_value(today)
        self._make_fields(seen, is_open=dates.is_open)
        self.hint = self.words("", kind="small")
        self._lay_out(is_open=dates.is_open)
        self.finish()
        self._start(kinds)

    def _make_fields(self, seen: IssueCase, *, is_open: bool) -> None:
        self.until = DateField("新的时限", lambda: self._today, lean=Lean.FUTURE)
        self.person = OpenPicker("谁", self._find_unit)
        self.at = LineField("几时")
        self.documents = LineField("佐证材料")
        shown = [(v.uid, f"{v.visited_on} {v.number}") for v in seen.follow_ups[:_MOST_FOLLOW_UPS]]
        self.follow_up = ChoiceChips("回访记录", shown)
        self._how = self.words(_MEASURES_HINT, kind="small")
        self.aims = open_milestones(seen.events)
        self.aim = ChoiceChips("达成了哪个", [(n, a.line()) for n, a in enumerate(self.aims)])
        self.targets = measurable(seen.events)
        self.target = ChoiceChips("哪条措施", [(n, a.line()) for n, a in enumerate(self.targets)])
        self.actual = LineField("实际值")
        name = "说明或凭据" if is_open else "恢复的理由"
        self.note = LongText(name, lines=3, limit=1_000)
        name_field(self.note, "progress", "note")
        name_field(self.documents, "progress", "documents")

    def _find_unit(
        self, owner: QObject, text: str, answer: Callable[[Sequence[Choice]], None]
    ) -> None:
        """Offer 成员单位 where it is asked whom somebody consults."""
        if self.kind.value() is IssueEventKind.CONSULTED:
            self._units(owner, text, answer)
        else:
            answer(())

    def _lay_out(self, *, is_open: bool) -> None:
        self._kind_row = FormRow("发生了什么", self.kind)
        self._rows: dict[str, QWidget] = {
            "person": FormRow("谁", self.person),
            "at": FormRow("几时", self.at, hint="写成 08:30 这样"),
            "until": FormRow("新的时限", self.until),
            "aim": FormRow("阶段目标", self.aim),
            "target": FormRow("哪条措施", self.target),
            "actual": FormRow("实际值", self.actual, hint="到了多少，按目标的单位，如 4"),
            "measures": self._how,
            "follow_up": FormRow("回访记录", self.follow_up),
            "documents": FormRow("佐证材料", self.documents, hint="看了哪些材料，用、隔开"),
        }
        note = FormRow("说明" if is_open else "理由", self.note)
        for widget in (
            self._kind_row, FormRow("日期", self.on), *self._rows.values(), note, self.hint,
        ):  # fmt: skip
            self.body.addWidget(widget)
        for row in self._rows.values():
            row.hide()

    def _start(self, kinds: tuple[IssueEventKind, ...]) -> None:
        if len(kinds) == 1:
            self.kind.show_value(kinds[0])
            self._kind_row.hide()
            self.note.setFocus()
        self.kind.chosen.connect(self._on_kind)
        self.follow_up.chosen.connect(self._check)
        self.aim.chosen.connect(self._check)
        self.target.chosen.connect(self._check)
        for field in (self.note, self.person, self.at, self.documents, self.actual):
            field.textChanged.connect(self._check)
        for day in (self.until, self.on):
            day.edited.connect(self._check)
        self._check()

    def _on_kind(self, kind: object) -> None:
        wanted = asks_for(kind) if isinstance(kind, IssueEventKind) else frozenset()
        if "evidence" in wanted:
            wanted |= {"documents", *(("follow_up",) if self._seen.follow_ups else ())}
        if kind is IssueEventKind.DELIVERED:
            wanted |= {"until"}
        if kind is IssueEventKind.MILESTONE_MET:
            wanted = (wanted - {"measures"}) | {"aim"}
        if kind is IssueEventKind.MEASURED:
            wanted = (wanted - {"measures"}) | {"target"}
        for name, row in self._rows.items():
            row.setVisible(name in wanted)
        self._check()

    def _check(self) -> None:
        missing = self._missing()
        self.hint.setText(missing)
        self.yes.setEnabled(not missing)

    def _missing(self) -> str:
        """Return what is still wrong: a form that is refused after it is closed is typed twice."""
        step = self.answer()
        if not isinstance(self.kind.value(), IssueEventKind):
            return "先选发生了什么。"
        if step is None:
            return "写明发生日期。"
        wrong = refusal(
            self._row.issue,
            step,
            events=self._seen.events,
            found_on=self._row.found_on,
            today=self._today,
        )
        return wrong.rstrip("；") + "。" if wrong else ""

    def answer(self) -> NextStep | None:
        """Return what was filled in."""
        kind, on = self.kind.value(), self.on.value()
        if not isinstance(kind, IssueEventKind) or on is None:
            return None
        note = self.note.toPlainText().strip()
        until = None if self._rows["until"].isHidden() else self.until.value()
        details = self._details(kind)
        return NextStep(kind=kind, on=on, note=note, until=until, details=details)

    def _details(self, kind: IssueEventKind) -> EventDetails:
        shown = {name for name, row in self._rows.items() if not row.isHidden()}
        documents = self.documents.text().replace("，", "、").split("、")
        evidence, follow_up = "documents" in shown, self.follow_up.value()
        return EventDetails(
            person=self.person.text().strip() if "person" in shown else "",
            at=self.at.text().strip() if "at" in shown else "",
            visit_uid=follow_up if isinstance(follow_up, str) and "follow_up" in shown else "",
            documents=tuple(d.strip() for d in documents if d.strip()) if evidence else (),
            photos=self._seen.photo_uids if evidence else (),
            measures=self._measures(kind),
        )

    def _measures(self, kind: IssueEventKind) -> tuple[Measure, ...]:
        if kind is IssueEventKind.PLANNED:
            return measures_of(self.note.toPlainText().strip("\n"))
        place = self.aim.value()
        if kind is IssueEventKind.MILESTONE_MET and isinstance(place, int):
            return (self.aims[place].as_measure(),)
        place = self.target.value()
        if kind is IssueEventKind.MEASURED and isinstance(place, int):
            actual, _ = value_of(self.actual.text())
            return (self.targets[place].as_measure(actual=actual),)
        return ()


def ask_progress(
    parent: QWidget, row: LedgerRow, *, today: date, seen: IssueCase, units: Find
) -> NextStep | None:
    """Ask what happened to an issue; ``None`` when given up.

    ``units`` finds whom somebody may consult.
    """
    question = _ProgressQuestion(parent, row, today=today, seen=seen, units=units)
    return question.answer() if run(question) else None
