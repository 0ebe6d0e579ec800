"""The forms that come with the program, as they are offered to a district that has not got them."""

from typing import NamedTuple

from inspector_app.services.form_versions import FormPublication, FormVersions
from inspector_app.services.shipped_sources import shipped_forms


class ShippedOffer(NamedTuple):
    """A form that comes with the program.

    Attributes:
        use: what it is for, in one line.
        here: the newest version that is published here, empty for none.
        is_here: this very version is.
    """

    form: str
    version: str
    title: str
    use: str
    questions: int
    here: str
    is_here: bool


class ShippedForms:
    """Publishes what ships into the data folder, one form at a time and only when asked."""

    def __init__(self, versions: FormVersions) -> None:
        self._versions = versions

    def offered(self) -> tuple[ShippedOffer, ...]:
        """Return all of them by id, with what is here of each."""
        here = {each.form: each.versions for each in self._versions.listed()}
        found = ((form, here.get(form.form_id, ())) for form in shipped_forms())
        return tuple(
            ShippedOffer(
                form.form_id, form.version, form.title, form.use, form.questions,
                versions[-1] if versions else "", form.version in versions,
            )
            for form, versions in found
        )  # fmt: skip

    def publish(self, form_id: str) -> FormPublication:
        """Publish one of them as it ships; what is here already stays as it is.

        Raises:
            NotFoundError: none has that id.
            RefusedError: the version, or the title, is taken by another content.
        """
        from inspector_app.services.authored_forms import shipped_package

        return self._versions.publish_package(shipped_package(form_id))
