"""规则和回避: what the district is judged by, and who keeps away from which school."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.errors import UserError
from inspector_app.base.override import override
from inspector_app.domain.labels.recusal import RELATION_LABEL
from inspector_app.domain.labels.rules import RULE_LABEL
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.recusal import RecusalForm, ask_recusal
from inspector_app.ui.dialogs.rule import ask_rule
from inspector_app.ui.finders import person_finder, school_finder
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.domain.rules import Rule
    from inspector_app.services.recusals import RecusalLine
    from inspector_app.ui.desk import Desk


def _until(line: RecusalLine) -> str:
    last = line.last_day
    if line.in_force:
        return f"到 {last}" if last else "在回避"
    return f"{last} 止" if last else "规则停用"


def _numbers(rule: Rule) -> str:
    return "、".join(f"{value.label} {value.value}" for value in rule.values)


_RULES: tuple[Column[Rule], ...] = (
    Column(title="规则", text=lambda rule: RULE_LABEL[rule.id], tip=lambda rule: rule.sentence),
    Column(title="现在", text=lambda rule: "● 启用" if rule.on else "○ 停用"),
    Column(
        title="数值",
        text=_numbers,
        tip=_numbers,
    ),
    Column(title="由谁设定", text=lambda rule: rule.set_by, tip=lambda rule: rule.set_by),
)
_RECUSALS: tuple[Column[RecusalLine], ...] = (
    Column(title="督学", text=lambda line: line.name),
    Column(title="学校", text=lambda line: line.school_name),
    Column(title="现在", text=_until, tip=lambda line: line.recusal.note),
    Column(
        title="关系",
        text=lambda line: RELATION_LABEL[line.recusal.relation],
        tip=lambda line: RELATION_LABEL[line.recusal.relation],
    ),
)


class _Found(NamedTuple):
    """Everything that the page shows."""

    rules: tuple[Rule, ...]
    recusals: tuple[RecusalLine, ...]


class RulesPage(Page):
    """Two lists; every change is stored at once, with who took it and when."""

    made_here = "申报回避"

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._build()
        self._connect()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.box.addLayout(header("规则和回避"))
        self.box.addWidget(self.notice)
        row = QHBoxLayout()
        row.setSpacing(GRID * 2)
        row.addLayout(self._left(), 3)
        row.addLayout(self._right(), 2)
        self.box.addLayout(row, 1)

    def _left(self) -> QVBoxLayout:
        self.rules = RowsModel(_RULES)
        self.rule_table = Table("规则", self.rules)
        self.rule_table.stretch(2)
        self.words = label("", kind="soft")
        self.words.setWordWrap(True)
        self.words.setAccessibleName("规则全文和来源")
        self.change = button("改…", tip="选中一条规则后按 Enter", name="改规则")
        self.switch = button("停用", tip="选中一条规则后按空格")
        self.reset = button("改回全国规则", tip="选中一条规则后按 Delete")
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addLayout(header("规则", self.change, self.switch, self.reset))
        column.addWidget(self.rule_table, 1)
        column.addWidget(self.words)
        return column

    def _right(self) -> QVBoxLayout:
        self.recusals = RowsModel(_RECUSALS)
        self.recusal_table = Table("回避", self.recusals)
        self.recusal_table.stretch(3)
        self.declare = button("申报…", tip="Ctrl+N 或 Insert", name="申报回避")
        self.end = button("解除", tip="选中一条后按 Delete", name="解除回避")
        self.no_recusals = label("还没有申报过回避。", kind="soft")
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addLayout(header("回避", self.declare, self.end))
        column.addWidget(self.recusal_table, 1)
        column.addWidget(self.no_recusals)
        return column

    def _connect(self) -> None:
        self.change.clicked.connect(self.ask_to_change)
        self.switch.clicked.connect(self.switch_rule)
        self.reset.clicked.connect(self.reset_rule)
        self.declare.clicked.connect(self.ask_to_declare)
        self.end.clicked.connect(self.end_recusal)
        self.rule_table.opened.connect(lambda _index: self.ask_to_change())
        self.key("Space", self._on_space)
        self.key("Insert", self.ask_to_declare)
        self.key("Delete", self._on_delete)
        for table in (self.rule_table, self.recusal_table):
            table.selectionModel().currentRowChanged.connect(self._offer)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.rules or changes.recusals or changes.schools or changes.inspectors

    @override
    def refresh(self) -> None:
        desk = self._desk
        self.read(lambda: _Found(desk.rules.all(), desk.recusals.list()), self._show)

    def _show(self, found: _Found) -> None:
        show_rows(self.rule_table, self.rules, found.rules)
        show_rows(self.recusal_table, self.recusals, found.recusals)
        self.no_recusals.setVisible(not found.recusals)
        self._offer()

    def _offer(self) -> None:
        """Let each button be pressed that has something to do, and tell of the chosen rule."""
        rule, line = self._rule(), self._line()
        self.change.setEnabled(rule is not None and bool(rule.values))
        self.reset.setEnabled(rule is not None and rule.setting is not None)
        self.end.setEnabled(line is not None and line.recusal.ended_on is None)
        self.switch.setText("停用" if rule is None or rule.on else "启用")
        told = "" if rule is None else f"{rule.sentence}。来源：{rule.source}。"
        self.words.setText(told + ("" if rule is None else f"由谁设定：{rule.set_by}。"))

    def _rule(self) -> Rule | None:
        return chosen_row(self.rule_table, self.rules)

    def _line(self) -> RecusalLine | None:
        return chosen_row(self.recusal_table, self.recusals)

    def _on_space(self) -> None:
        if self.rule_table.hasFocus():
            self.switch_rule()

    def _on_delete(self) -> None:
        if self.rule_table.hasFocus():
            self.reset_rule()
        elif self.recusal_table.hasFocus():
            self.end_recusal()

    # -- rules -----------------------------------------------------------------------------------

    def ask_to_change(self) -> None:
        """Ask for the numbers of the chosen rule and the document they rest on, and set them."""
        rule = self._rule()
        if rule is None or not rule.values:
            return
        wanted = ask_rule(self, rule)
        if wanted is not None:
            self._change(
                lambda: self._desk.rules.set_values(rule.id, wanted.values, basis=wanted.basis),
                f"已改规则“{RULE_LABEL[rule.id]}”。",
            )

    def switch_rule(self) -> None:
        """Let the chosen rule be asked, or not."""
        rule = self._rule()
        if rule is None:
            return
        act = self._desk.rules.switch_off if rule.on else self._desk.rules.switch_on
        said = "停用" if rule.on else "启用"
        self._change(lambda: act(rule.id), f"已{said}规则“{RULE_LABEL[rule.id]}”。")

    def reset_rule(self) -> None:
        """Let the chosen rule stand as it shipped."""
        rule = self._rule()
        if rule is None or rule.setting is None:
            return
        text = f"{rule.sentence}。改回以后按随程序的全国规则；原来由谁设定留在历史里。"
        if ask.confirm(self, f"改回“{RULE_LABEL[rule.id]}”", text, yes="改回"):
            self._change(
                lambda: self._desk.rules.reset(rule.id), f"规则“{RULE_LABEL[rule.id]}”已改回。"
            )

    # -- recusal ---------------------------------------------------------------------------------

    @override
    def on_new(self) -> bool:
        self.ask_to_declare()
        return True

    def ask_to_declare(self) -> None:
        """Ask who must keep away from which school, and why."""
        self._ask_to_declare(RecusalForm())

    def _ask_to_declare(self, form: RecusalForm, *, refused: str = "") -> None:
        desk = self._desk
        wanted = ask_recusal(
            self,
            form,
            schools=school_finder(self.kit.jobs, desk.schools),
            people=person_finder(self.kit.jobs, desk.people),
            today=clocks.today(desk.clock),
            refused=refused,
        )
        if wanted is None or wanted.relation is None:
            return
        relation = wanted.relation

        def again(error: UserError) -> None:
            # What was typed is not lost: the question comes back with what speaks against it.
            self._ask_to_declare(wanted, refused=error.sentence)

        self.write(
            lambda: desk.recusals.add(
                wanted.person.value,
                wanted.school.value,
                relation,
                left_on=wanted.left_on,
                note=wanted.note,
            ),
            lambda _changes: self._tell("已申报，从今天起安排和写记录都会提醒。"),
            on_error=again,
        )

    def end_recusal(self) -> None:
        """Let the chosen declaration hold no more from today on."""
        line = self._line()
        if line is None or line.recusal.ended_on is not None:
            return
        what = f"{line.name}—{line.school_name}（{RELATION_LABEL[line.recusal.relation]}）"
        if ask.confirm(self, "解除回避", f"{what}从今天起不用回避；申报留着可查。", yes="解除"):
            uid = line.recusal.uid
            self._change(lambda: self._desk.recusals.end(uid), f"{what}已解除。")

    def _change(self, work: Callable[[], Changes], said: str) -> None:
        self.write(work, lambda _changes: self._tell(said))

    def _tell(self, said: str) -> None:
        self.notice.hide()
        self.kit.events.said.emit(said)
