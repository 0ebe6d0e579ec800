"""``visit hand-over``, ``visit take-over`` and ``joint``: visits made together."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final

from inspector_app.cli.bench import Bench
from inspector_app.cli.file_arguments import folder_at
from inspector_app.cli.input import object_in
from inspector_app.cli.output import complain, none_found, print_json, say
from inspector_app.domain.labels.visits import SESSION_LABEL
from inspector_app.domain.views import VisitSummary
from inspector_app.services.joint_take_over import JointFile, News

Act = Callable[[Bench, argparse.Namespace], int]
_NEWS: Final = {
    News.NEW: "已收取",
    News.NEWER: "已换成较新的一版",
    News.SAME: "本机已有这份文件的内容，没有改动",
}
_WOULD: Final = {
    News.NEW: "可以收取",
    News.NEWER: "比本机的新，收取后换成这一版",
    News.SAME: "本机已有这份文件的内容",
}
_NO_SHARE: Final = "还没有加入共享文件夹，同行的记录不会自己来；请先加入，或用 visit take-over 收。"
_TYPED: Final = ("school", "date", "session", "lead")


def hand_over(bench: Bench, options: argparse.Namespace) -> int:
    """Write a record for its peers."""
    made = bench.joint_hand_over.write(bench.visits.uid_of(options.no), folder_at(options.to))
    if options.json:
        print_json(
            {
                "ok": True, "file": str(made.path), "digest": made.digest,
                "chain": made.chain, "peers": list(made.peers), "photos": made.photos,
                "kept_back": made.kept_back,
                "repeated": made.repeated,
            }
        )  # fmt: skip
        return 0
    say(str(made.path))
    names = {person.id: person.name for person in bench.people.inspectors()}
    peers = "、".join(names.get(peer, peer) for peer in made.peers)
    say(f"请把这个文件交给同行督学：{peers}；文件名末尾的编号不要改")
    say(f"同行第一次收取时会问本机的电脑代号：{made.chain}")
    if made.repeated:
        say("内容与上次相同，放入的是同一个文件")
    if made.kept_back:
        say(f"有 {made.kept_back} 张照片里有学生正面，没有放入，只上报督导室")
    return 0


def take_over(bench: Bench, options: argparse.Namespace) -> int:
    """Take a record over, or say what it is."""
    if options.preview:
        file = bench.joint_take_over.read(options.file)
        _tell_file(file, as_json=options.json)
        return 0
    taken = bench.joint_take_over.take(options.file, accepted_chain=options.accept_key)
    merged, released = (
        [bench.visits.get(uid).number for uid in uids] for uids in (taken.merged, taken.released)
    )
    if options.json:
        print_json(
            {"ok": True, "no": taken.number, "uuid": taken.uid, "news": taken.news.name.lower(),
             "merged": merged, "released": released, "counts": taken.counts}
        )  # fmt: skip
        return 0
    say(f"{taken.number} {_NEWS[taken.news]}")
    for number in merged:
        say(f"同行登记 {number} 与它是同一次督导，不重复计")
    for number in released:
        say(f"同行登记 {number} 不再对应这份记录，照样计入")
    if not taken.counts:
        say("这一版的同行督学里没有本人，或已经作废：不计入本人的入校人次")
    return 0


def _tell_file(file: JointFile, *, as_json: bool) -> None:
    visit = file.visit
    told: dict[str, Any] = {
        "no": visit.number,
        "revision": visit.revision,
        "school": visit.school.name if visit.school else "",
        "date": str(visit.visited_on),
        "lead": file.lead_name,
        "peers": list(file.peer_names),
        "lessons": len(visit.lessons),
        "issues": len(visit.issues),
        "photos": file.photos,
        "news": file.news.name.lower(),
        "chain": file.chain,
        "fingerprint": file.fingerprint,
        "known_key": file.known_key,
    }
    if as_json:
        print_json(told)
        return
    say(f"{told['no']}（第 {visit.revision} 版）　{told['date']}　{told['school']}")
    say(f"责任督学 {file.lead_name}，同行 {'、'.join(file.peer_names) or '无'}")
    say(f"听课 {told['lessons']} 节，问题 {told['issues']} 个，照片 {file.photos} 张")
    say(f"电脑代号 {file.chain}")
    if file.known_key is False:
        say(f"请留意：与以前收到的{file.lead_name}的电脑不同，要向本人核实")
    say(_WOULD[file.news])


def peers(bench: Bench, options: argparse.Namespace) -> int:
    """Hand a record to peers through the shared folder, or take what is there."""
    acts = {"send": _send, "list": _arrived, "take": _take, "decline": _decline}
    return acts[options.act](bench, options)


def _arrived(bench: Bench, options: argparse.Namespace) -> int:
    brought = bench.courier.fetch()
    found = bench.peers_arrived.all()
    problem = brought.problem if brought else _NO_SHARE
    if options.json:
        print_json({"records": [asdict(each) for each in found], "problem": problem})
        return 1 if problem else 0
    for each in found:
        say(each.words)
    if problem:
        complain(problem)
    elif not found:
        none_found("等着收取的同行记录")
    return 1 if problem else 0


def _decline(bench: Bench, options: argparse.Namespace) -> int:
    bench.peers_arrived.decline(options.no)
    say(f"{options.no} 不收取，不再提示；要收取时请责任督学再交一次，或用 peers take 写明文件")
    return 0


def _send(bench: Bench, options: argparse.Namespace) -> int:
    sent = bench.joint_sharing.send(bench.visits.uid_of(options.no))
    if options.json:
        print_json(
            {"ok": not sent.problem, "file": sent.file, "peers": list(sent.peers),
             "without": list(sent.without), "problem": sent.problem}
        )  # fmt: skip
        return int(bool(sent.problem))
    say(f"已加密给 {'、'.join(sent.peers)} 的电脑：{sent.file}")
    say(sent.problem or "已放入共享文件夹，他们用 peers take 收取")
    if sent.without:
        say(f"{'、'.join(sent.without)} 的电脑还没有登记，请用 visit hand-over 存成文件交给本人")
    return int(bool(sent.problem))


def _take(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.joint_sharing.take(options.paths)
    if options.json:
        print_json(
            [{"file": each.file, "no": each.taken.number if each.taken else None,
              "news": each.taken.news.name.lower() if each.taken else None,
              "sentence": each.sentence} for each in found.files]
        )  # fmt: skip
    else:
        say(found.sentence)
    return int(any(each.later for each in found.files))


def joint(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked with 同行登记."""
    return _ACTS[options.act](bench, options)


def _add(bench: Bench, options: argparse.Namespace) -> int:
    data = dict(object_in(options.source)) if options.source else {}
    data |= {name: value for name in _TYPED if (value := getattr(options, name)) is not None}
    made = bench.joint_entries.add(data)
    say(made.number)
    return 0


def _waiting(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.joint_matches.waiting()
    if options.json:
        print_json(
            [{"entry": w.entry.number, "records": [r.number for r in w.records]} for w in found]
        )
        return 0
    for each in found:
        say(f"同行登记 {_line(each.entry)}")
        for record in each.records:
            say(f"  可能是 {_line(record)}")
    if not found:
        none_found("要认的同行登记")
    return 0


def _line(visit: VisitSummary) -> str:
    session = SESSION_LABEL[visit.session] if visit.session else ""
    return (
        f"{visit.number}　{visit.visited_on} {session}　{visit.school_name}　"
        f"责任督学 {visit.lead_name}"
    )


def _match(bench: Bench, options: argparse.Namespace) -> int:
    entry, record = (bench.visits.uid_of(no) for no in (options.entry, options.record))
    bench.joint_matches.merge(entry, record)
    say(f"同行登记 {options.entry} 已并入 {options.record}，不重复计")
    return 0


_ACTS: Final[Mapping[str, Act]] = {"add": _add, "waiting": _waiting, "match": _match}
