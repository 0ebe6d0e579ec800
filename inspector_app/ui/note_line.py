"""A note on a page: one line that sends it to a record or a school."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from inspector_app.base.changes import Changes
from inspector_app.domain.text_line import first_line
from inspector_app.ui.widgets.row_button import RowButton

if TYPE_CHECKING:
    from inspector_app.domain.views import Note
    from inspector_app.services.notes import NoteService
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.dialogs.note_home import NoteHome
    from inspector_app.ui.page import Page

ONLY_PICTURES: Final = "（只有照片）"
# What is to be done with it stands behind it and is to be seen, too.
_LONGEST: Final = 24


def note_line(page: Page, desk: Desk, note: Note) -> RowButton:
    """Return the line of a note."""
    short = first_line(note.text, most=_LONGEST)
    made = RowButton(f"随手记：{short or ONLY_PICTURES}　归到…", tip=note.text)
    made.clicked.connect(lambda: _send_home(page, desk, note))
    return made


def _send_home(page: Page, desk: Desk, note: Note) -> None:
    from inspector_app.ui.dialogs.note_home import ask_home
    from inspector_app.ui.finders import draft_finder, school_finder

    jobs, notes = page.kit.jobs, desk.notes
    home = ask_home(
        page,
        note.text,
        drafts=draft_finder(jobs, desk.visits, school_code=note.school_code),
        schools=school_finder(jobs, desk.schools),
    )
    if home is None:
        return
    page.write(lambda: _put_away(notes, note, home))


def _put_away(notes: NoteService, note: Note, home: NoteHome) -> Changes:
    if home.remove:
        return notes.remove(note.uid)
    changes = Changes() if home.text is None else notes.set_text(note.uid, home.text)
    if home.visit_uid or home.school_code:
        changes |= notes.assign(note.uid, visit_uid=home.visit_uid, school_code=home.school_code)
    return changes
