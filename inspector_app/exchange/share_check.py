"""What is wrong in a shared folder, each thing with its sentence; nothing of it is changed."""

import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from inspector_app.base.errors import disk_reason
from inspector_app.exchange.share_found import Found, SignedFile, found_in
from inspector_app.exchange.share_layout import PART, named_file

LEAST_FREE: Final = 2 * 2**30
LONGEST_PATH: Final = 240
LONGEST_NAME: Final = 200
MOST_SKEW: Final = 300.0
_CONFLICT: Final = re.compile(
    r"\.sync-conflict-\d{8}-\d{6}|\(conflicted copy |\(冲突副本|-冲突|NSConflict|副本|\(\d+\)"
    r"|'s conflicted copy| copy(?: \d+)?\.",
    re.IGNORECASE,
)
_DATABASE: Final = re.compile(
    r"(?:inspector\.db|data\.key|.+\.(?:db|sqlite3?))(?:-wal|-shm|-journal)?", re.IGNORECASE
)


class Matter(StrEnum):
    """What a remark is about."""

    UNFINISHED = "unfinished"
    CONFLICT = "conflict"
    FOREIGN = "foreign"
    CASE = "case"
    CLOCK = "clock"
    SPACE = "space"
    READ_ONLY = "read-only"
    DATABASE = "database"
    LONG_NAME = "long-name"
    SUSPICIOUS = "suspicious"
    LINK = "link"
    TOO_DEEP = "too-deep"


_WORDS: Final = {
    Matter.UNFINISHED: "还没有传完；传完会自己变成正式的文件，隔天还在的可以删去",
    Matter.CONFLICT: "是同步软件或复制留下的副本；收取时只认内容，与原件相同的不会重复计",
    Matter.FOREIGN: "不是本软件放的，没有理会；请移到别处",
    Matter.CASE: "与另一个文件只差大小写，在 Windows 和优盘上会互相覆盖；请移走一个",
    Matter.DATABASE: "像是数据库或密钥；数据文件夹不能放在共享文件夹里，请立刻移走",
    Matter.LONG_NAME: "名称或路径太长，有的电脑打不开；请把共享文件夹放得浅一些",
    Matter.SUSPICIOUS: "像是优盘病毒留下的（快捷方式、程序或被顶替的文件夹），没有打开；"
    "请不要双击，先杀毒",
    Matter.LINK: "是指向别处的链接，没有跟过去；要交的请放原件，别的请移走",
    Matter.TOO_DEEP: "文件夹套得太深，没有往里看",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know about a folder.

    Attributes:
        where: the path inside the folder; empty where it is about the folder itself.
    """

    matter: Matter
    where: str
    words: str

    @property
    def sentence(self) -> str:
        """The remark as one line."""
        return f"{self.where}：{self.words}" if self.where else self.words


def check_folder(folder: Path) -> tuple[Remark, ...]:
    """Return what is to be said of a folder and of what lies in it.

    Raises:
        RefusedError: more lies there than any district hands over.
        OSError: it cannot be read.
    """
    found = found_in(folder)
    return (*_about_files(folder, found), *_about_folder(folder))


def _about_files(folder: Path, found: Found) -> Iterator[Remark]:
    known = [*found.bundles, *found.packs, *_files_of(found)]
    said = (
        *((Matter.UNFINISHED, path) for path in found.unfinished),
        *((Matter.SUSPICIOUS, path) for path in found.suspicious),
        *((Matter.LINK, path) for path in found.links),
        *((Matter.TOO_DEEP, path) for path in found.too_deep),
        *((_matter_of_unknown(path), path) for path in found.unknown),
        *((Matter.CONFLICT, path) for path in known if _is_copy(path)),
        *_about_names([*known, *found.unknown, *found.suspicious, *found.links]),
    )
    for matter, path in said:
        yield Remark(matter, path.relative_to(folder).as_posix(), _WORDS[matter])


def _about_names(paths: Iterable[Path]) -> Iterator[tuple[Matter, Path]]:
    folded: dict[str, Path] = {}
    for path in sorted(paths):
        if folded.setdefault(str(path).casefold(), path) != path:
            yield Matter.CASE, path
        if len(os.fsencode(path.name)) > LONGEST_NAME or len(str(path)) > LONGEST_PATH:
            yield Matter.LONG_NAME, path


def _is_copy(path: Path) -> bool:
    named = named_file(path.name)
    return named is None or path.name != named.name


def _files_of(found: Found) -> Iterator[Path]:
    signed: tuple[SignedFile, ...] = (*found.rosters, *found.requests, *found.receipts)
    for each in signed:
        yield from (*each.texts, *each.signatures)


def _matter_of_unknown(path: Path) -> Matter:
    if _DATABASE.fullmatch(path.name):
        return Matter.DATABASE
    return Matter.CONFLICT if _CONFLICT.search(path.name) else Matter.FOREIGN


def _about_folder(folder: Path) -> Iterator[Remark]:
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        words = f"剩余空间只有 {free // 2**20} MB，可能放不下上报包；请清理后再放"
        yield Remark(Matter.SPACE, "", words)
    probe = folder / f"clock.{os.urandom(4).hex()}{PART}"
    try:
        with probe.open("xb") as stream:
            stream.write(b"\n")
        skew = probe.stat().st_mtime - time.time()
    except OSError as error:
        words = f"不能写入（{disk_reason(error)}），只能收取，不能放入；请检查权限或写保护开关"
        yield Remark(Matter.READ_ONLY, "", words)
        return
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)
    if abs(skew) > MOST_SKEW:
        which = "慢" if skew > 0 else "快"
        words = f"本机时钟比共享文件夹所在的电脑{which} {abs(skew) / 60:.0f} 分钟，请校准"
        yield Remark(Matter.CLOCK, "", words)
