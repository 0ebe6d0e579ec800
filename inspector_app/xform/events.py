"""Carries out what a form sets at events: on loading, on a new instance, on a changed value."""

from collections import deque
from typing import Final

from inspector_app.xform.actions import EVERY_LOAD, NEW_REPEAT, VALUE_CHANGED, Action
from inspector_app.xform.elements import Element
from inspector_app.xform.engine import Engine
from inspector_app.xform.errors import XPathError
from inspector_app.xform.formdef import FormDef
from inspector_app.xform.instance import InstanceNode
from inspector_app.xform.storing import normal
from inspector_app.xform.xpath.context import Context, World

# Two questions that set each other would never end.
MAX_ACTIONS: Final = 1_000


class Events:
    """The actions of one session and the events that wait for them."""

    def __init__(self, form: FormDef, engine: Engine, world: World) -> None:
        self._form = form
        self._engine = engine
        self._world = world
        self._waiting: deque[tuple[str, InstanceNode]] = deque()
        self._by_source: dict[tuple[str, str], list[Action]] = {}
        for action in form.actions:
            for event in action.events:
                source = action.source
                if event == NEW_REPEAT:
                    source = _repeat_path(form, action)
                self._by_source.setdefault((event, source), []).append(action)
        engine.on_value = lambda node: self._note(VALUE_CHANGED, node)
        engine.on_new = lambda node: self._note(NEW_REPEAT, node)

    def _note(self, event: str, node: InstanceNode) -> None:
        if (event, node.element.path) in self._by_source:
            self._waiting.append((event, node))

    def load(self, first: str) -> None:
        """Carry out the actions of loading; ``first`` is the event of a new record, if it is."""
        self._waiting.clear()
        wanted = EVERY_LOAD | {first}
        for action in self._form.actions:
            if action.events & wanted:
                for node in self._targets(action, None):
                    if node.relevant:
                        self._set(action, node)
                self._engine.run()
        self.run()

    def forget(self) -> None:
        """Let nothing wait any more: finishing a record is no answer that sets others."""
        self._waiting.clear()

    def run(self) -> None:
        """Carry out what waits, and what that makes wait."""
        for _ in range(MAX_ACTIONS):
            if not self._waiting:
                return
            event, node = self._waiting.popleft()
            for action in self._by_source[event, node.element.path]:
                for target in self._targets(action, node):
                    self._set(action, target)
            self._engine.run()
        self._waiting.clear()

    def _targets(self, action: Action, source: InstanceNode | None) -> list[InstanceNode]:
        """Return the nodes to set: those in the instance where the event was, else all."""
        element = self._form.elements[action.target]
        if action.place != action.target:
            return self._chosen(action, source)
        nodes = list(self._engine.nodes_at(element))
        shared = None if source is None else _shared_repeat(element, source)
        if source is None or shared is None:
            return nodes
        instance = source.ancestor(shared)
        return [node for node in nodes if node.ancestor(shared) is instance]

    def _chosen(self, action: Action, source: InstanceNode | None) -> list[InstanceNode]:
        """Return the nodes that the predicates of an action let through."""
        start = source or self._engine.top
        try:
            thunk = self._form.program.thunk(start.element, action.place)
            found = thunk(Context(start, self._world))
        except XPathError:
            return []
        nodes = found if isinstance(found, list) else []
        return [node for node in nodes if isinstance(node, InstanceNode)]

    def _set(self, action: Action, node: InstanceNode) -> None:
        if action.expression is None:
            self._engine.put(node, normal(action.text, node.element.data_type))
            return
        thunk = self._form.program.thunk(node.element, action.expression)
        try:
            value = thunk(Context(node, self._world))
        except XPathError:
            value = ""
        self._engine.store(node, value)


def _repeat_path(form: FormDef, action: Action) -> str:
    """Return the repeat whose new instances an action waits for."""
    element = form.elements.get(action.source) or form.elements[action.target]
    repeat = element.repeat()
    return repeat.path if repeat else action.source


def _shared_repeat(element: Element, node: InstanceNode) -> Element | None:
    """Return the innermost repeat that holds both."""
    above: Element | None = element
    while above is not None:
        if above.kind == "repeat" and node.ancestor(above) is not None:
            return above
        above = above.parent
    return None
