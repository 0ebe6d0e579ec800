"""The libraries of the optional part: a sentence where they are not here."""

from collections.abc import Iterator
from contextlib import contextmanager

from inspector_app.base.errors import RefusedError


@contextmanager
def needed(name: str) -> Iterator[None]:
    """Import in here (RefusedError: ``name`` is not installed; says how to get it)."""
    try:
        yield
    except ImportError as error:
        raise RefusedError(
            f"这台电脑上没有安装 {name}，没有导出也没有核对；它不随程序安装，"
            "请先运行 pip install 'inspector-app[scale]'，"
            "开发环境里运行 python3 packaging/dev.py scale。",
            code="scale",
        ) from error
