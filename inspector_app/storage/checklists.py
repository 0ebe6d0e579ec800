"""Published checklists; and filled ones, as campaigns and comparisons ask for them."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from inspector_app.base.stable_json import stable_text
from inspector_app.domain.checklist import Checklist, checklist_json, checklist_of
from inspector_app.domain.checklist_counts import SchoolAnswers
from inspector_app.storage.conditions import FILED_ON_SITE
from inspector_app.storage.database import Database

_PUBLISHED: Final = (
    "SELECT form, version, title, digest, shipped, published_at, actor FROM checklist_version"
)
_FILLED: Final = f"""
SELECT v.school_code, v.school_name, v.visited_on, v.uid, v.number, c.version, c.digest, c.answers
FROM checklist c JOIN visit v ON v.id = c.visit_id
WHERE c.form = ?1 AND {FILED_ON_SITE} AND v.school_code IS NOT NULL AND v.visited_on IS NOT NULL"""  # noqa: S608 - conditions of ours
_ORDER: Final = " ORDER BY v.visited_on, v.number"


class Published(NamedTuple):
    """A published version, without its items.

    Attributes:
        shipped: it came with the program and was kept when it was first used.
    """

    form: str
    version: str
    title: str
    digest: str
    shipped: bool
    published_at: str
    actor: str


class ChecklistStore:
    """Reads and adds versions; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def published(self) -> tuple[Published, ...]:
        """Return every version that is kept, in the order in which they were published."""
        rows = self._database.rows(f"{_PUBLISHED} ORDER BY id")
        return tuple(Published(*row) for row in rows)

    def get(self, form: str, version: str) -> Checklist | None:
        """Return one version, if it is kept."""
        row = self._database.row(
            "SELECT content FROM checklist_version WHERE form = ? AND version = ?", form, version
        )
        return None if row is None else checklist_of(json.loads(row[0]))

    def add(self, checklist: Checklist, *, shipped: bool, at: str, actor: str) -> None:
        """Keep a version; it never changes again."""
        self._database.execute(
            "INSERT INTO checklist_version"
            " (form, version, title, content, digest, shipped, published_at, actor)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            checklist.id, checklist.version, checklist.title,
            stable_text(checklist_json(checklist)), checklist.digest, int(shipped), at, actor,
        )  # fmt: skip

    def of_campaign(self, form: str, name: str) -> tuple[SchoolAnswers, ...]:
        """Return the filled checklists of the counted records of a campaign, by day."""
        where = " AND v.campaign <> '' AND v.campaign = ?2"
        return tuple(_answers(self._database.rows(f"{_FILLED}{where}{_ORDER}", form, name)))

    def everywhere(self, form: str) -> tuple[SchoolAnswers, ...]:
        """Return the filled checklists of all counted records, by day."""
        return tuple(_answers(self._database.rows(f"{_FILLED}{_ORDER}", form)))

    def faults(self) -> Iterator[str]:
        """Yield a Chinese sentence for each version whose content is not what was published."""
        for form, version, title, content, digest in self._database.rows(
            "SELECT form, version, title, content, digest FROM checklist_version ORDER BY id"
        ):
            if checklist_of(json.loads(content)).digest != digest:
                yield f"检查表“{title}”（{form} {version}）的内容与发布时不同"


def _answers(rows: list[tuple[Any, ...]]) -> Iterator[SchoolAnswers]:
    for code, school, day, uid, number, version, digest, answers in rows:
        yield SchoolAnswers(
            code, school, date.fromisoformat(day), uid, number, version, digest,
            json.loads(answers),
        )  # fmt: skip
