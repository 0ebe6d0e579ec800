"""What the forms of a month's records contribute to its table: 专项与量表."""

from inspector_app.domain.form_counts import FilledForm, FormColumn, united
from inspector_app.domain.form_statistics import FormFigure, Role, figures_of
from inspector_app.domain.form_table import FormScope
from inspector_app.domain.month import Month
from inspector_app.services.context import Context
from inspector_app.services.form_columns import columns_of
from inspector_app.services.form_rosters import rosters_of
from inspector_app.services.form_versions import FormVersions
from inspector_app.services.known_form import KnownForm

_ROLE, _POINTS = "统计", "分值"


class FormFigures:
    """Reads the records of a month; only filed ones count."""

    def __init__(self, context: Context, versions: FormVersions) -> None:
        self._context = context
        self._versions = versions

    def of_month(self, month: Month) -> tuple[FormFigure, ...]:
        """Return the figures of a month, form by form; none where no record holds a form."""
        with self._context.database.snapshot():
            store = self._context.stores.form_counts
            found = [
                (form, store.filled(FormScope(form, month=month)))
                for form in store.forms_of_month(month)
            ]
            return tuple(each for form, filled in found for each in self._of_form(form, filled))

    def _of_form(self, form: str, filled: tuple[FilledForm, ...]) -> tuple[FormFigure, ...]:
        known = self._known(form, filled)
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

    def _known(self, form: str, filled: tuple[FilledForm, ...]) -> list[KnownForm]:
        """Return the versions that were filled in and are here, the oldest first."""
        used = {(each.version, each.digest) for each in filled}
        found = (
            self._versions.version(form, published.version)
            for published in self._context.stores.forms.published()
            if published.form == form and (published.version, published.digest) in used
        )
        return [each for each in found if each is not None]
