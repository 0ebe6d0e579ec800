"""What a session tells about its nodes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class NodeState:
    """The state of a node.

    Attributes:
        value: the stored text; "" = no answer.
        relevant: whether it is asked.
        required: whether it needs an answer.
        readonly: whether it takes none.
        valid: whether its constraint and its type hold; an empty value is valid.
    """

    value: str
    relevant: bool
    required: bool
    readonly: bool
    valid: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of a question.

    Attributes:
        value: what is stored.
        label: what is shown, in the language of the session.
        image: the address of a picture; "" without one.
        columns: the cells of the row that it comes from.
    """

    value: str
    label: str
    image: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that has to be mended before a record is finished."""

    path: str
    kind: Literal["required", "constraint"]
    message: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The paths whose state a step has changed."""

    paths: frozenset[str]
