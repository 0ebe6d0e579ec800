"""A record typed in Word becomes a draft: seen first, with nothing lost of what it says."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, Problem, UserError
from inspector_app.domain.labels.topics import TOPIC_LABEL, TOPIC_SHORT_LABEL
from inspector_app.domain.labels.visits import METHOD_LABEL, SESSION_LABEL
from inspector_app.domain.photo import PhotoOwner
from inspector_app.domain.record_recognition import RecognisedRecord, recognised
from inspector_app.domain.visit import SchoolSnapshot, Visit
from inspector_app.domain.word_content import WordPicture
from inspector_app.services.context import Context
from inspector_app.services.field_spec import FieldSpec
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.notes import NoteService
from inspector_app.services.photos import PhotoService
from inspector_app.services.visit_edit import VisitEditService
from inspector_app.services.visit_fields import find_field, read_value
from inspector_app.services.visit_reader import read_issue, read_lesson
from inspector_app.services.word_pictures import prepared_pictures
from inspector_app.services.word_shown import (
    refuse_of_another,
    shown_value,
    skipped_problem,
    uncounted,
)

_METHOD: Final = {
    name: re.compile(rf"{label.split('（')[0]}[（(：:\s]*([0-9]+)")
    for name, label in METHOD_LABEL.items()
}
_DAY: Final = re.compile(r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?")
# Of a draft that is written on, these come from 我的常用 and are no words of the person's own.
_ALWAYS_SET: Final = frozenset({"date", "lead"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPreview:
    """What reading a file would make; nothing is stored.

    Attributes:
        number: the 记录编号 that stands on it, empty where none does.
        draft: whether a draft of that number is here, into which it can be read.
        school: the school that the file names, where it is known.
        values: what was recognised, by the id of the field, as the form's words.
        issues, merits, lessons: rows, as texts or under the ids of their fields.
        rest: what was not recognised, and what could not be read as what its heading says.
        problems: what could not be read as what it should be; it stands in ``rest`` as well.
        skipped: sections of our own print that are not read from Word.
    """

    file_name: str
    number: str
    draft: bool
    school: SchoolSnapshot | None
    values: Mapping[str, Any]
    merits: tuple[str, ...]
    issues: tuple[Mapping[str, Any], ...]
    lessons: tuple[Mapping[str, Any], ...]
    pictures: tuple[WordPicture, ...] = field(repr=False)
    rest: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    skipped: tuple[str, ...]

    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield name and text of everything that was recognised, as people read it."""
        for key, value in self.values.items():
            yield find_field("visit", key).label, shown_value(key, value, self.school)
        for place, merit in enumerate(self.merits, start=1):
            yield f"亮点 {place}", merit
        for place, issue in enumerate(self.issues, start=1):
            yield f"问题 {place}", str(issue.get("description", ""))
        for place, lesson in enumerate(self.lessons, start=1):
            said = ("class", "subject", "topic")
            yield f"听课 {place}", " ".join(str(lesson[k]) for k in said if k in lesson)
        if self.pictures:
            yield "照片", f"{len(self.pictures)} 张"

    def left_out(self) -> tuple[Problem, ...]:
        """Return the words on what is not read, none where everything is."""
        return (skipped_problem(self.skipped),) if self.skipped else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTaken:
    """The draft that a file became.

    Attributes:
        left_out: what was not put in: fields that the draft has already, pictures that are none.
        noted: whether what was not recognised was kept as a 随手记 of the record.
    """

    uid: str
    number: str
    left_out: tuple[Problem, ...]
    noted: bool
    changes: Changes


class WordInService:
    """Reads Word files into drafts; a writing call is one transaction."""

    def __init__(
        self,
        context: Context,
        *,
        visit_edit: VisitEditService,
        photos: PhotoService,
        notes: NoteService,
    ) -> None:
        self._context = context
        self._edit = visit_edit
        self._photos = photos
        self._notes = notes
        self._lookup = ContextLookup(context)

    def preview(self, path: Path) -> WordPreview:
        """Return what reading a file would make.

        Raises:
            InputError: it is no Word file, or says nothing of a record.
            NotFoundError, EnvironmentProblem: it cannot be opened.
        """
        from inspector_app.papers.reading import read_word_file

        found = recognised(read_word_file(path))
        if found.is_empty:
            raise InputError(
                f"“{path.name}”里没有认出督导记录的任何一部分（学校、日期、督导过程、存在问题等），"
                "没有读入；请在各部分前写上标题，一行一个。"
            )
        with self._context.database.snapshot():
            return _Preview(self._context, self._lookup, found).of(path.name)

    def take(self, path: Path, *, into: str = "") -> WordTaken:
        """Make a new draft of a file, or fill the empty fields of the draft ``into`` (a uid).

        Raises:
            NotEditableError: that record is no draft.
            RefusedError: the file is of another record or another school than the draft.
            InputError, NotFoundError, EnvironmentProblem: as above.
        """
        preview = self.preview(path)
        if into:
            with self._context.database.snapshot():
                draft = self._context.stores.visits.get(into)
            refuse_of_another(draft, preview.file_name, preview.number, preview.school)
        left_out: list[Problem] = list(preview.left_out())
        prepared = prepared_pictures(self._photos, path.stem, preview.pictures, left_out)
        with self._context.database.transaction():
            if into:
                uid, changes = into, self._fill(into, preview, left_out)
            else:
                made = self._edit.new_from_json(
                    {**preview.values, "merits": list(preview.merits),
                     "issues": list(preview.issues), "lessons": list(preview.lessons)}
                )  # fmt: skip
                uid, changes = made.uid, made.changes
            if prepared:
                changes |= self._photos.commit(PhotoOwner.VISIT, uid, prepared).changes
            changes |= self._keep_rest(uid, preview)
            self._context.stores.search.index_visit(uid)
            number = self._context.stores.visits.get(uid).number
        return WordTaken(
            uid=uid,
            number=number,
            left_out=tuple(left_out),
            noted=bool(preview.rest),
            changes=changes | Changes(visits=True, visit_uids=frozenset({uid})),
        )

    def _fill(self, uid: str, preview: WordPreview, left_out: list[Problem]) -> Changes:
        """Put into a draft what it does not say yet; what it says already stands."""
        visit = self._context.stores.visits.get(uid)
        changes = Changes()
        for key, given in preview.values.items():
            spec = find_field("visit", key)
            if key == "methods" and preview.number:
                value = uncounted(visit, given)
                if not value:
                    continue
            else:
                value = given
            typed = read_value(spec, value, self._lookup)
            if _says_nothing(visit, spec):
                changes |= self._edit.set_json(uid, key, value).changes
            elif typed != getattr(visit, spec.attribute):
                what = "草稿里已经写了别的，没有覆盖"
                left_out.append(Problem(where=spec.label, what=what, remedy="请对照原件改"))
        return changes | self._add_rows(uid, visit, preview)

    def _add_rows(self, uid: str, visit: Visit, preview: WordPreview) -> Changes:
        """Add the rows that the draft does not have: a file read twice adds none."""
        known = {merit.text for merit in visit.merits}
        described = {issue.description for issue in visit.issues}
        added = [
            *(self._edit.add_merit(uid, text) for text in preview.merits if text not in known),
            *(
                self._edit.add_issue_json(uid, issue)
                for issue in preview.issues
                if issue.get("description") not in described
            ),
            *(
                self._edit.add_lesson_json(uid, lesson)
                for lesson in preview.lessons
                if not _heard_already(visit, lesson)
            ),
        ]
        return reduce(or_, (each.saved.changes for each in added), Changes())

    def _keep_rest(self, uid: str, preview: WordPreview) -> Changes:
        if not preview.rest:
            return Changes()
        parts = [f"【{name}】\n{text}" for name, text in preview.rest]
        head = f"“{preview.file_name}”里没有认出的内容："
        note = self._notes.add("\n".join([head, *parts]))
        return note.changes | self._notes.assign(note.uid, visit_uid=uid)


def _heard_already(visit: Visit, lesson: Mapping[str, Any]) -> bool:
    return any(
        (held.class_name, held.subject, held.topic)
        == (lesson.get("class", ""), lesson.get("subject", ""), lesson.get("topic", ""))
        for held in visit.lessons
    )


def _says_nothing(visit: Visit, spec: FieldSpec) -> bool:
    value = getattr(visit, spec.attribute)
    empty = not any(value) if spec.id == "methods" else not value
    return empty or spec.attribute in visit.prefilled or spec.id in _ALWAYS_SET


class _Preview:
    """Turns what was recognised into values that the record takes; the rest is kept and named."""

    def __init__(self, context: Context, lookup: ContextLookup, found: RecognisedRecord) -> None:
        self._context = context
        self._lookup = lookup
        self._found = found
        self._rest = list(found.rest)
        self._problems: list[Problem] = []

    def of(self, file_name: str) -> WordPreview:
        """Return the preview."""
        found = self._found
        values = self._values()
        issues = tuple(self._row("问题", read_issue, issue) for issue in found.issues)
        lessons = tuple(self._row("听课", read_lesson, lesson) for lesson in found.lessons)
        return WordPreview(
            file_name=file_name,
            number=found.number,
            draft=self._is_draft(found.number),
            school=self._lookup.school(values["school"]) if "school" in values else None,
            values=values,
            merits=tuple(found.merits),
            issues=issues,
            lessons=lessons,
            pictures=tuple({picture.name: picture for picture in found.pictures}.values()),
            rest=tuple(self._rest),
            problems=tuple(self._problems),
            skipped=tuple(found.skipped),
        )

    def _is_draft(self, number: str) -> bool:
        row = self._context.database.row(
            "SELECT 1 FROM visit WHERE number = ? AND status = 'draft' AND deleted_at IS NULL",
            number,
        )
        return row is not None

    def _values(self) -> dict[str, Any]:
        texts: dict[str, Any] = {**self._found.values, **self._found.ticks}
        code = "".join(str(texts.pop("school_code", "")).split())
        if code and self._context.stores.schools.find(code) is not None:
            texts["school"] = code
        if "online" in texts and "线上" not in str(texts["online"]):
            # To some districts 督导形式 is what was done there, not whether anybody went.
            texts.setdefault("methods", texts.pop("online"))
        made: dict[str, Any] = {}
        for key, text in texts.items():
            value = self._value(key, text)
            if value not in ("", None, [], {}):
                made[key] = value
        self._take_session(str(texts.get("date", "")), made)
        return made

    def _take_session(self, day: str, made: dict[str, Any]) -> None:
        """Read 上午 behind a date, where the form has no field for it."""
        found = [word for word in SESSION_LABEL.values() if word in day]
        if found and "session" not in made:
            made["session"] = found[0]

    def _value(self, key: str, text: Any) -> Any:
        """Return what a field takes; what it does not take goes to the rest."""
        spec = find_field("visit", key)
        given = _shaped(key, text)
        try:
            typed = read_value(spec, given, self._lookup)
        except UserError as error:
            said = "、".join(text) if isinstance(text, list) else str(text)
            self._rest.append((spec.label, said))
            why = error.sentence.split("没有改：")[-1].rstrip("。")
            self._problems.append(Problem(where=spec.label, what=why))
            return None
        if key == "methods" and not any(typed):
            self._rest.append((spec.label, str(text)))
            return None
        return given

    def _row(self, name: str, read: Any, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a row without the values that cannot be read; those go to the rest."""
        kept = dict(given)
        for key in tuple(kept):
            try:
                read({key: kept[key]}, self._lookup)
            except UserError as error:
                self._rest.append((f"{name}·{key}", str(kept.pop(key))))
                why = error.sentence.split("没有改：")[-1].rstrip("。")
                self._problems.append(Problem(where=name, what=why))
        return kept


def _shaped(key: str, text: Any) -> Any:
    """Return a text in the shape that its field is read from."""
    shape = _SHAPES.get(key)
    return text if shape is None else shape(text)


def _methods(text: Any) -> dict[str, str]:
    words = "、".join(text) if isinstance(text, list) else str(text)
    found = ((name, pattern.search(words)) for name, pattern in _METHOD.items())
    return {name: match[1] for name, match in found if match}


def _day(text: Any) -> str:
    found = _DAY.search(str(text))
    return "".join(found[0].split()) if found else str(text)


def _option(text: Any) -> str:
    return str(text[0]) if isinstance(text, list) else "".join(str(text).split())


def _name(text: Any) -> str:
    return " ".join(str(text).split())


def _topics(text: Any) -> list[str]:
    if isinstance(text, list):
        return text
    by_label = {**{v: k for k, v in TOPIC_SHORT_LABEL.items()}, **_codes_of_labels()}
    known = [code for label, code in by_label.items() if label in text]
    codes = re.findall(r"\b[TK][1-8]\b", text)
    return list(dict.fromkeys((*codes, *known))) or [text.strip()]


def _codes_of_labels() -> dict[str, str]:
    return {label: code for code, label in TOPIC_LABEL.items()}


_SHAPES: Final[Mapping[str, Callable[[Any], Any]]] = {
    "methods": _methods,
    **dict.fromkeys(("date", "next_visit", "notice_date"), _day),
    "topics": _topics,
    "showed_id": bool,
    "online": bool,
    **dict.fromkeys(("type", "session", "notice"), _option),
    **dict.fromkeys(("school", "lead"), _name),
}
