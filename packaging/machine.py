"""What the machine itself must have: libraries of the window system, tools of the tests."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

# Library that is looked for, and the Debian package that brings it.
OFFSCREEN: Final = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
X11: Final = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND: Final = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
# Programs with which the tests check the program's work from outside.
TEST_TOOLS: Final = {
    "pdftotext": "poppler-utils",
    "ssh-keygen": "openssh-client",
}


class StopError(Exception):
    """The person must do something first; the text says what."""


@dataclass(frozen=True)
class DebianPackages:
    """Packages of a Debian or Ubuntu system."""

    names: Sequence[str]

    def command(self) -> str:
        """Return the one command that a person can type to install them."""
        sudo = "" if _is_root() else "sudo "
        return f"{sudo}apt-get install -y --no-install-recommends {' '.join(self.names)}"

    def install(self, purpose: str) -> None:
        """Install them as root, or stop with the command to type.

        Raises:
            StopError: they could not be installed from here.
        """
        if not self._installed(purpose):
            msg = (
                f"{purpose}还缺系统组件：{'、'.join(self.names)}。\n"
                f"请运行下面这条命令，然后重新运行刚才的命令：\n\n    {self.command()}\n"
            )
            raise StopError(msg)

    def offer(self, purpose: str) -> None:
        """Install them as root, or name the command and go on without them."""
        if not self._installed(purpose):
            print(f"{purpose}最好还有：{'、'.join(self.names)}（{self.command()}）", flush=True)

    def _installed(self, purpose: str) -> bool:
        if not (_is_root() and shutil.which("apt-get")):
            return False
        print(f"{purpose}：正在安装系统组件 {'、'.join(self.names)} ……", flush=True)
        return self._apt_install() or (_apt("update") and self._apt_install())

    def _apt_install(self) -> bool:
        return _apt("install", "-y", "--no-install-recommends", *self.names)


def need_window_libraries() -> None:
    """Make sure that Qt can start here.

    Raises:
        StopError: libraries are missing and could not be installed.
    """
    if sys.platform != "linux":
        return
    wanted = dict(OFFSCREEN)
    if os.environ.get("DISPLAY"):
        wanted |= X11
    if os.environ.get("WAYLAND_DISPLAY"):
        wanted |= WAYLAND
    missing = [package for library, package in wanted.items() if not _loads(library)]
    if missing:
        DebianPackages(missing).install("显示窗口")


def want_test_tools() -> None:
    """Bring the outside tools of the tests where that is possible."""
    missing = [package for name, package in TEST_TOOLS.items() if shutil.which(name) is None]
    if missing:
        DebianPackages(missing).offer("测试")


def has_screen() -> bool:
    """Say whether a window can be shown to a person."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _apt(*arguments: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", "-qq", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        _tell_last(done.stderr.splitlines())
    return done.returncode == 0


def _tell_last(lines: Iterable[str]) -> None:
    for line in list(lines)[-3:]:
        print(f"  apt-get: {line}", file=sys.stderr)
