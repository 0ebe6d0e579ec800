"""``office share`` and ``share``: the folder between laptops and the office."""

import argparse
from collections.abc import Callable
from typing import Final

from inspector_app.cli.bench import Bench
from inspector_app.cli.file_arguments import folder_at
from inspector_app.cli.output import complain, print_json, say
from inspector_app.services.context import Role
from inspector_app.services.parcels import Reach

Act = Callable[[Bench, argparse.Namespace], int]


def make(bench: Bench, options: argparse.Namespace) -> int:
    """Make the shared folder."""
    made = bench.share.make(folder_at(options.folder))
    say(f"共享文件夹已建立：{options.folder}（编号 {made.id[:8]}）")
    return 0


def share(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked with the shared folder."""
    return _ACTS[options.act](bench, options)


def _join(bench: Bench, options: argparse.Namespace) -> int:
    joined = bench.share.join(options.folder)
    say(f"已加入共享文件夹：{options.folder}（编号 {joined.id[:8]}）")
    return 0


def _send(bench: Bench, options: argparse.Namespace) -> int:
    if options.to is None:
        # Whatever has not left goes with it, where that is switched on.
        bench.courier.make_everything()
    sent = bench.share.send(options.to)
    held_back = bench.courier.holds_back()
    if options.json:
        print_json(
            {
                "ok": True,
                "placed": list(sent.placed),
                "swept": sent.swept,
                "held_back": held_back,
            }
        )
        return 0
    for name in sent.placed:
        say(f"已放入共享文件夹：{name}")
    if not sent.placed:
        say("没有等着放入的上报包")
    elif options.to:
        say("请先安全弹出优盘再拔下")
    if held_back:
        say(
            "▲ 自动上报关着，还有定稿、更正或答复没有做成上报包，没有放入；"
            "请用 share auto on 打开再放一次，或用 bundle export --news 另存。"
        )
    return 0


def _check(bench: Bench, options: argparse.Namespace) -> int:
    """Say what is wrong in the folder; 1 where anything is."""
    remarks = bench.share.check(options.folder)
    if options.json:
        print_json(
            [{"matter": r.matter.value, "where": r.where, "words": r.words} for r in remarks]
        )
        return 1 if remarks else 0
    for remark in remarks:
        say(remark.sentence)
    if not remarks:
        say("没有发现问题")
    return 1 if remarks else 0


def _look(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.share.look(options.path)
    names = {
        "bundles": [str(path) for path in found.bundles],
        "rosters": [each.name for each in found.rosters],
        "requests": [each.name for each in found.requests],
        "receipts": [each.name for each in found.receipts],
        "packs": [str(path) for path in found.packs],
        "unknown": [str(path) for path in found.unknown],
        "suspicious": [str(path) for path in found.suspicious],
        "links": [str(path) for path in found.links],
        "unfinished": [str(path) for path in found.unfinished],
        "too_deep": [str(path) for path in found.too_deep],
    }
    if options.json:
        print_json(names)
        return 0
    for kind, called in _KINDS.items():
        for name in names[kind]:
            say(f"{called}　{name}")
    return 0


def _state(bench: Bench, options: argparse.Namespace) -> int:
    state = bench.share.state()
    if options.json:
        print_json(
            {
                "path": state.path,
                "reachable": state.reachable,
                "problem": state.problem,
                "waiting": list(state.waiting),
                "last_placed": state.last_placed,
            }
        )
        return 0
    say(state.problem or f"共享文件夹 {state.path}，连得上")
    say(f"等着放入的上报包 {len(state.waiting)} 个")
    return 0


def _parcel(bench: Bench, options: argparse.Namespace) -> int:
    # Nothing is made here: in a folder that was typed wrongly nobody would look for it.
    made = bench.parcels.make(options.to, reach=Reach.ALL if options.all else Reach.OPEN)
    if options.json:
        print_json(
            {"ok": True, "file": str(made.path) if made.path else None, "holds": made.files,
             "apart": [str(path) for path in made.apart], "left_out": made.left_out}
        )  # fmt: skip
        return 0
    if made.path:
        say(f"{made.path}（{made.files} 个文件，可以直接发给对方）")
    for path in made.apart:
        say(f"{path}（照片，另外发，可以晚些）")
    if made.left_out:
        say(f"{made.left_words}{'' if options.all else '；全部放入用 --all'}。")
    return 0


def _take(bench: Bench, options: argparse.Namespace) -> int:
    if not options.paths:
        return _fetch(bench, options)
    taken = bench.collecting.take(options.paths)
    if options.json:
        print_json(
            {"ok": not taken.refused, "taken": list(taken.lines), "refused": list(taken.refused),
             "packs": str(taken.packs) if taken.packs else None}
        )  # fmt: skip
    else:
        say(taken.sentence)
    return 1 if taken.refused and not taken.lines else 0


def _fetch(bench: Bench, options: argparse.Namespace) -> int:
    """Read what came to the folder that was joined; an office takes in what lies there."""
    folder = bench.share.checked_folder()
    if bench.settings.identity().role is Role.OFFICE:
        options.paths = [folder]
        return _take(bench, options)
    brought = bench.courier.fetch()
    assert brought is not None
    packs, peers = len(bench.pack_taking.waiting().open), len(bench.peers_arrived.all())
    if options.json:
        print_json(
            {"ok": not (brought.problem or brought.alarms), "receipts": brought.answered,
             "roster": brought.roster or None, "packs": packs, "peers": peers,
             "alarms": list(brought.alarms), "problem": brought.problem}
        )  # fmt: skip
    else:
        say(f"新的回执 {brought.answered} 份。" if brought.answered else "没有新的回执。")
        if brought.roster:
            say(f"登记名册已更新到第 {brought.roster} 版。")
        if packs:
            say(f"督导室下发 {packs} 份等着接收：用 pack take 看。")
        if peers:
            say(f"同行记录 {peers} 份等着收取：用 peers list 看，peers take 收取。")
        for alarm in brought.alarms:
            say(f"▲ {alarm}")
        if brought.problem:
            complain(brought.problem)
    return 1 if brought.problem else 0


def _auto(bench: Bench, options: argparse.Namespace) -> int:
    if options.wanted == "on":
        bench.courier.begin_automatic()
    elif options.wanted == "off":
        bench.courier.end_automatic()
    say(f"定稿后自动上报：{'开' if bench.courier.is_automatic() else '关'}")
    return 0


_KINDS: Final = {
    "bundles": "上报包",
    "rosters": "登记名册",
    "requests": "登记申请",
    "receipts": "回执",
    "packs": "督导室下发",
    "unknown": "不认识，没有理会",
    "suspicious": "可疑，没有打开",
    "links": "链接，没有跟过去",
    "unfinished": "还没有传完",
    "too_deep": "套得太深，没有往里看",
}
_ACTS: Final[dict[str, Act]] = {
    "join": _join,
    "send": _send,
    "check": _check,
    "look": _look,
    "state": _state,
    "parcel": _parcel,
    "take": _take,
    "auto": _auto,
}
