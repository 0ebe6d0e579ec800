"""加入督导室: a laptop asks to be enrolled, compares digits, takes rosters.

An office joins the one above it by the same page, over what faces upwards.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.services.trust_codes import picture_of
from inspector_app.services.trust_state import STANDING_LABEL, Standing
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.root_key import ask_digits
from inspector_app.ui.page import Kit, Page, clear, header
from inspector_app.ui.theme import GRID, button, label, look, scaled
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.key_code import KeyCode
from inspector_app.ui.widgets.rows import FormRow

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.services.trust_joining import Asked, TakenRoster
    from inspector_app.services.trust_state import TrustView

_PILL: Final = {
    Standing.ENROLLED: "pill", Standing.NOT_YET: "badpill", Standing.ENDED: "badpill",
    Standing.REVOKED: "badpill",
}  # fmt: skip
_LARGE: Final = 125
_OFFICE: Final = "督导室"
_STEPS: Final = (
    "一、写出登记申请，用 U 盘、共享文件夹或聊天软件交给督导室，念本机的最后两组数字给督导室核对。"
    "二、督导室签发名册后，采用名册，输入督导室投影或电话里念的最后两组数字。以后各版不用再核对。"
)
_PIN: Final = (
    "请看督导室投影的核对号，或打电话问，输入最后两组数字。不要从收到的文件或消息里抄："
    "文件可能是别人换过的。"
)
_REPLACE: Final = (
    "只有督导室当面或在电话里说明“登记优盘遗失、已换新的”，才做这一步：本机改认新的登记优盘。"
)
_NEW_KEYS: Final = (
    "恢复了备份、换了电脑、登记到期、换了使用人时用。以后的上报包用新密钥，接着原来的往下编；"
    "督导室重新核对登记以前，收到的包先等着，登记以后就能收下。"
)


class Joins(Protocol):
    """What asks to be enrolled and takes rosters."""

    def request(self, folder: Path, *, device: str, new_keys: bool = False) -> Asked:
        """Write what asks to be enrolled."""
        ...

    def pin(self, path: Path, *, check: str, replace_root: bool = False) -> TakenRoster:
        """Take the first roster, whose digits were compared."""
        ...

    def take(self, path: Path) -> TakenRoster:
        """Take later rosters."""
        ...


class Tells(Protocol):
    """What tells how far one has joined."""

    def view(self) -> TrustView:
        """Return everything that is shown."""
        ...


class JoiningDesk(Protocol):
    """What the page needs."""

    @property
    def trust_state(self) -> Tells:
        """What tells how far one has joined."""
        ...

    @property
    def trust_joining(self) -> Joins:
        """What joins."""
        ...


class _Shown(NamedTuple):
    """What the page shows, with its pictures drawn."""

    view: TrustView
    own: bytes
    root: bytes


class JoiningPage(Page):
    """One laptop and its office, or an office and the one above it."""

    def __init__(self, kit: Kit, desk: JoiningDesk, *, whose: str = _OFFICE) -> None:
        super().__init__(kit)
        self._whose = whose
        self._desk = desk
        self._view: TrustView | None = None
        self.state = label("", kind="pill")
        self.ask = button("写出登记申请…", kind="primary", tip="Ctrl+Return")
        self.take = button("采用名册…", tip="Ctrl+O：选放着名册的文件夹")
        self.new_keys = button("换新登记…", tip="恢复了备份、换了电脑、登记到期时")
        self.again = button("重新核对督导室…", tip="督导室的登记优盘遗失、换了新的")
        acts = (self.state, self.ask, self.take, self.new_keys, self.again)
        self.box.addLayout(header(f"加入{whose}", *acts))
        self.box.addWidget(self.notice)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, GRID, 0)
        self._build()
        view = QScrollArea()
        view.setWidgetResizable(True)
        view.setWidget(inner)
        self.box.addWidget(view, 1)
        self._connect()

    def _build(self) -> None:
        self._told = QVBoxLayout()
        self._told.setSpacing(4)
        self._column.addLayout(self._told)
        self.device = LineField("这台电脑叫什么", hint="如 笔记本01；督导室的名单上这样写")
        self.device.setMaximumWidth(320)
        self._column.addWidget(FormRow("这台电脑叫", self.device))
        self.own = KeyCode("本机的核对号", points=13, side=200)
        self.root = KeyCode(f"{self._whose}的核对号", points=13, side=200)
        both = QWidget()
        both.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        # In large type one stands below the other.
        keys = QHBoxLayout(both) if scaled(100) < _LARGE else QVBoxLayout(both)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(GRID)
        keys.addWidget(self.own, 1)
        keys.addWidget(self.root, 1)
        self._column.addWidget(both)
        steps = label(self._called(_STEPS), kind="small")
        steps.setWordWrap(True)
        self._column.addWidget(steps)
        self._column.addStretch()

    def _connect(self) -> None:
        self.ask.clicked.connect(self.write_request)
        self.take.clicked.connect(self.take_roster)
        self.new_keys.clicked.connect(self.renew)
        self.again.clicked.connect(self.pin_again)
        self.key("Ctrl+Return", self.write_request)
        self.key("Ctrl+O", self.take_roster)

    def _called(self, text: str) -> str:
        """Return a text as it is said of the office that is joined."""
        return text.replace(_OFFICE, self._whose)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.settings or changes.inspectors

    @override
    def refresh(self) -> None:
        # The keys of the laptop are made when they are first looked at.
        self.write(self._read_all, self._show)

    def _read_all(self) -> _Shown:
        view = self._desk.trust_state.view()
        root = picture_of(view.root_codes[0]) if view.root_codes else b""
        return _Shown(view, picture_of(view.own_code), root)

    def _show(self, shown: _Shown) -> None:
        view = self._view = shown.view
        self.state.setText(STANDING_LABEL[view.standing])
        look(self.state, _PILL.get(view.standing, "warnpill"))
        clear(self._told)
        for told in view.told:
            line = label(told.sentence)
            look(line, "" if told.kind == "good" else told.kind)
            line.setWordWrap(True)
            self._told.addWidget(line)
        if not self.device.hasFocus():
            self.device.show_value(view.device)
        self.own.show_key(
            view.own_digits,
            shown.own,
            hint=self._called("念给督导室核对：最后两组，或让督导室拍二维码。"),
        )
        pinned = view.roots[0] if view.roots else ""
        hint = (
            "核对过的督导室核对号；登记名册由它作保。"
            if pinned
            else "还没有核对。督导室投影或在电话里念，采用第一版名册时输入；这里才显示。"
        )
        self.root.show_key(pinned, shown.root, hint=self._called(hint))
        self.again.setVisible(bool(pinned))
        # What comes next stands out.
        asking = view.standing in {Standing.NOT_JOINED, Standing.NOT_LISTED, Standing.ENDED}
        look(self.ask, "primary" if asking else "")
        look(self.take, "" if asking else "primary")
        self.new_keys.setVisible(view.standing is not Standing.NOT_JOINED)

    # -- asking ----------------------------------------------------------------------------------

    def write_request(self) -> None:
        """Write what asks the office to enrol this laptop."""
        self._write_request(new_keys=False)

    def renew(self) -> None:
        """Put new keys into use and ask anew."""
        if ask.confirm(self, "换新登记", self._called(_NEW_KEYS), yes="换新登记，写出申请…"):
            self._write_request(new_keys=True)

    def _write_request(self, *, new_keys: bool) -> None:
        folder = ask.folder(self, "登记申请放到哪里：U 盘或共享文件夹")
        if folder is None:
            return
        device, joining = self.device.text(), self._desk.trust_joining
        self.write(
            lambda: joining.request(folder, device=device, new_keys=new_keys), self._on_asked
        )

    def _on_asked(self, asked: Asked) -> None:
        last = " ".join(asked.digits.split()[-2:])
        self.tell_file(
            f"已写出登记申请 {asked.path.name} 和它的 .sig 文件，请一起交给{self._whose}，"
            "念最后两组数字："
            f"{last}。",
            asked.path.parent,
            action="打开文件夹",
        )

    # -- rosters ---------------------------------------------------------------------------------

    def take_roster(self) -> None:
        """Take the newest roster of a folder; the first one once its root was compared."""
        folder = ask.folder(self, "名册在哪个文件夹：U 盘、共享文件夹或收到的文件夹")
        if folder is None or self._view is None:
            return
        if self._view.roots:
            self.write(lambda: self._desk.trust_joining.take(folder), self._on_taken)
            return
        title = f"核对{self._whose}的核对号"
        self._pin(folder, title, self._called(_PIN), replace_root=False)

    def pin_again(self) -> None:
        """Take another root in the place of the one that the office has lost."""
        folder = ask.folder(self, "新的名册在哪个文件夹")
        if folder is not None:
            text = self._called(f"{_REPLACE}{_PIN}")
            self._pin(folder, f"重新核对{self._whose}", text, replace_root=True)

    def _pin(self, folder: Path, title: str, text: str, *, replace_root: bool) -> None:
        check = ask_digits(self, title, text)
        if check is None:
            return
        joining = self._desk.trust_joining
        self.write(
            lambda: joining.pin(folder, check=check, replace_root=replace_root),
            self._on_taken,
        )

    def _on_taken(self, taken: TakenRoster) -> None:
        kind = "warn" if taken.expired or taken.refused else ""
        self.notice.tell("\n".join([taken.sentence(), *taken.refused]), kind=kind)
