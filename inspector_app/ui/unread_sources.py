"""Keeps PySide from reading the source of every module that is imported after it.

PySide has names in snake case for modules that ask for them, and to learn which modules may ask, it
reads the text of each one and looks for its own name. No module here asks. Reading a hundred files
is a seventh of the start until 今日 stands, and a part of every page that is opened first.
"""

import sys
from typing import Final

import PySide6.QtCore  # noqa: F401 - makes the reader

_READER: Final = "shibokensupport.feature"
_QUESTION: Final = "_mod_uses_pyside"


def leave_sources_unread() -> None:
    """Answer for every module that it asks for no names of another kind.

    A PySide that keeps the question elsewhere goes on as it is made; the test of a start tells.
    """
    reader = sys.modules.get(_READER)
    if hasattr(reader, _QUESTION):
        setattr(reader, _QUESTION, lambda _module: False)
