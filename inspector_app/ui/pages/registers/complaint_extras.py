"""What the page offers for a complaint: its papers, its first one, the office."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from inspector_app.domain.labels.complaints import COMPLAINT_FORM_LABEL
from inspector_app.services.wishes import ComplaintPrint
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.sourced_issue import ask_of_complaint
from inspector_app.ui.navigator import OpenEntry, OpenPreview

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.domain.register_options import ComplaintForm
    from inspector_app.domain.registers.kind import Entry
    from inspector_app.services.ledger_sources import TakenIn
    from inspector_app.services.sealed_files import OfficeKey, TakenOver
    from inspector_app.ui.pages.registers.surface import EntrySurface

_SEALED: Final = "密封文件 (*.sealed)"
_KEY: Final = "督导室密钥 (*.json)"
_NONE: Final = "先新登记或选一件投诉。"


def papers(page: EntrySurface) -> None:
    """Let a person pick a paper, with or without who complains, and show it as it prints."""
    uid = _uid(page)
    if not uid:
        return
    choices = [(form, shown) for form in COMPLAINT_FORM_LABEL for shown in (False, True)]
    lines = [f"{COMPLAINT_FORM_LABEL[form]}{'（带反映人）' if w else ''}" for form, w in choices]
    text = "带反映人的只给承办的人看，打印会留下记录；给学校的一律用不带的。"
    place = ask.pick(page.window(), "打印哪一种单子", text, lines)
    if place is None:
        return
    form, shown = choices[place]
    page.flush()
    if not shown:
        page.kit.navigator.open(OpenPreview(wish=ComplaintPrint(uid=uid, form=form)))
        return
    why = f"打印{COMPLAINT_FORM_LABEL[form]}"
    page.write(lambda: page.desk.sealed_parts.reveal(uid, why=why), _preview(page, uid, form))


def _preview(
    page: EntrySurface, uid: str, form: ComplaintForm
) -> Callable[[dict[str, str]], None]:  # fmt: skip
    def show(sealed: dict[str, str]) -> None:
        wish = ComplaintPrint(uid=uid, form=form, sealed=sealed)
        page.kit.navigator.open(OpenPreview(wish=wish))

    return show


def _join(page: EntrySurface) -> None:
    """Let a person pick the first of repeated complaints."""
    uid = _uid(page)
    if not uid:
        return

    def pick(found: tuple[Entry, ...]) -> None:
        if not found:
            page.notice.tell("同校同类、一年以内没有别的已受理投诉。")
            return
        lines = [
            f"{each.number}　{each.values['received_on']}　{page.desk.complaints.title(each)}"
            for each in found
        ]
        text = "并入以后，两件在月统计里按一件算；可以在“重复并入”里清空。"
        place = ask.pick(page.window(), "并入哪一件首次投诉", text, lines)
        if place is not None:
            page.write(lambda: page.desk.complaints.join(uid, found[place].uid), joined)

    def joined(_changes: object) -> None:
        page.read(lambda: page.desk.complaints.joined_words(uid), tell)

    def tell(words: str) -> None:
        page.notice.tell(f"{words}。")
        page.refresh()

    page.flush()
    page.read(lambda: page.desk.complaints.similar(uid), pick)


def _to_ledger(page: EntrySurface) -> None:
    """Ask what is to be put right, in words of one's own, and put it into the ledger."""
    uid = _uid(page)
    if not uid:
        return
    wanted = ask_of_complaint(page.window(), today=page.today())

    def done(taken: TakenIn) -> None:
        page.notice.tell(f"{taken.lines[0].number}：{taken.sentence()}")
        page.refresh()

    if wanted is not None:
        page.flush()
        page.write(lambda: page.desk.complaint_issues.take_in(uid, wanted), done)


def course(page: EntrySurface) -> None:
    """Offer what is done with a complaint: its first one, and what goes to the office."""
    acts: tuple[tuple[str, Callable[[EntrySurface], None]], ...] = (
        ("重复的并入首次投诉", _join),
        ("转督导室：把这一件写成密封文件", _hand_over),
        ("登记督导室的密钥（督学，一次）", _trust),
        ("接收转来的密封文件（督导室）", _take_over),
        ("写出接收密钥，发给督学（督导室，一次）", _write_key),
        ("核实属实的问题列入台账", _to_ledger),
    )
    text = "密封文件只有督导室能打开，反映人的信息在里面；交出和接收都留下记录。"
    ask.act(page.window(), "办理", text, [(name, partial(act, page)) for name, act in acts])


def _hand_over(page: EntrySurface) -> None:
    uid = _uid(page)
    if not uid or page.record is None:
        return
    name = f"{page.record.entry.number}.sealed"
    path = ask.save_file(page.window(), "密封文件存到哪里", name, _SEALED)

    def done(written: WrittenFile) -> None:
        page.tell_written(written)
        page.refresh()

    if path is not None:
        page.flush()
        page.write(lambda: page.desk.sealed_files.hand_over(uid, path), done)


def _trust(page: EntrySurface) -> None:
    path = ask.open_file(page.window(), "督导室给的密钥文件", _KEY)
    if path is None:
        return
    text = "打电话给督导室，请对方念出核对号的最后两组数字，照着写在这里。"
    check = ask.reason(page.window(), "核对督导室密钥", text, yes="登记", name="最后两组数字")

    def done(key: OfficeKey) -> None:
        page.notice.tell(f"已登记督导室的密钥，核对号 {key.digits}。")

    if check is not None:
        page.write(lambda: page.desk.sealed_files.trust_office_key(path, check=check), done)


def _write_key(page: EntrySurface) -> None:
    path = ask.save_file(page.window(), "接收密钥存到哪里", "督导室密钥.json", _KEY)

    def done(key: OfficeKey) -> None:
        page.notice.tell(f"已写出。核对号 {key.digits}；督学来电话时，把最后两组念给他听。")

    if path is not None:
        page.write(lambda: page.desk.sealed_files.write_office_key(path), done)


def _take_over(page: EntrySurface) -> None:
    path = ask.open_file(page.window(), "督学转来的密封文件", _SEALED)

    def done(taken: TakenOver) -> None:
        page.kit.navigator.open(OpenEntry(uid=taken.uid))
        told = "已经在这里，没有再收" if taken.known else "已接收"
        page.notice.tell(f"{taken.number} {told}；督学 {taken.sender} 转来。")

    if path is not None:
        page.write(lambda: page.desk.sealed_files.take_over(path), done)


def _uid(page: EntrySurface) -> str:
    if page.record is None:
        page.notice.tell(_NONE)
        return ""
    return page.record.entry.uid
