"""One issue of the 台账: what it is, who answers for it, and all that happened to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout

from inspector_app.domain.issue import handling_of
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.issue_source import Matter
from inspector_app.domain.labels.issue_events import ISSUE_EVENT_LABEL
from inspector_app.domain.labels.issues import HANDLING_LABEL, ISSUE_STATE_LABEL
from inspector_app.domain.labels.sources import MATTER_LABEL, source_word
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.measure_text import text_of
from inspector_app.domain.milestones import aim_word, aims_of
from inspector_app.ui.theme import GRID, button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector_app.domain.issue_event import IssueEvent
    from inspector_app.domain.views import LedgerRow


class LedgerDetails(QFrame):
    """The chosen issue; its buttons act on it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.head = label("", kind="head")
        self.text = label("")
        self.events = label("")
        for words in (self.head, self.text, self.events):
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tell = button("记进展…", kind="primary", tip="Ctrl+Enter")
        self.open = button("打开记录", tip="Enter")
        self.add = button("整改后照片…", tip="放整改后的照片，作为销号的凭据")
        self.print = button("打印…", tip="整改通知书、核查表、闭环、回复表等：先预览，再打印")
        top = QHBoxLayout()
        self.head.setWordWrap(False)
        self.head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        top.addWidget(self.head, 1)
        top.addWidget(self.add)
        top.addWidget(self.print)
        top.addWidget(self.open)
        top.addWidget(self.tell)
        area = self._story()
        box = QVBoxLayout(self)
        box.setContentsMargins(GRID + 4, GRID, GRID + 4, GRID)
        box.addLayout(top)
        box.addWidget(area, 1)

    def _story(self) -> QScrollArea:
        inner = QFrame()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        column.addWidget(self.events)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        area.setAccessibleName("问题的经过")
        area.setMinimumHeight(60)
        return area

    def show_row(self, row: LedgerRow | None) -> None:
        """Show an issue; its story follows."""
        for each in (self.tell, self.open, self.print, self.add):
            each.setEnabled(row is not None)
        self.events.setText("")
        if row is None:
            self.head.setText("")
            self.text.setText("")
            return
        issue = row.issue
        state = ISSUE_STATE_LABEL[row.state]
        self.head.setText(f"{row.school_name}　{state}　第{issue.dates.round}轮　{issue.number}")
        self.open.setText("打开记录" if row.visit_uid or not row.entry_number else "打开登记")
        self.open.setEnabled(bool(row.visit_uid or row.entry_number))
        self.tell.setText("记进展…" if issue.dates.is_open else "恢复…")
        way = handling_of(issue)
        facts = (
            (
                "来源",
                f"{source_word(row.source)} {row.origin if not row.visit_uid else ''}".strip(),
            ),
            ("事项", MATTER_LABEL[row.matter] if row.matter is not Matter.SCHOOLS else ""),
            ("类别", TOPIC_LABEL.get(issue.category, issue.category)),
            ("整改要求", issue.requirement),
            ("处理方式", HANDLING_LABEL[way] if way else ""),
            ("责任单位", issue.responsible_unit),
            ("配合单位", issue.assisting_units),
            ("责任人", issue.responsible),
            ("原定时限", str(issue.deadline or "")),
            ("现时限", str(issue.due) if issue.due != issue.deadline else ""),
        )
        said = "　".join(f"{name}：{value}" for name, value in facts if value)
        self.text.setText(f"{issue.description}\n{said}")

    def show_events(self, events: Sequence[IssueEvent]) -> None:
        """Show what the measures of the issue aim at and what happened to it, the newest first."""
        aims = [f"{aim_word(each)}：{each.line()}" for each in aims_of(events)]
        happened = [event_line(event) for event in reversed(events)]
        self.events.setText("\n".join((*aims, *happened)))


def event_line(event: IssueEvent) -> str:
    """Return one event as a line: day, what happened, who, until when, and what was said."""
    details = event.details
    when = f"{event.effective_on} {details.at}".strip()
    parts = [
        f"{when} {ISSUE_EVENT_LABEL[event.kind]}",
        details.person,
        details.reference,
        f"时限 {event.until}" if event.until else "",
        event.note,
        f"材料：{'、'.join(details.documents)}" if details.documents else "",
        f"照片 {len(details.photos)} 张" if details.photos else "",
        _measures(event),
    ]
    return "，".join(part for part in parts if part)


def _measures(event: IssueEvent) -> str:
    """Return the measures of a step; typed in the window, a plan has the same words as its note."""
    said = event.note and event.kind is IssueEventKind.PLANNED
    return "" if said else "；".join(text_of(event.details.measures).splitlines())
