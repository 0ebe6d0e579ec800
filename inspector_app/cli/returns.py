"""``office return`` and ``returned``: records that go back to their inspector, and answers."""

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from inspector_app.base.clock import day_of_instant
from inspector_app.base.errors import InputError, UserError
from inspector_app.cli.bench import Bench
from inspector_app.cli.handing_over import hand_over_what_is_due
from inspector_app.cli.output import complain, none_found, print_json, print_table, say
from inspector_app.domain.labels.returned import MARK_ANSWER_LABEL, standing_words
from inspector_app.domain.returned import Returned
from inspector_app.services.office_returns import Delivery, WishedMark
from inspector_app.services.return_events import ReturnView, history
from inspector_app.services.returned import read_answer

Act = Callable[[Bench, argparse.Namespace], int]


def office_return(bench: Bench, options: argparse.Namespace) -> int:
    """Return a record, or do what else was asked about returns."""
    act = _OFFICE.get(options.what)
    if act is None:
        return _give_back(bench, options)
    if not options.no and options.what in _OF_ONE:
        raise InputError(f"请写明记录编号，如 office return {options.what} 记录编号；没有改动。")
    return act(bench, options)


def returned(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked on the laptop."""
    return _LAPTOP[options.act](bench, options)


# -- at the office ---------------------------------------------------------------------------------


def _give_back(bench: Bench, options: argparse.Namespace) -> int:
    if options.no:
        listed = "、".join(_OFFICE)
        raise InputError(f"没有“{options.what}”这个动作，没有退回；动作有：{listed}。")
    if len(options.field) != len(options.comment):
        raise InputError(
            "--field 和 --comment 要一样多，每个字段写一条意见，没有退回；"
            "对整份记录的意见用 --comment-all。"
        )
    marks = [
        WishedMark(place=place, comment=comment)
        for place, comment in zip(options.field, options.comment, strict=True)
    ]
    uid = bench.visits.uid_of(options.what)
    bench.office_returns.give_back(uid, marks=marks, comment=options.comment_all, by=options.by)
    (view, *_) = bench.office_returns.of_visit(uid)
    say(f"已退回 {view.returned.number}（{view.lead_name}），{len(view.returned.points)} 处意见")
    return int(_deliver(bench, options).unplaced)


def _send(bench: Bench, options: argparse.Namespace) -> int:
    sent = _deliver(bench, options)
    if options.folder is not None:
        return _write(bench, options.folder, told=sent.remarks)
    if not (sent.packs or sent.remarks):
        say("没有还没送出的退回")
    return int(sent.unplaced)


def _write(bench: Bench, folder: Path, *, told: Sequence[str]) -> int:
    """Put every pack of returns into a folder; what was said of it is not said again."""
    try:
        written = bench.office_returns.write(folder)
    except UserError as error:
        if error.sentence in told:
            return 1
        raise
    for path in written:
        say(f"下发包：{path}")
    return 0


def _deliver(bench: Bench, options: argparse.Namespace) -> Delivery:
    """Send what waits, and say what went where."""
    sent: Delivery = bench.office_returns.deliver(folder=options.folder)
    for path in sent.files:
        say(f"下发包：{path}")
    if sent.packs and not sent.files:
        say("下发包已备好，还没有收过共享文件夹；请用 --folder 另存后发给督学。")
    for remark in sent.remarks:
        say(f"▲ {remark}")
    return sent


def _list(bench: Bench, options: argparse.Namespace) -> int:
    _told(bench.office_returns.all(), options)
    return 0


def _told(found: Iterable[ReturnView], options: argparse.Namespace) -> None:
    """Tell the returns that are open, with ``--all`` those that are over, too."""
    every = list(found)
    shown = [view for view in every if options.all or not view.returned.is_finished]
    if options.json:
        print_json([_json(view) for view in shown])
    elif every and not shown:
        complain(f"没有还没办完的退回；已核、已撤回的 {len(every)} 份用 --all 列出。")
    else:
        _table(shown)


def _show(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.visits.uid_of(options.no)
    found = bench.office_returns.of_visit(uid)
    names = {person.id: person.name for person in bench.people.inspectors()}
    if options.json:
        print_json([_json(view, names) for view in found])
        return 0
    for view in found:
        _tell(view, names)
    if not found:
        none_found("退回")
    return 0


def _fields(bench: Bench, options: argparse.Namespace) -> int:
    places = bench.office_returns.places(bench.visits.uid_of(options.no))
    if options.json:
        print_json([{"field": p.key, "label": p.label, "value": p.said} for p in places])
        return 0
    print_table(("字段", "名称", "现在写的"), [(p.key, p.label, p.said[:40]) for p in places])
    return 0


def _close(bench: Bench, options: argparse.Namespace) -> int:
    bench.office_returns.close(options.no, by=options.by, note=options.reason)
    say(f"{options.no} 已核")
    return int(_deliver(bench, options).unplaced)


def _withdraw(bench: Bench, options: argparse.Namespace) -> int:
    bench.office_returns.withdraw(options.no, by=options.by, reason=options.reason)
    say(f"{options.no} 的退回已撤回")
    return int(_deliver(bench, options).unplaced)


# -- on the laptop ---------------------------------------------------------------------------------


def _own_list(bench: Bench, options: argparse.Namespace) -> int:
    _told(bench.returned.all(), options)
    return 0


def _own_show(bench: Bench, options: argparse.Namespace) -> int:
    view = bench.returned.find(options.no)
    names = {person.id: person.name for person in bench.people.inspectors()}
    if options.json:
        print_json(_json(view, names))
        return 0
    _tell(view, names)
    return 0


def _own_answer(bench: Bench, options: argparse.Namespace) -> int:
    answer = read_answer(options.answer)
    bench.returned.answer(options.no, options.mark, answer=answer, text=options.text)
    say(f"已答复：{MARK_ANSWER_LABEL[answer]}；随下一次上报送到督导室")
    hand_over_what_is_due(bench)
    return 0


# -- words -----------------------------------------------------------------------------------------


def _table(found: Iterable[ReturnView]) -> None:
    rows = [
        (day_of_instant(view.returned.at), view.lead_name, view.school_name, view.returned.number,
         len(view.returned.points), standing_words(view.returned))
        for view in found
    ]  # fmt: skip
    if not rows:
        none_found("退回")
        return
    print_table(("退回日期", "督学", "学校", "记录", "意见", "状态"), rows)


def _tell(view: ReturnView, names: Mapping[str, str]) -> None:
    found = view.returned
    say(f"{found.number}　{view.school_name}　第 {found.revision} 版　{standing_words(found)}")
    for point in found.points:
        say(f"{point.id}　{point.label}：{point.comment}{_said(found, point.id)}")
    for line in history(found, names=names):
        say(f"{line.at}　{line.who}　{line.what}")


def _said(found: Returned, mark: str) -> str:
    answer = found.answers.get(mark)
    if answer is None:
        return ""
    text = f"，{answer.text}" if answer.text else ""
    return f"　→ {MARK_ANSWER_LABEL[answer.answer]}{text}"


def _json(view: ReturnView, names: Mapping[str, str] | None = None) -> dict[str, Any]:
    found = view.returned
    shown: dict[str, Any] = {
        "id": found.uid, "record": found.number, "visit": found.visit_uid,
        "inspector": found.lead, "school": view.school_name, "revision": found.revision,
        "at": found.at, "by": found.by, "comment": found.comment,
        "state": found.state.value, "words": standing_words(found),
        "mended": found.mended or None, "newest": view.newest or None,
        "marks": [
            {"id": p.id, "field": p.field, "rows": p.rows, "row": p.row, "label": p.label,
             "comment": p.comment, **_answer_json(found, p.id)}
            for p in found.points
        ],
    }  # fmt: skip
    if names is not None:
        lines = history(found, names=names)
        shown["history"] = [{"at": x.at, "who": x.who, "what": x.what} for x in lines]
    return shown


def _answer_json(found: Returned, mark: str) -> dict[str, Any]:
    answer = found.answers.get(mark)
    return {"answer": answer and answer.answer.value, "text": answer.text if answer else ""}


_OFFICE: Final[Mapping[str, Act]] = {
    "list": _list, "show": _show, "fields": _fields, "close": _close, "withdraw": _withdraw,
    "send": _send,
}  # fmt: skip
_OF_ONE: Final = frozenset({"show", "fields", "close", "withdraw"})
_LAPTOP: Final[Mapping[str, Act]] = {
    "list": _own_list, "show": _own_show, "answer": _own_answer,
}  # fmt: skip
