"""What the forms of a month's records contribute to its table: 专项与量表."""

from typing import Final, NamedTuple

from inspector_app.domain.form_counts import FilledForm, FormColumn, united
from inspector_app.domain.form_statistics import FormFigure, Role, figures_of
from inspector_app.domain.form_table import FormScope
from inspector_app.domain.frozen_forms import thawed_forms
from inspector_app.domain.month import Month
from inspector_app.services.context import Context
from inspector_app.services.form_columns import columns_of
from inspector_app.services.form_rosters import rosters_of
from inspector_app.services.form_versions import FormVersions

FORMS: Final = "forms"
"""Under which name they stand among the figures of a month that are kept."""
_ROLE, _POINTS = "统计", "分值"


class MonthForms(NamedTuple):
    """What forms contribute to a month's table.

    Attributes:
        counted_anew: whether they were counted from the records though the table was kept: an
            earlier version kept no figures of forms.
    """

    figures: tuple[FormFigure, ...]
    counted_anew: bool = False


class FormFigures:
    """Reads the records of a month; only filed ones count."""

    def __init__(self, context: Context, versions: FormVersions) -> None:
        self._context = context
        self._versions = versions

    def seen(self, month: Month, *, now: bool = False, edition: int = 0) -> MonthForms:
        """Return the figures that go with a month's table.

        Args:
            month: the month.
            now: whether a month whose figures were kept is to be counted anew.
            edition: the office's of that number, or nothing.
        """
        store, scope = self._context.stores.months, self._context.scope
        with self._context.database.snapshot():
            if edition:
                kept = next(
                    (e.body for e in store.editions(month, scope) if e.number == edition), None
                )
            else:
                kept = None if now else store.frozen(month, scope)
            if kept is not None and FORMS in kept:
                return MonthForms(thawed_forms(kept[FORMS]))
            return MonthForms(self.of_month(month), counted_anew=kept is not None)

    def of_month(self, month: Month) -> tuple[FormFigure, ...]:
        """Return what the records say of a month, form by form; none where none holds a form."""
        with self._context.database.snapshot():
            store = self._context.stores.form_counts
            found = [
                (form, store.filled(FormScope(form, month=month)))
                for form in store.forms_of_month(month)
            ]
            return tuple(each for form, filled in found for each in self._of_form(form, filled))

    def _of_form(self, form: str, filled: tuple[FilledForm, ...]) -> tuple[FormFigure, ...]:
        known = self._versions.filled_in(form, filled)
        if not known:
            return ()
        digests = {each.digest for each in known}
        own = {name: told for each in known for name, told in each.own.items()}
        columns: tuple[FormColumn, ...] = ()
        roles = {name: Role(told[_ROLE]) for name, told in own.items() if told.get(_ROLE)}
        if roles:
            rosters = rosters_of(self._context)
            columns = united([columns_of(each, rosters) for each in known])
        return figures_of(
            known[-1].title,
            columns,
            roles,
            [each for each in filled if each.digest in digests],
            {name: told[_POINTS] for name, told in own.items() if told.get(_POINTS)},
        )
