"""The choices of a question as they are now: written ones, filtered lists, instances of repeats."""

from collections.abc import Iterator, Mapping
from typing import Final

from inspector_app.xform.elements import Itemset
from inspector_app.xform.errors import XPathError
from inspector_app.xform.instance import InstanceNode
from inspector_app.xform.states import Choice
from inspector_app.xform.texts import ITEXT
from inspector_app.xform.world import SessionWorld
from inspector_app.xform.xpath.context import Context
from inspector_app.xform.xpath.functions.table import Thunk
from inspector_app.xform.xpath.nodes import Node, Row
from inspector_app.xform.xpath.values import to_text

_IMAGE: Final = "image"


class Choices:
    """Finds the choices of questions in one session."""

    def __init__(self, world: SessionWorld) -> None:
        self._world = world

    def of(self, node: InstanceNode) -> tuple[Choice, ...]:
        """Return the choices of a question; none for what is not a choice."""
        element = node.element
        found = [
            Choice(item.value, self._world.render(item.label, node), self._image(item.label), {})
            for item in element.items
        ]
        if element.itemset is not None:
            found += self._from_itemset(node, element.itemset)
        return tuple(found)

    def _image(self, label: object) -> str:
        identifier = getattr(label, "identifier", "")
        return self._image_of(identifier) if identifier else ""

    def _image_of(self, identifier: str) -> str:
        found = self._world.form.translations.find(identifier, self._world.language, _IMAGE)
        return "" if found is None else found.plain()

    def values(self, node: InstanceNode) -> list[str]:
        """Return the values that a question offers, without their labels."""
        values = [item.value for item in node.element.items]
        itemset = node.element.itemset
        if itemset is not None:
            value = self._thunk(node, itemset.value)
            context = Context(node, self._world)
            values += [_cell(row, itemset.value, value, context) for row in self._rows(node)]
        return values

    def label_of(self, node: InstanceNode, value: str) -> str:
        """Return the label of a choice, whether or not the filter lets it through now."""
        for item in node.element.items:
            if item.value == value:
                return self._world.render(item.label, node)
        for row in self._rows_of(node, value):
            return self._choice(node, row).label
        return value

    # --- lists ------------------------------------------------------------------------------

    def _from_itemset(self, node: InstanceNode, itemset: Itemset) -> Iterator[Choice]:
        for row in self._rows(node):
            yield self._choice(node, row, itemset)

    def _rows(self, node: InstanceNode) -> list[Node]:
        itemset = node.element.itemset
        if itemset is None:
            return []
        try:
            rows = self._thunk(node, itemset.nodeset, item=False)(Context(node, self._world))
        except XPathError:
            return []
        return rows if isinstance(rows, list) else []

    def _rows_of(self, node: InstanceNode, value: str) -> Iterator[Node]:
        itemset = node.element.itemset
        if itemset is None:
            return
        name = _instance_of(itemset.nodeset)
        if name is not None and itemset.value.isidentifier():
            try:
                index = self._world.indexed(name, ("root", "item"), itemset.value)
            except XPathError:
                return
            yield from index.get(value, ())
            return
        thunk, context = self._thunk(node, itemset.value), Context(node, self._world)
        for row in self._rows(node):
            if _cell(row, itemset.value, thunk, context) == value:
                yield row

    def _choice(self, node: InstanceNode, row: Node, itemset: Itemset | None = None) -> Choice:
        itemset = itemset or node.element.itemset
        if itemset is None:
            raise TypeError(node)
        context = Context(node, self._world)
        value = _cell(row, itemset.value, self._thunk(node, itemset.value), context)
        label = _cell(row, itemset.label, self._thunk(node, itemset.label), context)
        image = ""
        if itemset.label.startswith(f"{ITEXT}("):
            column = itemset.label[len(ITEXT) + 1 : -1].strip()
            image = self._image_of(_columns(row).get(column, ""))
        return Choice(value, label, image, _columns(row))

    def _thunk(self, node: InstanceNode, text: str, *, item: bool = True) -> Thunk:
        path = node.element.path
        return self._world.form.program.thunks[f"{path} item" if item else path, text]


def _cell(row: Node, text: str, thunk: Thunk, context: Context) -> str:
    if isinstance(row, Row) and text in row.columns:
        return row.columns[text]
    return to_text(thunk(Context(row, context.world, context.node)))


def _columns(row: Node) -> Mapping[str, str]:
    if isinstance(row, Row):
        return row.columns
    return {child.name: child.text() for child in row.children}


def _instance_of(nodeset: str) -> str | None:
    """Return the name of the list in ``instance('x')/root/item…``; None for other node-sets."""
    start, _, rest = nodeset.partition(")")
    if not start.startswith("instance(") or not rest.startswith("/root/item"):
        return None
    return start.removeprefix("instance(").strip("'\" ")
