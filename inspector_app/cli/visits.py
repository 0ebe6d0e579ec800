"""``visit …``: begin, change, file, correct and print a record."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

from inspector_app.base.errors import InputError
from inspector_app.base.written import check_place, write_document
from inspector_app.cli import joint
from inspector_app.cli.bench import Bench
from inspector_app.cli.documents import chosen, make, pdf_or_docx, put
from inspector_app.cli.handing_over import hand_over_what_is_due
from inspector_app.cli.input import object_in, value_in
from inspector_app.cli.layouts import tell_filled
from inspector_app.cli.output import complain, print_json, say, say_fields
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.photos import PHOTO_ROLE_LABEL
from inspector_app.domain.photo import FINDING_ROLES, PhotoOwner, PhotoRole
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.documents import Unprintable
from inspector_app.services.incoming_photos import IncomingPhoto
from inspector_app.services.wishes import Copy, VisitPrint
from inspector_app.services.word_in import WordPreview

# The fields that say who went where, and when.
_MAY_WARN: Final = frozenset({"school", "date", "lead", "peers"})
Act = Callable[[Bench, argparse.Namespace], int]
Row = TypeVar("Row")


def visit(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked with one record."""
    return _ACTS[options.act](bench, options)


def _new(bench: Bench, options: argparse.Namespace) -> int:
    lead = bench.people.id_of(options.inspector) if options.inspector else None
    if options.source is None:
        made = bench.visit_edit.new(lead_id=lead)
    else:
        given = object_in(options.source)
        made = bench.visit_edit.new_from_json({**given, "lead": lead} if lead else given)
    say(made.number)
    _warn(bench, made.uid)
    return 0


def _set(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.visits.uid_of(options.no)
    saved = bench.visit_edit.set_json(uid, options.field, value_in(options.value))
    say(f"已保存 {saved.at}")
    if options.field in _MAY_WARN:
        _warn(bench, uid)
    return 0


def _add_lesson(bench: Bench, options: argparse.Namespace) -> int:
    data = object_in(options.source)
    added = bench.visit_edit.add_lesson_json(bench.visits.uid_of(options.no), data)
    say(added.uid)
    return 0


def _add_issue(bench: Bench, options: argparse.Namespace) -> int:
    data = object_in(options.source)
    added = bench.visit_edit.add_issue_json(bench.visits.uid_of(options.no), data)
    say(added.uid)
    return 0


def _add_interview(bench: Bench, options: argparse.Namespace) -> int:
    data = object_in(options.source)
    say(bench.talks.add_interview_json(bench.visits.uid_of(options.no), data).uid)
    return 0


def _add_questionnaire(bench: Bench, options: argparse.Namespace) -> int:
    data = object_in(options.source)
    say(bench.talks.add_questionnaire_json(bench.visits.uid_of(options.no), data).uid)
    return 0


def _add_photo(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.visits.uid_of(options.no)
    files = [IncomingPhoto(name=path.name, data=path) for path in options.files]
    if options.role is not None and options.issue is None:
        raise InputError("--role 只和 --issue 一起写；照片没有放入。")
    taken = _moment(bench, options)
    if options.signed:
        added = bench.photos.add_signed_pages(uid, files=files, signing_no=options.signed)
    else:
        owner, owner_uid, role = _home(bench, uid, options)
        added = bench.photos.add(owner, owner_uid, files=files, role=role)
    if taken is not None:
        for photo in added.photos:
            bench.photos.set_time(photo.uid, taken)
    say(f"放入 {len(added.photos)} 张")
    for duplicate in added.duplicates:
        say(duplicate.sentence())
    for problem in added.refused:
        complain(f"没有放入 {problem.sentence()}")
    return 1 if added.refused else 0


def _moment(bench: Bench, options: argparse.Namespace) -> datetime | None:
    """Read a wall time before anything is added, so that a slip adds nothing."""
    text = options.taken
    if text is None:
        return None
    if options.signed:
        raise InputError("--taken 不和 --signed 一起写：签字盖章件不改时间；照片没有放入。")
    try:
        moment = datetime.strptime(text.strip().replace("T", " "), "%Y-%m-%d %H:%M")  # noqa: DTZ007 - as cameras write it
    except ValueError:
        raise InputError(
            f"--taken 写的“{text}”不是时间，照片没有放入；请写成“2026-11-18 10:15”。"
        ) from None
    if moment > bench.photos.wall_time():
        raise InputError(f"--taken 写的 {text} 还没有到，照片没有放入；请核对。")
    return moment


def _home(bench: Bench, uid: str, options: argparse.Namespace) -> tuple[PhotoOwner, str, PhotoRole]:
    """Return what pictures are to hang on, and what they are evidence of."""
    visit = bench.visits.get(uid)
    if options.lesson is not None:
        lesson = _counted(visit.lessons, options.lesson, "节听课")
        return PhotoOwner.LESSON, lesson.uid, PhotoRole.LESSON_PAPER
    if options.issue is not None:
        issue = _counted(visit.issues, options.issue, "个问题")
        return PhotoOwner.ISSUE, issue.uid, _role(options.role)
    return PhotoOwner.VISIT, uid, PhotoRole.SITE


def _counted(rows: Sequence[Row], number: int, what: str) -> Row:
    if not 0 < number <= len(rows):
        raise InputError(f"这份记录没有第 {number} {what}（共 {len(rows)} {what}）；照片没有放入。")
    return rows[number - 1]


def _role(text: str | None) -> PhotoRole:
    if text is None:
        return PhotoRole.SITE
    role = from_label(PHOTO_ROLE_LABEL, text)
    if role not in FINDING_ROLES:
        listed = "、".join(PHOTO_ROLE_LABEL[each] for each in FINDING_ROLES)
        raise InputError(f"没有“{text}”这种用途；可选：{listed}。照片没有放入。")
    return role


def _read_word(bench: Bench, options: argparse.Namespace) -> int:
    """Show what a Word file says, or make a draft of it."""
    if options.into is None:
        _show_word(bench.word_in.preview(options.file), options)
        return 0
    into = "" if options.into == "new" else bench.visits.uid_of(options.into)
    taken = bench.word_in.take(options.file, into=into)
    for problem in taken.left_out:
        complain(f"没有放入 {problem.sentence()}")
    say(taken.number)
    if taken.noted:
        say("没有认出的内容记在这份记录的随手记里。")
    _warn(bench, taken.uid)
    return 0


def _show_word(found: WordPreview, options: argparse.Namespace) -> None:
    if options.json:
        print_json(
            {
                "file": found.file_name,
                "no": found.number,
                "draft": found.draft,
                **found.values,
                "merits": list(found.merits),
                "issues": [dict(issue) for issue in found.issues],
                "lessons": [dict(lesson) for lesson in found.lessons],
                "pictures": len(found.pictures),
                "rest": [{"name": name, "text": text} for name, text in found.rest],
                "skipped": list(found.skipped),
            }
        )
        return
    say(f"{found.file_name}（只看，没有新建；--into new 新建草稿，--into 记录编号 补进草稿）")
    for name, text in found.lines():
        say(f"  {name}：{text}")
    for problem in found.left_out():
        say(f"  没有读入　{problem.sentence()}")
    for problem in found.problems:
        say(f"  读不出　{problem.sentence()}")
    for name, text in found.rest:
        say(f"  没有认出（{name}）：{text}")
    if found.draft:
        say(f"  表上的编号 {found.number} 是这里的一份草稿，可以补进去。")


def _file(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.visits.uid_of(options.no)
    bench.visits.file(uid)
    say(f"{options.no} 已定稿")
    for hint in bench.visits.record(uid).hints:
        say(f"请留意：{hint.what}")
    _warn(bench, uid)
    hand_over_what_is_due(bench)
    return 0


def _warn(bench: Bench, uid: str) -> None:
    """Say which of a record's people must keep away from its school."""
    for warning in bench.visits.warnings(uid):
        complain(f"{warning.what}；{warning.remedy}。")


def _correct(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.visits.uid_of(options.no)
    bench.visits.correct(uid, reason=options.reason)
    say(f"{options.no} 正在更正（第 {bench.visits.get(uid).revision} 版），定稿后才计入统计")
    return 0


def _abandon(bench: Bench, options: argparse.Namespace) -> int:
    bench.visits.abandon_correction(bench.visits.uid_of(options.no))
    say(f"{options.no} 已回到上次定稿的内容")
    return 0


def _void(bench: Bench, options: argparse.Namespace) -> int:
    bench.visits.void(bench.visits.uid_of(options.no), reason=options.reason)
    say(f"{options.no} 已作废")
    hand_over_what_is_due(bench)
    return 0


def _discard(bench: Bench, options: argparse.Namespace) -> int:
    bench.visits.discard(bench.visits.uid_of(options.no), reason=options.reason)
    say(f"{options.no} 已移到回收站")
    return 0


def _restore(bench: Bench, options: argparse.Namespace) -> int:
    bench.visits.restore(bench.visits.uid_of(options.no))
    say(f"{options.no} 已恢复")
    return 0


def _show(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.visits.uid_of(options.no)
    data = bench.visits.as_json(uid)
    if options.json:
        print_json(data)
        return 0
    say_fields(data)
    return 0


def _pdf(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.visits.uid_of(options.no)
    if options.layout:
        (out,) = chosen({FileFormat.PDF: options.out}).values()
        tell_filled(bench.layout_pdfs.visit(options.layout, uid, out, outgoing=options.school_copy))
        return 0
    copy = _copy(bench, uid, options)
    (out,) = chosen({FileFormat.PDF: options.out}).values()
    put(out, bench.documents.visit_pdf(uid, copy=copy, unprintable=_unprintable(options)))
    return 0


def _docx(bench: Bench, options: argparse.Namespace) -> int:
    uid = bench.visits.uid_of(options.no)
    if options.layout:
        tell_filled(
            bench.layout_fillings.visit(
                options.layout, uid, options.out, outgoing=options.school_copy
            )
        )
        return 0
    copy = _copy(bench, uid, options)
    return make(bench, VisitPrint(uid=uid, copy=copy), {FileFormat.WORD: options.out})


def _copy(bench: Bench, uid: str, options: argparse.Namespace) -> Copy:
    """Return for whom the record is printed, and say what is kept back from it."""
    if options.school_copy:
        return Copy.SCHOOL
    if options.with_confidential:
        return Copy.FULL
    kept_back = sum(talk.confidential for talk in bench.visits.get(uid).interviews)
    if kept_back:
        say(f"有 {kept_back} 次访谈保密，没有印；要一起印请加 --with-confidential")
    return Copy.OWN


def _blank(bench: Bench, options: argparse.Namespace) -> int:
    files = _places(options)
    form = bench.blank_forms.begin(options.school, *files)
    for kind, path in files.items():
        _put_numbered(form.number, path, form.files[kind])
    return 0


def _signing(bench: Bench, options: argparse.Namespace) -> int:
    """Print the next 送签稿, write one that was printed as a Word file, or do both."""
    files = _places(options)
    if options.draft and FileFormat.PDF in files:
        raise InputError("--draft 只用于 --docx：打印（--out）总是新的一稿；没有生成文件。")
    uid, number = bench.visits.uid_of(options.no), options.draft
    unprintable = _unprintable(options)
    if FileFormat.PDF in files:
        content, copy = bench.documents.signing_pdf(uid, unprintable=unprintable)
        number = copy.signing_no
        _put_numbered(f"送签稿 {number}", files[FileFormat.PDF], content)
    if FileFormat.WORD in files:
        content, copy = bench.documents.signing_docx(
            uid, signing_no=number, unprintable=unprintable
        )
        _put_numbered(f"送签稿 {copy.signing_no}", files[FileFormat.WORD], content)
    return 0


def _places(options: argparse.Namespace) -> Mapping[FileFormat, Path]:
    """Return the files to write; no number is taken for one that has no place."""
    files = pdf_or_docx(options)
    for path in files.values():
        check_place(path)
    return files


def _put_numbered(number: str, path: Path, content: bytes) -> None:
    """Write a file and say which number it bears and where it is."""
    written = write_document(path, content)
    if written.sentence:
        say(written.sentence)
    say(f"{number}：{written.path}")


def _unprintable(options: argparse.Namespace) -> Unprintable:
    return Unprintable.BOX if options.box_missing else Unprintable.REFUSE


_ACTS: Final[Mapping[str, Act]] = {
    "new": _new,
    "set": _set,
    "add-lesson": _add_lesson,
    "add-issue": _add_issue,
    "add-interview": _add_interview,
    "add-questionnaire": _add_questionnaire,
    "add-photo": _add_photo,
    "read-word": _read_word,
    "file": _file,
    "hand-over": joint.hand_over,
    "take-over": joint.take_over,
    "correct": _correct,
    "abandon": _abandon,
    "void": _void,
    "discard": _discard,
    "restore": _restore,
    "show": _show,
    "pdf": _pdf,
    "docx": _docx,
    "blank": _blank,
    "signing": _signing,
}
