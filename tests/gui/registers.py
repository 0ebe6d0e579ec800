"""What tests of 登记 share."""

from typing import Any

from inspector_app.services.entry_search import EntrySearch
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import OpenRegister


def page_of(window: Window, kind: str) -> Any:
    window.navigator.open(OpenRegister(kind=kind))
    return window.shell.page


def entries(window: Window, kind: str, **wanted: Any) -> list[Any]:
    desk: Any = window.desk
    return [line.entry for line in desk.registers.list(EntrySearch(kind=kind, **wanted))]


def add(window: Window, kind: str, **values: Any) -> str:
    desk: Any = window.desk
    uid: str = desk.register_edit.new_from_json(kind, values).uid
    return uid
