"""A district's own 督导记录表 or 整改通知书: its labels recognised, and its blanks filled."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from inspector_app.domain.boxes import Filling
from inspector_app.domain.issue import Issue
from inspector_app.domain.labels.issues import SEVERITY_LABEL
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
from inspector_app.domain.paper_places import Place, Where
from inspector_app.domain.record_places import (
    COLUMN_LABEL,
    PLACE_LABEL,
    IssueRows,
    issue_rows,
    record_places,
)
from inspector_app.domain.views import LedgerRow
from inspector_app.domain.visit import Visit
from inspector_app.domain.word_spot import day_text
from inspector_app.services.layout_files import LayoutFile

# Fields that mean the same beside a label as over a column of issues.
_ALSO_IN_ROWS: Final = ("requirement", "deadline", "unit")


class Told(NamedTuple):
    """What a field comes to: a text or a day, and the words that boxes may stand for."""

    value: Filling
    words: tuple[str, ...] = ()

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


def map_lines(file: LayoutFile, kind: LayoutKind, found: LayoutMap) -> Iterator[MapLine]:
    """Yield every place for people to look through."""
    for place in found.places:
        where = place.where
        at = "正文" if where.sheet < 0 else file.address(where.sheet, where.row, where.column)
        said = _columns_said(place) if place.how == "rows" else place.said
        yield MapLine(at, said, PLACE_LABEL[kind].get(place.field, place.field))


def _columns_said(rows: Place) -> str:
    return "、".join(COLUMN_LABEL.get(each, each) for each in rows.said.split("、"))


def fill_record(
    file: LayoutFile, kind: LayoutKind, found: LayoutMap,
    *, told: Mapping[str, Told], issues: Sequence[Issue],
) -> RecordFilling:  # fmt: skip
    """Fill a form in; the rows of issues come last, for they move what stands below them."""
    placed, notes = [], []
    names = PLACE_LABEL[kind]
    rows = next((place for place in found.places if place.how == "rows"), None)
    for place in found.places:
        said = told.get(place.field)
        if place.how == "rows" or said is None or not (said.text or said.words):
            continue
        missing = _put(file, place, said)
        if missing:
            notes.append(f"{names[place.field]}：{missing}")
        else:
            placed.append(names[place.field])
    if rows is not None and issues:
        file = _fill_rows(file, issues)
        placed.append(names["rows"])
    held = set() if rows is None else _held(rows, issues)
    absent = [
        names[field]
        for field, said in told.items()
        if field in names and said.text and not any(p.field == field for p in found.places)
        and field not in held
    ]  # fmt: skip
    if absent:
        notes.append(f"表样里没有地方填：{'、'.join(absent)}")
    return RecordFilling(file, tuple(placed), tuple(notes))


def _held(rows: Place, issues: Sequence[Issue]) -> set[str]:
    """Return the fields of the whole that the rows of issues say one by one."""
    columns = rows.said.split("、")
    told = [_of_issue(number, issue) for number, issue in enumerate(issues, 1)]
    alike = {field for field in _ALSO_IN_ROWS if field in columns and any(t[field] for t in told)}
    return {"issues", *alike}


def _put(file: LayoutFile, place: Place, said: Told) -> str:
    """Put a value into its place; return why it could not be."""
    if place.how == "tick":
        words = said.words or (said.text,)
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


def _fill_rows(file: LayoutFile, issues: Sequence[Issue]) -> LayoutFile:
    rows = _rows_of(file)
    assert rows is not None
    if len(issues) > len(rows.rows):
        file = file.repeat_row(rows.sheet, rows.rows[-1], len(issues) - len(rows.rows))
        rows = _rows_of(file)
        assert rows is not None
    for number, (row, issue) in enumerate(zip(rows.rows, issues, strict=False), 1):
        told = _of_issue(number, issue)
        for column, field in rows.columns.items():
            if told[field]:
                file.write(Where(rows.sheet, row, column, 0), told[field])
    return file


def _rows_of(file: LayoutFile) -> IssueRows | None:
    grids = [tuple(file.cells(sheet)) for sheet, _ in enumerate(file.titles)]
    return issue_rows(grids)


def _of_issue(number: int, issue: Issue) -> Mapping[str, str]:
    return {
        "number": str(number),
        "issue_number": issue.number,
        "category": TOPIC_LABEL.get(issue.category, issue.category),
        "description": issue.description.strip(),
        "severity": SEVERITY_LABEL[issue.severity] if issue.severity else "",
        "requirement": issue.requirement.strip(),
        "deadline": day_text(issue.due) if issue.due else "",
        "unit": issue.responsible_unit,
        "person": issue.responsible,
    }


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
        "lead": people[0] if people else "",
        "peers": "、".join(people[1:]),
        "people": "、".join(people),
        "host": visit.host,
        "topics": Told("、".join(topics), topics),
        "methods": "、".join(methods),
        "narrative": visit.narrative.strip(),
        "merits": "\n".join(merit.text for merit in visit.merits),
        "issues": _numbered(visit.issues) or ("未发现问题" if visit.no_issues_found else ""),
        "advice": visit.advice.strip(),
        "feedback_way": _many(tuple(FEEDBACK_WAY_LABEL[way] for way in visit.feedback_ways)),
        "feedback_to": visit.feedback_to,
        "next_visit": visit.next_visit,
    }
    return _all_told(told)


def notice_told(
    rows: Sequence[LedgerRow], names: Mapping[str, str], *, reference: str, on: date,
    visit: Visit | None, days: int,
) -> Mapping[str, Told]:  # fmt: skip
    """Return what each field of a notice takes."""
    first = rows[0]
    issues = [row.issue for row in rows]
    people = [] if visit is None else [visit.lead_id, *visit.peer_ids]
    wanted = [issue.requirement.strip() for issue in issues]
    due = max((issue.due for issue in issues if issue.due), default=None)
    told: dict[str, str | date | Told | None] = {
        "reference": reference,
        "school": first.school_name,
        "record": first.visit_number,
        "day": first.found_on,
        "lead": first.lead_name,
        "people": "、".join(names.get(each, each) for each in people if each),
        "issues": _numbered(issues),
        "requirement": _lines(wanted),
        "deadline": due or f"本通知送达之日起{days}日内",
        "unit": "、".join(dict.fromkeys(i.responsible_unit for i in issues if i.responsible_unit)),
        "dated": on,
    }
    return _all_told(told)


def _all_told(told: Mapping[str, str | date | Told | None]) -> Mapping[str, Told]:
    return {
        field: value if isinstance(value, Told) else Told(value)
        for field, value in told.items()
        if value is not None
    }


def _one(word: str) -> Told:
    return Told(word, (word,) if word else ())


def _many(words: tuple[str, ...]) -> Told:
    return Told("、".join(words), words)


def _numbered(issues: Sequence[Issue]) -> str:
    return _lines([issue.description.strip() for issue in issues])


def _lines(texts: Sequence[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    return "\n".join(f"{n}.{text}" for n, text in enumerate(texts, 1) if text)
