"""Papers that take a number: an empty form, alone or behind 出发前一页纸."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from inspector_app.base.written import WrittenFile, write_document
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import DeparturePrint
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import OpenPreview

if TYPE_CHECKING:
    from inspector_app.services.blank_forms import BlankForm
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page

_FORMATS: Final = (
    ("存为 PDF：照着打印", FileFormat.PDF, ask.PDF),
    ("存为 Word：打印前还要改", FileFormat.WORD, ask.WORD),
)
_SHEET: Final = "出发前一页纸"


def keep_blank(
    page: Page, title: str, text: str, *, stem: str, begin: Callable[[FileFormat], BlankForm]
) -> None:
    """Ask for format and place, take a number, and write the paper that bears it.

    Args:
        page: the page that asks, and tells where the file is.
        title: what the paper is called.
        text: what is about to happen.
        stem: the name of the file without its ending.
        begin: takes the number and makes the paper.
    """
    place = ask.pick(page, title, text, [words for words, _, _ in _FORMATS])
    if place is None:
        return
    _, form, kinds = _FORMATS[place]
    target = ask.save_file(page, f"把{title}存到哪里", f"{stem}.{form}", kinds)
    if target is None:
        return

    def made(blank: BlankForm) -> None:
        def told(written: WrittenFile) -> None:
            where = written.sentence or f"{title}已存为 {written.path}。"
            number = f"编号 {blank.number} 已留给它，回来后在这个编号的草稿里照纸录入。"
            page.tell_file(f"{where}{number}", written.path)

        page.read(lambda: write_document(target, blank.files[form]), told)

    page.write(lambda: begin(form), made)


def keep_departure(page: Page, desk: Desk, wish: DeparturePrint) -> None:
    """Keep a number for a visit, and write 出发前一页纸 with the empty form behind it."""
    keep_blank(
        page,
        f"{_SHEET}和空白记录表",
        "程序给这次入校留一个记录编号，印在两份纸上；取消就不占编号。",
        stem=f"{_SHEET} {wish.school_code}",
        begin=lambda form: desk.blank_forms.depart(wish, form),
    )


def ask_departure(page: Page, desk: Desk, wish: DeparturePrint) -> None:
    """Ask whether the sheet is looked at, or written with an empty form and a number."""
    answers = ["先看：不占编号", "连空白记录表一起存：留一个编号"]
    place = ask.pick(page, _SHEET, "去学校的路上看的一页纸，只供自己看。", answers)
    if place == 0:
        page.kit.navigator.open(OpenPreview(wish=wish))
    elif place == 1:
        keep_departure(page, desk, wish)
