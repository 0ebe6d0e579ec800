"""``phrase``: the sentences that are put in while one writes."""

import argparse
from collections.abc import Callable, Mapping
from typing import Any, Final

from inspector_app.base.errors import InputError
from inspector_app.cli.bench import Bench
from inspector_app.cli.output import none_found, print_json, print_table, say
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.phrases import PHRASE_PLACE_LABEL, PHRASE_SOURCE_LABEL
from inspector_app.domain.labels.topics import TOPIC_LABEL, TOPIC_SHORT_LABEL
from inspector_app.domain.phrase_options import PhrasePlace, PhraseSource
from inspector_app.domain.text_line import first_line
from inspector_app.services.phrases import PhraseLine

Act = Callable[[Bench, argparse.Namespace], int]
_SHOWN_OF_UID: Final = 12


def phrase(bench: Bench, options: argparse.Namespace) -> int:
    """Show the phrases, or change one's own."""
    return _ACTS[options.act](bench, options)


def _list(bench: Bench, options: argparse.Namespace) -> int:
    place = _place(options.place) if options.place else None
    found = [line for line in bench.phrases.all() if _is_asked(line, options, place)]
    if options.json:
        print_json([_json(line) for line in found])
    elif found:
        print_table(
            ("编号", "来源", "用在哪里", "类别", "用过", "常用语"),
            [
                (
                    line.phrase.uid[:_SHOWN_OF_UID],
                    PHRASE_SOURCE_LABEL[line.phrase.source] + ("（隐藏）" if line.hidden else ""),
                    PHRASE_PLACE_LABEL[line.phrase.place],
                    TOPIC_SHORT_LABEL.get(line.phrase.category, ""),
                    line.used or "",
                    first_line(line.phrase.text),
                )
                for line in found
            ],
        )
    else:
        none_found("常用语")
    return 0


def _is_asked(line: PhraseLine, options: argparse.Namespace, place: PhrasePlace | None) -> bool:
    if bool(line.removed_at) is not options.removed or (line.hidden and not options.all):
        return False
    return options.text in line.phrase.text and place in {None, line.phrase.place}


def _add(bench: Bench, options: argparse.Namespace) -> int:
    saved = bench.phrases.add(
        options.text, place=_place(options.place), category=options.category
    ).phrase
    if options.json:
        print_json(_json(PhraseLine(phrase=saved)))
    else:
        say(f"已存为常用语 {saved.uid[:_SHOWN_OF_UID]}，用在{PHRASE_PLACE_LABEL[saved.place]}")
    return 0


def _change(bench: Bench, options: argparse.Namespace) -> int:
    if options.text is options.place is options.category is None:
        raise InputError("没有写明改什么，没有改动；请写 --text、--place 或 --category。")
    known = bench.phrases.get(options.id)
    saved = bench.phrases.change(
        known.uid,
        known.text if options.text is None else options.text,
        place=known.place if options.place is None else _place(options.place),
        category=known.category if options.category is None else options.category,
    ).phrase
    if options.json:
        print_json(_json(next(x for x in bench.phrases.all() if x.phrase.uid == saved.uid)))
    else:
        say(f"已改：{first_line(saved.text)}，用在{PHRASE_PLACE_LABEL[saved.place]}")
    return 0


def _remove(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.phrases.get(options.id)
    bench.phrases.remove([found.uid])
    say(f"已放进回收站：{first_line(found.text)}")
    return 0


def _restore(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.phrases.get(options.id)
    bench.phrases.restore(found.uid)
    say(f"已取回：{first_line(found.text)}")
    return 0


def _hide(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.phrases.get(options.id)
    bench.phrases.hide(found.uid)
    say(f"不再列出：{first_line(found.text)}")
    return 0


def _show(bench: Bench, options: argparse.Namespace) -> int:
    found = bench.phrases.get(options.id)
    bench.phrases.show(found.uid)
    say(f"再列出：{first_line(found.text)}")
    return 0


def _merge(bench: Bench, _options: argparse.Namespace) -> int:
    count = bench.phrases.merge_duplicates().count
    say(f"合并了 {count} 条重复的，放进回收站" if count else "没有重复的，没有改动")
    return 0


def _import(bench: Bench, options: argparse.Namespace) -> int:
    read = bench.phrase_files.take(options.file, place=_place(options.place))
    if options.json:
        added = [_json(PhraseLine(phrase=each)) for each in read.added]
        print_json({"added": added, "known": read.known})
    else:
        say(read.sentence)
    return 0


def _export(bench: Bench, options: argparse.Namespace) -> int:
    sources = (PhraseSource.OWN,) if options.own else ()
    written = bench.phrase_files.write(options.file, sources=sources)
    say(written.sentence or f"已存为 {written.path}。")
    return 0


_ACTS: Final[Mapping[str, Act]] = {
    "list": _list,
    "add": _add,
    "change": _change,
    "remove": _remove,
    "restore": _restore,
    "hide": _hide,
    "show": _show,
    "merge": _merge,
    "import": _import,
    "export": _export,
}


def _place(text: str) -> PhrasePlace:
    if not text:
        return PhrasePlace.ANY
    place = from_label(PHRASE_PLACE_LABEL, text)
    if place is None:
        known = "、".join(PHRASE_PLACE_LABEL.values())
        raise InputError(f"没有“{text}”这个地方，没有改动；可以写：{known}。")
    return place


def _json(line: PhraseLine) -> dict[str, Any]:
    found = line.phrase
    return {
        "id": found.uid,
        "source": PHRASE_SOURCE_LABEL[found.source],
        "place": PHRASE_PLACE_LABEL[found.place],
        "category": found.category,
        "category_name": TOPIC_LABEL.get(found.category, ""),
        "text": found.text,
        "used": line.used,
        "hidden": line.hidden,
        "removed": bool(line.removed_at),
    }
