"""What filled forms come to over the schools of a 专项, in a month, or altogether."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.form_table import FormScope, FormTable
from inspector_app.domain.registers.campaign import name_of, schools_of
from inspector_app.domain.registers.kind import Entry
from inspector_app.services.campaign_views import campaign_of
from inspector_app.services.context import Context
from inspector_app.services.form_answers import FormAnswers
from inspector_app.services.form_rosters import rosters_of
from inspector_app.services.form_tables import form_table
from inspector_app.services.form_versions import FormVersions
from inspector_app.services.wishes import FormCountsPrint

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile


class CampaignForm(NamedTuple):
    """A form of a 专项: its id and title, and how many of its records hold it."""

    form: str
    title: str
    records: int


class FormCampaigns:
    """Reads filled forms over records, and writes them as Excel files."""

    def __init__(self, context: Context, answers: FormAnswers, versions: FormVersions) -> None:
        self._context = context
        self._answers = answers
        self._versions = versions

    def catch_up(self) -> None:
        """Sort what was written since into the table of coded answers: counting is quick then."""
        self._answers.catch_up()

    def of_campaign(self, uid: str) -> tuple[CampaignForm, ...]:
        """Return the forms of a campaign: what its plan names, and what its records hold."""
        with self._context.database.snapshot():
            entry = campaign_of(self._context, uid)
            name = name_of(entry.values)
            held = self._context.stores.form_counts.forms_of_campaign(name) if name else ()
            published = {p.form: p for p in self._context.stores.forms.published()}
            named = [f for f, p in published.items() if entry.values["form"] in {f, p.title}]
            wanted = [form for form in dict.fromkeys((*named, *held)) if form in published]
            return tuple(
                CampaignForm(form, published[form].title, self._many(form, name)) for form in wanted
            )

    def _many(self, form: str, campaign: str) -> int:
        return self._context.stores.form_counts.many(FormScope(form, campaign=campaign))

    def table(self, scope: FormScope, *, entry: Entry | None = None) -> FormTable:
        """Return what a form comes to (errors as below).

        Args:
            scope: which form, by id or title, and which of its records.
            entry: the 专项, whose schools are told that are missing.
        """
        planned = schools_of(entry) if entry is not None else ()
        rosters = rosters_of(self._context)
        return form_table(self._context, self._versions, scope, rosters=rosters, planned=planned)

    def wished(self, wish: FormCountsPrint) -> FormTable:
        """Return what a wish is about.

        Raises:
            NotFoundError: there is no such form, or no such 专项.
        """
        entry = campaign_of(self._context, wish.entry) if wish.entry else None
        name = name_of(entry.values) if entry is not None else wish.campaign
        if entry is None and name and not self._context.stores.campaigns.named(name)["visit"]:
            raise NotFoundError(
                f"没有专项“{name}”，也没有记录写着它；请核对名称，登记了的用 campaign list 列出。"
            )
        return self.table(FormScope(wish.form, name, wish.month, wish.drafts), entry=entry)

    def wished_xlsx(self, path: Path, wish: FormCountsPrint) -> "WrittenFile":
        """Write what a wish is about (errors as below)."""
        return self.xlsx(path, self.wished(wish))

    def xlsx(self, path: Path, table: FormTable) -> "WrittenFile":
        """Write a row for each record and a column for each question, with codes and figures.

        Raises:
            EnvironmentProblem: the file could not be written; nothing has changed.
        """
        from inspector_app.services.form_sheets import answer_sheets
        from inspector_app.sheets.writer import write_table

        return write_table(path, answer_sheets(table))


def wished_table(context: Context, wish: FormCountsPrint) -> FormTable:
    """Return what is wished for on paper."""
    versions = FormVersions(context)
    return FormCampaigns(context, FormAnswers(context, versions), versions).wished(wish)
