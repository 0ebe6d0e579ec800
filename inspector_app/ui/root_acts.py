"""The root keys of a district: signing rosters with them, and making, doubling, replacing them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app.services.trust_codes import picture_of
from inspector_app.services.trust_signing import RootFile
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.root_key import (
    RootAnswer,
    ask_to_change,
    ask_to_make,
    ask_to_sign,
    project,
)

if TYPE_CHECKING:
    from inspector_app.services.trust_signing import NewRoot, SignedVersion
    from inspector_app.services.trust_state import TrustView
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page

_STICK: Final = "把哪个 U 盘做成登记优盘"
_OUT: Final = "名册写到哪里：U 盘或共享文件夹"
_SECOND: Final = (
    "备用的一个封好、与第一个分开存放。第一个丢了或坏了，用备用的就能更换，"
    "各台电脑不用重新核对。先用第一个作保。"
)
_ROTATE: Final = "新旧两个一起签名，各台电脑自己跟过来，不用重新核对。旧的一个从此不再有效。"
_ROTATE_LOST: Final = "手里这一个留着用，丢了的另一个换成新的；各台电脑自己跟过来。"
_LOST: Final = (
    "没有备用的、唯一的一个丢了或忘了口令时才用：做一个新的，下一版名册由它签名，"
    "各台电脑都要当面或打电话重新核对一次。"
)


class RootActs:
    """What is done with root keys on a page.

    Attributes:
        view: what the page last showed of the roots.
    """

    def __init__(self, page: Page, desk: Desk) -> None:
        self._page, self._desk = page, desk
        self._root_path: Path | None = None
        self.view: TrustView | None = None

    def project(self) -> None:
        """Show the root's digits as large as the window."""
        if self.view is not None and self.view.roots:
            project(self._page, self.view.roots[0], picture_of(self.view.root_codes[0]))

    def sign_roster(self) -> None:
        """Sign the next version and write it."""
        answer = ask_to_sign(self._page, self._root_path)
        if answer is None or answer.path is None:
            return
        opened, out = self._opened(answer), ask.folder(self._page, _OUT)
        if out is not None:
            self._page.write(lambda: self._desk.trust_signing.sign(opened, to=out), self._on_signed)

    def _opened(self, answer: RootAnswer) -> RootFile:
        assert answer.path is not None
        self._root_path = answer.path
        return RootFile(answer.path, answer.passphrase)

    def _on_signed(self, signed: SignedVersion) -> None:
        root = f"\n新的登记优盘 {signed.root}；核对号 {signed.digits}。" if signed.root else ""
        self._page.notice.tell(f"{signed.sentence()}{root}")

    def write_rosters(self) -> None:
        """Write every version once more, to another folder."""
        out = ask.folder(self._page, _OUT)
        if out is not None:
            self._page.write(
                lambda: self._desk.trust_signing.write(out),
                lambda files: self._page.tell_file(
                    f"名册共 {len(files)} 版，都在“{files[0].parent}”。", files[0].parent,
                    action="打开文件夹",
                ),
            )  # fmt: skip

    def choose(self) -> None:
        """Ask what is to be done with root keys."""
        count = len(self.view.roots) if self.view is not None else 0
        acts: list[tuple[str, Callable[[], None]]] = []
        if not count:
            acts.append(("做一个登记优盘…", self._make))
        if count == 1:
            acts.append(("另做一个备用…", self._add))
        if count:
            acts.append(("更换登记优盘…", self._rotate))
        if count > 1:
            acts.append(("丢了一个，用另一个换…", self._rotate_lost))
        if count:
            acts.append(("都丢了，重新开始…", self._begin_anew))
        ask.act(self._page, "登记优盘", f"本区现有 {count} 个登记优盘。", acts)

    def _make(self) -> None:
        self._make_with(self._desk.trust_signing.new_root)

    def _begin_anew(self) -> None:
        if ask.confirm(self._page, "重新开始", _LOST, yes="做一个新的…"):
            self._make_with(self._desk.trust_signing.replace_lost_root)

    def _make_with(self, make: Callable[..., NewRoot]) -> None:
        answer = ask_to_make(self._page)
        folder = None if answer is None else ask.folder(self._page, _STICK)
        if answer is not None and folder is not None:
            self._page.write(
                lambda: make(folder, passphrase=answer.new_passphrase),
                lambda made: self._page.notice.tell(
                    f"已做好登记优盘 {made.path}，请交督导室主任保管；核对号 {made.digits}。"
                ),
            )

    def _add(self) -> None:
        signing = self._desk.trust_signing
        self._change("另做一个备用", _SECOND, lambda root, folder, new, out: signing.add_root(
            root, folder, passphrase=new, to=out
        ))  # fmt: skip

    def _rotate(self) -> None:
        signing = self._desk.trust_signing
        self._change("更换登记优盘", _ROTATE, lambda root, folder, new, out: signing.rotate(
            root, folder, passphrase=new, to=out
        ))  # fmt: skip

    def _rotate_lost(self) -> None:
        signing = self._desk.trust_signing
        self._change("换掉丢了的一个", _ROTATE_LOST, lambda root, folder, new, out: signing.rotate(
            root, folder, passphrase=new, to=out, lost=True
        ))  # fmt: skip

    def _change(
        self, title: str, text: str, work: Callable[[RootFile, Path, str, Path], SignedVersion]
    ) -> None:
        answer = ask_to_change(self._page, title, text, self._root_path)
        if answer is None or answer.path is None:
            return
        opened = self._opened(answer)
        folder = ask.folder(self._page, _STICK)
        out = None if folder is None else ask.folder(self._page, _OUT)
        if folder is not None and out is not None:
            self._page.write(
                lambda: work(opened, folder, answer.new_passphrase, out), self._on_signed
            )
