"""Published forms: taken in from package files, listed, and read for filling in."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.base.garbage import put_off
from inspector_app.base.written import WrittenFile, check_ending, write_document
from inspector_app.domain.form_counts import FilledForm
from inspector_app.domain.form_lists import Rows
from inspector_app.domain.form_record import FormRecord
from inspector_app.services.context import Context
from inspector_app.services.known_form import KnownForm
from inspector_app.storage.forms import Holders, PublishedForm

if TYPE_CHECKING:
    from inspector_app.authoring.package import FormPackage


class OfferedForm(NamedTuple):
    """A form that can be filled in: its newest version here.

    Attributes:
        versions: all that are kept of it, the newest last.
        used: how many records hold any of them.
        withdrawn_at: since when no new record takes it, empty where they do.
    """

    form: str
    version: str
    title: str
    versions: tuple[str, ...]
    used: int
    published_at: str
    withdrawn_at: str = ""


class FormVersion(NamedTuple):
    """One version that is kept, and how many records hold it."""

    form: str
    version: str
    title: str
    published_at: str
    actor: str
    holders: Holders


class Withdrawal(NamedTuple):
    """A form that was withdrawn or is offered again, and the records that hold it."""

    form: str
    title: str
    drafts: int
    filed: int
    offered: bool
    changes: Changes

    @property
    def sentence(self) -> str:
        """What happened, and what is kept."""
        told = "已恢复，新的记录又能选它" if self.offered else "已停用，新的记录不再有它"
        held = f"草稿 {self.drafts} 份、定稿的 {self.filed} 份照旧"
        return f"“{self.title}”{told}；{held}。"


class FormPublication(NamedTuple):
    """A version that was published; ``already`` if this very content was there before.

    Attributes:
        newest: the highest version that is here, which new records take.
        withdrawn: no new record takes the form, as somebody withdrew it before.
    """

    form: str
    version: str
    title: str
    already: bool
    newest: str
    withdrawn: bool = False

    @property
    def can_be_filled_in(self) -> bool:
        """Whether new records take this very version."""
        return self.newest == self.version and not self.withdrawn

    @property
    def notes(self) -> tuple[str, ...]:
        """Why new records do not take this version, and what to do."""
        found = []
        if self.newest != self.version:
            found.append(
                f"本机有更高的版本 {self.newest}，新的记录还是用 {self.newest}；"
                f"要用这一份，请把“设置”里的“版本”改成比 {self.newest} 高的，再发布。"
            )
        if self.withdrawn:
            found.append(
                f"“{self.title}”还停用着，新的记录里没有它；"
                f"要用，请在“更多 › 表单”里按“恢复”，或用命令 visit-form restore {self.form}。"
            )
        return tuple(found)


class FormVersions:
    """Versions are kept whole in the data folder and never change."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def offered(self) -> tuple[OfferedForm, ...]:
        """Return every form that a new record may take, each in its newest version, by title."""
        return tuple(each for each in self.listed() if not each.withdrawn_at)

    def listed(self) -> tuple[OfferedForm, ...]:
        """Return every form that is here, also withdrawn ones, as above."""
        with self._context.database.snapshot():
            published = self._context.stores.forms.published()
            holders = self._context.stores.forms.holders()
            withdrawn = self._context.stores.forms.withdrawn()
        newest = {each.form: each for each in published}
        found = (
            OfferedForm(
                each.form, each.version, each.title,
                tuple(p.version for p in published if p.form == each.form),
                sum(sum(many) for (form, _), many in holders.items() if form == each.form),
                each.published_at, withdrawn.get(each.form, ""),
            )
            for each in newest.values()
        )  # fmt: skip
        return tuple(sorted(found, key=lambda each: each.title))

    def versions(self, form: str) -> tuple[FormVersion, ...]:
        """Return the versions of a form that are kept, the newest first."""
        with self._context.database.snapshot():
            published = self._context.stores.forms.published()
            holders = self._context.stores.forms.holders()
        return tuple(
            FormVersion(
                each.form, each.version, each.title, each.published_at, each.actor,
                holders.get((each.form, each.version), Holders()),
            )
            for each in reversed(published)
            if each.form == form
        )  # fmt: skip

    def current(self, name: str) -> PublishedForm:
        """Return the newest version of a form by its id or title.

        Raises:
            NotFoundError: there is none; the sentence names those that there are.
        """
        wanted, published = name.strip(), self._context.stores.forms.published()
        newest = {each.form: each for each in published}
        for each in reversed(published):
            if wanted and wanted in {each.form, each.title}:
                return newest[each.form]
        known = "、".join(sorted({each.form for each in published})) or "还没有"
        raise NotFoundError(
            f"没有表单“{wanted}”；本机发布过的有：{known}。请核对编号，或先发布它的文件。"
        )

    def refuse_withdrawn(self, form: PublishedForm) -> None:
        """Refuse to begin a form that is withdrawn (RefusedError)."""
        if form.form in self._context.stores.forms.withdrawn():
            raise RefusedError(
                f"“{form.title}”已经停用，没有加到记录里；已经填的照旧。"
                "要再用，请在“更多 › 表单”里恢复。"
            )

    def of(self, record: FormRecord) -> KnownForm | None:
        """Return what was filled in; nothing where this very content is not here."""
        found = self.version(record.form, record.version)
        return found if found is not None and found.digest == record.digest else None

    def filled_in(self, form: str, filled: Iterable[FilledForm]) -> tuple[KnownForm, ...]:
        """Return the versions of a form that were filled in and are here, the oldest first."""
        used = {(each.version, each.digest) for each in filled}
        published = self._context.stores.forms.published()
        found = (
            self.version(form, each.version)
            for each in published
            if each.form == form and (each.version, each.digest) in used
        )
        return tuple(each for each in found if each is not None)

    def version(self, form: str, version: str) -> KnownForm | None:
        """Return one version, if it is here; it is read once and kept by the context."""
        return self._context.known_forms.get((form, version), lambda: self._loaded(form, version))

    def _loaded(self, form: str, version: str) -> KnownForm | None:
        content = self._context.stores.forms.package(form, version)
        if content is None:
            return None
        with put_off():
            return known_of(_read(content, f"{form} {version}"))

    def publish(self, path: Path) -> FormPublication:
        """Take a package file in under its id and version.

        Raises:
            InputError: it is no package, or one whose form cannot be run.
            RefusedError: the version, or the title, is taken by another content.
            NotFoundError: there is no such file.
        """
        from inspector_app.services.authored_forms import read_form_package

        return self.publish_package(read_form_package(path))

    def publish_package(
        self, package: "FormPackage", *, beside: Callable[[], None] = lambda: None
    ) -> FormPublication:
        """Take a package in; ``beside`` is done with it, and nothing is taken in where it fails.

        Raises:
            InputError: its form cannot be run.
            RefusedError: the version, or the title, is taken by another content.
        """
        known_of(package)
        made = self._publication(package)
        with self._context.database.transaction():
            already = self._refuse_taken(made)
            if not already:
                self._context.stores.forms.add(made, package.content)
                self._context.note(
                    "form_version",
                    f"{made.form}/{made.version}",
                    {"note": "发布表单", "title": made.title, "digest": made.digest},
                )
            beside()
            newest = self.current(made.form).version
            withdrawn = made.form in self._context.stores.forms.withdrawn()
        return FormPublication(made.form, made.version, made.title, already, newest, withdrawn)

    def is_here(self, package: "FormPackage") -> bool:
        """Say whether this very content is here (RefusedError: as of ``publish_package``)."""
        return self._refuse_taken(self._publication(package))

    def _publication(self, package: "FormPackage") -> PublishedForm:
        return PublishedForm(
            package.form_id, package.version, package.title, package.digest,
            self._context.now_text(), self._context.actor,
        )  # fmt: skip

    # -- what was published, again ---------------------------------------------------------------

    def package(self, form: str, version: str) -> "FormPackage":
        """Return the package of a version (NotFoundError where it is not here)."""
        content = self._context.stores.forms.package(form, version)
        if content is None:
            known = "、".join(each.version for each in self.versions(form)) or "没有"
            raise NotFoundError(f"本机没有表单 {form} 的版本 {version}；有的是：{known}。")
        return _read(content, f"{form} {version}")

    def write_workbook(self, form: str, version: str, out: Path) -> WrittenFile:
        """Write the very workbook from which a version was made (errors as the file's)."""
        check_ending(out, ".xlsx")
        return write_document(out, self.package(form, version).workbook)

    def write_package(self, form: str, version: str, out: Path) -> WrittenFile:
        """Write the file of a version again, to hand it on (errors as the file's)."""
        return write_document(out, self.package(form, version).content)

    def withdraw(self, name: str) -> Withdrawal:
        """Let no new record take a form; drafts and filed records keep theirs (NotFoundError)."""
        form = self.current(name)
        with self._context.database.transaction():
            self._context.stores.forms.withdraw(
                form.form, at=self._context.now_text(), actor=self._context.actor
            )
            self._note(form, "停用表单")
        return self._withdrawal(form, offered=False)

    def restore(self, name: str) -> Withdrawal:
        """Let new records take a form again (NotFoundError)."""
        form = self.current(name)
        with self._context.database.transaction():
            self._context.stores.forms.restore(form.form)
            self._note(form, "恢复表单")
        return self._withdrawal(form, offered=True)

    def _note(self, form: PublishedForm, what: str) -> None:
        self._context.note("form_version", form.form, {"note": what, "title": form.title})

    def _withdrawal(self, form: PublishedForm, *, offered: bool) -> Withdrawal:
        held = [each.holders for each in self.versions(form.form)]
        drafts, filed = sum(h.drafts for h in held), sum(h.filed for h in held)
        return Withdrawal(form.form, form.title, drafts, filed, offered, Changes(visits=True))

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


def known_of(package: "FormPackage") -> KnownForm:
    """Return a package ready to be filled in (InputError: its form cannot be run)."""
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
        labels={
            each["name"]: each.get("label", "") for each in package.manifest.get("questions", ())
        },
        lists=_lists_of(package),
        pictures=_media_of(package, lists=False),
    )


def _lists_of(package: "FormPackage") -> dict[str, Rows]:
    lists = _media_of(package, lists=True)
    if not lists:
        return {}
    from inspector_app.authoring.lists import list_rows

    return {name: list_rows(content, name=name) for name, content in lists.items()}


def _media_of(package: "FormPackage", *, lists: bool) -> dict[str, bytes]:
    """Return the lists of names that a package brings along, or what else it does: pictures."""
    media: Mapping[str, str] = package.manifest.get("media", {})
    return {
        name: package.members[at]
        for name, at in media.items()
        if name.casefold().endswith(".csv") == lists
    }
