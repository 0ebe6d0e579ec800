"""下发 at the office: what, to whom, a look at it, then the one button; and what was sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QWidget

from inspector_app.base import clock as clocks
from inspector_app.base.override import override
from inspector_app.services.pack_desk import Dispatch, KindOffer, Outgoing, SentPack
from inspector_app.services.pack_left_out import left_out_told
from inspector_app.ui.dialogs import ask
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.page import Kit, Page, card, header
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.combo import Combo
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.rows import FormRow
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.base.errors import UserError
    from inspector_app.ui.desk import Desk

_SEPARATORS: Final = re.compile(r"[、，,;；\s]+")
_SHOWN: Final = 6


class _Choices(NamedTuple):
    """What the page shows."""

    kinds: tuple[KindOffer, ...]
    sent: tuple[SentPack, ...]


def _when(pack: SentPack) -> str:
    return clocks.local_datetime_text(clocks.parse_instant(pack.line.created))


def _waiting(pack: SentPack) -> str:
    lost = f"\n电脑说缺这一份：{'、'.join(pack.missed)}" if pack.missed else ""
    return f"还没有回音：{'、'.join(pack.waiting)}{lost}" if pack.waiting else "都接收了"


_SENT: tuple[Column[SentPack], ...] = (
    Column(title="编号", text=lambda pack: str(pack.line.n), right=True,
           value=lambda pack: pack.line.n),
    Column(title="时间", text=_when),
    Column(title="下发", text=lambda pack: pack.title),
    Column(title="内容", text=lambda pack: pack.counts, tip=lambda pack: pack.counts),
    Column(title="已知接收", text=lambda pack: pack.taken_words, tip=_waiting),
    Column(title="发给", text=lambda pack: _people(pack.people),
           tip=lambda pack: "、".join(pack.people)),
)  # fmt: skip


class SendingPage(Page):
    """One act of sending above, the list of what was sent below."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._kinds: tuple[KindOffer, ...] = ()
        self._wanted = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self.go = button("下发", kind="primary", tip="Ctrl+Return：签名、加密，放进共享文件夹")
        self.save = button("另存下发包…", tip="选中的一号，或全部；用 U 盘、聊天软件交给督学")
        self.box.addLayout(header("下发", self.go, self.save))
        self.box.addWidget(self.notice)
        self.kind = Combo("下发什么")
        self.what = LineField("只下发这几样", hint="编号或名称，用顿号隔开；不写就是全部")
        self.to = LineField("发给谁", hint="督学姓名或编号，用顿号隔开；不写就是全部")
        self.about = label("", kind="small")
        self.about.setWordWrap(True)
        self.outgoing = label("")
        self.outgoing.setWordWrap(True)
        rows: tuple[QWidget, ...] = (
            FormRow("下发什么", self.kind), self.about, FormRow("只这几样", self.what),
            FormRow("发给谁", self.to), self.outgoing,
        )  # fmt: skip
        self.box.addWidget(card("", *rows))
        self.sent = RowsModel(_SENT)
        self.table = Table("下发过的", self.sent)
        self.table.stretch(5)
        self.box.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.go.clicked.connect(self.send)
        self.save.clicked.connect(self.save_files)
        self.kind.currentIndexChanged.connect(lambda _place: self._look())
        self.what.edited.connect(lambda _text: self._look())
        self.to.edited.connect(lambda _text: self._look())
        self.key("Ctrl+Return", self.send)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return any((changes.bundles, changes.schools, changes.inspectors, changes.calendar,
                    changes.rules, changes.registers, changes.plans, changes.numbers))  # fmt: skip

    @override
    def refresh(self) -> None:
        self.read(self._read_all, self._show)

    def _read_all(self) -> _Choices:
        desk = self._desk.pack_desk
        return _Choices(desk.kinds(), desk.sent())

    def _show(self, found: _Choices) -> None:
        show_rows(self.table, self.sent, found.sent)
        self.save.setEnabled(bool(found.sent))
        if not self._kinds:
            self._kinds = found.kinds
            for each in found.kinds:
                self.kind.addItem(each.title, each.kind)
        place = self.kind.findData(self._wanted)
        self._wanted = ""
        if place >= 0:
            self.kind.setCurrentIndex(place)
        self._look()

    def choose(self, kind: str) -> None:
        """Offer a kind of content when the page is shown next."""
        self._wanted = kind
        self.refresh()

    def _asked(self) -> tuple[str, list[str], list[str]]:
        kind = str(self.kind.currentData() or "")
        chooses = any(each.chooses for each in self._kinds if each.kind == kind)
        what = _words(self.what.text()) if chooses else []
        return kind, what, _words(self.to.text())

    def _look(self) -> None:
        kind, what, to = self._asked()
        if not kind:
            return
        chosen = next(each for each in self._kinds if each.kind == kind)
        self.about.setText(chosen.about)
        self.what.setEnabled(chosen.chooses)
        self.go.setEnabled(False)
        desk = self._desk.pack_desk
        self.kit.jobs.read(
            self,
            lambda: (
                desk.look(kind, wanted=what, to=to), desk.left_out(kind, wanted=what, to=to)
            ),
            on_done=self._show_outgoing, on_error=self._show_why_not,
        )  # fmt: skip

    def _show_outgoing(self, found: tuple[tuple[Outgoing, ...], tuple[str, ...]]) -> None:
        parts, missed = found
        lines = [_outgoing_words(part) for part in parts[:_SHOWN]]
        more = [f"……另有 {len(parts) - _SHOWN} 人，各发一份"] if len(parts) > _SHOWN else []
        nobody = [f"▲ {left_out_told(missed)}"] if missed else []
        self.outgoing.setText("\n".join([*lines, *more, *nobody]))
        self.go.setEnabled(bool(parts))

    def _show_why_not(self, error: UserError) -> None:
        self.outgoing.setText(f"▲ {error.sentence}")

    # -- acts ------------------------------------------------------------------------------------

    def send(self) -> None:
        """Send what is chosen, once it was confirmed."""
        if not self.go.isEnabled():
            return
        kind, what, to = self._asked()
        text = f"{self.outgoing.text()}\n签名和加密以后放进共享文件夹；督学看过以后自己接收。"
        if ask.confirm(self, f"下发{self.kind.currentText()}吗？", text, yes="下发"):
            self.write(
                lambda: self._desk.pack_desk.send(kind, wanted=what, to=to),
                self._done,
                ticket=Ticket("正在做下发包……"),
            )

    def _done(self, done: Dispatch) -> None:
        numbers = "、".join(f"第 {line.n} 号" for line in done.lines)
        missed = f"{left_out_told(done.left_out)}。" if done.left_out else ""
        text = f"已下发{done.title}，{numbers}。{missed}"
        if done.placed:
            self.tell_file(f"{text}已放进共享文件夹。", done.placed[-1].parent, action="打开文件夹")
        else:
            self.notice.tell(f"{text}{done.problem}。".replace("。。", "。"), kind="warn")
        self.refresh()

    def save_files(self) -> None:
        """Ask for a folder and put the chosen pack there, or all of them."""
        chosen = chosen_row(self.table, self.sent) if self.table.hasFocus() else None
        folder = ask.folder(self, "下发包另存到哪个文件夹")
        if folder is None:
            return
        packs = [chosen.line] if chosen else None

        def done(files: tuple[Path, ...]) -> None:
            told = f"已另存 {len(files)} 个下发包到 {folder}。" if files else "那里都已经有了。"
            self.tell_file(told, folder, action="打开文件夹")

        self.write(lambda: self._desk.packs.write(folder, packs=packs), done)


def _words(text: str) -> list[str]:
    return [word for word in _SEPARATORS.split(text) if word]


def _people(names: Sequence[str]) -> str:
    more = f" 等 {len(names)} 人" if len(names) > _SHOWN else ""
    return f"{'、'.join(names[:_SHOWN])}{more}"


def _outgoing_words(part: Outgoing) -> str:
    people = _people(list(dict.fromkeys(each.name for each in part.laptops)))
    return f"将下发{part.counts}；发给{people}，{len(part.laptops)} 台电脑"
