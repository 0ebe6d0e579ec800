"""``visit-form``: published forms beside a record: begun, answered, moved on, printed."""

import argparse
from collections.abc import Callable, Mapping
from typing import Final

from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.cli import published_forms
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import chosen, make, pdf_or_docx, tell_written
from inspector_app.cli.output import complain, print_json, print_table, say
from inspector_app.domain.form_record import FormRecord, form_json
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.incoming_photos import IncomingPhoto
from inspector_app.services.shipped_forms import ShippedOffer
from inspector_app.services.wishes import BlankFormPrint, FormsPrint

Act = Callable[[Bench, argparse.Namespace], int]


def visit_form(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked with forms of records."""
    return _ACTS[options.act](bench, options)


def _publish(bench: Bench, options: argparse.Namespace) -> int:
    # A file of that name comes first: what somebody has at hand is what is meant.
    if not options.file.exists() and not options.file.suffix:
        made = bench.shipped_forms.publish(str(options.file))
    elif options.file.suffix.lower() != ".form":
        return published_forms.publish_source(bench, options)
    else:
        made = bench.form_versions.publish(options.file)
    if options.json:
        print_json({**made._asdict(), "notes": list(made.notes)})
        return 0
    say(published_forms.what_happened(made))
    for note in made.notes:
        say(note)
    return 0


def _shipped(bench: Bench, options: argparse.Namespace) -> int:
    offered = bench.shipped_forms.offered()
    if options.json:
        print_json([each._asdict() for each in offered])
        return 0
    print_table(
        ("编号", "名称", "版本", "题数", "本机", "用途"),
        [
            (each.form, each.title, each.version, each.questions, _state(each), each.use)
            for each in offered
        ],
    )
    return 0


def _state(offer: ShippedOffer) -> str:
    if offer.is_here:
        return "已发布"
    return f"本机是 {offer.here}" if offer.here else "还没有发布"


def _list(bench: Bench, options: argparse.Namespace) -> int:
    offered = bench.form_versions.listed()
    if options.json:
        print_json([each._asdict() | {"versions": list(each.versions)} for each in offered])
        return 0
    print_table(
        ("编号", "名称", "版本", "填过的记录", "状态"),
        [
            (e.form, e.title, e.version, e.used, "停用" if e.withdrawn_at else "在用")
            for e in offered
        ],
    )
    return 0


def _begin(bench: Bench, options: argparse.Namespace) -> int:
    made = bench.forms.begin(bench.visits.uid_of(options.no), options.form)
    say(f"已放入记录 {options.no}，已保存 {made.saved.at}。")
    return 0


def _show(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.visits.uid_of(options.no)
    records = bench.forms.of_record(uid).records
    if options.json:
        print_json([form_json(record) for record in records])
        return 0
    for record in records:
        say(f"{record.title}　版本 {record.version}")
        filling = bench.forms.open(record.uid).filling
        if filling is None:
            say("本机没有这一版，回答都保存着。")
            continue
        print_table(
            ("题", "回答", "路径"),
            [(label, text, path) for path, label, text in bench.form_export.lines(record.uid)],
        )
        for point in filling.problems():
            say(f"还没有填好：{filling.label(point.path)}（{point.message}）")
    return 0


def _set(bench: Bench, options: argparse.Namespace) -> int:
    uid = _record(bench, options).uid
    saved = bench.forms.set(uid, options.path, options.value)
    say(f"已保存 {saved.at}。")
    filling = bench.forms.open(uid).filling
    assert filling is not None
    for point in filling.problems() if options.value else ():
        if point.path == options.path:
            say(f"还不合要求：{point.message}")
    return 0


def _photo(bench: Bench, options: argparse.Namespace) -> int:
    files = [IncomingPhoto(name=path.name, data=path) for path in options.files]
    record = _record(bench, options)
    added = bench.form_photos.add(record.uid, options.path, files)
    if options.json:
        print_json(
            {
                "answer": added.answer,
                "photos": [photo.uid for photo in added.photos.photos],
                "duplicates": [each.sentence() for each in added.photos.duplicates],
                "refused": [each.sentence() for each in added.photos.refused],
            }
        )
    else:
        say(f"放入 {len(added.photos.photos)} 张")
        for duplicate in added.photos.duplicates:
            say(duplicate.sentence())
        for problem in added.photos.refused:
            complain(f"没有放入 {problem.sentence()}")
    return 1 if added.photos.refused else 0


def _add(bench: Bench, options: argparse.Namespace) -> int:
    saved = bench.forms.add(_record(bench, options).uid, options.path)
    say(f"已增加一条，已保存 {saved.at}。")
    return 0


def _remove(bench: Bench, options: argparse.Namespace) -> int:
    record = _record(bench, options)
    if options.path and not options.path.endswith("]"):
        raise InputError(
            f"没有移除：“{options.path}”不是一条；一条写成 /data/finding[2]，"
            "一题的回答用 visit-form set 填空的取消。"
        )
    if not options.yes:
        found = bench.form_export.lines(record.uid)
        held = [each for each in found if each[0].startswith(f"{options.path}/")]
        what = f"{options.path} 这一条" if options.path else f"整张“{record.title}”"
        say(f"要移除的是{what}，有 {len(held)} 个回答{'：' if held else '。'}")
        for _, label, text in held:
            say(f"· {label}：{text}")
        say("还没有移除；确定要移除请加 --yes。")
        return 0
    if options.path:
        saved = bench.forms.remove_row(record.uid, options.path)
        say(f"已移除一条，已保存 {saved.at}。")
    else:
        saved = bench.forms.remove(record.uid)
        say(f"已从记录 {options.no} 移除“{record.title}”，已保存 {saved.at}。")
    return 0


def _make_issues(bench: Bench, options: argparse.Namespace) -> int:
    many = bench.form_filing.make_issues_of(_record(bench, options).uid)
    say(f"已把 {many} 个问题列入“存在问题”。")
    return 0


def _upgrade(bench: Bench, options: argparse.Namespace) -> int:
    uid = _record(bench, options).uid
    move = bench.forms.upgrade if options.yes else bench.forms.preview_upgrade
    told = move(uid)
    say(f"版本 {told.version}：带过去 {told.carried} 个回答，{len(told.dropped)} 个没有地方放。")
    for name, text in told.dropped:
        say(f"· {name}：{text}")
    say("已换到新版。" if options.yes else "还没有换；确定要换请加 --yes。")
    return 0


def _print(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.visits.uid_of(options.no)
    form = _record(bench, options).form if options.form else ""
    return make(bench, FormsPrint(uid=uid, form=form), pdf_or_docx(options))


def _blank(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.visits.uid_of(options.no) if options.no else ""
    form = bench.form_versions.current(options.form).form
    return make(bench, BlankFormPrint(form=form, uid=uid), pdf_or_docx(options))


def _word(bench: Bench, options: argparse.Namespace) -> int:
    made = bench.form_word.write(
        _record(bench, options).uid,
        chosen({FileFormat.WORD: options.out})[FileFormat.WORD],
        template=options.template,
    )
    if options.json:
        print_json(
            {"ok": True, "file": str(made.written.path), "placed": list(made.placed),
             "unplaced": [each._asdict() for each in made.unplaced]}
        )  # fmt: skip
        return 0
    say(f"填进 {len(made.placed)} 处，{len(made.unplaced)} 处没有地方填。")
    for each in made.unplaced:
        say(f"  没有填：{each.label}（{each.text}）：{each.why}")
    tell_written(made.written)
    return 0


def _export(bench: Bench, options: argparse.Namespace) -> int:
    if not (options.xlsx or options.xml):
        raise InputError("请用 --xlsx 写明 Excel、或用 --xml 写明 XForm 实例存到哪里。")
    uid = _record(bench, options).uid
    for path in chosen({FileFormat.EXCEL: options.xlsx}).values():
        tell_written(bench.form_export.xlsx(uid, path))
    if options.xml:
        tell_written(bench.form_export.xml(uid, options.xml))
    return 0


def _record(bench: Bench, options: argparse.Namespace) -> FormRecord:
    records = bench.forms.of_record(bench.visits.uid_of(options.no)).records
    found = next((r for r in records if options.form in {r.form, r.title}), None)
    if found is None:
        known = "、".join(record.form for record in records) or "没有"
        raise NotFoundError(
            f"记录 {options.no} 里没有表单“{options.form}”；有的是：{known}。请先用 begin 放一张。"
        )
    return found


_ACTS: Final[Mapping[str, Act]] = {
    "publish": _publish,
    "shipped": _shipped,
    "list": _list,
    "versions": published_forms.versions,
    "withdraw": published_forms.withdraw,
    "restore": published_forms.restore,
    "workbook": published_forms.workbook,
    "begin": _begin,
    "show": _show,
    "set": _set,
    "photo": _photo,
    "add": _add,
    "remove": _remove,
    "make-issues": _make_issues,
    "upgrade": _upgrade,
    "print": _print,
    "blank": _blank,
    "word": _word,
    "export": _export,
}
