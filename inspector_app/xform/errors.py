"""What can go wrong, as data.

ValueError
├── FormError          a form cannot be used; carries every ``Problem`` that was found
├── XPathSyntaxError   an expression cannot be read; carries the position
├── XPathError         an expression can be read but not evaluated (unknown function, bad date)
├── PathError          a session has no such node
└── ReadOnlyError      a node takes no answer
"""

from collections.abc import Iterable
from dataclasses import dataclass

from inspector_app.base.override import override


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a form.

    Attributes:
        code: a word that programs can tell apart, e.g. ``cycle``.
        where: the node or element that it is about, e.g. ``/data/g/finding``.
        detail: a sentence for the person who mends the form.
    """

    code: str
    where: str
    detail: str

    @override
    def __str__(self) -> str:
        return f"{self.where}：{self.detail}" if self.where else self.detail


class FormError(ValueError):
    """A form that cannot be used, with everything that was found wrong."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("；".join(str(problem) for problem in self.problems[:5]))


class XPathSyntaxError(ValueError):
    """An expression that cannot be read.

    Attributes:
        position: the offset in the text, from 0, at which reading stopped.
        detail: a sentence for the author of the expression.
    """

    def __init__(self, position: int, detail: str) -> None:
        self.position = position
        self.detail = detail
        super().__init__(f"第 {position + 1} 个字符处：{detail}")


class XPathError(ValueError):
    """An expression that can be read but gives no value.

    Attributes:
        code: ``unknown-function``, ``arity``, ``refused``, ``type`` or ``timeout``.
        detail: a sentence for the author of the expression.
    """

    def __init__(self, code: str, detail: str) -> None:
        self.code = code
        self.detail = detail
        super().__init__(detail)


class PathError(ValueError):
    """A path that names no node of the session."""

    def __init__(self, path: str, detail: str = "表单中没有这一项") -> None:
        self.path = path
        super().__init__(f"{path}：{detail}")


class ReadOnlyError(ValueError):
    """A node that takes no answer: it is calculated, read-only or of a fixed number."""

    def __init__(self, path: str, detail: str = "这一项不能填写") -> None:
        self.path = path
        super().__init__(f"{path}：{detail}")
