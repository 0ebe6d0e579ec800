"""What becomes of files on their way to pictures: read, prepared, taken in, found here already."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, Problem, disk_reason
from inspector_app.base.files import read_file
from inspector_app.domain.photo import Photo
from inspector_app.vault.files import StoredFile

if TYPE_CHECKING:
    from inspector_app.photos.normalise import Normalised

_LARGEST_FILE: Final = 64 * 2**20


class Minors(Enum):
    """Whether a picture shows the faces of minors (含未成年人面部)."""

    SHOWN = True
    NOT_SHOWN = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingPhoto:
    """A file that was dropped, pasted or chosen."""

    name: str
    data: bytes | Path = field(repr=False)

    def read(self) -> bytes:
        """Return the file's bytes.

        Raises:
            InputError: it cannot be read.
        """
        if isinstance(self.data, bytes):
            return self.data
        try:
            if self.data.stat().st_size > _LARGEST_FILE:
                raise self._unread("文件太大", remedy="请换一张小于 64 MB 的照片")
            return read_file(self.data)
        except OSError as error:
            why = f"读不出来（{disk_reason(error)}）"
            raise self._unread(why, remedy="请检查文件后再试") from error

    def _unread(self, what: str, *, remedy: str) -> InputError:
        problem = Problem(where=self.name, what=what, remedy=remedy)
        return InputError(f"“{self.name}”没有放入：{what}；{remedy}。", problems=[problem])


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A picture whose files are safely on the disk and whose row is not yet written."""

    name: str
    picture: "Normalised"
    stored: StoredFile
    original: StoredFile


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateFound:
    """A file that is here already (``sure``) or looks like one that is."""

    name: str
    existing: Photo
    sure: bool

    def sentence(self) -> str:
        """Return one line of Chinese."""
        known = self.existing.caption or self.existing.file_name or "已有的一张照片"
        if self.sure:
            return f"“{self.name}”与“{known}”是同一个文件，没有再放一次。"
        return f"“{self.name}”看上去与“{known}”是同一张（疑似重复），已放入，请确认。"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosAdded:
    """What became of the files that were given."""

    photos: tuple[Photo, ...]
    duplicates: tuple[DuplicateFound, ...]
    refused: tuple[Problem, ...]
    changes: Changes
