"""A form as it was filled in beside a record: one canonical JSON value of answers.

Answers are texts under the names of the questions, as an instance of the form holds them; a repeat
is a list of rows, each with a ``_uuid``. What is not answered is not there. One answer has an
address of its own, so that undo takes one answer back: ``name``, ``repeat/<uuid>/name``; the
address ``repeat/<uuid>`` is a row as a whole.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple
from uuid import UUID

from inspector_app.domain.kept_text import keeping_fault

Answers = Mapping[str, Any]
ROW_UID: Final = "_uuid"
TEXT_LIMIT: Final = 50_000
_NAME: Final = re.compile(r"[^\W\d][\w.-]{0,99}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRecord:
    """A form as it was filled in beside one record.

    Attributes:
        form, version, digest: which published package the answers are of.
        title: what it is called, for whoever does not have that version.
    """

    uid: str
    form: str
    version: str
    digest: str
    title: str
    answers: Answers = field(default_factory=dict)


class Step(NamedTuple):
    """One answer, or one row of a repeat, as it is to be.

    Attributes:
        value: the text, empty for none; of a row ``{"at": place, "row": answers}``, or ``None``.
    """

    address: str
    value: Any


def answer_name(address: str) -> str:
    """Return what a place in the history is about: a question, a repeat, or the version."""
    if not address.startswith("answers/"):
        return "版本"
    names = address.removeprefix("answers/").split("/")
    return names[-2] if _is_row(names) else names[-1]


def trimmed(answers: Answers) -> dict[str, Any]:
    """Return answers without those that say nothing."""
    return {
        name: [trimmed(row) for row in value] if isinstance(value, list) else value
        for name, value in answers.items()
        if value != ""
    }  # fmt: skip


def answer_at(answers: Answers, address: str) -> Any:
    """Return what stands at an address: a text, or a row and its place, ``None`` without it."""
    names = address.split("/")
    holder = _holder(answers, names)
    if holder is None:
        return None if _is_row(names) else ""
    if not _is_row(names):
        return holder.get(names[-1], "")
    rows = holder.get(names[-2], [])
    return next(
        ({"at": at, "row": dict(row)} for at, row in enumerate(rows) if row[ROW_UID] == names[-1]),
        None,
    )


def with_answer(answers: Answers, address: str, value: Any) -> dict[str, Any]:
    """Return the answers with one put in, or taken out where it is empty or ``None``."""
    return _with(answers, address.split("/"), value)


def _with(answers: Answers, names: list[str], value: Any) -> dict[str, Any]:
    name = names[0]
    rest = {key: each for key, each in answers.items() if key != name}
    if len(names) == 1:
        return {**rest, name: value} if value else rest
    rows = [dict(row) for row in answers.get(name, [])]
    if len(names) > 2:
        within = [_with(r, names[2:], value) if r[ROW_UID] == names[1] else r for r in rows]
        return {**rest, name: within}
    rows = [row for row in rows if row[ROW_UID] != names[1]]
    if value is not None:
        rows.insert(value["at"], {**value["row"], ROW_UID: names[1]})
    return {**rest, name: rows}


def _holder(answers: Answers, names: list[str]) -> Answers | None:
    """Return what the last part of an address is in, ``None`` where its row is gone."""
    while len(names) > 2:
        rows = answers.get(names[0], [])
        found = next((row for row in rows if row[ROW_UID] == names[1]), None)
        if found is None:
            return None
        answers, names = found, names[2:]
    return answers


def _is_row(names: Sequence[str]) -> bool:
    return len(names) % 2 == 0


def steps_between(before: Answers, after: Answers, under: str = "") -> Iterator[Step]:
    """Yield the steps that lead from some answers to others; both are trimmed."""
    for name in sorted({*before, *after} - {ROW_UID}):
        old, new = before.get(name, ""), after.get(name, "")
        if isinstance(old, list) or isinstance(new, list):
            yield from _row_steps(old or [], new or [], f"{under}{name}/")
        elif old != new:
            yield Step(f"{under}{name}", new)


def _row_steps(old: Sequence[Answers], new: Sequence[Answers], under: str) -> Iterator[Step]:
    was = {row[ROW_UID]: row for row in old}
    now = {row[ROW_UID]: row for row in new}
    for uid in was:
        if uid not in now:
            yield Step(f"{under}{uid}", None)
    for at, (uid, row) in enumerate(now.items()):
        if uid in was:
            yield from steps_between(was[uid], row, f"{under}{uid}/")
        else:
            yield Step(f"{under}{uid}", {"at": at, "row": dict(row)})


def with_worked_out(answers: Answers, told: Answers, names: frozenset[str]) -> dict[str, Any]:
    """Return the answers with those of ``names`` as they are told; rows are found by their uid."""
    found = {
        name: value
        for name, value in {**answers, **{n: v for n, v in told.items() if n in names}}.items()
        if name not in names or name in told
    }
    for name, rows in answers.items():
        if isinstance(rows, list):
            by_uid = {row[ROW_UID]: row for row in told.get(name, [])}
            found[name] = [
                with_worked_out(row, by_uid.get(row[ROW_UID], {}), names) for row in rows
            ]
    return found


def texts_of(answers: Answers) -> Iterator[tuple[str, str, str]]:
    """Yield every text: the uid of its row (empty without), its name, and itself."""
    for name, value in answers.items():
        if isinstance(value, list):
            for row in value:
                for inner, key, text in texts_of(row):
                    yield inner or row[ROW_UID], key, text
        elif name != ROW_UID:
            yield "", name, value


def with_texts(answers: Answers, change: Callable[[str], str]) -> dict[str, Any]:
    """Return the answers with every text changed."""
    return {
        name: [with_texts(row, change) for row in value] if isinstance(value, list)
        else value if name == ROW_UID else change(value)
        for name, value in answers.items()
    }  # fmt: skip


def form_json(record: FormRecord) -> dict[str, Any]:
    """Return a filled form as JSON values."""
    return {
        "uuid": record.uid,
        "form": record.form,
        "version": record.version,
        "digest": record.digest,
        "title": record.title,
        "answers": dict(record.answers),
    }


def answer_faults(answers: object) -> Iterator[str]:
    """Yield what is wrong with the shape of answers, whatever form they are of."""
    if not isinstance(answers, Mapping):
        yield "回答要写成一组“名称: 回答”"
        return
    for name, value in answers.items():
        if name == ROW_UID:
            if not _is_uuid(value):
                yield f"“{value}”不是一行的编号"
        elif not isinstance(name, str) or not _NAME.fullmatch(name):
            yield f"“{name}”不是题目的名称"
        elif isinstance(value, list):
            yield from _row_faults(name, value)
        elif fault := text_fault(value):
            yield f"“{name}”：{fault}"


def _row_faults(name: str, rows: list[Any]) -> Iterator[str]:
    for row in rows:
        if not isinstance(row, Mapping) or ROW_UID not in row:
            yield f"“{name}”的每一行要写成一组回答，带 {ROW_UID}"
        else:
            yield from answer_faults(row)
    uids = [row.get(ROW_UID) for row in rows if isinstance(row, Mapping)]
    if len(set(map(str, uids))) < len(uids):
        yield f"“{name}”有两行的编号相同"


def text_fault(value: object) -> str:
    """Return in Chinese why an answer cannot be kept, empty where it can."""
    if not isinstance(value, str) or not value:
        return "回答要写成文字，没有回答的不写"
    return keeping_fault(value, most=TEXT_LIMIT)


def _is_uuid(value: object) -> bool:
    try:
        return isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        return False
