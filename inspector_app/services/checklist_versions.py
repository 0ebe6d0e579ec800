"""Versions of checklists: what there is, which one is used for new records, publishing."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.domain.checklist import Checklist
from inspector_app.domain.filled_checklist import FilledChecklist
from inspector_app.services.context import Context
from inspector_app.services.shipped_checklists import shipped_checklists
from inspector_app.sheets.checklists import CheckedSheet, read_checklist
from inspector_app.storage.checklists import Published


class Offered(NamedTuple):
    """A checklist that can be filled in: its newest version here.

    Attributes:
        own: the district published it; otherwise it came with the program.
        versions: all that are kept of it, the newest last.
    """

    checklist: Checklist
    own: bool
    versions: tuple[str, ...]


class Publication(NamedTuple):
    """What publishing came to; ``already``: this very version was published before."""

    checklist: Checklist
    already: bool


class ChecklistVersions:
    """Reads and publishes; a version once published is never changed or taken away."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def offered(self) -> tuple[Offered, ...]:
        """Return each checklist once, those that came with the program first."""
        with self._context.database.snapshot():
            kept = self._context.stores.checklists.published()
            forms = dict.fromkeys([*shipped_checklists(), *(each.form for each in kept)])
            return tuple(self._offer(form, kept) for form in forms)

    def _offer(self, form: str, kept: tuple[Published, ...]) -> Offered:
        versions = tuple(each.version for each in kept if each.form == form)
        newest = self._newest_own(form, kept)
        checklist = newest or shipped_checklists()[form]
        return Offered(
            checklist,
            own=newest is not None,
            versions=tuple(dict.fromkeys((*versions, checklist.version))),
        )

    def _newest_own(self, form: str, kept: tuple[Published, ...]) -> Checklist | None:
        """Return what the district published last; its own version outweighs the program's."""
        own = [each.version for each in kept if each.form == form and not each.shipped]
        return self._context.stores.checklists.get(form, own[-1]) if own else None

    def current(self, name: str) -> Checklist:
        """Return the version for new records of the checklist of that id or title.

        Raises:
            NotFoundError: there is none.
        """
        found = self.named(name)
        if found is None:
            known = "、".join(f"{o.checklist.id}（{o.checklist.title}）" for o in self.offered())
            raise NotFoundError(f"没有检查表“{name}”；可用的有：{known}。")
        return found

    def named(self, name: str) -> Checklist | None:
        """Return the current version of the checklist of that id or title, if there is one."""
        return named_among(self.offered(), name) if name.strip() else None

    def version(self, form: str, version: str) -> Checklist | None:
        """Return one version, kept or shipped, if it is here."""
        kept = self._context.stores.checklists.get(form, version)
        if kept is not None:
            return kept
        shipped = shipped_checklists().get(form)
        return shipped if shipped is not None and shipped.version == version else None

    def of(self, filled: FilledChecklist) -> Checklist | None:
        """Return what was filled in; nothing where this very content is not here."""
        found = self.version(filled.form, filled.version)
        return found if found is not None and found.digest == filled.digest else None

    def of_all(self, filled: tuple[FilledChecklist, ...]) -> Mapping[str, Checklist]:
        """Return the checklists of those whose version is here, by the uid of the filled one."""
        found = {each.uid: self.of(each) for each in filled}
        return {uid: checklist for uid, checklist in found.items() if checklist is not None}

    # -- publishing ------------------------------------------------------------------------------

    def check(self, path: Path) -> CheckedSheet:
        """Return what a sheet says and every bad cell; nothing is published by that."""
        return read_checklist(path)

    def publish(self, path: Path) -> Publication:
        """Publish a sheet under its id and version.

        Raises:
            InputError: it names every bad cell; nothing was published.
            RefusedError: the version is taken by another content.
        """
        read = read_checklist(path)
        if read.checklist is None:
            sentence = f"没有发布：“{path.name}”有 {len(read.problems)} 处不对，改好后再发布。"
            raise InputError(sentence, problems=read.problems)
        return self.publish_made(read.checklist)

    def publish_made(self, made: Checklist) -> Publication:
        """Publish a checklist under its id and version (RefusedError as above)."""
        with self._context.database.transaction():
            already = self.is_here(made)
            if not already:
                self._add(made, shipped=False)
        return Publication(made, already)

    def is_here(self, made: Checklist) -> bool:
        """Say whether this very content is here (RefusedError as above)."""
        already = self.version(made.id, made.version)
        if already is not None and already.digest != made.digest:
            raise RefusedError(
                f"没有发布：“{made.title}”的版本 {made.version} 已经有了，内容不同。"
                "发布过的版本不再改变，填过的记录还要用它；请把表里的“版本”改成新的，再发布。"
            )
        taken = next(
            (o for o in self.offered()
             if o.checklist.title == made.title and o.checklist.id != made.id), None,
        )  # fmt: skip
        if taken is not None:
            raise RefusedError(
                f"没有发布：“{made.title}”已经是检查表 {taken.checklist.id} 的名称；"
                "请换一个名称，或把编号改成它的，作为它的新版本。"
            )
        return already is not None

    def keep(self, checklist: Checklist) -> None:
        """Keep a version that came with the program, so that a newer program finds it."""
        if self._context.stores.checklists.get(checklist.id, checklist.version) is None:
            self._add(checklist, shipped=True)

    def _add(self, checklist: Checklist, *, shipped: bool) -> None:
        self._context.stores.checklists.add(
            checklist, shipped=shipped, at=self._context.now_text(), actor=self._context.actor
        )
        self._context.note(
            "checklist_version",
            f"{checklist.id}/{checklist.version}",
            {"note": "发布检查表", "title": checklist.title, "digest": checklist.digest},
        )


def named_among(offered: Iterable[Offered], name: str) -> Checklist | None:
    """Return the checklist of that id or title, if it is among those offered."""
    wanted = name.strip()
    for each in offered:
        if wanted and wanted in {each.checklist.id, each.checklist.title}:
            return each.checklist
    return None
