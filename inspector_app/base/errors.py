"""The exception tree.

    UserError                 a person can do something about it; the text is shown as it stands
    ├── RefusedError          the request contradicts a rule or the state of a record
    │   └── IncompleteError   a record misses something; carries what
    ├── InputError            a value, cell or file cannot be read; carries where
    ├── NotFoundError         a number, code or name that does not exist
    └── EnvironmentProblem    disk, permission, lock, missing program

Everything else that is raised is a bug of ours and is reported as one.
"""

import errno
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


class UserError(Exception):
    """A sentence in Chinese that says what happened, what is kept and what to do.

    Attributes:
        sentence: the text shown to the person.
        code: a short stable name for programs and tests.
    """

    code = "refused"

    def __init__(self, sentence: str, *, code: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        if code is not None:
            self.code = code


class RefusedError(UserError):
    """The request contradicts a rule or the state that the record is in."""


class NotFoundError(UserError):
    """A number, code or name that this data folder does not hold."""

    code = "not-found"


class EnvironmentProblem(UserError):  # noqa: N818 - it is a problem of the surroundings, not an error of ours
    """Disk, permission, lock or a missing program."""

    code = "environment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, and where.

    Attributes:
        where: a cell ("督导记录!B603"), a field id ("advice") or a file name.
        what: what is wrong, in Chinese.
        remedy: what would be right, in Chinese.
    """

    where: str
    what: str
    remedy: str = ""

    def sentence(self) -> str:
        """Return the problem as one line of Chinese."""
        return f"{self.where}：{self.words()}"

    def words(self) -> str:
        """Return what is wrong and what would be right, for who sees where."""
        return f"{self.what}；{self.remedy}" if self.remedy else self.what


class InputError(UserError):
    """A value, cell or file that cannot be taken as it is."""

    code = "bad-input"

    def __init__(self, sentence: str, *, problems: Sequence[Problem] = ()) -> None:
        super().__init__(sentence)
        self.problems = tuple(problems)


class IncompleteError(RefusedError):
    """A record cannot be filed yet; ``problems`` names each gap by field id."""

    code = "incomplete"

    def __init__(self, sentence: str, *, problems: Sequence[Problem]) -> None:
        super().__init__(sentence)
        self.problems = tuple(problems)


_REASONS: Final = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "介质是只读的",
    errno.ENOENT: "文件或文件夹不存在",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EISDIR: "它是文件夹，不是文件",
    errno.EEXIST: "同名的文件已经存在",
    errno.EBUSY: "它正被别的程序使用",
    errno.EFBIG: "文件太大，介质放不下",
    errno.EIO: "介质读写出错，可能有坏块",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENXIO: "它不是文件，是管道、设备之类",
    errno.ELOOP: "它是快捷方式，指来指去回到自己",
    errno.EOVERFLOW: "它太大，不像要读的文件",
}


_REMEDIES: Final = {
    errno.ENOSPC: "请腾出空间，或换一个地方",
    errno.EDQUOT: "请腾出空间，或换一个地方",
    errno.EFBIG: "请换一个介质",
    errno.EACCES: "请检查权限，或换一个地方",
    errno.EPERM: "请检查权限，或换一个地方",
    errno.EROFS: "请检查写保护开关，或换一个地方",
    errno.EIO: "请换一个介质",
}


def disk_remedy(error: OSError) -> str:
    """Return in a few Chinese words what lets the system take the file, to go before 再试."""
    return _REMEDIES.get(error.errno or 0, "请检查这个位置，或换一个地方")


def disk_reason(error: OSError) -> str:
    """Return in a few Chinese words why the system refused a file."""
    if error.errno is None:
        return "读写失败"
    return _REASONS.get(error.errno, f"系统错误 {error.errno}")
