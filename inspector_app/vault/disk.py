"""What the operating system refused, said in Chinese."""

import errno
from typing import Final

from inspector_app.base.errors import EnvironmentProblem

_CAUSE: Final = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EACCES: "没有访问权限",
    errno.EPERM: "没有访问权限",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
}


def disk_problem(error: OSError, *, failed: str, advice: str) -> EnvironmentProblem:
    """Return ``error`` as a sentence: what failed and why, then what is kept and what to do."""
    cause = _CAUSE.get(error.errno or 0, f"系统错误 {error.errno or '不明'}")
    return EnvironmentProblem(f"{failed}：{cause}。{advice}")
