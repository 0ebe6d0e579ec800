"""Chinese input on Linux: the wheel of Qt brings no fcitx plugin."""

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path


def prefer_ibus(environment: MutableMapping[str, str], plugins: Path) -> None:
    """Point Qt at ibus where it is told to use fcitx and has no plugin for it.

    fcitx5 answers to the ibus protocol too; without this the person can type Latin letters only.

    Args:
        environment: read by Qt when the application object is made.
        plugins: Qt's folder of plugins.
    """
    wanted = environment.get("QT_IM_MODULE", "")
    if not wanted.startswith("fcitx"):
        return
    if not any((plugins / "platforminputcontexts").glob("*fcitx*")):
        environment["QT_IM_MODULE"] = "ibus"


def prepare() -> None:
    """Do so for this process; called before the application object is made."""
    if sys.platform.startswith("linux"):
        from PySide6.QtCore import QLibraryInfo

        prefer_ibus(os.environ, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)))
