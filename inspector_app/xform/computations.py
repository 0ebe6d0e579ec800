"""Every expression of a form, compiled, in the order of what reads what.

A computation gives one property of one element: ``calculate`` its value, ``relevant`` whether it
is asked, ``required``, ``readonly``, ``constraint``, and ``count`` the number of instances of a
repeat. What an expression reads is found once in its tree; from that come the listeners of each
node and an order in which nothing is evaluated before what it reads.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from inspector_app.xform.actions import Action
from inspector_app.xform.bindings import EXPRESSIONS, absolute
from inspector_app.xform.computation import COUNT, Computation
from inspector_app.xform.deps import in_topological_order
from inspector_app.xform.elements import Element
from inspector_app.xform.errors import FormError, Problem, XPathError, XPathSyntaxError
from inspector_app.xform.texts import Output, Text, Translations
from inspector_app.xform.xpath.ast import Call, Expr
from inspector_app.xform.xpath.ast import Text as Literal
from inspector_app.xform.xpath.compile import compile_expression, compile_number, compile_rewritten
from inspector_app.xform.xpath.functions.table import Thunk
from inspector_app.xform.xpath.parser import parse_expression
from inspector_app.xform.xpath.scope import (
    INDEXED_REPEAT,
    Reference,
    Scope,
    references,
    rewrite,
    within,
)

CHOICE_NAME: Final = "jr:choice-name"
# Of an expression that cannot be read: enough to find it.
_MOST_SHOWN: Final = 120


@dataclass(frozen=True, slots=True)
class Listener:
    """A computation that reads a node.

    Attributes:
        computation: what reads.
        own: the repeat whose own instance alone it reads; None when it reads all instances.
        names: the names from that instance, or from the root, to the reader.
        fixed: the path of the reader where there is only one, as outside of all repeats.
    """

    computation: Computation
    own: Element | None
    names: tuple[str, ...]
    fixed: str = ""


@dataclass(slots=True)
class Program:
    """All computations of a form.

    Attributes:
        ordered: every computation, in order.
        listeners: by the path of a node, what reads it.
        structure: by the path of a repeat, what reads more than one of its instances.
        ordinals: by the path of a repeat, what reads the number of an instance.
        within: by the path of an element, the computations of it and of all below.
        own: by the path of a node, the constraints that its own value is checked by.
        thunks: other compiled expressions, by the element they stand on and their text.
        types: the data type of every node by path.
        repeats: the paths of all repeats.
    """

    ordered: list[Computation]
    listeners: dict[str, list[Listener]] = field(default_factory=lambda: defaultdict(list))
    structure: dict[str, list[Listener]] = field(default_factory=lambda: defaultdict(list))
    ordinals: dict[str, list[Computation]] = field(default_factory=lambda: defaultdict(list))
    within: dict[str, list[Computation]] = field(default_factory=lambda: defaultdict(list))
    own: dict[str, list[Computation]] = field(default_factory=lambda: defaultdict(list))
    thunks: dict[tuple[str, str], Thunk] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    repeats: frozenset[str] = frozenset()

    def thunk(self, element: Element, text: str) -> Thunk:
        """Return an expression that stands on an element, compiled once.

        Raises:
            XPathError: it cannot be used.
            XPathSyntaxError: it cannot be read.
        """
        key = (element.path, text)
        if key not in self.thunks:
            scope = Scope(element.path, self.types, self.repeats)
            self.thunks[key] = compile_expression(parse_expression(text), scope)
        return self.thunks[key]


def build_program(
    elements: Mapping[str, Element],
    actions: Iterable[Action],
    translations: Translations,
    problems: list[Problem],
) -> Program:
    """Compile every expression of a form and put them in order.

    Raises:
        FormError: with every expression that cannot be read or used, or with a cycle.
    """
    builder = _Builder(elements, problems)
    computations = list(builder.computations())
    builder.others(actions, translations)
    if builder.errors:
        raise FormError(builder.errors)
    ordered = in_topological_order(computations, elements)
    program = Program(ordered, thunks=builder.thunks, types=builder.types, repeats=builder.repeats)
    for place, computation in enumerate(ordered):
        computation.order = place
        _register(program, computation, elements)
    return program


def _register(program: Program, computation: Computation, elements: Mapping[str, Element]) -> None:
    if computation.kind == "constraint":
        program.own[computation.element.path].append(computation)
    element: Element | None = computation.element
    while element is not None:
        program.within[element.path].append(computation)
        element = element.parent
    for reference in computation.references:
        if reference.ordinal:
            program.ordinals[reference.path].append(computation)
        else:
            _listen(program, computation, reference, elements)


def _listen(
    program: Program,
    computation: Computation,
    reference: Reference,
    elements: Mapping[str, Element],
) -> None:
    listener = _listener(computation, reference, elements)
    for path in paths_read(reference, elements):
        _add(program.listeners[path], listener)
    for repeat in _open_repeats(reference, elements):
        _add(program.structure[repeat], listener)


def _add(listeners: list[Listener], listener: Listener) -> None:
    """Add a listener once; those of one computation stand together, at the end."""
    for other in reversed(listeners):
        if other.computation is not listener.computation:
            break
        if other == listener:
            return
    listeners.append(listener)


def _listener(
    computation: Computation, reference: Reference, elements: Mapping[str, Element]
) -> Listener:
    target = computation.element
    own = elements[reference.own] if reference.own else None
    if computation.kind == COUNT and target.parent is not None:
        # The number of instances is a matter of what holds them.
        own = target.parent.repeat() if own is target else own
        target = target.parent
    above = own.path if own is not None else "/" + _top(target.path)
    names = target.path[len(above) :].split("/")
    fixed = target.path if target.repeat() is None else ""
    return Listener(computation, own, tuple(name for name in names if name), fixed)


def _top(path: str) -> str:
    return path.split("/")[1]


def paths_read(reference: Reference, elements: Mapping[str, Element]) -> list[str]:
    """Return the paths of all nodes that a reference reads."""
    if reference.path == "":
        return list(elements)
    element = elements.get(reference.path)
    if element is None:
        return []
    return [each.path for each in element.walk()] if reference.deep else [reference.path]


def _open_repeats(reference: Reference, elements: Mapping[str, Element]) -> Iterator[str]:
    """Yield the repeats of which a reference reads more than its own instance."""
    for path in paths_read(reference, elements):
        element: Element | None = elements[path]
        while element is not None:
            closed = reference.own is not None and within(reference.own, element.path)
            if element.kind == "repeat" and not closed:
                yield element.path
            element = element.parent


class _Builder:
    def __init__(self, elements: Mapping[str, Element], problems: list[Problem]) -> None:
        self._elements = elements
        self._problems = problems
        self.types = {path: element.data_type for path, element in elements.items()}
        self.repeats = frozenset(p for p, e in elements.items() if e.kind == "repeat")
        self.errors: list[Problem] = []
        self.thunks: dict[tuple[str, str], Thunk] = {}

    def computations(self) -> Iterator[Computation]:
        """Yield the computations of all elements, in the order of the form."""
        for element in self._elements.values():
            for kind in EXPRESSIONS:
                if kind in element.bind:
                    yield from self._computation(element, kind, element.bind[kind])
            if element.count:
                yield from self._computation(element, COUNT, self._count_text(element))

    def _count_text(self, element: Element) -> str:
        """Return the expression of a count; a bare name is what stands beside the repeat."""
        name, parent = element.count, element.parent
        beside = parent is not None and f"{parent.path}/{name}" in self._elements
        return f"../{name}" if beside and f"{element.path}/{name}" not in self._elements else name

    def _computation(self, element: Element, kind: str, text: str) -> Iterator[Computation]:
        scope = self._scope(element.path)
        tree = self._parse(text, element, kind)
        if tree is None:
            return
        try:
            rewritten = rewrite(tree, scope) if INDEXED_REPEAT in text else tree
            compile_ = compile_number if kind == COUNT else compile_rewritten
            thunk = compile_(rewritten, scope)
        except XPathError as error:
            self.errors.append(Problem(error.code, element.path, f"{kind}：{error.detail}"))
            return
        if CHOICE_NAME in text:
            self._check_choice_names(tree, element, kind)
        read = tuple(dict.fromkeys(references(rewritten, scope)))
        self._check(read, element, kind)
        yield Computation(element, kind, thunk, read)

    def _check(self, read: tuple[Reference, ...], element: Element, kind: str) -> None:
        for reference in read:
            if reference.path and reference.path not in self._elements:
                detail = f"{kind} 所读的题目 {reference.path} 不存在"
                self._problems.append(Problem("no-node", element.path, detail))

    def _check_choice_names(self, tree: Expr, element: Element, kind: str) -> None:
        """Refuse ``jr:choice-name`` of what is no question with choices (JavaRosa does)."""
        for call in tree.walk():
            if not isinstance(call, Call) or call.name != CHOICE_NAME or len(call.args) != 2:
                continue
            path = call.args[1]
            if isinstance(path, Literal) and not self._has_choices(path.value, element):
                detail = f"{kind}：jr:choice-name() 所指的 {path.value.strip()} 不是有选项的题目"
                self.errors.append(Problem("no-choices", element.path, detail))

    def _has_choices(self, path: str, element: Element) -> bool:
        found = self._elements.get(absolute(path.strip(), self._elements, element.path))
        return found is not None and (bool(found.items) or found.itemset is not None)

    def _scope(self, context: str) -> Scope:
        return Scope(context, self.types, self.repeats)

    def _parse(self, text: str, element: Element, kind: str) -> Expr | None:
        try:
            return parse_expression(text)
        except XPathSyntaxError as error:
            shown = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}……"
            self.errors.append(Problem("syntax", element.path, f"{kind} “{shown}”{error}"))
            return None

    # --- expressions that are evaluated when asked for --------------------------------------

    def others(self, actions: Iterable[Action], translations: Translations) -> None:
        """Compile outputs of texts, sets of choices and actions."""
        for element in self._elements.values():
            for text in element.texts.values():
                self._text(text, element, translations)
            for item in element.items:
                self._text(item.label, element, translations)
            if element.itemset is not None:
                self._itemset(element)
        for action in actions:
            target = self._elements[action.target]
            if action.expression is not None:
                self._other(target, action.expression, "setvalue")
            if action.place != action.target:
                self._other(self._elements.get(action.source, target), action.place, "setvalue")

    def _text(self, text: Text, element: Element, translations: Translations) -> None:
        variants = [text]
        if text.identifier:
            per_language = (texts.get(text.identifier, {}) for texts in translations.texts.values())
            variants = [each for forms in per_language for each in forms.values()]
            if not variants:
                detail = f"没有编号为 {text.identifier} 的文字"
                self._problems.append(Problem("no-text", element.path, detail))
        for variant in variants:
            for piece in variant.pieces:
                if isinstance(piece, Output):
                    self._other(element, piece.expression, "output")

    def _itemset(self, element: Element) -> None:
        itemset = element.itemset
        if itemset is None:
            return
        tree = self._parse(itemset.nodeset, element, "itemset")
        if tree is None:
            return
        self._other(element, itemset.nodeset, "itemset")
        read = [r.path for r in references(tree, self._scope(element.path)) if r.path]
        base = read[-1] if read and read[-1] in self._elements else "/"
        for text in (itemset.value, itemset.label):
            self._other(element, text, "itemset", base=base)

    def _other(self, element: Element, text: str, kind: str, base: str | None = None) -> None:
        key = (element.path if base is None else f"{element.path} item", text)
        tree = None if key in self.thunks else self._parse(text, element, kind)
        if tree is None:
            return
        try:
            self.thunks[key] = compile_expression(tree, self._scope(element.path), base)
        except XPathError as error:
            self.errors.append(Problem(error.code, element.path, f"{kind}：{error.detail}"))
