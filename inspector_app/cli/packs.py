"""``office send`` and ``pack``: what the office sends, and what of it a laptop takes over."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from inspector_app.base.clock import local_datetime_text, parse_instant
from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.cli.bench import Bench
from inspector_app.cli.output import none_found, print_json, say
from inspector_app.services.pack_desk import Dispatch, Outgoing, SentPack, counted
from inspector_app.services.pack_left_out import left_out_told
from inspector_app.services.pack_lines import MARK_LABEL, Mark, told
from inspector_app.services.pack_offers import Offer, PackState
from inspector_app.services.pack_sending import SentPackLine

_STATE_WORD: Final = {
    PackState.OFFERED: "待接收",
    PackState.TAKEN: "已接收",
    PackState.DECLINED: "不接收",
    PackState.UNDER_WAY: "没有传完",
    PackState.REFUSED: "不能接收",
}


# -- the office ------------------------------------------------------------------------------------


def send(bench: Bench, options: argparse.Namespace) -> int:
    """Send, or say what would be sent."""
    if not options.kind:
        return _kinds(bench, options)
    people = options.to or ()
    if options.preview:
        parts = bench.pack_desk.look(options.kind, wanted=options.what, to=people)
        missed = bench.pack_desk.left_out(options.kind, wanted=options.what, to=people)
        return _outgoing(parts, missed, options)
    done = bench.pack_desk.send(options.kind, wanted=options.what, to=people, into=options.into)
    if options.json:
        print_json(_dispatch_json(done))
        return int(done.unplaced)
    for line in done.lines:
        say(f"下发{done.title}，第 {line.n} 号：{counted(line.counts)}，{len(line.laptops)} 台电脑")
    for path in done.placed:
        say(f"放入 {path}")
    if done.problem:
        say(f"▲ {done.problem}")
    _say_left_out(done.left_out)
    return int(done.unplaced)


def _say_left_out(names: Sequence[str]) -> None:
    if names:
        say(f"▲ {left_out_told(names)}")


def _kinds(bench: Bench, options: argparse.Namespace) -> int:
    kinds = bench.pack_desk.kinds()
    if options.json:
        print_json(
            [
                {"kind": k.kind, "title": k.title, "about": k.about, "chooses": k.chooses}
                for k in kinds
            ]
        )
        return 0
    for each in kinds:
        say(f"{each.kind}　{each.title}：{each.about}")
    return 0


def _outgoing(parts: Sequence[Outgoing], missed: Sequence[str], options: argparse.Namespace) -> int:
    if options.json:
        print_json(
            [{"title": p.title, "counts": p.counts, "laptops": [x.chain for x in p.laptops]}
             for p in parts]
        )  # fmt: skip
        return 0
    for part in parts:
        say(f"{part.title}：{part.counts}；发给 {'、'.join(x.words for x in part.laptops)}")
    _say_left_out(missed)
    return 0


def _dispatch_json(done: Dispatch) -> dict[str, Any]:
    return {
        "ok": True,
        "packs": [_line_json(line) for line in done.lines],
        "placed": [str(path) for path in done.placed],
        "problem": done.problem,
        "left_out": list(done.left_out),
    }


def _line_json(line: SentPackLine) -> dict[str, Any]:
    return {**line._asdict(), "laptops": list(line.laptops), "people": list(line.people)}


def sent(bench: Bench, options: argparse.Namespace) -> int:
    """Say what was sent and taken, and put it into a folder again where that is asked."""
    packs = _asked_for(bench, options)
    lines = [each.line for each in packs]
    written = bench.packs.write(options.into, packs=lines) if options.into else ()
    if options.json:
        rows = [
            {**_line_json(x.line), "waiting": list(x.waiting), "missed": list(x.missed)}
            for x in packs
        ]
        print_json({"packs": rows, "written": [str(path) for path in written]})
        return 0
    for each in reversed(packs):
        when = local_datetime_text(parse_instant(each.line.created))
        late = f"，还没有{'、'.join(each.waiting)}的回音" if each.waiting else ""
        late += f"；{'、'.join(each.missed)}的电脑说缺这一份" if each.missed else ""
        say(
            f"第 {each.line.n} 号　{when}　{each.title}：{each.counts}　"
            f"{len(each.line.laptops)} 台电脑，已知接收 {each.taken_words}{late}"
        )
    if not packs:
        none_found("下发")
    for path in written:
        say(f"写出 {path}")
    return 0


def _asked_for(bench: Bench, options: argparse.Namespace) -> Sequence[SentPack]:
    """Return the packs that were asked for (NotFoundError: one was never sent)."""
    some = options.missing or options.to
    found = bench.pack_desk.owed(options.to or ()) if some else bench.pack_desk.sent()
    if not options.only:
        return found
    strange = sorted(set(options.only) - {each.line.n for each in found})
    if strange:
        named = "、".join(f"第 {n} 号" for n in strange)
        raise NotFoundError(f"没有{named}下发，没有写出文件；请用 office sent 看下发过哪些。")
    return [each for each in found if each.line.n in options.only]


# -- the laptop ------------------------------------------------------------------------------------


def pack(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked on a laptop."""
    return _ACTS[options.act](bench, options)


def _take(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.pack_taking.look(options.paths)
    wanted = [o for o in found.offers if not options.only or o.n in options.only]
    _refuse_unknown(options.only or (), wanted)
    offers: Sequence[Offer] = wanted
    if options.yes:
        ids = [o.id for o in wanted] if options.only else None
        offers = bench.pack_taking.take(options.paths, only=ids).offers
    if options.json:
        print_json(
            {"ok": not _refused(offers), "packs": [_offer_json(each) for each in offers],
             "missing": list(found.missing)}
        )  # fmt: skip
        return _done(offers, options)
    for offer in offers:
        _tell(offer)
    for n in found.missing:
        say(f"▲ 第 {n} 号下发没有收到，请向督导室要")
    if not offers:
        none_found("督导室下发")
    elif any(offer.state is PackState.OFFERED for offer in offers):
        say("以上还没有接收；看过以后加 --yes 接收")
    return _done(offers, options)


def _done(offers: Sequence[Offer], options: argparse.Namespace) -> int:
    """Return whether something that was to be taken was not; a look is no failure."""
    return 1 if options.yes and _refused(offers) else 0


def _refuse_unknown(numbers: Sequence[int], found: Sequence[Offer]) -> None:
    strange = sorted(set(numbers) - {each.n for each in found})
    if strange:
        named = "、".join(f"第 {n} 号" for n in strange)
        raise NotFoundError(f"这里没有{named}下发，没有接收；用 pack take 看有哪些，或向督导室要。")


def _refused(offers: Sequence[Offer]) -> bool:
    return any(each.state in {PackState.REFUSED, PackState.UNDER_WAY} for each in offers)


def _tell(offer: Offer) -> None:
    number = f"第 {offer.n} 号　" if offer.n else ""
    say(f"{_STATE_WORD[offer.state]}　{number}{offer.title or offer.file.name}")
    if offer.sentence:
        say(f"　{offer.sentence}")
    if offer.lines:
        say(f"　{told(offer.lines)}")
    for line in offer.lines:
        if line.mark is not Mark.SAME:
            say(f"　{MARK_LABEL[line.mark]}　{line.text}")


def _offer_json(offer: Offer) -> dict[str, Any]:
    return {
        "file": str(offer.file), "state": offer.state.value, "n": offer.n, "kind": offer.kind,
        "title": offer.title, "office": offer.office, "created": offer.created,
        "code": offer.code, "sentence": offer.sentence,
        "lines": [{"mark": line.mark.value, "text": line.text} for line in offer.lines],
    }  # fmt: skip


def _decline(bench: Bench, options: argparse.Namespace) -> int:
    found = [each for each in bench.pack_taking.look(options.paths).open if each.n == options.n]
    if not found:
        raise RefusedError(f"没有等着接收的第 {options.n} 号下发，没有改动；请用 pack take 核对。")
    bench.pack_taking.decline(options.paths, only=[each.id for each in found])
    say(f"第 {options.n} 号下发不接收，以后不再提示；要接收时用 pack take --only {options.n} --yes")
    return 0


def _list(bench: Bench, options: argparse.Namespace) -> int:
    rows = bench.pack_taking.decided()
    if options.json:
        print_json([row._asdict() for row in rows])
        return 0
    for row in reversed(rows):
        when = local_datetime_text(parse_instant(row.at))
        state = _STATE_WORD[PackState(row.state)]
        what = f"{bench.pack_taking.title(row.kind)}：{counted(row.counts)}"
        say(f"{state}　第 {row.n} 号　{when}　{what}")
    if not rows:
        none_found("接收过的督导室下发")
    return 0


_ACTS: Final[Mapping[str, Callable[[Bench, argparse.Namespace], int]]] = {
    "take": _take,
    "decline": _decline,
    "list": _list,
}
