"""``upwards``: an office hands its month to the office above it."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from inspector_app.base.errors import RefusedError
from inspector_app.cli import office, trust
from inspector_app.cli.bench import Bench, Init, Opener
from inspector_app.cli.file_arguments import folder_at
from inspector_app.cli.output import print_json, print_table, say
from inspector_app.domain.labels.schools import SCHOOL_KIND_LABEL
from inspector_app.domain.month import Month
from inspector_app.domain.school import SchoolKind
from inspector_app.services.context import Role
from inspector_app.services.districts import checked_upper
from inspector_app.services.upwards_content import LEAVING, STAYING, LeavingDistrict, Upwards


def upwards(options: argparse.Namespace, folder: Path, *, opener: Opener, init: Init) -> int:
    """Do what was asked; the office's own folder is open, and the one that faces upwards in it."""
    with opener(folder) as bench:
        if options.act == "join":
            return _join(bench, options, opener=opener, init=init)
        inner = bench.upwards_content.folder()
        if not inner.is_dir():
            raise RefusedError(
                "还没有写明上级督导室，没有上报；请先运行 upwards join --office 上级区划 "
                "--name 本室名称。"
            )
        with opener(inner) as upper:
            return _ACTS[options.act](bench, upper, options)


def _join(bench: Bench, options: argparse.Namespace, *, opener: Opener, init: Init) -> int:
    own = bench.upwards_content.own_code()
    upper, name = checked_upper(options.office, below=own), " ".join(options.name.split())
    inner = bench.upwards_content.folder()
    if not inner.is_dir():
        init(inner, role=Role.LAPTOP, district=upper, inspector_id=own, number_block=1)
    with opener(inner) as facing:
        facing.upwards.call(name, of=upper)
    if options.json:
        print_json({"ok": True, "office": upper, "code": own, "name": name})
        return 0
    say(f"已写明：上级 {upper}，本室 {own}（{name}）")
    say("下一步：upwards request --to U盘，把申请交给上级督导室；核对后用 upwards pin 采用名册。")
    return 0


# -- joining ---------------------------------------------------------------------------------------


def _request(_bench: Bench, upper: Bench, options: argparse.Namespace) -> int:
    return trust.enrol(upper, options)


def _trust(_bench: Bench, upper: Bench, options: argparse.Namespace) -> int:
    return trust.trust(upper, options)


# -- handing over ----------------------------------------------------------------------------------


def _preview(bench: Bench, upper: Bench, options: argparse.Namespace) -> int:
    found = bench.upwards_content.of(Month.parse(options.month), name=upper.upwards.name())
    if options.json:
        print_json(_content_json(found))
        return 0
    _tell(found)
    print_table(("报给上级", "为什么"), LEAVING)
    print_table(("留在本室", "为什么"), STAYING)
    return 0


def _tell(found: Upwards) -> None:
    for each in found.districts:
        kinds = "，".join(f"{_kind(kind)} {count}" for kind, count in each.schools.items())
        say(
            f"{each.name}（{each.code}）　{found.month.title}　数字校验码 {each.check}　"
            f"记录 {each.records}，听课 {each.lessons}，问题 {each.issues}，投诉 {each.complaints}"
        )
        say(f"学校：{kinds or '—'}")
        for cell in each.unlike:
            say(f"▲ {cell.row}的{cell.label}：锁定 {cell.before}，现有记录合计 {cell.after}")
    if found.missing:
        say(f"还没有收到：{'、'.join(found.missing)}")
    _tell_later(found)


def _tell_later(found: Upwards) -> None:
    if found.later:
        say(
            f"▲ 锁定以后又收到：{'、'.join(found.later)}，不在报的数里；要报的，先出一版"
            f"（month edition {found.month}）"
        )


def _kind(code: str) -> str:
    return SCHOOL_KIND_LABEL[SchoolKind(code)]


def _send(bench: Bench, upper: Bench, options: argparse.Namespace) -> int:
    found = bench.upwards_content.of(Month.parse(options.month), name=upper.upwards.name())
    sent = upper.upwards.send(found, folder=folder_at(options.to))
    if options.json:
        print_json(
            {"ok": True, "files": [str(file) for file in sent.files], "seq": sent.seq,
             "to": sent.office, "repeated": sent.repeated, "missing": list(found.missing),
             "later": list(found.later)}
        )  # fmt: skip
        return 0
    for file in sent.files:
        say(str(file))
    if sent.repeated:
        say("内容与上次相同，放入的是同一个包")
    say(f"收件的是{sent.office}；回执来了用 upwards receipts 读取")
    if found.missing:
        say(f"没有报的下级：{'、'.join(found.missing)}")
    _tell_later(found)
    return 0


def _content_json(found: Upwards) -> dict[str, Any]:
    return {
        "month": str(found.month),
        "districts": [_district_json(each) for each in found.districts],
        "missing": list(found.missing),
        "leaves": [{"what": what, "why": why} for what, why in LEAVING],
        "stays": [{"what": what, "why": why} for what, why in STAYING],
    }


def _district_json(each: LeavingDistrict) -> dict[str, Any]:
    return {
        "code": each.code, "name": each.name, "check": each.check, "records": each.records,
        "lessons": each.lessons, "issues": each.issues, "complaints": each.complaints,
        "schools": dict(each.schools), "unlike": [cell._asdict() for cell in each.unlike],
    }  # fmt: skip


# -- answers ---------------------------------------------------------------------------------------


def _receipts(_bench: Bench, upper: Bench, options: argparse.Namespace) -> int:
    options.act = "take"
    return office.receipts(upper, options)


def _list(_bench: Bench, upper: Bench, options: argparse.Namespace) -> int:
    return office.receipts(upper, options)


_Act = Callable[[Bench, Bench, argparse.Namespace], int]
_ACTS: Final[Mapping[str, _Act]] = {
    "request": _request, "pin": _trust, "take": _trust, "show": _trust,
    "preview": _preview, "send": _send, "list": _list, "receipts": _receipts,
}  # fmt: skip
