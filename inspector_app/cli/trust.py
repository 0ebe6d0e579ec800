"""``root``, ``enrol`` and ``trust``: whose laptops count, and how that is known."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final

from inspector_app.base import clock as clocks
from inspector_app.base.errors import InputError
from inspector_app.base.written import write_document
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import tell_written
from inspector_app.cli.file_arguments import folder_at
from inspector_app.cli.output import complain, none_found, print_json, print_table, say
from inspector_app.services.trust_codes import picture_of
from inspector_app.services.trust_joining import TakenRoster
from inspector_app.services.trust_laptops import Decided
from inspector_app.services.trust_listing import Laptop, laptop_state
from inspector_app.services.trust_signing import NewRoot, RootFile, SignedVersion
from inspector_app.services.trust_state import STANDING_LABEL

# Names of variables of the environment, for programs that cannot type.
_GIVEN: Final = "INSPECTOR_APP_ROOT_PASSPHRASE"
_GIVEN_NEW: Final = "INSPECTOR_APP_NEW_ROOT_PASSPHRASE"

_Act = Callable[[Bench, argparse.Namespace], None]


def root(bench: Bench, options: argparse.Namespace) -> int:
    """Make root keys and sign with them."""
    _ROOT[options.act](bench, options)
    return 0


def enrol(bench: Bench, options: argparse.Namespace) -> int:
    """Ask to be enrolled; enrol, end and revoke."""
    return _ENROL[options.act](bench, options)


def trust(bench: Bench, options: argparse.Namespace) -> int:
    """Pin, take and show what is known of the district's keys."""
    _TRUST[options.act](bench, options)
    return 0


# -- root ------------------------------------------------------------------------------------------


_ANEW: Final = (
    "原来的登记优盘都不作数了，找到了也别再用。先用 root sign-roster 签发新名册，"
    "再请每台电脑当面或打电话核对上面的核对号：trust pin 名册 --check 两组数字 --replace-root；"
    "没有重新核对的电脑收不到新名册。"
)


def _new_root(bench: Bench, options: argparse.Namespace) -> None:
    if options.second:
        if options.root is None:
            raise InputError("没有写明第一个登记优盘在哪里（--root 文件），没有另做。")
        opened = RootFile(options.root, _passphrase("登记优盘的口令："))
        signed = bench.trust_signing.add_root(
            opened, options.to, passphrase=_new_passphrase("备用的一个的口令："), to=_out(options)
        )
        _tell_signed(signed, options)
        return
    service = bench.trust_signing
    if not options.lost:
        passphrase = _first_passphrase("新的登记优盘的口令：")
        _tell_root(service.new_root(options.to, passphrase=passphrase), options)
        return
    if options.root is not None:
        raise InputError(
            f"“{options.root.name}”这个登记优盘还在手里（--root），用不着 --lost，没有改动；"
            "换掉丢了的另一个，用 root rotate --lost；只是再做一个备用，用 root new --second。"
        )
    passphrase = _first_passphrase("新的登记优盘的口令：")
    _tell_root(service.replace_lost_root(options.to, passphrase=passphrase), options)
    if not options.json:
        say(_ANEW)


def _sign_roster(bench: Bench, options: argparse.Namespace) -> None:
    if options.office_name:
        bench.trust_signing.call_office(options.office_name)
    opened = RootFile(options.root, _passphrase("登记优盘的口令："))
    _tell_signed(bench.trust_signing.sign(opened, to=_out(options), days=options.days), options)


def _rotate(bench: Bench, options: argparse.Namespace) -> None:
    opened = RootFile(options.root, _passphrase("现用的登记优盘的口令："))
    signed = bench.trust_signing.rotate(
        opened, options.to, passphrase=_new_passphrase("新的登记优盘的口令："), to=_out(options),
        lost=options.lost,
    )  # fmt: skip
    _tell_signed(signed, options)


def _out(options: argparse.Namespace) -> Path | None:
    return None if options.out is None else folder_at(options.out)


def _tell_root(made: NewRoot, options: argparse.Namespace) -> None:
    if options.json:
        print_json({"ok": True, "file": str(made.path), "digits": made.digits})
        return
    say(f"已做好登记优盘：{made.path}")
    say(f"核对号　{made.digits}")
    say("请把 U 盘交督导室主任保管，口令分开存放；建议再做一个备用（root new --second）。")


def _tell_signed(signed: SignedVersion, options: argparse.Namespace) -> None:
    if options.json:
        print_json(
            {
                "ok": True,
                "version": signed.version,
                "expires": clocks.instant_text(signed.expires),
                "laptops": signed.laptops,
                "folder": str(signed.folder or ""),
                "root": str(signed.root or ""),
                "digits": signed.digits,
            }
        )
        return
    say(signed.sentence())
    if signed.root is not None:
        say(f"新的登记优盘：{signed.root}")
        say(f"核对号　{signed.digits}")


def _passphrase(question: str) -> str:
    """Return what a person types unseen, what the environment says, or the first line sent."""
    given = os.environ.get(_GIVEN)
    if given is not None:
        return given
    return getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def _first_passphrase(question: str) -> str:
    """Ask for a new passphrase, twice where a person types it."""
    typed = _passphrase(question)
    typing = os.environ.get(_GIVEN) is None and sys.stdin.isatty()
    if typing and getpass.getpass("再输入一次：") != typed:
        raise InputError("两次输入的口令不一样，没有做优盘；请再来一次。")
    return typed


def _new_passphrase(question: str) -> str:
    return os.environ.get(_GIVEN_NEW) or _first_passphrase(question)


_ROOT: Final[Mapping[str, _Act]] = {
    "new": _new_root,
    "sign-roster": _sign_roster,
    "rotate": _rotate,
}


# -- enrol -----------------------------------------------------------------------------------------


def _request(bench: Bench, options: argparse.Namespace) -> int:
    asked = bench.trust_joining.request(
        folder_at(options.to), device=options.device, new_keys=options.new_keys
    )
    if options.code is not None:
        tell_written(write_document(options.code, picture_of(bench.trust_joining.own().code)))
    if options.json:
        print_json(
            {
                "ok": True,
                "file": str(asked.path),
                "chain": asked.chain,
                "device": asked.device,
                "digits": asked.digits,
            }
        )
        return 0
    say(str(asked.path))
    say(f"电脑“{asked.device}”的核对号　{asked.digits}")
    office = bench.trust_state.view().office
    say(f"请连同旁边的 .sig 文件交给{office}，念最后两组数字给{office}核对。")
    return 0


def _read(bench: Bench, options: argparse.Namespace) -> int:
    taken = bench.trust_laptops.take_in(options.files)
    asked = [each for each in bench.trust_laptops.all() if each.chain in taken.asked]
    if options.json:
        refused = [{"file": name, "sentence": why} for name, why in taken.refused]
        print_json(
            {"ok": not refused, "laptops": [asdict(each) for each in asked], "refused": refused,
             "known": [name for name, _ in taken.known]}
        )  # fmt: skip
    else:
        if asked or not taken.known:
            _print_laptops(bench, asked)
        if taken.known:
            say(taken.known_words)
        _tell_refused(taken.refused)
    return 1 if taken.refused else 0


def _tell_refused(refused: Sequence[tuple[str, str]]) -> None:
    for name, why in refused:
        complain(f"{name}：{why}")


def _accept(bench: Bench, options: argparse.Namespace) -> int:
    service = bench.trust_laptops
    taken = service.take_in(options.files)
    if taken.refused and not taken.asked:
        raise InputError(taken.refused[0][1])
    if taken.known and not taken.asked:
        raise InputError(taken.known[0][1])
    done = (
        (service.accept_picture(options.picture, among=taken.asked),)
        if options.picture is not None
        else service.accept_each(options.check, among=taken.asked).laptops
    )
    if options.json:
        print_json({"ok": True, "laptops": [asdict(each.laptop) for each in done]})
    else:
        for each in done:
            _tell_decided(each, f"已登记：{each.laptop.name}的“{each.laptop.device}”")
        say("请签发新一版名册（root sign-roster），发给各台电脑。")
        if taken.known:
            say(taken.known_words)
        _tell_refused(taken.refused)
    return 0


def _tell_decided(done: Decided, what: str) -> None:
    say(what)
    for remark in done.remarks:
        say(remark)


def _list(bench: Bench, options: argparse.Namespace) -> int:
    laptops = bench.trust_laptops.all()
    if options.json:
        print_json([asdict(each) for each in laptops])
    elif not laptops:
        none_found("申请登记的电脑")
    else:
        _print_laptops(bench, laptops)
    return 0


def _print_laptops(bench: Bench, laptops: Sequence[Laptop]) -> None:
    day = clocks.today(bench.clock)
    print_table(
        (bench.districts.reporters().word, "电脑", "代号", "核对号", "到哪一步"),
        [(e.name, e.device, e.chain[:8], e.digits, laptop_state(e, day)) for e in laptops],
    )


def _refuse(bench: Bench, options: argparse.Namespace) -> int:
    return _decided(bench.trust_laptops.refuse(options.which, reason=options.reason), options)


def _revoke(bench: Bench, options: argparse.Namespace) -> int:
    done = bench.trust_laptops.revoke(options.which, reason=options.reason)
    said = _decided(done, options)
    lost = bench.number_lost.of_laptop(done.laptop.chain)
    if lost is not None and not options.json:
        say(f"▲ {lost.words}")
        say(f"  一次全部作废：number void --laptop {done.laptop.chain[:8]} --reason 原因")
    return said


def _end(bench: Bench, options: argparse.Namespace) -> int:
    on = _day(options.on) if options.on else None
    return _decided(bench.trust_laptops.end(options.which, on=on), options)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"“{text}”不是日期，没有改动；请写成 2026-12-31 这样。") from error


def _decided(done: Decided, options: argparse.Namespace) -> int:
    if options.json:
        print_json({"ok": True, "laptop": asdict(done.laptop), "remarks": list(done.remarks)})
        return 0
    words = {"refuse": "没有登记", "revoke": "已停用", "end": "已写明到期日"}
    _tell_decided(done, f"{words[options.act]}：{done.laptop.name}的“{done.laptop.device}”")
    return 0


_ENROL: Final[Mapping[str, Callable[[Bench, argparse.Namespace], int]]] = {
    "request": _request,
    "read": _read,
    "accept": _accept,
    "list": _list,
    "refuse": _refuse,
    "revoke": _revoke,
    "end": _end,
}


# -- trust -----------------------------------------------------------------------------------------


def _show(bench: Bench, options: argparse.Namespace) -> None:
    view = bench.trust_state.view()
    if options.code is not None:
        code = view.own_code or (view.root_codes[0] if view.root_codes else "")
        if not code:
            raise InputError("还没有登记优盘，没有二维码可存；请先用 root new 做一个。")
        tell_written(write_document(options.code, picture_of(code)))
    if options.json:
        print_json(view.as_json())
        return
    say(STANDING_LABEL[view.standing])
    for told in view.told:
        say(told.sentence)
    for digits in view.roots:
        say(f"{view.office}核对号　{digits}")
    if view.own_digits:
        say(f"本机（{view.device}）核对号　{view.own_digits}")
    if view.roster is not None:
        _print_holders(bench, view.as_json()["laptops"])


def _print_holders(bench: Bench, laptops: Sequence[Mapping[str, Any]]) -> None:
    print_table(
        ("编号", bench.districts.reporters().word, "电脑", "代号", "从", "到", "停用"),
        [
            (
                each["inspector"], each["name"], each["device"], each["chain"][:8], each["from"],
                each["to"],
                f"第 {each['revoked_from_seq']} 包起" if each["revoked_from_seq"] else "",
            )
            for each in laptops
        ],
    )  # fmt: skip


def _pin(bench: Bench, options: argparse.Namespace) -> None:
    joining, again = bench.trust_joining, options.replace_root
    if options.picture is not None:
        taken = joining.pin_picture(options.file, options.picture, replace_root=again)
    else:
        taken = joining.pin(options.file, check=options.check, replace_root=again)
    _tell_taken(taken, options)


def _take(bench: Bench, options: argparse.Namespace) -> None:
    _tell_taken(bench.trust_joining.take(options.file), options)


def _tell_taken(taken: TakenRoster, options: argparse.Namespace) -> None:
    if options.json:
        print_json(
            {
                "ok": True,
                "version": taken.version,
                "taken": list(taken.versions),
                "expires": clocks.instant_text(taken.expires),
                "expired": taken.expired,
                "new_root": taken.new_root,
                "refused": list(taken.refused),
            }
        )
        return
    say(taken.sentence())
    for sentence in taken.refused:
        complain(sentence)


def _write(bench: Bench, options: argparse.Namespace) -> None:
    files = bench.trust_signing.write(folder_at(options.to))
    if options.json:
        print_json({"ok": True, "files": [str(each) for each in files]})
    for each in () if options.json else files:
        say(str(each))


def _signers(bench: Bench, options: argparse.Namespace) -> None:
    text = bench.trust_state.allowed_signers()
    tell_written(write_document(options.out, text.encode()))


_TRUST: Final[Mapping[str, _Act]] = {
    "show": _show,
    "pin": _pin,
    "take": _take,
    "write": _write,
    "signers": _signers,
}
