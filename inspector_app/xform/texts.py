"""Texts with outputs in them, and the translations of a form."""

from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element as XmlElement

from inspector_app.xform.errors import XPathSyntaxError
from inspector_app.xform.xml import attribute, child, children, local_name
from inspector_app.xform.xpath.ast import Call
from inspector_app.xform.xpath.ast import Text as Literal
from inspector_app.xform.xpath.parser import parse_expression

ITEXT: Final = "jr:itext"


@dataclass(frozen=True, slots=True)
class Output:
    """A place in a text where the value of an expression stands."""

    expression: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text: pieces to be joined, or the identifier of a translated text.

    ``pieces`` are texts and outputs; ``identifier`` is set instead when the text is translated.
    """

    pieces: tuple[str | Output, ...] = ()
    identifier: str = ""

    def plain(self) -> str:
        """Return the text with outputs shown as ``{expression}``."""
        return "".join(p if isinstance(p, str) else f"{{{p.expression}}}" for p in self.pieces)


@dataclass(slots=True)
class Translations:
    """The ``itext`` of a form.

    Attributes:
        languages: in the order of the form.
        default: the language that counts when none is chosen; "" without translations.
        texts: by language and identifier, the text of each form (``""``, ``image``, ``short``).
    """

    languages: tuple[str, ...] = ()
    default: str = ""
    texts: dict[str, dict[str, dict[str, Text]]] = field(default_factory=dict)

    def find(self, identifier: str, language: str | None, form: str = "") -> Text | None:
        """Return a text in a language, else in the default one; None when there is none."""
        for each in (language, self.default):
            forms = self.texts.get(each or "", {}).get(identifier, {})
            found = forms.get(form)
            if found is None and form == "" and forms:
                found = forms.get("long", forms.get("short"))
            if found is not None:
                return found
        return None

    def has(self, identifier: str) -> bool:
        """Tell whether any language has a text of that identifier."""
        return any(identifier in texts for texts in self.texts.values())


def read_translations(model: XmlElement) -> Translations:
    """Return the translations of a model; the first language counts unless one says otherwise."""
    found = Translations()
    itext = child(model, "itext")
    if itext is None:
        return found
    for translation in children(itext, "translation"):
        language = attribute(translation, "lang") or ""
        found.languages = (*found.languages, language)
        if attribute(translation, "default") is not None or not found.default:
            found.default = language
        texts = found.texts.setdefault(language, {})
        for text in children(translation, "text"):
            forms = {attribute(v, "form") or "": read_mixed(v) for v in children(text, "value")}
            texts[attribute(text, "id") or ""] = forms
    return found


def read_mixed(element: XmlElement) -> Text:
    """Return the text of an element with its outputs."""
    if len(element) == 0:
        return Text(_trimmed([element.text] if element.text else []))
    pieces: list[str | Output] = [element.text or ""]
    for inner in element:
        if local_name(inner) == "output":
            pieces.append(Output(attribute(inner, "value") or attribute(inner, "ref") or "''"))
        else:
            pieces += read_mixed(inner).pieces
        pieces.append(inner.tail or "")
    return Text(_trimmed([piece for piece in pieces if piece]))


def _trimmed(pieces: list[str | Output]) -> tuple[str | Output, ...]:
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip("\r\n\t")
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip("\r\n\t")
    return tuple(pieces)


def read_text(element: XmlElement) -> Text:
    """Return the text of a ``label`` or ``hint``: inline, or what its ``ref`` says."""
    reference = attribute(element, "ref")
    return read_mixed(element) if reference is None else text_of_expression(reference)


def text_of_expression(expression: str) -> Text:
    """Return ``jr:itext('id')`` as a translated text, any other expression as an output."""
    try:
        tree = parse_expression(expression)
    except XPathSyntaxError:
        return Text((Output(expression),))
    if isinstance(tree, Call) and tree.name == ITEXT and len(tree.args) == 1:
        (identifier,) = tree.args
        if isinstance(identifier, Literal):
            return Text(identifier=identifier.value)
    return Text((Output(expression),))
