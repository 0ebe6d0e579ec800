"""Every function of the language, and those that it refuses with the reason."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from inspector_app.xform.errors import XPathError
from inspector_app.xform.xpath.functions.logic import LOGIC
from inspector_app.xform.xpath.functions.moments import MOMENTS
from inspector_app.xform.xpath.functions.nodesets import NODESETS
from inspector_app.xform.xpath.functions.numbers import NUMBERS
from inspector_app.xform.xpath.functions.table import Function
from inspector_app.xform.xpath.functions.texts import TEXTS

BUILTIN: Final[Mapping[str, Function]] = {**TEXTS, **NUMBERS, **MOMENTS, **LOGIC, **NODESETS}
FUNCTIONS: Final[Mapping[str, tuple[int, int | None]]] = MappingProxyType(
    {name: (function.least, function.most) for name, function in sorted(BUILTIN.items())}
)
"""Least and most number of arguments by name; None = any number."""

_GEO: Final = "本程序不做地理位置计算"
TIER3: Final[Mapping[str, str]] = MappingProxyType(
    {
        "area": _GEO,
        "distance": _GEO,
        "geofence": _GEO,
        "intersects": _GEO,
        "extract-signed": "本程序不验证签名串",
        "search": "请改用 choice_filter（选项筛选）",
        "version": "表单版本由程序记录，不能在式子里读取",
        "property": "本机没有这些设备信息",
        "id": "表单中没有按编号查找",
        "lang": "表单中没有语言标记",
        "local-name": "请改用 name()",
        "namespace-uri": "表单中没有命名空间",
    }
)
"""Functions that other engines have and this one refuses, with the reason."""


def find_function(name: str, arguments: int) -> Function:
    """Return the function ``name`` that takes so many arguments.

    Raises:
        XPathError: there is none of that name, it is refused, or it takes another number.
    """
    if name in TIER3:
        raise XPathError("refused", f"不支持函数 {name}()：{TIER3[name]}")
    function = BUILTIN.get(name)
    if function is None:
        raise XPathError("unknown-function", f"未知函数 {name}()")
    check_arguments(name, arguments)
    return function


def check_arguments(name: str, arguments: int) -> None:
    """Refuse a number of arguments that the function does not take."""
    least, most = FUNCTIONS[name]
    if arguments >= least and (most is None or arguments <= most):
        return
    wanted = str(least) if least == most else f"{least} 到 {most}" if most else f"至少 {least}"
    raise XPathError("arity", f"函数 {name}() 应有 {wanted} 个参数，写了 {arguments} 个")
