"""问题台账: what is open, whose turn it is, and what happened to each issue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.override import override
from inspector_app.domain.issue import IssueState, Severity
from inspector_app.domain.issue_source import Matter, OutsideSource
from inspector_app.domain.labels.issues import ISSUE_STATE_LABEL, SEVERITY_LABEL
from inspector_app.domain.labels.ledger import LEDGER_ORDER_LABEL
from inspector_app.domain.labels.sources import MATTER_LABEL, source_word
from inspector_app.domain.ledger_filter import LedgerFilter, LedgerOrder
from inspector_app.domain.photo import PhotoOwner, PhotoRole
from inspector_app.domain.visit_options import VisitType
from inspector_app.services.incoming_photos import IncomingPhoto
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.sourced_issue import ask_sourced
from inspector_app.ui.export import export_button
from inspector_app.ui.finders import option_finder, school_finder
from inspector_app.ui.ledger_details import LedgerDetails
from inspector_app.ui.letters import print_of_issues
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenEntry, OpenVisit
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.photo_panel import added_text
from inspector_app.ui.progress import tell_progress
from inspector_app.ui.replies import begin_reply, read_form
from inspector_app.ui.row_tables import chosen_row
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.chips import ChoiceChips
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.picker import Choice, Picker
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.domain.issue_event import IssueEvent
    from inspector_app.domain.views import LedgerRow
    from inspector_app.services.ledger import LedgerPage
    from inspector_app.services.ledger_sources import TakenIn
    from inspector_app.ui.desk import Desk

_SHOWN: Final = 500


class Which(StrEnum):
    """Which issues are listed."""

    OPEN = "未销号"
    OVERDUE = "逾期"
    AWAITING = "待核查"
    HAZARD = "安全隐患"
    SETTLED = "已了结"
    ALL = "全部"


_SETTLED: Final = frozenset({IssueState.CLOSED, IssueState.VOIDED, IssueState.WAIVED})
_NARROWED: Final[dict[Which, dict[str, Any]]] = {
    Which.OPEN: {"open_only": True},
    Which.OVERDUE: {"overdue": True},
    Which.AWAITING: {"states": frozenset({IssueState.AWAITING_CHECK})},
    Which.HAZARD: {"severity": Severity.HAZARD, "open_only": True},
    Which.SETTLED: {"states": _SETTLED},
    Which.ALL: {},
}


def _columns(today: date) -> tuple[Column[LedgerRow], ...]:
    return (
        Column(
            title="状态",
            text=lambda r: "▲ 逾期" if r.overdue(on=today) else ISSUE_STATE_LABEL[r.state],
        ),
        Column(title="时限", text=lambda r: str(r.due or ""), value=lambda r: r.due),
        Column(title="单位", text=lambda r: r.school_name),
        Column(title="问题", text=lambda r: " ".join(r.issue.description.split())),
        Column(
            title="程度",
            text=lambda r: SEVERITY_LABEL[r.issue.severity] if r.issue.severity else "",
        ),
        Column(title="来源", text=lambda r: source_word(r.source)),
        Column(
            title="轮次",
            text=lambda r: f"第{r.issue.dates.round}轮" if r.issue.dates.round > 1 else "",
        ),
        Column(title="发现", text=lambda r: str(r.found_on or ""), value=lambda r: r.found_on),
        Column(title="督学", text=lambda r: r.lead_name),
    )


# What the list is narrowed to by each choice of the line 来源或事项.
_CAME_FROM: Final[dict[str, dict[str, Any]]] = {
    **{f"source:{each}": {"source": each} for each in (*OutsideSource, *VisitType)},
    **{f"matter:{each}": {"matter": each} for each in Matter},
}
_CAME: Final = (
    *(Choice(f"source:{each}", source_word(each), "来源") for each in (*OutsideSource, *VisitType)),
    *(Choice(f"matter:{each}", word, "事项") for each, word in MATTER_LABEL.items()),
)


class LedgerPageView(Page):
    """The list with its filters above, and the chosen issue below."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._today = clocks.today(desk.clock)
        self._school = ""
        self._came: dict[str, Any] = {}
        self.sentence = label("", kind="soft")
        self.sentence.setWordWrap(False)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.which = ChoiceChips("列哪些问题", [(which, which.value) for which in Which])
        self.which.show_value(Which.OPEN)
        self.order = ChoiceChips("排列", list(LEDGER_ORDER_LABEL.items()))
        self.order.show_value(LedgerOrder.DUE)
        self.school = Picker("学校", school_finder(kit.jobs, desk.schools), hint="只看一所学校")
        self.came = Picker("来源或事项", option_finder(_CAME), hint="来源或事项，按 ↓ 列出")
        self.text = LineField("问题里的字", hint="问题里的字或编号")
        self.mine = button("我负责跟进", kind="chip", tip="只列今天由我负责的学校的问题")
        self.mine.setCheckable(True)
        self.mine.setVisible(bool(desk.settings.identity().inspector_id))
        self.model = RowsModel(_columns(self._today))
        self.table = Table("问题台账", self.model)
        self.table.setSelectionMode(Table.SelectionMode.ExtendedSelection)
        self.table.stretch(3)
        self.details = LedgerDetails()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        export = export_button(self, self.table, lambda: "问题台账")
        self.answer = button("学校回复…", tip="选中问题的学校：一份回复答几个问题，照片放一次")
        self.read_back = button("读回复表…", tip="学校填好的整改回复表（Word），照片一起读出")
        self.add = button("新列问题…", tip="督导记录以外发现的问题：自评自查、上级督导、监测")
        self.box.addLayout(
            header("问题台账", self.add, self.answer, self.read_back, export, self.mine)
        )
        self.box.addWidget(self.notice)
        self.box.addWidget(self.sentence)
        for chips in (self.which, self.order):
            # They stand on one line here; a column of chips is not what the page has room for.
            policy = chips.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
            chips.setSizePolicy(policy)
        for widgets in (
            (self.which, self.order),
            (self.school, self.came, self.text),
        ):
            line = QHBoxLayout()
            line.setSpacing(GRID)
            for widget in widgets:
                line.addWidget(widget, 1)
            self.box.addLayout(line)
        self.box.addWidget(self.table, 3)
        self.box.addWidget(self.details, 2)

    def _connect(self) -> None:
        self.which.chosen.connect(lambda _which: self.refresh())
        self.order.chosen.connect(lambda _order: self.refresh())
        self.school.picked.connect(self.show_school)
        self.school.textEdited.connect(self._on_school_typed)
        self.came.picked.connect(self.show_source)
        self.came.textEdited.connect(self._on_source_typed)
        self.text.edited.connect(lambda _text: self.refresh())
        self.mine.toggled.connect(lambda _on: self.refresh())
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_chosen())
        self.table.opened.connect(self._on_open)
        self.details.tell.clicked.connect(self.tell)
        self.details.open.clicked.connect(self._on_open_chosen)
        self.details.print.clicked.connect(self.print_letter)
        self.details.add.clicked.connect(self.add_photos)
        self.add.clicked.connect(self.take_in)
        self.answer.clicked.connect(self.begin_reply)
        self.read_back.clicked.connect(lambda: read_form(self, self._desk))
        self.key("Ctrl+Return", self.tell)

    def show_school(self, code: str) -> None:
        """List the issues of one school."""
        self._school = code
        self.refresh()

    def show_source(self, value: str) -> None:
        """List the issues of one 来源, or of one 事项."""
        self._came = dict(_CAME_FROM.get(value, {}))
        self.refresh()

    def show_issue(self, number: str) -> None:
        """List one issue alone, however it stands."""
        self.school.show_choice("")
        self.came.show_choice("")
        self._school, self._came = "", {}
        self.mine.setChecked(False)
        self.which.show_value(Which.ALL)
        self.text.show_value(number)
        self.refresh()

    def _on_source_typed(self, text: str) -> None:
        if self._came and not text.strip():
            self.came.show_choice("")
            self.show_source("")

    def _on_school_typed(self, text: str) -> None:
        if self._school and not text.strip():
            # An empty line is no choice to the picker, which would put the old name back.
            self.school.show_choice("")
            self.show_school("")

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.issues or changes.visits or changes.schools

    @override
    def refresh(self) -> None:
        wanted = self.filter()
        self.read(lambda: self._desk.ledger.page(wanted), self._show)

    def filter(self) -> LedgerFilter:
        """Return what the fields above the list ask for."""
        which, order = self.which.value(), self.order.value()
        wanted = LedgerFilter(
            on=self._today,
            school_code=self._school or None,
            text=self.text.text().strip(),
            order=order if isinstance(order, LedgerOrder) else LedgerOrder.DUE,
            limit=_SHOWN,
        )
        if self.mine.isChecked():
            person = self._desk.settings.identity().inspector_id
            wanted = replace(wanted, follower_id=person or None)
        narrowed = _NARROWED[which if isinstance(which, Which) else Which.OPEN]
        return replace(wanted, **narrowed, **self._came)

    def _show(self, page: LedgerPage) -> None:
        hidden = page.sums.total - len(page.rows)
        more = f"　只列前 {_SHOWN} 条" if hidden else ""
        self.sentence.setText(page.sentence + more)
        chosen = self._chosen()
        self.model.show(page.rows)
        place = next(
            (n for n, r in enumerate(page.rows) if chosen and r.issue.uid == chosen.issue.uid), 0
        )
        if page.rows:
            self.notice.hide()
            # The reset of the model left no row chosen: this tells of one, whichever it is.
            self.table.setCurrentIndex(self.model.index(place, 0))
        else:
            self.notice.tell("这里没有问题。换一种列法，或到督导记录里记下发现的问题。")
            self._show_chosen()

    def _chosen(self) -> LedgerRow | None:
        return chosen_row(self.table, self.model)

    def _show_chosen(self) -> None:
        row = self._chosen()
        self.details.show_row(row)
        if row is not None:
            uid = row.issue.uid
            self.read(
                lambda: self._desk.issues.events(uid), lambda found: self._on_read(uid, found)
            )

    def _on_read(self, uid: str, events: tuple[IssueEvent, ...]) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.issue.uid == uid:
            self.details.show_events(events)

    def tell(self) -> None:
        """Record what happened to the chosen issue."""
        row = self._chosen()
        if row is not None:
            tell_progress(self, self, self._desk, row)

    def take_in(self) -> None:
        """Put an issue that no record found into the ledger."""
        finder = school_finder(self.kit.jobs, self._desk.schools)
        asked = ask_sourced(self, finder, today=self._today)
        if asked is None:
            return
        source, data = asked

        def taken(found: TakenIn) -> None:
            self.show_issue(found.lines[0].number)
            self.kit.events.said.emit(found.sentence())

        self.write(lambda: self._desk.ledger_sources.take_in_json(source, [data]), taken)

    def begin_reply(self) -> None:
        """Write what the school of the chosen issue, or of the list, replies."""
        row = self._chosen()
        code = self._school or (row.school_code if row else "")
        if code:
            begin_reply(self, self._desk, code)
        elif row is not None:
            self.notice.tell(f"“{row.school_name}”不是学校，没有学校回复；它报来的直接记进展。")
        else:
            self.notice.tell("先选一个问题，或在上面输入学校，再写它的回复。")

    def print_letter(self) -> None:
        """Show a letter about the selected issues."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        print_of_issues(self, self, self._desk, [self.model.rows[place] for place in places])

    def add_photos(self) -> None:
        """Hang pictures of 整改后 on the chosen issue."""
        row = self._chosen()
        paths = ask.open_files(self, "整改后的照片", ask.PICTURES) if row else ()
        if row is None or not paths:
            return
        files = [IncomingPhoto(name=path.name, data=path) for path in paths]
        self.write(
            lambda: self._desk.photos.add(
                PhotoOwner.ISSUE, row.issue.uid, files=files, role=PhotoRole.AFTER
            ),
            lambda added: self.notice.tell(added_text(added)),
        )

    def _on_open(self, index: QModelIndex) -> None:
        self._open(self.model.rows[index.row()])

    def _on_open_chosen(self) -> None:
        row = self._chosen()
        if row is not None:
            self._open(row)

    def _open(self, row: LedgerRow) -> None:
        """Open the record of an issue, or the entry that it came from."""
        if row.visit_uid:
            self.kit.navigator.open(OpenVisit(uid=row.visit_uid))
        elif row.entry_number and row.source is not None:
            kind, number = row.source.value, row.entry_number
            self.read(
                lambda: self._desk.registers.uid_of(kind, number),
                lambda uid: self.kit.navigator.open(OpenEntry(uid=uid)),
            )
        else:
            self.notice.tell(
                f"这个问题来自{source_word(row.source)}（{row.origin}），没有督导记录。"
            )
