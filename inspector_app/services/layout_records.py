"""A district's own 督导记录表 or 整改通知书: its labels recognised, and its blanks filled."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from inspector_app.domain.boxes import Filling
from inspector_app.domain.form_openings import without_place
from inspector_app.domain.form_rows import ROW_KIND, form_rows, rows_of
from inspector_app.domain.issue import Issue
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.schools import SCHOOL_KIND_LABEL
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.labels.visits import (
    ANNOUNCEMENT_LABEL,
    FEEDBACK_WAY_LABEL,
    METHOD_LABEL,
    SESSION_LABEL,
    VISIT_TYPE_LABEL,
)
from inspector_app.domain.layout import LayoutKind
from inspector_app.domain.layout_map import LayoutMap, MapLine
from inspector_app.domain.paper_places import Place
from inspector_app.domain.record_places import FIELDS, PLACE_LABEL, record_places
from inspector_app.domain.report_lines import LINE_LABEL
from inspector_app.domain.visit import Visit
from inspector_app.domain.word_spot import day_text
from inspector_app.services.layout_files import LayoutFile
from inspector_app.services.layout_keys import NOTHING, KeyedForm
from inspector_app.services.layout_rows import FilledRows, fill_rows, held_fields


class Told(NamedTuple):
    """What a field comes to: a text or a day, and the words that boxes may stand for.

    Attributes:
        either: the words say the same, and one box is ticked.
    """

    value: Filling
    words: tuple[str, ...] = ()
    either: bool = False

    @property
    def text(self) -> str:
        """The value in words."""
        if isinstance(self.value, date):
            return day_text(self.value)
        return self.value if isinstance(self.value, str) else self.value.title


class RecordFilling(NamedTuple):
    """What filling a form in came to.

    Attributes:
        placed: the fields that were filled in; ``notes`` what could not be.
    """

    file: LayoutFile
    placed: tuple[str, ...]
    notes: tuple[str, ...]


def recognised(file: LayoutFile, kind: LayoutKind) -> LayoutMap:
    """Return what the labels and blanks of a form mean."""
    grids = [tuple(file.cells(sheet)) for sheet, _ in enumerate(file.titles)]
    return LayoutMap(places=tuple(record_places(kind, tuple(file.texts()), grids)))


def choices_of(kind: LayoutKind) -> tuple[str, ...]:
    """Return the words by which a person says what a place takes."""
    labels = dict.fromkeys(each.label for each in FIELDS[kind])
    return (*labels, NOTHING)


def column_choices(rows: str) -> tuple[str, ...]:
    """Return the words by which a person says what a column of rows holds."""
    return (*(each.label for each in ROW_KIND[rows].columns), NOTHING)


def map_lines(file: LayoutFile, kind: LayoutKind, found: LayoutMap) -> Iterator[MapLine]:
    """Yield every place for people to look through, also those that mean nothing."""
    form, choices = KeyedForm(file), choices_of(kind)
    taken: set[tuple[int, int]] = set()
    for place in found.places:
        if place.how == "rows":
            taken |= {(place.where.sheet, row) for row in _place_rows(form, place)}
            yield from _row_lines(form, place)
            continue
        label = PLACE_LABEL[kind].get(place.field, place.field)
        yield MapLine(form.key_of(place), place.said, label, place.sure, choices)
    for each in without_place(form.openings, found.places):
        if each.where[:2] not in taken:
            yield MapLine(form.key(each), each.said, "", choices=choices)


def _place_rows(form: KeyedForm, place: Place) -> tuple[int, ...]:
    rows = rows_of(form.grids[place.where.sheet], place)
    return (place.where.row - 1, *rows)


def _row_lines(form: KeyedForm, place: Place) -> Iterator[MapLine]:
    """Yield the columns of rows by the cells of their heads, those without a meaning, too."""
    kind = ROW_KIND[place.field]
    labels = {each.field: each.label for each in kind.columns}
    columns, sheet = dict(place.columns), place.where.sheet
    head = place.where.row - 1
    for cell in sorted(form.grids[sheet]):
        if cell.row <= head < cell.row + cell.rows and cell.text:
            field = columns.get(cell.column, "")
            said = f"{kind.label}：{''.join(cell.text.split())}"
            yield MapLine(form.cell(sheet, cell.row, cell.column), said, labels.get(field, ""),
                          choices=column_choices(place.field))  # fmt: skip


def fill_record(
    file: LayoutFile, kind: LayoutKind, found: LayoutMap,
    *, told: Mapping[str, Told], rows: FilledRows,
) -> RecordFilling:  # fmt: skip
    """Fill a form in; what is a row each comes last, for it moves what stands below."""
    placed: list[str] = []
    notes: list[str] = []
    names = PLACE_LABEL[kind]
    tables = [_with_columns(file, place) for place in found.places if place.how == "rows"]
    for place in found.places:
        said = told.get(place.field)
        if place.how == "rows" or said is None or not (said.text or said.words):
            continue
        missing = _put(file, place, said)
        if missing:
            notes.append(f"{names[place.field]}：{missing}")
        else:
            placed.append(names[place.field])
    # From below: rows that are added move what stands under them.
    for place in sorted(tables, key=lambda each: each.where, reverse=True):
        wanted = rows.get(place.field, ())
        if wanted:
            made = fill_rows(file, place, wanted)
            file = made.file
            placed.append(names[place.field])
            notes += made.notes
    absent = _absent(found, told, names, held_fields(tables, rows))
    if absent:
        notes.append(f"表样里没有地方填：{'、'.join(absent)}")
    return RecordFilling(file, tuple(dict.fromkeys(placed)), tuple(notes))


def _absent(
    found: LayoutMap, told: Mapping[str, Told], names: Mapping[str, str], held: set[str]
) -> list[str]:
    """Return what the form has no place for."""
    there = {place.field for place in found.places} | held | set(LINE_LABEL)
    return [
        names[field] for field, said in told.items()
        if field in names and said.text and field not in there
    ]  # fmt: skip


def _with_columns(file: LayoutFile, place: Place) -> Place:
    """Return rows with their columns, which early versions did not keep."""
    if place.columns:
        return place
    grids = [tuple(file.cells(sheet)) for sheet, _ in enumerate(file.titles)]
    return next((each.place for each in form_rows(grids, (place.field,))), place)


def _put(file: LayoutFile, place: Place, said: Told) -> str:
    """Put a value into its place; return why it could not be."""
    if place.how == "tick":
        words = said.words or (said.text,)
        if said.either:
            done = any(_tick(file, place, word) for word in words)
            return "" if done else f"没有“{said.text}”的框"
        missing = [word for word in words if not _tick(file, place, word)]
        return f"没有“{'、'.join(missing)}”的框" if missing else ""
    done = (
        file.fill(place.where, place.at, said.value)
        if place.how == "blank"
        else file.write(place.where, said.text)
    )
    return "" if done else "那里已有表的文字，没有改动"


def _tick(file: LayoutFile, place: Place, word: str) -> bool:
    return any(file.tick(place.where, each, place.at) for each in (word, f"{word}督导"))


# -- what a record says ----------------------------------------------------------------------------


def visit_told(visit: Visit, names: Mapping[str, str]) -> Mapping[str, Told]:
    """Return what each field of a record form takes."""
    school = visit.school
    kind = from_label(SCHOOL_KIND_LABEL, school.kind) if school else None
    people = [names.get(each, each) for each in (visit.lead_id, *visit.peer_ids) if each]
    topics = tuple(TOPIC_LABEL.get(topic, topic) for topic in visit.topics)
    methods = [
        f"{METHOD_LABEL[name].partition('（')[0]}{count}{METHOD_LABEL[name][-2]}"
        for name, count in visit.methods_counted._asdict().items()
        if count
    ]
    told: dict[str, str | date | Told | None] = {
        "number": visit.number,
        "school": school.name if school else "",
        "code": visit.school_code,
        "school_kind": SCHOOL_KIND_LABEL[kind] if kind else "",
        "day": visit.visited_on,
        "session": _one(SESSION_LABEL[visit.session] if visit.session else ""),
        "type": _one(VISIT_TYPE_LABEL[visit.type] if visit.type else ""),
        "announcement": _one(ANNOUNCEMENT_LABEL[visit.announcement] if visit.announcement else ""),
        "campaign": visit.campaign,
        "basis": visit.basis,
        "lead": people[0] if people else "",
        "peers": "、".join(people[1:]),
        "people": "、".join(people),
        "host": visit.host,
        "topics": Told("、".join(topics), topics),
        "methods": "、".join(methods),
        "narrative": visit.narrative.strip(),
        "merits": "\n".join(merit.text for merit in visit.merits),
        "issues": numbered(visit.issues) or ("未发现问题" if visit.no_issues_found else ""),
        "advice": visit.advice.strip(),
        "feedback_way": _many(tuple(FEEDBACK_WAY_LABEL[way] for way in visit.feedback_ways)),
        "feedback_to": visit.feedback_to,
        "next_visit": visit.next_visit,
    }
    return all_told(told)


def all_told(told: Mapping[str, str | date | Told | None]) -> Mapping[str, Told]:
    """Return what fields come to, those that are not known left out."""
    return {
        field: value if isinstance(value, Told) else Told(value)
        for field, value in told.items()
        if value is not None
    }


def _one(word: str) -> Told:
    return Told(word, (word,) if word else ())


def _many(words: tuple[str, ...]) -> Told:
    return Told("、".join(words), words)


def numbered(issues: Sequence[Issue]) -> str:
    """Return what issues say, each with its number where there are several."""
    return as_lines([issue.description.strip() for issue in issues])


def as_lines(texts: Sequence[str]) -> str:
    """Return texts line by line, each with its number where there are several."""
    if len(texts) == 1:
        return texts[0]
    return "\n".join(f"{n}.{text}" for n, text in enumerate(texts, 1) if text)
