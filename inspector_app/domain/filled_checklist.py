"""A checklist as it was filled in: one flat JSON value per record and checklist.

Answers are texts under the keys of the items, as an instance of a form holds them; a note stands
under the key with ``_note`` behind it. What is not answered is not there. Apart from the rules of
checklists: every record is read with this.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from inspector_app.domain.kept_text import keeping_fault

NOTE: Final = "_note"
KEY: Final = re.compile(r"q\d{1,3}(_\d{1,3}){0,2}(_note)?")
NOTE_LIMIT: Final = 1_000

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledChecklist:
    """A checklist as it was filled in beside one record.

    Attributes:
        form, version, digest: which published version the answers are of.
        title: what it is called, for whoever does not have that version.
    """

    uid: str
    form: str
    version: str
    digest: str
    title: str
    answers: Answers = field(default_factory=dict)


def answer_label(name: str) -> str:
    """Return what a place in the answers is called: answers/q2_4_note is 第 2.4 项的备注."""
    key = name.rpartition("/")[2]
    number = key.removesuffix(NOTE).removeprefix("q").replace("_", ".")
    return f"第 {number} 项{'的备注' if key.endswith(NOTE) else ''}"


def plain_text(value: object) -> str:
    """Return a text as it is kept (ValueError says in Chinese why it cannot be)."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        msg = "这里要写文字或数字"
        raise ValueError(msg)  # noqa: TRY004 - a value of the wrong form is what ValueError means here
    text = unicodedata.normalize("NFC", str(value).replace("\r\n", "\n").replace("\r", "\n"))
    if fault := keeping_fault(text, most=NOTE_LIMIT):
        raise ValueError(fault)
    return text


def filled_json(filled: FilledChecklist) -> dict[str, Any]:
    """Return a filled checklist as JSON values."""
    return {
        "uuid": filled.uid,
        "form": filled.form,
        "version": filled.version,
        "digest": filled.digest,
        "title": filled.title,
        "answers": dict(sorted(filled.answers.items())),
    }


def shape_faults(answers: object) -> Iterator[str]:
    """Yield what is wrong with answers of a checklist that is not known here."""
    if not isinstance(answers, Mapping):
        yield "答案要写成一组“序号: 结果”"
        return
    for key, value in answers.items():
        if not KEY.fullmatch(str(key)):
            yield f"“{key}”不是检查表的项"
        elif not isinstance(value, str) or not value:
            yield f"“{key}”的结果要写成文字，没有结果的不写"
        else:
            try:
                plain_text(value)
            except ValueError as error:
                yield f"“{key}”：{error}"
