"""The time of a picture, typed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from inspector_app.domain.photo import Photo, PhotoOwner, TimeSource
from inspector_app.ui.dialogs.photo_time import PhotoTime, ask_time

Answer = Callable[[Callable[[Any], None]], None]

FOUR: Final = datetime.fromisoformat("2026-11-22T16:00")


def a_photo(**values: Any) -> Photo:
    return Photo(
        uid="p", owner=PhotoOwner.BASKET, owner_uid="", sha256="0" * 64, original_sha256="1" * 64,
        crc32=0, size=1, width=1, height=1, **values,
    )  # fmt: skip


def test_the_time_of_a_picture_is_typed_as_people_write_it(parent: QWidget, answer: Answer) -> None:
    seen = []

    def act(dialog: Any) -> None:
        seen.append(dialog.file.isVisible())
        QTest.keyClicks(QApplication.focusWidget(), "11.18")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        dialog.at.setFocus()
        QTest.keyClicks(dialog.at, "1015")
        assert "2026-11-18 10:15（手填）" in dialog.hint.text()
        dialog.yes.click()

    answer(act)
    told = ask_time(parent, a_photo(), now=FOUR)
    assert told == PhotoTime(moment=datetime.fromisoformat("2026-11-18T10:15"))
    assert seen == [False]


def test_a_time_that_is_still_to_come_is_told_before_the_form_is_closed(
    parent: QWidget, answer: Answer
) -> None:
    def act(dialog: Any) -> None:
        dialog.at.setFocus()
        dialog.at.selectAll()
        QTest.keyClicks(dialog.at, "1601")
        assert dialog.hint.text() == "还没有到这个时候，请核对。"
        assert not dialog.yes.isEnabled()

    answer(act)
    photo = a_photo(taken_at="2026-11-22T10:15:00", time_source=TimeSource.FILE_NAME)
    assert ask_time(parent, photo, now=FOUR) is None


def test_a_typed_time_offers_the_one_of_the_file(parent: QWidget, answer: Answer) -> None:
    answer(lambda dialog: dialog.file.click())
    photo = a_photo(taken_at="2026-11-22T10:15:00", time_source=TimeSource.TYPED)
    assert ask_time(parent, photo, now=FOUR) == PhotoTime(moment=None)
