"""Indicator sets: those that ship with the program, and the editions a district has taken in."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.domain.standard_pack import standard_json, standard_of
from inspector_app.domain.standards import Standard
from inspector_app.services.context import Context
from inspector_app.services.packs import read_pack

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile

_FILES: Final = ("pjph-2020",)
_NOUN: Final = "standard"


class StandardService:
    """Lists, takes in and writes out indicator sets."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> tuple[Standard, ...]:
        """Return every edition: the shipped ones, then those of the district."""
        return (*shipped(), *self._context.stores.standards.all())

    def get(self, name: str) -> Standard:
        """Return the edition that ``name`` means: ``id@edition``, a title, or an id alone.

        Raises:
            NotFoundError: there is none.
            InputError: an id alone is that of several editions.
        """
        return chosen(self.all(), name)

    def take(self, path: Path) -> Standard:
        """Take an edition in from a workbook; the same one twice is one.

        Raises:
            InputError: a cell cannot be taken; nothing is kept.
            RefusedError: another content has this id and edition already, or this name.
        """
        from inspector_app.sheets.standards import read_standard

        standard = read_standard(path)
        with self._context.database.transaction():
            known = next((s for s in self.all() if s.key == standard.key), None)
            if known == standard:
                return known
            self._refuse_other(standard, known)
            context = self._context
            context.stores.standards.add(
                standard, by=context.actor, at=context.now_text(), origin=context.identity.device
            )
            context.note(_NOUN, standard.key, {"add": standard_json(standard)})
        return standard

    def _refuse_other(self, standard: Standard, known: Standard | None) -> None:
        if known is not None:
            raise RefusedError(
                f"“{standard.title}”（{standard.key}）已经在这里，内容与文件不同，没有导入；"
                "用过的版本不能改，请在“版本”里写一个新的版本，再导入。"
            )
        if any(each.title == standard.title for each in self.all()):
            raise RefusedError(
                f"已有别的指标体系叫“{standard.title}”，没有导入；请换一个名称或版本。"
            )

    def remove(self, name: str) -> Changes:
        """Take out an edition of the district by which nothing is written.

        Raises:
            RefusedError: it ships with the program, or an entry is written by it.
        """
        standard = self.get(name)
        with self._context.database.transaction():
            if standard in shipped():
                raise RefusedError(f"“{standard.title}”是程序自带的，不能去掉；没有改动。")
            used = self._context.database.row(
                "SELECT number FROM register_entry WHERE content ->> '$.standard' = ?",
                standard.title,
            )
            if used:
                raise RefusedError(
                    f"“{standard.title}”已有登记在用（{used[0]}），不能去掉；没有改动。"
                )
            self._context.stores.standards.remove(standard.key)
            self._context.note(_NOUN, standard.key, {"remove": standard_json(standard)})
        return Changes(registers=True)

    def template(self, path: Path, name: str) -> "WrittenFile":
        """Write an edition as the workbook in which a district writes its own.

        Raises:
            NotFoundError: there is no such edition.
            EnvironmentProblem: the file could not be written.
        """
        from inspector_app.services.standard_sheets import standard_sheets
        from inspector_app.sheets.writer import write_table

        return write_table(path, standard_sheets(self.get(name)))


def shipped() -> tuple[Standard, ...]:
    """Return the sets that ship with the program."""
    return tuple(standard_of(_content(name)) for name in _FILES)


def _content(name: str) -> dict[str, Any]:
    return read_pack("standards", name)


def chosen(standards: tuple[Standard, ...], name: str) -> Standard:
    """Return the edition that ``name`` means (errors as of ``StandardService.get``)."""
    wanted = name.strip()
    exact = [s for s in standards if wanted in {s.key, s.title}]
    loose = exact or [s for s in standards if wanted in {s.id, s.name, s.edition}]
    known = "；".join(f"{s.key} {s.name}" for s in standards)
    if not loose:
        raise NotFoundError(f"没有叫“{wanted}”的指标体系；现有：{known}。")
    if len(loose) > 1:
        raise InputError(f"叫“{wanted}”的指标体系有几个版本，请写全，如 {loose[0].key}；没有改动。")
    return loose[0]
