"""常用语 by a key: put in where the cursor is, or kept from what is selected.

What is put in is what was typed: it goes through the field, is saved and taken back like it, and is
one step of undo.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from inspector_app.domain.labels.phrases import PHRASE_PLACE_LABEL
from inspector_app.domain.phrase import next_blank
from inspector_app.domain.phrase_offer import PhraseSpot
from inspector_app.ui.page import Page
from inspector_app.ui.phrase_picker import PhrasePicker
from inspector_app.ui.widgets.binding import Form
from inspector_app.ui.widgets.chips import ChoiceChips
from inspector_app.ui.widgets.fields import FIELD, NOUN
from inspector_app.ui.written_text import (
    Written,
    cursor_end,
    cursor_rect,
    is_written,
    put_in,
    room_in,
    select,
    selected_in,
    text_of,
)

if TYPE_CHECKING:
    from inspector_app.base.errors import UserError
    from inspector_app.domain.phrase_offer import OfferedPhrase
    from inspector_app.services.phrases import SavedPhrase
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Kit

_NOWHERE = "这里没有可以写的文字；先把光标放到要写的地方，再按 F3。"
_LOCKED = "这一处现在只能看，不能写，没有插入。"
_SEALED = "这一处的内容另外封存，不用常用语，也不能存为常用语。"


class PhraseKeys(QObject):
    """Answers the keys of 常用语 wherever the cursor is.

    A field says by its property ``field`` what it is called, and what it stands in by ``noun``
    whose it is; an empty noun belongs to what is kept apart.
    """

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._desk = kit, desk
        self._picker: PhrasePicker | None = None
        self._field: Written | None = None
        self._spot = PhraseSpot("")

    # -- the keys --------------------------------------------------------------------------------

    def open(self) -> None:
        """Show what is offered for the field that has the cursor; pressed again, close it."""
        if self._picker is not None and self._is_open():
            self._picker.give_up()
            return
        field = self._written()
        if field is None:
            return
        if field.isReadOnly():
            self._say(_LOCKED)
            return
        spot = self._spot_of(field)
        if spot is None:
            self._say(_SEALED)
            return
        field.flush()
        self._kit.jobs.read(
            self,
            lambda: self._desk.phrases.offered(spot),
            on_done=lambda found: self._show(field, spot, found),
        )

    def keep(self) -> None:
        """Keep what is selected as a phrase for this field."""
        if self._is_open():
            self._keep_selected()
            return
        field = self._written()
        if field is None:
            return
        spot, text = self._spot_of(field), selected_in(field)
        if spot is None:
            self._say(_SEALED)
        elif not text.strip():
            self._say("先选中要存的字，再按 Ctrl+Shift+Q。")
        else:
            self._kit.jobs.write(
                self,
                lambda: self._desk.phrases.add(text, place=spot.place, category=spot.category),
                on_done=self._kept,
                on_error=self._refused,
            )

    def go_to_blank(self) -> None:
        """Select the next ____ of the field, beginning anew behind the last one."""
        field = self._written()
        if field is None:
            return
        text = text_of(field)
        blank = next_blank(text, cursor_end(field)) or next_blank(text)
        if blank is None:
            self._say("这段文字里没有 ____ 要填。")
        else:
            select(field, *blank)

    # -- putting in ------------------------------------------------------------------------------

    def _show(self, field: Written, spot: PhraseSpot, found: tuple[OfferedPhrase, ...]) -> None:
        if not shiboken6.isValid(field) or not field.hasFocus():
            return
        self._field, self._spot = field, spot
        picker = self._picker_of(field.window())
        picker.open_at(cursor_rect(field), found, selected=bool(selected_in(field).strip()))

    def _is_open(self) -> bool:
        known = self._picker
        return known is not None and shiboken6.isValid(known) and known.isVisible()

    def _picker_of(self, window: QWidget) -> PhrasePicker:
        known = self._picker
        if known is not None and shiboken6.isValid(known) and known.parentWidget() is window:
            return known
        self._picker = made = PhrasePicker(window)
        made.chosen.connect(self._put_in)
        made.closed.connect(self._go_back)
        made.save_wanted.connect(self._keep_selected)
        return made

    def _put_in(self, chosen: OfferedPhrase) -> None:
        field, spot = self._field, self._spot
        if not self._go_back() or field is None:
            return
        text = chosen.phrase.text
        if len(text) > room_in(field):
            self._say(f"这里写不下，没有插入：这一条有 {len(text)} 字。")
            return
        self._begin_step(field)
        start, put = put_in(field, text)
        self._begin_step(field)
        blank = next_blank(put)
        if blank is not None:
            select(field, start + blank[0], start + blank[1])
        uid = chosen.phrase.uid
        self._kit.jobs.write(self, lambda: self._desk.phrases.note_use(uid, spot.field))

    @staticmethod
    def _begin_step(field: Written) -> None:
        """Send out what stands in the field, and let what follows be another change."""
        field.flush()
        for above in _above(field):
            if isinstance(above, Page):
                above.begin_step()

    def _go_back(self) -> bool:
        """Give the field its cursor back; say whether it is still there to be written in."""
        field = self._field
        if field is None or not shiboken6.isValid(field) or not field.isVisible():
            return False
        field.setFocus()
        return not field.isReadOnly()

    def _keep_selected(self) -> None:
        if self._picker is not None:
            self._picker.hide()
        if self._go_back():
            self.keep()

    def _kept(self, saved: SavedPhrase) -> None:
        self._say(f"已存为常用语，用在{PHRASE_PLACE_LABEL[saved.phrase.place]}。")

    def _refused(self, error: UserError) -> None:
        self._say(error.sentence)

    # -- where -----------------------------------------------------------------------------------

    def _written(self) -> Written | None:
        """Return the field that has the cursor and takes phrases; say so where there is none."""
        focus = QApplication.focusWidget()
        if is_written(focus) and focus.property(FIELD) is not None:
            # While it composes, a key is the input method's.
            return None if focus.composing else focus
        self._say(_NOWHERE)
        return None

    @staticmethod
    def _spot_of(field: Written) -> PhraseSpot | None:
        """Return what a field is called; ``None`` where it belongs to what is kept apart."""
        noun = next((n for each in _above(field) if (n := each.property(NOUN)) is not None), "")
        if not noun:
            return None
        return PhraseSpot(f"{noun}.{field.property(FIELD)}", _category_beside(field))

    def _say(self, text: str) -> None:
        self._kit.events.said.emit(text)


def _above(widget: QWidget) -> Iterator[QWidget]:
    found: QWidget | None = widget
    while found is not None:
        yield found
        found = found.parentWidget()


def _category_beside(field: QWidget) -> str:
    """Return the matter that is chosen in the same form, empty where there is none."""
    for above in _above(field):
        form = getattr(above, "form", None)
        if isinstance(form, Form):
            chips = form.input("category") if "category" in form.names() else None
            chosen = chips.value() if isinstance(chips, ChoiceChips) else None
            return chosen if isinstance(chosen, str) else ""
    return ""
