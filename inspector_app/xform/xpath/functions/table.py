"""How a function of the language is described, and how a table of them is filled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from inspector_app.xform.xpath.context import Context
from inspector_app.xform.xpath.values import Value

Thunk: TypeAlias = Callable[[Context], Value]
# A plain function takes the context and the values of its arguments.
Plain: TypeAlias = Callable[..., Value]
# A builder takes the compiled arguments and returns the compiled call; it may leave some alone.
Builder: TypeAlias = Callable[..., Thunk]


@dataclass(frozen=True, slots=True)
class Function:
    """A function: its least and most number of arguments (None = any), and what makes calls."""

    name: str
    least: int
    most: int | None
    build: Builder


class Table(dict[str, Function]):
    """Functions by name; its methods decorate what implements them."""

    def plain(self, name: str, least: int, most: int | None = -1) -> Callable[[Plain], Plain]:
        """Enter a function of values; without ``most`` it takes exactly ``least``."""

        def enter(function: Plain) -> Plain:
            self._enter(name, least, most, _eager(function))
            return function

        return enter

    def lazy(self, name: str, least: int, most: int | None = -1) -> Callable[[Builder], Builder]:
        """Enter a function that decides itself which arguments it evaluates."""

        def enter(build: Builder) -> Builder:
            self._enter(name, least, most, build)
            return build

        return enter

    def _enter(self, name: str, least: int, most: int | None, build: Builder) -> None:
        self[name] = Function(name, least, least if most == -1 else most, build)


def _eager(function: Plain) -> Builder:
    def build(*args: Thunk) -> Thunk:
        if not args:
            return function
        if len(args) == 1:
            (only,) = args
            return lambda context: function(context, only(context))
        if len(args) == 2:
            first, second = args
            return lambda context: function(context, first(context), second(context))
        return lambda context: function(context, *[arg(context) for arg in args])

    return build
