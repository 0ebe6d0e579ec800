"""下发 of published forms: the very package, under its id and version, taken in as it is."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, RefusedError, UserError
from inspector_app.services.context import Context
from inspector_app.services.form_versions import FormVersions, known_of
from inspector_app.services.pack_kind import NothingToSendError
from inspector_app.services.pack_lines import Mark, PackLine
from inspector_app.services.pack_sending import Laptop
from inspector_app.services.pack_values import rows_in, text_in
from inspector_app.storage.forms import PublishedForm

if TYPE_CHECKING:
    from inspector_app.authoring.package import FormPackage

FORMS: Final = "forms"
_MOST_TEXT: Final = 8 * 2**20


class FormsKind:
    """Sends the newest version of each form that is chosen."""

    kind = FORMS
    title = "督导表单"
    about = "发布的表单，不写名称就是在用的全部"
    replaces = False
    each_person = False
    chooses = True

    def __init__(self, context: Context, versions: FormVersions) -> None:
        self._context = context
        self._versions = versions

    def gather(self, wanted: Sequence[str], *, to: Sequence[Laptop]) -> Mapping[str, Any]:
        """Return the packages of forms, by id or title (errors as of a ``PackKind``)."""
        del to
        names = wanted or [each.form for each in self._versions.offered()]
        forms = dict.fromkeys(self._versions.current(name) for name in names)
        if not forms:
            raise NothingToSendError("表单", "请先发布一份表单")
        return {"forms": [self._row(form) for form in forms]}

    def _row(self, form: PublishedForm) -> dict[str, Any]:
        package = self._context.stores.forms.package(form.form, form.version)
        assert package is not None
        return {
            "form": form.form, "version": form.version, "title": form.title,
            "package": base64.b64encode(package).decode(),
        }  # fmt: skip

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        """Return which forms would be published here."""
        return tuple(self._line(package, title) for package, title in self._packages(rows))

    def _line(self, package: "FormPackage | str", title: str) -> PackLine:
        if isinstance(package, str):
            return PackLine(Mark.REFUSED, f"{title}：{package}")
        try:
            already = self._versions.is_here(package)
        except RefusedError as error:
            return PackLine(Mark.REFUSED, f"{title}：{error.sentence}")
        if already:
            return PackLine(Mark.SAME, title)
        before = [each.version for each in self._versions.versions(package.form_id)]
        if before:
            return PackLine(Mark.CHANGED, f"{title}，本机现有版本 {before[0]}；填过的照旧")
        return PackLine(Mark.NEW, title)

    def take(self, rows: Mapping[str, Any]) -> Changes:
        """Publish every form that may be; the others are left out, as the preview has said."""
        taken = False
        for package, title in self._packages(rows):
            if self._line(package, title).mark in {Mark.NEW, Mark.CHANGED}:
                assert not isinstance(package, str)
                self._versions.publish_package(package)
                taken = True
        return Changes(visits=taken)

    def _packages(self, rows: Mapping[str, Any]) -> "Iterator[tuple[FormPackage | str, str]]":
        """Yield each package, or why it is none that can be filled in, with what to call it."""
        from inspector_app.authoring.package import read_package

        for row in rows_in(rows, "forms"):
            name = f"{text_in(row, 'form')} {text_in(row, 'version')}"
            title = f"表单 {text_in(row, 'title')}（{name}）"
            content = base64.b64decode(text_in(row, "package", most=_MOST_TEXT), validate=True)
            try:
                package = read_package(content, name=name)
                known_of(package)
            except UserError as error:
                yield error.sentence, title
                continue
            if f"{package.form_id} {package.version}" != name:
                raise InputError("下发包里的表单与写明的编号、版本不符，没有接收。")
            yield package, title
