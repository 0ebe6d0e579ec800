"""Published forms: taken in from package files, listed, and read for filling in."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.base.garbage import put_off
from inspector_app.domain.form_record import FormRecord
from inspector_app.services.context import Context
from inspector_app.storage.forms import PublishedForm

if TYPE_CHECKING:
    from inspector_app.authoring.package import FormPackage
    from inspector_app.xform import FormDef


class OfferedForm(NamedTuple):
    """A form that can be filled in: its newest version here.

    Attributes:
        versions: all that are kept of it, the newest last.
        used: how many records hold any of them.
    """

    form: str
    version: str
    title: str
    versions: tuple[str, ...]
    used: int
    published_at: str


class FormPublication(NamedTuple):
    """A version that was published; ``already`` if this very content was there before."""

    form: str
    version: str
    title: str
    already: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownForm:
    """A published version, ready to be filled in.

    Attributes:
        own: what 统计, 台账, 依据 and 分值 say, by the name of the question.
    """

    form: str
    version: str
    title: str
    digest: str
    definition: "FormDef"
    own: Mapping[str, Mapping[str, str]]


class FormVersions:
    """Versions are kept whole in the data folder and never change."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[tuple[str, str], KnownForm] = {}

    def offered(self) -> tuple[OfferedForm, ...]:
        """Return every form that is here, each in its newest version, by title."""
        with self._context.database.snapshot():
            published = self._context.stores.forms.published()
            used = self._context.stores.forms.used()
        newest = {each.form: each for each in published}
        found = (
            OfferedForm(
                each.form, each.version, each.title,
                tuple(p.version for p in published if p.form == each.form),
                sum(many for (form, _), many in used.items() if form == each.form),
                each.published_at,
            )
            for each in newest.values()
        )  # fmt: skip
        return tuple(sorted(found, key=lambda each: each.title))

    def current(self, name: str) -> PublishedForm:
        """Return the newest version of a form by its id or title.

        Raises:
            NotFoundError: there is none; the sentence names those that there are.
        """
        wanted, published = name.strip(), self._context.stores.forms.published()
        for each in reversed(published):
            if wanted and wanted in {each.form, each.title}:
                return each
        known = "、".join(sorted({each.form for each in published})) or "还没有"
        raise NotFoundError(
            f"没有表单“{wanted}”；本机发布过的有：{known}。请核对编号，或先发布它的文件。"
        )

    def of(self, record: FormRecord) -> KnownForm | None:
        """Return what was filled in; nothing where this very content is not here."""
        found = self.version(record.form, record.version)
        return found if found is not None and found.digest == record.digest else None

    def version(self, form: str, version: str) -> KnownForm | None:
        """Return one version, if it is here; it is read once and kept."""
        known = self._known.get((form, version))
        if known is not None:
            return known
        content = self._context.stores.forms.package(form, version)
        if content is None:
            return None
        with put_off():
            made = _known_of(_read(content, f"{form} {version}"))
        self._known[form, version] = made
        return made

    def publish(self, path: Path) -> FormPublication:
        """Take a package file in under its id and version.

        Raises:
            InputError: it is no package, or one whose form cannot be run.
            RefusedError: the version, or the title, is taken by another content.
            NotFoundError: there is no such file.
        """
        from inspector_app.services.authored_forms import read_form_package

        package = read_form_package(path)
        _known_of(package)
        made = PublishedForm(
            package.form_id, package.version, package.title, package.digest,
            self._context.now_text(), self._context.actor,
        )  # fmt: skip
        with self._context.database.transaction():
            already = self._refuse_taken(made)
            if not already:
                self._context.stores.forms.add(made, package.content)
                self._context.note(
                    "form_version",
                    f"{made.form}/{made.version}",
                    {"note": "发布表单", "title": made.title, "digest": made.digest},
                )
        return FormPublication(made.form, made.version, made.title, already)

    def _refuse_taken(self, made: PublishedForm) -> bool:
        """Say whether this very content is here (RefusedError: another one is)."""
        published = self._context.stores.forms.published()
        for each in published:
            if (each.form, each.version) == (made.form, made.version):
                if each.digest == made.digest:
                    return True
                raise RefusedError(
                    f"没有发布：“{made.title}”的版本 {made.version} 已经有了，内容不同。"
                    "发布过的版本不再改变，填过的记录还要用它；"
                    "请把“设置”里的“版本”改成新的，重新打包后再发布。"
                )
        if other := next(
            (p for p in published if p.title == made.title and p.form != made.form), None
        ):
            raise RefusedError(
                f"没有发布：“{made.title}”已经是表单 {other.form} 的名称；"
                "请换一个名称，或把编号改成它的，作为它的新版本。"
            )
        return False


def _read(content: bytes, name: str) -> "FormPackage":
    from inspector_app.authoring.package import read_package

    return read_package(content, name=name)


def _known_of(package: "FormPackage") -> KnownForm:
    from inspector_app.xform import FormError, load_form

    try:
        definition = load_form(package.xml)
    except FormError as error:
        raise InputError(
            f"“{package.title}”（{package.form_id} {package.version}）不能填写，没有采用：{error}。"
            "请发布的人用 form check 查看表单，改好后重新发布。"
        ) from error
    own: Mapping[str, Any] = package.manifest["own"]
    return KnownForm(
        form=package.form_id,
        version=package.version,
        title=package.title,
        digest=package.digest,
        definition=definition,
        own={name: dict(columns) for name, columns in own.items()},
    )
