"""The definition tree of a form: what its nodes are, mean and look like."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from inspector_app.xform.texts import Text

Kind = Literal["group", "repeat", "question"]
SELECTS: Final = frozenset({"select1", "select", "rank"})


@dataclass(frozen=True, slots=True)
class StaticItem:
    """A choice that is written into the question itself."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Itemset:
    """Where the choices of a question come from.

    Attributes:
        nodeset: the expression for the rows, as text.
        value: the path from a row to its value.
        label: the path or expression from a row to its label.
    """

    nodeset: str
    value: str
    label: str

    def plain_in(self, columns: Mapping[str, str]) -> bool:
        """Tell whether value and label are simply columns of a row."""
        return self.value in columns and self.label in columns


@dataclass(slots=True, eq=False)
class Element:
    """A node of the form as it is defined.

    Attributes:
        path: the path without positions, ``/data/g/finding``.
        name: the last name of the path.
        kind: ``group``, ``repeat`` or ``question``.
        data_type: the type of the bind; ``string`` without one.
        control: the element of the body that shows it; "" when nothing does.
        appearance: the words of the body for the screen.
        mediatype: what an upload takes, ``image/*``.
        parameters: the other attributes of the control: ``start``, ``end``, ``step``, ``rows``.
        parent: the element above; None for the root.
        children: the elements below, in the order of the body.
        default: the text that the instance gives.
        fresh: the text in a new instance of a repeat: that of the template; "" without one.
        bind: the expressions and messages of the bind by name, as written.
        items: choices that are written into the question.
        itemset: where other choices come from.
        count: the expression of ``jr:count``.
        fixed: whether instances can neither be added nor removed by hand.
        initial: how many instances of a repeat a new instance of what holds it begins with: as
            many as its template has.
        place: its number among all elements of the instance, in the order of the instance.
        texts: ``label``, ``hint``, ``constraint_message`` and ``required_message``.
        translate: what turns a text into words of a language.
    """

    path: str
    name: str
    kind: Kind = "question"
    data_type: str = "string"
    control: str = ""
    appearance: str = ""
    mediatype: str = ""
    parameters: dict[str, str] = field(default_factory=dict)
    parent: "Element | None" = None
    children: "list[Element]" = field(default_factory=list)
    default: str = ""
    fresh: str = ""
    bind: dict[str, str] = field(default_factory=dict)
    items: tuple[StaticItem, ...] = ()
    itemset: Itemset | None = None
    count: str = ""
    fixed: bool = False
    initial: int = 0
    place: int = 0
    texts: dict[str, Text] = field(default_factory=dict)
    translate: "Callable[[Text, str | None], str]" = field(default=lambda text, _: text.plain())

    @property
    def has_calculate(self) -> bool:
        """Whether the value is worked out and never typed."""
        return "calculate" in self.bind

    def label(self, language: str | None = None) -> str:
        """Return the label as written, outputs as ``{path}``."""
        return self._text("label", language)

    def hint(self, language: str | None = None) -> str:
        """Return the hint as written, outputs as ``{path}``."""
        return self._text("hint", language)

    def _text(self, name: str, language: str | None) -> str:
        text = self.texts.get(name)
        return "" if text is None else self.translate(text, language)

    def walk(self) -> "Iterator[Element]":
        """Yield this element and all below, in order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.children))

    def repeat(self) -> "Element | None":
        """Return the innermost repeat that the element is or lies in."""
        element: Element | None = self
        while element is not None and element.kind != "repeat":
            element = element.parent
        return element


Elements = Mapping[str, Element]
