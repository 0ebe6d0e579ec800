"""Published forms; and the coded answers of filled ones."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final, NamedTuple

from inspector_app.domain.form_record import Answers
from inspector_app.domain.version_order import in_order
from inspector_app.storage.conditions import FILED_ON_SITE
from inspector_app.storage.database import Database

_PUBLISHED: Final = "SELECT form, version, title, digest, published_at, actor FROM form_version"


class PublishedForm(NamedTuple):
    """A published version, without its package."""

    form: str
    version: str
    title: str
    digest: str
    published_at: str
    actor: str


class Holders(NamedTuple):
    """How many records hold a version: drafts, and those that were filed."""

    drafts: int = 0
    filed: int = 0


class Unsorted(NamedTuple):
    """A filled form whose coded answers are not in their table yet."""

    uid: str
    form: str
    version: str
    digest: str
    answers: Answers


class CodedAnswer(NamedTuple):
    """One coded answer: its row in a repeat (empty without), its question and its code."""

    row_uid: str
    name: str
    value: str


class FormStore:
    """Reads and adds versions and coded answers; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def published(self) -> tuple[PublishedForm, ...]:
        """Return every version that is kept, form by form, each form's highest version last."""
        rows = self._database.rows(f"{_PUBLISHED} ORDER BY id")
        by_form: dict[str, list[PublishedForm]] = {}
        for each in (PublishedForm(*row) for row in rows):
            by_form.setdefault(each.form, []).append(each)
        return tuple(
            each
            for versions in by_form.values()
            for each in in_order(versions, lambda published: published.version)
        )

    def find(self, form: str, version: str) -> PublishedForm | None:
        """Return one version, if it is kept."""
        row = self._database.row(f"{_PUBLISHED} WHERE form = ? AND version = ?", form, version)
        return None if row is None else PublishedForm(*row)

    def package(self, form: str, version: str) -> bytes | None:
        """Return the package of a version, if it is kept."""
        row = self._database.row(
            "SELECT package FROM form_version WHERE form = ? AND version = ?", form, version
        )
        return None if row is None else bytes(row[0])

    def add(self, made: PublishedForm, package: bytes) -> None:
        """Keep a version; it never changes again."""
        self._database.execute(
            "INSERT INTO form_version (form, version, title, digest, published_at, actor, package)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            *made, package,
        )  # fmt: skip

    def holders(self) -> dict[tuple[str, str], Holders]:
        """Return how many records hold each version of each form."""
        rows = self._database.rows(
            "SELECT f.form, f.version, sum(v.status = 'draft'), sum(v.status <> 'draft')"
            " FROM form_record f"
            " JOIN visit v ON v.id = f.visit_id WHERE v.deleted_at IS NULL"
            " GROUP BY f.form, f.version"
        )
        return {(form, version): Holders(int(d), int(f)) for form, version, d, f in rows}

    def answers_of(self, form: str) -> Iterator[Answers]:
        """Yield what each record says that holds a form, whatever its version."""
        for (answers,) in self._database.rows(
            "SELECT f.answers FROM form_record f JOIN visit v ON v.id = f.visit_id"
            " WHERE f.form = ? AND v.deleted_at IS NULL ORDER BY f.uid",
            form,
        ):
            yield json.loads(answers)

    # -- withdrawn ones --------------------------------------------------------------------------

    def withdrawn(self) -> dict[str, str]:
        """Return since when each withdrawn form is."""
        return dict(self._database.rows("SELECT form, withdrawn_at FROM form_withdrawal"))

    def withdraw(self, form: str, *, at: str, actor: str) -> None:
        """Let no new record take a form; one that is withdrawn stays so."""
        self._database.execute(
            "INSERT OR IGNORE INTO form_withdrawal (form, withdrawn_at, actor) VALUES (?, ?, ?)",
            form, at, actor,
        )  # fmt: skip

    def restore(self, form: str) -> None:
        """Let new records take a form again."""
        self._database.execute("DELETE FROM form_withdrawal WHERE form = ?", form)

    def faults(self) -> Iterator[str]:
        """Yield a Chinese sentence for each version whose package is not what was published."""
        for form, version, title, digest, package in self._database.rows(
            "SELECT form, version, title, digest, package FROM form_version ORDER BY id"
        ):
            if sha256(package).hexdigest() != digest:
                yield f"表单“{title}”（{form} {version}）的内容与发布时不同"

    # -- coded answers ---------------------------------------------------------------------------

    def forget_answers(self) -> None:
        """Empty the table of coded answers: all are to be sorted anew."""
        self._database.execute("DELETE FROM form_answer")
        self._database.execute("UPDATE form_record SET unsorted = 1 WHERE unsorted = 0")

    def unsorted(self) -> tuple[Unsorted, ...]:
        """Return the filled forms whose coded answers are not in the table."""
        rows = self._database.rows(
            "SELECT uid, form, version, digest, answers FROM form_record"
            " WHERE unsorted = 1 ORDER BY uid"
        )
        return tuple(
            Unsorted(uid, form, version, digest, json.loads(answers))
            for uid, form, version, digest, answers in rows
        )

    def sort_in(self, uid: str, answers: Iterable[CodedAnswer]) -> None:
        """Put the coded answers of one filled form into the table, in place of older ones."""
        self._database.execute("DELETE FROM form_answer WHERE record_uid = ?", uid)
        self._database.execute_many(
            "INSERT INTO form_answer (record_uid, row_uid, name, value) VALUES (?, ?, ?, ?)",
            [(uid, *answer) for answer in answers],
        )
        self._database.execute("UPDATE form_record SET unsorted = 0 WHERE uid = ?", uid)

    def counts(self, form: str, name: str) -> dict[str, int]:
        """Return how often each code was given to a question in counted records."""
        rows = self._database.rows(
            "SELECT a.value, count(*) FROM form_answer a"  # noqa: S608 - conditions of ours
            " JOIN form_record f ON f.uid = a.record_uid JOIN visit v ON v.id = f.visit_id"
            f" WHERE f.form = ? AND a.name = ? AND {FILED_ON_SITE} GROUP BY a.value ORDER BY 1",
            form,
            name,
        )
        return {str(value): int(many) for value, many in rows}
