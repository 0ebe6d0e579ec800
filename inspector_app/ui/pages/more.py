"""更多: what is written down beside the records, one line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from inspector_app.base.changes import Changes
from inspector_app.base.override import override
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.services.context import Role
from inspector_app.ui.navigator import (
    OpenArchive,
    OpenBalance,
    OpenDirector,
    OpenDistricts,
    OpenLayouts,
    OpenNumbers,
    OpenOffers,
    OpenPeople,
    OpenPeriodTables,
    OpenPhrases,
    OpenPublishedForms,
    OpenReceiving,
    OpenRegister,
    OpenSending,
    OpenStandards,
    OpenTasks,
    OpenTravel,
    OpenTrust,
    OpenTyped,
    OpenUpwards,
    Request,
)
from inspector_app.ui.page import Kit, Page, card, header
from inspector_app.ui.theme import button, label

if TYPE_CHECKING:
    from inspector_app.domain.registers.kind import RegisterKind
    from inspector_app.ui.desk import Desk

    _Counts = Mapping[tuple[str, EntryState], int]

_BALANCE: Final = (
    "义务教育优质均衡：各校七项指标、专用教室、规模和班额，不达标项清单，创建计划，逐年比较"
)
_TABLES: Final = "月、学期、学年、自然年或任意一段时间：按人、类型、事项、学校，对比和累计，图"
_FORMS: Final = "督导室发布的表单：看有哪些、是哪一版，发布新的；填写在督导记录里"
_LAYOUTS: Final = "本区自己的月统计表、督导记录表、整改通知书：交来空表，照原样填；或自己选列"
_TRUST: Final = "谁的哪台电脑作数：登记申请、两边核对数字、督导室签发的登记名册"
_TASKS: Final = "督导室布置的和自己要记着办的：期限、谁办到哪里、写督导记录或答复"
_SENDING: Final = (
    "名册、学校台账、表单、检查表、表样、校历、规则、专项、投诉、计划、任务和常用语，"
    "发到各位督学的电脑"
)
_OFFERS: Final = (
    "督导室发来的名册、台账、表单、校历、规则、专项、投诉、计划、任务和常用语：先看，再接收"
)
_TYPED: Final = "督导室替您录的记录：看过后确认，不对的写明；计不计由督导室定，本机不计"
_NUMBERS: Final = "文号预留给谁、用在哪份文书、哪些作废，空号和重号；自己编号的也在这里"
_PHRASES: Final = "写记录时按 F3 插入的句子：我的、督导室的、随程序的；新增、合并、导入、导出"
_DISTRICTS: Final = "市、省督导室：每区一行和合计，点到记录；谁还没有报，登记下级"
_UPWARDS: Final = "把锁定的月统计报给上级督导室：加入上级，先看报什么、不报什么，再报；回执"
_ABOVE: Final = "00"
"""How the codes end of offices that have others below."""
_STANDARDS: Final = "自带的和本地导入的指标，各个版本；自评表和责任分解按它们逐项写"


class MorePage(Page):
    """The registers, each with what is in it."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self.lines: dict[str, QPushButton] = {}
        self.box.addLayout(header("更多"))
        self.box.addWidget(self.notice)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        rows = [widget for kind in KINDS.values() for widget in self._line(kind)]
        column.addWidget(card("统计", *self._row("统计表", _TABLES, OpenPeriodTables())))
        column.addWidget(card("评价指标", *self._indicators()))
        column.addWidget(card("表单、表样和常用语", *self._forms()))
        column.addWidget(card("人员和决定", *self._places()))
        column.addWidget(card("登记", *rows))
        column.addStretch()
        view = QScrollArea()
        view.setWidgetResizable(True)
        view.setWidget(inner)
        self.box.addWidget(view, 1)

    def _indicators(self) -> list[QWidget]:
        self.standards, told = self._row("指标体系", _STANDARDS, OpenStandards())
        return [*self._row("达标测算", _BALANCE, OpenBalance()), self.standards, told]

    def _forms(self) -> list[QWidget]:
        self.forms, told = self._row("表单", _FORMS, OpenPublishedForms())
        self.layouts, told_of_layouts = self._row("表样", _LAYOUTS, OpenLayouts())
        return [self.forms, told, self.layouts, told_of_layouts, *self._phrases()]

    def _phrases(self) -> list[QWidget]:
        self.phrases, told = self._row("常用语", _PHRASES, OpenPhrases())
        return [self.phrases, told]

    def _places(self) -> list[QWidget]:
        found: list[QWidget] = []
        self.trust, of_trust = self._row("", _TRUST, OpenTrust())
        places: tuple[tuple[str, str, Request], ...] = (
            ("人员和责任区", "督学的专长、学段、任职，各责任区的组长、联络人和学校", OpenPeople()),
            (
                "文书档案",
                "出具过的文书：照原样重印，从照片、扫描件、扫码枪或校验码核验一页",
                OpenArchive(),
            ),
            ("发文字号登记", _NUMBERS, OpenNumbers()),
            ("交通和误餐天数", "每人每月有几天入校、几天误餐，逐日去了哪些学校", OpenTravel()),
            ("任务", _TASKS, OpenTasks()),
            *self._office_places(),
            ("主任一角", "等督导室决定的事：上报、延期、投诉、周汇报", OpenDirector()),
        )
        for text, purpose, wish in places:
            found += self._row(text, purpose, wish)
        return [*found[:2], self.trust, of_trust, *found[2:]]

    def _office_places(self) -> list[tuple[str, str, Request]]:
        """What only the office's computer has, and what only a laptop has."""
        own = self._desk.settings.identity()
        if own.role is not Role.OFFICE:
            return [("督导室下发", _OFFERS, OpenOffers()), ("督导室代录的", _TYPED, OpenTyped())]
        told = "收各位督学的上报包，看谁还没有交，问清同一天到同一所学校的记录"
        if own.district.endswith(_ABOVE):
            told = "收下级督导室报来的月统计和本级督学的上报包，看谁还没有交"
        return [
            ("收件", told, OpenReceiving()),
            ("各区", _DISTRICTS, OpenDistricts()),
            ("上报上级", _UPWARDS, OpenUpwards()),
            ("下发", _SENDING, OpenSending()),
        ]

    def _row(self, text: str, purpose: str, wish: Request) -> tuple[QPushButton, QWidget]:
        made = button(text, kind="row", tip=purpose)
        made.clicked.connect(lambda: self.kit.navigator.open(wish))
        told = label(purpose, kind="small")
        told.setWordWrap(True)
        told.setContentsMargins(10, 0, 0, 6)
        return made, told

    def _line(self, kind: RegisterKind) -> tuple[QWidget, QWidget]:
        made, purpose = self._row(kind.name, kind.purpose, OpenRegister(kind=kind.id))
        self.lines[kind.id] = made
        return made, purpose

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.registers or changes.settings

    @override
    def refresh(self) -> None:
        office = self._desk.settings.identity().role is Role.OFFICE
        self.trust.setText("人员与电脑登记" if office else "加入督导室")
        self.trust.setAccessibleName(self.trust.text())
        self.read(self._desk.registers.counts, self._show)

    def _show(self, counts: _Counts) -> None:
        for kind_id, line in self.lines.items():
            drafts = counts.get((kind_id, EntryState.DRAFT), 0)
            filed = counts.get((kind_id, EntryState.FILED), 0)
            told = f"　定稿 {filed}　草稿 {drafts}" if drafts or filed else ""
            line.setText(f"{KINDS[kind_id].name}{told}")
            line.setAccessibleName(line.text())
