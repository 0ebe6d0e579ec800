"""Filled forms over many records, and their coded answers, as counting asks for them."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Final

from inspector_app.domain.closing_days import ClosingDays
from inspector_app.domain.form_counts import CodedLine, FilledForm
from inspector_app.domain.form_table import FormScope
from inspector_app.domain.month import Month
from inspector_app.storage.closing import ClosingStore
from inspector_app.storage.conditions import FILED_ON_SITE
from inspector_app.storage.database import Database

_WITH_DRAFTS: Final = "v.deleted_at IS NULL AND v.status <> 'voided' AND v.online = 0"


class FormCountStore:
    """Reads only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def filled(self, scope: FormScope) -> tuple[FilledForm, ...]:
        """Return the filled forms, by day and number."""
        where, values = self._where(scope)
        rows = self._database.rows(
            "SELECT f.uid, v.uid, v.number, coalesce(v.school_code, ''), v.school_name,"  # noqa: S608 - ours
            " v.visited_on, f.version, f.digest, f.answers, f.unsorted = 0"
            f" FROM form_record f JOIN visit v ON v.id = f.visit_id WHERE {where}"
            " ORDER BY v.visited_on, v.number",
            *values,
        )
        return tuple(
            FilledForm(
                uid, visit, number, code, school or "", date.fromisoformat(day) if day else None,
                version, digest, json.loads(answers), bool(is_sorted),
            )
            for uid, visit, number, code, school, day, version, digest, answers, is_sorted in rows
        )  # fmt: skip

    def many(self, scope: FormScope) -> int:
        """Return how many filled forms there are."""
        where, values = self._where(scope)
        row = self._database.row(
            "SELECT count(*) FROM form_record f JOIN visit v ON v.id = f.visit_id"  # noqa: S608 - ours
            f" WHERE {where}",
            *values,
        )
        return int(row[0]) if row else 0

    def coded(self, scope: FormScope) -> Iterator[CodedLine]:
        """Yield the coded answers of those forms that are sorted into their table."""
        where, values = self._where(scope)
        rows = self._database.rows(
            "SELECT a.record_uid, a.row_uid, a.name, a.value"  # noqa: S608 - conditions of ours
            " FROM form_answer a JOIN form_record f ON f.uid = a.record_uid"
            f" JOIN visit v ON v.id = f.visit_id WHERE f.unsorted = 0 AND {where}"
            " ORDER BY v.visited_on, v.number, a.row_uid",
            *values,
        )
        for row in rows:
            yield CodedLine(*row)

    def forms_of_campaign(self, name: str) -> tuple[str, ...]:
        """Return the ids of the forms that records of a campaign hold, the most used first."""
        rows = self._database.rows(
            "SELECT f.form FROM form_record f JOIN visit v ON v.id = f.visit_id"
            " WHERE v.deleted_at IS NULL AND v.campaign <> '' AND v.campaign = ?"
            " GROUP BY f.form ORDER BY count(*) DESC, f.form",
            name,
        )
        return tuple(form for (form,) in rows)

    def forms_of_month(self, month: Month) -> tuple[str, ...]:
        """Return the ids of the forms that filed records of a month hold."""
        rows = self._database.rows(
            "SELECT DISTINCT f.form FROM form_record f JOIN visit v ON v.id = f.visit_id"  # noqa: S608 - ours
            f" WHERE {FILED_ON_SITE} AND v.visited_on BETWEEN ? AND ? ORDER BY f.form",
            *self._days(month),
        )
        return tuple(form for (form,) in rows)

    def _days(self, month: Month) -> list[str]:
        span = ClosingDays(ClosingStore(self._database).all()).span(month)
        return [span.start.isoformat(), span.end.isoformat()]

    def _where(self, scope: FormScope) -> tuple[str, list[str]]:
        wanted = _WITH_DRAFTS if scope.drafts else FILED_ON_SITE
        parts, values = ["f.form = ?", wanted], [scope.form]
        if scope.campaign:
            parts.append("v.campaign = ?")
            values.append(scope.campaign)
        if scope.month is not None:
            parts.append("v.visited_on BETWEEN ? AND ?")
            values += self._days(scope.month)
        return " AND ".join(parts), values
