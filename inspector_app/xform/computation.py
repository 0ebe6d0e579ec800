"""One expression of one element, compiled."""

from dataclasses import dataclass
from typing import Final

from inspector_app.xform.elements import Element
from inspector_app.xform.xpath.functions.table import Thunk
from inspector_app.xform.xpath.scope import Reference

COUNT: Final = "count"


@dataclass(slots=True, eq=False)
class Computation:
    """One expression of one element.

    Attributes:
        element: what it is about.
        kind: which property it gives.
        thunk: the compiled expression.
        references: what it reads.
        order: its place among all; smaller ones come first.
        circular: whether it reads what hangs on it, so that one evaluation may not settle it.
    """

    element: Element
    kind: str
    thunk: Thunk
    references: tuple[Reference, ...]
    order: int = 0
    circular: bool = False
