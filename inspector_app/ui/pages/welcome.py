"""First start: who I am, which schools, or a look round with demonstration data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from inspector_app.ui.jobs import Ticket
from inspector_app.ui.navigator import GoTo, OpenImport, Place
from inspector_app.ui.page import Kit, Page, card, header
from inspector_app.ui.theme import button, label

if TYPE_CHECKING:
    from inspector_app.services.demo import DemoMade
    from inspector_app.ui.desk import Desk


class WelcomePage(Page):
    """Three ways to begin; shown while the folder holds no school.

    Signals:
        filled(): there is something to work with now.
    """

    filled = Signal()

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self.box.addLayout(header("第一次使用"))
        self.box.addWidget(self.notice)
        self.load = button("导入名册…", kind="primary")
        self.who = button("写明我是谁…")
        self.demo = button("用演示数据看一看")
        self.skip = button("先不设置，直接开始", kind="link")
        self.box.addWidget(
            card(
                "一、哪些学校",
                label(
                    "导入督导室发的名册（Excel）：学校、督学、责任分配一次带入；以往的记录也在同一页导入。"
                ),
                self.load,
            )
        )
        self.box.addWidget(
            card("二、我是谁", label("导入名册后，在“设置”里选自己，并核对区划代码。"), self.who)
        )
        self.box.addWidget(
            card(
                "三、先看一看",
                label(
                    "写入一个虚构区一学年的演示数据。演示数据不能与真实数据混用，请只在空文件夹里看。"
                ),
                self.demo,
            )
        )
        self.box.addWidget(self.skip)
        self.box.addStretch()
        self.load.clicked.connect(lambda: kit.navigator.open(OpenImport()))
        self.who.clicked.connect(lambda: kit.navigator.open(GoTo(place=Place.SETTINGS)))
        self.skip.clicked.connect(lambda: kit.navigator.open(GoTo(place=Place.TODAY)))
        self.demo.clicked.connect(self._on_demo)

    def _on_demo(self) -> None:
        ticket = Ticket("正在写入演示数据……")

        def done(made: DemoMade) -> None:
            self.kit.events.said.emit(
                f"已写入 {made.schools} 所学校、{made.visits} 份记录的演示数据。"
            )
            self.filled.emit()

        self.write(
            lambda: self._desk.demo.build(years=1, seed=1, life=True, progress=ticket.goes_on),
            done,
            ticket=ticket,
        )
