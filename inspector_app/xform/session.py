"""Filling in a form: answers in, everything that follows from them out."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from inspector_app.xform.actions import FIRST_LOAD
from inspector_app.xform.choices import Choices
from inspector_app.xform.elements import SELECTS, Element
from inspector_app.xform.engine import MAX_INSTANCES, Engine
from inspector_app.xform.errors import PathError, ReadOnlyError
from inspector_app.xform.events import Events
from inspector_app.xform.export import Answers, answers_of, fill, instance_xml, is_layout
from inspector_app.xform.formdef import FormDef
from inspector_app.xform.instance import InstanceNode, build_instance
from inspector_app.xform.lists import Rosters
from inspector_app.xform.preload import is_end, preload
from inspector_app.xform.states import Changes, Choice, NodeState, OpenPoint
from inspector_app.xform.storing import normal
from inspector_app.xform.world import SessionWorld
from inspector_app.xform.xpath.dates import instant_text

_STEP: Final = re.compile(r"([^\[\]]+)(?:\[(\d+)\])?")
REQUIRED: Final = "这一项必须填写"
NOT_VALID: Final = "填写的内容不符合要求"
NOT_OFFERED: Final = "所选的项已不在可选之列，请重新选择"


class Session:
    """One record of a form while it is filled in.

    Values are the texts that are stored. Paths carry the positions of repeats:
    ``/data/g/finding[2]/f_desc``. Nothing here waits or writes; a session belongs to one thread.
    """

    def __init__(  # noqa: PLR0913
        self,
        form: FormDef,
        *,
        answers: Mapping[str, Any] | None = None,
        rosters: Rosters | None = None,
        language: str | None = None,
        clock: Callable[[], datetime] | None = None,
        new_uuid: Callable[[], str] | None = None,
        random: Callable[[], float] | None = None,
        properties: Mapping[str, str] | None = None,
    ) -> None:
        """Begin a record, or go on with one.

        Args:
            form: the form.
            answers: what ``answers()`` once returned; None = a new record.
            rosters: gives the rows of a list from outside by its file name, ``schools.csv``.
            language: the language of texts; None = the form's own.
            clock: tells the instant, aware; it also says the zone.
            new_uuid: makes identifiers.
            random: draws numbers from 0 up to but not 1.
            properties: what ``jr:preload="property"`` may ask for, ``username`` among them.
        """
        self.form = form
        self._top = build_instance(form.template, form.root)
        self._world = SessionWorld(form, self._top, rosters=rosters, clock=clock, new_uuid=new_uuid)
        if random is not None:
            self._world.random = random
        self._world.language = language
        self._choices = Choices(self._world)
        self._world.label_of_choice = self._choices.label_of
        self._engine = Engine(form.program, self._top, self._world)
        self._events = Events(form, self._engine, self._world)
        self._callbacks: list[Callable[[frozenset[str]], None]] = []
        self._begin(answers, properties or {})

    def _begin(self, answers: Mapping[str, Any] | None, properties: Mapping[str, str]) -> None:
        if answers is not None:
            fill(self._top, answers)
        for node in self._top.below():
            if not node.element.repeat():
                self._world.fixed[node.element.path] = node
            if node.ordinal and not node.uid:
                node.uid = self._world.new_uuid()
            first = preload(node, self._world, properties) if answers is None else None
            node.value = normal(node.value, node.element.data_type) if first is None else first
        self._engine.recalculate()
        self._events.load(FIRST_LOAD if answers is None else "")
        self._engine.changed.clear()

    # --- answers ----------------------------------------------------------------------------

    def set(self, path: str, value: str) -> Changes:
        """Give an answer; "" takes it back.

        Raises:
            PathError: there is no such question.
            ReadOnlyError: it is calculated or read-only.
        """
        node = self._find(path)
        if node.element.kind != "question":
            raise PathError(path, "这不是一道题")
        if node.element.has_calculate or node.readonly:
            raise ReadOnlyError(path)
        if self._engine.put(node, normal(value, node.element.data_type)):
            self._engine.run()
            self._events.run()
        return self._publish()

    def add(self, repeat: str) -> str:
        """Add an instance of a repeat; return its path.

        Raises:
            PathError: there is no such repeat, or it has too many instances.
            ReadOnlyError: the form itself decides how many there are.
        """
        parent, element = self._find_repeat(repeat)
        if element.fixed:
            raise ReadOnlyError(repeat, "这一组的数量由表单决定")
        if len(parent.named.get(element.name, ())) >= MAX_INSTANCES:
            raise PathError(repeat, f"这一组已有 {MAX_INSTANCES} 条")
        node = self._engine.add(parent, element)
        self._engine.run()
        self._events.run()
        self._publish()
        return node.path()

    def remove(self, path: str) -> None:
        """Take an instance of a repeat away.

        Raises:
            PathError: there is no such instance.
            ReadOnlyError: the form itself decides how many there are.
        """
        node = self._find(path)
        if not node.ordinal:
            raise PathError(path, "这不是可以删除的一条")
        if node.element.fixed:
            raise ReadOnlyError(path, "这一组的数量由表单决定")
        self._engine.remove(node)
        self._engine.run()
        self._events.run()
        self._publish()

    def value(self, path: str) -> str:
        """Return the stored text of a question."""
        return self._find(path).value

    def state(self, path: str) -> NodeState:
        """Return the state of a node."""
        return _state(self._find(path))

    def dump(self) -> dict[str, NodeState]:
        """Return the state of every question by path, in the order of the instance."""
        return {node.path(): _state(node) for node in self._questions()}

    def _questions(self) -> list[InstanceNode]:
        return [node for node in self._top.below() if node.element.kind == "question"]

    def repeats(self, path: str) -> int:
        """Return the number of instances of a repeat."""
        parent, element = self._find_repeat(path)
        return len(parent.named.get(element.name, ()))

    # --- words ------------------------------------------------------------------------------

    @property
    def language(self) -> str | None:
        """The language of texts; None = the form's own."""
        return self._world.language

    @language.setter
    def language(self, language: str | None) -> None:
        self._world.language = language
        self._engine.recalculate()
        self._publish()

    def choices(self, path: str) -> tuple[Choice, ...]:
        """Return the choices of a question as its filter lets them through now."""
        return self._choices.of(self._find(path))

    def label(self, path: str) -> str:
        """Return the label of a node, outputs filled in."""
        return self._text(path, "label")

    def hint(self, path: str) -> str:
        """Return the hint of a node, outputs filled in."""
        return self._text(path, "hint")

    def guidance(self, path: str) -> str:
        """Return how a question is to be answered in full, outputs filled in; "" = not told."""
        return self._text(path, "hint", "guidance")

    def image(self, path: str) -> str:
        """Return the address of the picture that stands with a label; "" without one."""
        return self._text(path, "label", "image")

    def constraint_message(self, path: str) -> str:
        """Return what is said when the constraint of a node does not hold; "" = nothing set."""
        return self._text(path, "constraint_message")

    def required_message(self, path: str) -> str:
        """Return what is said when an answer is missing; "" = nothing set."""
        return self._text(path, "required_message")

    def _text(self, path: str, name: str, form: str = "") -> str:
        node = self._find(path)
        return self._world.render(node.element.texts.get(name), node, form)

    # --- the whole record -------------------------------------------------------------------

    def answers(self) -> Answers:
        """Return all answers by name, repeats as lists of rows with their ``_uuid``."""
        return answers_of(self._top)

    def instance_xml(self) -> str:
        """Return the record as XForm instance, without what is not relevant."""
        attributes = {"id": self.form.form_id}
        if self.form.version:
            attributes["version"] = self.form.version
        return instance_xml(self._top, attributes)

    def drop_irrelevant(self) -> tuple[str, ...]:
        """Empty what is not relevant, as finishing a record does; return the paths.

        The instant of finishing goes where the form asks for it (``end``).
        """
        for node in self._questions():
            if is_end(node):
                self._engine.put(node, instant_text(self._world.now()))
        dropped = [node for node in self._questions() if not node.relevant and node.value != ""]
        paths = tuple(node.path() for node in dropped)
        for node in dropped:
            self._engine.put(node, "")
        self._engine.run()
        self._events.forget()
        self._publish()
        return paths

    def problems(self) -> tuple[OpenPoint, ...]:
        """Return what has to be mended before the record is finished, in order."""
        found = (self._open_point(node) for node in self._questions())
        return tuple(point for point in found if point is not None)

    def _open_point(self, node: InstanceNode) -> OpenPoint | None:
        element = node.element
        if not node.relevant or not element.control or is_layout(element.name):
            return None
        path, texts = node.path(), element.texts
        if node.value == "":
            message = self._world.render(texts.get("required_message"), node) or REQUIRED
            return OpenPoint(path, "required", message) if node.required else None
        if not node.valid:
            message = self._world.render(texts.get("constraint_message"), node) or NOT_VALID
            return OpenPoint(path, "constraint", message)
        return None if self._offered(node) else OpenPoint(path, "constraint", NOT_OFFERED)

    def _offered(self, node: InstanceNode) -> bool:
        element = node.element
        if element.control not in SELECTS or element.itemset is None:
            return True
        chosen = [node.value] if element.control == "select1" else node.value.split()
        return set(chosen) <= set(self._choices.values(node))

    def on_change(self, callback: Callable[[frozenset[str]], None]) -> None:
        """Have ``callback`` called with the paths that each step has changed."""
        self._callbacks.append(callback)

    def _publish(self) -> Changes:
        nodes = [node for node in self._engine.changed if node.parent is not None]
        paths = frozenset(node.path() for node in nodes)
        self._engine.changed.clear()
        if paths:
            for callback in self._callbacks:
                callback(paths)
        return Changes(paths)

    # --- paths ------------------------------------------------------------------------------

    def _find(self, path: str) -> InstanceNode:
        fixed = self._world.fixed.get(path)
        if isinstance(fixed, InstanceNode):
            return fixed
        names = path.split("/")
        if names[:2] != ["", self._top.name]:
            raise PathError(path)
        node = self._top
        for step in names[2:]:
            node = _child(node, step, path)
        return node

    def _find_repeat(self, path: str) -> tuple[InstanceNode, Element]:
        above, _, name = path.rpartition("/")
        parent = self._find(above)
        for element in parent.element.children:
            if element.name == name and element.kind == "repeat":
                return parent, element
        raise PathError(path, "表单中没有这一组")


def _child(node: InstanceNode, step: str, path: str) -> InstanceNode:
    match = _STEP.fullmatch(step)
    name = match.group(1) if match else ""
    siblings = node.named.get(name) or node.named.get(f"orx:{name}", [])
    place = int(match.group(2) or 1) if match else 0
    child = siblings[place - 1] if 1 <= place <= len(siblings) else None
    if not isinstance(child, InstanceNode):
        raise PathError(path)
    return child


def _state(node: InstanceNode) -> NodeState:
    return NodeState(node.value, node.relevant, node.required, node.readonly, node.valid)
