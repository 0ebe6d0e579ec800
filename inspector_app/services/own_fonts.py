"""The office's own fonts: which roles are switched to a file of theirs, and the copy of it."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import EnvironmentProblem, InputError, disk_reason
from inspector_app.base.files import name_of, read_file, write_atomic
from inspector_app.services.context import Context

if TYPE_CHECKING:
    from inspector_app.reports.fonts import Role

_KEY: Final = "own_fonts"
ROLE_NAMES: Final[Mapping[str, str]] = {
    "song": "宋体",
    "hei": "黑体",
    "fang": "仿宋",
    "kai": "楷体",
    "title": "小标宋",
}
"""The roles that an office has faces for, by the value of ``reports.fonts.Role``."""


class OwnFont(NamedTuple):
    """A font file that was switched on: its name when it was chosen, and its SHA-256 in hex."""

    name: str
    sha256: str


class OwnFontLostError(EnvironmentProblem):
    """The kept copy of a font file is gone or is not what was chosen."""

    code = "own-font-lost"

    def __init__(self, role: str, name: str) -> None:
        super().__init__(
            f"“{ROLE_NAMES[role]}”选用的字体文件“{name}”在数据文件夹里不见了或已损坏，"
            "没有生成任何文件，记录没有改变。请在“设置”的“打印字体”里重新选这个文件，"
            "或改回程序自带的字体。"
        )


class OwnFontService:
    """Switches fonts on and off; each takes effect from the next document that is made.

    The file is copied into the data folder, so that what prints does not depend on a stick or a
    system font, and is compared with its SHA-256 before it is used: paper never changes its face
    in silence.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def chosen(self) -> dict[str, OwnFont]:
        """Return what is switched on, by role."""
        saved: dict[str, Any] = self._context.stores.settings.get(_KEY, {})
        return {role: OwnFont(*font) for role, font in saved.items()}

    def choose(self, role: str, path: Path) -> Changes:
        """Switch a role to a font file.

        Raises:
            InputError: there is no such role.
            OwnFaceError: the file cannot be read, is no TrueType font, must not be embedded, or a
                page that is tried with it cannot be printed.
            EnvironmentProblem: the copy cannot be written.
        """
        from inspector_app.reports.font_trial import tried
        from inspector_app.reports.own_faces import checked

        _known(role)
        data = checked(path).read_bytes()
        tried(path)
        font = OwnFont(name_of(path), hashlib.sha256(data).hexdigest())
        try:
            self._folder.mkdir(exist_ok=True)
            write_atomic(self._kept(font), data)
        except OSError as error:
            raise EnvironmentProblem(
                f"字体文件“{path.name}”没有选用：{disk_reason(error)}。"
                "打印字体没有改变；请处理后再选一次。"
            ) from error
        return self._save({**self.chosen(), role: font})

    def switch_off(self, role: str) -> Changes:
        """Let the program's own face serve a role again (InputError: no such role)."""
        _known(role)
        return self._save({key: font for key, font in self.chosen().items() if key != role})

    def files(self) -> "dict[Role, Path]":
        """Return the kept file of each role that is switched on.

        Raises:
            OwnFontLostError: a file is gone, or is not the one that was chosen.
        """
        from inspector_app.reports.fonts import Role

        return {Role(role): self._whole(role, font) for role, font in self.chosen().items()}

    def _save(self, fonts: Mapping[str, OwnFont]) -> Changes:
        with self._context.database.transaction():
            self._context.stores.settings.put(_KEY, {role: list(f) for role, f in fonts.items()})
        kept = {self._kept(font) for font in fonts.values()}
        for path in set(self._folder.glob("*.ttf")) - kept:
            path.unlink(missing_ok=True)
        return Changes(settings=True)

    def _whole(self, role: str, font: OwnFont) -> Path:
        path = self._kept(font)
        try:
            found = hashlib.sha256(read_file(path)).hexdigest()
        except OSError as error:
            raise OwnFontLostError(role, font.name) from error
        if found != font.sha256:
            raise OwnFontLostError(role, font.name)
        return path

    def _kept(self, font: OwnFont) -> Path:
        return self._folder / f"{font.sha256}.ttf"

    @property
    def _folder(self) -> Path:
        return self._context.folder.fonts


def _known(role: str) -> None:
    if role not in ROLE_NAMES:
        raise InputError(f"没有“{role}”这种字体；可以换的是：{'、'.join(ROLE_NAMES.values())}。")
