"""What the filled checklists of a campaign come to: by item over schools, each number with its own.

Each school counts once in a campaign, with the newest of its records.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from inspector_app.domain.checklist import NOT_APPLICABLE, Checklist, Item
from inspector_app.domain.checklist_answers import Standing, standing_of, valid_answers
from inspector_app.domain.filled_checklist import Answers


class SchoolAnswers(NamedTuple):
    """A filled checklist of one record, with its school and its day."""

    school_code: str
    school_name: str
    day: date
    visit_uid: str
    visit_number: str
    version: str
    digest: str
    answers: Answers


class ItemCounts(NamedTuple):
    """How one item was answered over schools.

    Attributes:
        schools: the names of the schools under each answer, in the order of the scale.
        failed: those that failed; ``applicable`` how many gave an answer that applies.
    """

    item: Item
    schools: Mapping[str, tuple[str, ...]]
    failed: tuple[str, ...]
    applicable: int

    @property
    def open(self) -> tuple[str, ...]:
        """The schools whose answer is missing."""
        return self.schools.get("", ())


class SchoolLine(NamedTuple):
    """One school of the table of a campaign."""

    found: SchoolAnswers
    standing: Standing


class ChecklistTable(NamedTuple):
    """The filled checklists of a campaign, schools by items.

    Attributes:
        missing: schools of the campaign without a filled checklist of a counted record.
        other_versions: how many filled checklists are of another version, whose items may say
            something else: they are not counted.
    """

    checklist: Checklist
    lines: tuple[SchoolLine, ...]
    items: tuple[ItemCounts, ...]
    missing: tuple[str, ...]
    other_versions: tuple[str, ...]


def newest_of_each_school(found: Iterable[SchoolAnswers]) -> tuple[SchoolAnswers, ...]:
    """Return of each school the answers of its newest record."""
    newest: dict[str, SchoolAnswers] = {}
    for each in found:
        before = newest.get(each.school_code)
        if before is None or (before.day, before.visit_number) < (each.day, each.visit_number):
            newest[each.school_code] = each
    return tuple(newest[code] for code in sorted(newest))


def table_of(
    checklist: Checklist, found: Iterable[SchoolAnswers], *, planned: Mapping[str, str]
) -> ChecklistTable:
    """Return the table of one checklist; ``planned`` names the schools that were to be visited."""
    newest = newest_of_each_school(found)
    own = tuple(
        each._replace(answers=valid_answers(checklist, each.answers))
        for each in newest
        if each.digest == checklist.digest
    )
    told = {each.school_code for each in newest}
    return ChecklistTable(
        checklist=checklist,
        lines=tuple(SchoolLine(each, standing_of(checklist, each.answers)) for each in own),
        items=tuple(_counts(item, own) for item in checklist.items),
        missing=tuple(name for code, name in planned.items() if code not in told),
        other_versions=tuple(
            f"{each.school_name}（版本 {each.version}）"
            for each in newest
            if each.digest != checklist.digest
        ),
    )


def worst(table: ChecklistTable, *, most: int) -> tuple[ItemCounts, ...]:
    """Return the items that most schools failed, ★ before others of the same number."""
    failed = [counts for counts in table.items if counts.failed]
    return tuple(sorted(failed, key=lambda c: (-len(c.failed), not c.item.is_key)))[:most]


def _counts(item: Item, found: tuple[SchoolAnswers, ...]) -> ItemCounts:
    by_answer: dict[str, list[str]] = {word: [] for word in item.words}
    for each in found:
        by_answer.setdefault(each.answers.get(item.key, ""), []).append(each.school_name)
    return ItemCounts(
        item=item,
        schools={answer: tuple(names) for answer, names in by_answer.items() if names},
        failed=tuple(e.school_name for e in found if item.fails(e.answers.get(item.key, ""))),
        applicable=sum(e.answers.get(item.key, "") not in {"", NOT_APPLICABLE} for e in found),
    )
