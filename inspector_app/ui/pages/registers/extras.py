"""What the page offers for one kind of entry alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtGui import QGuiApplication

from inspector_app.domain.labels.five_haves import HAVE_LABEL
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.text_line import first_line
from inspector_app.services.wishes import CasesPrint, ReportPrint, RosterPrint
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import (
    OpenCampaign,
    OpenEntry,
    OpenMatrix,
    OpenPeople,
    OpenPreview,
)
from inspector_app.ui.pages.registers import complaint_extras

if TYPE_CHECKING:
    from inspector_app.domain.registers.training import HoursOfYear
    from inspector_app.services.case_sources import MeritLine
    from inspector_app.services.opinion_issues import LetterTakenIn
    from inspector_app.services.opinions import OpinionTaken
    from inspector_app.services.register_edit import NewEntry
    from inspector_app.services.term_gates import TermStanding
    from inspector_app.services.unit_import import UnitsTaken
    from inspector_app.services.weekly_reports import MissingReport
    from inspector_app.ui.pages.registers.surface import EntrySurface

_MERITS_SHOWN: Final = 8
_PEOPLE_SHOWN: Final = 30


class Extra(NamedTuple):
    """A button: its words, its tip and what it does."""

    text: str
    tip: str
    act: Callable[[EntrySurface], None]


def _roster(page: EntrySurface) -> None:
    page.kit.navigator.open(OpenPreview(wish=RosterPrint(on=page.today())))


def _hours(page: EntrySurface) -> None:
    year = page.today().year

    def look() -> tuple[Sequence[HoursOfYear], Mapping[str, str]]:
        found = page.desk.register_figures.training_hours(year)
        return found, page.desk.registers.names().people

    def show(told: tuple[Sequence[HoursOfYear], Mapping[str, str]]) -> None:
        found, names = told
        lacking = [line for line in found if line.lacking]
        said = [f"{names.get(line.inspector_id, line.inspector_id)} 差 {line.lacking}"
                for line in lacking[:_PEOPLE_SHOWN]]  # fmt: skip
        more = f"……另有 {len(lacking) - _PEOPLE_SHOWN} 人" if len(lacking) > _PEOPLE_SHOWN else ""
        who = "、".join(said) + more if lacking else "都够了"
        page.notice.tell(f"{year}年学时（按已定稿的培训）：{who}。")

    page.read(look, show)


def _from_merit(page: EntrySurface) -> None:
    def pick(found: tuple[MeritLine, ...]) -> None:
        if not found:
            page.notice.tell("已定稿的记录里还没有亮点；也可以直接新登记一条。")
            return
        lines = [f"{m.visited_on} {m.school_name}：{first_line(m.text, most=24)}" for m in found]
        text = "案例带出学校、督学、记录编号和亮点的文字；以后都可以改。"
        place = ask.pick(page.window(), "从哪条亮点开始写", text, lines)
        if place is not None:
            page.write(lambda: page.desk.case_sources.begin(found[place].uid), begun)

    def begun(made: NewEntry) -> None:
        page.kit.navigator.open(OpenEntry(uid=made.uid))

    page.read(lambda: page.desk.case_sources.merits(limit=_MERITS_SHOWN), pick)


def _booklet(page: EntrySurface) -> None:
    filed = [line.entry for line in page.list.model.rows if line.entry.state is EntryState.FILED]
    if not filed:
        page.notice.tell("列出的案例里没有定稿的，没有可以汇编的；定稿后再试。")
        return
    # In the order in which they were written, the oldest first.
    uids = tuple(entry.uid for entry in reversed(filed))
    page.kit.navigator.open(OpenPreview(wish=CasesPrint(uids=uids)))


def _campaign(page: EntrySurface) -> None:
    uid = page.list.current
    if not uid:
        page.notice.tell("还没有专项；先新登记一条，写好方案。")
        return
    page.kit.navigator.open(OpenCampaign(uid=uid))


def _matrix(page: EntrySurface) -> None:
    uid = page.list.current
    if not uid:
        page.notice.tell("还没有责任分解；先新登记一份，再逐项写上部门。")
        return
    page.flush()
    page.kit.navigator.open(OpenMatrix(uid=uid))


def _term_gate(page: EntrySurface) -> None:
    def show(found: TermStanding) -> None:
        lacking = [
            f"▲ {HAVE_LABEL[each.have]}：{'；'.join(each.missing)}"
            for each in found.gate
            if not each.met
        ]
        head = f"{found.term.name}，到 {found.until} 为止："
        page.notice.tell("\n".join([head + ("五有不全" if lacking else "五有齐全"), *lacking]))

    page.read(page.desk.term_gates.gate, show)


def _draft_week(page: EntrySurface) -> None:
    weekly = page.desk.weekly_reports

    def begun(made: NewEntry) -> None:
        page.kit.navigator.open(OpenEntry(uid=made.uid))

    def begin(found: Sequence[MissingReport]) -> None:
        waiting = [each for each in found if not each.draft]
        if not waiting:
            page.notice.tell("上周的周汇报都已经起草；在左边选一份接着写。")
            return
        shown = waiting[:_PEOPLE_SHOWN]
        place: int | None = 0
        if len(waiting) > 1:
            text = "从他上周的记录、会议和计划起草，改好再定稿。"
            place = ask.pick(page.window(), "起草谁的周汇报", text, [each.name for each in shown])
        if place is not None:
            person = shown[place].inspector_id
            page.write(lambda: weekly.draft(inspector=person), begun)

    page.read(lambda: weekly.missing(weekly.monday()), begin)


def _copy_week(page: EntrySurface) -> None:
    uid = page.list.current
    if not uid:
        page.notice.tell("还没有周汇报；先起草一份。")
        return

    def copied(text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        page.notice.tell(f"已复制 {len(text)} 字，可以贴到工作群：\n{text}")

    page.flush()
    # Behind what was just typed, on the one thread that saves.
    page.write(lambda: page.desk.weekly_reports.text(uid), copied)


def _take_opinion(page: EntrySurface) -> None:
    path = ask.open_file(page.window(), "选意见函的文字文件", "文字文件 (*.txt)")
    if path is None:
        return

    def taken(made: OpinionTaken) -> None:
        page.kit.navigator.open(OpenEntry(uid=made.entry.uid))
        page.notice.tell(made.sentence)

    page.write(lambda: page.desk.opinions.take(path), taken)


def _issues(page: EntrySurface) -> None:
    """Put the problems of the chosen letter into the ledger, and tell how each stands."""
    record = page.record
    if record is None:
        page.notice.tell("还没有意见函；先新登记一份，定稿后再列入台账。")
        return
    uid = record.entry.uid

    def taken(found: LetterTakenIn) -> None:
        page.notice.tell("\n".join((found.taken.sentence(), *(x.sentence() for x in found.lines))))
        page.refresh()

    page.flush()
    page.write(lambda: page.desk.opinion_issues.take_in(uid), taken)


def _report(page: EntrySurface) -> None:
    filed = [line.entry for line in page.list.model.rows if line.entry.state is EntryState.FILED]
    if not filed:
        page.notice.tell("列出的意见函里没有定稿的，没有可以报告的；定稿后再试。")
        return
    lines = [f"{entry.number}　{entry.values['document_no']}" for entry in filed]
    text = "主要问题和整改措施一一对应，编号相同；少一条措施都印不了。"
    place = 0 if len(filed) == 1 else ask.pick(page.window(), "哪一份意见函", text, lines)
    if place is not None:
        page.kit.navigator.open(OpenPreview(wish=ReportPrint(uid=filed[place].uid)))


def _letter(page: EntrySurface) -> None:
    """Offer what is done with a letter."""
    acts = (
        ("每个问题列入问题台账，已列入的说明到了哪一步", partial(_issues, page)),
        ("整改报告：预览、打印或另存", partial(_report, page)),
    )
    text = "列入台账的编号照函里的，可以反复做；整改报告里的完成情况取自台账。"
    ask.act(page.window(), "办理", text, acts)


def _import_units(page: EntrySurface) -> None:
    path = ask.open_file(page.window(), "选成员单位的表格", "表格 (*.xlsx *.csv)")
    if path is None:
        return

    def taken(found: UnitsTaken) -> None:
        page.notice.tell(found.sentence)
        page.refresh()

    def wanted(found: UnitsTaken) -> None:
        text = f"将要：{found.sentence}换下来的联络人不会丢，写明到昨天为止。"
        if ask.confirm(page.window(), "导入成员单位", text, yes="导入"):
            page.write(lambda: page.desk.unit_import.take(path), taken)

    page.read(lambda: page.desk.unit_import.preview(path), wanted)


def _export_units(page: EntrySurface) -> None:
    path = ask.save_file(page.window(), "把成员单位存到哪里", "成员单位.xlsx", ask.EXCEL)
    if path is not None:
        page.read(lambda: page.desk.units.write(path), page.tell_written)


def _people(page: EntrySurface) -> None:
    page.kit.navigator.open(OpenPeople())


EXTRAS: Final[Mapping[str, tuple[Extra, ...]]] = {
    "complaint": (
        Extra("单子…", "电话记录、办理记录单、批阅单，带或不带反映人", complaint_extras.papers),
        Extra("办理…", "重复的并入首次；转督导室的密封文件和它的密钥", complaint_extras.course),
    ),
    "unit": (
        Extra("导入…", "从 Excel 或 CSV 导入单位和联络人；改好的名单可以再导入", _import_units),
        Extra("存成名单…", "存成可以再导入的 Excel：一位联络人一行", _export_units),
    ),
    "zone": (Extra("人员和责任区", "各责任区的督学和学校，某一天的", _people),),
    "post": (Extra("人员和责任区", "每位督学任什么职务，某一天的", _people),),
    "appointment": (Extra("督学名册…", "今天在聘期内的督学：预览、打印或另存", _roster),),
    "campaign": (
        Extra("进度和五有", "选中的专项：各组进度、发现的问题、五有还缺什么", _campaign),
        Extra("学期五有", "这个学期的五有还缺什么", _term_gate),
    ),
    "weekly": (
        Extra("起草上周", "从上周的记录、会议和计划起草", _draft_week),
        Extra("复制为文字", "300 字以内，可以贴到工作群", _copy_week),
    ),
    "duty": (Extra("责任矩阵", "选中的一份：各项指标和各部门，谁牵头、谁配合", _matrix),),
    "training": (Extra("今年学时", "今年还差学时的督学", _hours),),
    "opinion": (
        Extra("从文字…", "从 .txt 读出文号、亮点、问题、建议，存成草稿", _take_opinion),
        Extra("办理…", "问题列入台账、到了哪一步；整改报告", _letter),
    ),
    "case": (
        Extra("从亮点写…", "从已定稿记录的一条亮点开始写", _from_merit),
        Extra("汇编…", "列出的已定稿案例合成一册，前面有目录", _booklet),
    ),
}
