"""The libraries of the optional part: a sentence where they are not here."""

from importlib import import_module
from typing import Any

from inspector_app.base.errors import RefusedError


def library(name: str) -> Any:
    """Return an optional library (RefusedError: it is not installed; says how to get it)."""
    try:
        return import_module(name)
    except ImportError as error:
        raise RefusedError(
            f"这台电脑上没有安装 {name.partition('.')[0]}，没有导出也没有核对；它不随程序安装，"
            "请先运行 pip install 'inspector-app[scale]'，"
            "开发环境里运行 python3 packaging/dev.py scale。",
            code="scale",
        ) from error
