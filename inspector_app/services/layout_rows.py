"""What a form says a row each: issues, what was looked at item by item, lessons."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.domain.checklist_answers import answer_text
from inspector_app.domain.form_rows import ISSUES, ITEMS, LESSONS, ROW_KIND, printed, rows_of
from inspector_app.domain.issue import Issue
from inspector_app.domain.item_words import alike, words_of
from inspector_app.domain.labels.issues import SEVERITY_LABEL
from inspector_app.domain.labels.lessons import LESSON_GRADE_LABEL
from inspector_app.domain.labels.topics import TOPIC_LABEL, TOPIC_SHORT_LABEL
from inspector_app.domain.paper_places import Place, Where
from inspector_app.domain.visit import Visit
from inspector_app.domain.word_spot import day_text
from inspector_app.services.layout_files import LayoutFile

if TYPE_CHECKING:
    from inspector_app.domain.checklist import Checklist

Line = Mapping[str, str]
FilledRows = Mapping[str, Sequence[Line]]
"""The rows of each kind, each with its texts by column."""
# Fields that mean the same beside a label as over a column of issues.
_ALSO_IN_ROWS: Final = ("requirement", "deadline", "unit")


class RowsFilled(NamedTuple):
    """What filling rows came to."""

    file: LayoutFile
    notes: tuple[str, ...]


def fill_rows(file: LayoutFile, place: Place, lines: Sequence[Line]) -> RowsFilled:
    """Fill rows in; what the form prints is filled beside it, the rest into empty rows."""
    sheet = place.where.sheet
    cells = tuple(file.cells(sheet))
    rows = rows_of(cells, place)
    said = printed(cells, place, rows)
    if not rows:
        return RowsFilled(file, ("填行的地方已有文字，没有改动",))
    given, left = _beside(said, lines)
    free = [row for row in rows if row not in said]
    if len(left) > len(free) and free:
        last, more = free[-1], len(left) - len(free)
        file = file.repeat_row(sheet, last, more)
        given = {row if row <= last else row + more: line for row, line in given.items()}
        free += range(last + 1, last + more + 1)
    given.update(zip(free, left, strict=False))
    for number, (row, line) in enumerate(sorted(given.items()), 1):
        for column, field in place.columns:
            text = str(number) if field == "number" else line.get(field, "")
            if text:
                file.write(Where(sheet, row, column, 0), text)
    return RowsFilled(file, tuple(_untold(place, said, given, left[len(free) :])))


def _beside(said: Mapping[int, str], lines: Sequence[Line]) -> tuple[dict[int, Line], list[Line]]:
    """Return which line goes beside what the form prints, and the lines that are left."""
    given: dict[int, Line] = {}
    left = list(lines)
    for row, text in said.items():
        wanted = words_of(text)
        found = next((line for line in left if _is_about(line, wanted)), None)
        if found is not None:
            given[row] = found
            left.remove(found)
    return given, left


def _is_about(line: Line, wanted: str) -> bool:
    return any(_is_same(words_of(line.get(name, "")), wanted) for name in ("item", "short"))


def _is_same(one: str, other: str) -> bool:
    return bool(one and other) and (
        one == other or one in other or other in one or alike(one, other)
    )


def _untold(
    place: Place, said: Mapping[int, str], given: Mapping[int, Line], over: Sequence[Line]
) -> Iterator[str]:
    empty = [text for row, text in said.items() if row not in given]
    if empty:
        yield f"{ROW_KIND[place.field].label}：记录里没有这些项，没有填：{'、'.join(empty)}"
    if over:
        names = "、".join(line.get("item", "") or line.get("description", "") for line in over)
        yield f"{ROW_KIND[place.field].label}：没有空行，没有填：{names}"


def held_fields(tables: Iterable[Place], rows: FilledRows) -> set[str]:
    """Return the fields of the whole that rows say one by one."""
    held: set[str] = set()
    for place in tables:
        columns = {field for _, field in place.columns}
        lines = rows.get(place.field, ())
        if place.field == ISSUES:
            held |= {"issues"} | {f for f in _ALSO_IN_ROWS if f in columns and _any(lines, f)}
        elif place.field == ITEMS:
            held |= {"topics", "narrative"} | ({"issues"} if "issues" in columns else set())
    return held


def _any(lines: Iterable[Line], field: str) -> bool:
    return any(line.get(field) for line in lines)


# -- the rows of a record --------------------------------------------------------------------------


def issue_lines(issues: Sequence[Issue]) -> list[Line]:
    """Return a row for each issue."""
    return [
        {
            "issue_number": issue.number,
            "category": TOPIC_LABEL.get(issue.category, issue.category),
            "description": issue.description.strip(),
            "severity": SEVERITY_LABEL[issue.severity] if issue.severity else "",
            "requirement": issue.requirement.strip(),
            "deadline": day_text(issue.due) if issue.due else "",
            "unit": issue.responsible_unit,
            "person": issue.responsible,
        }
        for issue in issues
    ]


def visit_rows(
    visit: Visit, names: Mapping[str, str], checklists: Mapping[str, "Checklist"]
) -> FilledRows:
    """Return the rows of a record; ``checklists`` are its own, by the uid of the filled one."""
    checked = list(_checked(visit, checklists))
    return {
        ISSUES: issue_lines(visit.issues),
        ITEMS: checked or list(_topics(visit)),
        LESSONS: [
            {
                "period": f"第{lesson.period_no}节" if lesson.period_no else "",
                "class": lesson.class_name, "subject": lesson.subject, "teacher": lesson.teacher,
                "topic": lesson.topic, "listener": names.get(lesson.listener_id, ""),
                "grade": LESSON_GRADE_LABEL[lesson.grade] if lesson.grade else "",
                "advice": lesson.advice.strip(),
            }
            for lesson in visit.lessons
        ],
    }  # fmt: skip


def _checked(visit: Visit, checklists: Mapping[str, "Checklist"]) -> Iterator[Line]:
    """Yield the items of the checklists of a record with their answers."""
    for filled in visit.checklists:
        checklist = checklists.get(filled.uid)
        for item in checklist.items if checklist is not None else ():
            answer = answer_text(item, filled.answers)
            note = filled.answers.get(item.note_key, "")
            if answer or note:
                yield {"item": item.text, "finding": answer, "remark": note}


def _topics(visit: Visit) -> Iterator[Line]:
    """Yield what was looked at with what was seen: the lines that name it, the rest in the first.

    Nothing of 督导过程 is lost: what names no topic stands in the first row.
    """
    lines = [line for line in visit.narrative.strip().splitlines() if line.strip()]
    labels = {topic: TOPIC_LABEL.get(topic, topic) for topic in visit.topics}
    of_topic = {topic: [line for line in lines if _names(line, topic)] for topic in labels}
    named = {line for found in of_topic.values() for line in found}
    rest = [line for line in lines if line not in named]
    for place, (topic, label) in enumerate(labels.items()):
        own = [issue for issue in visit.issues if issue.category == topic]
        seen = [*(rest if not place else ()), *of_topic[topic]]
        yield {
            "item": label,
            "short": TOPIC_SHORT_LABEL.get(topic, ""),
            "finding": "\n".join(seen),
            "issues": "\n".join(issue.description.strip() for issue in own),
            "advice": "\n".join(issue.requirement.strip() for issue in own),
        }
    if not labels and lines:
        yield {"item": visit.campaign, "finding": "\n".join(lines)}


def _names(line: str, topic: str) -> bool:
    """Say whether a line begins with a topic and a colon."""
    head, mark, _ = line.replace(":", "：").partition("：")
    words = (TOPIC_LABEL.get(topic, topic), TOPIC_SHORT_LABEL.get(topic, ""))
    return bool(mark) and any(_is_same(words_of(head), words_of(word)) for word in words)
