"""What an expression is evaluated in: the node, its place, and the world around."""

import random
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Final

from inspector_app.xform.errors import XPathError
from inspector_app.xform.xpath.dates import Calendar
from inspector_app.xform.xpath.nodes import Node, cell_text


class World:
    """What expressions may ask for besides nodes. A session and a plain document each have one.

    Attributes:
        root: the document node over the main tree.
        calendar: how days are counted.
        rooted: whether absolute paths begin at ``root`` wherever the context node stands.
        fixed: nodes of the main tree outside every repeat, by path.
    """

    def __init__(self, root: Node, calendar: Calendar) -> None:
        self.root = root
        self.calendar = calendar
        self.rooted = False
        self.fixed: dict[str, Node] = {}
        self.random: Callable[[], float] = random.SystemRandom().random
        self._indexes: dict[tuple[str, str, str], dict[str, list[Node]]] = {}

    def now(self) -> datetime:
        """Return the instant, aware, in the zone of the place."""
        return datetime.now(self.calendar.zone)  # noqa: TID251

    def new_uuid(self) -> str:
        """Return a new UUID as text."""
        return str(uuid.uuid4())

    def instance(self, name: str) -> Node | None:
        """Return the node above the root of a secondary instance."""
        raise XPathError("unknown-instance", f"没有名为 {name} 的名单")

    def itext(self, identifier: str) -> str:
        """Return a text of the form in the language of the session."""
        raise XPathError("unknown-text", f"没有编号为 {identifier} 的文字")

    def choice_name(self, node: Node, value: str, path: str) -> str:
        """Return the label of the choice ``value`` of the question ``path``."""
        raise XPathError("unknown-choice", f"没有题目 {path}")

    def indexed(self, instance: str, path: tuple[str, ...], column: str) -> dict[str, list[Node]]:
        """Return the nodes at ``path`` of an instance, grouped by the text of a child."""
        key = (instance, "/".join(path), column)
        index = self._indexes.get(key)
        if index is None:
            index = self._indexes[key] = self._build_index(instance, path, column)
        return index

    def forget_indexes(self) -> None:
        """Drop all indexes, because an instance has changed."""
        self._indexes.clear()

    def _build_index(
        self, instance: str, path: tuple[str, ...], column: str
    ) -> dict[str, list[Node]]:
        start = self.instance(instance)
        nodes = [] if start is None else [start]
        for name in path:
            nodes = [child for node in nodes for child in node.named.get(name, ())]
        index: dict[str, list[Node]] = {}
        for node in nodes:
            text = cell_text(node, column)
            texts = [c.text() for c in node.named.get(column, ())] if text is None else [text]
            for each in dict.fromkeys(texts):
                index.setdefault(each, []).append(node)
        return index


class Context:
    """The node that an expression stands on.

    Attributes:
        node: the context node, inside a predicate the candidate.
        position: the number of the candidate, from 1.
        size: how many candidates there are.
        current: the node that the whole expression belongs to.
        world: everything else.
    """

    __slots__ = ("current", "node", "position", "size", "world")

    def __init__(
        self, node: Node, world: World, current: Node | None = None, *, at: int = 1, of: int = 1
    ) -> None:
        self.node: Final = node
        self.world: Final = world
        self.current: Final = node if current is None else current
        self.position = at
        self.size = of
