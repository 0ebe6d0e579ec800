"""What the expressions of a session may ask for: lists, texts, choices, time and chance."""

import uuid
from collections.abc import Callable
from datetime import datetime

from inspector_app.base.clock import CHINA, SystemClock
from inspector_app.base.override import override
from inspector_app.xform.elements import Element
from inspector_app.xform.errors import XPathError, XPathSyntaxError
from inspector_app.xform.formdef import FormDef
from inspector_app.xform.instance import InstanceNode
from inspector_app.xform.lists import LAST_SAVED, NOTHING, Rosters, roster_name, roster_tree
from inspector_app.xform.texts import Text
from inspector_app.xform.xpath.context import Context, World
from inspector_app.xform.xpath.dates import Calendar
from inspector_app.xform.xpath.nodes import DOCUMENT, Node
from inspector_app.xform.xpath.values import to_text


class SessionWorld(World):
    """The world of one session.

    Attributes:
        form: the form.
        language: the language of texts; None = the form's own.
        label_of_choice: finds the label of a choice: question node, its value.
    """

    def __init__(
        self,
        form: FormDef,
        top: InstanceNode,
        *,
        rosters: Rosters | None,
        clock: Callable[[], datetime] | None,
        new_uuid: Callable[[], str] | None,
    ) -> None:
        instant = clock() if clock else None
        zone = instant.tzinfo if instant and instant.tzinfo else CHINA
        document = Node("", kind=DOCUMENT)
        document.append(top)
        super().__init__(document, Calendar(zone))
        self.rooted = True
        self.form = form
        self.language: str | None = None
        self.label_of_choice: Callable[[InstanceNode, str], str] = lambda _, value: value
        self._clock = clock or SystemClock().now
        self._new_uuid = new_uuid or (lambda: str(uuid.uuid4()))
        self._rosters = rosters
        self._loaded: dict[str, Node] = {}

    @override
    def now(self) -> datetime:
        """Return the instant of the session's clock, aware."""
        return self.calendar.aware(self._clock())

    @override
    def new_uuid(self) -> str:
        """Return a new UUID as text."""
        return self._new_uuid()

    @override
    def instance(self, name: str) -> Node | None:
        """Return the node above the root of a list; a list from outside is read once."""
        lists = self.form.lists
        if name in lists.inline:
            return lists.inline[name]
        if name in self._loaded:
            return self._loaded[name]
        if lists.sources.get(name, "").startswith(LAST_SAVED):
            return NOTHING
        if name in lists.sources:
            file = roster_name(lists.sources[name])
        elif name == self.form.form_id:
            return self.root
        else:
            file = f"{name}.csv"
        if self._rosters is None:
            raise XPathError("no-roster", f"没有名单 {file}")
        tree = self._loaded[name] = roster_tree(self._rosters(file))
        return tree

    # --- texts ------------------------------------------------------------------------------

    @override
    def itext(self, identifier: str, context: Context) -> str:
        """Return a translated text, its outputs filled in from the node that asks."""
        found = self.form.translations.find(identifier, self.language)
        node = context.current
        if found is None or not isinstance(node, InstanceNode):
            return ""
        return self._joined(found, node.element, Context(node, self))

    def render(self, text: Text | None, node: InstanceNode, form: str = "") -> str:
        """Return a text of a node's element, translated and its outputs filled in.

        Args:
            text: the text.
            node: the node whose element it is of.
            form: which form of it, as ``guidance``; only translated texts have others.
        """
        if text is not None and text.identifier:
            text = self.form.translations.find(text.identifier, self.language, form)
        elif form:
            return ""
        return "" if text is None else self._joined(text, node.element, Context(node, self))

    def _joined(self, text: Text, element: Element, context: Context) -> str:
        pieces: list[str] = []
        for piece in text.pieces:
            if isinstance(piece, str):
                pieces.append(piece)
            else:
                pieces.append(self.output(element, piece.expression, context))
        return "".join(pieces)

    def output(self, element: Element, expression: str, context: Context) -> str:
        """Return the value of an expression of an element as text; nothing when it fails."""
        try:
            return to_text(self.form.program.thunk(element, expression)(context))
        except (XPathError, XPathSyntaxError):
            return ""

    @override
    def choice_name(self, node: Node, value: str, path: str) -> str:
        """Return the label of a choice of a question near a node; the value when it has none."""
        question = self._question(node, path.strip())
        return value if question is None else self.label_of_choice(question, value)

    def _question(self, node: Node, path: str) -> InstanceNode | None:
        if not isinstance(node, InstanceNode):
            return None
        try:
            found = self.form.program.thunk(node.element, path)(Context(node, self))
        except (XPathError, XPathSyntaxError):
            return None
        first = found[0] if isinstance(found, list) and found else None
        if first is None:
            first = self.fixed.get(path)
        return first if isinstance(first, InstanceNode) else None
