"""A filled 整改回复表, read back: what each row would record, then one 学校回复 of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from inspector_app.base.errors import InputError, Problem, RefusedError
from inspector_app.domain.labels.issue_events import ISSUE_EVENT_LABEL
from inspector_app.domain.reply import Answer, Reply, ReplyFile, ReplyWay
from inspector_app.domain.reply_form import FilledForm, FilledRow, filled_form
from inspector_app.domain.reply_steps import steps_of
from inspector_app.domain.views import LedgerRow
from inspector_app.services.context import Context
from inspector_app.services.issues import IssueService
from inspector_app.services.photos import PhotoService
from inspector_app.services.replies import ReplyService
from inspector_app.services.word_pictures import prepared_pictures


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """One issue of a filled form.

    Attributes:
        number: the 问题编号 as it stands in the form.
        issue: the row of the ledger, ``None`` where there is none of that number.
        answer: what the school says; its pictures are not taken in yet.
        pictures: how many the row has.
        will: what is recorded, in words; empty where ``refused`` says why not.
    """

    number: str
    issue: LedgerRow | None
    answer: Answer
    pictures: int = 0
    will: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPreview:
    """What reading a form would make; nothing is stored.

    Attributes:
        outside: how many pictures stand outside the table; they belong to the whole reply.
        rest: what it says that is not of the form.
    """

    file_name: str
    school_code: str
    school_name: str
    lines: tuple[FormLine, ...]
    outside: int
    rest: str

    @property
    def taken(self) -> tuple[FormLine, ...]:
        """The issues that are recorded."""
        return tuple(line for line in self.lines if not line.refused)

    @property
    def refused(self) -> tuple[Problem, ...]:
        """What is not taken, and why."""
        return tuple(
            Problem(where=line.number or "没有编号的一行", what=line.refused.rstrip("；"))
            for line in self.lines
            if line.refused
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTaken:
    """The draft that a form became, and what was left out."""

    reply: Reply
    preview: FormPreview
    refused: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A form between reading and keeping."""

    data: bytes
    form: FilledForm
    rows: tuple[FilledRow, ...]
    preview: FormPreview


class ReplyFormService:
    """Reads forms; what it keeps is a draft that a person looks through."""

    def __init__(
        self,
        context: Context,
        *,
        replies: ReplyService,
        issues: IssueService,
        photos: PhotoService,
    ) -> None:
        self._context = context
        self._replies = replies
        self._issues = issues
        self._photos = photos

    def preview(self, path: Path, *, school_code: str | None = None) -> FormPreview:
        """Return what reading a file would make.

        Raises:
            InputError: it is no Word file, no 整改回复表, or has no issue of the ledger.
            NotFoundError, EnvironmentProblem: it cannot be opened.
        """
        return self._read(path, school_code).preview

    def take(self, path: Path, *, school_code: str | None = None) -> FormTaken:
        """Make a draft of a form: its answers, its pictures, and the file itself.

        Raises:
            RefusedError: it was read before, or nothing of it can be recorded.
            InputError, NotFoundError, EnvironmentProblem: as above.
        """
        read = self._read(path, school_code)
        if not read.preview.taken:
            reasons = read.preview.refused
            raise InputError(
                f"“{path.name}”里没有可以记入台账的回复，没有读入；请看下面的原因。",
                problems=reasons,
            )
        refused: list[Problem] = []
        outside = prepared_pictures(self._photos, "回复", read.form.pictures, refused)
        pictures = [
            prepared_pictures(self._photos, row.number, row.pictures, refused)
            if not line.refused
            else []
            for row, line in zip(read.rows, read.preview.lines, strict=True)
        ]
        stored = self._context.attachments.put(read.data)
        file = ReplyFile(name=path.name, sha256=stored.sha256, size=stored.size)
        with self._context.database.transaction():
            self._refuse_twice(read.preview, file)
            code = read.preview.school_code
            reply = replace(
                self._replies.blank(code, way=ReplyWay.WORD),
                file=file,
                rest=read.preview.rest,
                photos=self._replies.hang(code, outside),
            )
            for line, own in zip(read.preview.lines, pictures, strict=True):
                if not line.refused:
                    photos = self._replies.hang(code, own)
                    reply = reply.with_answer(replace(line.answer, photos=photos))
            kept = self._replies.insert(reply)
        return FormTaken(
            reply=kept, preview=read.preview, refused=(*read.preview.refused, *refused)
        )

    # -- reading ---------------------------------------------------------------------------------

    def _read(self, path: Path, school_code: str | None) -> _Read:
        from inspector_app.papers.conversion import word_bytes
        from inspector_app.papers.reading import read_word

        data = word_bytes(path)
        form = filled_form(read_word(data, name=path.name))
        if form is None:
            raise InputError(
                f"“{path.name}”里没有整改回复表（要有“问题编号”“整改措施”“完成情况”各栏），"
                "没有读入；请用打印出来的整改回复表填写。"
            )
        rows = _merged(form.rows)
        with self._context.database.snapshot():
            preview = self._preview(path.name, form, rows, school_code)
        return _Read(data=data, form=form, rows=rows, preview=preview)

    def _preview(
        self, name: str, form: FilledForm, rows: Sequence[FilledRow], school_code: str | None
    ) -> FormPreview:
        found = [self._issue(row.number) for row in rows]
        code = school_code or _most_common(row.school_code for row in found if row)
        if not code:
            raise InputError(
                f"“{name}”里没有一个问题编号在台账里，没有读入；请核对是不是本区打印的整改回复表。"
            )
        reply = self._replies.blank(code, way=ReplyWay.WORD)
        return FormPreview(
            file_name=name,
            school_code=code,
            school_name=self._context.stores.schools.get(code).name,
            lines=tuple(
                self._line(reply, row, issue) for row, issue in zip(rows, found, strict=True)
            ),
            outside=len(form.pictures),
            rest=form.rest,
        )

    def _issue(self, number: str) -> LedgerRow | None:
        return self._context.stores.issues.row_of(number) if number else None

    def _line(self, reply: Reply, row: FilledRow, issue: LedgerRow | None) -> FormLine:
        answer = Answer(
            issue_uid=issue.issue.uid if issue else "",
            measures=row.measures,
            done=row.done,
            responsible=row.responsible,
            photos=tuple(picture.name for picture in row.pictures),
        )
        line = FormLine(number=row.number, issue=issue, answer=answer, pictures=len(row.pictures))
        if issue is None:
            why = "台账里没有这个问题编号；" if row.number else "写了回复，没有写问题编号；"
            return replace(line, refused=why)
        # It has no pictures of the whole: they say nothing of an issue whose row is empty.
        wrong = self._replies.wrong_with(reply, answer)
        if wrong:
            return replace(line, refused=wrong)
        steps = steps_of(reply, answer, today=self._context.today())
        return replace(line, will="、".join(ISSUE_EVENT_LABEL[step.kind] for step in steps))

    # -- keeping ---------------------------------------------------------------------------------

    def _refuse_twice(self, preview: FormPreview, file: ReplyFile) -> None:
        for reply in self._context.stores.replies.listed(school_code=preview.school_code):
            if reply.file is not None and reply.file.sha256 == file.sha256:
                raise RefusedError(
                    f"“{file.name}”已经读入过（学校回复 {reply.number}），没有再读一次；"
                    "请打开那一份。"
                )


def _merged(rows: Sequence[FilledRow]) -> tuple[FilledRow, ...]:
    """Return one row for each number: a school may have parted one row into several."""
    made: dict[str, FilledRow] = {}
    for row in rows:
        key = row.number or f"row {row.place}"
        known = made.get(key)
        if known is None:
            made[key] = row
            continue
        made[key] = replace(
            known,
            measures="\n".join(filter(None, (known.measures, row.measures))),
            done="\n".join(filter(None, (known.done, row.done))),
            responsible=" ".join(filter(None, (known.responsible, row.responsible))),
            pictures=(*known.pictures, *row.pictures),
        )
    return tuple(made.values())


def _most_common(codes: Iterator[str]) -> str:
    counted = Counter(codes).most_common(1)
    return counted[0][0] if counted else ""
