"""What the machine itself must have: libraries of the window system, tools of the tests."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
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
    "age": "age",
    "pdftotext": "poppler-utils",
    "ssh-keygen": "openssh-client",
    "unzip": "unzip",
}
# Carriers that the shared folder is watched through, and the program that lets calls fail; without
# one of them its tests are skipped.
CARRIERS: Final = {
    "smbclient": "smbclient",
    "smbd": "samba",
    "strace": "strace",
    "syncthing": "syncthing",
}
# The reference implementation of forms runs in Java; without it those tests are skipped.
JAVA: Final = "openjdk-17-jdk-headless"
# The other office that opens our files; without it those tests are skipped.
OFFICE: Final = ("libreoffice-writer-nogui", "libreoffice-calc-nogui")


class StopError(Exception):
    """The person must do something first; the text says what."""


def bring(required: Sequence[str], wanted: Sequence[str] = ()) -> None:
    """Install Debian packages as root; name the one command to a person who is not.

    Raises:
        StopError: a required one is missing and could not be installed from here.
    """
    if required and not _installed(required):
        msg = (
            f"还缺系统组件：{'、'.join(required)}。\n"
            "请运行下面这条命令，然后重新运行刚才的命令：\n\n"
            f"    {command([*required, *wanted])}\n"
        )
        raise StopError(msg)
    if wanted and not _installed(wanted):
        print(
            f"没有 {'、'.join(wanted)}，用到它的测试会跳过。安装命令：{command(wanted)}", flush=True
        )


def command(packages: Sequence[str]) -> str:
    """Return what a person types to install ``packages``."""
    sudo = "" if _is_root() else "sudo "
    return f"{sudo}apt-get install -y --no-install-recommends {' '.join(packages)}"


def window_packages() -> list[str]:
    """Return the packages without which Qt does not start here."""
    if sys.platform != "linux":
        return []
    libraries = dict(OFFSCREEN)
    if os.environ.get("DISPLAY"):
        libraries |= X11
    if os.environ.get("WAYLAND_DISPLAY"):
        libraries |= WAYLAND
    return [package for library, package in libraries.items() if not _loads(library)]


def test_packages() -> list[str]:
    """Return the packages of outside programs that tests use and that are not here."""
    return [package for name, package in TEST_TOOLS.items() if shutil.which(name) is None]


def carrier_packages() -> list[str]:
    """Return the packages of carriers that are not here."""
    # A server lies where only root looks.
    places = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin"))
    return [package for name, package in CARRIERS.items() if not shutil.which(name, path=places)]


def office_packages() -> list[str]:
    """Return the packages of LibreOffice where it is not here."""
    return [] if shutil.which("soffice") else list(OFFICE)


def java_packages() -> list[str]:
    """Return the package of the Java compiler where it is not here."""
    return [] if shutil.which("javac") else [JAVA]


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


def _installed(packages: Sequence[str]) -> bool:
    if not (_is_root() and shutil.which("apt-get")):
        return False
    print(f"正在安装系统组件 {'、'.join(packages)} ……", flush=True)
    install = ("install", "-y", "--no-install-recommends", *packages)
    # The list of packages may be missing or old: it is fetched where that proves to be so.
    return _apt(*install, quiet=True) or (_apt("update") and _apt(*install))


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _apt(*arguments: str, quiet: bool = False) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", "-qq", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0 and not quiet:
        for line in done.stderr.splitlines()[-3:]:
            print(f"  apt-get: {line}", file=sys.stderr)
    return done.returncode == 0
